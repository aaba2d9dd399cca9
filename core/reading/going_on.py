"""A table without rules that goes on over a page: without headings, blank columns are only known from the page before."""

from collections.abc import Sequence
from itertools import pairwise

from core.model import Box
from core.reading.columns import Chunk, Row, line_to_row
from core.reading.page import Cell, Grid, Line

_OVER = 0.25  # share of a figure that may stand in the column beside its own


def in_columns(lines: Sequence[Line], grid: Grid | None, edges: Sequence[float]) -> Grid | None:
    """The rows of `grid` in the columns between `edges` (x, ascending); without a grid the only row of figures these lines begin with.

    None where they do not stand in these columns: a figure stands between two, or two stand in one.
    """
    rows = [line_to_row(line) for line in lines]
    bands = _bands(grid) if grid else _only_row(rows)
    if not bands:
        return None
    cells: list[Cell] = []
    for number, (top, bottom) in enumerate(bands):
        chunks = [chunk for row in rows if top <= row.middle < bottom for chunk in row.chunks]
        placed = _placed(chunks, edges)
        if placed is None:
            return None
        cells += [
            Cell(number, column, 1, 1, _text(held), Box(left, top, right, bottom))
            for column, ((left, right), held) in enumerate(zip(pairwise(edges), placed, strict=True))
        ]
    return Grid(Box(edges[0], bands[0][0], edges[-1], bands[-1][1]), tuple(cells), len(bands), len(edges) - 1, "text")


def _bands(grid: Grid) -> list[tuple[float, float]]:
    return sorted({(cell.box.top, cell.box.bottom) for cell in grid.cells if cell.row_span == 1})


def _only_row(rows: list[Row]) -> list[tuple[float, float]]:
    """From top to bottom the one row of figures, where nothing stands above it and no other row below."""
    if not rows or not rows[0].has_figures or not rows[0].has_gap or any(row.has_figures for row in rows[1:]):
        return []
    half = rows[0].size
    return [(rows[0].middle - half, rows[0].middle + half)]


def _placed(chunks: list[Chunk], edges: Sequence[float]) -> list[list[Chunk]] | None:
    columns: list[list[Chunk]] = [[] for _ in range(len(edges) - 1)]
    for chunk in chunks:
        covered = [min(chunk.x1, right) - max(chunk.x0, left) for left, right in pairwise(edges)]
        home = max(range(len(covered)), key=covered.__getitem__)
        if covered[home] <= 0 or (chunk.is_number and covered[home] < (1 - _OVER) * (chunk.x1 - chunk.x0)):
            return None
        columns[home].append(chunk)
    crowded = any(sum(chunk.is_number for chunk in held) > 1 for held in columns)
    return None if crowded else columns


def _text(chunks: list[Chunk]) -> str:
    return " ".join(chunk.text for chunk in sorted(chunks, key=lambda chunk: (round(chunk.top), chunk.x0)))
