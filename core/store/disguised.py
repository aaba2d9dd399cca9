"""A copy of a library under other names: every text of it, so that screens, queries and exports of the copy know no real name.

Left out: the log of events, names of who did something, and the files as they came (real names are printed in them).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from core.definitions import Definitions
from core.disguise import Disguise
from core.store.database import open_database
from core.store.named import Named, settings
from core.store.reader import LibraryReader

_LEFT_OUT = ("meta", "event", "searchable")  # the last is made anew from the texts of the copy
_KEPT = ("report", "sha256")  # columns that are numbers of the library, not text
_PERSONS = ("who",)


@dataclass(frozen=True)
class Hidden:
    """How a library is disguised: other names; `contacts`: what a way to reach somebody looks like and the words in its place.

    `regions`: code of a province → what stands for the codes in it.
    """

    names: Disguise
    contacts: Sequence[tuple[re.Pattern[str], str]]
    regions: Mapping[str, str]

    def text(self, text: str) -> str:
        """The text without names, telephone numbers and addresses on the internet."""
        text = self.names.text(text)
        for contact, words in self.contacts:
            text = contact.sub(words, text)
        return text

    def region(self, code: str) -> str:
        """What stands for the code of a region: the letters of its province."""
        return self.regions.get(code[:2], "")


def disguise_of(library: LibraryReader, definitions: Definitions, language: str = "zh") -> Hidden:
    """The aliases of every unit, department, region, contact and file the library names."""
    named = Named(library, definitions, language)
    contacts = [(re.compile(str(look)), definitions.message(f"alias_{way}", language)) for way, look in settings("contact").items()]
    return Hidden(named.disguise(), contacts, named.province)


def disguised_copy(library: LibraryReader, folder: Path, hidden: Hidden) -> None:
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
                    _copied(source, target, table, hidden)
            target.commit()
    finally:
        connection.close()


def _copied(source: duckdb.DuckDBPyConnection, target: duckdb.DuckDBPyConnection, table: str, hidden: Hidden) -> None:
    rows = source.sql(f'SELECT * FROM "{table}"').to_arrow_table()
    for number, field in enumerate(rows.schema):
        if pa.types.is_string(field.type) and field.name not in _KEPT:
            change = {"region": hidden.region}.get(field.name, hidden.text) if field.name not in _PERSONS else (lambda _value: "")
            rows = rows.set_column(number, field.name, _changed(rows.column(number), change))
    target.register("incoming", rows)
    target.execute(f'INSERT INTO "{table}" BY NAME SELECT * FROM incoming')
    target.unregister("incoming")


def _changed(column: pa.ChunkedArray, change: Callable[[str], str]) -> pa.Array:
    """Each different text is changed once."""
    coded = column.combine_chunks().dictionary_encode()
    told = pa.array([None if value is None else change(value) for value in coded.dictionary.to_pylist()], pa.string())
    return told.take(coded.indices)
