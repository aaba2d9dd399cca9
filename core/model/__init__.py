"""The nouns: what a report is made of.  Frozen, flat, free of behaviour that knows a budget word.

Lengths are PDF points with the origin at the top left of the page as a reader sees it (after rotation).
Money is an integer number of fen; ratios and years are plain numbers; unknown is None or "" and never a default.
"""

from dataclasses import dataclass, field
from typing import Literal

from core.model.change import Change as Change
from core.model.change import ChangeKind as ChangeKind
from core.model.drawing import Drawing as Drawing
from core.model.evaluation import Funding as Funding
from core.model.evaluation import Indicator as Indicator
from core.model.evaluation import Project as Project
from core.model.evaluation import SheetScore as SheetScore
from core.model.evaluation import Task as Task
from core.model.finding import Finding as Finding
from core.model.finding import Severity as Severity
from core.model.finding import State as State
from core.model.finding import Suspect as Suspect
from core.model.place import NOWHERE as NOWHERE
from core.model.place import Box as Box
from core.model.place import Place as Place
from core.model.sent import sent_often as sent_often
from core.model.unit import ListedUnit as ListedUnit

Kind = Literal["final_accounts", "budget", "performance", "template", "unknown"]
TableState = Literal["filled", "empty", "missing", "listed_only"]
Role = Literal["detail", "subtotal", "total"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A property of the report, the text it was read from, and where.  `source` is `read` or `answered` (a person said so)."""

    field: str
    value: str
    text: str
    place: Place
    source: str = "read"


@sent_often
@dataclass(frozen=True, slots=True)
class PrintedCell:
    """One cell of a table as it stands on the page.  `row` and `column` count from 0 through the whole table, over page breaks.

    `kind`: title · header · number_row · label · code · line_number · amount · blank · note.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    kind: str
    text: str
    place: Place


@sent_often
@dataclass(frozen=True, slots=True)
class Fact:
    """One amount printed in a table: table × side × line × column.  Fields as in the export `facts`.

    `amount_fen` is exact; `precision_fen` is the value of the last printed digit.
    `cell_row`/`cell_column` point to the PrintedCell of the same table.  `corrected`: the text a person gave in place of `printed`, ""
    where nobody did; `amount_fen` is then what it says and `read_fen` the amount as it was read.
    """

    table: str
    side: str
    line: str
    parent_line: str
    role: Role
    line_code: str
    line_name: str
    column: str
    printed: str
    amount_fen: int
    precision_fen: int
    unit: str
    place: Place
    cell_row: int
    cell_column: int
    source: str = "read"
    doubt: str = ""
    corrected: str = ""
    read_fen: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something we could not read or understand.  `kind` names a sentence of messages.toml, `details` fill it."""

    kind: str
    where: str
    details: dict[str, object] = field(default_factory=dict)
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the report with its printed cells, the facts made from them, and what could not be read.

    `table` is a key of the vocabulary or `other:` and the printed title; `unit` is the printed money unit or "" when unknown.
    `budget_basis`: initial · adjusted · "" (which budget the table means, from its note).
    """

    table: str
    title: str
    printed_number: str
    unit: str
    first_page: int | None
    last_page: int | None
    state: TableState
    budget_basis: str = ""
    note: str = ""
    cells: tuple[PrintedCell, ...] = ()
    facts: tuple[Fact, ...] = ()
    problems: tuple[Problem, ...] = ()


@sent_often
@dataclass(frozen=True, slots=True)
class Statement:
    """One figure of the explanatory narrative; fields as in the export `statements` (measures and values: contract of the export).

    `value` is the bare number as printed (for a direction: up · down · flat · unfilled).  `basis`: what it is compared with or a share of,
    as printed.  `line_code`: functional code where the subject names a line of the tables.  `derived_low`/`derived_high`: interval of the
    prior-year or budget amount that follows from it, in fen (None where nothing follows).  `linked_facts`: numbers of the facts it repeats.
    `read_value`: the value as printed where a person corrected it, else "".
    """

    section: str
    subject: str
    measure: str
    value: str
    unit: str
    basis: str
    line_code: str
    sentence: str
    place: Place
    reason: str = ""
    derived_low: int | None = None
    derived_high: int | None = None
    linked_facts: tuple[int, ...] = ()
    read_value: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a report says of itself.  Unknown is "" or None; `evidence` tells where each value was read."""

    unit_name: str = ""
    fiscal_year: int | None = None
    kind: Kind = "unknown"
    region: str = ""
    amount_unit: str = ""
    published_on: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class PlainSentence:
    """A sentence or heading that states no figure.  `part`: overview · tables · explanation · glossary · attachments · ""."""

    part: str
    sentence: str
    place: Place


@sent_often
@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number as it stands in the report, and what it was understood as.

    `kind`: fact · statement · performance · code · line_number · page_number · date · ordinal · name · contact · quantity · uncovered.
    `ref`: what it is part of, `fact:12`, `statement:5`, `indicator:3`, `funding:0`, `task:1`, `score:2` or `project:1`, counted through
    the report; "" for the other kinds.  Numbers of a contact have no text: nobody needs to find them.
    """

    text: str
    kind: str
    ref: str
    place: Place


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything understood from one file, before it is kept.  `pages` counts pages, `unread_pages` are images without text.

    `part`: first and last page (`12-30`) of a report in a file that holds several, "" for the whole file.
    """

    file: str
    sha256: str
    pages: int
    page_sizes: tuple[tuple[float, float], ...]
    unread_pages: tuple[int, ...]
    identity: Identity
    tables: tuple[Table, ...]
    problems: tuple[Problem, ...]
    statements: tuple[Statement, ...] = ()
    projects: tuple[Project, ...] = ()
    scores: tuple[SheetScore, ...] = ()
    findings: tuple[Finding, ...] = ()
    numbers: tuple[PrintedNumber, ...] = ()
    part: str = ""
    sentences: tuple[PlainSentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A report kept in the library; fields as in the export `reports`, and `part` as in a Reading."""

    report: str
    version: int
    file: str
    sha256: str
    unit_name: str
    fiscal_year: int | None
    kind: Kind
    region: str
    amount_unit: str
    published_on: str
    pages: int
    state: Literal["read", "needs_person"]
    part: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one dropped file; fields as in `import --json`.  `reason` is a message code, `details` fill its sentence."""

    file: str
    sha256: str
    report: str
    state: Literal["imported", "already", "needs_person", "skipped", "failed"]
    reason: str = ""
    details: dict[str, object] = field(default_factory=dict)
    pages: int = 0
    tables_found: int = 0
    facts: int = 0
    statements: int = 0
    indicators: int = 0
    findings_by_state: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    version: int = 0
