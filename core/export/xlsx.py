"""A workbook per report: one sheet per printed table as it stands on the page, then the facts and the problems as lists."""

import io
import json
import re
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from core.checks.verdict import shown_as
from core.definitions import Definitions
from core.export.file_name import file_name
from core.export.harmless import harmless
from core.export.private import without_contact_cells
from core.export.sheet import OPTIONS, TABLE_ROW, Styles, head_rows, width_of, write_printed, write_value
from core.export.whole import whole_file
from core.model import Report
from core.store.library import Library
from core.version import VERSION

_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\']")
_LONGEST_SHEET_NAME, _LONGEST_FOOTER = 31, 200
_FACTS = ("table", "side", "line_code", "line_name", "role", "column", "printed", "unit", "amount_yuan", "page", "source", "doubt")
_PROBLEMS = ("where", "message", "page")
_CAUSES = ("cause_print", "cause_reading", "cause_unit", "cause_tail")
_FINDINGS = (
    *("check", "state", "severity", "tables", "message", "left", "right", "difference", "tolerance", "unit", "cause", "pages"),
    "exception",
)


def export_workbooks(library: Library, folder: Path, definitions: Definitions, reports: Sequence[str], language: str = "zh") -> list[Path]:
    """Writes one workbook for each of these reports and returns their paths.  Raises ExportError export_not_writable."""
    written = []
    for report in reports:
        path = folder / workbook_name(library.known(report))
        with whole_file(path) as unfinished:
            unfinished.write_bytes(_Workbook(library, library.known(report), definitions, language).content())
        written.append(path)
    return written


def workbook_name(report: Report) -> str:
    """A file name every system takes: unit, year and the report's number."""
    return file_name(report, "", ".xlsx")


