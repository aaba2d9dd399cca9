"""Outcomes → sentences, in Chinese and English, and numbers in the unit they are printed in."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.checks.exact import Exact
from core.checks.outcome import Outcome, Sides, Term, Value
from core.checks.phrases import Phrases
from core.ledger import Ledger
from core.model import Fact

MOST_NAMED = 6  # so many addends are named one by one
_SENTENCES = {"pass": "check_agrees", "rounding": "check_rounding", "fail": "check_differs"}
_NOTHING = "0.00"


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a comparison as decimal text in `unit`."""

    left: str
    right: str
    difference: str
    tolerance: str
    unit: str


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure of a side: its number, its fact (None for a statement), the sign before it and the amount behind it, where they are said."""

    number: int
    fact: Fact | None
    sign: str = ""
    amount: str = ""


@dataclass(frozen=True, slots=True)
class _Told:
    """What is said of a side in every language.

    `title`: the one table its figures are of, where it is said; `tables`, `line`, `column`: whether each figure is said with its own.
    `more`: how many figures there are, where not all are named.  `empty`: the message of a side without figures.
    """

    figures: Sequence[_Figure] = ()
    title: str = ""
    tables: bool = False
    line: bool = True
    column: bool = True
    more: int = 0
    empty: str = ""


class Wording:
    """The sentences of the findings of one report."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._languages = (Phrases(ledger, "zh"), Phrases(ledger, "en"))

    def sentences(self, outcome: Outcome, numbers: Numbers) -> tuple[str, str]:
        """What came of it in one sentence, Chinese and English.  Raises DefinitionError when one is missing from the definitions."""
        if not (outcome.reason or outcome.message or outcome.sides is None or outcome.note == "empty_table"):
            return self._comparison(outcome, numbers)
        chinese, english = (_plain(outcome, numbers, phrases) for phrases in self._languages)
        return chinese, english

    def _comparison(self, outcome: Outcome, numbers: Numbers) -> tuple[str, str]:
        sides = outcome.sides
        code = _SENTENCES[outcome.state]
        if outcome.state == "fail" and sides.sign != "=":
            code = "check_too_small" if sides.sign == ">=" else "check_too_large"
        if outcome.state == "pass" and sides.sign != "=":
            code = "check_in_order"
        facts = self._ledger.facts
        left = self._told(sides.left, frozenset())
        right = self._told(sides.right, {facts[term.number].table for term in sides.left.terms if not term.stated})
        texts = {
            "left": _grouped(numbers.left),
            "right": _grouped(numbers.right),
            "difference": _grouped(numbers.difference.lstrip("-")),
            "tolerance": _grouped(numbers.tolerance),
            "unit": numbers.unit,
        }
        chinese, english = (_compared(code, outcome.note, left, right, texts, phrases) for phrases in self._languages)
        return chinese, english

    def _told(self, side: Value, said: set[str] | frozenset[str]) -> _Told:
        """What is said of a side; its table is not said again where it is the only one of the other side (`said`)."""
        terms, every = side.terms, self._ledger.facts
        if not terms:
            return _Told(empty="check_nothing_printed" if side.money and not side.at else "check_number")
        if len(terms) == 1:
            fact = None if terms[0].stated else every[terms[0].number]
            return _Told((_Figure(terms[0].number, fact),), fact.table if fact and said != {fact.table} else "")
        facts = [every[term.number] for term in terms if not term.stated]
        tables = {fact.table for fact in facts}
        columns = len({fact.column for fact in facts}) > 1
        weighty = [term for term in terms if term.stated or every[term.number].amount_fen] or list(terms[:1])
        return _Told(
            self._figures(weighty) if len(weighty) > 1 else (_Figure(weighty[0].number, self._fact(weighty[0])),),
            title=facts[0].table if len(tables) == 1 and tables != said else "",
            tables=len(tables) > 1,
            line=not columns or len({(fact.line, fact.side) for fact in facts}) > 1,
            column=columns,
            more=len(weighty) if len(weighty) > MOST_NAMED else 0,
        )

    def _fact(self, term: Term) -> Fact | None:
        return None if term.stated else self._ledger.facts[term.number]

    def _figures(self, terms: Sequence[Term]) -> list[_Figure]:
        """The first of several figures, with their signs and amounts."""
        found = []
        for at, term in enumerate(terms[:MOST_NAMED]):
            fact = self._fact(term)
            sign = " - " if term.weight < 0 else " + " if at else ""
            found.append(_Figure(term.number, fact, sign, f" {(fact.corrected or fact.printed).strip()}" if fact else ""))
        return found


