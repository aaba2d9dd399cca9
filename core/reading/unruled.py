"""Tables without a full set of rules → a grid, from the places of their words and the horizontal rules there are.

lines → rows of chunks → the zone of the table → columns → printed rows → cells.  Made of our own words: their boxes agree with the page
as we draw it, and what is hidden or drawn twice stays out (docs/decisions/0001-reading-engine.md).
"""

from itertools import pairwise
from pathlib import Path
from statistics import median

from core.model import Box
from core.reading.columns import Chunk, Column, Row, columns_under, line_to_row, rows_to_columns, spread_joined
from core.reading.headings import Spans, headings_over_several
from core.reading.page import Cell, Grid, Line
from core.reading.pdf import open_report
from core.reading.rules import Edge, rules_to_edges

_COLONS = (":", "\uff1a")
_WIDE = 0.6  # share of the width of the figures that a rule covers to part rows
_WRAPPED = 1.45  # em between lines of one cell
_UNEVEN = 1.15  # gaps between rows against gaps between the lines of one row
_FULL_RULES = 5  # so many rules part every row, not only heading and end
_HEADING_LINES = 10
_HEADING_GAP = 3.0  # em

# cells by first column: first column, last column, chunks from top to bottom
_Printed = list[tuple[int, int, list[Chunk]]]


def read_unruled(source: str | Path | bytes, number: int, top: float, bottom: float) -> Grid | None:
    """The table between `top` and `bottom` (points) of the page of this number, or None when its words make no table.

    The grid's `method` is "text".  Raises as `open_report`.
    """
    with open_report(source) as report:
        page, rules = report.read_with_rules(number)
    inside = [line for line in page.lines if top <= (line.box.top + line.box.bottom) / 2 <= bottom]
    return words_to_grid(inside, [rule for rule in rules_to_edges(rules)[1] if top <= rule[0] <= bottom])


def words_to_grid(lines: list[Line], rules: list[Edge]) -> Grid | None:
    """The table these lines print, with level rules (height, from, to) to part its rows, or None."""
    rows = [line_to_row(line) for line in lines]
    if sum(row.is_led for row in rows) > 1:
        return None
    numbers = [n for n, row in enumerate(rows) if row.has_figures]
    if not _is_table(rows, numbers):
        return None
    figures = [rows[n] for n in numbers]
    x0, x1 = min(row.chunks[0].x0 for row in figures), max(row.chunks[-1].x1 for row in figures)
    parting = sorted(y for y, a, b in rules if min(b, x1) - max(a, x0) >= _WIDE * (x1 - x0))
    first, last = _zone(rows, numbers, parting)
    start = _body_start(rows, first, numbers[0])
    heading = [spread_joined(row, figures) for row in rows[first:start]]
    columns = rows_to_columns([row for row in rows[start : last + 1] if row.has_figures], heading)
    if len(columns) < 2:
        return None
    printed = _heading_rows(heading, columns, rules) + _body_rows(rows[start : last + 1], columns, parting)
    return _grid(printed, columns)


def _is_table(rows: list[Row], numbers: list[int]) -> bool:
    """Enough lines with figures, and few lines of running text between them."""
    if not numbers:
        return False
    count = sum(chunk.is_number for n in numbers for chunk in rows[n].chunks)
    between = rows[numbers[0] : numbers[-1] + 1]
    return (len(numbers) > 1 or count > 2) and count > 2 and 3 * len(numbers) >= len(between)


def _zone(rows: list[Row], numbers: list[int], parting: list[float]) -> tuple[int, int]:
    """First and last row of the table: from its heading, or the rule above it, to the last row of its pattern, or the rule below it."""
    first = numbers[0]
    above = [y for y in parting if y < rows[first].middle]
    ceiling = above[0] if above else float("-inf")
    while first > 0 and numbers[0] - first < _HEADING_LINES and rows[first - 1].middle > ceiling:
        row = rows[first - 1]
        if not above and (rows[first].middle - row.middle > _HEADING_GAP * row.size or _is_caption(row)):
            break
        first -= 1
    last = numbers[-1]
    below = [y for y in parting if y > rows[last].middle]
    floor = below[-1] if below else float("inf")
    pitch = _pitch([rows[n] for n in numbers])
    while last + 1 < len(rows) and rows[last + 1].middle < floor:
        row = rows[last + 1]
        if not below and (row.middle - rows[last].middle > 1.5 * pitch or len(row.chunks) > 1 or _is_caption(row)):
            break
        last += 1
    return first, last


def _body_start(rows: list[Row], first: int, start: int) -> int:
    """The first row after the heading: below the numbers of the columns, or where the words of the first row with figures begin."""
    if rows[start].counts:
        return start + 1
    while start > first and len(rows[start - 1].chunks) == 1 and rows[start].middle - rows[start - 1].middle <= rows[start].size:
        start -= 1
    return start


def _is_caption(row: Row) -> bool:
    """Unit, department, a note: says what follows by a colon."""
    return any(colon in chunk.text for chunk in row.chunks for colon in _COLONS)


def _pitch(figures: list[Row]) -> float:
    gaps = [below.middle - above.middle for above, below in pairwise(figures)]
    return median(gaps) if gaps else 2.5 * figures[0].size


