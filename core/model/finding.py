"""What a check says of a report."""

from dataclasses import dataclass
from typing import Literal

from core.model.place import Place

State = Literal["pass", "rounding", "fail", "not_applicable", "not_run"]
Severity = Literal["critical", "error", "warn", "info"]


@dataclass(frozen=True, slots=True)
class Suspect:
    """A figure that would explain findings: `fact` is its number in the report, `value` what it would have to be, in its printed unit.

    `explains`: how many of the findings hold with that value; `breaks`: how many checks that hold now would not hold any more.
    """

    fact: int
    printed: str
    value: str
    explains: int
    breaks: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One instance of a check; fields as in the export `findings` (`check_class` is its `class`, `pages` follow from the places).

    `left`, `right`, `difference`, `tolerance`: decimal numbers in `unit`, "" where the check compares no numbers.  `reason`: message
    code of why it was not run or does not apply.  `note`: what qualifies a result (empty_table · unlikely_rounding · truncated · "").
    `facts` and `statements` are numbers in the order of the report; `suspects` are ranked, the likeliest first.
    `identity` tells the same finding again after another reading of the same file; `exception` is why a person accepted it.
    """

    check: str
    check_class: str
    state: State
    severity: Severity
    left: str = ""
    right: str = ""
    difference: str = ""
    tolerance: str = ""
    unit: str = ""
    reason: str = ""
    note: str = ""
    cause: str = ""
    cluster: str = ""
    exception: str = ""
    message: str = ""
    message_en: str = ""
    tables: tuple[str, ...] = ()
    facts: tuple[int, ...] = ()
    statements: tuple[int, ...] = ()
    places: tuple[Place, ...] = ()
    suspects: tuple[Suspect, ...] = ()
    identity: str = ""

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages concerned, ascending."""
        return tuple(sorted({place.page for place in self.places if place.page}))
