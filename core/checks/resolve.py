"""The names of a formula → keys of the definitions.  Every name is known when this is done, or a DefinitionError names the nearest."""

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from core.checks.parse import Address, parse_address
from core.definitions import FOLDER, Definitions, TableDefinition
from core.errors import DefinitionError
from core.ledger import TOTAL
from core.names import fold, nearest

HERE = "this"  # what a line word means where `each` is about that very line


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the language: folded word → what it means.  See formula.toml."""

    lines: dict[str, str]
    columns: dict[str, str]
    measures: dict[str, str]
    functions: dict[str, str]
    statement: frozenset[str]
    total: frozenset[str]
    example: dict[str, str]


@dataclass(frozen=True, slots=True)
class Cells:
    """Resolved address of a table.  `line`: key of a line, or "" and then `word` tells which; `column`: key, or "same" / "every" ."""

    table: str
    side: str
    line: str
    group: str
    word: str
    column: str
    column_word: str
    total: bool


@dataclass(frozen=True, slots=True)
class Stated:
    """Resolved address of the narrative: the figures of a subject and measure."""

    subject: str
    measure: str


@dataclass(frozen=True, slots=True)
class Scope:
    """What `[…]` without a source refers to inside `each`: a table and a side."""

    table: TableDefinition
    side: str


@cache
def words(folder: Path = FOLDER) -> Words:
    """The words of the formula language."""
    with (folder / "formula.toml").open("rb") as file:
        found = tomllib.load(file)
    turned = {kind: {fold(name): key for key, names in found[kind].items() for name in names} for kind in found}
    return Words(
        turned["line_words"],
        turned["column_words"],
        turned["measures"],
        turned["functions"],
        frozenset(turned["sources"]),
        frozenset(turned["total"]),
        turned["example"],
    )


@lru_cache(maxsize=512)
def named(text: str, definitions: Definitions) -> Cells | Stated:
    """What an address written as text means, worked out once.  Raises as `resolve`."""
    return resolve(parse_address(text), definitions)


def resolve(address: Address, definitions: Definitions, scope: Scope | None = None, over_lines: bool = False) -> Cells | Stated:
    """What an address means; with `over_lines` (of an `each`) it may name no column and then means whole lines.

    Raises DefinitionError unknown_name, or formula_not_understood for the wrong number of parts.
    """
    if fold(address.source) in words().statement:
        return _stated(address)
    if not address.source and scope is None:
        raise DefinitionError("formula_not_understood", where=str(address), found="[", expected="")
    table = find_table(address.source, definitions) if address.source else scope.table
    parts = list(address.parts)
    side = "" if address.source else scope.side
    if table.rows == "two_sided" and (address.source or parts[0] in _side_names(table)):
        side = _side(parts.pop(0), table)
    line, column = _parts(parts, table, address, inside=not address.source)
    word = words().lines.get(fold(line), "") if line else HERE
    key, group, total = ("", "", False) if word else _line(line, table, definitions)
    column_word = words().columns.get(fold(column), "")
    column_key = "" if column_word or (over_lines and not column) else _column(column, table, side)
    return Cells(table.key, side, key, group, word, column_key, column_word, total)


def find_table(name: str, definitions: Definitions) -> TableDefinition:
    """The table of this title.  Raises DefinitionError unknown_name."""
    titles = {title: table for table in definitions.tables.values() for title in table.names if not table.only_beside}
    titles |= {fold(table.key): table for table in definitions.tables.values()}
    found = titles.get(fold(name))
    if found is None:
        raise DefinitionError("unknown_name", where=name, found=name, expected=nearest(fold(name), list(titles)))
    return found


def _stated(address: Address) -> Stated:
    if len(address.parts) != 2:
        raise DefinitionError("formula_not_understood", where=str(address.parts), found=str(address.parts), expected="[ , ]")
    measures = words().measures
    name = address.parts[1]
    measure = measures.get(fold(name))
    if measure is None:
        raise DefinitionError("unknown_name", where=address.source, found=name, expected=nearest(name, list(measures)))
    return Stated(fold(address.parts[0]), measure)


def _side_names(table: TableDefinition) -> set[str]:
    return {name for names in table.sides.values() for name in names}


def _side(name: str, table: TableDefinition) -> str:
    found = next((side for side, names in table.sides.items() if fold(name) in names), None)
    if found is None:
        raise DefinitionError("unknown_name", where=table.title, found=name, expected=nearest(fold(name), list(_side_names(table))))
    return found


def _parts(parts: list[str], table: TableDefinition, address: Address, inside: bool) -> tuple[str, str]:
    """The line's and the column's part; inside `each` a single part is a column, elsewhere a line of a table with one amount column."""
    if len(parts) == 2:
        return parts[0], parts[1]
    if len(parts) == 1 and inside:
        return "", parts[0]
    if len(parts) == 1:
        return parts[0], ""
    raise DefinitionError("formula_not_understood", where=table.title, found=str(address.parts), expected="[ , ]")


def _line(name: str, table: TableDefinition, definitions: Definitions) -> tuple[str, str, bool]:
    """Key, group and whether it is a total; `a/b` is the line b among the parts of a."""
    group_name, _, name = name.rpartition("/")
    group = _line(group_name, table, definitions)[0] if group_name else ""
    folded = fold(name)
    found = table.line_keys.get(folded)
    if found is not None:
        return found.key, group, found.total
    if folded in words().total:
        return TOTAL, group, True
    code = folded if folded.isdigit() and len(folded) in (3, 5, 7) else definitions.functional_classes.get(folded, "")
    if not code:
        known = [*table.line_keys, *definitions.functional_classes, *words().lines]
        raise DefinitionError("unknown_name", where=table.title, found=name, expected=nearest(folded, known))
    return code, group, False


def _column(name: str, table: TableDefinition, side: str) -> str:
    """The key of a column; without a name the only column, or the one that is the whole of the others."""
    keys = [column.key for column in table.columns if column.side in ("", side)]
    if not name:
        first = next((key for key in ("amount", TOTAL) if key in keys), None)
        if first is None:
            raise DefinitionError("formula_not_understood", where=table.title, found="", expected=", ".join(keys))
        return first
    found = table.column_keys.get((side, fold(name)))
    if found is None and table.economic_columns and fold(name).isdigit():
        return fold(name)
    if found is None:
        known = [column for (at, column) in table.column_keys if at == side]
        raise DefinitionError("unknown_name", where=table.title, found=name, expected=nearest(fold(name), known))
    return found
