"""Links: the facts of the tables that a statement repeats, when subject, measure and amount agree."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from core.amounts import Amount, parse
from core.definitions import Definitions, TableDefinition
from core.model import Fact, Statement, Table
from core.names import fold
from core.narrative.headings import section_kind
from core.narrative.lexicon import Lexicon, lexicon
from core.narrative.lines import half_width

_MEASURES = ("current", "budget")
_BUDGET = "budget"


def link(statements: Sequence[Statement], tables: Sequence[Table], definitions: Definitions) -> tuple[Statement, ...]:
    """The statements with `linked_facts`: indexes of facts in the order of all tables' facts, from 0.

    A statement repeats a fact when the fact's line (or its column, on the line of totals) has the statement's name or code, the column
    is a budget exactly where the statement is one, and the amounts agree to the last digit printed by the coarser.
    """
    words = lexicon(definitions)
    facts = [fact for table in tables for fact in table.facts]
    named = _named(facts, definitions, words)
    linked = []
    for statement in statements:
        amount = _amount(statement, definitions) if statement.measure in _MEASURES else None
        if amount and not words["links.apart.basis"].search(statement.basis):
            repeated = _linked(statement, amount, facts, named, words)
            statement = replace(statement, linked_facts=repeated) if repeated else statement
        linked.append(statement)
    return tuple(linked)


def _amount(statement: Statement, definitions: Definitions) -> Amount | None:
    """The amount a statement tells; None where its unit is no money."""
    fen = definitions.money.get(half_width("".join(statement.unit.split())))
    return parse(statement.value, fen) if fen else None


def _linked(
    statement: Statement, amount: Amount, facts: Sequence[Fact], named: Mapping[str, list[int]], words: Lexicon
) -> tuple[int, ...]:
    """Indexes of the facts of the same name, kind and amount in the tables its section speaks of."""
    allowed = _tables_of(statement.section, words)
    sides = [side for side, pattern in words.section("links.side").items() if pattern.search(fold(statement.subject))]
    found = []
    for index in sorted({index for name in _names_of(statement, words) for index in named.get(name, ())}):
        fact = facts[index]
        is_budget = fact.column == _BUDGET
        if fact.side and fact.side not in sides:
            continue
        if (not allowed or fact.table in allowed) and is_budget == (statement.measure == _BUDGET) and _agree(amount, fact):
            found.append(index)
    return tuple(found)


def _agree(amount: Amount, fact: Fact) -> bool:
    """Equal when both are printed to the same digit; within half of the coarser one's last digit otherwise."""
    if amount.precision_fen == fact.precision_fen:
        return amount.fen == fact.amount_fen
    return 2 * abs(amount.fen - fact.amount_fen) <= max(amount.precision_fen, fact.precision_fen)


@lru_cache(maxsize=1 << 8)
def _tables_of(section: str, words: Lexicon) -> Sequence[str]:
    """The tables a section speaks of; () for any."""
    kinds = [section_kind(half_width("".join(title.split())), words) for title in section.split("/")]
    allowed = words.files["links"]["tables"]
    return next((allowed[kind] for kind in kinds if kind in allowed), ())


def _names_of(statement: Statement, words: Lexicon) -> Iterable[str]:
    """What a statement's fact may be called: its code, its name with and without the usual additions, the keys of known phrases."""
    subject = fold(statement.subject)
    if statement.line_code:
        yield statement.line_code
    bare = words["links.name.added"].sub("", subject)
    yield from dict.fromkeys((subject, bare, words["links.name.ending"].sub("", bare)))
    for key, pattern in words.section("links.phrase").items():
        if pattern.search(subject):
            yield from words.files["links"]["facts"][key]


def _named(facts: Sequence[Fact], definitions: Definitions, words: Lexicon) -> Mapping[str, list[int]]:
    """Name, code or key → indexes of facts."""
    named: dict[str, list[int]] = defaultdict(list)
    for index, fact in enumerate(facts):
        table = definitions.tables.get(fact.table)
        if table is not None:
            for name in _names_of_fact(fact, table, words):
                named[name].append(index)
    return named


def _main_column(table: TableDefinition, side: str) -> str:
    """The column that says what a line comes to: the total, which balances may stand before; else the first."""
    columns = [column.key for column in table.columns if column.side in ("", side)]
    return "total" if "total" in columns else next(iter(columns), "")


def _names_of_fact(fact: Fact, table: TableDefinition, words: Lexicon) -> set[str]:
    names = {f"{fact.table}.{fact.side}.{fact.line}.{fact.column}"}
    if fact.line != "total" and (fact.column in (_main_column(table, fact.side), _BUDGET) or table.rows == "three_public"):
        bare = words["links.name.added"].sub("", fold(fact.line_name))
        names |= {fold(fact.line_name), bare, words["links.name.ending"].sub("", bare)}
        names |= {name for line in table.lines if line.key == fact.line for name in line.names}
        names |= {fact.line_code, fact.line if fact.line.isdigit() else ""}
    if fact.line == "total":
        names |= {name for column in table.columns if column.key == fact.column for name in column.names}
        names |= {name for line in table.lines if line.key == fact.line for name in line.names}
    return names - {""}
