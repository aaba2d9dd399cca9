"""A workbook like the official forms: a sheet per table as the Ministry's form has it, totals as formulas, every figure linked to its page.

The file can be imported again as a report, and verified against what was exported (verify_workbook.py).
"""

import io
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from core.definitions import Definitions
from core.export.back_link import ADDRESS, back_link
from core.export.file_name import file_name
from core.export.harmless import harmless
from core.export.kept_ledger import kept_ledger
from core.export.official_layout import OfficialCell, OfficialSheet, official_sheets, reference, sheet_name
from core.export.official_rows import HEADS
from core.export.official_sources import Kept, write_sources, write_verification
from core.export.sheet import OPTIONS, Styles, width_of
from core.export.whole import whole_file
from core.model import Report
from core.store.library import Library
from core.version import VERSION

_NARROWEST, _WIDEST, _LINE, _TITLE, _MOST_LINES = 7, 40, 18, 30, 12
_ROUNDED, _FAILED, _HEAD = "#FFF4D6", "#FDE5E1", "#EEF3F8"
_COVER_WIDTH = 90
_LONGEST_FOOTER = 200
_COVER = ("official_says_formulas", "official_says_failed", "official_says_links", "official_says_verify")
_TITLED = ("final_accounts", "budget")


def export_official(
    library: Library, folder: Path, definitions: Definitions, reports: Sequence[str], language: str = "zh", address: str = ADDRESS
) -> list[Path]:
    """Writes one workbook like the official forms for each of these reports and returns their paths.

    `address`: where the running program answers, for the links.  Raises LibraryError report_unknown, ExportError export_not_writable.
    """
    written = []
    for report in reports:
        path = folder / file_name(library.known(report), definitions.message("file_official", language), ".xlsx")
        with whole_file(path) as unfinished:
            unfinished.write_bytes(official_workbook(library, report, definitions, language, address))
        written.append(path)
    return written


def official_workbook(library: Library, report: str, definitions: Definitions, language: str = "zh", address: str = ADDRESS) -> bytes:
    """The workbook as a file holds it.  Raises LibraryError report_unknown."""
    return _Official(library, library.known(report), definitions, language, address).content()


