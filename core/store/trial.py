"""Tries SELECTs on the empty tables of schema.sql: what the database says of them, without a library."""

from collections.abc import Iterable

import duckdb

from core.store.schema import SCHEMA


def tables() -> set[str]:
    """The names of the tables a library has."""
    with _empty() as connection:
        return {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables() WHERE NOT internal").fetchall()}


def complaints(queries: Iterable[str]) -> list[str]:
    """For each query the first line of the database's complaint, "" where it runs (and finds nothing)."""
    with _empty() as connection:
        return [_complaint(connection, query) for query in queries]


def _complaint(connection: duckdb.DuckDBPyConnection, query: str) -> str:
    try:
        connection.execute(query).fetchall()
    except duckdb.Error as error:
        return str(error).splitlines()[0]
    return ""


def _empty() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(SCHEMA.read_text(encoding="utf-8"))
    return connection
