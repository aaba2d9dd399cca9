"""What a report evaluates: projects with their funds and goals, the whole department, sheets of scores.  Points are exact decimals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from core.errors import DefinitionError
from core.typeset.printing import read_amount

PARTS = ("appropriation", "carryover", "other")
POINTS_OF_EXECUTION = Decimal(10)
_ALL_POINTS = Decimal(100)
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Fund:
    """Fen planned at the start of the year, planned in the end, and spent."""

    initial: int = 0
    adjusted: int = 0
    executed: int = 0

    def __add__(self, other: "Fund") -> "Fund":
        return Fund(self.initial + other.initial, self.adjusted + other.adjusted, self.executed + other.executed)

    def rate(self) -> str:
        """Spent in percent of what was planned in the end, two decimals; "" where nothing was planned."""
        return f"{hundredths(Decimal(100 * self.executed) / self.adjusted)}" if self.adjusted else ""

    def points(self, weight: Decimal = POINTS_OF_EXECUTION) -> Decimal:
        """The share of `weight` that the rate earns, never more than all of it; all of it where nothing was planned."""
        return min(weight, hundredths(weight * self.executed / self.adjusted)) if self.adjusted else weight


@dataclass(frozen=True, slots=True)
class Goal:
    """An indicator: what was aimed at and what came of it, as printed; `lost` of its `weight` points, why, and what is done about it."""

    level1: str
    level2: str
    name: str
    operator: str
    target: str
    unit: str
    actual: str
    weight: Decimal
    lost: Decimal = Decimal(0)
    reason: str = ""
    measure: str = ""

    @property
    def score(self) -> Decimal:
        """The points it earned."""
        return self.weight - self.lost


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A project.  Without goals it stands in the summary list only, with the `points` given there."""

    name: str
    department: str = ""
    implementing_unit: str = ""
    funds: Mapping[str, Fund] = field(default_factory=dict)
    aims: str = ""
    done: str = ""
    goals: tuple[Goal, ...] = ()
    points: Decimal = Decimal(0)

    def fund(self) -> Fund:
        """All its money."""
        return sum(self.funds.values(), Fund())

    @property
    def score(self) -> Decimal:
        """Points for spending as planned and for the goals; what the list says where it has none."""
        return self.fund().points() + sum(goal.score for goal in self.goals) if self.goals else self.points


@dataclass(frozen=True, slots=True)
class Whole:
    """The evaluation of the whole department: points of its tasks (staff, operation, then its projects), aims and goals."""

    code: str
    weights: tuple[Decimal, ...]
    aims: str
    done: str
    goals: tuple[Goal, ...]


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """A sheet of an evaluation by others: (first level, item, points to be had, points given)."""

    title: str
    project: str
    rows: tuple[tuple[str, str, Decimal, Decimal], ...]

    @property
    def weight(self) -> Decimal:
        """All points to be had."""
        return sum((row[2] for row in self.rows), Decimal(0))

    @property
    def score(self) -> Decimal:
        """All points given."""
        return sum((row[3] for row in self.rows), Decimal(0))


def read_project(entry: Mapping[str, Any]) -> Evaluated:
    """A project from TOML: amounts in ten thousand yuan as texts (initial, adjusted, executed), goals as lists of texts."""
    return Evaluated(
        name=entry["name"],
        department=entry.get("department", ""),
        implementing_unit=entry.get("implementing_unit", ""),
        funds={part: Fund(*map(read_amount, entry[part])) for part in PARTS if part in entry},
        aims=entry.get("aims", ""),
        done=entry.get("done", ""),
        goals=_goals(entry.get("goals", ())),
        points=Decimal(entry.get("points", "0")),
    )


def read_whole(entry: Mapping[str, Any]) -> Whole:
    """The whole department's evaluation from TOML."""
    return Whole(entry["code"], tuple(map(Decimal, entry["weights"])), entry["aims"], entry["done"], _goals(entry["goals"]))


def read_score_sheet(entry: Mapping[str, Any]) -> ScoreSheet:
    """A score sheet from TOML."""
    rows = tuple((level, item, Decimal(weight), Decimal(score)) for level, item, weight, score in entry["rows"])
    return ScoreSheet(entry["title"], entry["project"], rows)


def check_points(projects: Iterable[Evaluated], whole: Whole | None, sheets: Iterable[ScoreSheet]) -> None:
    """Raises DefinitionError (`figures_inconsistent`) when the points to be had are not a hundred in all."""
    found = {project.name: POINTS_OF_EXECUTION + _weights(project.goals) for project in projects if project.goals}
    if whole:
        found[whole.code] = sum(whole.weights, Decimal(0)) + _weights(whole.goals)
    found |= {sheet.title: sheet.weight for sheet in sheets}
    for where, points in found.items():
        if points != _ALL_POINTS:
            raise DefinitionError("figures_inconsistent", where=where, found=points, expected=_ALL_POINTS)


def _goals(rows: Iterable[list[str]]) -> tuple[Goal, ...]:
    return tuple(Goal(*row[:7], *map(Decimal, row[7:9]), *row[9:]) for row in rows)


def _weights(goals: Iterable[Goal]) -> Decimal:
    return sum((goal.weight for goal in goals), Decimal(0))


def hundredths(number: Decimal) -> Decimal:
    """A number with two decimals, rounded half up."""
    return number.quantize(_HUNDREDTH, ROUND_HALF_UP)
