"""Addresses → figures of a ledger: which lines and columns a resolved address means, and what they come to."""

from collections.abc import Iterator

from core.checks.exact import Exact, decimal, half, ratio
from core.checks.outcome import Instance, Term, UnavailableError, Value
from core.checks.resolve import HERE, Cells, Stated
from core.checks.values import constant
from core.definitions import Definitions
from core.ledger import Ledger, Line, Sheet
from core.model import Statement
from core.names import fold

PERCENT = "%"
LEVELS = {"second": 5, "third": 7}


def available(key: str, ledger: Ledger) -> Sheet:
    """The table of this key.  Raises UnavailableError where nothing of it can be checked."""
    sheet = ledger.sheet(key)
    if sheet is None:
        required = ledger.definitions.tables[key].required
        raise UnavailableError(
            "not_run" if required else "not_applicable", "table_not_found" if required else "table_not_in_form", table=key
        )
    if sheet.availability:
        raise UnavailableError("not_run", sheet.availability, table=key)
    return sheet


def instances(each: Cells, whole_lines: bool, ledger: Ledger) -> Iterator[Instance]:
    """The lines, or lines and columns, an `each` goes over.  Raises UnavailableError where its table cannot be checked."""
    sheet = available(each.table, ledger)
    for line in _lines(each, None, sheet):
        columns = [""] if whole_lines else sheet.columns.get(each.side, []) if each.column_word == "every" else [each.column]
        for column in columns:
            yield Instance(each.table, each.side, line.key, line.group, line.code, line.name, column)


def cells_value(cells: Cells, instance: Instance | None, ledger: Ledger) -> Value:
    """What an address comes to.  A blank in a printed line or column is zero; a line or column nobody prints is absent."""
    sheet = available(cells.table, ledger)
    column = instance.column if cells.column_word and instance else cells.column
    if not sheet.table.facts:
        return constant(0, 1)
    if not sheet.has_column(cells.side, column):
        return _absent(UnavailableError("not_applicable", "column_not_printed", table=cells.table, column=column))
    lines = _lines(cells, instance, sheet)
    if not lines and (cells.word or cells.total):
        return _absent(_no_line(cells, instance, sheet, ledger))
    numbers = [number for line in lines for number in sheet.numbers.get((cells.side, line.group, line.key, column), ())]
    return value_of_facts(numbers, ledger)


def _lines(cells: Cells, instance: Instance | None, sheet: Sheet) -> list[Line]:
    """The lines with figures that an address means."""
    if not cells.word:
        found = sheet.lines.get((cells.side, cells.group, cells.line))
        return [found] if found else _same(cells.line, cells.line, cells.side, sheet) if cells.line.isdigit() else []
    if cells.word == HERE or cells.word == "same":
        exact = sheet.lines.get((cells.side, instance.group, instance.line))
        return [exact] if exact else _same(instance.line, instance.code, cells.side, sheet)
    if cells.word not in ("every", "parents", *LEVELS):
        return sheet.children.get((cells.side, instance.code if cells.word == "children" else ""), [])
    on_side = [line for (side, _, _), line in sheet.lines.items() if side == cells.side]
    if cells.word == "every":
        return on_side
    if cells.word in LEVELS:
        return [line for line in on_side if len(line.code) == LEVELS[cells.word]]
    return [line for line in on_side if line.code and sheet.children.get((cells.side, line.code))]


def _same(key: str, code: str, side: str, sheet: Sheet) -> list[Line]:
    """The line of the same code in another table, whether it is printed there as a code or by its name."""
    return [
        line
        for (at, group, _), line in sheet.lines.items()
        if at == side and not group and (line.key == key or (code and line.code == code))
    ]


def _no_line(cells: Cells, instance: Instance | None, sheet: Sheet, ledger: Ledger) -> UnavailableError:
    """Why there is no line: not read, printed blank, or not printed."""
    name = cells.line or (instance.line if instance and cells.word in (HERE, "same") else "")
    details = {"table": cells.table, "line": name or cells.word}
    if cells.total and sheet.left_out:
        return UnavailableError("not_run", "unread_figures", **details)
    if cells.total and sheet.prints_line(cells.line, ledger.definitions.patterns["ordinal"]):
        return UnavailableError("not_run", "line_blank", **details)
    if cells.word and cells.word != "same" and not sheet.tree(cells.side):
        return UnavailableError("not_run", "no_codes", **details)
    return UnavailableError("not_applicable", "line_not_printed", **details)


def _absent(reason: UnavailableError) -> Value:
    return Value(0, 0, 0, 1, absent=reason)


def value_of_facts(numbers: list[int], ledger: Ledger) -> Value:
    """The sum of facts by their numbers."""
    if len(numbers) == 1:
        return _value_of_one(numbers[0], ledger)
    facts = [ledger.facts[number] for number in numbers]
    at = sum(fact.amount_fen for fact in facts)
    digits = [digit for fact in facts if fact.amount_fen and (digit := ledger.rounded_by(fact))]
    spread = half(sum(digits))
    return Value(at, at - spread, at + spread, 1, tuple([Term(number, 1) for number in numbers]), tuple(digits))


def _value_of_one(number: int, ledger: Ledger) -> Value:
    """The value of a single fact: most sides are one cell."""
    fact = ledger.facts[number]
    at, terms = fact.amount_fen, (Term(number, 1),)
    if not at:
        return Value(0, 0, 0, 1, terms, zero=fact.precision_fen if "." in fact.printed else 0)
    digit = ledger.rounded_by(fact)
    if not digit:
        return Value(at, at, at, 1, terms)
    spread = half(digit)
    return Value(at, at - spread, at + spread, 1, terms, (digit,))


def value_of_number(value: Exact, unit: str, definitions: Definitions) -> Value:
    """A number written in a formula."""
    return constant(value * definitions.money[unit], 1) if unit else constant(value)


def stated_value(stated: Stated, ledger: Ledger) -> Value:
    """What the narrative says of a subject.  Raises UnavailableError where it says nothing, or two different things."""
    found = [
        (number, statement)
        for number, statement in enumerate(ledger.statements)
        if statement.measure == stated.measure and fold(statement.subject) == stated.subject
    ]
    if not found:
        raise UnavailableError("not_applicable", "not_stated", subject=stated.subject)
    if len({(statement.value, statement.unit) for _, statement in found}) > 1:
        raise UnavailableError("not_run", "stated_differently", subject=stated.subject)
    return stated_value_of(*found[0], ledger.definitions)


def stated_value_of(number: int, statement: Statement, definitions: Definitions) -> Value:
    """What one statement comes to: money in fen, anything else as printed."""
    scale = definitions.money.get(statement.unit, 1)
    decimals = len(statement.value.partition(".")[2])
    at, digit = decimal(statement.value, scale), ratio(scale, 10**decimals)
    # a share of 0.00 % is of what was too small to be told; nothing of money or of things is nothing
    exact = (not at and statement.unit != PERCENT) or (scale > 1 and digit <= 1)
    spread = 0 if exact else half(digit)
    rounded = () if exact else (digit,)
    zero = digit if decimals and not at else 0  # a bare 0 is meant as nothing at all
    return Value(at, at - spread, at + spread, int(scale > 1), (Term(number, 1, stated=True),), rounded, zero=zero)
