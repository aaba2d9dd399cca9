"""Old Excel workbooks (.xls) → sheets.  Their number formats are not known here: numbers are printed in full."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from core.errors import ReportError
from core.reading.number_format import printed_number
from core.reading.spreadsheet import Sheet


def read_old_sheets(source: Path | bytes) -> Iterator[Sheet]:
    """The visible sheets in order.  Raises ReportError damaged · encrypted · too_large_inside."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(source)) if isinstance(source, bytes) else CalamineWorkbook.from_path(source)
        for number, entry in enumerate(book.sheets_metadata):
            if entry.typ == SheetTypeEnum.WorkSheet and entry.visible == SheetVisibleEnum.Visible:
                yield _sheet(book.get_sheet_by_index(number))
    except PasswordError as error:
        raise ReportError("encrypted") from error
    except CalamineError as error:
        raise ReportError("damaged") from error


def _sheet(found: CalamineSheet) -> Sheet:
    sheet = Sheet(found.name)
    left = found.start[1] if found.start else 0  # its rows begin at the first of the sheet, its columns at the first used
    for row, values in enumerate(found.iter_rows()):
        for column, held in enumerate(values, left):
            sheet.add(row, column, _printed(held))
    sheet.merged = [(first[0], first[1], last[0], last[1]) for first, last in found.merged_cell_ranges or ()]
    return sheet


def _printed(held: str | int | float | bool | date | datetime | time | timedelta) -> str:
    if isinstance(held, bool):
        return str(held).upper()
    if isinstance(held, int | float):
        try:
            return printed_number(repr(held), "")
        except ValueError:
            return str(held)
    if isinstance(held, datetime | date):
        return f"{held:%Y-%m-%d}"
    return str(held)
