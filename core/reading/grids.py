"""Tables' cells and the page's glyphs → grids with text."""

from bisect import bisect_right

from core.model import Box
from core.reading.glyphs import Glyph
from core.reading.lines import glyphs_to_text
from core.reading.page import Cell, Grid
from core.reading.rules import Rect

_ABOVE_BASE = 3.0  # a glyph is in the cell that holds the point this far above its baseline: glyph boxes lie in some fonts


def tables_to_grids(tables: list[list[Rect]], glyphs: list[Glyph]) -> tuple[Grid, ...]:
    """A grid for each table, with the glyphs that stand in its cells."""
    return tuple(_grid(cells, glyphs) for cells in tables)


def _grid(rects: list[Rect], glyphs: list[Glyph]) -> Grid:
    xs = sorted({x for rect in rects for x in (rect[0], rect[2])})
    ys = sorted({y for rect in rects for y in (rect[1], rect[3])})
    column_at, row_at = {x: n for n, x in enumerate(xs)}, {y: n for n, y in enumerate(ys)}
    places = [(row_at[top], column_at[x0], row_at[bottom], column_at[x1]) for x0, top, x1, bottom in rects]
    held = _held(places, xs, ys, glyphs)
    cells = []
    for (x0, top, x1, bottom), (row, column, end_row, end_column), inside in sorted(
        zip(rects, places, held, strict=True), key=lambda item: item[1][:2]
    ):
        cells.append(Cell(row, column, end_row - row, end_column - column, glyphs_to_text(inside) if inside else "", _box(x0, top, x1, bottom)))
    return Grid(_box(xs[0], ys[0], xs[-1], ys[-1]), tuple(cells), len(ys) - 1, len(xs) - 1)


def _held(places: list[tuple[int, int, int, int]], xs: list[float], ys: list[float], glyphs: list[Glyph]) -> list[list[Glyph]]:
    """The glyphs of each cell."""
    held: list[list[Glyph]] = [[] for _ in places]
    owner: list[list[list[Glyph] | None]] = [[None] * len(xs) for _ in ys]
    for (row, column, end_row, end_column), inside in zip(places, held, strict=True):
        for line in owner[row:end_row]:
            line[column:end_column] = [inside] * (end_column - column)
    last_base, line = None, None
    for glyph in glyphs:
        base = glyph[0]
        if base != last_base:
            row = bisect_right(ys, base - _ABOVE_BASE) - 1
            line = owner[row] if 0 <= row < len(ys) - 1 else None
            last_base = base
        if line is not None:
            column = bisect_right(xs, (glyph[1] + glyph[2]) / 2) - 1
            inside = line[column] if column >= 0 else None
            if inside is not None:
                inside.append(glyph)
    return held


def _box(x0: float, top: float, x1: float, bottom: float) -> Box:
    return Box(round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))
