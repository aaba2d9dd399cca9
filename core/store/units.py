"""The list of units a person expects reports of, kept in the library until another takes its place."""

from collections.abc import Sequence

import duckdb

from core.model import ListedUnit
from core.store.reader import LibraryReader


def keep(cursor: duckdb.DuckDBPyConnection, listed: Sequence[ListedUnit]) -> None:
    """Puts a list in the place of the one there was, inside the caller's transaction."""
    cursor.execute("DELETE FROM listed_unit")
    rows = [[number, unit.unit_name, unit.department] for number, unit in enumerate(listed)]
    if rows:
        cursor.executemany("INSERT INTO listed_unit VALUES (?, ?, ?)", rows)


def listed_units(library: LibraryReader) -> list[ListedUnit]:
    """The units of the list in its order; [] where none was imported."""
    found = library.cursor().execute("SELECT unit_name, department FROM listed_unit ORDER BY unit_no")
    return [ListedUnit(*row) for row in found.fetchall()]
