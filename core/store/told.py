"""Answers and drawings as decisions that can be taken back: what the tables `answer` and `drawing` hold follows the changes in force."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime

import duckdb

from core.model import Box, Change, Drawing
from core.store import changes, drawings

_SAME = 'report = ? AND field = ? AND "table" = ? AND page IS NOT DISTINCT FROM ?'


def answer_subject(field: str, table: str, page: int | None) -> str:
    """What an answer is about, as the subject of a change."""
    return json.dumps(["answer", field, table, "" if page is None else str(page)], ensure_ascii=False)


def drawing_subject(table: str, page: int) -> str:
    """What a drawing is of, as the subject of a change."""
    return json.dumps(["draw", table, str(page)], ensure_ascii=False)


def drawing_value(drawing: Drawing) -> str:
    """A drawing as the value of a change."""
    return json.dumps(asdict(drawing), ensure_ascii=False)


def drawing_of(value: str) -> Drawing | None:
    """The drawing of such a value; None for "", which stands for none."""
    told = json.loads(value) if value else None
    lines = {name: tuple(told[name]) for name in ("columns", "rows", "headings")} if told else {}
    return Drawing(told["table"], told["unit"], told["page"], Box(**told["area"]), **lines) if told else None


def standing(every: Iterable[Change], subject: str) -> str:
    """The value that stands for a subject: the last in force, else what stood before the first of these changes."""
    own = [change for change in every if change.subject == subject]
    held = [change for change in own if change.undone is None]
    return held[-1].value if held else own[0].original if own else ""


def keep(cursor: duckdb.DuckDBPyConnection, change: Change) -> None:
    """Keeps an answer or a drawing (`value` "": none) inside the caller's transaction, with what stood there before."""
    changes.keep(cursor, change)
    _put(cursor, change.report, change.subject, change.value, change.at)


def before(cursor: duckdb.DuckDBPyConnection, report: str, subject: str) -> dict[str, str]:
    """What a new change of a subject says of those before: `saw`, the value that stands, and `original`, the one before the first."""
    own = [change for change in changes.every(cursor, report) if change.subject == subject]
    stands = _stands(cursor, report, subject)
    return {"original": own[0].original if own else stands, "saw": stands}


def restore(cursor: duckdb.DuckDBPyConnection, concerned: Sequence[Change], at: datetime) -> None:
    """Puts back what stands once changes were taken back, or hold again, inside the caller's transaction."""
    for change in concerned:
        if change.kind in ("answer", "draw"):
            value = standing(changes.every(cursor, change.report), change.subject)
            _put(cursor, change.report, change.subject, value, at)


def _stands(cursor: duckdb.DuckDBPyConnection, report: str, subject: str) -> str:
    kind, *place = json.loads(subject)
    if kind == "answer":
        row = cursor.execute(f"SELECT value FROM answer WHERE {_SAME}", [report, *_answered(place)]).fetchone()
        return row[0] if row else ""
    table, page = place[0], int(place[1])
    return next((drawing_value(each) for each in drawings.of_report(cursor, report) if (each.table, each.page) == (table, page)), "")


def _put(cursor: duckdb.DuckDBPyConnection, report: str, subject: str, value: str, at: datetime) -> None:
    kind, *place = json.loads(subject)
    if kind == "draw":
        drawing = drawing_of(value)
        if drawing:
            drawings.keep(cursor, report, drawing, at)
        else:
            cursor.execute('DELETE FROM drawing WHERE report = ? AND "table" = ? AND page = ?', [report, place[0], int(place[1])])
        return
    field, table, page = _answered(place)
    cursor.execute(f"DELETE FROM answer WHERE {_SAME}", [report, field, table, page])
    if value:
        cursor.execute("INSERT INTO answer VALUES (?, ?, ?, ?, ?, ?)", [report, table, page, field, value, at])


def _answered(place: Sequence[str]) -> tuple[str, str, int | None]:
    field, table, page = place
    return field, table, int(page) if page else None
