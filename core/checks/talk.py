"""What the explanation says, gathered once for all checks: amounts with their changes, rates and shares."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from core.checks.cells import stated_value_of
from core.checks.exact import Exact, half
from core.checks.outcome import Outcome, UnavailableError, Value
from core.checks.slips import is_slip
from core.checks.tolerance import compare
from core.definitions import Definitions
from core.ledger import Ledger
from core.model import Statement
from core.names import fold

SIGNS = {"up": 1, "down": -1}
LONG_FIGURE = 4  # digits


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with its number, its folded section, the first heading of that, its folded subject and its value (None for a word)."""

    number: int
    statement: Statement
    section: str
    top: str
    subject: str
    value: Value | None

    @property
    def measure(self) -> str:
        """What it measures."""
        return self.statement.measure

    @property
    def text(self) -> str:
        """The figure as printed, with its unit."""
        unit = self.statement.unit
        return self.statement.value + (unit if unit == "%" else f" {unit}")


@dataclass(frozen=True, slots=True)
class Change:
    """A change as told: the amounts it may be a change of (the likeliest first), how much, which way, the percentage and its own way."""

    now: tuple[Value, ...]
    basis: str
    direction: str
    delta: Said | None
    percent_direction: str
    percent: Said | None
    current: Said | None


@cache
def _matcher(pattern: str, whole: bool) -> Callable[[str], re.Match[str] | None]:
    compiled = re.compile(pattern)
    return compiled.fullmatch if whole else compiled.search


class Talk:
    """The statements of a report, by section and subject.  Patterns are matched against each section and subject once."""

    def __init__(self, ledger: Ledger) -> None:
        self._definitions: Definitions = ledger.definitions
        folded: dict[str, str] = {}
        self.said = tuple(self._said(number, each, folded) for number, each in enumerate(ledger.statements))
        self._matches: dict[tuple[str, bool], dict[str, bool]] = {}

    def _said(self, number: int, each: Statement, folded: dict[str, str]) -> Said:
        for text in (each.section, each.subject):
            if text not in folded:
                folded[text] = fold(text)
        value = None if each.measure == "direction" else stated_value_of(number, each, self._definitions)
        section = folded[each.section]
        return Said(number, each, section, section.partition("/")[0], folded[each.subject], value)

    def matches(self, pattern: str, text: str, whole: bool = False) -> bool:
        """Whether a pattern is found in a text, or is all of it."""
        known = self._matches.get((pattern, whole))
        if known is None:
            known = self._matches[pattern, whole] = {}
        found = known.get(text)
        if found is None:
            found = known[text] = _matcher(pattern, whole)(text) is not None
        return found

    def is_money(self, said: Said) -> bool:
        """Whether it is an amount of money."""
        return said.statement.unit in self._definitions.money

    def where(self, measure: str, section: str = "", subject: str = "") -> Iterator[Said]:
        """The statements of a measure whose section holds a pattern and whose subject is another, in printed order."""
        for each in self.said:
            if each.statement.measure != measure or (subject and not self.matches(subject, each.subject, whole=True)):
                continue
            if not section or self.matches(section, each.section):
                yield each

    @cached_property
    def currents(self) -> tuple[Said, ...]:
        """This year's amounts of money, none of another year or of a reason."""
        return tuple(each for each in self.said if each.measure == "current" and self.is_money(each) and not each.statement.basis)

    def repeatable(self, measure: str) -> list[Said]:
        """The amounts of money of a measure that are not part of a reason: a table may say the same."""
        return self._repeatable.get(measure, [])

    @cached_property
    def _repeatable(self) -> Mapping[str, list[Said]]:
        found: dict[str, list[Said]] = {}
        for each in self.said:
            if self.is_money(each) and not each.statement.reason:
                found.setdefault(each.measure, []).append(each)
        return found

    @cached_property
    def _by_subject(self) -> Mapping[tuple[str, str, str], list[Said]]:
        found: dict[tuple[str, str, str], list[Said]] = {}
        for each in self.said:
            found.setdefault((each.section, each.subject, each.measure), []).append(each)
        return found

    def before(self, said: Said, measure: str) -> Said | None:
        """The last statement of a measure on the same subject in the same section before this one."""
        found = [each for each in self._by_subject.get((said.section, said.subject, measure), ()) if each.number < said.number]
        return next((each for each in reversed(found) if not (measure == "current" and each.statement.basis)), None)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The changes as told, in printed order."""
        taken: set[int] = set()
        found = []
        for each in self.said:
            if each.measure in ("delta", "percent_change") and each.number not in taken and each.value is not None:
                change = self._change(each)
                taken |= {part.number for part in (change.delta, change.percent) if part}
                found.append(change)
        return tuple(found)

    def _change(self, said: Said) -> Change:
        delta = said if said.measure == "delta" and self.is_money(said) else None
        percent = said if said.measure == "percent_change" else self._percent_after(said)
        direction, own = (self._direction(each) if each else "" for each in (delta, percent))
        current = self.before(said, "current")
        return Change(self._now(delta, direction, current), fold(said.statement.basis), direction or own, delta, own, percent, current)

    def _percent_after(self, said: Said) -> Said | None:
        for each in self.said[said.number + 1 : said.number + 3]:
            if (each.section, each.subject) != (said.section, said.subject) or each.measure not in ("direction", "percent_change"):
                return None
            if each.measure == "percent_change":
                return each if each.statement.basis == said.statement.basis else None
        return None

    def _direction(self, said: Said) -> str:
        """The word right before it; where one word stands for both, the amount's."""
        for each in reversed(self.said[max(0, said.number - 2) : said.number]):
            if (each.section, each.subject) != (said.section, said.subject):
                return ""
            if each.measure == "direction":
                return each.statement.value
        return ""

    def _now(self, delta: Said | None, direction: str, current: Said | None) -> tuple[Value, ...]:
        """The reader's own choice if it made one; else the amount stated before, or any of the section: the subject is in doubt."""
        if delta is None:
            return (current.value,) if current else ()
        sign, low, high = SIGNS.get(direction, 0), delta.statement.derived_low, delta.statement.derived_high
        if low is not None and high is not None and sign:
            middle, spread = half(low + high), max(half(high - low) - half(delta.value.high - delta.value.low), 0)
            at = middle + sign * delta.value.at
            if current and current.value and abs(current.value.at - at) <= 1:
                return (current.value,)
            return (Value(at, at - spread, at + spread, 1, (), (2 * spread,) if spread else ()),)
        others = [each.value for each in self.currents if each.section == delta.section and each is not current]
        return (current.value, *others) if current else ()


