"""Rows of cells with spans, and what of them stands on one page: a merged cell goes on as an empty one on the next."""

from collections.abc import Iterator
from dataclasses import replace

from core.typeset.sheet import Row, SheetCell


def cells_of(rows: list[Row]) -> Iterator[tuple[int, int, SheetCell]]:
    """Row, column and cell of everything that is not covered by a span."""
    for index, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell is not None:
                yield index, column, cell


def rows_of_page(rows: tuple[Row, ...], first: int, last: int) -> list[Row]:
    """The rows from `first` up to and without `last`, spans cut to the page."""
    page = [list(row) for row in rows[first:last]]
    for index, column, cell in cells_of(list(rows)):
        if index + cell.rows <= first or index >= last:
            continue
        begin, end = max(index, first), min(index + cell.rows, last)
        text = cell if index >= first else SheetCell(columns=cell.columns)
        page[begin - first][column] = replace(text, rows=end - begin)
    return [tuple(row) for row in page]
