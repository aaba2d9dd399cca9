"""Questions in SQL by a person: one SELECT, read only, within a time and a number of rows; errors in words with their place in the text.

Four walls, each alone enough for most harm: only statements the parser calls SELECT; only table functions that read what is given to
them; a transaction that cannot write; a database opened without other files and the network (core/store/database.py).
"""

import json
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import east_asian_width

import duckdb
import pyarrow as pa

from core.errors import QueryError
from core.names import nearest
from core.store.reader import LibraryReader

SECONDS = 10.0
MOST_ROWS = 10_000

# Table functions that only look at their arguments or at the catalogue; all others read files, take addresses or change something.
_TABLE_FUNCTIONS = {
    *("unnest", "range", "generate_series", "repeat", "repeat_row", "json_each", "json_tree", "summary"),
    *("duckdb_columns", "duckdb_tables", "duckdb_functions", "duckdb_types", "pragma_table_info", "pragma_show"),
}
_LINE = re.compile(r"LINE (\d+): (.*)\n( *)(\^+)")
_SHORT = "..."  # what stands for the rest of a long line in an error
_NO_TABLE = re.compile(r"Table with name (.+?) does not exist")
_NO_FUNCTION = re.compile(r"Function with name (.+?) does not exist")
_NO_ACCESS = re.compile(r'Cannot access file "(.+?)"')
_NO_COLUMN = re.compile(r'column "(.+?)" not found|does not have a column named "(.+?)"')


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave: `rows` as an Arrow table (exact types), `cut` when there were more than were taken, and how long it took."""

    rows: pa.Table
    cut: bool
    seconds: float


def ask(library: LibraryReader, sql: str, seconds: float = SECONDS, most: int = MOST_ROWS) -> Answer:
    """The first `most` rows of one SELECT.

    Raises QueryError query_empty · query_several · query_not_reading (found) · query_writes · query_function (found) ·
    query_time (seconds) · query_memory · query_syntax · query_table (found, near) · query_column (found, near) ·
    query_unknown_function (found) · query_mistake; the last six with `detail` (the database's own words) and, where
    it told it, `line`, `column` and `place` (the text it points at).
    """
    with library.cursor() as cursor:
        _only_reading(cursor, sql)
        cursor.execute("BEGIN TRANSACTION READ ONLY")
        stop = threading.Timer(seconds, cursor.interrupt)
        began = time.monotonic()
        try:
            stop.start()
            cursor.execute(f"PREPARE question AS\n{sql}")  # tells mistakes with their place
            rows = cursor.sql(sql).limit(most + 1).to_arrow_table()
        except duckdb.InterruptException as error:
            raise QueryError("query_time", seconds=f"{seconds:g}") from error
        except duckdb.Error as error:
            raise _told(library, sql, error) from error
        finally:
            stop.cancel()
            cursor.rollback()
    return Answer(rows.slice(0, most), rows.num_rows > most, time.monotonic() - began)


def _only_reading(cursor: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Raises QueryError unless the text is one SELECT with harmless table functions."""
    try:
        statements = cursor.extract_statements(sql)
    except duckdb.Error as error:
        raise QueryError("query_syntax", detail=_first_line(error), **_place(sql, str(error))) from error
    if not statements:
        raise QueryError("query_empty")
    if len(statements) > 1:
        raise QueryError("query_several", found=len(statements))
    kind = statements[0].type.name
    if kind != "SELECT":
        raise QueryError("query_not_reading", found=kind)
    tree = json.loads(cursor.execute("SELECT json_serialize_sql($1)", [statements[0].query]).fetchone()[0])
    if tree["error"]:
        raise QueryError("query_not_reading", found="PIVOT")
    for name in _table_functions(tree):
        if name.lower() not in _TABLE_FUNCTIONS:
            raise QueryError("query_function", found=name)


def _table_functions(node: object) -> Iterator[str]:
    """The names of all table functions in a parsed query."""
    if isinstance(node, dict):
        if node.get("type") == "TABLE_FUNCTION":
            yield str(node["function"]["function_name"])
        for child in node.values():
            yield from _table_functions(child)
    elif isinstance(node, list):
        for child in node:
            yield from _table_functions(child)


def _told(library: LibraryReader, sql: str, error: duckdb.Error) -> QueryError:
    """The error in our words; the database's own first line is its detail."""
    text = str(error)
    details = {"detail": _first_line(error), **_place(sql, text)}
    if found := _NO_TABLE.search(text):
        return QueryError("query_table", found=found[1], near=nearest(found[1], _names(library, "table")), **details)
    if found := _NO_COLUMN.search(text):
        name = found[1] or found[2]
        return QueryError("query_column", found=name, near=nearest(name, _names(library, "column")), **details)
    if found := _NO_FUNCTION.search(text):
        return QueryError("query_unknown_function", found=found[1], **details)
    if found := _NO_ACCESS.search(text):
        return QueryError("query_function", found=found[1], **details)
    if isinstance(error, duckdb.OutOfMemoryException):
        return QueryError("query_memory", **details)
    if isinstance(error, duckdb.TransactionException):
        return QueryError("query_writes", **details)
    return QueryError("query_syntax" if isinstance(error, duckdb.ParserException) else "query_mistake", **details)


def _names(library: LibraryReader, column: str) -> list[str]:
    return sorted(set(library.dictionary()[column]))


def _first_line(error: duckdb.Error) -> str:
    return str(error).partition("\n")[0]


def _place(sql: str, text: str) -> dict[str, object]:
    """Line and column, from 1, and the text the error points at; {} where it points nowhere in the query.

    The database counts lines of what it was given, which has more lines than the query: the line is found again by what it says.
    """
    found = _LINE.search(text)
    if not found:
        return {}
    number, shown, before, marks = found.groups()
    lead = len(f"LINE {number}: ")
    at, end = (_letters(shown, columns - lead) for columns in (len(before), len(before) + len(marks)))
    pointed = shown[at:end]
    part = shown.removeprefix(_SHORT).removesuffix(_SHORT)
    shift = len(_SHORT) if shown.startswith(_SHORT) else 0
    for line, own in enumerate(sql.splitlines(), start=1):
        if part and part in own:
            return {"line": line, "column": own.index(part) + at - shift + 1, "place": pointed}
    return {}


def _letters(text: str, columns: int) -> int:
    """How many letters stand in so many columns of a screen: a Chinese letter takes two."""
    width = 0
    for at, letter in enumerate(text):
        if width >= columns:
            return at
        width += 2 if east_asian_width(letter) in "WF" else 1
    return len(text)
