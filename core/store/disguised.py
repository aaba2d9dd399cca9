"""A copy of a library under other names: every text of it, so that screens, queries and exports of the copy know no real name.

Left out: the log of events, names of persons, and the files as they came (real names are printed in them).
"""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa

from core.definitions import Definitions
from core.disguise import FEWEST, Disguise, aliases
from core.store.database import open_database
from core.store.reader import LibraryReader

_LEFT_OUT = ("meta", "event", "searchable")  # the last is made anew from the texts of the copy
_KEPT = ("report", "sha256")  # columns that are numbers of the library, not text
_PERSONS = ("who",)
# Units with reports have the first letters.
_NAMES = """SELECT name FROM (
    SELECT unit_name AS name, 0 AS place FROM report
    UNION ALL SELECT unit_name, 1 FROM listed_unit UNION ALL SELECT department, 1 FROM listed_unit
    UNION ALL SELECT department, 2 FROM project UNION ALL SELECT implementing_unit, 2 FROM project
) GROUP BY name ORDER BY min(place), name"""


def disguise_of(library: LibraryReader, definitions: Definitions, language: str = "zh") -> Disguise:
    """The aliases of every unit, department and file the library names."""
    found = [name for (name,) in library.cursor().execute(_NAMES).fetchall() if len(name) >= FEWEST]
    regions = [name for name, _code in definitions.regions]
    names = aliases(found, lambda letters: definitions.message("alias_unit", language, letters=letters), regions)
    return Disguise(_files(library, names, definitions, language) | names)


def disguised_copy(library: LibraryReader, folder: Path, disguise: Disguise) -> None:
    """Writes the copy into an empty folder; open it as a library afterwards.  Raises LibraryError library_not_writable."""
    folder.mkdir(parents=True, exist_ok=True)
    source = library.cursor()
    tables = [table for (table,) in source.execute("SELECT table_name FROM duckdb_tables() WHERE NOT internal").fetchall()]
    connection = open_database(folder)
    try:
        with connection.cursor() as target:
            target.begin()
            for table in tables:
                if table not in _LEFT_OUT:
                    _copied(source, target, table, disguise.text)
            target.commit()
    finally:
        connection.close()


def _copied(source: duckdb.DuckDBPyConnection, target: duckdb.DuckDBPyConnection, table: str, text: Callable[[str], str]) -> None:
    rows = source.sql(f'SELECT * FROM "{table}"').to_arrow_table()
    for number, field in enumerate(rows.schema):
        if pa.types.is_string(field.type) and field.name not in _KEPT:
            change = (lambda _value: "") if field.name in _PERSONS else text
            rows = rows.set_column(number, field.name, _changed(rows.column(number), change))
    target.register("incoming", rows)
    target.execute(f'INSERT INTO "{table}" BY NAME SELECT * FROM incoming')
    target.unregister("incoming")


def _changed(column: pa.ChunkedArray, change: Callable[[str], str]) -> pa.Array:
    """Each different text is changed once."""
    coded = column.combine_chunks().dictionary_encode()
    told = pa.array([None if value is None else change(value) for value in coded.dictionary.to_pylist()], pa.string())
    return told.take(coded.indices)


def _files(library: LibraryReader, names: dict[str, str], definitions: Definitions, language: str) -> dict[str, str]:
    """name of a file → another: alias of its unit and its year; a number where two would be alike."""
    told: dict[str, str] = {}
    rows = library.cursor().execute("SELECT file, unit_name, fiscal_year FROM report ORDER BY unit_name, fiscal_year, file").fetchall()
    annexes = library.cursor().execute("SELECT a.file, r.unit_name, r.fiscal_year FROM annex a JOIN report r USING (report)").fetchall()
    for file, unit, year in [*rows, *annexes]:
        alias = names.get("".join(unit.split()), definitions.message("alias_file", language))
        stem, ending = "_".join([alias, *([str(year)] if year else [])]), Path(file).suffix
        wanted, number = f"{stem}{ending}", 1
        while wanted in told.values():
            number += 1
            wanted = f"{stem}_{number}{ending}"
        told.setdefault(file, wanted)
    return {"".join(file.split()): wanted for file, wanted in told.items()}
