"""Rows and columns → facts.  One function per kind of rows; what cannot be placed becomes a problem, never a guess."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from core.amounts import number_text, parse
from core.definitions import Definitions, TableDefinition
from core.model import Fact, Place, Problem
from core.names import fold, nearest, squeeze
from core.reading.page import Cell
from core.tables.grid import Row
from core.tables.headings import HeadColumn, label_key, strip_ordinal
from core.tables.heads import bracketed_unit
from core.tables.lines import Codes, LineName, Side, functional_line, two_sided_line
from core.tables.sheet import Part

_SHORTEST_TWO, _SHOWN = 6, 40  # characters of two codes in one cell; characters of such a cell that are shown
_ORDINAL = re.compile(r"\w{1,3}、\w")
_DIGITS = re.compile(r"\d\.\d")
PARTS_OF_BASIC = {"personnel_expenses", "operating_expenses"}


@dataclass(slots=True)
class Yield:
    """The facts and problems of one table, collected row by row."""

    table: TableDefinition
    unit: str
    definitions: Definitions
    facts: list[Fact] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def amount(self, part: Part, cell: Cell, line: LineName, column: str, side: str = "") -> None:
        """Keeps the amount printed in a cell, in the unit over its column or else of the table; a blank or a dash is nothing."""
        text = cell.text.strip()
        if not text or self.definitions.patterns["blank_amount"].match(fold(text)):
            return
        place = Place(part.page, cell.box)
        unit = bracketed_unit(part.columns[cell.column].path, self.definitions) or self.unit
        amount = parse(text, self.definitions.money[unit])
        if amount is None:
            self.problem("unreadable_amount", place, text=squeeze(text), line=line.name)
            return
        role = "total" if line.total else "detail"
        self.facts.append(
            Fact(
                self.table.key, side, line.line, line.parent, role, line.code, line.name, column, text, amount.fen, amount.precision_fen,
                unit, place, part.offset + cell.row, cell.column,
            )
        )  # fmt: skip

    def problem(self, kind: str, place: Place, **details: object) -> None:
        """Notes something of this table that could not be read."""
        self.problems.append(Problem(kind, self.table.title, {"table": self.table.title, "page": place.page, **details}, place))


def make_facts(parts: list[Part], table: TableDefinition, unit: str, definitions: Definitions) -> Yield:
    """All facts of a laid-out table in its unit; roles of subtotals are told once every code is known."""
    made = Yield(table, unit, definitions)
    {"functional": _functional, "two_sided": _two_sided, "economic": _economic}[table.rows](parts, made)
    made.facts = _with_subtotals(_without_repeats(made.facts))
    return made


def _functional(parts: list[Part], made: Yield) -> None:
    codes = Codes()
    for part, row in _rows(parts, made):
        line = functional_line(row, part.columns, codes, made.definitions)
        if line is not None and _is_note(line.name, made.definitions):
            continue
        for column, cell in _amount_cells(row, part.columns):
            if line is None:
                made.problem("row_without_label", Place(part.page, cell.box), text=squeeze(cell.text))
            elif column.key:
                made.amount(part, cell, line, column.key)


def _rows(parts: list[Part], made: Yield) -> Iterator[tuple[Part, Row]]:
    """The rows of data with their parts; columns and rows that are left out are told."""
    for part in parts:
        report_columns_left_out(part, made)
        yield from ((part, row) for row in part.data if not _holds_several(part, row, made))


def _holds_several(part: Part, row: Row, made: Yield) -> bool:
    """Whether one row of the grid holds several lines of the table, because rules are missing between them; it is told and left out."""
    for cell in row.starting:
        pieces = cell.text.splitlines() if len(cell.text) > _SHORTEST_TWO else ()
        codes = sum(bool(made.definitions.patterns["code"].match(fold(piece))) for piece in pieces)
        named = sum(bool(_ORDINAL.match(fold(piece))) for piece in pieces)
        if (codes > 1 or named > 1) and any(number_text(other.text) is not None or _DIGITS.search(other.text) for other in row.starting):
            made.problem("rows_in_one", Place(part.page, cell.box), text=squeeze(cell.text)[:_SHOWN])
            return True
    return False


def _amount_cells(row: Row, columns: tuple[HeadColumn, ...]) -> Iterator[tuple[HeadColumn, Cell]]:
    for column in columns:
        cell = row.cells[column.index]
        if column.role == "amount" and cell is not None and cell.row == row.index and cell.column == column.index and cell.text.strip():
            yield column, cell


def _two_sided(parts: list[Part], made: Yield) -> None:
    sides = {side: Side() for side in made.table.sides}
    for part, row in _rows(parts, made):
        _two_sided_row(part, row, sides, made)


def _two_sided_row(part: Part, row: Row, sides: dict[str, Side], made: Yield) -> None:
    lines: dict[str, LineName] = {}
    for column in part.columns:
        text = row.text(column.index)
        if column.role == "label" and squeeze(text):
            if label_key(text, made.definitions) in made.definitions.words["part_of_balance"]:
                _report_part(part, row, column, made)
                lines[column.side] = LineName("", "")
                continue
            line, known = two_sided_line(text, sides[column.side], made.table, made.definitions)
            lines[column.side] = line
            if not known and not _is_note(line.name, made.definitions) and _side_has_amount(row, part.columns, column.side):
                near = nearest(fold(line.name), [*made.table.line_keys, *made.definitions.functional_classes])
                made.problem("unknown_line", Place(part.page, row.cells[column.index].box), text=line.name, near=near)
    for column, cell in _amount_cells(row, part.columns):
        line = lines.get(column.side)
        if line is None:
            made.problem("row_without_label", Place(part.page, cell.box), text=squeeze(cell.text))
        elif line.line and not _is_note(line.name, made.definitions):
            made.amount(part, cell, line, column.key, column.side)


def _report_part(part: Part, row: Row, label: HeadColumn, made: Yield) -> None:
    """What older forms print below a balance is a part of it, and no line of the table."""
    cells = [cell for column, cell in _amount_cells(row, part.columns) if column.side == label.side and number_text(cell.text) is not None]
    if cells:
        made.problem("line_not_kept", Place(part.page, cells[0].box), text=squeeze(row.text(label.index)), count=len(cells))


def _side_has_amount(row: Row, columns: tuple[HeadColumn, ...], side: str) -> bool:
    return any(column.side == side for column, _ in _amount_cells(row, columns))


def _economic(parts: list[Part], made: Yield) -> None:
    for part, row in _rows(parts, made):
        _economic_row(part, row, made)


def _economic_row(part: Part, row: Row, made: Yield) -> None:
    """Two or three blocks side by side, each code, name and amounts; a sum's amount may stand columns away from its label."""
    code = name = ""
    taken: set[str] = set()
    columns = {column.index: column for column in part.columns}
    whole = "total" if PARTS_OF_BASIC & {column.key for column in part.columns} else "amount"
    for cell in row.starting:
        text, folded = squeeze(cell.text), fold(cell.text)
        column = columns[cell.column]
        if column.role == "amount" and not _is_sum(text, made):
            key = whole if column.key == "amount" else column.key
            if key in taken and not _is_sum(name, made):
                code = name = ""
            taken.add(key)
            if code or name:
                made.amount(part, cell, _economic_line(code, name, made), key)
            elif text and not made.definitions.patterns["blank_amount"].match(folded):
                made.problem("row_without_label", Place(part.page, cell.box), text=text)
        elif text and column.role not in ("line_number", "skipped", "foreign"):
            code, name = _economic_name(text, code if column.role == "label" and not taken else "", made)
            taken = set()


