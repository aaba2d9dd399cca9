"""A worksheet → paragraphs and tables.  A sheet holds one table or many, with titles, units and notes in cells above and below.

A table of a web page may be a worksheet that was saved as one.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.reading.laid_out import Block, Paragraph, PlacedCell, PlacedTable
from core.reading.office_words import NAMES_UNIT, NOTE
from core.reading.spreadsheet import Sheet, column_letters

_LEFT, _COLUMN = 72.0, 60.0  # points; every column of a sheet is as wide
_LONG = 30  # characters that are no name of a line
_MOST_BESIDE = 4  # words beside the unit of a table
_FIRST_ROWS = 6  # of a sheet: among these stands the unit of its first table
_PLAIN_NAME = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A cell that holds something, with the rows and columns it covers (last ones included)."""

    row: int
    column: int
    last_row: int
    last_column: int
    text: str
    locator: str


def sheet_blocks(sheet: Sheet) -> Iterator[Block]:
    """The tables of a sheet and the words between them, top to bottom.

    A row with a single cell is words where it stands apart from a table, spans half of it, or reads like a note or a title; so is a row
    above a table that names its unit of money.  A sheet that begins with a table, or with its unit, is titled by its own name.
    """
    yield from _blocks(_rows(_pieces(sheet)), "" if sheet.name.isascii() else sheet.name)


def saved_sheet_blocks(cells: Sequence[PlacedCell]) -> Iterator[Block] | None:
    """The same of the cells of a table that is a sheet: it begins with the unit of money of what follows.  None where it is none."""
    pieces = [
        _Piece(cell.row, cell.column, cell.row + cell.row_span - 1, cell.column + cell.column_span - 1, cell.text, cell.locator)
        for cell in cells
        if cell.text.strip()
    ]
    rows = _rows(pieces)
    is_sheet = any(len(row) <= _MOST_BESIDE and any(NAMES_UNIT.search(piece.text) for piece in row) for row in rows[:_FIRST_ROWS])
    return _blocks(rows, "") if is_sheet else None


def _blocks(rows: list[list[_Piece]], name: str) -> Iterator[Block]:
    """Tables and words in turn.  `name`: what titles a first table that nothing stands above, "" for nothing."""
    used = sorted({piece.column for pieces in rows for piece in pieces})
    table: list[list[_Piece]] = []
    bottom = -2
    begun = False
    for pieces in rows:
        apart = not table or pieces[0].row > bottom + 1
        if _is_words(pieces, apart, bool(table), used):
            yield from _table(table)
            table = []
            for piece in pieces:
                yield Paragraph(piece.text, piece.locator)
        else:
            if not begun and name:
                yield Paragraph(name, name)
            table.append(pieces)
        begun = begun or bool(table) or not any(NAMES_UNIT.search(piece.text) for piece in pieces)
        bottom = max(bottom, *(piece.last_row for piece in pieces))
    yield from _table(table)


def _is_words(pieces: list[_Piece], apart: bool, below_table: bool, used: list[int]) -> bool:
    """Whether a row is words of its own rather than a row of a table."""
    if len(pieces) > 1:
        return not below_table and len(pieces) <= _MOST_BESIDE and any(NAMES_UNIT.search(piece.text) for piece in pieces)
    piece = pieces[0]
    covered = bisect_right(used, piece.last_column) - bisect_left(used, piece.column)
    wide = covered > 1 and 2 * covered >= len(used)
    text = piece.text.strip()
    return apart or wide or len(text) > _LONG or bool(NOTE.search(text)) or bool(NAMES_UNIT.search(text))


def _pieces(sheet: Sheet) -> list[_Piece]:
    """What a reader sees of the sheet, row by row."""
    spans = {(top, left): (bottom, right) for top, left, bottom, right in sheet.merged if top <= bottom and left <= right}
    pieces = []
    for (row, column), text in sorted(sheet.texts.items()):
        if row in sheet.hidden_rows or column in sheet.hidden_columns:
            continue
        last_row, last_column = spans.get((row, column), (row, column))
        pieces.append(_Piece(row, column, last_row, last_column, text, _locator(sheet, row, column)))
    return pieces


def _rows(pieces: list[_Piece]) -> list[list[_Piece]]:
    rows: list[list[_Piece]] = []
    for piece in pieces:
        if rows and rows[-1][0].row == piece.row:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


def _table(rows: list[list[_Piece]]) -> Iterator[Block]:
    """These rows as a table of the columns in which something begins; a lone cell is a paragraph."""
    pieces = [piece for row in rows for piece in row]
    if len(pieces) < 2:
        yield from (Paragraph(piece.text, piece.locator) for piece in pieces)
        return
    at = [row[0].row for row in rows]
    columns = sorted({piece.column for piece in pieces})
    cells, taken = [], set()
    for piece in pieces:
        row, column = bisect_left(at, piece.row), bisect_left(columns, piece.column)
        last_row, last_column = bisect_right(at, piece.last_row) - 1, bisect_right(columns, piece.last_column) - 1
        if any((r, c) in taken for r in range(row, last_row + 1) for c in range(column, last_column + 1)):
            continue
        taken.update((r, c) for r in range(row, last_row + 1) for c in range(column, last_column + 1))
        cells.append(PlacedCell(row, column, last_row - row + 1, last_column - column + 1, piece.text, piece.locator))
    edges = tuple(_LEFT + _COLUMN * column for column in (*columns, max(piece.last_column for piece in pieces) + 1))
    yield PlacedTable(tuple(cells), edges)


def _locator(sheet: Sheet, row: int, column: int) -> str:
    """`Sheet1!C7`; a name that is more than one word stands between quotes, as in Excel."""
    plain = _PLAIN_NAME.fullmatch(sheet.name)
    name = sheet.name if plain else "'" + sheet.name.replace("'", "''") + "'"
    return f"{name}!{column_letters(column)}{row + 1}"
