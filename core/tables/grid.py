"""A grid as rows of covering cells: every position knows the cell that covers it, merged or not."""

from dataclasses import dataclass

from core.reading.page import Cell, Grid


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a grid: for each column the cell that covers it (None where the grid has a hole)."""

    index: int
    cells: tuple[Cell | None, ...]

    @property
    def starting(self) -> list[Cell]:
        """The cells that begin in this row, left to right, each once."""
        return [cell for column, cell in enumerate(self.cells) if cell is not None and cell.row == self.index and cell.column == column]

    def text(self, column: int) -> str:
        """The printed text of the cell that begins in this row at this column, else ""."""
        cell = self.cells[column] if column < len(self.cells) else None
        return cell.text if cell is not None and cell.row == self.index and cell.column == column else ""


def rows_of(grid: Grid) -> list[Row]:
    """The rows of a grid, top to bottom."""
    cover: list[list[Cell | None]] = [[None] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        for row in range(cell.row, min(cell.row + cell.row_span, grid.rows)):
            for column in range(cell.column, min(cell.column + cell.column_span, grid.columns)):
                cover[row][column] = cell
    return [Row(index, tuple(cells)) for index, cells in enumerate(cover)]
