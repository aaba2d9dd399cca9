"""The library: a folder with the files as they came and one DuckDB file with everything read from them."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import BinaryIO

import duckdb

from core.definitions import Definitions, load
from core.errors import LibraryError, ReportError
from core.model import Drawing, Reading, Report
from core.store import drawings, originals, saved_views, search_index
from core.store.database import FILE, open_database
from core.store.reader import LibraryReader
from core.store.rows import as_json, rows_of
from core.store.state import asks_of
from core.version import VERSION

HOME = Path(__file__).resolve().parents[2] / "data" / "library"
# Everything read from a file: replaced when it is read again.
_READ = (
    *("page", "evidence", "printed_table", "cell", "fact", "statement", "project", "funding", "indicator", "score", "number", "finding"),
    *("problem", "sentence", "searchable"),
)


def library_folder(folder: Path | str | None = None) -> Path:
    """The folder of the library: the one given, else what JUESUAN_LIBRARY names, else data/library."""
    return Path(folder or os.environ.get("JUESUAN_LIBRARY") or HOME).expanduser().absolute()


def report_number(sha256: str, part: str = "") -> str:
    """The number of a report: 12 hexadecimal digits of its file's SHA-256; of a part of a file, of the SHA-256 of `<sha256>:<part>`."""
    return sha256[:12] if not part else hashlib.sha256(f"{sha256}:{part}".encode()).hexdigest()[:12]