class _Official:
    """One workbook while it is made."""

    def __init__(self, library: Library, report: Report, definitions: Definitions, language: str, address: str) -> None:
        self._report, self._definitions, self._language, self._address = report, definitions, language, address
        self._ledger = kept_ledger(library, report.report, definitions)
        self._imported_at = library.imported_at(report.report)
        self._kept: list[Kept] = []

    def content(self) -> bytes:
        file = io.BytesIO()
        own = [self._say(code) for code in ("official_cover", "sources_sheet", "verification_sheet")]
        with xlsxwriter.Workbook(file, OPTIONS) as book:
            # The same report gives the same bytes: no time of writing in it.
            book.set_properties({"created": self._imported_at, "comments": self._source()})
            self._styles = Styles(book)
            self._cover(book.add_worksheet(own[0]))
            sheets = official_sheets(self._ledger)
            for sheet in sheets:
                self._table(book.add_worksheet(sheet_name(sheet.name, {name.casefold() for name in own})), sheet)
            write_sources(book.add_worksheet(own[1]), self._styles, self._ledger, sheets, self._say, self._link, self._source())
            write_verification(book.add_worksheet(own[2]), self._report, self._kept)
        return file.getvalue()

    def _cover(self, sheet: Worksheet) -> None:
        """Unit and title, by which the file is known when it is imported again, and how to read it."""
        kind = self._report.kind if self._report.kind in _TITLED else "other"
        year = self._say("official_year", year=self._report.fiscal_year) if self._report.fiscal_year else ""
        sheet.set_column(0, 0, _COVER_WIDTH)
        lines = [(self._report.unit_name, 20), (self._say(f"official_title_{kind}", year=year), 20), ("", 11), (self._source(), 11)]
        for row, (text, size) in enumerate([*lines, *((self._say(code), 11) for code in _COVER)], 4):
            if text:
                align = "center" if size > 11 else "left"
                sheet.set_row(row, 2 * size)
                self._text(sheet, row, 0, text, self._styles(font_size=size, bold=size > 11, align=align, text_wrap=True))
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def _table(self, sheet: Worksheet, laid: OfficialSheet) -> None:
        if laid.cells[0].row:
            self._above(sheet, laid)
        for cell in laid.cells:
            self._cell(sheet, laid, cell)
        pages = _pages(laid)
        below = [laid.table.note] if laid.table.note and not any(c.printed.kind == "note" for c in laid.cells) else []
        for row, text in enumerate([*below, self._source(pages)], laid.below + 1 - len(below)):
            self._text(sheet, row, 0, text, self._styles(font_color="#5F6B7A"))
        self._shape(sheet, laid)

    def _above(self, sheet: Worksheet, laid: OfficialSheet) -> None:
        """Title over all columns; number of the form, and the unit of money, at the right; whose table it is at the left."""
        last = laid.columns - 1
        title = self._styles(font_size=16, bold=True, align="center")
        if last:
            sheet.merge_range(0, 0, 0, last, "", title)
        self._text(sheet, 0, 0, laid.table.title, title)
        sheet.set_row(0, _TITLE)
        right = self._styles(align="right")
        if laid.table.printed_number:
            self._text(sheet, 1, last, laid.table.printed_number, right)
        if self._report.unit_name and last:
            self._text(sheet, 2, 0, self._say("official_department", unit=self._report.unit_name), self._styles())
        if laid.table.unit:
            self._text(sheet, 2, last, self._definitions.message("sheet_unit", "zh", unit=laid.table.unit), right)

    def _cell(self, sheet: Worksheet, laid: OfficialSheet, cell: OfficialCell) -> None:
        printed, style = cell.printed, self._style(cell)
        if printed.row_span * cell.column_span > 1:
            sheet.merge_range(cell.row, cell.column, cell.row + printed.row_span - 1, cell.column + cell.column_span - 1, "", style)
        if not cell.number:
            self._text(sheet, cell.row, cell.column, cell.text, style, laid, cell)
            return
        link = self._link(tab="tables", table=str(laid.table_no), cell=f"{printed.row}.{printed.column}")
        sheet.write_url(cell.row, cell.column, link, style, cell.text, self._tip(cell))
        if cell.formula:
            sheet.write_formula(cell.row, cell.column, cell.formula, style, Decimal(cell.number))
        else:
            sheet.write_number(cell.row, cell.column, Decimal(cell.number), style)
        self._keep(sheet, cell.row, cell.column, cell.number, cell.formula, laid, cell)
        told = self._told(laid, cell)
        if told:
            sheet.write_comment(cell.row, cell.column, told, {"author": "", "x_scale": 2, "y_scale": 0.8})

    def _told(self, laid: OfficialSheet, cell: OfficialCell) -> str:
        """What is said of a figure: why its formula has a rest, why it has none, whether its reading is in doubt or was corrected."""
        unit = laid.table.unit
        said = [self._say("official_rounding", rest=cell.rest, unit=unit)] if cell.rest else []
        if cell.failed:
            said.append(self._say("official_failed_beside" if cell.formula else "official_failed", failed=cell.failed, unit=unit))
        if cell.fact is not None and self._ledger.facts[cell.fact].doubt:
            said.append(self._say("official_doubt"))
        if cell.corrected:
            said.append(self._say("official_corrected", printed=cell.printed.text.strip()))
        return "\n".join(said)

    def _tip(self, cell: OfficialCell) -> str:
        place = cell.printed.place
        return self._say("official_tip", page=place.page) if place.page else self._say("official_tip_place", place=place.locator)

    def _text(
        self, sheet: Worksheet, row: int, column: int, text: str, style: Format,
        laid: OfficialSheet | None = None, cell: OfficialCell | None = None,
    ) -> None:  # fmt: skip
        """Text that no spreadsheet takes for a formula."""
        sheet.write_string(row, column, harmless(text), style)
        if text:
            self._keep(sheet, row, column, harmless(text), "", laid, cell)

    def _keep(
        self, sheet: Worksheet, row: int, column: int, value: str, formula: str, laid: OfficialSheet | None, cell: OfficialCell | None
    ) -> None:
        at = (str(laid.table_no), str(cell.printed.row), str(cell.printed.column)) if laid and cell else ("", "", "")
        self._kept.append(Kept(sheet.name, reference(row, column), "number" if cell and cell.number else "text", value, formula, *at))

    def _style(self, cell: OfficialCell) -> Format:
        kind = cell.printed.kind
        if kind == "title":
            return self._styles(align="center", text_wrap=True, bold=True)
        if kind in HEADS:
            return self._styles(border=1, align="center", text_wrap=True, bold=kind == "header", bg_color=_HEAD)
        if cell.number:
            marked = {"bg_color": _FAILED} if cell.failed else {"bg_color": _ROUNDED} if cell.rest else {}
            return self._styles(border=1, align="right", num_format=_number_format(cell), **marked)
        if kind == "note":
            return self._styles(text_wrap=True)
        align = "right" if kind in ("amount", "blank") else "center" if kind in ("code", "line_number") else "left"
        return self._styles(border=1, align=align, text_wrap=True)

    def _shape(self, sheet: Worksheet, laid: OfficialSheet) -> None:
        """Widths, heights and how it is printed: on one page across, headings on every page."""
        widths = [_NARROWEST] * laid.columns
        for cell in laid.cells:
            if cell.column_span == 1:
                needed = width_of(cell.printed.text) + 2
                needed = needed // 2 + 2 if cell.printed.kind in HEADS else needed
                widths[cell.column] = max(widths[cell.column], min(needed, _WIDEST))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        lines: dict[int, int] = {}
        for cell in laid.cells:
            room = sum(widths[cell.column : cell.column + cell.column_span]) - 1
            needed = sum(max(1, -(-width_of(line) // room)) for line in cell.printed.text.split("\n")) if not cell.number else 1
            if cell.printed.row_span == 1:
                lines[cell.row] = min(_MOST_LINES, max(lines.get(cell.row, 1), needed))
        for row, needed in lines.items():
            sheet.set_row(row, _LINE * needed)
        sheet.freeze_panes(laid.heads, 0)
        if laid.heads:
            sheet.repeat_rows(0, laid.heads - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.set_footer("&L" + self._source(_pages(laid))[:_LONGEST_FOOTER].replace("&", "&&") + "&R&P/&N")

    def _link(self, **view: str) -> str:
        return back_link(self._address, self._report.report, language=self._language, **view)

    def _source(self, pages: str = "") -> str:
        """Where it comes from: file, first eight digits of its SHA-256, pages, version of the software."""
        code = "source_pages" if pages else "source"
        return self._say(code, file=self._report.file, sha8=self._report.sha256[:8], pages=pages, version=VERSION)

    def _say(self, code: str, **details: object) -> str:
        return self._definitions.message(code, self._language, **details)


def _number_format(cell: OfficialCell) -> str:
    """As printed: as many decimals, and thousands apart where the print has them apart."""
    whole, _, decimals = cell.number.lstrip("-").partition(".")
    apart = len(whole) < 4 or not cell.text.strip().lstrip("-").startswith(whole)
    return ("#,##0" if apart else "0") + ("." + "0" * len(decimals) if decimals else "")


def _pages(laid: OfficialSheet) -> str:
    """`3` or `3–5`; "" when unknown."""
    first, last = laid.table.first_page, laid.table.last_page
    return "" if first is None else str(first) if first == last else f"{first}–{last}"
