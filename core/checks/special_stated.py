"""Checks of single stated figures: by code against the tables, counts and money of travel, cars and receptions, performance money."""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from core.checks.case import Case
from core.checks.cells import cells_value, value_of_facts
from core.checks.exact import ratio
from core.checks.outcome import Outcome, UnavailableError, Value
from core.checks.registry import Arguments, special
from core.checks.resolve import named
from core.checks.special_forms import digit, number, projects
from core.checks.talk import Said, Talk, need_statements, worked_out
from core.checks.tolerance import EXACT, compare
from core.checks.values import add, constant, divide, multiply
from core.model import Project
from core.names import fold


def cell_of(address: str, case: Case) -> Value | None:
    """What an address comes to; None where its table cannot be checked or nothing is printed there."""
    try:
        value = cells_value(named(address, case.definitions), None, case.ledger)
    except UnavailableError:
        return None
    return None if value.absent or not value.terms else value


@special
def coded_as_in_the_table(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Amounts the explanation gives to a functional code of `digits` against that code in `table`, in sections of `section`.

    One last digit apart is a tail difference where `tail` is set.  Silent on subjects of `but` and on codes the table does not print; an
    amount the reader linked to a figure of the same name agrees.
    """
    talk = case.talk
    need_statements(talk)
    column = arguments["column"]
    sheet = case.ledger.sheet(arguments["table"])
    if sheet is None or sheet.availability or not sheet.table.facts:
        raise UnavailableError("not_run", (sheet and sheet.availability) or "table_not_found", table=arguments["table"])
    amounts = {line.code: sheet.numbers.get(("", line.group, line.key, column), []) for line in sheet.tree("")}
    for said in talk.currents:
        code = said.statement.line_code
        if len(code) not in arguments["digits"] or said.statement.reason or not talk.matches(arguments["section"], said.section):
            continue
        if not amounts.get(code) or talk.matches(arguments.get("but", "$^"), said.subject, whole=True):
            continue
        value = value_of_facts(amounts[code][:1], case.ledger)
        sides, state, note = compare(said.value, "=", value, None if arguments.get("tail") else EXACT)
        linked = [case.ledger.facts[each] for each in said.statement.linked_facts]
        if state == "fail" and any(fact.table == sheet.table.table for fact in linked):
            continue
        yield Outcome(state, note=note, where=(sheet.table.table,), facts=tuple(amounts[code][:1]), statements=(said.number,), sides=sides)


@special
def stated_at_most(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """A stated amount that may not be above the `cell` it is a part of."""
    talk = case.talk
    need_statements(talk)
    value = cell_of(arguments["cell"], case)
    if value is None:
        raise UnavailableError("not_applicable", "no_instance")
    for said in talk.currents:
        if talk.matches(arguments["section"], said.section) and talk.matches(arguments["subject"], said.subject, whole=True):
            sides, state, note = compare(said.value, "<=", value)
            facts = tuple(term.number for term in value.terms)
            yield Outcome(state, note=note, facts=facts, statements=(said.number,), sides=sides)
            return


@special
def performance_share_fits(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """The money under performance evaluation and its share of project expenditure, as `cells` of the tables or the text give that.

    `at_most` set: only whether the money is more than all project expenditure.  Silent on shares of anything else than `basis`.
    """
    talk = case.talk
    need_statements(talk)
    wholes = [value for address in arguments["cells"] if (value := cell_of(address, case))]
    wholes += [each.value for each in talk.currents if talk.matches(arguments["stated"], each.subject, whole=True)]
    wholes = [value for value in wholes if value.low > 0]
    for share in talk.where("share_percent", arguments["section"]):
        part = talk.before(share, "current")
        if part is None or not wholes or not talk.matches(arguments["basis"], fold(share.statement.basis)):
            continue
        if arguments.get("at_most"):
            found = [_at_most(part, whole) for whole in wholes]
        else:
            found = [_share(share, part, whole) for whole in wholes]
        yield next((each for each in found if each.state != "fail"), next((each for each in found if each.note), found[0]))


def _share(share: Said, part: Said, whole: Value) -> Outcome:
    rate = divide(multiply(constant(100), part.value), whole)
    return worked_out(share, rate, [part.text], severity="warn" if rate.low > 100 else None)


def _at_most(part: Said, whole: Value) -> Outcome:
    sides, state, note = compare(part.value, "<=", whole)
    facts = tuple(term.number for term in whole.terms if not term.stated)
    numbers = (part.number, *(term.number for term in whole.terms if term.stated))
    return Outcome(state, note=note, facts=facts, statements=numbers, sides=sides)


def _count(talk: Talk, told: Mapping[str, str]) -> Said | None:
    """The first count of a unit whose subject fits, in a section that does."""
    found = talk.where("count", told.get("section", ""), told["subject"])
    return next((each for each in found if talk.matches(told["unit"], each.statement.unit)), None)


def _money(case: Case, told: Mapping[str, str]) -> tuple[Value, tuple[int, ...], tuple[int, ...]] | None:
    """An amount as stated, else as in its cell, with the numbers of its statement and facts."""
    talk = case.talk
    for said in talk.currents:
        if talk.matches(told["section"], said.section) and talk.matches(told["subject"], said.subject, whole=True):
            return said.value, (said.number,), ()
    value = cell_of(told["cell"], case) if "cell" in told else None
    return None if value is None else (value, (), tuple(term.number for term in value.terms))


@special
def counts_are_in_order(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Two counts of which the first, `part`, may not be above the second, `whole`."""
    need_statements(case.talk)
    part, whole = (_count(case.talk, arguments[name]) for name in ("part", "whole"))
    if part is None or whole is None:
        raise UnavailableError("not_applicable", "no_instance")
    sides, state, note = compare(part.value, "<=", whole.value, EXACT)
    yield Outcome(state, note=note, statements=(part.number, whole.number), sides=sides)


@special
def counts_go_with_money(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Something counted without money, or money without anything counted.  `pairs`: a `count` and its `money`."""
    talk = case.talk
    need_statements(talk)
    for pair in arguments["pairs"]:
        count, money = _count(talk, pair["count"]), _money(case, pair["money"])
        if count is None or money is None:
            continue
        value, numbers, facts = money
        wrong = bool(count.value.at) != bool(value.at)
        details = {"subject": count.statement.subject, "text": count.text, "amount": f"{float(value.at / arguments['worth']):.2f}"}
        message = "found_count_without_money" if wrong else ""
        yield Outcome("fail" if wrong else "pass", message=message, details=details, statements=(count.number, *numbers), facts=facts)


@special
def money_per_head_is_usual(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Money per counted head above `most` yuan; silent where one of them is nothing."""
    talk = case.talk
    need_statements(talk)
    count, money = _count(talk, arguments["count"]), _money(case, arguments["money"])
    if count is None or money is None or not count.value.at or not money[0].at:
        raise UnavailableError("not_applicable", "no_instance")
    each = ratio(money[0].at, 100 * count.value.at)
    wrong = each >= arguments["most"]
    details = {"subject": count.statement.subject, "text": f"{float(each):.0f}"}
    message = "found_per_head" if wrong else ""
    yield Outcome("fail" if wrong else "pass", message=message, details=details, statements=(count.number, *money[1]), facts=money[2])


@special
def vehicle_kinds_sum_up(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """All vehicles against the kinds told after them in the same section.  Silent where fewer than two kinds are told."""
    talk = case.talk
    need_statements(talk)
    counts = [each for each in talk.where("count", arguments["section"]) if talk.matches(arguments["unit"], each.statement.unit)]
    whole = next((each for each in counts if talk.matches(arguments["whole"], each.subject, whole=True)), None)
    if whole is None:
        raise UnavailableError("not_applicable", "no_instance")
    kinds = [each for each in counts if each.number > whole.number and talk.matches(arguments["kind"], each.subject, whole=True)]
    if not kinds or (len(kinds) < 2 and kinds[0].value.at != whole.value.at):
        raise UnavailableError("not_applicable", "no_instance")
    kinds = list({each.subject: each for each in kinds}.values())
    right = kinds[0].value
    for each in kinds[1:]:
        right = add(right, each.value)
    sides, state, note = compare(whole.value, "=", right, EXACT)
    yield Outcome(state, note=note, statements=(whole.number, *(each.number for each in kinds)), sides=sides)


@special
def executions_sum_up(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """The executed money of all projects' forms against project expenditure, where the text says that they cover all of it.

    `share`: pattern of the basis of a stated share, `covers`: from how many percent on that is all.  Not applicable without such a share,
    with another number of forms than told, and where a form has no amount.  Forms are in the unit that brings them nearest.
    """
    talk = case.talk
    need_statements(talk)
    found = projects(case, arguments)
    whole = next((value for address in arguments["cells"] if (value := cell_of(address, case))), None)
    shares = talk.where("share_percent", arguments["section"])
    share = next((each for each in shares if talk.matches(arguments["share"], fold(each.statement.basis))), None)
    told = next((each for each in talk.where("count", arguments["section"]) if re.search(arguments["count"], each.subject)), None)
    executed = [form_money(project) for project in found]
    covers = share is not None and share.value.high >= arguments["covers"] and (told is None or told.value.at == len(found))
    if whole is None or not covers or None in executed:
        raise UnavailableError("not_applicable", "no_instance")
    right = in_nearest_unit(executed, whole, case)
    sides, state, note = compare(whole, "=", right)
    places = tuple(project.place for project in found)
    message = "found_executions" if state == "fail" else "found_executions_agree"
    facts = tuple(term.number for term in whole.terms)
    yield Outcome(state, note=note, message=message, facts=facts, places=places, sides=sides)


def form_money(project: Project, column: str = "executed") -> str | None:
    """The money of a form for all its parts, as printed; None where none is."""
    return next((text for row in project.funding if number(text := getattr(row, column)) is not None), None)


def in_nearest_unit(texts: Sequence[str], near: Value, case: Case) -> Value:
    """The sum of amounts whose unit is not printed, in the unit of money that brings it nearest to another amount."""
    sums = []
    for worth in case.definitions.money.values():
        at = sum(number(text) * worth for text in texts)
        digits = [digit(text) * worth for text in texts if number(text)]
        spread = sum(digits, Fraction(0)) / 2
        sums.append(Value(at, at - spread, at + spread, 1, (), tuple(digits)))
    return min(sums, key=lambda value: abs(value.at - near.at))
