"""The log of what was done: rows of the table `event`, each with a hash over the one before and itself, and the same lines in a file.

A row is never changed.  The file `events.log` in the folder of the library holds one JSON object per line; it is written after the
database, so that a crash leaves it short and never long, and brought up to date when the library is opened.
"""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import duckdb

from core.errors import LibraryError

FILE = "events.log"
_REACH = 1 << 16  # bytes at the end of the file that are looked at first: it grows with every report
_COLUMNS = "event_no, happened_at, action, report, file, who, details, hash"


def add(cursor: duckdb.DuckDBPyConnection, at: datetime, action: str, report: str, file: str, who: str, details: str) -> int:
    """Adds an event (`details`: a JSON object as text, `at`: UTC) inside the caller's transaction; its number."""
    last = cursor.execute("SELECT event_no, hash FROM event ORDER BY event_no DESC LIMIT 1").fetchone()
    number, before = (last[0] + 1, last[1]) if last else (1, "")
    event = _told(number, at, action, report, file, who, details)
    row = [number, at, action, report, file, who, details, chained(before, event)]
    cursor.execute(f"INSERT INTO event ({_COLUMNS}) VALUES ({', '.join('?' * len(row))})", row)
    return number


def next_number(cursor: duckdb.DuckDBPyConnection) -> int:
    """The number the next event will have, inside the caller's transaction."""
    return cursor.execute("SELECT coalesce(max(event_no), 0) + 1 FROM event").fetchone()[0]


def chained(before: str, event: Mapping[str, object]) -> str:
    """The hash of an event after the hash of the one before it ("" for the first)."""
    return hashlib.sha256(f"{before}\n{_line(event)}".encode()).hexdigest()


def events(cursor: duckdb.DuckDBPyConnection, after: int = 0) -> list[dict[str, object]]:
    """The events with a greater number as they stand in the file, in order: `hash` is the last key; details are an object."""
    found = cursor.execute(f"SELECT {_COLUMNS} FROM event WHERE event_no > ? ORDER BY event_no", [after]).fetchall()
    return [{**_told(*row[:-1]), "hash": row[-1]} for row in found]


def catch_up(folder: Path, cursor: duckdb.DuckDBPyConnection) -> int:
    """Writes into the file what the database has and the file has not; the number of the last event of the file then.

    Raises LibraryError library_not_writable.
    """
    path = folder / FILE
    try:
        last = _last_number(path)
        missing = events(cursor, last)
        if missing:
            with path.open("a", encoding="utf-8", newline="\n") as file:
                file.writelines(_line(event) + "\n" for event in missing)
    except OSError as error:
        raise LibraryError("library_not_writable", folder=str(folder)) from error
    return int(missing[-1]["event_no"]) if missing else last


def broken_links(found: Sequence[Mapping[str, object]]) -> list[int]:
    """Numbers of the events whose hash does not follow from the one before and their own content.

    Events of a version without hashes can only stand before all others.
    """
    broken, before, begun = [], "", False
    for event in found:
        begun = begun or bool(event["hash"])
        told = {name: value for name, value in event.items() if name != "hash"}
        if begun and event["hash"] != chained(before, told):
            broken.append(int(event["event_no"]))
        before = str(event["hash"])
    return broken


def file_differs(folder: Path, found: Sequence[Mapping[str, object]]) -> list[int]:
    """Numbers of the lines of the file (from 1) that are not what the database holds, also those too many or missing."""
    path = folder / FILE
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else []
    expected = [_line(event) for event in found]
    differing = [at for at, (one, other) in enumerate(zip(lines, expected, strict=False), 1) if one != other]
    shorter, longer = sorted((len(lines), len(expected)))
    return [*differing, *range(shorter + 1, longer + 1)]


def _told(number: int, at: datetime, action: str, report: str, file: str, who: str, details: str) -> dict[str, object]:
    content = {"action": action, "report": report, "file": file, "who": who, "details": _object(details)}
    return {"event_no": number, "happened_at": at.isoformat(), **content}


def _object(details: str) -> object:
    """Details as an object; altered beyond JSON they stand for themselves, so that the hash tells."""
    try:
        return json.loads(details)
    except json.JSONDecodeError:
        return details


def _line(event: Mapping[str, object]) -> str:
    return json.dumps(event, ensure_ascii=False)


def _last_number(path: Path) -> int:
    """The number of the last whole line of the file; what a crash left of a line is cut off."""
    if not path.exists():
        return 0
    size = path.stat().st_size
    last = _last_number_from(path, max(0, size - _REACH))
    return (_last_number_from(path, 0) if last is None and size > _REACH else last) or 0


def _last_number_from(path: Path, begin: int) -> int | None:
    """As `_last_number`, looked for in the lines that begin after this byte; None where none of them tells."""
    with path.open("rb") as file:
        file.seek(begin)
        text = file.read()
    whole = text[: text.rfind(b"\n") + 1]
    if len(whole) < len(text) and (whole or not begin):
        os.truncate(path, begin + len(whole))
    for line in reversed(whole.splitlines()[1 if begin else 0 :]):
        try:
            return int(json.loads(line)["event_no"])
        except (ValueError, KeyError, TypeError):
            continue
    return None
