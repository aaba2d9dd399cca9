"""Whether a report needs a person, and what for."""

from core.definitions import Definitions
from core.model import Problem, Reading


def asks_of(reading: Reading, definitions: Definitions) -> list[Problem]:
    """The problems only a person can settle (`needs_person` of their message), those of the report as a whole first; [] when none."""
    problems = [*reading.problems, *(problem for table in reading.tables for problem in table.problems)]
    return [problem for problem in problems if definitions.needs_person(problem.kind)]