class Library(LibraryReader):
    """An open library.  Safe to use from several threads; only one process can have it open.

    Methods that take the number of a report and write raise LibraryError report_unknown for one that is not there;
    every method that writes raises LibraryError library_not_writable when the disk refuses.
    """

    def __init__(self, folder: Path, connection: duckdb.DuckDBPyConnection, definitions: Definitions) -> None:
        super().__init__(folder, connection)
        self._definitions = definitions
        self._writing = Lock()

    @classmethod
    def open(cls, folder: Path | str | None = None, *, create: bool = True, definitions: Definitions | None = None) -> "Library":
        """Opens the library of a folder (see `library_folder`) and makes it where there is none and `create` allows it.

        Raises LibraryError library_missing · library_in_use · library_newer · library_damaged · library_not_writable.
        """
        path = library_folder(folder)
        if not create and not (path / FILE).exists():
            raise LibraryError("library_missing", folder=str(path))
        try:
            (path / "originals").mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError("library_not_writable", folder=str(path)) from error
        library = cls(path, open_database(path), definitions or load())
        originals.sweep(path / "originals")
        with library._transaction() as cursor:
            search_index.add_missing(cursor, library._definitions)
        return library

    def close(self) -> None:
        """Closes the file, so that another process can open it."""
        self._connection.close()

    def __enter__(self) -> "Library":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def keep_original(self, path: Path) -> str:
        """Keeps a copy of a file under its SHA-256 and returns that.  Raises OSError if the file cannot be read."""
        with Path(path).open("rb") as stream:
            return self.keep_stream(stream, Path(path).name).sha256

    def keep_stream(self, stream: BinaryIO, name: str) -> originals.Received:
        """Keeps what a stream holds; `path` of the answer is the kept file.  Errors of reading the stream pass through."""
        received = originals.receive(self.folder / "originals", stream)
        target = self._original(received.sha256) or self._place(received.sha256, originals.ending_of(name))
        originals.settle(received, target)
        return originals.Received(target, received.sha256, received.bytes)

    def original_path(self, sha256: str) -> Path:
        """The kept file of a report.  Raises LibraryError original_missing when it was taken away."""
        path = self._original(sha256)
        if path is None or not path.exists():
            raise LibraryError("original_missing", folder=str(self.folder), sha256=sha256)
        return path

    def forget_original(self, received: originals.Received) -> None:
        """Removes a kept file again, unless a report came of it."""
        if self.find(received.sha256) is None:
            received.path.unlink(missing_ok=True)

    def save(self, reading: Reading) -> Report:
        """Keeps a reading as a report, all of it or nothing; one already kept stays as it is.

        Its version is one more than the newest of the same kind, unit and year; 1 while unit or year are unknown.
        Raises ReportError same_number when other bytes already have this report's number.
        """
        report = report_number(reading.sha256, reading.part)
        with self._transaction() as cursor:
            row = cursor.execute("SELECT sha256 FROM report WHERE report = ?", [report]).fetchone()
            if row and row[0] != reading.sha256:
                raise ReportError("same_number", file=reading.file, report=report)
            if not row:
                self._insert(cursor, report, reading, _next_version(cursor, report, reading), _now())
                _record(cursor, "import", report, reading.file)
        return self.known(report)

    def replace(self, report: str, reading: Reading) -> Report:
        """Puts a new reading of the same file in the place of the old one, all of it or nothing.  Answers stay.

        The version stays unless unit, year or kind became others.
        """
        old, identity = self.known(report), reading.identity
        same = (old.unit_name, old.fiscal_year, old.kind) == (identity.unit_name, identity.fiscal_year, identity.kind)
        with self._transaction() as cursor:
            (imported_at,) = cursor.execute("SELECT imported_at FROM report WHERE report = ?", [report]).fetchone()
            version = old.version if same else _next_version(cursor, report, reading)
            _remove(cursor, report)
            self._insert(cursor, report, reading, version, imported_at)
            _record(cursor, "read_again", report, reading.file)
        return self.known(report)

    def split(self, report: str, readings: Sequence[Reading]) -> list[Report]:
        """Puts the reports that a file was found to hold in the place of the one it was kept as, all of it or nothing.

        What a person said of the one is of none of them.
        """
        file = self.known(report).file
        numbers = [report_number(reading.sha256, reading.part) for reading in readings]
        with self._transaction() as cursor:
            _forget(cursor, report)
            for number, reading in zip(numbers, readings, strict=True):
                self._insert(cursor, number, reading, _next_version(cursor, number, reading), _now())
            _record(cursor, "split", report, file, reports=numbers)
        return [self.known(number) for number in numbers]

    def answer(self, report: str, field: str, value: str, table_no: int | None = None) -> None:
        """Keeps what a person said (field: unit_name, fiscal_year, kind, or unit of a table).  A later answer replaces an earlier one.

        Of a table key and page are kept: its number may become another when the report is read again.
        """
        file = self.known(report).file
        table = self._row('SELECT "table", first_page FROM printed_table WHERE report = ? AND table_no = ?', [report, table_no])
        place = table or ("", None)
        with self._transaction() as cursor:
            same = 'report = ? AND field = ? AND "table" = ? AND page IS NOT DISTINCT FROM ?'
            cursor.execute(f"DELETE FROM answer WHERE {same}", [report, field, *place])
            cursor.execute("INSERT INTO answer VALUES (?, ?, ?, ?, ?, ?)", [report, *place, field, value, _now()])
            _record(cursor, "answer", report, file, field=field, value=value, table_no=table_no)

    def answers(self, report: str) -> dict[str, str]:
        """What a person said of a report: `unit_name`, `fiscal_year`, `kind`, and `unit:KEY:PAGE` for the unit of a table."""
        found = self.cursor().execute('SELECT field, "table", page, value FROM answer WHERE report = ? ORDER BY ALL', [report])
        told = [(field, table, "" if page is None else page, value) for field, table, page, value in found.fetchall()]
        return {f"{field}:{table}:{page}" if table else field: value for field, table, page, value in told}

    def draw(self, report: str, drawing: Drawing) -> None:
        """Keeps a table a person drew on a page; it replaces one of the same table on the same page."""
        file = self.known(report).file
        with self._transaction() as cursor:
            drawings.keep(cursor, report, drawing, _now())
            _record(cursor, "draw", report, file, table=drawing.table, page=drawing.page)

    def undraw(self, report: str, table: str) -> None:
        """Removes what a person drew of a table."""
        file = self.known(report).file
        with self._transaction() as cursor:
            cursor.execute('DELETE FROM drawing WHERE report = ? AND "table" = ?', [report, table])
            _record(cursor, "undraw", report, file, table=table)

    def delete(self, report: str) -> None:
        """Removes a report, what was read from it, and its original unless it holds another report."""
        known = self.known(report)
        alone = self._row("SELECT count(*) FROM report WHERE sha256 = ?", [known.sha256]) == (1,)
        path = self._original(known.sha256) if alone else None
        with self._transaction() as cursor:
            _forget(cursor, report)
            if alone:
                cursor.execute("DELETE FROM original WHERE sha256 = ?", [known.sha256])
            _record(cursor, "delete", report, known.file)
        if path is not None:
            path.unlink(missing_ok=True)

    def keep_view(self, screen: str, name: str, view: str) -> None:
        """Keeps what a screen shows under a name; it replaces the view of that name."""
        with self._transaction() as cursor:
            saved_views.keep(cursor, screen, name, view, _now())

    def delete_view(self, screen: str, name: str) -> None:
        """Removes a kept view; one that is not there is no error."""
        with self._transaction() as cursor:
            saved_views.delete(cursor, screen, name)

    def record(self, action: str, file: str, **details: object) -> None:
        """Adds an event of which no report came (not_imported) to the log."""
        with self._transaction() as cursor:
            _record(cursor, action, "", file, **details)

    @contextmanager
    def _transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor whose work is kept when the block ends and undone when it fails.  Writers wait for one another."""
        with self._writing, self.cursor() as cursor:
            cursor.begin()
            try:
                yield cursor
                cursor.commit()
            except duckdb.IOException as error:
                raise LibraryError("library_not_writable", folder=str(self.folder)) from error

    def _insert(self, cursor: duckdb.DuckDBPyConnection, report: str, reading: Reading, version: int, imported_at: datetime) -> None:
        identity = reading.identity
        state = "needs_person" if asks_of(reading, self._definitions) else "read"
        told = [identity.unit_name, identity.fiscal_year, identity.kind, identity.region, identity.amount_unit, identity.published_on]
        row = [report, version, reading.file, reading.sha256, *told, reading.pages, state, imported_at, VERSION, reading.part]
        cursor.execute(f"INSERT INTO report VALUES ({', '.join('?' * len(row))})", row)
        for table, rows in rows_of(reading, report).items():
            if rows.num_rows:
                cursor.register("incoming", rows)
                cursor.execute(f'INSERT INTO "{table}" BY NAME SELECT * FROM incoming')
                cursor.unregister("incoming")
        kept = self._place(reading.sha256, originals.ending_of(reading.file))
        if kept.exists():
            row = [reading.sha256, reading.file, kept.suffix[1:], kept.stat().st_size]
            cursor.execute("INSERT INTO original VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", row)
        search_index.add(cursor, report, self._definitions)

    def _original(self, sha256: str) -> Path | None:
        row = self._row("SELECT ending FROM original WHERE sha256 = ?", [sha256])
        return self._place(sha256, row[0]) if row else None

    def _place(self, sha256: str, ending: str) -> Path:
        return self.folder / "originals" / f"{sha256}.{ending}"


def _next_version(cursor: duckdb.DuckDBPyConnection, report: str, reading: Reading) -> int:
    identity = reading.identity
    if not identity.unit_name or identity.fiscal_year is None:
        return 1
    others = "unit_name = ? AND fiscal_year = ? AND kind = ? AND report <> ?"
    values = [identity.unit_name, identity.fiscal_year, identity.kind, report]
    (newest,) = cursor.execute(f"SELECT max(version) FROM report WHERE {others}", values).fetchone()
    return 1 + (newest or 0)


def _remove(cursor: duckdb.DuckDBPyConnection, report: str) -> None:
    for table in ("report", *_READ):
        cursor.execute(f'DELETE FROM "{table}" WHERE report = ?', [report])


def _forget(cursor: duckdb.DuckDBPyConnection, report: str) -> None:
    """Removes a report with what a person said of it."""
    _remove(cursor, report)
    for said in ("answer", "drawing"):
        cursor.execute(f"DELETE FROM {said} WHERE report = ?", [report])


def _record(cursor: duckdb.DuckDBPyConnection, action: str, report: str, file: str, **details: object) -> None:
    values = [_now(), action, report, file, as_json(details)]
    cursor.execute("INSERT INTO event (happened_at, action, report, file, details) VALUES (?, ?, ?, ?, ?)", values)


def _now() -> datetime:
    """The time in UTC, without a zone: as the database keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)
