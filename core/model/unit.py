"""A unit a person expects a report of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """A line of an imported list of units.  `department`: the department the unit belongs to, "" when the list does not say."""

    unit_name: str
    department: str = ""
