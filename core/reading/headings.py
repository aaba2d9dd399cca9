"""Heading lines without rules: which headings stand over several columns, and which are only broken over lines.

A heading is short and its columns are wide, so it often lies over one of them only.  What tells is the line below: where it stands over
several columns, those columns begin their own headings there; a heading broken over lines has neighbours that begin elsewhere.
"""

from core.reading.columns import Chunk, Column, Row, columns_under
from core.reading.rules import Edge

# by the address of the chunk: first and last column it stands over, number of the line its columns' own headings begin in
Spans = dict[int, tuple[int, int, int]]


def headings_over_several(heading: list[Row], columns: list[Column], rules: list[Edge]) -> Spans:
    """The chunks that head several columns: as the level rule below them says, else as the lines below them say."""
    lines = _lines_of_columns(heading, columns)
    ruled: Spans = {}
    leaders: list[tuple[Chunk, list[int], int]] = []
    for number, row in enumerate(heading):
        for chunk in row.chunks:
            span = _ruled_span(chunk, heading[number + 1 :], columns, rules)
            if span:
                ruled[id(chunk)] = (*span[:2], number + 1 + span[2])
                continue
            under = columns_under(chunk, columns)
            below = min((line for column in under for line in lines[column] if line > number), default=None)
            if below is not None and _heads_several(under, below, lines):
                leaders.append((chunk, under, below))
    return ruled | {id(chunk): (*_reach(chunk, under, below, leaders, lines, columns), below) for chunk, under, below in leaders}


def _ruled_span(chunk: Chunk, below: list[Row], columns: list[Column], rules: list[Edge]) -> tuple[int, int, int] | None:
    """First and last column over a rule that runs below the chunk and not below all columns, and the first line under the rule."""
    middle, close = (chunk.x0 + chunk.x1) / 2, chunk.bottom + 2 * (chunk.bottom - chunk.top)
    for y, start, end in rules:
        over = [n for n, column in enumerate(columns) if start <= (column.x0 + column.x1) / 2 <= end]
        if (chunk.top + chunk.bottom) / 2 < y < close and start <= middle <= end and 1 < len(over) < len(columns):
            under = next((n for n, row in enumerate(below) if row.middle > y), None)
            return None if under is None else (over[0], over[-1], under)
    return None


def _lines_of_columns(heading: list[Row], columns: list[Column]) -> list[list[int]]:
    """For each column the numbers of the lines with a heading of its own."""
    lines: list[list[int]] = [[] for _ in columns]
    for number, row in enumerate(heading):
        for chunk in row.chunks:
            under = columns_under(chunk, columns)
            if len(under) == 1 and number not in lines[under[0]]:
                lines[under[0]].append(number)
    return lines


def _heads_several(under: list[int], below: int, lines: list[list[int]]) -> bool:
    own = [column for column in under if below in lines[column]]
    return len(own) > 1 or any(_begins_there(near, under, below, lines) for near in (under[0] - 1, under[-1] + 1))


def _begins_there(column: int, under: list[int], below: int, lines: list[list[int]]) -> bool:
    """Whether the column's headings begin in that line and end where those below the heading end."""
    if not 0 <= column < len(lines) or not lines[column]:
        return False
    return lines[column][0] == below and lines[column][-1] == max(lines[own][-1] for own in under if lines[own])


def _reach(
    chunk: Chunk, under: list[int], below: int, leaders: list[tuple[Chunk, list[int], int]], lines: list[list[int]], columns: list[Column]
) -> tuple[int, int]:
    """The columns on both sides that begin in the same line and lie nearer to this heading than to the next."""
    rivals = [(other.x0 + other.x1) / 2 for other, _, line in leaders if line == below and other is not chunk]
    middle = (chunk.x0 + chunk.x1) / 2
    ends = []
    for column, step in ((under[0], -1), (under[-1], 1)):
        while _begins_there(column + step, under, below, lines):
            at = (columns[column + step].x0 + columns[column + step].x1) / 2
            if any(abs(at - rival) < abs(at - middle) for rival in rivals):
                break
            column += step
        ends.append(column)
    return ends[0], ends[1]
