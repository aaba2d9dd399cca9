"""The ten files of an export as csv or parquet, with a data dictionary beside them."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.parquet as pq

from core.definitions import Definitions
from core.export.harmless import harmless
from core.export.whole import whole_file
from core.store.exported import FILES, meanings
from core.store.library import Library

_TYPES = ((pa.types.is_integer, "integer"), (pa.types.is_floating, "decimal"))
_MESSAGE = "the sentence that tells it"


def export_tables(
    library: Library, folder: Path, definitions: Definitions, reports: Sequence[str], form: Literal["csv", "parquet"] = "csv"
) -> list[Path]:
    """Writes every file of the export for these reports (see `Library.selection`) and dictionary.csv; returns their paths.

    All files are always written, empty ones with their columns.  csv is UTF-8 with a byte order mark, so that Excel shows Chinese.
    Raises ExportError export_not_writable.
    """
    written, described = [], []
    for file in FILES:
        rows = _with_sentences(library.exported(file, reports), definitions)
        path = folder / f"{file}.{form}"
        with whole_file(path) as unfinished:
            if form == "csv":
                write_csv(unfinished, rows.column_names, _rows(rows))
            else:
                pq.write_table(rows, unfinished)
        written.append(path)
        described += _described(file, rows.schema)
    dictionary = folder / "dictionary.csv"
    with whole_file(dictionary) as unfinished:
        write_csv(unfinished, ["file", "column", "type", "meaning"], described)
    return [*written, dictionary]


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A csv file with its heading; None is an empty cell, text is kept from being taken for a formula."""
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows([harmless(value) if isinstance(value, str) else value for value in row] for row in rows)


def _with_sentences(rows: pa.Table, definitions: Definitions) -> pa.Table:
    """The problems with their sentence in the place of the details that fill it; other files as they are."""
    if "details" not in rows.column_names:
        return rows
    pairs = zip(rows.column("kind").to_pylist(), rows.column("details").to_pylist(), strict=True)
    sentences = [definitions.message(kind, "zh", **json.loads(details)) for kind, details in pairs]
    return rows.set_column(rows.column_names.index("details"), "message", pa.array(sentences, pa.string()))


def _rows(rows: pa.Table) -> Iterator[tuple]:
    for batch in rows.to_batches():
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _described(file: str, schema: pa.Schema) -> list[tuple[str, str, str, str]]:
    meaning = {**meanings(file), "message": _MESSAGE}
    return [(file, field.name, _type_name(field.type), meaning[field.name]) for field in schema]


def _type_name(kind: pa.DataType) -> str:
    return next((name for is_type, name in _TYPES if is_type(kind)), "text")
