"""Lines without vertical rules → chunks and columns: what stands together, and what stands under one another."""

import re
from dataclasses import dataclass
from itertools import groupby

from core.reading.page import Line
from core.reading.runs import is_figure

_LEADER = re.compile(r"[.\u00b7\u2024\u2026\u22ef\uff0e_]{4,}")
_TOGETHER = 0.8  # em between words of one cell
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
        """Whether it looks like a row of a table: a figure beside something else."""
        return len(self.chunks) > 1 and any(chunk.is_number for chunk in self.chunks)

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
    """How far the chunks of one column reach, in which lines (by height) they stand, whether headings and words are among them."""

    x0: float
    x1: float
    lines: set[float]
    headed: bool
    worded: bool


def line_to_row(line: Line) -> Row:
    """The words of a line as chunks: joined when close, figures kept apart."""
    chunks: list[Chunk] = []
    for word in line.words:
        chunk = _chunk(word.text, word.box.x0, word.box.x1, word.box.top, word.box.bottom)
        if chunks and _belongs(chunks[-1], chunk, line.size):
            chunk = joined([chunks.pop(), chunk])
        chunks.append(chunk)
    return Row((line.box.top + line.box.bottom) / 2, line.size, chunks)


def _belongs(last: Chunk, chunk: Chunk, size: float) -> bool:
    gap = (chunk.x0 - last.x1) / size
    if last.is_number and chunk.is_number:
        return False
    return gap <= (_BESIDE_NUMBER if last.is_number or chunk.is_number else _TOGETHER)


def _chunk(text: str, x0: float, x1: float, top: float, bottom: float) -> Chunk:
    return Chunk(text, x0, x1, top, bottom, is_figure(text))


def joined(chunks: list[Chunk]) -> Chunk:
    """Neighbours as one chunk."""
    top, bottom = min(chunk.top for chunk in chunks), max(chunk.bottom for chunk in chunks)
    return _chunk("".join(chunk.text for chunk in chunks), chunks[0].x0, chunks[-1].x1, top, bottom)


def spread_joined(row: Row, body: list[Row]) -> Row:
    """A heading line with its spread letters joined, unless each letter heads a column of its own."""
    chunks: list[Chunk] = []
    columns: list[Column] = []
    for chunk in sorted((chunk for other in body for chunk in other.chunks), key=lambda chunk: (not chunk.is_number, chunk.x1 - chunk.x0)):
        _placed(0.0, chunk, False, columns)
    for alone, group in groupby(row.chunks, key=lambda chunk: len(chunk.text) == 1):
        letters = list(group)
        under = [tuple(columns_under(letter, columns)) for letter in letters]
        apart = all(under) and len(set(under)) == len(under)  # codes of three levels have such headings
        chunks += letters if not alone or apart else [joined(letters)]
    return Row(row.middle, row.size, chunks)


def rows_to_columns(body: list[Row], heading: list[Row]) -> list[Column]:
    """The columns of a table, left to right.

    Chunks that lie over one another, figures first, narrow ones first; then what lies under one wide chunk is one column when no line
    stands in two parts of it; then figures beside a heading that no line shares with them.
    """
    columns: list[Column] = []
    chunks = [(row.middle, chunk, False) for row in body for chunk in row.chunks]
    chunks.sort(key=lambda item: (not item[1].is_number, item[1].x1 - item[1].x0))
    chunks += sorted(((row.middle, chunk, True) for row in heading for chunk in row.chunks), key=lambda item: item[1].x1 - item[1].x0)
    wide = [chunk for line, chunk, headed in chunks if not _placed(line, chunk, headed, columns)]
    columns.sort(key=lambda column: column.x0)
    for chunk in wide:
        under = [columns[n] for n in columns_under(chunk, columns)]
        if len(under) > 1 and len(set().union(*(column.lines for column in under))) == sum(len(column.lines) for column in under):
            _merge(columns, under)
    return _headed(columns)


def _placed(line: float, chunk: Chunk, headed: bool, columns: list[Column]) -> bool:
    """Whether the chunk lies over one column at most and so is part of it."""
    under = columns_under(chunk, columns)
    worded = not chunk.is_number
    if not under:
        columns.append(Column(chunk.x0, chunk.x1, {line}, headed, worded))
    elif len(under) == 1:
        column = columns[under[0]]
        column.x0, column.x1 = min(column.x0, chunk.x0), max(column.x1, chunk.x1)
        column.lines.add(line)
        column.headed, column.worded = column.headed or headed, column.worded or (worded and not headed)
    return len(under) < 2


def _merge(columns: list[Column], parts: list[Column]) -> None:
    first = parts[0]
    for other in parts[1:]:
        first.x0, first.x1 = min(first.x0, other.x0), max(first.x1, other.x1)
        first.lines |= other.lines
        first.headed, first.worded = first.headed or other.headed, first.worded or other.worded
        columns[:] = [column for column in columns if column is not other]


def _headed(columns: list[Column]) -> list[Column]:
    """Columns without a heading joined to the neighbour whose heading can be theirs: figures end, words begin where their column does."""
    if not any(column.headed for column in columns):
        return columns
    for column in [column for column in columns if not column.headed]:
        place = next(n for n, other in enumerate(columns) if other is column)
        for near in (place + 1, place - 1) if column.worded else (place - 1, place + 1):
            if 0 <= near < len(columns) and columns[near].headed and not columns[near].lines & column.lines:
                _merge(columns, sorted((columns[near], column), key=lambda other: other.x0))
                break
    return columns


def columns_under(chunk: Chunk, columns: list[Column]) -> list[int]:
    """The numbers of the columns the chunk lies over."""
    return [n for n, column in enumerate(columns) if chunk.x0 < column.x1 and column.x0 < chunk.x1]
