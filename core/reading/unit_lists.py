"""Lists of units that people bring (xlsx, xls, csv) → units, by the headings of data/definitions/units.toml."""

import csv
import io
import re
import tomllib
from collections.abc import Iterator, Sequence

from core.definitions import FOLDER
from core.errors import ReportError
from core.model import ListedUnit
from core.names import fold
from core.reading.old_spreadsheet import read_old_sheets
from core.reading.package import Package
from core.reading.spreadsheet import Sheet, read_sheets

_ZIP, _OLD = b"PK", b"\xd0\xcf\x11\xe0"
_ENCODINGS = ("utf-8-sig", "gb18030")
_HEAD_ROWS = 20  # a heading stands near the top, below a title

with (FOLDER / "units.toml").open("rb") as _file:
    _HEADING = {name: re.compile(pattern) for name, pattern in tomllib.load(_file)["heading"].items()}


def read_unit_list(content: bytes) -> tuple[ListedUnit, ...]:
    """The units of a list, without repeats, in its order; a department named once for several lines (merged cells) holds for all.

    A list without a heading is taken for one if it has a single column.  Raises ReportError unit_list_without_names · damaged · encrypted.
    """
    for rows in _tables(content):
        found = tuple(dict.fromkeys(_units(rows)))
        if found:
            return found
    raise ReportError("unit_list_without_names")


def _tables(content: bytes) -> Iterator[list[list[str]]]:
    if content.startswith(_ZIP):
        yield from map(_rows, read_sheets(Package(content)))
    elif content.startswith(_OLD):
        yield from map(_rows, read_old_sheets(content))
    else:
        yield [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(_text(content), newline=""))]


def _text(content: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ReportError("unit_list_without_names")


def _rows(sheet: Sheet) -> list[list[str]]:
    """The visible cells of a sheet; what is printed in a merged cell is in all its rows."""
    texts = {place: text.strip() for place, text in sheet.texts.items()}
    for first, left, last, _ in sheet.merged:
        for row in range(first + 1, min(last, first + 5_000) + 1):
            if (first, left) in texts:
                texts.setdefault((row, left), texts[first, left])
    height = max((row for row, _ in texts), default=-1) + 1
    columns = [column for column in sorted({column for _, column in texts}) if column not in sheet.hidden_columns]
    return [[texts.get((row, column), "") for column in columns] for row in range(height) if row not in sheet.hidden_rows]


def _units(rows: Sequence[Sequence[str]]) -> Iterator[ListedUnit]:
    head, unit, department = _heading(rows)
    if unit is None:
        return
    for row in rows[head + 1 :]:
        name = _cell(row, unit)
        if name and not _HEADING["code"].fullmatch(name):
            yield ListedUnit("".join(name.split()), "".join(_cell(row, department).split()) if department is not None else "")


def _heading(rows: Sequence[Sequence[str]]) -> tuple[int, int | None, int | None]:
    """The row of the headings, the column of the units and that of their departments; the first column where there is only one."""
    for number, row in enumerate(rows[:_HEAD_ROWS]):
        units = [column for column, text in enumerate(row) if _HEADING["unit"].fullmatch(fold(text))]
        departments = [column for column, text in enumerate(row) if _HEADING["department"].fullmatch(fold(text))]
        if units:
            return number, units[0], next(iter(departments), None)
    single = all(len([text for text in row if text]) <= 1 for row in rows)
    return -1, (0 if single and rows else None), None


def _cell(row: Sequence[str], column: int) -> str:
    return row[column] if column < len(row) else ""
