"""Runs: characters of one baseline that stand close together, the pieces that lines, words and cells are made of."""

import itertools
import re
from bisect import bisect_right
from dataclasses import dataclass
from operator import attrgetter

_SAME_LINE = 3.0  # points between the baselines of one line
_OVERLAP = 0.3  # em by which runs may overlap before they are looked at closely
_TWICE = 0.12  # em between two drawings of one bold character; two narrow letters stand further apart

_by_left = attrgetter("x0")
# Digits with separators, a sign, brackets or a percent sign around them (half and full width); or a dash standing for "none".
_FIGURE = re.compile(
    r"[(\uff08]?[-+\u2212\uff0d]?[\d\uff10-\uff19][\d\uff10-\uff19,.\uff0c\uff0e]*[%\uff05]?[)\uff09]?|[-\u2013\u2014\u2212\u2500\uff0d]{1,2}"
)


def is_figure(text: str) -> bool:
    """Whether it is printed as a number (or as the dash that stands for none)."""
    return bool(_FIGURE.fullmatch(text))


@dataclass(slots=True)
class Run:
    """`base` is the baseline, `size` about one em, both in points; `spaced`: a blank was printed before it.

    `edges` holds left and right of every character of the page, this run's from `start` on.
    """

    base: float
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    spaced: bool
    text: str
    edges: tuple[list[float], list[float]]
    start: int

    @property
    def lefts(self) -> list[float]:
        """Left of each character."""
        return self.edges[0][self.start : self.start + len(self.text)]

    @property
    def sides(self) -> list[tuple[float, float]]:
        """Left and right of each character."""
        return list(zip(self.lefts, self.edges[1][self.start : self.start + len(self.text)], strict=True))

    def part(self, first: int, after: int) -> "Run":
        """The characters from `first` up to `after` as a run of their own."""
        start, (lefts, rights) = self.start + first, self.edges
        x0, x1 = lefts[start], rights[self.start + after - 1]
        spaced = self.spaced and first == 0
        return Run(self.base, x0, x1, self.top, self.bottom, self.size, spaced, self.text[first:after], self.edges, start)


def runs_to_rows(runs: list[Run]) -> list[list[Run]]:
    """Runs of one line together, lines top to bottom, each from left to right; what is drawn twice kept once."""
    at_base: dict[float, list[Run]] = {}
    for run in runs:
        at_base.setdefault(run.base, []).append(run)
    rows: list[list[Run]] = []
    first = None
    for base in sorted(at_base):
        if first is not None and base - first <= _SAME_LINE:
            rows[-1].extend(at_base[base])
        else:
            rows.append(at_base[base])
            first = base
    return [_in_order(row) if len(row) > 1 else row for row in rows]


def _in_order(row: list[Run]) -> list[Run]:
    row.sort(key=_by_left)
    reach = row[0].x1
    for run in row[1:]:
        if run.x0 < reach - _OVERLAP * run.size:
            return _untangled(row)
        reach = max(reach, run.x1)
    return row


def _untangled(row: list[Run]) -> list[Run]:
    """Runs that lie over one another, single characters from left to right, those drawn twice kept once."""
    once = _drawn_once(row)
    return sorted([run.part(n, n + 1) for run in once for n in range(len(run.text))], key=_by_left)


def _drawn_once(row: list[Run]) -> list[Run]:
    kept: list[Run] = []
    at: dict[str, list[tuple[float, float]]] = {}
    for run in row:
        fresh = [
            all(abs(left - x) > _TWICE * run.size or abs(run.base - base) > _TWICE * run.size for x, base in at.get(character, ()))
            for character, left in zip(run.text, run.lefts, strict=True)
        ]
        for character, left in zip(run.text, run.lefts, strict=True):
            at.setdefault(character, []).append((left, run.base))
        kept.extend(_stretches(run, fresh))
    return kept


def _stretches(run: Run, fresh: list[bool]) -> list[Run]:
    if all(fresh):
        return [run]
    parts, start = [], None
    for index, new in enumerate([*fresh, False]):
        if new and start is None:
            start = index
        elif not new and start is not None:
            parts.append(run.part(start, index))
            start = None
    return parts


def run_to_columns(run: Run, xs: list[float]) -> list[tuple[int, Run]]:
    """The run cut at the column edges `xs` by the middles of its characters: (column, part); -1 is left of the first edge."""
    column = bisect_right(xs, run.x0) - 1
    if column >= 0 and (column + 1 == len(xs) or run.x1 <= xs[column + 1]):
        return [(column, run)]
    columns = [bisect_right(xs, (left + right) / 2) - 1 for left, right in run.sides]
    cuts = [0, *(n for n in range(1, len(columns)) if columns[n] != columns[n - 1]), len(columns)]
    return [(columns[first], run.part(first, after)) for first, after in itertools.pairwise(cuts)]
