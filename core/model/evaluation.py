"""What performance forms and score sheets print."""

from dataclasses import dataclass

from core.model.place import Place


@dataclass(frozen=True, slots=True)
class Funding:
    """One row of a project's funds as printed; `part`: total · appropriation · carryover · other."""

    part: str
    initial_budget: str
    adjusted_budget: str
    executed: str
    weight: str
    rate: str
    score: str
    place: Place


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator row as printed, merged level cells repeated; the operator apart wherever it was printed apart."""

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
    place: Place


@dataclass(frozen=True, slots=True)
class Task:
    """One main task of a whole department's form, with its money as printed."""

    task: str
    budget: str
    executed: str
    weight: str
    rate: str
    score: str
    place: Place


@dataclass(frozen=True, slots=True)
class Project:
    """One performance form: a project's, or a whole department's.  `form`: key of data/definitions/performance; amounts as printed.

    `tasks` and `budget` (its own budget as the head prints it) belong to a department's form.
    """

    form: str
    project: str
    department: str
    implementing_unit: str
    score: str
    weight_total: str
    place: Place
    funding: tuple[Funding, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    tasks: tuple[Task, ...] = ()
    budget: str = ""


@dataclass(frozen=True, slots=True)
class SheetScore:
    """A row of a score sheet or of a list of scores."""

    sheet: str
    level1: str
    item: str
    weight: str
    score: str
    place: Place
