"""What a person decided about what was read, and can take back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

ChangeKind = Literal["correct", "accept", "review", "switch_off", "answer", "draw"]


@dataclass(frozen=True, slots=True)
class Change:
    """One decision; the last one of a kind and subject that was not taken back is in force.

    `subject`: what it is about, by meaning and never by number, so that it survives reading the report again (core/corrections.py):
    of `correct` a figure or a property of the report, of `accept` and `review` a finding, of `switch_off` a check, of `answer` a property
    or the unit of a table, of `draw` a table on a page (core/store/told.py).
    `value`: the value given · as_printed, layout or other · confirmed or doubted · "" · the answer · the drawing, "" for none.
    Of corrections: `original` is the value as read from the file, `saw` the value that stood there when the person changed it; of answers
    and drawings: what stood before the first of them, and what this one replaced.  `number` is its event, 0 before it is kept; `at` is UTC;
    `undone` is the event that took it back.  `report` is "" for what holds in the whole library.
    """

    kind: ChangeKind
    report: str
    subject: str
    value: str
    why: str
    original: str = ""
    saw: str = ""
    who: str = ""
    at: datetime | None = None
    number: int = 0
    undone: int | None = None
