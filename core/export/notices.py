"""The letters to many organisations in one zip, with a workbook that says what became of each report."""

import io
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from core.definitions import Definitions
from core.errors import ExportError
from core.export.file_name import file_name
from core.export.harmless import harmless
from core.export.listing import Listing, listing
from core.export.notice_word import ASKED, letter_of
from core.export.sheet import OPTIONS, Styles
from core.export.whole import whole_file
from core.over.run import over_reports
from core.store.library import Library

Progress = Callable[[int, int], None]
Row = dict[str, str | int]  # column → what stands in it

_LETTERS = {"unit_name": 36, "year": 8, "file": 30, "sha": 12, "fail": 8, "explained": 8, "rounding": 8, "not_run": 8, "letter": 48}
_ITEMS = {
    **{"unit_name": 36, "year": 8, "number": 6, "check": 9, "title": 26, "where": 60, "left": 13, "right": 13, "difference": 12},
    **{"unit": 7, "pages": 8, "message": 70, "basis": 26, "file": 30, "sha": 12},
}


@dataclass(frozen=True, slots=True)
class Letter:
    """What became of a report: the letter's name in the zip, or "" and the message code of why there is none; `items` asked about."""

    report: str
    unit_name: str
    items: int
    name: str
    why: str = ""


def export_notices(
    library: Library,
    path: Path,
    definitions: Definitions,
    reports: Sequence[str],
    language: str = "zh",
    progress: Progress | None = None,
    made_on: date | None = None,
) -> tuple[Letter, ...]:
    """Writes a zip with a letter for each of these reports that has something to verify, and the summary; returns what became of each.

    `progress(done, total)` is told of each report; what it raises ends the work and leaves nothing.  Raises LibraryError report_unknown,
    ExportError export_not_writable.
    """
    day, wanted, letters, listings = made_on or date.today(), list(dict.fromkeys(reports)), [], []
    compared = over_reports(library, definitions, wanted)
    with whole_file(path) as unfinished, zipfile.ZipFile(unfinished, "w", zipfile.ZIP_STORED) as archive:
        for done, report in enumerate(wanted, start=1):
            listed = listing(library, report, definitions, language, day, ASKED, compared)
            letter, content = _letter(listed, library, definitions, language, day)
            if content:
                archive.writestr(_entry(letter.name, day), content)
            letters.append(letter)
            listings.append(listed)
            if progress:
                progress(done, len(wanted))
        summary = f"{definitions.message('file_notices_summary', language)}.xlsx"
        archive.writestr(_entry(summary, day), _summary(letters, listings, definitions, language, day))
    return tuple(letters)


def notices_zip(
    library: Library, reports: Sequence[str], definitions: Definitions, language: str = "zh", progress: Progress | None = None
) -> bytes:
    """The same zip as bytes, for a download."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "notices.zip"
        export_notices(library, path, definitions, reports, language, progress)
        return path.read_bytes()


def _letter(listed: Listing, library: Library, definitions: Definitions, language: str, day: date) -> tuple[Letter, bytes]:
    report, count = listed.report, len(listed.asked)
    try:
        content = letter_of(listed, library, definitions, language, day)
    except ExportError as error:
        return Letter(report.report, report.unit_name, count, "", error.code), b""
    name = file_name(report, definitions.message("file_notice", language), ".docx")
    return Letter(report.report, report.unit_name, count, name), content


def _summary(letters: Sequence[Letter], listings: Sequence[Listing], definitions: Definitions, language: str, day: date) -> bytes:
    """The workbook beside the letters: a row per report, and a row per item of the letters."""
    file, say = io.BytesIO(), partial(_say, definitions, language)
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        book.set_properties({"title": say("file_notices_summary"), "created": datetime(day.year, day.month, day.day, 12)})
        styles = Styles(book)
        told = [_of_report(letter, listed, say) for letter, listed in zip(letters, listings, strict=True)]
        _sheet(book.add_worksheet(say("out_notices_letters")), styles, _LETTERS, told, say)
        asked = [row for letter, listed in zip(letters, listings, strict=True) if letter.name for row in _of_items(listed)]
        _sheet(book.add_worksheet(say("out_notices_items")), styles, _ITEMS, asked, say)
    return file.getvalue()


def _of_report(letter: Letter, listed: Listing, say: Callable[..., str]) -> Row:
    report, counts = listed.report, listed.verdict.counts
    return {
        "unit_name": report.unit_name,
        "year": str(report.fiscal_year or ""),
        "file": report.file,
        "sha": report.sha256[:8],
        "fail": letter.items,
        "explained": counts["fail"] - sum(item.open for item in listed.items),
        "rounding": counts["rounding"],
        "not_run": counts["not_run"],
        "letter": letter.name or say(letter.why, file=report.file),
    }


def _of_items(listed: Listing) -> list[Row]:
    report = listed.report
    return [
        {
            "unit_name": report.unit_name,
            "year": str(report.fiscal_year or ""),
            "number": item.own_number or item.number,
            "check": item.finding.check,
            "title": item.title,
            "where": "\n".join(item.where) or item.message,
            "left": item.finding.left,
            "right": item.finding.right,
            "difference": item.finding.difference,
            "unit": item.finding.unit,
            "pages": item.pages,
            "message": item.message,
            "basis": item.basis,
            "file": report.file,
            "sha": report.sha256[:8],
        }
        for item in listed.asked
    ]


def _sheet(sheet: Worksheet, styles: Styles, columns: dict[str, int], rows: Sequence[Row], say: Callable[..., str]) -> None:
    for number, (name, width) in enumerate(columns.items()):
        sheet.set_column(number, number, width)
        sheet.write_string(0, number, say(f"out_column_{name}"), styles(bold=True, border=1, bg_color="#EEF3F8", text_wrap=True))
        for row, told in enumerate(rows, start=1):
            if isinstance(told[name], int):
                sheet.write_number(row, number, told[name], styles(border=1, valign="top"))
            else:
                sheet.write_string(row, number, harmless(told[name])[:32_767], styles(border=1, valign="top", text_wrap=True))
    sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
    sheet.freeze_panes(1, 0)
    sheet.write_string(len(rows) + 2, 0, say("out_notices_source"), styles(font_color="#5F6B7A"))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _entry(name: str, day: date) -> zipfile.ZipInfo:
    """An entry of the zip with the day of the letters, so that the same letters give the same zip."""
    return zipfile.ZipInfo(name, (max(day.year, 1980), day.month, day.day, 12, 0, 0))


def _say(definitions: Definitions, language: str, code: str, **details: object) -> str:
    return definitions.message(code, language, **details)
