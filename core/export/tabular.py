"""The ten files of an export as csv, parquet or json, or as one database, with a data dictionary beside them."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.parquet as pq

from core.definitions import Definitions
from core.export.harmless import harmless
from core.export.private import without_contacts
from core.export.whole import whole_file
from core.store.exported import FILES, meanings
from core.store.library import Library
from core.store.snapshot import write_tables

_TYPES = ((pa.types.is_integer, "integer"), (pa.types.is_floating, "decimal"))
_MESSAGE = "the sentence that tells it"
_TOLD = ("sentence", "message", "note", "reason")  # columns of running text of the report


Form = Literal["csv", "parquet", "json", "duckdb"]
DATABASE = "juesuan.duckdb"  # of the last form: one file with all tables


def export_tables(library: Library, folder: Path, definitions: Definitions, reports: Sequence[str], form: Form = "csv") -> list[Path]:
    """Writes every file of the export for these reports (see `Library.selection`) and dictionary.csv; returns their paths.

    All files are always written, empty ones with their columns.  csv is UTF-8 with a byte order mark, so that Excel shows Chinese; json
    has an object per line; duckdb is one database with a table per file, their columns explained in it.
    Raises ExportError export_not_writable.
    """
    written, described = [], []
    kept: list[tuple[str, pa.Table]] = []
    for file in FILES:
        rows = _without_contacts(_with_sentences(library.exported(file, reports), definitions), definitions)
        described += _described(file, rows.schema)
        if form == "duckdb":
            kept.append((file, rows))
            continue
        written.append(folder / f"{file}.{form}")
        with whole_file(written[-1]) as unfinished:
            _WRITTEN[form](unfinished, rows)
    if form == "duckdb":
        written.append(folder / DATABASE)
        with whole_file(written[-1]) as unfinished:
            write_tables(unfinished, kept, {(file, column): meaning for file, column, _type, meaning in described})
    dictionary = folder / "dictionary.csv"
    with whole_file(dictionary) as unfinished:
        write_csv(unfinished, ["file", "column", "type", "meaning"], described)
    return [*written, dictionary]


def _as_csv(path: Path, rows: pa.Table) -> None:
    write_csv(path, rows.column_names, _rows(rows))


def _as_parquet(path: Path, rows: pa.Table) -> None:
    pq.write_table(rows, path)


def _as_json(path: Path, rows: pa.Table) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(dict(zip(rows.column_names, row, strict=True)), ensure_ascii=False) + "\n" for row in _rows(rows))


_WRITTEN = {"csv": _as_csv, "parquet": _as_parquet, "json": _as_json}


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


def _without_contacts(rows: pa.Table, definitions: Definitions) -> pa.Table:
    """The rows, telephone numbers and contact persons left out of what is told in words."""
    for name in [name for name in _TOLD if name in rows.column_names]:
        told = [without_contacts(text, definitions.message("out_contact_left_out")) for text in rows.column(name).to_pylist()]
        rows = rows.set_column(rows.column_names.index(name), name, pa.array(told, pa.string()))
    return rows


def _rows(rows: pa.Table) -> Iterator[tuple]:
    for batch in rows.to_batches():
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _described(file: str, schema: pa.Schema) -> list[tuple[str, str, str, str]]:
    meaning = {**meanings(file), "message": _MESSAGE}
    return [(file, field.name, _type_name(field.type), meaning[field.name]) for field in schema]


def _type_name(kind: pa.DataType) -> str:
    return next((name for is_type, name in _TYPES if is_type(kind)), "text")
