"""The table `change`: what people decided, each row with the event it came with and, once taken back, the event that did it."""

from collections.abc import Sequence

import duckdb

from core.corrections import in_force
from core.model import Change

_COLUMNS = "kind, report, subject, value, why, original, saw, who, decided_at, event_no, undone"


def keep(cursor: duckdb.DuckDBPyConnection, change: Change) -> None:
    """Adds a change inside the caller's transaction."""
    told = [change.kind, change.report, change.subject, change.value, change.why, change.original, change.saw]
    row = [*told, change.who, change.at, change.number, change.undone]
    cursor.execute(f"INSERT INTO change ({_COLUMNS}) VALUES ({', '.join('?' * len(row))})", row)


def every(cursor: duckdb.DuckDBPyConnection, report: str | None = None) -> list[Change]:
    """Every change (of a report), also those taken back, in order."""
    narrowed = "" if report is None else "WHERE report = $1"
    values = [] if report is None else [report]
    rows = cursor.execute(f"SELECT {_COLUMNS} FROM change {narrowed} ORDER BY event_no, subject", values).fetchall()
    return [Change(*row[:8], at=row[8], number=row[9], undone=row[10]) for row in rows]


def of_event(cursor: duckdb.DuckDBPyConnection, number: int) -> list[Change]:
    """The changes an event made, or took back."""
    return [change for change in every(cursor) if number in (change.number, change.undone)]


def held(cursor: duckdb.DuckDBPyConnection, kind: str, report: str = "") -> list[Change]:
    """The changes of a kind that are in force."""
    return [change for change in in_force(every(cursor, report)) if change.kind == kind]


def turn(cursor: duckdb.DuckDBPyConnection, number: int, by: int, only: Sequence[str] = ()) -> dict[str, list]:
    """Takes back what an event did, by another event: its changes are undone, or, if it had undone some itself, those hold again.

    `only`: just its changes of these subjects.  Returns the event under `undone` or `restored`, and the subjects under `only`; {} when
    there is nothing to take back.
    """
    some = " AND subject IN (SELECT unnest($3::VARCHAR[]))" if only else ""
    narrowed = [by, number, list(only)] if only else [by, number]
    back = f"UPDATE change SET undone = $1 WHERE event_no = $2 AND undone IS NULL{some} RETURNING event_no"
    if cursor.execute(back, narrowed).fetchall():
        return {"undone": [number], **({"only": list(only)} if only else {})}
    again = cursor.execute("UPDATE change SET undone = NULL WHERE undone = ? RETURNING event_no", [number]).fetchall()
    return {"restored": [number]} if again else {}
