"""Checks of shares and rates of completion in the explanation."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from core.checks.case import Case, place_of
from core.checks.cells import cells_value
from core.checks.exact import half
from core.checks.outcome import Outcome, UnavailableError, Value
from core.checks.registry import Arguments, special
from core.checks.resolve import named
from core.checks.talk import Said, Talk, need_statements, worked_out
from core.checks.tolerance import compare
from core.checks.values import add, constant, divide, multiply, total
from core.model import Place
from core.names import fold

HUNDRED = constant(100)


def _rates(case: Case, arguments: Arguments, measure: str) -> Iterator[Said]:
    """The printed rates of the sections an entry is about, by its patterns `section`, `but`, `basis` and `but_basis`."""
    talk = case.talk
    need_statements(talk)
    for said in talk.where(measure, arguments.get("section", "")):
        if "but" in arguments and talk.matches(arguments["but"], said.section):
            continue
        basis = fold(said.statement.basis)
        if talk.matches(arguments.get("basis", ""), basis) and not (
            "but_basis" in arguments and talk.matches(arguments["but_basis"], basis)
        ):
            yield said


@special
def shares_fit(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """A printed share against its part over its whole.

    The whole is what the words name (`same`: other names of it; `bare`: what names may differ by); where they name none, the first amount
    or a total of the section (`totals`).  It agrees when any amount of that name fits.  Silent where part or whole is not stated.
    """
    talk = case.talk
    for said in _rates(case, arguments, "share_percent"):
        part = talk.before(said, "current")
        if part is None or not talk.is_money(part):
            continue
        found = [
            worked_out(said, divide(multiply(HUNDRED, part.value), whole.value), [part.text, whole.text])
            for whole in _wholes(said, part, talk, arguments)
            if whole.value.low > 0
        ]
        if found:
            yield next((outcome for outcome in found if outcome.state != "fail"), found[0])


def _wholes(said: Said, part: Said, talk: Talk, arguments: Arguments) -> list[Said]:
    basis = fold(said.statement.basis)
    if basis:
        names = {re.sub(arguments["bare"], "", basis)}
        names |= {name for pattern, name in arguments.get("same", {}).items() if talk.matches(pattern, basis)}
        return [each for each in talk.currents if re.sub(arguments["bare"], "", each.subject) in names]
    here = [each for each in talk.currents if each.section == said.section and each.number < said.number and each is not part]
    return [each for at, each in enumerate(here) if at == 0 or talk.matches(arguments["totals"], each.subject)]


@special
def shares_sum_up(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """The shares of one whole in one section, where their amounts come to that whole: together a hundred."""
    talk = case.talk
    need_statements(talk)
    runs: dict[tuple[str, str], list[Said]] = {}
    for said in _rates(case, arguments, "share_percent"):
        runs.setdefault((said.section, said.statement.basis), []).append(said)
    for run in runs.values():
        parts = [talk.before(said, "current") for said in run]
        if len(run) < 2 or None in parts or len({said.subject for said in run}) < len(run):
            continue
        wholes = [whole for whole in _wholes(run[-1], parts[-1], talk, arguments) if whole.value.at]
        if any(compare(total(part.value for part in parts), "=", whole.value)[1] != "fail" for whole in wholes):
            shares = run[0].value
            for said in run[1:]:
                shares = add(shares, said.value)
            sides, state, note = compare(shares, "=", HUNDRED)
            yield Outcome(state, note=note, statements=tuple(said.number for said in run), sides=sides)


@special
def completions_fit(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """A printed rate of completion against the stated amount over the stated budget.

    Silent where one is not stated, in sections of `strict` also where they are not told in one sentence.
    `cells`: addresses of budgets by pattern of the subject, for what only a table tells.
    """
    talk = case.talk
    for said in _rates(case, arguments, "completion_percent"):
        final = talk.before(said, "current")
        budget = talk.before(said, "budget")
        if final is None or not talk.is_money(final):
            continue
        if talk.matches(arguments.get("strict", "$^"), said.section) and not _one_sentence(said, final, budget):
            continue
        if budget is not None and talk.is_money(budget) and budget.value.low > 0:
            yield worked_out(said, divide(multiply(HUNDRED, final.value), budget.value), [final.text, budget.text])
            continue
        value = _budget_of_table(said, case, arguments) if budget is None else None
        if value is not None:
            rate = divide(multiply(HUNDRED, final.value), value)
            yield worked_out(said, rate, [final.text, *(case.ledger.facts[term.number].printed for term in value.terms)])


def _one_sentence(*told: Said | None) -> bool:
    return len({each.statement.sentence for each in told if each}) == 1


def _budget_of_table(said: Said, case: Case, arguments: Arguments) -> Value | None:
    for subject, address in arguments.get("cells", {}).items():
        if case.talk.matches(subject, said.subject, whole=True):
            try:
                value = cells_value(named(address, case.definitions), None, case.ledger)
            except UnavailableError:
                return None
            return value if value.terms and value.low > 0 else None
    return None


@special
def three_public_rates_fit(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Rates of completion and shares of the section on travel, cars and receptions, as in completions_fit and shares_fit.

    A rate told with the word for a share (`share_word`) that is the rate of completion of the budget beside it is said as information.
    """
    yield from shares_fit(case, arguments)
    for outcome in completions_fit(case, arguments):
        yield outcome
        said = case.ledger.statements[outcome.statements[0]]
        if outcome.state != "fail" and arguments["share_word"] + said.value + "%" in fold(said.sentence):
            details = {"subject": said.subject, "text": said.value + said.unit}
            yield Outcome("fail", message="found_share_is_completion", details=details, statements=outcome.statements, severity="info")


