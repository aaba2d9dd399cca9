"""Opens the DuckDB file of a library: new, current, older (upgraded) or newer (refused), with nothing but this file in reach."""

from collections.abc import Callable, Mapping
from pathlib import Path

import duckdb

from core.errors import LibraryError
from core.store import schema
from core.store.migrations import STEPS, back_up, migrate, newest_version

FILE = "library.duckdb"
LOG = f"{FILE}.wal"  # what is written and not yet in the file; beside it while it is open, or where it was not closed
# Queries reach neither other files nor the network, and cannot allow themselves to.
_SETTINGS = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "enable_external_access": False,
    "lock_configuration": True,
}
_HELD_BY_ANOTHER = ("set lock", "conflicting lock", "another process", "already open")
_NO_ACCESS = ("permission denied", "read-only", "cannot open file", "no space")


def open_database(folder: Path, steps: Mapping[int, str] = STEPS) -> duckdb.DuckDBPyConnection:
    """The connection to the database of a library folder, made or brought to the newest schema where needed.

    Raises LibraryError library_in_use · library_newer · library_damaged · library_not_writable.
    """
    connection = _connect(folder / FILE)
    newest = newest_version(steps)
    found = _version(connection, folder)
    if found == newest:
        return connection
    if found is None:
        return _changed(connection, lambda cursor: schema.create(cursor, newest))
    connection.close()
    if found > newest:
        raise LibraryError("library_newer", folder=str(folder), found=found, expected=newest)
    back_up(folder / FILE, found)
    return _changed(_connect(folder / FILE), lambda cursor: migrate(cursor, found, steps))


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(str(path), config=_SETTINGS)
    except duckdb.Error as error:
        text = str(error).lower()
        if any(sign in text for sign in _HELD_BY_ANOTHER):
            raise LibraryError("library_in_use", folder=str(path.parent)) from error
        if any(sign in text for sign in _NO_ACCESS):
            raise LibraryError("library_not_writable", folder=str(path.parent)) from error
        raise LibraryError("library_damaged", folder=str(path.parent)) from error


def _version(connection: duckdb.DuckDBPyConnection, folder: Path) -> int | None:
    """The schema version found; None for a database without any table."""
    tables = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables() WHERE NOT internal").fetchall()}
    if not tables:
        return None
    row = connection.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone() if "meta" in tables else None
    if row is None:
        connection.close()
        raise LibraryError("library_damaged", folder=str(folder))
    return int(row[0])


def _changed(connection: duckdb.DuckDBPyConnection, change: Callable[[duckdb.DuckDBPyConnection], None]) -> duckdb.DuckDBPyConnection:
    """The connection after a change made whole; closed when the change fails and nothing of it is made."""
    changed = False
    try:
        with connection.cursor() as cursor:
            cursor.begin()
            change(cursor)
            cursor.commit()
        changed = True
    finally:
        if not changed:
            connection.close()
    return connection
