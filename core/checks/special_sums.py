"""Checks of sums in the explanation: totals and what is listed below them."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from core.checks.case import Case
from core.checks.outcome import Outcome, UnavailableError, Value
from core.checks.registry import Arguments, special
from core.checks.talk import SIGNS, Said, Talk, nearly_same, need_statements, zeros_left_off
from core.checks.tolerance import EXACT, compare
from core.checks.values import add, negate, total
from core.definitions import Definitions
from core.names import fold

_CODE = re.compile(r"\d{7}$")


def _said_of(case: Case, arguments: Arguments) -> list[Said]:
    """The figures of the kind a sum is of: money of this year, or a `measure` in a `unit`."""
    talk = case.talk
    need_statements(talk)
    if arguments.get("measure", "current") == "current":
        found = list(talk.currents)
    else:
        found = [
            each
            for each in talk.said
            if each.measure == arguments["measure"] and talk.matches(arguments.get("unit", ""), each.statement.unit)
        ]
    return [each for each in found if talk.matches(arguments.get("section", ""), each.section)]


@special
def stated_sums_hold(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """A stated total against the stated parts of its section.

    `sums`: pattern of the `whole`, patterns of the `parts`, each taken once.  Parts that are not stated count as nothing, so that a total
    above its parts is only said where all are stated, or, as a warning, where the only one stated is a slip of the hand away from it;
    `all_stated` sums are silent unless all are; those of a `sentence` are of one, behind their total.  `section`: where.
    """
    talk, found = case.talk, _said_of(case, arguments)
    for one in arguments["sums"]:
        seen: set[str] = set()
        for whole in found:
            if whole.top in seen or not talk.matches(one["whole"], whole.subject, whole=True):
                continue
            here = [each for each in found if _beside(each, whole, one.get("sentence", False))]
            parts = [next((each for each in here if talk.matches(part, each.subject, whole=True)), None) for part in one["parts"]]
            kept = [part for part in parts if part]
            if len(kept) < one.get("fewest", 2) or (one.get("all_stated") and None in parts):
                continue
            if not one.get("sentence"):
                seen.add(whole.top)
            outcome = _sum(whole, kept)
            if outcome.state != "fail" or None not in parts or outcome.sides.difference < 0:
                yield outcome
            elif len(kept) == 1 and nearly_same(whole, kept[0]):
                yield replace(outcome, severity="warn")


def _beside(part: Said, whole: Said, in_sentence: bool) -> bool:
    if in_sentence:
        return part.number > whole.number and part.statement.sentence == whole.statement.sentence
    return part.top == whole.top and part is not whole


def _sum(whole: Said, parts: Sequence[Said]) -> Outcome:
    """The total against its parts; where only zeros left off explain the difference (8 for 8.00 among 2.38), it is told as a warning."""
    sides, state, note = compare(whole.value, "=", total(part.value for part in parts) if whole.value.money else _plain(parts))
    numbers = (whole.number, *(part.number for part in parts))
    details = {"subject": whole.statement.subject, "text": whole.text, "parts": [f"{each.statement.subject} {each.text}" for each in parts]}
    state, severity = ("fail", "warn") if state == "rounding" and zeros_left_off(sides.difference, (whole, *parts)) else (state, None)
    message = "found_stated_sum" if state == "fail" else ""
    return Outcome(state, note=note, message=message, details=details, severity=severity, statements=numbers, sides=sides)


def _plain(parts: Sequence[Said]) -> Value:
    found = parts[0].value
    for part in parts[1:]:
        found = add(found, part.value)
    return found


@special
def stated_in_order(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Stated figures of which none may be above the one before it.  `orders`: lists of patterns of subjects in sections of `section`."""
    talk, found = case.talk, _said_of(case, arguments)
    for order in arguments["orders"]:
        line = [next((each for each in found if talk.matches(part, each.subject, whole=True)), None) for part in order]
        known = [each for each in line if each]
        for larger, smaller in itertools.pairwise(known):
            if larger.top == smaller.top:
                sides, state, note = compare(smaller.value, "<=", larger.value, EXACT)
                yield Outcome(state, note=note, statements=(smaller.number, larger.number), sides=sides)


