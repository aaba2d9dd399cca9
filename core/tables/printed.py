"""The cells of a table as they stand on the page, each with what it is: kept so that the table can be shown as it was."""

from core.amounts import number_text
from core.definitions import Definitions
from core.model import Place, PrintedCell
from core.names import fold
from core.reading.page import Cell
from core.tables.headings import HeadColumn, is_number_row
from core.tables.sheet import Part


def printed_cells(parts: list[Part], definitions: Definitions) -> tuple[PrintedCell, ...]:
    """Every cell of a laid-out table, rows counted through over page breaks."""
    cells = []
    for part in parts:
        number_rows = {row.index for row in part.rows if is_number_row(row, definitions)}
        roles = {column.index: column for column in part.columns}
        for cell in part.grid.cells:
            kind = _kind(cell, part, roles.get(cell.column), number_rows, definitions)
            place = Place(part.page, cell.box)
            cells.append(PrintedCell(part.offset + cell.row, cell.column, cell.row_span, cell.column_span, kind, cell.text, place))
    return tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))


def _kind(cell: Cell, part: Part, column: HeadColumn | None, number_rows: set[int], definitions: Definitions) -> str:
    if cell.row < part.heading.first:
        return "title"
    if cell.row in number_rows:
        return "number_row"
    if cell.row < part.heading.data:
        return "header"
    folded = fold(cell.text)
    if not folded:
        return "blank"
    if definitions.patterns["note"].match(folded):
        return "note"
    if column is not None and column.role in ("code", "line_number"):
        return column.role if definitions.patterns["code"].match(folded) or folded.isdigit() else "label"
    return "amount" if number_text(cell.text) is not None or definitions.patterns["blank_amount"].match(folded) else "label"
