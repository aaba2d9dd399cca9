"""A table within lines a person drew → a grid.  The columns are as drawn; rows are told by the lines of text where none are drawn.

lines of text → words cut at the drawn lines → chunks by column → heading and rows as in a table without rules.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from core.model import Box
from core.reading.columns import Chunk, Column, Row, belongs, joined, spread_joined
from core.reading.page import Grid, Line, Word
from core.reading.pdf import open_report
from core.reading.rules import rules_to_edges
from core.reading.runs import is_figure
from core.reading.unruled import Printed, body_rows, body_start, heading_rows, place_chunks, printed_to_grid

_WIDE = 0.6  # share of the area's width that a printed rule covers to part rows
_OVERHANG = 0.15  # share of its width a word may reach over a drawn line and still stand on one side of it
_TWO_FIGURES = " / "  # between two figures in one column: no amount can be read from it
_SPELT = 2  # letters of a word spread over as many columns
# Where a word may be cut: behind the last decimal of an amount, and between a code and its name.  Figures are never cut elsewhere.
_SEAM = re.compile(r"(?<=\.\d\d)(?=[-\d])|(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")


def read_drawn(source: str | Path | bytes, number: int, area: Box, columns: Sequence[float], rows: Sequence[float] = ()) -> Grid | None:
    """The table inside `area` of the page of this number, parted by the lines at x `columns` and y `rows` (points).

    Without `rows` printed rules and the distances of the lines of text tell the rows.  None where no words stand.  The grid's `method` is
    "drawn"; it has a column for each drawn one, filled or not.  Raises as `open_report`.
    """
    with open_report(source) as report:
        page, rules = report.read_with_rules(number)
    wide = [y for y, x0, x1 in rules_to_edges(rules)[1] if min(x1, area.x1) - max(x0, area.x0) >= _WIDE * (area.x1 - area.x0)]
    return lines_to_drawn(page.lines, area, columns, rows, [y for y in wide if area.top < y < area.bottom])


def lines_to_drawn(
    lines: Sequence[Line], area: Box, columns: Sequence[float], rows: Sequence[float] = (), rules: Sequence[float] = ()
) -> Grid | None:
    """As `read_drawn`, from the lines of a page already read; `rules`: heights of printed rules that may part rows."""
    xs = [area.x0, *sorted(x for x in columns if area.x0 < x < area.x1), area.x1]
    homes = [Column(x0, x1, set(), set()) for x0, x1 in pairwise(xs)]
    printed = [row for line in lines if (row := _row(line, area, xs)).chunks]
    if not printed:
        return None
    figures = [number for number, row in enumerate(printed) if row.has_figures]
    start = body_start(printed, 0, figures[0]) if figures else 0
    body = [_spelt_together(row, xs) for row in printed[start:]]
    heading = [_words_joined(row, body) for row in printed[:start]]
    parted = _by_drawn_rows(body, homes, rows) if rows else body_rows(body, homes, sorted(rules))
    grid = printed_to_grid(heading_rows(heading, homes, []) + parted, homes)
    return replace(grid, box=area, method="drawn")


def _row(line: Line, area: Box, xs: list[float]) -> Row:
    """The words of a line that stand in the area, close ones of one column together."""
    middle = (line.box.top + line.box.bottom) / 2
    chunks: list[Chunk] = []
    for word in line.words if area.top <= middle <= area.bottom else ():
        for chunk in _cut(word, xs):
            if not xs[0] <= (chunk.x0 + chunk.x1) / 2 <= xs[-1]:
                continue
            chunk = _inside(chunk, xs)
            if chunks and _column(chunks[-1], xs) == _column(chunk, xs):
                chunk = _together(chunks.pop(), chunk, line.size)
            chunks.append(chunk)
    return Row(middle, line.size, chunks)


def _together(last: Chunk, chunk: Chunk, size: float) -> Chunk:
    """What stands in one column of a line; two figures never become one, unless they are the thousands of one."""
    whole = joined([last, chunk])
    if last.is_number and chunk.is_number and not belongs(last, chunk, size):
        return replace(whole, text=last.text + _TWO_FIGURES + chunk.text)
    return whole


def _words_joined(row: Row, body: list[Row]) -> Row:
    """A heading line with its spread words joined; numbers of columns stay apart."""
    words = spread_joined(replace(row, chunks=[chunk for chunk in row.chunks if not chunk.is_number]), body)
    return replace(row, chunks=sorted([*words.chunks, *(c for c in row.chunks if c.is_number)], key=lambda chunk: chunk.x0))


def _cut(word: Word, xs: list[float]) -> list[Chunk]:
    """A word in pieces where a drawn line runs through it and one thing printed ends there; the places of its letters are estimated."""
    box, text = word.box, word.text
    widths = [0.5 if ord(letter) < 256 else 1.0 for letter in text]
    whole = sum(widths) or 1.0
    edges = [box.x0 + (box.x1 - box.x0) * sum(widths[:at]) / whole for at in range(len(text) + 1)]
    seams = [match.start() for match in _SEAM.finditer(text)]
    crossed = [x for x in xs[1:-1] if box.x0 < x < box.x1]
    cuts = sorted({min(seams, key=lambda at: abs(edges[at] - x)) for x in crossed} if seams else ())
    pieces = list(pairwise([0, *cuts, len(text)]))
    return [Chunk(text[a:b], edges[a], edges[b], box.top, box.bottom, is_figure(text[a:b])) for a, b in pieces]


def _inside(chunk: Chunk, xs: list[float]) -> Chunk:
    """The chunk without what reaches a little over a drawn line; a figure stands in one column only."""
    home = _column(chunk, xs)
    slack = chunk.x1 - chunk.x0 if chunk.is_number else _OVERHANG * (chunk.x1 - chunk.x0)
    x0 = xs[home] if 0 < xs[home] - chunk.x0 <= slack else chunk.x0
    x1 = xs[home + 1] if 0 < chunk.x1 - xs[home + 1] <= slack else chunk.x1
    return replace(chunk, x0=x0, x1=x1)


def _column(chunk: Chunk, xs: list[float]) -> int:
    return min(max(bisect_right(xs, (chunk.x0 + chunk.x1) / 2) - 1, 0), len(xs) - 2)


def _spelt_together(row: Row, xs: list[float]) -> Row:
    """The row with two letters that stand alone in neighbouring columns as one word: a sum's name is often spread out."""
    words = [chunk for chunk in row.chunks if not chunk.is_number]
    alone = len(words) == _SPELT and all(len(chunk.text) == 1 for chunk in words)
    if not alone or _column(words[1], xs) - _column(words[0], xs) != 1:
        return row
    word = joined(words)
    rest = [chunk for chunk in row.chunks if chunk.is_number]
    return replace(row, chunks=sorted([replace(word, x1=words[0].x1), *rest], key=lambda chunk: chunk.x0))


def _by_drawn_rows(body: list[Row], homes: list[Column], rows: Sequence[float]) -> list[Printed]:
    """Each band between two drawn lines is a row."""
    ys = sorted(rows)
    bands: dict[int, list[Chunk]] = {}
    for row in body:
        bands.setdefault(bisect_right(ys, row.middle), []).extend(row.chunks)
    return [place_chunks(chunks, homes) for _, chunks in sorted(bands.items())]