def _economic_name(text: str, code: str, made: Yield) -> tuple[str, str]:
    """Code and name after this text: a code begins an item, both may stand in one cell, a name follows its code."""
    if made.definitions.patterns["code"].match(fold(text)):
        return "".join(filter(str.isdigit, fold(text))), ""
    both = made.definitions.patterns["code_and_name"].match(text)
    return (both.group(1), both.group(2)) if both else (code, strip_ordinal(text, made.definitions))


def _economic_line(code: str, name: str, made: Yield) -> LineName:
    line = made.table.line_keys.get(fold(name))
    if line is not None and not code:
        return LineName(line.key, name, total=True)
    known = code or made.definitions.economic_names.get(fold(name), "")
    return LineName(known or name, name, code, known[:3] if len(known) > 3 else "")


def _is_sum(name: str, made: Yield) -> bool:
    return label_key(name, made.definitions) in made.table.line_keys


def _is_note(name: str, definitions: Definitions) -> bool:
    return bool(definitions.patterns["note"].match(fold(name)))


def report_columns_left_out(part: Part, made: Yield, roles: tuple[str, ...] = ("unknown", "foreign")) -> None:
    """A heading we do not know is shown with the nearest name we know, one of another year as such; the amounts below stay unread."""
    for column in part.columns:
        if column.role not in roles:
            continue
        cells = [row.cells[column.index] for row in part.data if row.text(column.index).strip()]
        amounts = [cell for cell in cells if cell and number_text(cell.text) is not None]
        if amounts and column.role == "foreign":
            made.problem("column_not_kept", Place(part.page, amounts[0].box), text=column.heading, count=len(amounts))
        elif amounts:
            made.problem("unknown_heading", Place(part.page, amounts[0].box), text=column.heading, near=column.near, count=len(amounts))


def _without_repeats(facts: list[Fact]) -> list[Fact]:
    """A total row repeated on each page is one line."""
    kept, seen = [], {}
    for fact in facts:
        key = (fact.side, fact.line, fact.parent_line, fact.column, fact.amount_fen)
        if fact.role == "total" and seen.get(key, fact.place.page) != fact.place.page:
            continue
        seen.setdefault(key, fact.place.page)
        kept.append(fact)
    return kept


def _with_subtotals(facts: list[Fact]) -> list[Fact]:
    parents = {fact.parent_line for fact in facts if fact.parent_line and fact.line != fact.parent_line}
    return [replace(fact, role="subtotal") if fact.role == "detail" and fact.line in parents else fact for fact in facts]
