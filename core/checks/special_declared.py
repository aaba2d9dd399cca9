"""Checks of what the text declares of performance evaluation, against the forms that are there: how many, and how much money."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate

from core.checks.case import Case
from core.checks.cells import value_of_facts
from core.checks.outcome import Outcome, UnavailableError, Value
from core.checks.registry import Arguments, special
from core.checks.special_forms import digit, number, projects
from core.checks.special_stated import cell_of, form_money, in_nearest_unit
from core.checks.talk import Said, need_statements
from core.checks.tolerance import compare
from core.checks.values import total
from core.model import Project
from core.names import fold

MOST_RUNS = 12  # of more forms than this only single ones and all together are tried


@special
def declared_money_is_that_of_the_forms(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """The money the text says was evaluated against that of all projects' forms: their budgets, or what they executed.

    A form without a budget of the year counts with what it executed.  Not applicable unless as many forms are there as the text counts
    just before the amount, and all of them have an amount.  `subject`, `count`: patterns of the amount and of the number of projects.
    """
    need_statements(case.talk)
    found = projects(case, arguments)
    said = next((each for each in case.talk.currents if _declares(case, each, arguments)), None)
    counts = case.talk.where("count", arguments["section"])
    counted = {each.value.at for each in counts if said and each.number < said.number and re.search(arguments["count"], each.subject)}
    if said is None or len(found) not in counted:
        raise UnavailableError("not_applicable", "no_instance")
    sums = [in_nearest_unit(texts, said.value, case) for texts in _amounts(found) if None not in texts]
    if not sums:
        raise UnavailableError("not_applicable", "no_instance")
    compared = [compare(said.value, "=", right) for right in sums]
    sides, state, note = next((each for each in compared if each[1] != "fail"), compared[0])
    message = "found_declared_money" if state == "fail" else "found_declared_money_agrees"
    places = tuple(project.place for project in found)
    yield Outcome(state, note=note, message=message, statements=(said.number,), places=places, sides=sides)


def _declares(case: Case, said: Said, arguments: Arguments) -> bool:
    in_section = case.talk.matches(arguments["section"], said.section)
    return in_section and case.talk.matches(arguments["subject"], said.subject, whole=True) and bool(said.value.at)


def _amounts(found: Sequence[Project]) -> list[list[str | None]]:
    """The money of the forms as budgets, as budgets at the beginning of the year, and as executed."""
    executed = [form_money(project) for project in found]
    for_year = [form_money(project, "adjusted_budget") or form_money(project) for project in found]
    return [for_year, executed, [form_money(project, "initial_budget") for project in found]]


@special
def declared_departments_have_forms(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """How many units the text says were evaluated as a whole, against the forms of whole departments; more forms are only told.

    `pattern`: its group is the number.  Not run where no such form was found.
    """
    told = re.search(arguments["pattern"], case.text)
    if told is None or not int(told.group(1)):
        raise UnavailableError("not_applicable", "no_instance")
    found = [project for project in case.ledger.projects if arguments["whole"] in project.form]
    if not found:
        raise UnavailableError("not_run", "no_whole_forms")
    count, places = int(told.group(1)), tuple(project.place for project in found)
    details = {"text": told.group(), "count": count, "found": len(found)}
    severity = "info" if len(found) > count else None
    message = "" if len(found) == count else "found_whole_forms"
    yield Outcome("fail" if message else "pass", message=message, details=details, severity=severity, places=places)


@special
def forms_are_shown(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """At least one performance form, where the text speaks of self-evaluation (`spoken`).

    Not run where pages are pictures or the text says the forms are elsewhere (`elsewhere`); not applicable where the report has no
    project expenditure (`cells`) or says so (`none`).
    """
    if case.ledger.projects:
        yield Outcome("pass", places=(case.ledger.projects[0].place,))
        return
    text = case.text
    if any(page.image_only for page in case.pages or ()):
        raise UnavailableError("not_run", "pages_not_read")
    if re.search(arguments["elsewhere"], text):
        raise UnavailableError("not_run", "forms_elsewhere")
    spent = [value for address in arguments["cells"] if (value := cell_of(address, case))]
    nothing = re.search(arguments["none"], text) or (spent and not any(value.at for value in spent))
    if nothing or not re.search(arguments["spoken"], text):
        raise UnavailableError("not_applicable", "no_instance")
    yield Outcome("fail", message="found_no_forms")


@special
def executions_are_within_the_items(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """The executed money of a unit's projects against the items of `table` that pay for projects.

    Neighbouring forms of one unit that come to an item agree with it.  Where none do, all forms together must not be more than all items.
    Silent otherwise: the form does not say which item its money is of.
    """
    found = projects(case, arguments)
    sheet = case.ledger.sheet(arguments["table"])
    if sheet is None or sheet.availability or not sheet.table.facts:
        raise UnavailableError("not_run", (sheet and sheet.availability) or "table_not_found", table=arguments["table"])
    items = {line.name: sheet.numbers.get(("", line.group, line.key, arguments["column"]), []) for line in sheet.tree("")}
    items = {name: value_of_facts(numbers[:1], case.ledger) for name, numbers in items.items() if numbers}
    texts = [form_money(project) for project in found]
    whole = cell_of(arguments["cell"], case)
    if not items or whole is None or None in texts:
        raise UnavailableError("not_applicable", "no_instance")
    executed = _in_one_unit(texts, whole, case)
    agreeing = list(_agreeing(found, executed, items, arguments))
    yield from agreeing
    if not agreeing:
        sides, state, note = compare(total(executed), "<=", whole)
        facts, places = tuple(term.number for term in whole.terms), tuple(project.place for project in found)
        message = "found_executions_above" if state == "fail" else ""
        yield Outcome(state, note=note, message=message, facts=facts, places=places, sides=sides)


def _in_one_unit(texts: Sequence[str], whole: Value, case: Case) -> list[Value]:
    """Each amount in the unit that brings their sum nearest to the whole."""
    summed = sum(number(text) for text in texts)
    worth = min(case.definitions.money.values(), key=lambda each: abs(summed * each - whole.at))
    values = []
    for text in texts:
        at, last = number(text) * worth, digit(text) * worth
        spread = last / 2 if at else Fraction(0)
        values.append(Value(at, at - spread, at + spread, 1, (), (last,) if at else ()))
    return values


def _agreeing(found: Sequence[Project], executed: Sequence[Value], items: dict[str, Value], arguments: Arguments) -> Iterator[Outcome]:
    """A passing outcome for each item that neighbouring forms of one unit come to."""
    by_amount = {Fraction(value.at): name for name, value in items.items() if value.at}
    for first, last in _runs(found):
        sums = list(accumulate(Fraction(value.at) for value in executed[first:last]))
        name = by_amount.pop(sums[-1], None)
        if name is not None and sums[-1]:
            value = items[name]
            details = {"name": name, "count": last - first}
            facts, places = tuple(term.number for term in value.terms), tuple(project.place for project in found[first:last])
            sides = compare(value, "=", total(executed[first:last]))[0]
            yield Outcome(
                "pass", message="found_item_of_forms", details=details, where=(arguments["table"],), facts=facts, places=places, sides=sides
            )


def _runs(found: Sequence[Project]) -> Iterator[tuple[int, int]]:
    """The runs of neighbouring forms of one unit, the longest first: first and after the last."""
    units = [fold(project.implementing_unit) for project in found]
    count = len(found)
    lengths = range(count, 0, -1) if count <= MOST_RUNS else (count, 1)
    for length in lengths:
        for first in range(count - length + 1):
            if len(set(units[first : first + length])) == 1:
                yield first, first + length
