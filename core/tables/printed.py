"""The cells of a table as they stand on the page, each with what it is: kept so that the table can be shown as it was."""

from operator import attrgetter

from core.amounts import number_text
from core.definitions import Definitions
from core.model import Place, PrintedCell
from core.names import fold
from core.reading.page import Cell
from core.tables.grid import Row
from core.tables.headings import is_number_row
from core.tables.sheet import Part


def printed_cells(parts: list[Part], definitions: Definitions) -> tuple[PrintedCell, ...]:
    """Every cell of a laid-out table, rows counted through over page breaks."""
    cells = []
    for part in parts:
        kinds = {row.index: _kind_of_row(row, part, definitions) for row in part.rows}
        roles = {column.index: column.role for column in part.columns}
        for cell in part.grid.cells:
            kind = kinds[cell.row] or _kind(cell, roles.get(cell.column, ""), definitions)
            place = Place(part.page, cell.box)
            cells.append(PrintedCell(part.offset + cell.row, cell.column, cell.row_span, cell.column_span, kind, cell.text, place))
    return tuple(sorted(cells, key=attrgetter("row", "column")))


def _kind_of_row(row: Row, part: Part, definitions: Definitions) -> str:
    """What all cells are that begin in a row; "" for a row of data."""
    if row.index < part.heading.first:
        return "title"
    if is_number_row(row, definitions):
        return "number_row"
    return "header" if row.index < part.heading.data else ""


def _kind(cell: Cell, role: str, definitions: Definitions) -> str:
    folded = fold(cell.text)
    if not folded:
        return "blank"
    if definitions.patterns["note"].match(folded):
        return "note"
    if role in ("code", "line_number"):
        return role if definitions.patterns["code"].match(folded) or folded.isdigit() else "label"
    return "amount" if number_text(cell.text) is not None or definitions.patterns["blank_amount"].match(folded) else "label"
