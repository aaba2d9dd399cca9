"""A formula on a ledger: both sides, whether they agree, and the figures concerned."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, reduce

from core.checks.cells import cells_value, instances, stated_value, value_of_number
from core.checks.outcome import Instance, Outcome, UnavailableError, Value, not_available
from core.checks.parse import Address, Call, Comparison, Node, Number, Operation, addresses, parse_address, parse_comparison
from core.checks.resolve import HERE, Cells, Scope, Stated, resolve, words
from core.checks.tolerance import EXACT, compare
from core.checks.values import add, divide, multiply, negate
from core.definitions import Definitions
from core.errors import DefinitionError
from core.ledger import Ledger
from core.names import fold, nearest

Reader = Callable[[Ledger, Instance | None], Value]
_OPERATIONS = {"+": add, "-": lambda left, right: add(left, negate(right)), "*": multiply, "/": divide}


@dataclass(frozen=True)
class Formula:
    """A formula whose names are all known.  `each`: the cells it is evaluated for, one instance each; None for a single one."""

    text: str
    tree: Comparison
    meanings: dict[Address, Cells | Stated]
    each: Cells | None
    whole_lines: bool
    only_if_printed: tuple[Cells, ...]
    or_zero: Cells | None
    allowed: Fraction | str | None

    @cached_property
    def tables(self) -> tuple[str, ...]:
        """Keys of the tables it speaks of, in written order."""
        found = [meaning.table for meaning in (self.each, *self.meanings.values()) if isinstance(meaning, Cells)]
        return tuple(dict.fromkeys(found))

    @cached_property
    def readers(self) -> tuple[Reader, Reader]:
        """What gives the left and the right side."""
        return _reader(self.tree.left, self.meanings), _reader(self.tree.right, self.meanings)


def compile_formula(
    text: str, definitions: Definitions, each: str = "", only_if_printed: tuple[str, ...] = (), or_zero: str = "", tolerance: str = ""
) -> Formula:
    """The formula with every name resolved.  Raises DefinitionError unknown_name or formula_not_understood.

    `only_if_printed`: it applies where one of these has a figure (inside `each`: where its column is printed), or where `or_zero` is zero.
    """
    tree = parse_comparison(text)
    over = parse_address(each) if each else None
    cells = resolve(over, definitions, over_lines=True) if over else None
    scope = Scope(definitions.tables[cells.table], cells.side) if isinstance(cells, Cells) else None
    meanings = {address: resolve(address, definitions, scope) for address in addresses(tree)}
    for call in _calls(tree):
        if fold(call.function) not in words().functions:
            raise DefinitionError("unknown_name", where=text, found=call.function, expected=nearest(call.function, list(words().functions)))
    _numbers_are_known(tree, definitions, text)
    conditions = tuple(resolve(parse_address(condition), definitions, scope) for condition in only_if_printed)
    zero = resolve(parse_address(or_zero), definitions, scope) if or_zero else None
    whole = isinstance(cells, Cells) and not cells.column and not cells.column_word
    return Formula(text, tree, meanings, cells, whole, conditions, zero, _allowed(tolerance, definitions))


def evaluate(formula: Formula, ledger: Ledger) -> Iterator[Outcome]:
    """One outcome per instance, in printed order; none for instances where nothing is printed on either side."""
    empty = _empty(formula, ledger)
    if formula.each is None:
        yield _evaluate_one(formula, ledger, None, empty)
        return
    try:
        found = list(instances(formula.each, formula.whole_lines, ledger))
    except UnavailableError as reason:
        yield not_available(reason, formula.tables)
        return
    for instance in found:
        outcome = _evaluate_one(formula, ledger, instance, empty)
        if outcome.facts or outcome.statements or outcome.state == "not_run":
            yield outcome


def try_formula(text: str, ledger: Ledger, each: str = "") -> tuple[Outcome, ...]:
    """The outcomes of a formula just written.  Raises DefinitionError when it is not understood."""
    return tuple(evaluate(compile_formula(text, ledger.definitions, each), ledger))


def _evaluate_one(formula: Formula, ledger: Ledger, instance: Instance | None, empty: str) -> Outcome:
    try:
        _printed(formula, ledger, instance)
        left, right = formula.readers[0](ledger, instance), formula.readers[1](ledger, instance)
    except UnavailableError as reason:
        return not_available(reason, formula.tables, instance)
    if absent := left.absent or right.absent:  # told, not raised: kept in a value, it would keep everything that led to it
        return not_available(absent, formula.tables, instance)
    sides, state, note = compare(left, formula.tree.sign, right, formula.allowed)
    terms = (*left.terms, *right.terms)
    outcome = Outcome(
        state,
        note=note or empty,
        where=formula.tables,
        facts=tuple(dict.fromkeys(term.number for term in terms if not term.stated)),
        statements=tuple(dict.fromkeys(term.number for term in terms if term.stated)),
        sides=sides,
        instance=instance,
    )
    return _unless_unread(outcome, formula, ledger)


def _printed(formula: Formula, ledger: Ledger, instance: Instance | None) -> None:
    """Raises UnavailableError unless one of the addresses the formula depends on has a figure."""
    conditions = formula.only_if_printed
    if not conditions or (formula.or_zero and not cells_value(formula.or_zero, instance, ledger).at):
        return
    values = [(cells, cells_value(cells, instance, ledger)) for cells in conditions]
    if not any(value.terms or (cells.word == HERE and not value.absent) for cells, value in values):
        raise UnavailableError(
            "not_applicable", "line_not_printed", table=conditions[0].table, line=conditions[0].line or conditions[0].column
        )


def _unless_unread(outcome: Outcome, formula: Formula, ledger: Ledger) -> Outcome:
    """A failure that a figure we could not read may explain was not checked, and is not said of the report."""
    if outcome.state != "fail":
        return outcome
    columns = {ledger.facts[number].column for number in outcome.facts}
    for key in formula.tables:
        sheet = ledger.sheet(key)
        harmless = {"unknown_heading"} if len(columns) == 1 else set()
        if sheet and sheet.left_out - harmless:
            return not_available(UnavailableError("not_run", "unread_figures", table=key), formula.tables, outcome.instance)
    return outcome


def _empty(formula: Formula, ledger: Ledger) -> str:
    sheets = [ledger.sheet(key) for key in formula.tables]
    return "empty_table" if sheets and all(sheet and not sheet.table.facts for sheet in sheets) else ""


def _reader(node: Node, meanings: dict[Address, Cells | Stated]) -> Reader:
    """What gives the value of a part of a formula, put together once: a report asks for it hundreds of times."""
    match node:
        case Number():
            return lambda ledger, _: value_of_number(node.value, node.unit, ledger.definitions)
        case Address():
            meaning = meanings[node]
            if isinstance(meaning, Stated):
                return lambda ledger, _: stated_value(meaning, ledger)
            return lambda ledger, instance: cells_value(meaning, instance, ledger)
        case Call():
            parts = [_reader(argument, meanings) for argument in node.arguments]
            return lambda ledger, instance: reduce(add, [part(ledger, instance) for part in parts])
    right, operation = _reader(node.right, meanings), _OPERATIONS[node.sign]
    if node.left is None:
        return lambda ledger, instance: negate(right(ledger, instance))
    left = _reader(node.left, meanings)
    return _both(left, operation, right)


def _both(left: Reader, operation: Callable[[Value, Value], Value], right: Reader) -> Reader:
    def value(ledger: Ledger, instance: Instance | None) -> Value:
        second = right(ledger, instance)
        return operation(left(ledger, instance), second)

    return value


def _calls(node: Node | Comparison) -> list[Call]:
    match node:
        case Call():
            return [node, *(call for argument in node.arguments for call in _calls(argument))]
        case Operation() | Comparison():
            return [*(_calls(node.left) if node.left else ()), *_calls(node.right)]
    return []


def _numbers_are_known(node: Node | Comparison, definitions: Definitions, text: str) -> None:
    match node:
        case Number() if node.unit and node.unit not in definitions.money:
            raise DefinitionError("unknown_name", where=text, found=node.unit, expected=nearest(node.unit, list(definitions.money)))
        case Call():
            for argument in node.arguments:
                _numbers_are_known(argument, definitions, text)
        case Operation() | Comparison():
            for side in (node.left, node.right):
                if side is not None:
                    _numbers_are_known(side, definitions, text)


def _allowed(text: str, definitions: Definitions) -> Fraction | str | None:
    """None, `exact`, or an amount of money such as 0.05 with a unit, in fen."""
    if not text or text == EXACT:
        return text or None
    number = parse_comparison(f"{text} = 0").left
    if not isinstance(number, Number):
        raise DefinitionError("formula_not_understood", where=text, found=text, expected="")
    _numbers_are_known(number, definitions, text)
    return number.value * definitions.money.get(number.unit, 1)
