"""A grid as rows of covering cells: every position knows the cell that covers it, merged or not."""

from collections import defaultdict
from dataclasses import dataclass

from core.reading.page import Cell, Grid


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a grid.

    `cells`: for each column the cell that covers it (None where the grid has a hole); `starting`: the cells that begin in this row, left to
    right, each once.
    """

    index: int
    cells: tuple[Cell | None, ...]
    starting: tuple[Cell, ...]

    def text(self, column: int) -> str:
        """The printed text of the cell that begins in this row at this column, else ""."""
        cell = self.cells[column] if column < len(self.cells) else None
        return cell.text if cell is not None and cell.row == self.index and cell.column == column else ""


def rows_of(grid: Grid) -> list[Row]:
    """The rows of a grid, top to bottom."""
    cover: list[list[Cell | None]] = [[None] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        first, after = cell.column, min(cell.column + cell.column_span, grid.columns)
        for row in cover[cell.row : cell.row + cell.row_span]:
            row[first:after] = [cell] * (after - first)
    return [Row(index, tuple(cells), _starting(index, cells)) for index, cells in enumerate(cover)]


def _starting(index: int, cells: list[Cell | None]) -> tuple[Cell, ...]:
    return tuple([cell for column, cell in enumerate(cells) if cell is not None and cell.row == index and cell.column == column])


def extents(grid: Grid, rows: list[Row]) -> list[tuple[float, float]]:
    """From where to where each column reaches: its own cells, or, where it has none, those that cover it."""
    single: dict[int, list[Cell]] = defaultdict(list)
    for cell in grid.cells:
        if cell.column_span == 1:
            single[cell.column].append(cell)
    found = []
    for column in range(grid.columns):
        cells = single[column] or [row.cells[column] for row in rows if row.cells[column] is not None]
        found.append((min([c.box.x0 for c in cells]), max([c.box.x1 for c in cells])) if cells else (0.0, 0.0))
    return found
