"""What could contradict a figure of the explanation, worked out from the numbers alone and sharing nothing with the checks.

An amount told twice, in the text or in the tables; a share, a rate or a change beside the amounts it comes from; figures of which one
is the sum of the others; a word of more or less beside the numbers it compares.  What has no such partner nobody can find wrong.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from core.model import Fact, Statement

AMOUNTS = ("current", "budget")
RATES = ("share_percent", "completion_percent")
SIGNS = {"up": 1, "down": -1}
_TELLING = 100_000  # fen: a smaller amount is the same as another one by chance too often
_REACH = 14  # statements: what is said of one thing stands so near

Interval = tuple[Fraction, Fraction]
Value = str  # as printed, or the direction


@dataclass(frozen=True)
class Bond:
    """Statements (by number) bound by arithmetic: `holds` tells whether their values agree."""

    numbers: tuple[int, ...]
    holds: Callable[[Sequence[Value]], bool]


class Partners:
    """The bonds between the statements of a report, and to its facts.  Only what holds in the report as it is counts."""

    def __init__(self, statements: Sequence[Statement], facts: Sequence[Fact], money: dict[str, int]) -> None:
        self._statements, self._facts, self._money = statements, facts, money
        self._bonds: dict[int, list[Bond]] = {}
        for bond in self._found():
            if bond.holds([statements[number].value for number in bond.numbers]):
                for number in bond.numbers:
                    self._bonds.setdefault(number, []).append(bond)

    def contradicted(self, number: int, value: Value, unit: str = "") -> bool:
        """Whether the report contradicts a statement that says another value (or the same in another unit)."""
        if unit:
            return any(bond.numbers for bond in self._bonds.get(number, ()) if self._statements[number].measure in AMOUNTS)
        for bond in self._bonds.get(number, ()):
            if not bond.holds([value if each == number else self._statements[each].value for each in bond.numbers]):
                return True
        return False

    def _interval(self, number: int, value: Value) -> Interval:
        scale = self._money.get(self._statements[number].unit, 1)
        half = Fraction(scale, 2 * 10 ** len(value.partition(".")[2]))
        return Fraction(value) * scale - half, Fraction(value) * scale + half

    def _found(self) -> Iterator[Bond]:
        for number, statement in enumerate(self._statements):
            if statement.measure in AMOUNTS and statement.unit in self._money:
                yield from self._repeated(number)
            elif statement.measure in RATES:
                yield from self._rates(number)
            elif statement.measure == "percent_change":
                yield from self._changes(number)
            elif statement.measure == "direction" and statement.value in SIGNS:
                yield from self._words(number)
        yield from self._sums()

    def _near(self, number: int, *measures: str) -> list[int]:
        """Statements of the section before this one, the nearest first."""
        here = self._statements[number]
        return [
            each
            for each in range(number - 1, max(-1, number - _REACH), -1)
            if self._statements[each].measure in measures and self._statements[each].section == here.section
        ]

    def _same_subject(self, number: int, *measures: str) -> list[int]:
        return [each for each in self._near(number, *measures) if self._statements[each].subject == self._statements[number].subject]

    def _repeated(self, number: int) -> Iterator[Bond]:
        statement, own = self._statements[number], self._interval(number, self._statements[number].value)
        small = abs(own[0] + own[1]) < 2 * _TELLING
        facts = [self._facts[each] for each in statement.linked_facts]
        if not small:
            facts += [fact for fact in self._facts if (fact.column == "budget") == (statement.measure == "budget")]
        for fact in facts:
            if fact.amount_fen and own[0] <= fact.amount_fen <= own[1]:
                yield Bond((number,), lambda values, fact=fact: _meet(self._interval(number, values[0]), _rounded(fact)))
                break
        for other, second in enumerate(self._statements[number + 1 :], number + 1):
            alike = (second.measure, second.unit, second.value) == (statement.measure, statement.unit, statement.value)
            if alike and Fraction(second.value) and (second.subject == statement.subject or not small):
                yield Bond((number, other), lambda values: Fraction(values[0]) == Fraction(values[1]))

    def _rates(self, number: int) -> Iterator[Bond]:
        statement = self._statements[number]
        parts = self._same_subject(number, "current")[:1]
        wholes = range(len(self._statements)) if statement.measure == "share_percent" else self._same_subject(number, "budget")[:1]
        for part in parts:
            for whole in wholes:
                told = self._statements[whole]
                if whole != part and told.measure in AMOUNTS and told.unit in self._money and Fraction(told.value) > 0:
                    yield Bond((number, part, whole), self._ratio)

    def _ratio(self, values: Sequence[Value]) -> bool:
        rate, part, whole = (Fraction(value) for value in values)
        half = Fraction(1, 2 * 10 ** len(values[0].partition(".")[2]))
        slack = Fraction(1, 200)  # amounts are told with two decimals
        if whole <= slack:
            return False
        return 100 * (part - slack) / (whole + slack) - half <= rate <= 100 * (part + slack) / (whole - slack) + half

    def _changes(self, number: int) -> Iterator[Bond]:
        words = [each for each in self._near(number, "direction")[:3] if self._statements[each].value in SIGNS]
        deltas = self._near(number, "delta")[:1]
        for delta in deltas:
            for word in words:
                for now in self._near(number, "current"):
                    if self._statements[now].unit == self._statements[delta].unit:
                        yield Bond((number, delta, word, now), self._growth)

    def _growth(self, values: Sequence[Value]) -> bool:
        rate, delta, now = (Fraction(values[at]) for at in (0, 1, 3))
        if values[2] not in SIGNS:
            return False
        slack, half = Fraction(1, 200), Fraction(1, 2 * 10 ** len(values[0].partition(".")[2]))
        before = now - SIGNS[values[2]] * delta
        if before <= 2 * slack:
            return False
        return 100 * (delta - slack) / (before + 2 * slack) - half <= rate <= 100 * (delta + slack) / (before - 2 * slack) + half

    def _words(self, number: int) -> Iterator[Bond]:
        """Two words of one change, and a word beside a rate of completion."""
        here = self._statements[number]
        for other in self._same_subject(number, "direction")[:1]:
            if number - other <= 2 and self._statements[other].basis == here.basis:
                yield Bond((number, other), lambda values: values[0] == values[1])
        for rate in self._same_subject(number, "completion_percent")[:1]:
            yield Bond((number, rate), lambda values: SIGNS.get(values[0]) == _sign(Fraction(values[1]) - 100))
        for now in self._same_subject(number, "current")[:1]:
            for budget in self._same_subject(number, "budget")[:1]:
                yield Bond((number, now, budget), lambda values: SIGNS.get(values[0]) == _sign(Fraction(values[1]) - Fraction(values[2])))

    def _sums(self) -> Iterator[Bond]:
        """A figure that the rest of its list comes to: all others of its measure and unit behind it in the section, or in the sentence."""
        groups: dict[tuple[str, ...], list[int]] = {}
        for number, each in enumerate(self._statements):
            for place in (each.section, each.sentence):
                groups.setdefault((place, each.measure, each.unit), []).append(number)
        for (_, measure, _), numbers in groups.items():
            for at, _ in enumerate(numbers if measure in (*AMOUNTS, "count") else ()):
                if len(numbers) - at > 2 and Fraction(self._statements[numbers[at]].value):
                    yield Bond(tuple(numbers[at:]), self._sum)

    def _sum(self, values: Sequence[Value]) -> bool:
        whole, *parts = (Fraction(value) for value in values)
        digits = [Fraction(1, 10 ** len(value.partition(".")[2])) for value in values if Fraction(value) and "." in value]
        return abs(whole - sum(parts)) <= sum(digits) / 2


def _rounded(fact: Fact) -> Interval:
    half = Fraction(fact.precision_fen, 2) if fact.precision_fen > 1 else Fraction(0)
    return fact.amount_fen - half, fact.amount_fen + half


def _meet(one: Interval, other: Interval) -> bool:
    return one[0] <= other[1] and other[0] <= one[1] and abs(sum(one) - sum(other)) <= max(one[1] - one[0], other[1] - other[0])


def _sign(number: Fraction) -> int:
    return (number > 0) - (number < 0)