@special
def categories_fit_the_whole(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Amounts of the kinds of procurement times their shares for small firms against the whole for small firms.

    `kinds`: pattern of each amount → pattern of its share; `whole`: of the sum.  Silent unless each kind that has money has a share,
    and of what was spent: a share of contracts (`but_basis`) has another whole.
    """
    talk = case.talk
    need_statements(talk)
    whole = next((each for each in talk.currents if talk.matches(arguments["whole"], each.subject, whole=True)), None)
    parts: list[Value] = []
    for amount, share in arguments["kinds"].items():
        money = next((each for each in talk.currents if talk.matches(amount, each.subject, whole=True)), None)
        rate = next(talk.where("share_percent", "", share), None)
        if money is None or (money.value.at and (rate is None or talk.matches(arguments["but_basis"], fold(rate.statement.basis)))):
            raise UnavailableError("not_applicable", "no_instance")
        if money.value.at:
            parts.append(multiply(money.value, divide(rate.value, HUNDRED)))
    if whole is None or not parts:
        raise UnavailableError("not_applicable", "no_instance")
    sides, state, note = compare(whole.value, "=", total(parts))
    yield Outcome(state, note=note, statements=(whole.number, *(term.number for part in parts for term in part.terms)), sides=sides)


@special
def counted_shares_are_rounded(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Shares of counted things in the running text that were cut off instead of rounded.

    `patterns`: expressions with the groups part, whole and rate; a share that is not near its count is left alone, as it may be of others.
    """
    for found in (found for pattern in arguments["patterns"] for found in re.finditer(pattern, case.text)):
        part, whole, rate = (Fraction(found[name]) for name in ("part", "whole", "rate"))
        if not whole or part > whole:
            continue
        digit, exact = Fraction(1, 10 ** len(found["rate"].partition(".")[2])), 100 * part / whole
        cut = digit / 2 < exact - rate < digit
        if cut or abs(exact - rate) <= digit / 2:
            details = {"text": found.group()[-40:], "exact": f"{float(exact):.2f}%"}
            kept = {"places": _places(found["rate"] + "%", case), "note": "truncated", "message": "found_cut_off"} if cut else {}
            yield Outcome("fail" if cut else "pass", details=details, **kept)


def _places(text: str, case: Case) -> tuple[Place, ...]:
    found = next((place_of(line, page) for folded, line, page in case.body if text in folded), None)
    return (found,) if found else ()


@special
def bases_fit_the_whole(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """The budget that follows from the rate of a whole against the sum of those that follow from the rates of its parts.

    `whole` and `parts`: patterns of subjects in sections of `section`.  Not applicable unless each part tells a rate and the parts' amounts
    come to the whole; only intervals that do not meet are said.
    """
    talk = case.talk
    need_statements(talk)
    whole = _rated(talk, arguments, arguments["whole"])[:1]
    parts = _rated(talk, arguments, arguments["parts"])
    if not whole or len(parts) < 2 or any(low is None for _, _, low, _ in (*whole, *parts)):
        raise UnavailableError("not_applicable", "no_instance")
    if compare(total(final.value for _, final, _, _ in parts), "=", whole[0][1].value)[1] == "fail":
        raise UnavailableError("not_applicable", "no_instance")
    left, right = (_interval(each) for each in (whole, parts))
    sides, state, note = compare(left, "=", right)
    state = "pass" if left.low <= right.high and right.low <= left.high else state
    numbers = tuple(said.number for said, _, _, _ in (*whole, *parts))
    yield Outcome(state, note=note, message="found_bases" if state == "fail" else "", statements=numbers, sides=sides)


def _rated(talk: Talk, arguments: Arguments, subject: str) -> list[tuple[Said, Said, int | None, int | None]]:
    found: dict[str, tuple[Said, Said, int | None, int | None]] = {}
    for final in talk.currents:
        if talk.matches(arguments["section"], final.section) and talk.matches(subject, final.subject, whole=True) and final.value.at:
            rate = next(
                (each for each in talk.where("completion_percent", "", re.escape(final.subject)) if each.number > final.number), None
            )
            if rate is None or talk.before(rate, "current") is not final:
                found[final.subject] = (final, final, None, None)
            else:
                found[final.subject] = (rate, final, rate.statement.derived_low, rate.statement.derived_high)
    return list(found.values())


def _interval(rated: Sequence[tuple[Said, Said, int | None, int | None]]) -> Value:
    low, high = sum(each[2] for each in rated), sum(each[3] for each in rated)
    return Value(half(low + high), low, high, 1, (), (high - low,), linear=False)
