"""The writing half of a library below its methods: transactions, the log of events, and who does it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from threading import Lock, RLock

import duckdb
import pyarrow as pa

from core.definitions import Definitions
from core.errors import LibraryError
from core.store import event_log, search_index
from core.store.reader import LibraryReader
from core.store.rows import as_json

_PERSON = "person"
_TYPES = {"VARCHAR": pa.string(), "INTEGER": pa.int32(), "BIGINT": pa.int64(), "DOUBLE": pa.float64(), "BOOLEAN": pa.bool_()}


class LibraryWriter(LibraryReader):
    """`editing` is held by whoever reads a report anew to put it in the place of the one kept, from what was decided to the commit.

    While `frozen` is set nothing is written but the log and the index of the search: other methods that write raise LibraryError
    library_frozen.
    """

    def __init__(self, folder: Path, connection: duckdb.DuckDBPyConnection, definitions: Definitions) -> None:
        super().__init__(folder, connection)
        self._definitions = definitions
        self._writing = Lock()
        self.editing = RLock()
        self.frozen = False

    def person(self) -> str:
        """The name of who works with this library; "" while nobody gave one."""
        row = self._row("SELECT value FROM meta WHERE key = ?", [_PERSON])
        return row[0] if row else ""

    def name_person(self, name: str) -> None:
        """Keeps the name of who works with this library; what was done before keeps the names it has."""
        with self._transaction() as cursor:
            cursor.execute("INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", [_PERSON, name.strip()])

    def last_said(self) -> int:
        """The number of the last event that may have changed what people said of reports and checks; 0 before the first."""
        return self._row("SELECT coalesce(max(event_no), 0) FROM event WHERE action <> 'check'", [])[0]

    def spoken_of(self) -> frozenset[str]:
        """The reports of which people said anything: answered, drew, decided, or joined another file to."""
        said = " UNION ".join(f"SELECT report FROM {table}" for table in ("answer", "drawing", "annex", "change"))
        return frozenset(report for (report,) in self.cursor().execute(said).fetchall())

    def record(self, action: str, file: str, report: str = "", **details: object) -> None:
        """Adds an event of which no report came (not_imported, export) to the log.  `report`: the one an export is of."""
        with self._transaction(even_frozen=True) as cursor:
            self._record(cursor, action, report, file, **details)

    def index_texts(self) -> int:
        """Makes what came since the last time searchable; how many reports those were.  Whoever searches asks for it first."""
        if not search_index.missing(self.cursor()):
            return 0
        with self._transaction(even_frozen=True) as cursor:
            return search_index.add_missing(cursor, self._definitions)

    @cached_property
    def _types(self) -> dict[str, pa.Schema]:
        """Table → its columns with their types, in the order of this database, which is another where it was made by an older version."""
        found: dict[str, list[tuple[str, pa.DataType]]] = {}
        told = "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal ORDER BY table_oid, column_index"
        for table, column, kind in self.cursor().execute(told).fetchall():
            found.setdefault(table, []).append((column, _TYPES.get(kind, pa.null())))
        return {table: pa.schema(columns) for table, columns in found.items()}

    def _add(self, cursor: duckdb.DuckDBPyConnection, table: str, report: str, columns: Mapping[str, list]) -> None:
        """Adds the rows of a report, given as every column of a table but that of the report."""
        count = len(next(iter(columns.values())))
        if count:
            rows = pa.table({"report": [report] * count, **columns}, schema=self._types[table])
            cursor.from_arrow(rows).insert_into(f'"{table}"')

    @contextmanager
    def _transaction(self, even_frozen: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor whose work is kept when the block ends and undone when it fails.  Writers wait for one another."""
        if self.frozen and not even_frozen:
            raise LibraryError("library_frozen")
        with self._writing, self.cursor() as cursor:
            cursor.begin()
            try:
                yield cursor
                cursor.commit()
            except duckdb.IOException as error:
                raise LibraryError("library_not_writable", folder=str(self.folder)) from error
            event_log.catch_up(self.folder, cursor)

    def _record(
        self,
        cursor: duckdb.DuckDBPyConnection,
        action: str,
        report: str,
        file: str,
        who: str | None = None,
        at: datetime | None = None,
        **details: object,
    ) -> int:
        """Adds an event inside a transaction and returns its number.  Without `who` it is the person of the library."""
        if who is None:
            row = cursor.execute("SELECT value FROM meta WHERE key = ?", [_PERSON]).fetchone()
            who = row[0] if row else ""
        return event_log.add(cursor, at or now(), action, report, file, who, as_json(details))


def now() -> datetime:
    """The time in UTC, without a zone: as the database keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)
