"""The figures of one report, looked up by table, side, line and column; knows what is printed blank and what was not read."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from core.definitions import Definitions, TableDefinition
from core.model import Fact, Identity, Project, Reading, SheetScore, Statement, Table
from core.names import fold

TOTAL = "total"
NOT_READ = {"table_not_read", "unruled_does_not_add_up", "unruled_not_proved"}
LEFT_OUT = {
    *("unreadable_amount", "row_without_label", "unknown_line", "unknown_heading", "table_may_go_on", "drawn_in_part"),
    *("rows_in_one", "line_twice"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table that has figures.  `group`: the line it is a part of, where names repeat (the parts of an opening balance).

    `code`: its classification code, also told from the name of a class without one; "" for any other line.
    """

    key: str
    group: str
    name: str
    code: str
    total: bool


@dataclass
class Sheet:
    """One table with its figures by line and column.  `availability`: why nothing of it can be checked, or "" ."""

    table: Table
    definition: TableDefinition
    availability: str
    lines: dict[tuple[str, str, str], Line] = field(default_factory=dict)
    numbers: dict[tuple[str, str, str, str], list[int]] = field(default_factory=lambda: defaultdict(list))

    @cached_property
    def left_out(self) -> set[str]:
        """Kinds of problems that left figures of this table unread."""
        return {problem.kind for problem in self.table.problems} & LEFT_OUT

    @cached_property
    def columns(self) -> dict[str, list[str]]:
        """Side → keys of its columns that have a figure, in printed order."""
        found: dict[str, list[str]] = defaultdict(list)
        for side, _, _, column in self.numbers:
            if column not in found[side]:
                found[side].append(column)
        return found

    @cached_property
    def _headings(self) -> set[str]:
        return {fold(cell.text) for cell in self.table.cells if cell.kind == "header"}

    @cached_property
    def _labels(self) -> set[str]:
        return {fold(cell.text) for cell in self.table.cells if cell.kind == "label"}

    def has_column(self, side: str, column: str) -> bool:
        """Whether the column is printed, with figures or without."""
        if column in self.columns.get(side, ()):
            return True
        names = {name.rpartition("/")[2] for one in self.definition.columns if one.key == column for name in one.names}
        return bool(names & self._headings)

    def prints_line(self, key: str, ordinal) -> bool:
        """Whether a line of this name is printed, with figures or without.  `ordinal`: the pattern of what may stand before a name."""
        names = {name for line in self.definition.lines if line.key == key for name in line.names}
        return any(ordinal.sub("", text) in names or text in names for text in self._labels)

    def tree(self, side: str) -> list[Line]:
        """The coded lines of a side in printed order."""
        return [line for (line_side, _, _), line in self.lines.items() if line_side == side and line.code]

    @cached_property
    def children(self) -> dict[tuple[str, str], list[Line]]:
        """(side, code) → the lines whose nearest printed ancestor it is; code "" holds the lines without any."""
        found: dict[tuple[str, str], list[Line]] = defaultdict(list)
        known = {side: {line.code for line in self.tree(side)} for side, _, _ in self.lines}
        for (side, _, _), line in self.lines.items():
            if line.code:
                codes = known[side]
                above = next((line.code[:length] for length in range(len(line.code) - 1, 2, -1) if line.code[:length] in codes), "")
                found[side, above].append(line)
        return found


class Ledger:
    """Facts, statements and performance rows of one report.  `facts` and `statements` are numbered in the order of the report."""

    def __init__(
        self,
        tables: Iterable[Table],
        definitions: Definitions,
        identity: Identity | None = None,
        statements: Sequence[Statement] = (),
        projects: Sequence[Project] = (),
        scores: Sequence[SheetScore] = (),
    ) -> None:
        self.tables = tuple(tables)
        self.definitions = definitions
        self.identity = identity or Identity()
        self.statements, self.projects, self.scores = tuple(statements), tuple(projects), tuple(scores)
        self.facts: tuple[Fact, ...] = tuple(fact for table in self.tables for fact in table.facts)
        self._sheets: dict[str, Sheet] = {}
        first = 0
        for table in self.tables:
            if table.table in definitions.tables:
                self._add(table, first)
            first += len(table.facts)

    @classmethod
    def of(cls, reading: Reading, definitions: Definitions) -> "Ledger":
        """The ledger of a reading."""
        return cls(reading.tables, definitions, reading.identity, reading.statements, reading.projects, reading.scores)

    def sheet(self, key: str) -> Sheet | None:
        """The table of this key, or None where the report neither prints nor names nor needs it."""
        return self._sheets.get(key)

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """Every known table of the report in printed order, also those it should print and does not."""
        return tuple(self._sheets.values())

    def facts_at(self, key: str, side: str, group: str, line: str, column: str) -> list[int]:
        """Numbers of the facts printed there (two where a line is printed twice, none where the cell is blank)."""
        sheet = self._sheets.get(key)
        return sheet.numbers.get((side, group, line, column), []) if sheet else []

    def per_unit(self, fact: Fact) -> int:
        """What one unit of a fact's printed amount is worth, in fen."""
        return self.definitions.money[fact.unit]

    def rounded_by(self, fact: Fact) -> int:
        """The value of the last printed digit in fen; 0 for an amount printed to the fen, which is exact."""
        return 0 if fact.precision_fen <= 1 else fact.precision_fen

    def _add(self, table: Table, first: int) -> None:
        known = self._sheets.get(table.table)
        if known and known.table.facts and table.facts:
            known.availability = "table_twice"
            return
        if known and (known.table.facts or not table.facts):
            return
        sheet = Sheet(table, self.definitions.tables[table.table], _availability(table))
        for number, fact in enumerate(table.facts, first):
            group = fact.parent_line if sheet.definition.rows == "two_sided" else ""
            code = fact.line_code or (fact.line if fact.line.isdigit() else "")
            code = code or self.definitions.functional_classes.get(fold(fact.line_name), "")
            line = Line(fact.line, group, fact.line_name, "" if fact.role == TOTAL else code, fact.role == TOTAL)
            sheet.lines.setdefault((fact.side, group, fact.line), line)
            sheet.numbers[fact.side, group, fact.line, fact.column].append(number)
        self._sheets[table.table] = sheet


def _availability(table: Table) -> str:
    """Why nothing of a table can be checked (a message code), or "" ."""
    if table.state in ("missing", "listed_only"):
        return f"table_{table.state}"
    kinds = {problem.kind for problem in table.problems}
    if not table.facts and kinds & NOT_READ:
        return "table_unread"
    if not table.facts and "unit_unknown" in kinds:
        return "table_without_unit"
    # whatever kept the figures of a printed table away: none of them is nothing
    return "table_unread" if not table.facts and (kinds & LEFT_OUT or (kinds and table.state == "filled")) else ""