class _Workbook:
    """One workbook while it is made."""

    def __init__(self, library: Library, report: Report, definitions: Definitions, language: str) -> None:
        self._library, self._report, self._definitions, self._language = library, report, definitions, language
        self._names: set[str] = set()

    def content(self) -> bytes:
        """The workbook as a file holds it."""
        file = io.BytesIO()
        with xlsxwriter.Workbook(file, OPTIONS) as book:
            # The same report gives the same bytes: no time of writing in it.
            book.set_properties({"created": self._library.imported_at(self._report.report), "comments": self._source("")})
            self._book, self._styles = book, Styles(book)
            for table in self._library.tables(self._report.report).itertuples():
                cells = self._library.cells(self._report.report, int(table.table_no))
                if len(cells):
                    self._printed_table(table, without_contact_cells(cells, self._definitions, self._say("out_contact_left_out")))
            self._list("sheet_facts", _FACTS, self._facts())
            self._list("sheet_problems", _PROBLEMS, self._problems())
            self._list("sheet_findings", _FINDINGS, self._findings())
        return file.getvalue()

    def _printed_table(self, table: tuple, cells: pd.DataFrame) -> None:
        sheet = self._sheet(table.title or self._definitions.name("table", table.table.removeprefix("other:"), self._language))
        last = int((cells["column"] + cells["column_span"]).max()) - 1
        below = write_printed(sheet, self._styles, cells)
        if "title" not in set(cells["kind"]):
            sheet.write_string(0, 0, harmless(table.title), self._styles(bold=True, font_size=14))
        sheet.write_string(1, 0, harmless(table.printed_number), self._styles())
        if table.unit:
            sheet.write_string(1, last, self._say("sheet_unit", unit=table.unit), self._styles(align="right"))
        sheet.write_string(below + 1, 0, harmless(self._source(_pages(table))), self._styles(font_color="#5F6B7A"))
        heads = head_rows(cells)
        sheet.freeze_panes(TABLE_ROW + heads, 0)
        if heads:
            sheet.repeat_rows(TABLE_ROW, TABLE_ROW + heads - 1)

    def _facts(self) -> list[list[object]]:
        name, language = self._definitions.name, self._language
        return [
            [
                name("table", fact.table, language).removeprefix("other:"),
                self._say(f"side_{fact.side}") if fact.side else "",
                *(fact.line_code, fact.line_name, self._say(f"role_{fact.role}"), name("column", fact.column, language)),
                *(fact.printed, fact.unit, fact.amount_fen / 100, fact.locator if pd.isna(fact.page) else fact.page),
                *(self._say(f"sheet_source_{fact.source}", value=fact.corrected, file=self._report.file), fact.doubt),
            ]
            for fact in self._library.facts(self._report.report).itertuples()
        ]

    def _problems(self) -> list[list[object]]:
        problems = self._library.problems(self._report.report)[["where", "kind", "details", "page"]]
        return [
            [where, self._say(kind, **json.loads(details)), page]
            for where, kind, details, page in problems.itertuples(index=False, name=None)
        ]

    def _findings(self) -> list[list[object]]:
        """What did not simply pass: what does not agree, what was rounded, and what was not checked."""
        told = [finding for finding in self._library.findings(self._report.report) if finding.state not in ("pass", "not_applicable")]
        return [
            [
                *(finding.check, self._say(f"state_{shown_as(finding)}"), self._say(f"severity_{finding.severity}")),
                ", ".join(self._definitions.name("table", key, self._language) for key in finding.tables),
                finding.message if self._language == "zh" else finding.message_en,
                *(finding.left, finding.right, finding.difference, finding.tolerance, finding.unit),
                finding.cause if self._language == "zh" else self._cause(finding.cause),
                *(", ".join(map(str, finding.pages)), finding.exception),
            ]
            for finding in told
        ]

    def _cause(self, cause: str) -> str:
        """The cause in the language of the workbook; it is kept in the words of the export."""
        return next((self._say(code) for code in _CAUSES if self._definitions.message(code) == cause), cause)

    def _list(self, name: str, columns: Sequence[str], rows: list[list[object]]) -> None:
        """A sheet with a heading, a filter, and the source below."""
        sheet = self._sheet(self._say(name))
        for number, column in enumerate(columns):
            heading = self._say(f"heading_{column}")
            sheet.write_string(0, number, heading, self._styles(bold=True, border=1, bg_color="#EEF3F8"))
            sheet.set_column(number, number, min(60, max([width_of(heading), *(width_of(str(row[number])) for row in rows)]) + 2))
        for line, row in enumerate(rows, 1):
            for number, value in enumerate(row):
                self._value(sheet, line, number, value)
        sheet.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)
        sheet.freeze_panes(1, 0)
        sheet.write_string(len(rows) + 2, 0, harmless(self._source("")), self._styles(font_color="#5F6B7A"))

    def _value(self, sheet: Worksheet, row: int, column: int, value: object) -> None:
        if isinstance(value, str):
            write_value(sheet, row, column, value, self._styles())
        elif pd.notna(value):
            sheet.write_number(row, column, value, self._styles(num_format="#,##0.00" if isinstance(value, float) else "0"))

    def _sheet(self, title: str) -> Worksheet:
        """A new sheet under a name Excel takes and that is not taken yet."""
        plain = _NOT_IN_SHEET_NAMES.sub(" ", title).strip()[:_LONGEST_SHEET_NAME] or self._say("sheet_table")
        name, number = plain, 1
        while name.casefold() in self._names:
            number += 1
            name = f"{plain[: _LONGEST_SHEET_NAME - len(str(number)) - 1]} {number}"
        self._names.add(name.casefold())
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L" + self._source("")[:_LONGEST_FOOTER].replace("&", "&&") + "&R&P/&N")
        return sheet

    def _source(self, pages: str) -> str:
        """Where it comes from: file, first eight digits of its SHA-256, pages, version of the software."""
        code = "source_pages" if pages else "source"
        return self._say(code, file=self._report.file, sha8=self._report.sha256[:8], pages=pages, version=VERSION)

    def _say(self, code: str, **details: object) -> str:
        return self._definitions.message(code, self._language, **details)


def _pages(table: tuple) -> str:
    """`3` or `3–5`; "" when unknown."""
    if pd.isna(table.first_page):
        return ""
    return str(table.first_page) if table.first_page == table.last_page else f"{table.first_page}–{table.last_page}"
