"""The rows a form of performance is said to hold: the contract's projects, funding, indicators and scores, as printed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GoldenProject:
    """A form: its project or department and its points."""

    form: str
    project: str
    department: str
    implementing_unit: str
    score: str
    weight_total: str


@dataclass(frozen=True, slots=True)
class GoldenFunding:
    """A row of a project's money; `part` as in the contract."""

    project: str
    part: str
    initial_budget: str
    adjusted_budget: str
    executed: str
    weight: str
    rate: str
    score: str


@dataclass(frozen=True, slots=True)
class GoldenIndicator:
    """A row of indicators, the levels of merged cells repeated."""

    project: str
    level1: str
    level2: str
    indicator: str
    operator: str
    target: str
    target_unit: str
    actual: str
    weight: str
    score: str
    reason: str


@dataclass(frozen=True, slots=True)
class GoldenScore:
    """A row of a score sheet or of a list of scores."""

    sheet: str
    level1: str
    item: str
    weight: str
    score: str


Golden = GoldenProject | GoldenFunding | GoldenIndicator | GoldenScore
