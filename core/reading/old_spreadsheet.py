"""Old Excel workbooks (.xls) → sheets.  Their number formats are not known here: numbers are printed in full."""

import io
import os
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetMetadata, SheetTypeEnum, SheetVisibleEnum

from core.errors import ReportError, costs_the_file_only
from core.processes import ENDED, Beside, conversation
from core.reading.number_format import printed_number
from core.reading.spreadsheet import Sheet


def read_old_sheets(source: Path | bytes) -> list[Sheet]:
    """The visible sheets in order.  Raises ReportError damaged · encrypted · too_large_inside.

    Read in a process beside this one: on damaged data the library may ask for more memory than there is, which ends the process it is in.
    """
    process = Beside("from core.reading.old_spreadsheet import serve; serve()")
    try:
        process.send(source if isinstance(source, bytes) else source.read_bytes())
        answer = process.receive()
    except ENDED as error:
        raise ReportError("damaged") from error
    finally:
        process.stop()
    if isinstance(answer, ReportError):
        raise answer
    return answer


def serve() -> None:
    """The life of the process beside: the bytes of a workbook → its sheets, or an error.  What the library prints of it is noise."""
    given, answers = conversation()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    for data in given:
        try:
            with costs_the_file_only():
                answers.give(_sheets(data))
        except ReportError as error:
            answers.give(error)


def _sheets(data: bytes) -> list[Sheet]:
    try:
        # Never by its path: what a file is called may not be what it is.
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        wanted = [n for n, entry in enumerate(book.sheets_metadata) if _is_wanted(entry)]
        return [_sheet(book.get_sheet_by_index(number)) for number in wanted]
    except PasswordError as error:
        raise ReportError("encrypted") from error
    except CalamineError as error:
        raise ReportError("damaged") from error


def _is_wanted(entry: SheetMetadata) -> bool:
    return entry.typ == SheetTypeEnum.WorkSheet and entry.visible == SheetVisibleEnum.Visible


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
