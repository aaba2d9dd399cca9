"""Checks of the indicator rows of performance forms: targets met, points lost, reasons, cost, tasks."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from core.checks.case import Case
from core.checks.outcome import Outcome, UnavailableError
from core.checks.registry import Arguments, special
from core.checks.special_forms import HALF, digit, forms, number, projects
from core.checks.special_stated import form_money
from core.model import Indicator, Project
from core.names import fold

_MEASURED = re.compile(r"[≥≤=<>]{0,2}(\d+(?:\.\d+)?)([^\d.]{0,6})")


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator with its form and what its cells come to; `target` and `actual` are None unless both are plain numbers of one unit."""

    project: Project
    indicator: Indicator
    weight: Fraction | None
    score: Fraction | None
    operator: str
    target: Fraction | None
    actual: Fraction | None

    @property
    def met(self) -> bool | None:
        """Whether the actual value meets the target; None where that cannot be told."""
        if self.target is None or self.actual is None:
            return None
        found = {"≥": self.actual >= self.target, "≤": self.actual <= self.target, "=": self.actual == self.target}
        return found.get(self.operator)


def rows(case: Case) -> list[Row]:
    """The indicators of all forms, understood once.  Raises UnavailableError where there are none."""
    if case.rows is None:
        case.rows = [_row(project, indicator) for project in forms(case) for indicator in project.indicators]
    if not case.rows:
        raise UnavailableError("not_applicable", "no_forms_printed")
    return case.rows


def _row(project: Project, indicator: Indicator) -> Row:
    target, actual = (_MEASURED.fullmatch(fold(text)) for text in (indicator.target, indicator.actual))
    operator = indicator.operator.replace(">=", "≥").replace("<=", "≤").replace("＝", "=")
    values: tuple[Fraction | None, Fraction | None] = (None, None)
    if target and actual and actual[0][0].isdigit():
        unit = target[2] or fold(indicator.target_unit)
        if actual[2] in ("", unit) and not (unit == "%" and Fraction(actual[1]) <= 1 < Fraction(target[1])):
            values = (Fraction(target[1]), Fraction(actual[1]))
    return Row(project, indicator, number(indicator.weight), number(indicator.score), operator, *values)


def _told(row: Row, wrong: bool, message: str) -> Outcome:
    each = row.indicator
    details = {
        "project": row.project.project, "name": each.indicator, "target": each.target, "actual": each.actual,
        "weight": each.weight, "score": each.score, "reason": each.reason.strip() or "-",
    }  # fmt: skip
    return Outcome("fail" if wrong else "pass", message=message if wrong else "", details=details, places=(each.place,))


def _scored(case: Case) -> list[Row]:
    return [row for row in rows(case) if row.weight is not None and row.score is not None and row.weight > 0]


def _by_form(told: Iterable[tuple[Row, Outcome]]) -> Iterator[Outcome]:
    """What is wrong, and one passing outcome for each form without anything wrong."""
    groups: dict[int, list[Outcome]] = {}
    for row, outcome in told:
        groups.setdefault(id(row.project), []).append(outcome)
    for outcomes in groups.values():
        yield from [outcome for outcome in outcomes if outcome.state == "fail"] or [Outcome("pass", places=outcomes[0].places)]


