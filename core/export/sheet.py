"""A printed table on a worksheet, laid out as on the page: merged heads, numbers as numbers with the decimals they were printed with."""

import unicodedata
from collections.abc import Iterable
from decimal import Decimal

import pandas as pd
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from core.amounts import number_text
from core.export.harmless import harmless

# How every workbook is made: no text of a report becomes a formula, a link or a number by itself.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
TABLE_ROW = 2
_LONGEST_TEXT = 32_767
_NARROWEST, _WIDEST = 6, 44
_LINE_HEIGHT = 15
_MOST_LINES = 20
_HEADS = {"title", "header", "number_row"}


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple, Format] = {}

    def __call__(self, **properties: object) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format({"font_size": 10, "valign": "vcenter", **properties})
        return self._made[key]


def write_printed(sheet: Worksheet, styles: Styles, cells: pd.DataFrame) -> int:
    """Writes the cells of a table from row `TABLE_ROW` down and returns the first row below it.

    `cells`: row, column, row_span, column_span, kind, text (see table `cell`).
    """
    taken: set[tuple[int, int]] = set()
    rows = list(cells[["row", "column", "row_span", "column_span", "kind", "text"]].itertuples(index=False, name=None))
    for row, column, row_span, column_span, kind, text in rows:
        covered = {(r, c) for r in range(row, row + row_span) for c in range(column, column + column_span)}
        if len(covered) > 1 and not covered & taken:
            _merge(sheet, row, column, row_span, column_span, _style(styles, kind, text))
        taken |= covered
        write_value(sheet, TABLE_ROW + row, column, text, _style(styles, kind, text), as_number=kind == "amount")
    widths = _widths(rows)
    for column, width in widths.items():
        sheet.set_column(column, column, width)
    for row, lines in _lines(rows, widths).items():
        sheet.set_row(TABLE_ROW + row, _LINE_HEIGHT * lines)
    return TABLE_ROW + max((row + span for row, _, span, *_ in rows), default=0)


def write_value(sheet: Worksheet, row: int, column: int, text: str, style: Format, *, as_number: bool = False) -> None:
    """One cell: a number where it is asked for and printed, else text, never a formula."""
    number = number_text(text) if as_number else None
    if number is None:
        sheet.write_string(row, column, harmless(text)[:_LONGEST_TEXT], style)
    else:
        sheet.write_number(row, column, Decimal(number), style)  # a float would be written with its binary rest


def head_rows(cells: pd.DataFrame) -> int:
    """How many rows at the top are heads, to be kept in sight."""
    plain = cells.loc[~cells["kind"].isin(_HEADS | {"blank"}), "row"]
    return int(plain.min()) if len(plain) else 0


def width_of(text: str) -> int:
    """Width of the longest line, a Chinese character counting two."""
    return max((sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line) for line in text.split("\n")), default=0)


def _merge(sheet: Worksheet, row: int, column: int, row_span: int, column_span: int, style: Format) -> None:
    sheet.merge_range(TABLE_ROW + row, column, TABLE_ROW + row + row_span - 1, column + column_span - 1, "", style)


def _style(styles: Styles, kind: str, text: str) -> Format:
    if kind in _HEADS:
        return styles(border=1, bold=True, align="center", text_wrap=True, bg_color="#EEF3F8")
    if kind == "amount":
        decimals = len((number_text(text) or "").partition(".")[2])
        return styles(border=1, align="right", num_format="#,##0" + ("." + "0" * decimals if decimals else ""))
    return styles(border=1, align="center" if kind in ("code", "line_number") else "left", text_wrap=True)


def _widths(rows: Iterable[tuple]) -> dict[int, int]:
    """Column → width that shows its longest text (heads may wrap over two lines)."""
    widths: dict[int, int] = {}
    for _, column, _, column_span, kind, text in rows:
        if column_span == 1:
            needed = width_of(text) + 2
            needed = needed // 2 + 1 if kind in _HEADS else needed
            widths[column] = max(widths.get(column, _NARROWEST), min(needed, _WIDEST))
    return widths


def _lines(rows: Iterable[tuple], widths: dict[int, int]) -> dict[int, int]:
    """Row → lines its longest text needs, where more than one: spreadsheets do not make room for the text of merged cells."""
    lines: dict[int, int] = {}
    for row, column, row_span, column_span, kind, text in rows:
        room = sum(widths.get(number, _NARROWEST) for number in range(column, column + column_span)) - 1
        needed = sum(max(1, -(-width_of(line) // room)) for line in text.split("\n")) if kind != "amount" else 1
        if row_span == 1 and needed > 1:
            lines[row] = min(_MOST_LINES, max(lines.get(row, 1), needed))
    return lines