@special
def item_budgets_sum_up(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """The budgets (`measure`: or amounts) of the lowest items of the general public budget against that of the whole.

    `item`: pattern of a subject that is one, `no_item` of one that is none.  Silent unless each item that has an amount has a
    figure of the measure, and, where the tables are at hand, each item with money in `table` is told.
    """
    talk = case.talk
    need_statements(talk)
    measure, section = arguments["measure"], arguments["section"]
    for top in dict.fromkeys(each.top for each in talk.currents if talk.matches(section, each.section)):
        finals, figures = (_items(talk, top, kind, arguments["item"], arguments["no_item"]) for kind in ("current", measure))
        whole = next((each for each in talk.where(measure, "", arguments["whole"]) if each.top == top and talk.is_money(each)), None)
        if whole is None or len(figures) < 2 or set(finals) - set(figures) or not _all_told(case, arguments["table"], finals):
            continue
        yield _sum(whole, list(figures.values()))


def _items(talk: Talk, top: str, measure: str, item: str, whole: str) -> dict[str, Said]:
    found: dict[str, Said] = {}
    for each in talk.said:
        if each.top == top and each.measure == measure and talk.is_money(each) and (measure != "current" or not each.statement.basis):
            code = each.statement.line_code
            named = talk.matches(item, each.subject) or (measure == "current" and _has_rate(talk, each) and len(each.subject) > 3)
            if len(code) == 7 or (not code and named and not talk.matches(whole, each.subject)):
                found.setdefault(code or each.subject, each)
    return {key: each for key, each in found.items() if not _is_told_above(each, found.values())}


def _is_told_above(said: Said, items: Iterable[Said]) -> bool:
    """Whether an item by its bare name and code is one told before with its class: without tables nothing else says so."""
    name = _CODE.sub("", said.subject)
    if name == said.subject:
        return False
    return any(f"){name}(" in each.subject and each.statement.value == said.statement.value for each in items if each is not said)


def _has_rate(talk: Talk, said: Said) -> bool:
    """Whether a rate of completion follows on the same subject: so items are told, also where their names are bare."""
    after = talk.said[said.number + 1 : said.number + 2]
    return bool(after) and after[0].measure == "completion_percent" and after[0].subject == said.subject


def _all_told(case: Case, table: str, told: Sequence[str]) -> bool:
    sheet = case.ledger.sheet(table)
    if sheet is None or not sheet.table.facts:
        return True
    return {line.code for line in sheet.tree("") if len(line.code) == 7} <= set(told)


@special
def classes_are_their_items(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """The amount of a class against those of its lowest items in the same section, and the classes against the whole.

    `measure`: current for the amounts; budget_difference for the stated difference of a class to the budgets of its items.
    Silent on classes without items beside them.
    """
    talk = case.talk
    need_statements(talk)
    for section in dict.fromkeys(each.section for each in talk.currents if talk.matches(arguments["section"], each.section)):
        head = next(
            (each for each in talk.currents if each.section == section and talk.matches(arguments["class"], each.subject, whole=True)), None
        )
        finals, budgets = (_items_of(talk, section, kind, arguments["item"]) for kind in ("current", "budget"))
        if head is None or not finals:
            continue
        if arguments["measure"] == "current":
            yield _sum(head, list(finals.values()))
        elif set(finals) == set(budgets):
            yield from _class_difference(head, list(budgets.values()), talk)


def _items_of(talk: Talk, section: str, measure: str, item: str) -> dict[str, Said]:
    here = [each for each in talk.said if each.section == section and each.measure == measure and talk.is_money(each)]
    return {each.subject: each for each in here if len(each.statement.line_code) == 7 or talk.matches(item, each.subject)}


def _class_difference(head: Said, budgets: Sequence[Said], talk: Talk) -> Iterator[Outcome]:
    for change in talk.changes:
        delta = change.delta
        if delta and change.current is head and change.direction in SIGNS:
            right = add(head.value, negate(total(each.value for each in budgets)))
            left = delta.value if SIGNS[change.direction] > 0 else negate(delta.value)
            sides, state, note = compare(left, "=", right)
            numbers = (delta.number, head.number, *(each.number for each in budgets))
            details = {"subject": head.statement.subject, "text": delta.text}
            message = "found_class_difference" if state == "fail" else ""
            yield Outcome(state, note=note, message=message, details=details, statements=numbers, sides=sides)


def _names(definitions: Definitions) -> tuple[frozenset[str], frozenset[str]]:
    """Folded names of economic items and of their classes."""
    items, classes = (frozenset(fold(name) for code, name in definitions.economic.items() if len(code) == length) for length in (5, 3))
    return items, classes


def _lists(case: Case, arguments: Arguments) -> Iterator[tuple[Said, list[Said], list[Said]]]:
    """A whole, the classes and the items listed right after it; a list ends with the first amount that is neither."""
    talk = case.talk
    need_statements(talk)
    items, classes = _names(case.definitions)
    said = [each for each in talk.currents if talk.matches(arguments["section"], each.section)]
    for at, whole in enumerate(said):
        if not talk.matches(arguments["whole"], whole.subject, whole=True):
            continue
        listed: list[Said] = []
        for each in said[at + 1 :]:
            name = re.sub(arguments["ending"], "", each.subject)
            if each.section != whole.section or not (each.subject in items | classes or name in items):
                break
            listed.append(each)
        if listed:
            # a name that is a class's and an item's is an item where no other class is listed
            heads = [each for each in listed if each.subject in classes]
            yield whole, [] if all(each.subject in items for each in heads) else heads, listed


@special
def listed_amounts_sum_up(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """The amounts of a list of economic items against the amount it follows, and of classes in such a list against theirs.

    An item listed twice with one amount counts once where that makes it agree.  `fewest`: a shorter list may be an example.
    """
    for whole, classes, listed in _lists(case, arguments):
        items = [each for each in listed if each not in classes]
        if classes:
            yield _sum(whole, classes)
            for at, head in enumerate(classes):
                end = classes[at + 1].number if at + 1 < len(classes) else listed[-1].number + 1
                below = [each for each in items if head.number < each.number < end]
                if below:
                    yield _sum(head, below)
        elif len(items) >= arguments["fewest"]:
            once = list({(each.subject, each.statement.value): each for each in items}.values())
            outcome = _sum(whole, items)
            again = _sum(whole, once)
            yield again if outcome.state == "fail" and again.state != "fail" else outcome


@special
def items_are_listed_once(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """An economic item that a list of amounts names twice."""
    for whole, classes, listed in _lists(case, arguments):
        if classes or len(listed) < arguments["fewest"]:
            continue
        names = [each.subject for each in listed]
        twice = [each for at, each in enumerate(listed) if each.subject in names[:at]]
        for each in twice:
            yield Outcome(
                "fail",
                message="found_listed_twice",
                details={"subject": each.statement.subject, "text": each.text},
                statements=(each.number,),
            )
        if not twice:
            yield Outcome("pass", statements=(whole.number,))


@special
def repeated_amounts_agree(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """This year's amount of one subject told in several places with different values.

    `anywhere`: patterns of subjects that mean one thing wherever they are told, in sections of the pattern of the same name in `sections`;
    any other subject is compared within one section, as a warning.  Economic items and performance are left to their own checks.
    """
    talk = case.talk
    need_statements(talk)
    groups: dict[tuple[str, str], list[Said]] = {}
    for each in talk.currents:
        if each.statement.reason or talk.matches(arguments["but"], each.section):
            continue
        name = next((key for key, pattern in arguments["anywhere"].items() if talk.matches(pattern, each.subject, whole=True)), "")
        if name and not talk.matches(arguments.get("sections", {}).get(name, ""), each.section):
            name = ""
        groups.setdefault(("", name) if name else (each.section, each.subject), []).append(each)
    for (section, _), told in groups.items():
        if len(told) < 2:
            continue
        worst = [each for each in told[1:] if compare(told[0].value, "=", each.value, EXACT)[1] == "fail"]
        for each in worst or told[1:2]:
            sides, state, note = compare(told[0].value, "=", each.value, EXACT)
            numbers = (told[0].number, each.number)
            yield Outcome(state, note=note, statements=numbers, sides=sides, severity="warn" if section and state == "fail" else None)


@special
def units_are_not_mixed(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """An amount of a subject that is ten thousand times another one of the same subject: told in the wrong one of two units."""
    talk = case.talk
    need_statements(talk)
    groups: dict[str, list[Said]] = {}
    for each in talk.currents:
        groups.setdefault(each.subject, []).append(each)
    for told in groups.values():
        for one, other in itertools.pairwise(told):
            small, large = sorted((abs(one.value.at), abs(other.value.at)))
            slip = small and abs(large - arguments["times"] * small) * 1000 <= large
            details = {"subject": one.statement.subject, "text": one.text, "other": other.text}
            numbers = (one.number, other.number)
            yield Outcome("fail" if slip else "pass", message="found_unit_slip" if slip else "", details=details, statements=numbers)
    if talk.currents and all(len(told) < 2 for told in groups.values()):
        raise UnavailableError("not_applicable", "no_instance")
