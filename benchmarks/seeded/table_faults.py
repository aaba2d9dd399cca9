"""Faults in the tables of a report as read: another figure, two lines exchanged, the wrong unit of money."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from benchmarks.seeded.clean import Clean, findings_of
from benchmarks.seeded.fault import Fault, Result, judged
from benchmarks.seeded.relations import Relations
from benchmarks.seeded.slips import slipped
from core.amounts import parse
from core.model import Fact, Reading, Table

KINDS = ("digit", "swap", "sign", "total", "rows", "unit")
_SMALL_UNIT, _TIMES = 100, 10_000  # fen of the smaller of the two usual units, and how many of it the other one is


@cache
def relations_of(clean: Clean) -> Relations:
    """The relations of a report, worked out once."""
    return Relations(clean.facts)


def table_faults(clean: Clean, count: int, lot: random.Random) -> Iterator[Result]:
    """So many faults of each kind, as far as the report has room for them, and what the checks say of them."""
    for kind in KINDS:
        for _ in range(count if kind != "unit" else max(1, count // 4)):
            changed = _changed(clean, kind, lot)
            if changed:
                yield _judged(clean, kind, changed)


def _judged(clean: Clean, kind: str, changed: Mapping[int, Fact]) -> Result:
    told = "; ".join(f"{place_of(clean.facts[number])} {clean.facts[number].printed} > {fact.printed}" for number, fact in changed.items())
    contradicted = relations_of(clean).contradicted(changed)
    fault = Fault(clean.name, "table", kind, "memory", told[:200], contradicted, tuple(changed))
    return judged(fault, clean, findings_of(with_facts(clean.reading, changed), clean.pages, clean.definitions))


def place_of(fact: Fact) -> str:
    """Where a fact stands, for a person."""
    return "/".join(part for part in (fact.table, fact.side, fact.parent_line, fact.line, fact.column) if part)


def _changed(clean: Clean, kind: str, lot: random.Random) -> dict[int, Fact]:
    if kind == "rows":
        return _exchanged(clean, lot)
    if kind == "unit":
        return _in_the_other_unit(clean, lot)
    chosen = [number for number, fact in enumerate(clean.facts) if fact.amount_fen and (kind != "total" or fact.role != "detail")]
    number = lot.choice(chosen)
    fact = clean.facts[number]
    text = slipped(fact.printed, "digit" if kind == "total" else kind, lot)
    changed = with_text(fact, text, clean) if text else None
    return {number: changed} if changed and changed.amount_fen != fact.amount_fen else {}


def with_text(fact: Fact, text: str, clean: Clean) -> Fact | None:
    """The fact as it would be read with another text; None where that is no amount."""
    amount = parse(text, clean.definitions.money[fact.unit])
    return replace(fact, printed=text, amount_fen=amount.fen, precision_fen=amount.precision_fen) if amount else None


def _exchanged(clean: Clean, lot: random.Random) -> dict[int, Fact]:
    """The amounts of two lines that follow each other in one column, exchanged."""
    number = lot.randrange(len(clean.facts))
    one = clean.facts[number]
    after = ((n, fact) for n, fact in enumerate(clean.facts[number + 1 :], number + 1) if fact.table == one.table)
    found = next(((n, fact) for n, fact in after if (fact.side, fact.column) == (one.side, one.column)), None)
    if found is None or found[1].amount_fen == one.amount_fen:
        return {}
    other, second = found
    amounts = ("printed", "amount_fen", "precision_fen")
    return {
        number: replace(one, **{name: getattr(second, name) for name in amounts}),
        other: replace(second, **{name: getattr(one, name) for name in amounts}),
    }


def _in_the_other_unit(clean: Clean, lot: random.Random) -> dict[int, Fact]:
    """A whole table under the unit it is not printed in."""
    table = lot.choice([table for table in clean.reading.tables if any(fact.amount_fen for fact in table.facts)])
    names = {fen: name for name, fen in clean.definitions.money.items()}
    small, large = names[_SMALL_UNIT], names[_SMALL_UNIT * _TIMES]
    to_large = table.unit == small
    changed = {}
    for number, fact in enumerate(clean.facts):
        if fact.table == table.table and to_large:
            changed[number] = replace(fact, unit=large, amount_fen=fact.amount_fen * _TIMES, precision_fen=fact.precision_fen * _TIMES)
        elif fact.table == table.table:
            fen, precision = fact.amount_fen // _TIMES, max(1, fact.precision_fen // _TIMES)
            changed[number] = replace(fact, unit=small, amount_fen=fen, precision_fen=precision)
    return changed


def with_facts(reading: Reading, changed: Mapping[int, Fact]) -> Reading:
    """The reading with other facts in the place of some."""
    tables, first = [], 0
    for table in reading.tables:
        here = {number - first: fact for number, fact in changed.items() if first <= number < first + len(table.facts)}
        tables.append(_with(table, here) if here else table)
        first += len(table.facts)
    return replace(reading, tables=tuple(tables))


def _with(table: Table, changed: Mapping[int, Fact]) -> Table:
    facts = tuple(changed.get(number, fact) for number, fact in enumerate(table.facts))
    texts = {(fact.cell_row, fact.cell_column): fact.printed for fact in changed.values()}
    cells = tuple(
        replace(cell, text=texts[cell.row, cell.column]) if (cell.row, cell.column) in texts and cell.kind == "amount" else cell
        for cell in table.cells
    )
    return replace(table, facts=facts, cells=cells, unit=next(iter(changed.values())).unit)
