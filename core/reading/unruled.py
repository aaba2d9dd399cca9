"""Tables without a full set of rules → a grid, from the places of their words and the horizontal rules there are.

lines → rows of chunks → the zone of the table → columns → printed rows → cells.  Made of our own words: their boxes agree with the page
as we draw it, and what is hidden or drawn twice stays out (docs/decisions/0001-reading-engine.md).
"""

from itertools import accumulate, pairwise
from pathlib import Path
from statistics import median

from core.model import Box
from core.reading.columns import Chunk, Column, Row, columns_to_edges, columns_under, line_to_row, rows_to_columns, spread_joined
from core.reading.headings import lines_to_headings
from core.reading.page import Cell, Grid, Line, Page
from core.reading.pdf import open_report
from core.reading.rules import Edge, Rule, rules_to_edges

_COLONS = (":", "\uff1a")
_WIDE = 0.6  # share of the width of the figures that a rule covers to part rows
_BESIDE = 0.8  # em between lines that stand beside one another in one row
_WRAPPED = 1.45  # em between lines of one cell
_UNEVEN = 1.15  # gaps between rows against gaps between the lines of one row
_FULL_RULES = 5  # so many rules part every row, not only heading and end
_HEADING_LINES = 10
_HEADING_GAP = 3.0  # em

# cells by first column: first column, last column, chunks from top to bottom
Printed = list[tuple[int, int, list[Chunk]]]


def read_unruled(source: str | Path | bytes, number: int, top: float, bottom: float) -> Grid | None:
    """The table between `top` and `bottom` (points) of the page of this number, or None when its words make no table.

    The grid's `method` is "text".  Raises as `open_report`.
    """
    with open_report(source) as report:
        return page_to_unruled(*report.read_with_rules(number), top, bottom)


def page_to_unruled(page: Page, rules: list[Rule], top: float, bottom: float) -> Grid | None:
    """As `read_unruled`, from a page already read and its rules."""
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
    start = body_start(rows, first, numbers[0])
    heading = [spread_joined(row, figures) for row in rows[first:start]]
    columns = rows_to_columns([row for row in rows[start : last + 1] if row.has_figures], heading)
    if len(columns) < 2:
        return None
    printed = heading_rows(heading, columns, rules) + body_rows(rows[start : last + 1], columns, parting)
    return printed_to_grid(printed, columns)


def _is_table(rows: list[Row], numbers: list[int]) -> bool:
    """Enough lines with figures, most of them not running text with blanks around its figures, and few other lines between them.

    Lines that stand beside the figures of the others name rows without any.
    """
    if not numbers:
        return False
    figures = [chunk for n in numbers for chunk in rows[n].chunks if chunk.is_number]
    between = rows[numbers[0] : numbers[-1] + 1]
    apart = sum(rows[n].has_gap for n in numbers)
    named = sum(not any(c.x0 < f.x1 and f.x0 < c.x1 for c in row.chunks for f in figures) for row in between if not row.has_figures)
    return len(figures) > 1 and 2 * apart >= len(numbers) and 3 * (len(numbers) + named) >= len(between)


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


def body_start(rows: list[Row], first: int, start: int) -> int:
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


def heading_rows(lines: list[Row], columns: list[Column], rules: list[Edge]) -> list[Printed]:
    """Headings by level, and the numbers of the columns below them."""
    headings = lines_to_headings([line for line in lines if not line.counts], columns, rules)
    rows: list[Printed] = []
    for level in sorted({heading.level for heading in headings}):
        cells: dict[int, tuple[int, list[Chunk]]] = {}
        for heading in headings:
            if heading.level == level:
                last, chunks = cells.get(heading.first, (heading.last, []))
                cells[heading.first] = (max(last, heading.last), chunks + heading.chunks)
        rows.append([(first, last, chunks) for first, (last, chunks) in sorted(cells.items())])
    return rows + [place_chunks(line.chunks, columns) for line in lines if line.counts]


def body_rows(rows: list[Row], columns: list[Column], parting: list[float]) -> list[Printed]:
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
    return [place_chunks([chunk for row in group for chunk in row.chunks], columns) for group in groups]


def _band_rows(band: list[Row]) -> list[list[Row]]:
    """Rows between two rules: lines too close to be rows are one; then lines with figures take those without that stand close to them."""
    rows: list[list[Row]] = []
    for line in band:
        if rows and line.middle - rows[-1][-1].middle < _BESIDE * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    groups: list[list[Row]] = []
    held: list[list[Row]] = []
    for row in [*rows, None]:
        if row is not None and not any(line.has_figures for line in row):
            held.append(row)
            continue
        before, between, after = _shared_out(groups[-1] if groups else None, held, row)
        if groups:
            groups[-1] = groups[-1] + [line for other in before for line in other]
        groups += between
        if row is not None:
            groups.append([line for other in after for line in other] + row)
        held = []
    return groups


def _shared_out(
    above: list[Row] | None, rows: list[list[Row]], below: list[Row] | None
) -> tuple[list[list[Row]], list[list[Row]], list[list[Row]]]:
    """Which of the rows without figures go on the upper row, are rows of their own, begin the lower one: parted at the widest gap."""
    around = [row for row in (above, *rows, below) if row is not None]
    gaps = [lower[0].middle - upper[-1].middle for upper, lower in pairwise(around)]
    if above and below and rows:
        if max(gaps) <= _UNEVEN * min(gaps):
            return [], rows, []
        cut = gaps.index(max(gaps))
    else:
        cut = len(rows) if above else 0
    before = _near(rows[:cut], above[-1] if above else None)
    after = _near(rows[cut:][::-1], below[0] if below else None)[::-1]
    return before, rows[len(before) : len(rows) - len(after)], after


def _near(rows: list[list[Row]], start: Row | None) -> list[list[Row]]:
    """The rows of one chunk each that follow closely on one another from `start`."""
    near: list[list[Row]] = []
    last = start
    for row in rows:
        if last is None or len(row) > 1 or len(row[0].chunks) > 1 or abs(row[0].middle - last.middle) > _WRAPPED * row[0].size:
            break
        near.append(row)
        last = row[0]
    return near


def place_chunks(chunks: list[Chunk], columns: list[Column]) -> Printed:
    """Chunks by the column they stand in; what lies over several belongs to the first."""
    cells: dict[int, list[Chunk]] = {}
    for chunk in chunks:
        under = columns_under(chunk, columns)
        cells.setdefault(under[0] if under else _nearest(chunk, columns), []).append(chunk)
    return [(column, column, held) for column, held in sorted(cells.items())]


def _nearest(chunk: Chunk, columns: list[Column]) -> int:
    return min(range(len(columns)), key=lambda n: abs(columns[n].x0 + columns[n].x1 - chunk.x0 - chunk.x1))


def printed_to_grid(printed: list[Printed], columns: list[Column]) -> Grid:
    xs = columns_to_edges(columns)
    spans = [(min(c.top for _, _, held in row for c in held), max(c.bottom for _, _, held in row for c in held)) for row in printed]
    ys = [spans[0][0] - 2, *((a[1] + b[0]) / 2 for a, b in pairwise(spans)), spans[-1][1] + 2]
    ys = list(accumulate(ys, lambda above, y: max(above + 1, y)))  # a tall heading may reach below the level it begins in
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