@special
def unmet_targets_lose_points(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """A full score although the actual value does not meet the target by its operator.  Silent on words and on values of other units."""
    known = [row for row in _scored(case) if row.met is not None]
    yield from _by_form((row, _told(row, not row.met and row.score == row.weight, "found_unmet_full")) for row in known)


@special
def met_targets_lose_none(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """A score below its weight although the actual value meets the target."""
    yield from _by_form((row, _told(row, row.score < row.weight, "found_met_reduced")) for row in _scored(case) if row.met)


@special
def deductions_have_reasons(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """A score below its weight without a reason, or with one that says there is no deviation (`none`); told only where the target is met.

    Silent on forms that give no reason anywhere: their reasons may stand elsewhere.
    """
    given = {id(row.project) for row in rows(case) if row.indicator.reason.strip()}
    yield from _by_form((row, _reasoned(row, arguments)) for row in _scored(case) if id(row.project) in given)


def _reasoned(row: Row, arguments: Arguments) -> Outcome:
    without = re.fullmatch(arguments["none"], fold(row.indicator.reason)) is not None
    outcome = _told(row, row.score < row.weight and without, "found_no_reason")
    return replace(outcome, severity="info") if outcome.state == "fail" and row.met else outcome


@special
def actual_values_are_measured(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Actual values with an operator: no measurements.  One finding for each form."""
    by_form: dict[int, list[Row]] = {}
    for row in rows(case):
        by_form.setdefault(id(row.project), []).append(row)
    for group in by_form.values():
        wrong = [row.indicator for row in group if re.match(arguments["operator"], fold(row.indicator.actual))]
        details = {"project": group[0].project.project, "names": [f"{each.indicator} {each.actual}" for each in wrong]}
        places = tuple(each.place for each in wrong) or (group[0].project.place,)
        yield Outcome("fail" if wrong else "pass", message="found_actual_operator" if wrong else "", details=details, places=places)


@special
def costs_are_within_the_money(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """A cost of an economic cost indicator, in the unit of the funds, above all money executed.  `level`, `unit`: patterns."""
    yield from _by_form(_costs(case, arguments))


def _costs(case: Case, arguments: Arguments) -> Iterator[tuple[Row, Outcome]]:
    for row in rows(case):
        executed = form_money(row.project)
        cost = re.search(arguments["level"], fold(row.indicator.level2 + row.indicator.level1)) and row.actual is not None
        unit = re.fullmatch(arguments["unit"], _unit(row.indicator))
        if cost and unit and executed is not None and number(executed):
            yield row, _told(row, row.actual > number(executed) + HALF * digit(executed), "found_cost_above")


def _unit(indicator: Indicator) -> str:
    found = _MEASURED.fullmatch(fold(indicator.actual))
    return (found and found[2]) or fold(indicator.target_unit)


@special
def rate_scores_follow_the_rate(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """The points for the rate of execution: the weight times the rate, at most all of it.  Told only, since scales differ."""
    for project in projects(case, arguments):
        for row in project.funding:
            weight, score, executed, budget = (number(text) for text in (row.weight, row.score, row.executed, row.adjusted_budget))
            if not weight or score is None or executed is None or not budget:
                continue
            right = weight * min(Fraction(1), executed / budget)
            wrong = abs(right - score) > Fraction(arguments["apart"])
            details = {"project": project.project, "score": row.score, "exact": f"{float(right):.2f}"}
            message = "found_rate_score" if wrong else ""
            yield Outcome("fail" if wrong else "pass", message=message, details=details, places=(row.place,))


@special
def tasks_sum_up(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """The money of the main tasks of a department's form against its own budget.  Silent where a task has none, or the head none."""
    found = [project for project in forms(case) if project.tasks and number(project.budget) is not None]
    if not found:
        raise UnavailableError("not_applicable", "no_instance")
    for project in found:
        texts = [task.budget for task in project.tasks]
        if any(number(text) is None for text in texts):
            continue
        right, total = sum(number(text) for text in texts), number(project.budget)
        allowed = sum(HALF * digit(text) for text in (*texts, project.budget))
        state = "pass" if right == total else "rounding" if abs(right - total) <= allowed else "fail"
        details = {"project": project.project, "found": f"{float(right):.2f}", "total": project.budget}
        yield Outcome(state, message="found_tasks" if state == "fail" else "", details=details, places=(project.place,))


@special
def task_rates_fit(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """The printed rate of a main task against executed money over budget.  Silent without one of them, and without a percent mark."""
    tasks = [(project, task) for project in forms(case) for task in project.tasks]
    for project, task in tasks:
        rate, executed, budget = (number(text) for text in (task.rate, task.executed, task.budget))
        if rate is None or executed is None or not budget or "%" not in fold(task.rate):
            continue
        exact, half = 100 * executed / budget, digit(task.rate) / 2
        spread = 100 * (HALF * digit(task.executed) + exact / 100 * HALF * digit(task.budget)) / budget
        state = "pass" if abs(exact - rate) <= half else "rounding" if abs(exact - rate) <= half + spread else "fail"
        details = {"project": project.project, "rate": task.rate, "exact": f"{float(exact):.2f}%"}
        cut = state == "fail" and 0 <= exact - rate < 2 * half
        note, message = "truncated" if cut else "", "found_rate" if state == "fail" else ""
        yield Outcome(state, note=note, message=message, details=details, places=(task.place,))
