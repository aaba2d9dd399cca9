"""Makes the tables of a new library and keeps the remarks of schema.sql in the database as its data dictionary."""

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb

SCHEMA = Path(__file__).with_name("schema.sql")

_TABLE = re.compile(r'CREATE TABLE "?(\w+)"? \( -- (.+)')
_COLUMN = re.compile(r'    "?(\w+)"? [A-Z].* -- (.+)')


def create(cursor: duckdb.DuckDBPyConnection, version: int) -> None:
    """Makes every table, empty, with its remarks, and notes the schema version, inside the caller's transaction."""
    text = SCHEMA.read_text(encoding="utf-8")
    cursor.execute(text)
    cursor.execute(comments(text))
    cursor.execute("INSERT INTO meta VALUES ('schema_version', ?)", [str(version)])


def dictionary() -> dict[tuple[str, str], str]:
    """(table, column) → remark, in the order of schema.sql; the column of a table's own remark is ""."""
    return {(table, column): remark for table, column, remark in _remarks(SCHEMA.read_text(encoding="utf-8"))}


def comments(text: str) -> str:
    """The statements that keep the remarks of such a text in the database; "" when it makes no table."""
    return ";\n".join(_comments(text))


def _remarks(text: str) -> Iterator[tuple[str, str, str]]:
    table = ""
    for line in text.splitlines():
        if opening := _TABLE.fullmatch(line):
            table = opening[1]
            yield table, "", opening[2]
        elif column := _COLUMN.fullmatch(line):
            yield table, column[1], column[2]


def _comments(text: str) -> Iterator[str]:
    for table, column, remark in _remarks(text):
        what = f'COLUMN "{table}"."{column}"' if column else f'TABLE "{table}"'
        yield f"COMMENT ON {what} IS '{remark.replace(chr(39), chr(39) * 2)}'"
