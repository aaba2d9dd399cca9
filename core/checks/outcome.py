"""What came of one instance of a check, before it is put into words."""

from dataclasses import dataclass, field

from core.checks.exact import Exact
from core.model import Place, Severity, State


class UnavailableError(Exception):
    """A check cannot be evaluated: the state it gets and the message code of the reason, with what fills its sentence."""

    def __init__(self, state: State, reason: str, **details: object) -> None:
        self.state, self.reason, self.details = state, reason, details
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Term:
    """A figure of the report inside a formula: its number, and how often it counts.  `stated`: a statement, not a fact."""

    number: int
    weight: Exact
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """A side of a comparison: what it comes to as printed, and the least and most it can be if each figure was rounded.

    Money is in fen.  `absent`: why there is nothing printed behind it at all.  `linear`: it is a weighted sum of its terms and a constant.
    `rounded` holds the last-digit value of each figure that is not exact; `zero` that of a single figure that is printed as nothing.
    """

    at: Exact
    low: Exact
    high: Exact
    money: int = 0
    terms: tuple[Term, ...] = ()
    rounded: tuple[Exact, ...] = ()
    absent: UnavailableError | None = None
    linear: bool = True
    zero: Exact = 0


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides of a comparison that was evaluated, their difference, and the difference that rounding explains."""

    left: Value
    sign: str
    right: Value
    difference: Exact
    tolerance: Exact


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of one instance.  `message` names a sentence of its own; a comparison gets its sentence from its sides.

    `where`: keys of the tables concerned.  `severity`: where it differs from the check's own.
    `left`, `right`, `difference`, `tolerance` and `unit` are only for outcomes without sides that compare numbers all the same.
    """

    state: State
    reason: str = ""
    note: str = ""
    message: str = ""
    details: dict[str, object] = field(default_factory=dict)
    severity: Severity | None = None
    where: tuple[str, ...] = ()
    facts: tuple[int, ...] = ()
    statements: tuple[int, ...] = ()
    places: tuple[Place, ...] = ()
    sides: Sides | None = None
    instance: "Instance | None" = None
    left: str = ""
    right: str = ""
    difference: str = ""
    tolerance: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Instance:
    """The line and column an instance of `each` is about; `column` is "" where it is about a whole line."""

    table: str
    side: str
    line: str
    group: str
    code: str
    name: str
    column: str


def not_available(reason: UnavailableError, where: tuple[str, ...] = (), instance: Instance | None = None) -> Outcome:
    """The outcome of a check that could not be evaluated."""
    return Outcome(reason.state, reason=reason.reason, details=reason.details, where=where, instance=instance)
