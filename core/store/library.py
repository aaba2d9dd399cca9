"""The library: a folder with the files as they came and one DuckDB file with everything read from them."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import astuple, replace
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

import duckdb

from core.definitions import Definitions, load
from core.errors import LibraryError, ReportError
from core.model import Change, Reading, Report
from core.store import annexes, changes, deleted, event_log, fingerprint, originals, told
from core.store.database import FILE, open_database
from core.store.decisions import Decisions
from core.store.rows import columns_of, report_of
from core.store.writer import now
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


class Library(Decisions):
    """An open library.  Safe to use from several threads; only one process can have it open.

    Methods that take the number of a report and write raise LibraryError report_unknown for one that is not there;
    every method that writes raises LibraryError library_not_writable when the disk refuses.
    """

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
        deleted.drop_old(path, date.today())
        event_log.catch_up(path, library.cursor())
        return library

    def close(self) -> None:
        """Closes the file, so that another process can open it."""
        self._connection.close()

    def __enter__(self) -> "Library":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

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
                version = _next_version(cursor, report, reading)
                known = self._insert(cursor, report, reading, version, now())
                self._record(cursor, "import", report, reading.file, fingerprint=known)
        return self.known(report) if row else report_of(reading, report, version, self._definitions)

    def replace(self, report: str, reading: Reading, action: str = "read_again") -> Report:
        """Puts a new reading of the same file in the place of the old one, all of it or nothing.  What people decided stays.

        The version stays unless unit, year or kind became others.  `action`: read_again, or check when only the checks ran again.
        """
        with self._transaction() as cursor:
            self._record(cursor, action, report, reading.file, fingerprint=self._put(cursor, report, reading))
        return self.known(report)

    def keep_findings(self, report: str, findings: Mapping[str, list]) -> None:
        """Puts what the checks say now in the place of what they said; everything else that was read stays.  All of it or nothing.

        `findings`: as `finding_rows.finding_columns`.
        """
        file = self.known(report).file
        with self._transaction() as cursor:
            cursor.execute("DELETE FROM finding WHERE report = ?", [report])
            accepted = self._exceptions(cursor, report)
            exceptions = [accepted.get(identity, "") for identity in findings["identity"]]
            self._add(cursor, "finding", report, {**findings, "exception": exceptions})
            self._record(cursor, "check", report, file)

    def correct(self, change: Change, reading: Reading, who: str | None = None) -> int:
        """Keeps a correction together with the reading it was put on, all of it or nothing.  Returns the event.

        Raises LibraryError who_missing · why_missing, and changed_meanwhile when another value stands there than the person saw.
        """
        who, why, report = self._name(who), self._reason(change.why), change.report
        with self._transaction() as cursor:
            at, last = now(), [each for each in changes.held(cursor, "correct", report) if each.subject == change.subject]
            if change.saw != (last[0].value if last else change.original):
                raise LibraryError("changed_meanwhile", now=last[0].value if last else change.original, who=last[0].who if last else "")
            said = {"value": change.value, "why": why, "original": change.original, "saw": change.saw}
            known = self._put(cursor, report, reading)
            number = self._record(cursor, "correct", report, reading.file, who, at, subjects=[change.subject], **said, fingerprint=known)
            changes.keep(cursor, replace(change, why=why, who=who, at=at, number=number))
        return number

    def undo(self, number: int, reading: Reading | None = None, who: str | None = None) -> int:
        """Takes back what an event decided (also an undoing), in any order, after any time.  Returns the event of the undoing.

        `reading`: of an event that corrected, answered or drew something, the report read without it.  Raises LibraryError
        nothing_to_undo · who_missing.
        """
        who = self._name(who)
        with self._transaction() as cursor:
            concerned = changes.of_event(cursor, number)
            by = event_log.next_number(cursor)
            turned = changes.turn(cursor, number, by)
            if not turned:
                raise LibraryError("nothing_to_undo", event=number)
            report = concerned[0].report
            told.restore(cursor, concerned, now())
            known = {"fingerprint": self._put(cursor, report, reading)} if reading else {}
            self._record(cursor, "undo", report, self._file(cursor, report), who, **turned, **known)
            self._fill_exceptions(cursor, report)
        return by

    def split(self, report: str, readings: Sequence[Reading]) -> list[Report]:
        """Puts the reports that a file was found to hold in the place of the one it was kept as, all of it or nothing.

        What a person said of the one is of none of them.
        """
        file = self.known(report).file
        numbers = [report_number(reading.sha256, reading.part) for reading in readings]
        with self._transaction() as cursor:
            _forget(cursor, report)
            for number, reading in zip(numbers, readings, strict=True):
                known = self._insert(cursor, number, reading, _next_version(cursor, number, reading), now())
                self._record(cursor, "import", number, reading.file, fingerprint=known)
            self._record(cursor, "split", report, file, reports=numbers, forgotten=report)
        return [self.known(number) for number in numbers]

    def join(self, report: str, other: str, reading: Reading) -> Report:
        """Makes the file of another report an annex of this one, whose reading of both is kept; the other report is no more."""
        annex = self.known(other)
        with self._transaction() as cursor:
            annexes.add(cursor, report, annex)
            _forget(cursor, other)
            known = self._put(cursor, report, reading)
            self._record(cursor, "join", report, reading.file, annex=annex.file, forgotten=other, fingerprint=known)
        return self.known(report)

    def separate(self, report: str, readings: Sequence[Reading]) -> list[Report]:
        """Makes reports of the annexes again: `readings` are those of the report's own file and of each annex."""
        own, *others = readings
        numbers = [report_number(reading.sha256) for reading in others]
        with self._transaction() as cursor:
            cursor.execute("DELETE FROM annex WHERE report = ?", [report])
            self._record(cursor, "separate", report, own.file, reports=numbers, fingerprint=self._put(cursor, report, own))
            for number, reading in zip(numbers, others, strict=True):
                known = self._insert(cursor, number, reading, _next_version(cursor, number, reading), now())
                self._record(cursor, "import", number, reading.file, fingerprint=known)
        return [self.known(number) for number in (report, *numbers)]

    def page_file(self, report: str, page: int) -> tuple[Path, int]:
        """The kept file a page of a report is in, and its number there.  Raises LibraryError original_missing."""
        sha256, number = annexes.page_of(self.known(report), self.annexes(report), page)
        return self.original_path(sha256), number

    def delete(self, report: str) -> None:
        """Removes a report, what was read from it, and its original unless it holds another report: that stays in the bin for a while."""
        known = self.known(report)
        names = {known.sha256: known.file, **{each.sha256: each.file for each in self.annexes(report)}}
        files = {sha256: self._original(sha256) for sha256 in names}
        with self._transaction() as cursor:
            _forget(cursor, report)
            left = {row[0] for row in cursor.execute("SELECT sha256 FROM report UNION SELECT sha256 FROM annex").fetchall()}
            for sha256 in files.keys() - left:
                cursor.execute("DELETE FROM original WHERE sha256 = ?", [sha256])
            self._record(cursor, "delete", report, known.file, forgotten=report)
        for sha256, path in files.items():
            if path is not None and path.exists() and sha256 not in left:
                deleted.keep_deleted(self.folder, path, names[sha256], date.today())

    def _put(self, cursor: duckdb.DuckDBPyConnection, report: str, reading: Reading) -> str:
        """Puts a reading in the place of the one kept; its fingerprint."""
        told = "SELECT version, unit_name, fiscal_year, kind, imported_at FROM report WHERE report = ?"
        row = cursor.execute(told, [report]).fetchone()
        if row is None:
            raise LibraryError("report_unknown", report=report)
        version, *same, imported_at = row
        identity = reading.identity
        if same != [identity.unit_name, identity.fiscal_year, identity.kind]:
            version = _next_version(cursor, report, reading)
        _remove(cursor, report)
        known = self._insert(cursor, report, reading, version, imported_at)
        self._fill_exceptions(cursor, report)
        return known

    def _insert(self, cursor: duckdb.DuckDBPyConnection, report: str, reading: Reading, version: int, imported_at: datetime) -> str:
        """Keeps a reading; its fingerprint."""
        *row, part = astuple(report_of(reading, report, version, self._definitions))
        row += [imported_at, VERSION, part]
        cursor.execute(f"INSERT INTO report VALUES ({', '.join('?' * len(row))})", row)
        found = columns_of(reading)
        for table, columns in found.items():
            self._add(cursor, table, report, columns)
        kept = self._place(reading.sha256, originals.ending_of(reading.file))
        if kept.exists():
            row = [reading.sha256, reading.file, kept.suffix[1:], kept.stat().st_size]
            cursor.execute("INSERT INTO original VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", row)
        return fingerprint.of_columns(found["fact"], found["statement"])

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
    for said in ("answer", "drawing", "change", "annex"):
        cursor.execute(f"DELETE FROM {said} WHERE report = ?", [report])
