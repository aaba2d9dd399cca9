"""Arithmetic of performance forms: weights, scores, rates and funds."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from core.amounts import number_text
from core.checks.case import Case
from core.checks.outcome import Outcome, UnavailableError
from core.checks.registry import Arguments, special
from core.model import Funding, Indicator, Project, Task

HALF = Fraction(1, 2)
CENT = Fraction(1, 100)


@lru_cache(maxsize=1 << 12)
def number(text: str) -> Fraction | None:
    """The number a cell prints, a percent sign aside; None if it is not one."""
    found = number_text(text.strip().rstrip("%％"))
    return Fraction(found) if found is not None else None


@lru_cache(maxsize=1 << 12)
def digit(text: str) -> Fraction:
    """The value of the last printed digit."""
    found = number_text(text.strip().rstrip("%％")) or ""
    return Fraction(1, 10 ** len(found.partition(".")[2]))


def forms(case: Case) -> list[Project]:
    """The performance forms.  Raises UnavailableError where there are none."""
    if not case.ledger.projects:
        raise UnavailableError("not_applicable", "no_forms_printed")
    return list(case.ledger.projects)


def projects(case: Case, arguments: Arguments) -> list[Project]:
    """The forms of single projects.  Raises UnavailableError where there are none."""
    found = [project for project in forms(case) if arguments["whole"] not in project.form]
    if not found:
        raise UnavailableError("not_applicable", "no_forms_printed")
    return found


def _whole(project: Project, field: str) -> str:
    """The number of a column of the funds for all of them: the first printed, since a blank total row leaves it to the next."""
    return next((getattr(row, field) for row in project.funding if number(getattr(row, field)) is not None), "")


def _scored(case: Case, arguments: Arguments) -> Iterator[tuple[Project, tuple[Indicator | Task, ...]]]:
    """The forms with the rows that score: the indicators, in those of whole departments (`whole`) the main tasks that have a weight too."""
    for project in forms(case):
        whole = arguments["whole"] in project.form
        yield project, (*(task for task in project.tasks if whole and number(task.weight) is not None), *project.indicators)


def _sums(project: Project, rows: Sequence[Indicator | Task], field: str, arguments: Arguments) -> dict[bool, Fraction] | None:
    """What the rows come to with the rate of execution and without it; None where a row has no figure.  Deductions have no weight."""
    numbers = [number(getattr(row, field)) for row in rows]
    if None in numbers:
        return None
    summed = sum((each for each in numbers if each > 0 or field == "score"), Fraction(0))
    told = 0 if arguments["whole"] in project.form or field == "score" else arguments["rate"]
    rate = number(_whole(project, field))
    return {True: summed + (Fraction(told) if rate is None else rate), False: summed}


def _agreeing(sums: Mapping[bool, Fraction] | None, total: Fraction | None, allowed: Fraction) -> list[bool]:
    """Whether the rate of execution counts, as the other column of a form of a hundred tells; both ways where it leaves that open."""
    found = [] if sums is None or total is None else [way for way, summed in sums.items() if abs(summed - total) <= allowed]
    return found if len(found) == 1 else [True, False]


@special
def weights_sum_up(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """The weights of a form and its total, a hundred where none is printed; weights below zero are deductions and do not count.

    The weight of the rate of execution may be left out of the total where the scores leave it out or do not tell, or not be printed
    (`rate`).  Silent on forms without weights; not run where an indicator has no weight: a row may not have been read.
    """
    for project, rows in _scored(case, arguments):
        if not any(number(row.weight) for row in rows):
            continue
        weights, scores = (_sums(project, rows, field, arguments) for field in ("weight", "score"))
        if weights is None:
            yield _unread(project)
            continue
        total = number(project.weight_total) or Fraction(arguments["hundred"])
        ways = _agreeing(scores, number(project.score), CENT) if total == arguments["hundred"] else [True, False]
        yield _nearest(project, [weights[way] for way in ways], total, Fraction(0), "found_weights")


@special
def scores_sum_up(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """The scores of a form and its total, with the score of the rate of execution, or without it where the weights leave that open.

    Silent on forms without a total; not run where a row that scores has no score.
    """
    for project, rows in _scored(case, arguments):
        total = number(project.score)
        if total is None or not any(number(row.score) for row in rows):
            continue
        weights, scores = (_sums(project, rows, field, arguments) for field in ("weight", "score"))
        if scores is None:
            yield _unread(project)
            continue
        told = number(project.weight_total) or arguments["hundred"]
        ways = _agreeing(weights, told, Fraction(0)) if told == arguments["hundred"] else [True, False]
        yield _nearest(project, [scores[way] for way in ways], total, CENT, "found_scores")


@special
def scores_are_within_weights(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """A score above its weight, or below zero where the weight is not; silent on rows without either."""
    for project in forms(case):
        rows = [(each.indicator, each.weight, each.score, each.place) for each in project.indicators]
        rows += [(each.task, each.weight, each.score, each.place) for each in project.tasks]
        rows += [("", each.weight, each.score, each.place) for each in project.funding]
        pairs = [(name, weight, score, number(weight), number(score), place) for name, weight, score, place in rows]
        pairs = [each for each in pairs if each[3] is not None and each[4] is not None]
        wrong = [each for each in pairs if each[4] > max(each[3], 0) or (each[3] > 0 and each[4] < 0)]
        for name, weight, score, _, _, place in wrong:
            details = {"project": project.project, "name": name or project.project, "weight": weight, "score": score}
            yield Outcome("fail", message="found_score_above", details=details, places=(place,), left=score, right=weight)
        if pairs and not wrong:
            yield Outcome("pass", places=(project.place,))


@special
def rates_are_executed_over_budget(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """The printed rate of execution against executed over adjusted budget, in percent or, up to one, as a part of one.

    Silent on rows without one of them or without a budget.
    """
    for project in forms(case):
        for row in project.funding:
            rate, executed, budget = (number(text) for text in (row.rate, row.executed, row.adjusted_budget or row.initial_budget))
            if rate is not None and executed is not None and budget:
                yield _rate(project, row, rate, executed, budget)


@special
def funds_sum_up(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """The parts of a form's funds and their total, column by column; silent on forms that print no parts."""
    for project in forms(case):
        whole = next((row for row in project.funding if row.part == arguments["total"]), None)
        parts = [row for row in project.funding if row.part != arguments["total"]]
        for column in ("initial_budget", "adjusted_budget", "executed"):
            total = number(getattr(whole, column)) if whole else None
            values = [(value, getattr(row, column)) for row in parts if (value := number(getattr(row, column))) is not None]
            if total is None or not values:
                continue
            rounded = [text for value, text in (*values, (total, getattr(whole, column))) if value]
            allowed = sum((HALF * digit(text) for text in rounded), Fraction(0))
            yield _compared(project, sum(value for value, _ in values), total, allowed, "found_funds")


