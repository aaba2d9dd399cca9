"""A comparison as a file: its values exactly, where they are printed, and everything that makes them hard to compare at the head."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Literal

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from core.compare.clues import Clue, Spot
from core.compare.differences import difference_words, differences
from core.compare.slots import Compared
from core.definitions import Definitions
from core.export.back_link import ADDRESS, back_link
from core.export.comparison_sheet import comparison_workbook
from core.export.tabular import write_csv
from core.export.whole import whole_file
from core.metrics.inputs import inputs
from core.metrics.printed import exact
from core.metrics.values import known
from core.store.reader import LibraryReader
from core.version import VERSION

CLUE_COLUMNS = ("unit_name", "year", "where", "page", "told", "value", "other", "other_page")
COLUMNS = ("unit_name", "year", "value", "money", "kind", "against", "file", "sha8", "pages")
_VALUE = pa.decimal128(24, 6)


def export_comparison(
    library: LibraryReader,
    found: Compared,
    base: str,
    marks: Sequence[str],
    path: Path,
    definitions: Definitions,
    form: Literal["csv", "parquet", "xlsx"],
    language: str = "zh",
    address: str = ADDRESS,
) -> None:
    """Writes a row per unit and year; xlsx has the table of units and years before it.  `marks`: what makes them hard to compare, in

    sentences; they stand at the head of csv and xlsx and in the metadata `not_comparable` of the parquet.  `base`: see `differences`.
    `address`: where the program answers, for the links of the pages.  Raises ExportError export_not_writable.
    """
    rows = list(_rows(library, found, base, definitions, language))
    head = list(_head(found, marks, definitions, language))
    with whole_file(path) as unfinished:
        names = [definitions.message(f"compare_column_{column}", language) for column in COLUMNS]
        if form == "xlsx":
            links = [_link(report, row, address, language) for report, row in zip(found.frame["report"], rows, strict=True)]
            say = partial(definitions.message, language=language)
            unfinished.write_bytes(comparison_workbook(found, head, names, rows, links, say))
        elif form == "csv":
            write_csv(unfinished, head[0], [*head[1:], [], names, *rows])
        else:
            pq.write_table(_table(rows, found, marks), unfinished)


def export_clues(clues: Sequence[Clue], path: Path, definitions: Definitions, language: str = "zh") -> None:
    """Writes a row per clue as csv, under the sentence that they are no conclusions.  Raises ExportError export_not_writable."""
    names = [definitions.message(f"clue_column_{column}", language) for column in CLUE_COLUMNS]
    rows = [_clue(each, definitions, language) for each in clues]
    with whole_file(path) as unfinished:
        write_csv(unfinished, [definitions.message("clue_head", language)], [[], names, *rows])


def _clue(clue: Clue, definitions: Definitions, language: str) -> list:
    spot, other = clue.spot, clue.other
    value, where = f"{spot.printed} {spot.unit}", place_words(spot, definitions, language)
    if clue.metric:
        metric = known(clue.metric)
        value, where = f"{clue.value} {metric.text('unit', language)}", metric.text("name", language)
    against = [f"{other.printed} {other.unit}", other.page] if other else ["", None]
    return [spot.unit_name, spot.year, where, spot.page, definitions.message(clue.code, language, **clue.details), value, *against]


def place_words(spot: Spot, definitions: Definitions, language: str) -> str:
    """Table, line and column of a figure in words; the line as printed."""
    table, column = definitions.name("table", spot.table, language), definitions.name("column", spot.column, language)
    return " · ".join(filter(None, (table, spot.line_name, column)))


def _head(found: Compared, marks: Sequence[str], definitions: Definitions, language: str) -> Iterator[tuple[str, str]]:
    yield definitions.message("compare_head_subject", language), found.subject.text("name", language)
    yield definitions.message("compare_head_scope", language), found.subject.text("scope", language)
    for told in (*marks, definitions.message("compare_note", language)):
        yield definitions.message("compare_head_note", language), told
    yield definitions.message("compare_head_version", language), VERSION


def _rows(library: LibraryReader, found: Compared, base: str, definitions: Definitions, language: str) -> Iterator[list]:
    against, pages = differences(found, base), _pages(library, found.frame)
    reports = {each.report: each for each in found.reports}
    unit = found.subject.text("unit", language)
    for row in found.frame.itertuples():
        told = against.get((row.unit_name, row.year))
        words = difference_words(told, found.display, definitions, language) if told else ""
        if row.gap:
            yield [row.unit_name, row.year, None, unit, definitions.message(f"compare_gap_{row.gap}", language), words, "", "", ""]
            continue
        kind = definitions.message("compare_worked_out" if row.estimated else "compare_printed", language)
        report = reports[row.report]
        place = "; ".join(map(str, pages[row.Index]))
        yield [row.unit_name, row.year, exact(found.subject, row.value), unit, kind, words, report.file, report.sha256[:8], place]


def _link(report: str, row: Sequence, address: str, language: str) -> str:
    """The first page of a row in the running program."""
    first = row[-1].partition(";")[0]
    return back_link(address, report, "tables", language, table="pages", page=first) if first else ""


def _pages(library: LibraryReader, frame: pd.DataFrame) -> dict[int, list[int]]:
    """Row of the frame → the pages its value is printed on."""
    used = inputs(library, frame)
    at = {(row.kind, row.report, int(row.number)): int(row.page) for row in used.itertuples() if not pd.isna(row.page)}
    kinds = {"facts": "fact", "statements": "statement", "projects": "project"}
    return {
        number: sorted(
            {
                at[kind, row["report"], int(each)]
                for column, kind in kinds.items()
                for each in filter(None, str(row[column]).split(";"))
                if (kind, row["report"], int(each)) in at
            }
        )
        for number, row in frame.iterrows()
    }


def _table(rows: Sequence[Sequence], found: Compared, marks: Sequence[str]) -> pa.Table:
    columns = dict(zip(COLUMNS, zip(*rows, strict=True), strict=True))
    values = [None if value is None else Decimal(value) for value in columns["value"]]
    arrays = {**{name: pa.array(of) for name, of in columns.items()}, "value": pa.array(values, _VALUE)}
    about = {"subject": found.subject.key, "not_comparable": "\n".join(marks), "version": VERSION}
    return pa.table(arrays).replace_schema_metadata(about)