def _heading_rows(heading: list[Row], columns: list[Column], rules: list[Edge]) -> list[_Printed]:
    """Heading lines as rows: a new row below headings that stand over several columns; other lines of one column are one cell."""
    spans = headings_over_several(heading, columns, rules)
    starts = {0} | {below for _, _, below in spans.values()} | {n for n, row in enumerate(heading) if row.counts}
    wide = [(n, spans[id(chunk)][2]) for n, row in enumerate(heading) for chunk in row.chunks if id(chunk) in spans]
    beside = {n for first, below in wide for n in range(first, below)}
    rows: list[list[Chunk]] = []
    for n, row in enumerate(heading):
        apart = n > 0 and n not in beside and row.middle - heading[n - 1].middle > _WRAPPED * row.size
        if n in starts or apart:
            rows.append([])
        rows[-1].extend(row.chunks)
    return [_placed(row, columns, spans) for row in rows]


def _body_rows(rows: list[Row], columns: list[Column], parting: list[float]) -> list[_Printed]:
    """Lines as rows: what no rule parts and what stands too close to be another row is joined."""
    bands: list[list[Row]] = []
    for row in rows:
        if bands and not any(bands[-1][-1].middle < y < row.middle for y in parting):
            bands[-1].append(row)
        else:
            bands.append([row])
    groups: list[list[Row]] = []
    for band in bands:
        one_row = len(parting) >= _FULL_RULES and sum(row.has_figures for row in band) < 2
        groups += [band] if one_row else _band_rows(band)
    return [_placed([chunk for row in group for chunk in row.chunks], columns) for group in groups]


def _band_rows(band: list[Row]) -> list[list[Row]]:
    """Rows between two rules: each line with figures takes the lines without that stand close to it, on their side of the widest gap."""
    groups: list[list[Row]] = []
    held: list[Row] = []
    for row in [*band, None]:
        if row is not None and not row.has_figures:
            held.append(row)
            continue
        before, between, after = _shared_out(groups[-1][-1] if groups else None, held, row)
        if groups:
            groups[-1] += before
        groups += [[other] for other in between]
        if row is not None:
            groups.append([*after, row])
        held = []
    return groups


def _shared_out(above: Row | None, lines: list[Row], below: Row | None) -> tuple[list[Row], list[Row], list[Row]]:
    """Which of the lines between two rows with figures go on the upper one, are rows of their own, begin the lower one."""
    around = [row for row in (above, *lines, below) if row is not None]
    gaps = [lower.middle - upper.middle for upper, lower in pairwise(around)]
    if above and below and lines and max(gaps) > _UNEVEN * min(gaps):
        cut = gaps.index(max(gaps))
    else:
        cut = len(lines) if above and not below else 0
        if above and below and lines:
            return [], lines, []
    before = _near(lines[:cut], above)
    after = _near(lines[cut:][::-1], below)[::-1]
    return before, lines[len(before) : len(lines) - len(after)], after


def _near(lines: list[Row], start: Row | None) -> list[Row]:
    """The lines that follow closely on one another from `start`, one chunk each."""
    near: list[Row] = []
    for line in lines:
        last = near[-1] if near else start
        if last is None or len(line.chunks) > 1 or abs(line.middle - last.middle) > _WRAPPED * line.size:
            break
        near.append(line)
    return near


def _placed(chunks: list[Chunk], columns: list[Column], spans: Spans | None = None) -> _Printed:
    """Chunks by the columns they stand in; only headings (`spans` given) may stand in several."""
    cells: dict[int, tuple[int, list[Chunk]]] = {}
    for chunk in chunks:
        under = columns_under(chunk, columns) or [_nearest(chunk, columns)]
        first, last = (under[0], under[-1] if spans is not None else under[0])
        if spans and id(chunk) in spans:
            first, last, _ = spans[id(chunk)]
        known = cells.get(first, (last, []))
        cells[first] = (max(last, known[0]), [*known[1], chunk])
    return [(first, last, held) for first, (last, held) in sorted(cells.items())]


def _nearest(chunk: Chunk, columns: list[Column]) -> int:
    return min(range(len(columns)), key=lambda n: abs(columns[n].x0 + columns[n].x1 - chunk.x0 - chunk.x1))


def _grid(printed: list[_Printed], columns: list[Column]) -> Grid:
    xs = [columns[0].x0 - 2, *((a.x1 + b.x0) / 2 for a, b in pairwise(columns)), columns[-1].x1 + 2]
    spans = [(min(c.top for _, _, held in row for c in held), max(c.bottom for _, _, held in row for c in held)) for row in printed]
    ys = [spans[0][0] - 2, *((a[1] + b[0]) / 2 for a, b in pairwise(spans)), spans[-1][1] + 2]
    cells = []
    for number, row in enumerate(printed):
        column = 0
        for first, last, held in [*row, (len(columns), 0, [])]:
            cells += [_cell(number, blank, blank, "", xs, ys) for blank in range(column, first)]
            if held and last >= column:
                start = max(first, column)
                cells.append(_cell(number, start, last, _text(held), xs, ys))
                column = last + 1
            elif not held:
                break
    return Grid(Box(xs[0], ys[0], xs[-1], ys[-1]), tuple(cells), len(printed), len(columns), "text")


def _cell(row: int, first: int, last: int, text: str, xs: list[float], ys: list[float]) -> Cell:
    return Cell(row, first, 1, last - first + 1, text, Box(xs[first], ys[row], xs[last + 1], ys[row + 1]))


def _text(chunks: list[Chunk]) -> str:
    lines: list[list[Chunk]] = []
    for chunk in sorted(chunks, key=lambda chunk: (chunk.top + chunk.bottom) / 2):
        if lines and chunk.top + chunk.bottom - lines[-1][0].top - lines[-1][0].bottom < chunk.bottom - chunk.top:
            lines[-1].append(chunk)
        else:
            lines.append([chunk])
    return "\n".join(" ".join(chunk.text for chunk in sorted(line, key=lambda chunk: chunk.x0)) for line in lines)
