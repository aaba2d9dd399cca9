"""Heading lines without rules → the headings, the columns each stands over, and its level.

A heading is short and its columns are wide: it often lies over one only, or between two.  What tells is height: lines of one heading
are close; a heading over several columns stands above their own headings and over the middle of them.
"""

from dataclasses import dataclass

from core.reading.columns import Chunk, Column, Row, columns_to_edges, columns_under
from core.reading.rules import Edge

_LINES = 1.4  # em between the lines of one heading
_BELOW = 0.7  # of the way down to the headings below: what begins lower than this may stand under the heading
_OFF = 1.2  # em a heading may stand off the middle of its columns, more than off the middle of others
_RULE_NEAR = 2.0  # em between a heading and the rule below it


@dataclass(slots=True)
class Heading:
    """Chunks broken over lines.  `first` and `last` are the columns it stands over, `level` counts from the top."""

    chunks: list[Chunk]
    first: int
    last: int
    level: int = 0

    @property
    def middle(self) -> float:
        """Half height, in points."""
        return (self.chunks[0].top + self.chunks[-1].bottom) / 2

    @property
    def centre(self) -> float:
        """Half width, in points."""
        return (min(chunk.x0 for chunk in self.chunks) + max(chunk.x1 for chunk in self.chunks)) / 2


def lines_to_headings(lines: list[Row], columns: list[Column], rules: list[Edge]) -> list[Heading]:
    """The headings of these lines, from the top."""
    headings = _gathered(lines, columns)
    tops = [min((h.middle for h in headings if h.first <= n <= h.last), default=None) for n in range(len(columns))]
    reach = [_ruled_reach(heading, columns, rules) or _reach(heading, headings, tops, columns) for heading in headings]
    for heading, (first, last) in zip(headings, reach, strict=True):
        heading.first, heading.last = first, last
    _take_in(headings, tops, columns)
    for heading in headings:
        above = [h.level for h in headings if h.middle < heading.chunks[0].top and h.first <= heading.last and heading.first <= h.last]
        heading.level = max(above, default=-1) + 1
    return headings


def _gathered(lines: list[Row], columns: list[Column]) -> list[Heading]:
    """Chunks of neighbouring lines over the same columns as one heading."""
    headings: list[Heading] = []
    for line in lines:
        for chunk in line.chunks:
            under = columns_under(chunk, columns) or _around(chunk, columns)
            for heading in headings:
                last = heading.chunks[-1]
                gap = (chunk.top + chunk.bottom - last.top - last.bottom) / 2
                if 0 < gap <= _LINES * line.size and chunk.x0 < last.x1 and last.x0 < chunk.x1:
                    heading.chunks.append(chunk)
                    heading.first, heading.last = min(heading.first, under[0]), max(heading.last, under[-1])
                    break
            else:
                headings.append(Heading([chunk], under[0], under[-1]))
    return sorted(headings, key=lambda heading: heading.middle)


def _around(chunk: Chunk, columns: list[Column]) -> list[int]:
    """The columns left and right of a chunk that lies over none."""
    after = sum(column.x1 <= chunk.x0 for column in columns)
    return sorted({max(after - 1, 0), min(after, len(columns) - 1)})


def _ruled_reach(heading: Heading, columns: list[Column], rules: list[Edge]) -> tuple[int, int] | None:
    """First and last column over a rule that runs below the heading but not below all columns."""
    bottom = heading.chunks[-1].bottom
    close = bottom + _RULE_NEAR * (bottom - heading.chunks[-1].top)
    for y, start, end in rules:
        over = [n for n, column in enumerate(columns) if start <= (column.x0 + column.x1) / 2 <= end]
        if heading.middle < y < close and start <= heading.centre <= end and 1 < len(over) < len(columns):
            return over[0], over[-1]
    return None


def _low(heading: Heading, headings: list[Heading]) -> float | None:
    """How high the headings of columns may stand that are below this one; None where nothing stands below it."""
    below = [h.middle for h in headings if h.middle > heading.chunks[-1].bottom and h.first <= heading.last and heading.first <= h.last]
    return heading.middle + _BELOW * (min(below) - heading.middle) if below else None


def _take_in(headings: list[Heading], tops: list[float | None], columns: list[Column]) -> None:
    """Columns beside a heading that begin as low as those below it and have nothing above them are below it too: the nearer of two."""
    lows = [(heading, low) for heading in headings if (low := _low(heading, headings)) is not None]
    while True:
        offers = [
            (abs(heading.centre - (columns[n].x0 + columns[n].x1) / 2), n, number)
            for number, (heading, low) in enumerate(lows)
            for n in (heading.first - 1, heading.last + 1)
            if 0 <= n < len(columns) and (tops[n] or 0) > low and not any(h.first <= n <= h.last and h.middle <= low for h in headings)
        ]
        if not offers:
            return
        _, n, number = min(offers)
        heading = lows[number][0]
        heading.first, heading.last = min(heading.first, n), max(heading.last, n)


def _reach(heading: Heading, headings: list[Heading], tops: list[float | None], columns: list[Column]) -> tuple[int, int]:
    """The columns it stands over the middle of, among those on both sides whose own headings begin below it."""
    low = _low(heading, headings)
    if low is None:
        return heading.first, heading.last
    ends = []
    for column, step in ((heading.first, -1), (heading.last, 1)):
        while 0 <= column + step < len(columns) and (tops[column + step] or 0) > low:
            column += step
        ends.append(column)
    edges = columns_to_edges(columns)
    spans = [(first, last) for first in range(ends[0], heading.first + 1) for last in range(heading.last, ends[1] + 1)]
    off = {(first, last): abs((edges[first] + edges[last + 1]) / 2 - heading.centre) for first, last in spans}
    enough = min(off.values()) + _OFF * (heading.chunks[0].bottom - heading.chunks[0].top)
    return max((span for span in spans if off[span] <= enough), key=lambda span: (span[1] - span[0], -off[span]))
