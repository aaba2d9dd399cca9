"""Outcomes → sentences, in Chinese and English, and numbers in the unit they are printed in."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.checks.exact import Exact
from core.checks.outcome import Outcome, Sides, Term, Value
from core.definitions import Definitions
from core.ledger import Ledger

MOST_NAMED = 6  # so many addends are named one by one
_SENTENCES = {"pass": "check_agrees", "rounding": "check_rounding", "fail": "check_differs"}


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a comparison as decimal text in `unit`."""

    left: str
    right: str
    difference: str
    tolerance: str
    unit: str


def numbers_of(outcome: Outcome, ledger: Ledger) -> Numbers:
    """The numbers of an outcome; "" for those it has not."""
    sides = outcome.sides
    if sides is None:
        return Numbers(outcome.left, outcome.right, outcome.difference, outcome.tolerance, outcome.unit)
    unit = _unit(sides, ledger)
    scale = ledger.definitions.money.get(unit, 1)
    numbers = (sides.left.at, sides.right.at, sides.difference, sides.tolerance)
    return Numbers(*[_decimal(number, scale) for number in numbers], unit)


def sentence(outcome: Outcome, numbers: Numbers, ledger: Ledger, language: str) -> str:
    """What came of it in one sentence.  Raises DefinitionError when a sentence is missing from the definitions."""
    definitions = ledger.definitions
    if outcome.reason:
        return definitions.message(f"reason_{outcome.reason}", language, **_named(outcome.details, ledger, language))
    if outcome.message:
        told = {name: getattr(numbers, name) for name in ("left", "right", "difference", "tolerance", "unit")}
        return definitions.message(outcome.message, language, **{**told, **_named(outcome.details, ledger, language)})
    if outcome.sides is None or outcome.note == "empty_table":
        if outcome.note != "empty_table":
            return definitions.message("check_nothing_wrong", language)
        names = _joined([_title(key, ledger, language) for key in outcome.where], definitions, language)
        return definitions.message("check_empty_table", language, tables=names)
    return _comparison(outcome, numbers, ledger, language)


def _comparison(outcome: Outcome, numbers: Numbers, ledger: Ledger, language: str) -> str:
    sides = outcome.sides
    code = _SENTENCES[outcome.state]
    if outcome.state == "fail" and sides.sign != "=":
        code = "check_too_small" if sides.sign == ">=" else "check_too_large"
    if outcome.state == "pass" and sides.sign != "=":
        code = "check_in_order"
    text = ledger.definitions.message(
        code,
        language,
        left_name=_side(sides.left, outcome, ledger, language),
        right_name=_side(sides.right, outcome, ledger, language, after=sides.left),
        left=numbers.left,
        right=numbers.right,
        difference=numbers.difference.lstrip("-"),
        tolerance=numbers.tolerance,
        unit=numbers.unit,
    )
    note = ledger.definitions.message(f"check_note_{outcome.note}", language) if outcome.note else ""
    return text + note


def _side(side: Value, outcome: Outcome, ledger: Ledger, language: str, after: Value | None = None) -> str:
    """The figures of a side by name; the table is not said again where both sides are of the same one."""
    definitions = ledger.definitions
    terms = side.terms
    if not terms:
        return definitions.message("check_nothing_printed" if side.money and not side.at else "check_number", language)
    facts = [ledger.facts[term.number] for term in terms if not term.stated]
    tables = dict.fromkeys(fact.table for fact in facts)
    said = {ledger.facts[term.number].table for term in after.terms if not term.stated} if after else set()
    title = _title(next(iter(tables)), ledger, language) if len(tables) == 1 and set(tables) != said else ""
    weighty = [term for term in terms if term.stated or ledger.facts[term.number].amount_fen] or list(terms[:1])
    told = _Told(
        lines=len({(fact.line, fact.side) for fact in facts}) > 1,
        columns=len({fact.column for fact in facts}) > 1,
        tables=len(tables) > 1,
        alone=len(terms) == 1,
        amounts=len(weighty) > 1,
    )
    parts = [_term(term, told, ledger, language) for term in weighty[:MOST_NAMED]]
    text = parts[0] if len(parts) == 1 else "".join(_signed(parts, weighty))
    if len(weighty) > MOST_NAMED:
        text = definitions.message("check_and_more", language, text=text, count=len(weighty))
    return title + text


