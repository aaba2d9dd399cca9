"""Lines without vertical rules → chunks and columns: what stands together, and what stands under one another."""

import re
from dataclasses import dataclass
from itertools import groupby, pairwise

from core.reading.page import Line
from core.reading.runs import is_figure

_GAP = 1.0  # em
_LEVEL = 1.2  # em at least between a heading and those below it
_SPREAD = 5.0  # em between the letters of one heading
_LEADER = re.compile(r"[.\u00b7\u2024\u2026\u22ef\uff0e_]{4,}")
_THOUSANDS = re.compile(r"-?\d{1,3}( \d{3})+(\.\d+)?")  # blanks between the thousands
_TOGETHER = 0.55  # em between words of one cell
_AMOUNT = re.compile(r"^[-(\uff08]?[\d,\uff0c]+[.\uff0e]\d\d$")
_TOUCHING = 0.2  # em
_BESIDE_NUMBER = 0.45  # em between a number and a word of one cell


@dataclass(slots=True)
class Chunk:
    """Words of one line that belong to one cell."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    is_number: bool = False


@dataclass(slots=True)
class Row:
    """One line of the region as chunks, left to right.  `middle` is its height on the page, `size` its em, in points."""

    middle: float
    size: float
    chunks: list[Chunk]

    @property
    def has_figures(self) -> bool:
        """Whether it looks like a row of a table: a figure beside words or another figure.  A page number between dashes does not."""
        figures = sum(chunk.is_number and any(character.isdecimal() for character in chunk.text) for chunk in self.chunks)
        worded = not all(chunk.is_number for chunk in self.chunks)
        return figures > 1 or (figures == 1 and worded)

    @property
    def has_gap(self) -> bool:
        """Whether its chunks stand further apart than words in running text."""
        return any(right.x0 - left.x1 > _GAP * self.size for left, right in pairwise(self.chunks))

    @property
    def counts(self) -> bool:
        """Whether it numbers the columns: 1, 2, 3 …"""
        numbers = [chunk.text for chunk in self.chunks if chunk.is_number]
        return len(numbers) > 1 and all(text.isdecimal() for text in numbers) and [int(text) for text in numbers] == list(
            range(int(numbers[0]), int(numbers[0]) + len(numbers))
        )

    @property
    def is_led(self) -> bool:
        """Whether dots lead to a page number: a line of a list of contents."""
        return any(_LEADER.search(chunk.text) for chunk in self.chunks)


@dataclass(slots=True)
class Column:
    """How far the chunks of one column reach, and in which lines (by height) they stand; `heads` are the lines of its headings.

    `filled`: it has chunks that are no headings; `worded`: words among them.
    """

    x0: float
    x1: float
    lines: set[float]
    heads: set[float]
    filled: bool = False
    worded: bool = False

    @property
    def is_heading(self) -> bool:
        """Whether there is nothing in it but headings."""
        return not self.filled and self.lines == self.heads


def line_to_row(line: Line) -> Row:
    """The words of a line as chunks: joined when close, figures kept apart."""
    chunks: list[Chunk] = []
    for word in line.words:
        chunk = _chunk(word.text, word.box.x0, word.box.x1, word.box.top, word.box.bottom)
        if chunks and belongs(chunks[-1], chunk, line.size):
            chunk = joined([chunks.pop(), chunk])
        chunks.append(chunk)
    return Row((line.box.top + line.box.bottom) / 2, line.size, chunks)


def belongs(last: Chunk, chunk: Chunk, size: float) -> bool:
    """Whether a chunk goes on with the one on its left: words close by, or the next thousands of a figure.  `size`: em in points."""
    gap = (chunk.x0 - last.x1) / size
    if last.is_number and chunk.is_number:
        return gap <= _BESIDE_NUMBER and bool(_THOUSANDS.fullmatch(last.text + " " + chunk.text))
    if gap > _TOUCHING and _AMOUNT.search(last.text) and not chunk.is_number:
        return False  # nothing goes on behind the decimals of an amount
    return gap <= (_BESIDE_NUMBER if last.is_number or chunk.is_number else _TOGETHER)


def _chunk(text: str, x0: float, x1: float, top: float, bottom: float) -> Chunk:
    return Chunk(text, x0, x1, top, bottom, is_figure(text))


def joined(chunks: list[Chunk]) -> Chunk:
    """Neighbours as one chunk."""
    top, bottom = min(chunk.top for chunk in chunks), max(chunk.bottom for chunk in chunks)
    apart = " " if all(chunk.is_number for chunk in chunks) else ""
    text, is_number = apart.join(chunk.text for chunk in chunks), apart != ""
    return Chunk(text, chunks[0].x0, chunks[-1].x1, top, bottom, is_number or is_figure(text))


def spread_joined(row: Row, body: list[Row]) -> Row:
    """A heading line with its spread letters joined, unless each letter heads a column of its own."""
    chunks: list[Chunk] = []
    columns: list[Column] = []
    for chunk in sorted((chunk for other in body for chunk in other.chunks), key=lambda chunk: (not chunk.is_number, chunk.x1 - chunk.x0)):
        _placed(0.0, chunk, None, columns)
    for alone, group in groupby(row.chunks, key=lambda chunk: len(chunk.text) == 1):
        letters = list(group)
        under = [tuple(columns_under(letter, columns)) for letter in letters]
        apart = all(under) and len(set(under)) == len(under)  # codes of three levels have such headings
        apart = apart or any(right.x0 - left.x1 > _SPREAD * row.size for left, right in pairwise(letters))
        chunks += letters if not alone or apart else [joined(letters)]
    return Row(row.middle, row.size, chunks)


def rows_to_columns(body: list[Row], heading: list[Row]) -> list[Column]:
    """The columns of a table, left to right.

    Chunks that lie over one another, figures first, narrow ones first; then what lies under one wide chunk is one column when no line
    stands in two parts of it; then what has no heading, and headings above nothing, find the neighbour they belong to.
    """
    columns: list[Column] = []
    chunks = [(row.middle, chunk, None) for row in body for chunk in row.chunks]
    chunks.sort(key=lambda item: (not item[1].is_number, item[1].x1 - item[1].x0))
    heads = [(row.middle, chunk, not (row.counts and chunk.is_number)) for row in heading for chunk in row.chunks]
    chunks += sorted(heads, key=lambda item: item[1].x1 - item[1].x0)
    wide = [(line, chunk, heads) for line, chunk, heads in chunks if not _placed(line, chunk, heads, columns)]
    columns.sort(key=lambda column: column.x0)
    for line, chunk, heads in wide:
        under = [columns[n] for n in columns_under(chunk, columns)]
        if len(under) > 1 and len(set().union(*(column.lines for column in under))) == sum(len(column.lines) for column in under):
            _merge(columns, under)
        if heads is None:
            under[0].lines.add(line)
    level = _LEVEL * max((row.size for row in heading), default=0.0)
    _find_headings(columns)
    _find_words(columns, level)
    return _without_heads_between(columns, level)


def _placed(line: float, chunk: Chunk, heads: bool | None, columns: list[Column]) -> bool:
    """Whether the chunk lies over one column at most and so is part of it.  `heads`: a heading, the number of a column, or neither."""
    under = columns_under(chunk, columns)
    if len(under) > 1:
        return False
    if not under:
        columns.append(Column(chunk.x0, chunk.x1, set(), set()))
    column = columns[under[0] if under else -1]
    column.x0, column.x1 = min(column.x0, chunk.x0), max(column.x1, chunk.x1)
    column.lines.add(line)
    if heads:
        column.heads.add(line)
    column.filled = column.filled or heads is None
    column.worded = column.worded or (heads is None and not chunk.is_number)
    return True


def _merge(columns: list[Column], parts: list[Column]) -> None:
    first = parts[0]
    for other in parts[1:]:
        first.x0, first.x1 = min(first.x0, other.x0), max(first.x1, other.x1)
        first.lines |= other.lines
        first.heads |= other.heads
        first.filled, first.worded = first.filled or other.filled, first.worded or other.worded
        columns[:] = [column for column in columns if column is not other]


def _find_headings(columns: list[Column]) -> None:
    """Join columns without a heading to the neighbour whose heading can be theirs: figures end, words begin where their column does."""
    for column in [column for column in columns if not column.heads and any(other.heads for other in columns)]:
        place = next(n for n, other in enumerate(columns) if other is column)
        for near in (place + 1, place - 1) if column.worded else (place - 1, place + 1):
            if 0 <= near < len(columns) and columns[near].heads and not columns[near].lines & column.lines:
                _merge(columns, sorted((columns[near], column), key=lambda other: other.x0))
                break


def _find_words(columns: list[Column], level: float) -> None:
    """Join headings above nothing to the words left of them, when those have no heading of their own at this height."""
    for column in [column for column in columns if column.is_heading]:
        place = next(n for n, other in enumerate(columns) if other is column)
        words = columns[place - 1] if place else None
        if words and words.worded and not any(min(column.heads) - level < line < max(column.heads) + level for line in words.heads):
            _merge(columns, [words, column])


def _without_heads_between(columns: list[Column], level: float) -> list[Column]:
    """Without those that are only a heading, well above the headings of both neighbours: it stands over these."""
    kept = []
    for n, column in enumerate(columns):
        near = [columns[m].heads for m in (n - 1, n + 1) if 0 <= m < len(columns)]
        between = column.is_heading and len(near) == 2
        if not (between and all(heads and min(heads) > max(column.heads) + level for heads in near)):
            kept.append(column)
    return kept


def columns_to_edges(columns: list[Column]) -> list[float]:
    """Where each column begins, and where the last ends: half way between what is printed in neighbours."""
    return [columns[0].x0 - 2, *((a.x1 + b.x0) / 2 for a, b in pairwise(columns)), columns[-1].x1 + 2]


def columns_under(chunk: Chunk, columns: list[Column]) -> list[int]:
    """The numbers of the columns the chunk lies over."""
    return [n for n, column in enumerate(columns) if chunk.x0 < column.x1 and column.x0 < chunk.x1]
