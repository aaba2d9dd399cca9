"""The figures of the narrative inside their sentences: where each is printed, and whether a table repeats it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, Protocol

from core.narrative.lines import half_width

MarkState = Literal["linked", "unlinked", "other"]
_REPEATED = ("current", "budget")  # amounts a table may print too; changes, rates and counts are printed in sentences alone
_SIGN = "direction"  # told by a word, not by a figure


class StatementRow(Protocol):
    """A row of the store's table `statement`."""

    statement_no: int
    section: str
    sentence: str
    measure: str
    value: str
    unit: str
    linked_facts: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure of a sentence: the statement's number, from `start` to `end` with its unit; both -1 where it could not be found in it."""

    number: int
    start: int
    end: int
    state: MarkState


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence as printed, the headings above it, and its figures from left to right."""

    section: str
    sentence: str
    marks: tuple[Mark, ...]


def state_of(row: StatementRow) -> MarkState:
    """`linked`: a fact repeats it; `unlinked`: an amount no fact repeats; `other`: a figure that tables do not print."""
    if row.linked_facts:
        return "linked"
    return "unlinked" if row.measure in _REPEATED else "other"


def is_figure(row: StatementRow) -> bool:
    """Whether a number is printed for the statement."""
    return row.measure != _SIGN


def marked_sentences(rows: Iterable[StatementRow]) -> Iterator[MarkedSentence]:
    """Every sentence once, in printed order.  A sentence printed twice in succession is told apart by figures that begin anew."""
    for (section, sentence), group in groupby(rows, key=lambda row: (row.section, row.sentence)):
        folded, marks, reach = half_width(sentence), [], 0
        for row in group:
            if not is_figure(row):
                continue
            span = _found(folded, reach, row)
            if span is None and marks and _found(folded, 0, row) == (marks[0].start, marks[0].end):
                yield MarkedSentence(section, sentence, tuple(marks))
                marks, span = [], (marks[0].start, marks[0].end)
            reach = span[1] if span else reach
            marks.append(Mark(row.statement_no, *(span or (-1, -1)), state_of(row)))
        yield MarkedSentence(section, sentence, tuple(marks))


def _found(folded: str, reach: int, row: StatementRow) -> tuple[int, int] | None:
    """Where the figure stands at or after `reach`, its unit included when it follows."""
    digits = r"[,\s]*".join(map(re.escape, row.value))
    unit = r"\s*".join(map(re.escape, half_width("".join(row.unit.split()))))
    found = re.compile(rf"(?<!\d)(?<!\d[.,]){digits}(?!\d|[.,]\d)(?:\s*{unit})?").search(folded, reach)
    return found.span() if found else None