@dataclass(frozen=True, slots=True)
class _Told:
    """What tells the figures of a side apart: several lines, columns or tables; whether it is one figure; whether amounts are said."""

    lines: bool
    columns: bool
    tables: bool
    alone: bool
    amounts: bool


def _signed(parts: Sequence[str], terms: Sequence[Term]) -> list[str]:
    signs = ["-" if term.weight < 0 else "+" for term in terms]
    return [part if at == 0 and sign == "+" else f" {sign} {part}" for at, (part, sign) in enumerate(zip(parts, signs, strict=False))]


def _term(term: Term, told: _Told, ledger: Ledger, language: str) -> str:
    if term.stated:
        statement = ledger.statements[term.number]
        return ledger.definitions.message("check_stated", language, subject=statement.subject)
    fact = ledger.facts[term.number]
    name = _line(fact, language, ledger) if fact.line_name and (told.lines or not told.columns) else ""
    column = _column(fact.column, ledger, language) if fact.column != "amount" and (told.alone or told.columns) else ""
    words = ledger.definitions.message("check_cell", language, line=name, column=column) if name and column else name or column
    title = _title(fact.table, ledger, language) if told.tables else ""
    return f"{title}{words}" + (f" {(fact.corrected or fact.printed).strip()}" if told.amounts else "")


def _line(fact, language: str, ledger: Ledger) -> str:
    name = ledger.definitions.name("line", fact.line, language)
    if language == "zh" or name == fact.line:
        return f"{fact.line_code} {fact.line_name}".strip() if fact.line_code else fact.line_name
    return name


def _column(key: str, ledger: Ledger, language: str) -> str:
    return ledger.definitions.name("column", key, language)


def _title(key: str, ledger: Ledger, language: str) -> str:
    definitions = ledger.definitions
    name = definitions.tables[key].title if language == "zh" and key in definitions.tables else definitions.name("table", key, language)
    return definitions.message("check_title", language, name=name)


def _joined(names: Sequence[str], definitions: Definitions, language: str) -> str:
    return definitions.message("check_list_mark", language).join(names)


def _named(details: dict[str, object], ledger: Ledger, language: str) -> dict[str, object]:
    """Details whose values are keys, by their names."""
    found = dict(details)
    for name, value in details.items():
        if name == "table":
            found[name] = _title(str(value), ledger, language)
        elif name in ("line", "column"):
            found[name] = ledger.definitions.name(name, str(value), language)
        elif isinstance(value, list | tuple):
            found[name] = _joined([str(each) for each in value], ledger.definitions, language)
    return found


def _unit(sides: Sides, ledger: Ledger) -> str:
    """The unit of the first figure; % for a comparison of printed rates."""
    for term in (*sides.left.terms, *sides.right.terms):
        unit = ledger.statements[term.number].unit if term.stated else ledger.facts[term.number].unit
        if (sides.left.money == 1) == (unit in ledger.definitions.money):
            return unit
    return ""


def _decimal(number: Exact, scale: int) -> str:
    """A number in units of `scale`: exact where it ends within six places, else rounded to four; at least two decimals."""
    above, below = abs(number.numerator) * 10**6, number.denominator * scale
    scaled = above // below if above % below == 0 else (above + 50 * below) // (100 * below) * 100
    sign, digits = "-" if number < 0 else "", str(scaled).zfill(7)
    return f"{sign}{digits[:-6]}.{digits[-6:].rstrip('0').ljust(2, '0')}"
