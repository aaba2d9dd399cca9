"""Tables' cells and the page's runs → grids with text."""

from bisect import bisect_right
from itertools import pairwise

from core.model import Box
from core.reading.lines import runs_to_text
from core.reading.page import Cell, Grid
from core.reading.rules import Rect
from core.reading.runs import Run, is_figure, run_to_columns

_ABOVE_BASE = 3.0  # a character is in the cell that holds the point this far above its baseline: character boxes lie in some fonts
_APART = 0.05  # em between two figures; the characters of one figure touch
_Span = tuple[int, int, int, int]  # first row, first column, row and column after the last
# a run that crosses from cell to cell, and its parts with the cell each lies in
_Crossing = tuple[Run, list[tuple[list[Run] | None, Run]]]


def tables_to_grids(tables: list[list[Rect]], runs: list[Run]) -> tuple[Grid, ...]:
    """A grid for each table, with the characters that stand in its cells."""
    return tuple([_grid(cells, runs) for cells in tables])


def _grid(rects: list[Rect], runs: list[Run]) -> Grid:
    xs = sorted({x for rect in rects for x in (rect[0], rect[2])})
    ys = sorted({y for rect in rects for y in (rect[1], rect[3])})
    column_at, row_at = {x: n for n, x in enumerate(xs)}, {y: n for n, y in enumerate(ys)}
    spans = sorted([(row_at[top], column_at[x0], row_at[bottom], column_at[x1]) for x0, top, x1, bottom in rects])
    held = _held(spans, xs, ys, runs)
    x_round, y_round = [round(x, 2) for x in xs], [round(y, 2) for y in ys]
    cells = []
    for (row, column, row_after, column_after), inside in zip(spans, held, strict=True):
        box = Box(x_round[column], y_round[row], x_round[column_after], y_round[row_after])
        cells.append(Cell(row, column, row_after - row, column_after - column, runs_to_text(inside) if inside else "", box))
    return Grid(Box(x_round[0], y_round[0], x_round[-1], y_round[-1]), tuple(cells), len(ys) - 1, len(xs) - 1)


def _held(spans: list[_Span], xs: list[float], ys: list[float], runs: list[Run]) -> list[list[Run]]:
    """The runs of each cell, cut where they cross into the next one."""
    held: list[list[Run]] = [[] for _ in spans]
    owner: list[list[list[Run] | None]] = [[None] * len(xs) for _ in ys]  # the last row and column stand for outside
    for (row, column, row_after, column_after), inside in zip(spans, held, strict=True):
        for line in owner[row:row_after]:
            line[column:column_after] = [inside] * (column_after - column)
    bands: dict[int, tuple[list[float], list[list[Run] | None]]] = {}
    crossing: list[_Crossing] = []
    for run in runs:
        row = bisect_right(ys, run.base - _ABOVE_BASE) - 1
        if row < 0 or row >= len(ys) - 1 or run.x1 < xs[0] or run.x0 > xs[-1]:
            continue
        if row not in bands:
            bands[row] = _band(xs, owner[row])
        edges, owners = bands[row]
        parts = run_to_columns(run, edges)
        if len(parts) > 1:
            crossing.append((run, [(owners[place], part) for place, part in parts]))
            continue
        inside = owners[parts[0][0]]
        if inside is not None:
            inside.append(run)
    for run, parts in crossing:
        _share_out(run, parts)
    return held


def _share_out(run: Run, parts: list[tuple[list[Run] | None, Run]]) -> None:
    """Characters that cross into another cell go there, but a figure is never cut, and words do not run into a cell with a figure."""
    two_figures = all(
        is_figure(before.text) and is_figure(part.text) and part.x0 - before.x1 > _APART * run.size
        for (_, before), (_, part) in pairwise(parts)
    )
    if is_figure(run.text) and not two_figures:
        inside = max(parts, key=lambda item: len(item[1].text))[0]
        if inside is not None:
            inside.append(run)
        return
    home = parts[0][0]
    for inside, part in parts:
        filled = inside is not None and inside is not home and is_figure("".join(other.text for other in inside))
        place = home if filled and home is not None and not any(character.isdigit() for character in part.text) else inside
        if place is not None:
            place.append(part)


def _band(xs: list[float], line: list[list[Run] | None]) -> tuple[list[float], list[list[Run] | None]]:
    """Where one cell of the row ends and the next begins, and the cells; the last stands for what is left of the first edge (-1)."""
    edges, owners = [xs[0]], [line[0]]
    for x, inside in zip(xs[1:], line[1:], strict=True):
        if inside is not owners[-1]:
            edges.append(x)
            owners.append(inside)
    return edges, [*owners, None]