def stated(said: Sequence[Said]) -> list[str]:
    """The figures as printed, for a sentence."""
    return [each.text for each in said]


def worked_out(said: Said, right: Value, inputs: Sequence[str], **more: object) -> Outcome:
    """A printed percentage against the one its amounts come to; figures of `inputs` are named in the sentence."""
    sides, state, note = compare(said.value, "=", right)
    details = {"subject": said.statement.subject, "printed": said.text, "inputs": list(inputs), "exact": f"{float(right.at):.2f}%"}
    numbers = (said.number, *(term.number for term in right.terms if term.stated))
    facts = tuple(dict.fromkeys(term.number for term in right.terms if not term.stated))
    message = f"found_worked_out_{state}"
    return Outcome(
        state, note=note, message=message, details=details, statements=tuple(dict.fromkeys(numbers)), facts=facts, sides=sides, **more
    )


def need_statements(talk: Talk) -> None:
    """Raises UnavailableError where no explanation was read."""
    if not talk.said:
        raise UnavailableError("not_applicable", "no_statements")


def nearly_same(one: Said, other: Said) -> bool:
    """Whether two long figures are a slip of the hand apart: hardly by chance."""
    texts = [each.statement.value.replace(",", "").replace(".", "") for each in (one, other)]
    if one.statement.unit != other.statement.unit or len(texts[0]) != len(texts[1]) or len(texts[0]) < LONG_FIGURE:
        return False
    return is_slip(*texts)


def zeros_left_off(difference: Exact, told: Sequence[Said]) -> bool:
    """Whether a difference is above what rounding explains once no figure is coarser than most: 8 beside 2.38 and 0.60 is 8.00."""
    counted = [each for each in told if each.value.at]
    spreads = [each.value.high - each.value.at for each in counted]
    usual = max(set(spreads), key=spreads.count, default=0)
    if not any(spread > usual for spread in spreads) or len({each.statement.unit for each in counted}) > 1:
        return False
    return abs(difference) > sum(min(spread, usual) for spread in spreads)
