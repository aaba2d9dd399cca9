"""What is compared: a metric by its key, or a place of a table as `table|side|parent line|line|column`.

A place becomes a metric of its own, so that values, units, cells used and reasons come from one source for both.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from core.definitions import Definitions
from core.metrics.definition import LANGUAGES, Metric, metrics
from core.over.held import Address
from core.over.years import address_names
from core.store.reader import LibraryReader

_LINES = """
SELECT side, CASE WHEN regexp_full_match(line, '[0-9]+') THEN '' ELSE parent_line END AS parent, line, "column",
    CASE WHEN regexp_full_match(line, '[0-9]+') THEN line ELSE '' END AS code, mode(line_name) AS name
FROM fact WHERE "table" = $1 AND report IN (SELECT unnest($2)) GROUP BY ALL ORDER BY count(*) DESC, side DESC, line, "column"
"""


@dataclass(frozen=True, slots=True)
class TableLine:
    """A line of a table as the reports print it.  `columns`: those with amounts, the most printed first; `name` as printed most often."""

    side: str
    parent: str
    line: str
    code: str
    name: str
    columns: tuple[str, ...]


def subject(key: str, definitions: Definitions) -> Metric | None:
    """The metric of this key or place; None for what is neither."""
    if key in metrics():
        return metrics()[key]
    address = place_of(key)
    return _of_place(address, definitions) if address and address.table in definitions.tables else None


def place_of(key: str) -> Address | None:
    """The place of a table a key names; None for the key of a metric."""
    return Address.parse(key) if key.count("|") == 4 else None


def key_of(table: str, line: TableLine, column: str) -> str:
    """The key of a place."""
    return "|".join((table, line.side, line.parent, line.line, column))


def lines_of(library: LibraryReader, table: str, reports: Sequence[str]) -> list[TableLine]:
    """The lines these reports print in a table: totals and the often printed first, codes in their order after them."""
    found: dict[tuple, TableLine] = {}
    for side, parent, line, column, code, name in library.cursor().execute(_LINES, [table, list(reports)]).fetchall():
        kept = found.get((side, parent, line))
        columns = (*(kept.columns if kept else ()), column)
        found[side, parent, line] = TableLine(side, parent, line, code, kept.name if kept else name, columns)
    return sorted(found.values(), key=lambda each: each.code)


def name_of_code(code: str, definitions: Definitions) -> str:
    """What the classification calls a functional or economic code; "" for an unknown one."""
    classes = {number: name for name, number in reversed(definitions.functional_classes.items())}
    return definitions.functional.get(code) or definitions.economic.get(code) or classes.get(code, "")


def _of_place(address: Address, definitions: Definitions) -> Metric:
    texts = {}
    coded = f"{address.line} {name_of_code(address.line, definitions)}".strip() if address.line.isdecimal() else ""
    for language, name in zip(LANGUAGES, address_names(address, definitions, coded), strict=True):
        details = {"name": name, "table": definitions.name("table", address.table, language)}
        texts["name", language] = name
        for field in ("unit", "formula", "scope", "undefined"):
            texts[field, language] = definitions.message(f"compare_place_{field}", language, **details)
    return Metric("|".join(address.parts), "", "money", (address.table,), False, texts, _sql(address))


def _sql(address: Address) -> str:
    """The amounts at a place.  Lines with a code are told by it alone: what they are part of follows from it."""
    parent = "" if address.line.isdecimal() else f" AND a.parent_line = {_quoted(address.parent_line)}"
    return f"""SELECT a.report, a.amount_fen AS value, concat_ws(';', a.fact_no) AS facts FROM fact a
        WHERE a."table" = {_quoted(address.table)} AND a.side = {_quoted(address.side)} AND a.line = {_quoted(address.line)}
        AND a."column" = {_quoted(address.column)}{parent}"""


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
