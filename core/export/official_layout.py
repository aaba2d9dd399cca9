"""The known tables of a report as sheets of a workbook: where every printed cell goes, and which figures become formulas."""

import re
from dataclasses import dataclass
from decimal import Decimal

from core.amounts import number_text
from core.export.official_rows import HEADS, placed
from core.export.official_sums import Sum, sums_of, without_circles
from core.ledger import Ledger
from core.model import Fact, PrintedCell, Table

TABLE_ROW = 3  # title, number of the form, unit and money stand above
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_LONGEST_NAME = 31
_MOST_ARGUMENTS = 200


@dataclass(frozen=True, slots=True)
class OfficialCell:
    """A cell of a sheet, row and column from 0.  `number`: the bare decimal it holds, "" for text; `formula` (with =) comes to it.

    `rest`: what the formula adds because the printed total differs from its parts by rounding; `failed`: by how much a printed total
    contradicts its parts, in the printed unit.  `fact`: its number in the report.  `text`: what it shows, the printed text unless a
    person corrected it.
    """

    row: int
    column: int
    column_span: int
    printed: PrintedCell
    number: str = ""
    formula: str = ""
    rest: str = ""
    failed: str = ""
    fact: int | None = None
    text: str = ""

    @property
    def corrected(self) -> bool:
        """Whether a person gave another text than the printed one."""
        return self.text != self.printed.text


@dataclass(frozen=True, slots=True)
class OfficialSheet:
    """A table on its sheet.  `heads`: rows at the top that are headings; `below`: first free row; `columns`: how many there are."""

    name: str
    table_no: int
    table: Table
    cells: tuple[OfficialCell, ...]
    heads: int
    below: int
    columns: int


def official_sheets(ledger: Ledger) -> list[OfficialSheet]:
    """A sheet for every known table the report prints, in printed order."""
    found = sums_of(ledger)
    chosen = without_circles(found)
    failed = {total: next((each for each in sums if each.state == "fail"), None) for total, sums in found.items()}
    sheets, taken, first = [], set(), 0
    for number, table in enumerate(ledger.tables):
        if table.table in ledger.definitions.tables and table.cells and table.state in ("filled", "empty"):
            numbers = range(first, first + len(table.facts))
            facts = {(ledger.facts[fact].cell_row, ledger.facts[fact].cell_column): fact for fact in numbers}
            sheets.append(_Laid(ledger, table, facts).sheet(sheet_name(table.title or table.table, taken), number, chosen, failed))
        first += len(table.facts)
    return sheets


def sheet_name(title: str, taken: set[str]) -> str:
    """The title as a name Excel takes that is not in `taken`, and is now."""
    plain = _NOT_IN_SHEET_NAMES.sub(" ", title).strip()[:_LONGEST_NAME]
    name, number = plain, 1
    while name.casefold() in taken:
        number += 1
        name = f"{plain[: _LONGEST_NAME - len(str(number)) - 1]} {number}"
    taken.add(name.casefold())
    return name


def reference(row: int, column: int) -> str:
    """`C7` for row 6 and column 2."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


class _Laid:
    """One table while it is laid out.  `facts`: printed row and column → number of the fact."""

    def __init__(self, ledger: Ledger, table: Table, facts: dict[tuple[int, int], int]) -> None:
        self._ledger, self._table, self._facts = ledger, table, facts
        self._places = placed(table.cells, {row for row, _ in facts})
        self._top = 0 if any(cell.kind == "title" for cell in table.cells) else TABLE_ROW
        self._cells = [cell for cell in table.cells if (cell.row, cell.column) in self._places]
        self._at = {fact: self._place(*printed) for printed, fact in facts.items()}
        self._numbers = {self._place(cell.row, cell.column) for cell in self._cells if self._number(cell)}

    def sheet(self, name: str, table_no: int, chosen: dict[int, Sum], failed: dict[int, Sum | None]) -> OfficialSheet:
        cells = [self._cell(cell, chosen, failed) for cell in self._cells]
        below = max(cell.row + cell.printed.row_span for cell in cells)
        plain = [cell.row for cell in cells if cell.printed.kind not in (*HEADS, "blank")]
        columns = max(cell.column + cell.column_span for cell in cells)
        return OfficialSheet(name, table_no, self._table, tuple(cells), min(plain, default=below), below, columns)

    def _place(self, row: int, column: int) -> tuple[int, int]:
        """Row and column on the sheet of a printed cell."""
        found = self._places[row, column]
        return self._top + found.row, found.column

    def _number(self, cell: PrintedCell) -> str:
        wanted = cell.kind == "amount" or (cell.row, cell.column) in self._facts
        return (number_text(self._text(cell)) if wanted else None) or ""

    def _text(self, cell: PrintedCell) -> str:
        fact = self._facts.get((cell.row, cell.column))
        return (self._ledger.facts[fact].corrected if fact is not None else "") or cell.text

    def _cell(self, cell: PrintedCell, chosen: dict[int, Sum], failed: dict[int, Sum | None]) -> OfficialCell:
        fact = self._facts.get((cell.row, cell.column))
        made, wrong = chosen.get(fact), failed.get(fact)
        return OfficialCell(
            *self._place(cell.row, cell.column),
            self._places[cell.row, cell.column].column_span,
            cell,
            self._number(cell),
            self._formula(made) if made else "",
            self._in_unit(made.rest_fen, self._ledger.facts[fact]) if made and made.rest_fen else "",
            self._in_unit(wrong.rest_fen, self._ledger.facts[fact]) if wrong else "",
            fact,
            self._text(cell),
        )

    def _formula(self, made: Sum) -> str:
        ranges = self._ranges([self._at[part] for part in made.parts])
        single = len(made.parts) == 1
        groups = [ranges[at : at + _MOST_ARGUMENTS] for at in range(0, len(ranges), _MOST_ARGUMENTS)]
        sums = ranges[0] if single else "+".join(f"SUM({','.join(group)})" for group in groups)
        rest = self._in_unit(made.rest_fen, self._ledger.facts[made.total]) if made.rest_fen else ""
        return f"={sums}{'' if rest.startswith('-') or not rest else '+'}{rest}"

    def _ranges(self, places: list[tuple[int, int]]) -> list[str]:
        """Cells as ranges, in a row or in columns; a range goes over cells without a number, never over another figure."""
        in_row = len({row for row, _ in places}) == 1
        turned = sorted(places if in_row else [(column, row) for row, column in places])
        runs: list[list[tuple[int, int]]] = []
        for line, place in turned:
            between = range(runs[-1][-1][1] + 1, place) if runs and runs[-1][-1][0] == line else None
            if between is not None and not any(((line, x) if in_row else (x, line)) in self._numbers for x in between):
                runs[-1].append((line, place))
            else:
                runs.append([(line, place)])
        ends = [(reference(*(run[0] if in_row else run[0][::-1])), reference(*(run[-1] if in_row else run[-1][::-1]))) for run in runs]
        return [first if first == last else f"{first}:{last}" for first, last in ends]

    def _in_unit(self, fen: int, fact: Fact) -> str:
        return f"{(Decimal(int(fen)) / self._ledger.per_unit(fact)).normalize():f}"
