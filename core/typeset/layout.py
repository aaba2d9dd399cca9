"""How a report is laid out: everything that differs between reports of the same figures.  Plain data, read from TOML or drawn by lot."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Literal

from core.errors import DefinitionError

DEFINITIONS = Path(__file__).resolve().parents[2] / "data" / "definitions"

TABLES = (
    "revenue_expenditure_summary",
    "revenue",
    "expenditure",
    "appropriation_summary",
    "general_budget_expenditure",
    "general_budget_basic",
    "government_funds",
    "state_capital",
    "three_public",
)


@dataclass(frozen=True, slots=True)
class Layout:
    """The form of a report.  `order`: the tables it prints; `listed`: those it also names, without printing them.

    A field keyed by table (`units`, `zeros`, `totals`, `heads`) falls back to its key "" for the others.

    `rulings`: which rules are drawn; `ruling_style`: one line for each cell side, long lines, or thin filled boxes.
    `numbers`: plain 1234.56 · comma 1,234.56 · wide_comma 1，234.56 · blank 1 234.56. `zeros`: blank · zero (0.00) · dash.
    `classes`: whether the summaries print all functional classes or the used ones. `wording`: term -> which of its wordings.
    `totals`: first · last · head (inside the heading block). `heads`: on a continued page the heading is `repeated`, `titled`
    (repeated under a title of its own) or `absent`. `landscape`, `rotated`: tables on wide pages, the latter through /Rotate.
    `empty`: explanation (grid and a sentence) · note · generic (a conditional sentence under every table) · only_note (no grid).
    `text`: whose wording the explanation has; `charts`: whether they are drawn. `performance`: where the forms of performance stand, inside
    the explanation or attached behind it, none when ""; `performance_form`: that of the projects.
    `bold`: stroke · twice (printed twice, slightly moved) · none. `rows`: most body rows of one page, 0 for as many as fit.
    """

    order: tuple[str, ...] = TABLES
    listed: tuple[str, ...] = ()
    rulings: Literal["full", "horizontal", "none"] = "full"
    ruling_style: Literal["sides", "lines", "boxes"] = "sides"
    numbered: bool = True
    line_numbers: bool = True
    column_numbers: bool = True
    classes: Literal["all", "used"] = "all"
    code_columns: Literal[1, 3] = 1
    totals: Mapping[str, str] = field(default_factory=lambda: {"": "first"})
    heads: Mapping[str, str] = field(default_factory=lambda: {"": "repeated"})
    units: Mapping[str, str] = field(default_factory=lambda: {"": "wan"})
    zeros: Mapping[str, str] = field(default_factory=lambda: {"": "blank"})
    numbers: Literal["plain", "comma", "wide_comma", "blank"] = "comma"
    amounts: Literal["right", "center"] = "right"
    basic_blocks: Literal[2, 3] = 3
    basic_heads: bool = True
    three_public: Literal["blocks", "interleaved", "vertical", "transposed"] = "blocks"
    budget_basis: Literal["adjusted", "initial"] = "adjusted"
    empty: Literal["explanation", "note", "generic", "only_note"] = "explanation"
    broken_heads: bool = False
    spaced_heads: bool = False
    notes: bool = True
    landscape: tuple[str, ...] = ()
    rotated: tuple[str, ...] = ()
    rows: int = 0
    watermark: bool = False
    stray: bool = False
    bold: Literal["stroke", "twice", "none"] = "stroke"
    tables_first: bool = True
    narrative_separators: bool = False
    narrative: bool = True
    text: Literal["central", "shandong", "vertical"] = "shandong"
    charts: bool = False
    performance: Literal["", "inside", "attached"] = ""
    performance_form: Literal["central", "shandong", "liaoning"] = "central"
    wording: Mapping[str, int] = field(default_factory=dict)

    def unit(self, table: str) -> str:
        """`wan` or `yuan`: the unit a table is printed in."""
        return self.units.get(table, self.units[""])

    def zero(self, table: str) -> str:
        """How a table prints nothing: `blank`, `zero` or `dash`."""
        return self.zeros.get(table, self.zeros[""])

    def total(self, table: str) -> str:
        """Where a code table has its total: `first`, `last` or `head`."""
        return self.totals.get(table, self.totals[""])

    def head(self, table: str) -> str:
        """What a continued page of a table begins with: `repeated`, `titled` or `absent`."""
        return self.heads.get(table, self.heads[""])


def read_layout(name: str) -> Layout:
    """The form data/definitions/typeset/forms/<name>.toml.  Raises DefinitionError (`layout_unknown_key`) for a key that is none."""
    with (DEFINITIONS / "typeset" / "forms" / f"{name}.toml").open("rb") as file:
        found = tomllib.load(file)
    known = {one.name for one in fields(Layout)}
    for key in found:
        if key not in known:
            raise DefinitionError("layout_unknown_key", where=name, found=key, expected=sorted(known))
    return Layout(**{key: tuple(value) if isinstance(value, list) else value for key, value in found.items()})