def _rate(project: Project, row: Funding, rate: Fraction, executed: Fraction, budget: Fraction) -> Outcome:
    part_of_one = rate <= 1 and executed > 2 * budget / 100
    rate, last = (100 * rate, 100 * digit(row.rate)) if part_of_one else (rate, digit(row.rate))
    half = last / 2
    errors = HALF * digit(row.executed), HALF * digit(row.adjusted_budget or row.initial_budget)
    low, high = (
        100 * (executed - errors[0]) / (budget + errors[1]),
        100 * (executed + errors[0]) / max(budget - errors[1], Fraction(1, 10**6)),
    )
    exact = 100 * executed / budget
    state = "pass" if abs(exact - rate) <= half else "rounding" if low - half <= rate <= high + half else "fail"
    details = {"project": project.project, "rate": row.rate, "exact": f"{float(exact):.2f}%"}
    cut = state == "fail" and 0 <= exact - rate < last
    return Outcome(
        state, message="found_rate" if state == "fail" else "", details=details, severity="info" if cut else None,
        note="truncated" if cut else "", places=(row.place,), left=row.rate, right=details["exact"],
    )  # fmt: skip


def _nearest(project: Project, found: list[Fraction], total: Fraction, allowed: Fraction, message: str) -> Outcome:
    """The comparison of the first way of summing, unless another one agrees."""
    right = next((each for each in found if abs(each - total) <= allowed), found[0])
    return _compared(project, right, total, allowed, message)


def _compared(project: Project, found: Fraction, total: Fraction, allowed: Fraction, message: str) -> Outcome:
    difference = found - total
    state = "pass" if not difference else "rounding" if abs(difference) <= allowed else "fail"
    details = {"project": project.project, "found": _text(found), "total": _text(total)}
    return Outcome(
        state, message=message if state == "fail" else "", details=details, places=(project.place,),
        left=_text(found), right=_text(total), difference=_text(difference), tolerance=_text(allowed),
    )  # fmt: skip


def _unread(project: Project) -> Outcome:
    return Outcome("not_run", reason="form_incomplete", details={"project": project.project}, places=(project.place,))


def _text(value: Fraction) -> str:
    return f"{float(value):.4f}".rstrip("0").rstrip(".")
