"""Checks of changes in the explanation: amount, percentage and word of a change, and the prior year that follows from them."""

from collections.abc import Iterator
from fractions import Fraction

from core.checks.case import Case
from core.checks.outcome import Outcome, UnavailableError, Value
from core.checks.registry import Arguments, special
from core.checks.talk import SIGNS, Change, Said, Talk, need_statements, worked_out
from core.checks.tolerance import compare
from core.checks.values import add, constant, divide, multiply, negate, total
from core.names import fold

HUNDRED = constant(100)


def _changes(case: Case, arguments: Arguments) -> Iterator[Change]:
    """The changes of the sections an entry is about.  Raises UnavailableError without statements."""
    need_statements(case.talk)
    section, but = arguments.get("section", ""), arguments.get("but", "")
    for change in case.talk.changes:
        said = change.delta or change.percent
        if case.talk.matches(section, said.section) and not (but and case.talk.matches(but, said.section)):
            yield change


@special
def changes_fit_their_rates(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """The printed percentage of a change against its amount over what was there before; four corners of what rounding allows.

    `section`, `but`: patterns of the sections concerned.  Silent where the amount, the change, its word or its percentage is not stated,
    and where nothing was there before.
    """
    for change in _changes(case, arguments):
        if change.delta is None or change.percent is None or change.direction not in SIGNS:
            continue
        found = [outcome for now in change.now if (outcome := _rate(change, now))]
        if found:
            yield next((outcome for outcome in found if outcome.state != "fail"), found[0])


def _rate(change: Change, now: Value) -> Outcome | None:
    before = _before(change, now)
    if before.low <= 0 <= before.high:
        return None
    amounts = [change.delta.text, *([change.current.text] if change.current else [])]
    return worked_out(change.percent, divide(multiply(HUNDRED, change.delta.value), before), amounts)


def _before(change: Change, now: Value) -> Value:
    return add(now, negate(change.delta.value) if SIGNS[change.direction] > 0 else change.delta.value)


@special
def words_fit_the_numbers(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """A word of more, less or as much against the figures beside it, and the words of an amount and of its percentage with each other.

    `budget`: pattern of what is compared with; `apart`: from how many percent off as much is wrong.  Silent where rounding leaves it open.
    """
    talk = case.talk
    need_statements(talk)
    for change in talk.changes:
        if change.delta and change.percent and change.direction in SIGNS and change.percent_direction in SIGNS:
            agree = change.direction == change.percent_direction
            message = "" if agree else "found_two_directions"
            numbers = (change.delta.number, change.percent.number)
            details = {"subject": change.delta.statement.subject, "text": change.delta.text, "other": change.percent.text}
            yield Outcome("pass" if agree else "fail", message=message, details=details, statements=numbers)
    for said in talk.where("direction"):
        following = talk.said[said.number + 1] if said.number + 1 < len(talk.said) else None
        beside = following and following.measure in ("delta", "percent_change") and following.subject == said.subject
        if not beside and talk.matches(arguments["budget"], fold(said.statement.basis)):
            rate = _completed(said, talk)
            if rate:
                yield _word(said, rate, Fraction(arguments["apart"]))


def _completed(said: Said, talk: Talk) -> Value | None:
    """Executed over budget in percent: from the amounts where both are told, else as printed; None for neither and for nothing."""
    rate, final, budget = (talk.before(said, measure) for measure in ("completion_percent", "current", "budget"))
    if final and not final.value.at:
        return None
    if final and budget and budget.value.low > 0 and talk.is_money(budget):
        return divide(multiply(HUNDRED, final.value), budget.value)
    return rate.value if rate else None


def _word(said: Said, rate: Value, apart: Fraction) -> Outcome:
    word = said.statement.value
    wrong = {"up": rate.high < 100, "down": rate.low > 100, "flat": rate.high < 100 - apart or rate.low > 100 + apart}.get(word, False)
    numbers = (said.number, *(term.number for term in rate.terms))
    details = {"subject": said.statement.subject, "exact": f"{float(rate.at):.2f}%"}
    return Outcome("fail" if wrong else "pass", message=f"found_word_{word}" if wrong else "", details=details, statements=numbers)


@special
def no_rate_on_a_zero_base(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """A percentage of change or completion although what it is of is stated as nothing."""
    talk = case.talk
    need_statements(talk)
    for said in talk.said:
        if said.measure not in ("percent_change", "completion_percent") or not said.value.at:
            continue
        budget = talk.before(said, "budget")
        ours = budget is not None and talk.matches(arguments["budget"], fold(said.statement.basis))
        if ours and talk.is_money(budget):
            zero = budget.value.at == 0
            details = {"subject": said.statement.subject, "text": said.text}
            numbers = (said.number, budget.number)
            yield Outcome("fail" if zero else "pass", message="found_zero_base" if zero else "", details=details, statements=numbers)


@special
def no_change_has_no_direction(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """A change of nothing told as more or less, where it is not also said that nothing changed."""
    talk = case.talk
    for change in _changes(case, arguments):
        if change.delta is None or change.delta.value.at:
            continue
        nearby = talk.said[change.delta.number + 1 : change.delta.number + 4]
        flat = any(
            each.measure == "direction" and each.statement.value == "flat" and each.subject == change.delta.subject for each in nearby
        )
        wrong = change.direction in SIGNS and not flat
        details = {"subject": change.delta.statement.subject, "text": change.delta.text}
        message = "found_change_of_nothing" if wrong else ""
        yield Outcome("fail" if wrong else "pass", message=message, details=details, statements=(change.delta.number,))


@special
def rates_are_usual(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Percentages of change or completion above `most`: told, since they may be right."""
    need_statements(case.talk)
    for said in case.talk.said:
        if said.measure in ("percent_change", "completion_percent"):
            wrong = said.value.at > arguments["most"] or said.value.at < 0
            details = {"subject": said.statement.subject, "text": said.text}
            yield Outcome("fail" if wrong else "pass", message="found_unusual" if wrong else "", details=details, statements=(said.number,))


@special
def reasons_fit_the_direction(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """A reason that only speaks of the other direction: told, since it may speak of another thing.  `up`, `down`: patterns of words."""
    talk = case.talk
    for change in _changes(case, arguments):
        said = change.delta or change.percent
        reason = fold(said.statement.reason)
        if change.direction not in SIGNS or not reason or not said.value.at:
            continue
        own, other = (arguments[name] for name in (("up", "down") if change.direction == "up" else ("down", "up")))
        wrong = talk.matches(other, reason) and not talk.matches(own, reason)
        details = {"subject": said.statement.subject, "text": said.statement.reason}
        yield Outcome(
            "fail" if wrong else "pass", message="found_other_reason" if wrong else "", details=details, statements=(said.number,)
        )


@special
def reasons_stay_within_the_change(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Amounts listed as reasons of a change, when they all go its way and come to more than it."""
    talk = case.talk
    need_statements(talk)
    for change in talk.changes:
        if change.delta is None or change.direction not in SIGNS or talk.matches(arguments["reason"], change.basis):
            continue
        reasons = []
        for each in talk.said[change.delta.number + 1 :]:
            if each.section != change.delta.section or each.measure not in ("direction", "delta", "percent_change"):
                break
            if each.measure == "delta" and talk.matches(arguments["reason"], fold(each.statement.basis)) and talk.is_money(each):
                reasons.append(each)
        words = {talk.said[each.number - 1].statement.value for each in reasons}
        if len(reasons) < arguments["fewest"] or words != {change.direction}:
            continue
        sides, state, note = compare(total([each.value for each in reasons]), "<=", change.delta.value)
        yield Outcome(state, note=note, statements=(change.delta.number, *(each.number for each in reasons)), sides=sides)


def _priors(talk: Talk, arguments: Arguments, subject: str) -> list[tuple[Value, Said]]:
    """The prior year's amount, and this year's, of each subject that has a change against it."""
    found: dict[str, tuple[Value, Said]] = {}
    for change in talk.changes:
        said, current = change.delta, change.current
        if said is None or current is None or change.direction not in SIGNS or not talk.matches(arguments["year"], change.basis):
            continue
        if talk.matches(arguments["section"], said.section) and talk.matches(subject, said.subject, whole=True):
            found.setdefault(said.subject, (_before(change, current.value), current))
    return list(found.values())


@special
def prior_years_balance(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """The prior year's two sides as they follow from this year's amounts and changes.

    `sides`: for each, the patterns of its `total`, of its `parts`, and of those that must be told (`needed`), in sections of `section`.
    Not applicable unless the told parts of each side come to its told total: a side that is not told whole says nothing of the year before.
    """
    need_statements(case.talk)
    left, right = (_prior_side(case.talk, arguments, side) for side in arguments["sides"])
    compared, state, note = compare(left, "=", right)
    numbers = tuple(dict.fromkeys(term.number for side in (left, right) for term in side.terms))
    yield Outcome(state, note=note, message="found_prior_balance" if state == "fail" else "", statements=numbers, sides=compared)


def _prior_side(talk: Talk, arguments: Arguments, side: Arguments) -> Value:
    kept = _priors(talk, arguments, side["parts"])
    whole = next((each for each in talk.currents if talk.matches(side["total"], each.subject, whole=True)), None)
    told = all(any(talk.matches(needed, current.subject, whole=True) for _, current in kept) for needed in side["needed"])
    now = total([current.value for _, current in kept])
    if whole is None or not told or len(kept) < 2 or compare(now, "=", whole.value)[1] == "fail":
        raise UnavailableError("not_applicable", "prior_not_complete")
    return total([before for before, _ in kept])


@special
def prior_closing_is_opening(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """The prior year's closing balance, as it follows from this year's and its change, against this year's opening balance."""
    talk = case.talk
    need_statements(talk)
    closing = next(iter(_priors(talk, arguments, arguments["closing"])), None)
    opening = next((each for each in talk.currents if talk.matches(arguments["opening"], each.subject, whole=True)), None)
    if closing is None or opening is None:
        raise UnavailableError("not_applicable", "prior_not_complete")
    sides, state, note = compare(closing[0], "=", opening.value)
    numbers = (*(term.number for term in closing[0].terms), opening.number)
    message = "found_prior_closing" if state == "fail" else ""
    yield Outcome(state, note=note, message=message, statements=numbers, sides=sides)
