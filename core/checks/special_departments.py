"""Checks of the forms of whole departments against the report's tables and against the amounts their own remarks name."""

import re
from collections.abc import Iterator
from fractions import Fraction

from core.checks.case import Case
from core.checks.outcome import Outcome, UnavailableError
from core.checks.registry import Arguments, special
from core.checks.special_forms import HALF, digit, number
from core.checks.special_indicators import Row, rows
from core.checks.special_scores import bare
from core.checks.special_stated import cell_of, in_nearest_unit
from core.checks.tolerance import compare
from core.model import Project
from core.names import fold


@special
def tasks_are_the_basic_expenditure(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """The executed money of the main tasks of all units, by kind, against the basic expenditure by economic class.

    `kinds`: pattern of a task's name → its cell.  Not applicable unless there is a form for each unit the text counts (`pattern`), or one
    that bears the name of the report's unit; silent on kinds without a task, and where a task has no amount.
    """
    found = _departments(case, arguments)
    for pattern, address in arguments["kinds"].items():
        tasks = [task for project in found for task in project.tasks if re.search(pattern, fold(task.task))]
        texts = [task.executed if number(task.executed) is not None else task.budget for task in tasks]
        value = cell_of(address, case)
        if not tasks or value is None or any(number(text) is None for text in texts):
            continue
        sides, state, note = compare(value, "=", in_nearest_unit(texts, value, case))
        message = "found_tasks_and_table" if state == "fail" else "found_tasks_and_table_agree"
        facts, places = tuple(term.number for term in value.terms), tuple(task.place for task in tasks)
        details = {"count": len(tasks), "names": list(dict.fromkeys(task.task for task in tasks))}
        yield Outcome(state, note=note, message=message, details=details, facts=facts, places=places, sides=sides)


def _departments(case: Case, arguments: Arguments) -> list[Project]:
    """The forms of all units of the report.  Raises UnavailableError where they are not all there."""
    found = [project for project in case.ledger.projects if arguments["whole"] in project.form]
    told = re.search(arguments["pattern"], case.text) if found and case.pages is not None else None
    own = bare(case.ledger.identity.unit_name)
    alone = len(found) == 1 and bare(found[0].project) != "" and bare(found[0].project) == own
    if not (int(told.group(1)) == len(found) if told else alone) or not any(project.tasks for project in found):
        raise UnavailableError("not_applicable", "no_instance")
    return found


@special
def rates_follow_their_remarks(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """A rate of an indicator against the two amounts its own remark names, the base first.

    `indicator`: pattern of its name; `change`: the rate is of the change, not of the whole; `cut`: told only where it looks cut off.
    With `cell`: the second amounts of all forms together must not be more than the amount of the report's table.  Silent on remarks
    that do not name exactly two different amounts at first (`amounts`: their pattern).
    """
    known = [(row, pair) for row in rows(case) if (pair := _amounts(row, arguments))]
    if not known:
        raise UnavailableError("not_applicable", "no_instance")
    for row, (base, now) in known:
        yield _rate(row, base, now, arguments)
    if "cell" in arguments:
        yield from _within_the_table([(row, now) for row, (_, now) in known], case, arguments)


def _amounts(row: Row, arguments: Arguments) -> tuple[str, str] | None:
    """The two amounts of a remark as printed: base and current."""
    if not re.search(arguments["indicator"], fold(row.indicator.indicator)) or number(row.indicator.actual) is None:
        return None
    found = re.findall(arguments["amounts"], fold(row.indicator.reason))[:2]
    return (found[0], found[1]) if len(found) == 2 and number(found[0]) and found[0] != found[1] else None


def _rate(row: Row, base: str, now: str, arguments: Arguments) -> Outcome:
    """The printed rate, in parts or in percent whichever is nearer, against the worked-out one."""
    before, after = number(base), number(now)
    exact = after / before - (1 if arguments.get("change") else 0)
    printed, last = number(row.indicator.actual), digit(row.indicator.actual)
    scale = min((1, 100), key=lambda times: abs(exact * times - printed))
    spread = scale * (HALF * digit(now) + (after / before) * HALF * digit(base)) / before
    apart = exact * scale - printed
    state = "pass" if abs(apart) <= last / 2 else "rounding" if abs(apart) <= last / 2 + spread else "fail"
    cut = state == "fail" and 0 < apart < last
    details = {
        "project": row.project.project, "name": row.indicator.indicator, "text": row.indicator.actual,
        "exact": f"{float(exact * scale):.4f}".rstrip("0").rstrip("."), "names": [base, now],
    }  # fmt: skip
    message = ("found_rate_cut" if cut else "found_rate_and_remark") if state == "fail" else ""
    severity = "info" if cut else None
    return Outcome(
        state, note="truncated" if cut else "", message=message, details=details, severity=severity, places=(row.indicator.place,)
    )


def _within_the_table(known: list[tuple[Row, str]], case: Case, arguments: Arguments) -> Iterator[Outcome]:
    value = cell_of(arguments["cell"], case)
    if value is None:
        return
    summed = in_nearest_unit([now for _, now in known], value, case)
    sides, state, note = compare(summed, "<=", value, max(Fraction(arguments["apart"]), Fraction(value.high - value.low)))
    details = {"names": [now for _, now in known]}
    message = "found_units_above_table" if state == "fail" else ""
    facts, places = tuple(term.number for term in value.terms), tuple(row.indicator.place for row, _ in known)
    yield Outcome(state, note=note, message=message, details=details, facts=facts, places=places, sides=sides)
