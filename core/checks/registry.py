"""Checks that are no arithmetic: functions registered by name, so that the catalogue can name them."""

from collections.abc import Callable, Iterable, Mapping

from core.checks.case import Case
from core.checks.outcome import Outcome

Arguments = Mapping[str, object]
Function = Callable[[Case, Arguments], Iterable[Outcome]]

FUNCTIONS: dict[str, Function] = {}


def special(function: Function) -> Function:
    """Registers a check function under its own name.  Its docstring says what it looks at and every case in which it stays silent.

    It is given the case and the arguments of its entry in the catalogue, gives outcomes, and raises UnavailableError where it cannot run.
    """
    FUNCTIONS[function.__name__] = function
    return function
