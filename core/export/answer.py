"""The answer to a query as files: the rows as csv or parquet, the data dictionary beside them, and what was asked."""

import datetime
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.parquet as pq

from core.definitions import Definitions
from core.export.tabular import write_csv
from core.export.whole import whole_file
from core.store.query import Answer
from core.version import VERSION

_ZEROS = re.compile(r"(\.\d\d\d*?)0+$")


def export_answer(
    answer: Answer,
    sql: str,
    dictionary: Iterable[Sequence[str]],
    folder: Path,
    definitions: Definitions,
    form: Literal["csv", "parquet"],
    language: str = "zh",
) -> list[Path]:
    """Writes the rows, the dictionary (rows of table, column, type, meaning) and a note with the query; returns their paths.

    Rows that were cut off are said in the note and, in csv, in a last line.  Numbers are written as they are, never rounded.
    Raises ExportError export_not_writable.
    """

    def said(code: str, **details: object) -> str:
        return definitions.message(code, language, **details)

    cut = said("answer_cut", n=answer.rows.num_rows) if answer.cut else ""
    paths = [folder / f"{said('answer_result')}.{form}", folder / f"{said('answer_dictionary')}.csv", folder / f"{said('answer_note')}.txt"]
    with whole_file(paths[0]) as unfinished:
        if form == "csv":
            rows = [*texts(answer.rows), *([[cut]] if cut else [])]
            write_csv(unfinished, answer.rows.column_names, rows)
        else:
            pq.write_table(_kept(answer.rows), unfinished)
    with whole_file(paths[1]) as unfinished:
        write_csv(unfinished, ["table", "column", "type", "meaning"], dictionary)
    now = datetime.datetime.now().isoformat(sep=" ", timespec="seconds")
    with whole_file(paths[2]) as unfinished:
        note = said("answer_about", query=sql.strip(), n=answer.rows.num_rows, cut=cut, time=now, version=VERSION)
        unfinished.write_text(note, encoding="utf-8-sig")
    return paths


def texts(rows: pa.Table) -> list[list[str | None]]:
    """Every value as text, exactly; None for what is not there."""
    columns = [[plain(value) for value in column.to_pylist()] for column in rows.columns]
    return [list(row) for row in zip(*columns, strict=True)]


def plain(value: object) -> str | None:
    """A value as text: decimals exact, without zeros beyond two decimals; times without a zone; lists with commas."""
    if value is None:
        return None
    if isinstance(value, Decimal):
        return _ZEROS.sub(r"\1", format(value, "f"))
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, list):
        return ", ".join(plain(part) or "" for part in value)
    return str(value)


def _kept(rows: pa.Table) -> pa.Table:
    """Columns that parquet has no type for (a span of time) as text."""
    for at, kind in enumerate(rows.schema.types):
        if pa.types.is_interval(kind):
            rows = rows.set_column(at, rows.column_names[at], pa.array([plain(v) for v in rows.column(at).to_pylist()], pa.string()))
    return rows