def numbers_of(outcome: Outcome, ledger: Ledger) -> Numbers:
    """The numbers of an outcome; "" for those it has not."""
    sides = outcome.sides
    if sides is None:
        return Numbers(outcome.left, outcome.right, outcome.difference, outcome.tolerance, outcome.unit)
    unit = _unit(sides, ledger)
    scale = ledger.definitions.money.get(unit, 1)
    left = _decimal(sides.left.at, scale)
    right = _decimal(sides.right.at, scale) if sides.difference else left
    return Numbers(left, right, _decimal(sides.difference, scale), _decimal(sides.tolerance, scale), unit)


def _plain(outcome: Outcome, numbers: Numbers, phrases: Phrases) -> str:
    """What came of anything but a comparison without a sentence of its own."""
    if outcome.reason:
        return phrases.message(f"reason_{outcome.reason}", **phrases.named(outcome.details))
    if outcome.message:
        told = {name: getattr(numbers, name) for name in ("left", "right", "difference", "tolerance", "unit")}
        return phrases.message(outcome.message, **{**told, **phrases.named(outcome.details)})
    if outcome.note != "empty_table":
        return phrases.message("check_nothing_wrong")
    return phrases.message("check_empty_table", tables=phrases.joined([phrases.title(key) for key in outcome.where]))


def _compared(code: str, note: str, left: _Told, right: _Told, texts: dict[str, str], phrases: Phrases) -> str:
    apart = phrases.message("check_points") if texts["unit"] == "%" else texts["unit"]
    text = phrases.message(code, **texts, left_name=_side(left, phrases), right_name=_side(right, phrases), apart=apart)
    return text + (phrases.message(f"check_note_{note}") if note else "")


def _side(told: _Told, phrases: Phrases) -> str:
    """The figures of a side by name."""
    if told.empty:
        return phrases.message(told.empty)
    text = ""
    for figure in told.figures:
        title = phrases.title(figure.fact.table) if told.tables and figure.fact else ""
        text += f"{figure.sign}{title}{phrases.figure(figure.number, figure.fact, told.line, told.column)}{figure.amount}"
    if told.more:
        text = phrases.message("check_and_more", text=text, count=told.more)
    return phrases.title(told.title) + text if told.title else text


def _unit(sides: Sides, ledger: Ledger) -> str:
    """The unit of the first figure; % for a comparison of printed rates."""
    for term in (*sides.left.terms, *sides.right.terms):
        unit = ledger.statements[term.number].unit if term.stated else ledger.facts[term.number].unit
        if (sides.left.money == 1) == (unit in ledger.definitions.money):
            return unit
    return ""


def _grouped(number: str) -> str:
    """The decimal text with separators of thousands, as amounts are printed."""
    whole, dot, rest = number.partition(".")
    return f"{int(whole):,}{dot}{rest}" if len(whole) > 3 and whole.lstrip("-").isdecimal() else number


def _decimal(number: Exact, scale: int) -> str:
    """A number in units of `scale`: exact where it ends within six places, else rounded to four; at least two decimals."""
    if not number:
        return _NOTHING
    above, below = abs(number.numerator) * 10**6, number.denominator * scale
    scaled = above // below if above % below == 0 else (above + 50 * below) // (100 * below) * 100
    sign, digits = "-" if number < 0 else "", str(scaled).zfill(7)
    return f"{sign}{digits[:-6]}.{digits[-6:].rstrip('0').ljust(2, '0')}"
