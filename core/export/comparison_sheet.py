"""A comparison as a workbook: units against years as on the screen, every number a reference to the row that says where it is printed."""

import io
from collections.abc import Callable, Sequence
from decimal import Decimal

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from core.compare.slots import Compared
from core.export.harmless import harmless
from core.export.sheet import OPTIONS, Styles, width_of

_YEAR, _VALUE, _MONEY, _KIND, _PAGES = 1, 2, 3, 4, 8  # columns of a row
_WIDEST, _FIRST = 44, 18
_HEAD = {"bold": True, "border": 1, "bg_color": "#EEF3F8", "text_wrap": True}


def comparison_workbook(
    found: Compared, head: Sequence[tuple[str, str]], names: Sequence[str], rows: Sequence[Sequence], links: Sequence[str], say: Callable
) -> bytes:
    """The workbook as a file holds it.  `head`: the lines above the table, name and text; `names` and `rows`: the long table, a row per

    slot of `found` in its order, the value a bare number or None; `links`: the page of each in the running program, "" for none.
    """
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        styles = Styles(book)
        crossed, long = book.add_worksheet(say("compare_sheet")), book.add_worksheet(say("compare_sheet_places"))
        _long(long, styles, names, rows, links)
        units = [(names[_MONEY], rows[0][_MONEY])] if rows else []
        at = _above(crossed, styles, [head[0], *units, *head[1:]])
        _crossed(crossed, styles, found, names, rows, at, long.get_name())
        for sheet in (crossed, long):
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)
    return file.getvalue()


def _above(sheet: Worksheet, styles: Styles, head: Sequence[tuple[str, str]]) -> int:
    """What was compared and what makes it hard to compare; the first free row, one left empty."""
    for row, (name, text) in enumerate(head):
        sheet.write_string(row, 0, name, styles(bold=True))
        sheet.write_string(row, 1, harmless(text), styles())
    return len(head) + 1


def _crossed(
    sheet: Worksheet, styles: Styles, found: Compared, names: Sequence[str], rows: Sequence[Sequence], at: int, places: str
) -> None:
    """A row per unit, a column per year; what has no figure says so in words."""
    for column, text in enumerate((names[0], *map(str, found.years))):
        sheet.write_string(at, column, text, styles(**_HEAD, **({"align": "right"} if column else {})))
    line, place = {unit: at + 1 + n for n, unit in enumerate(found.units)}, {year: 1 + n for n, year in enumerate(found.years)}
    for unit, row in line.items():
        sheet.write_string(row, 0, harmless(unit), styles(border=1))
    for number, (slot, told) in enumerate(zip(found.frame.itertuples(), rows, strict=True), 1):
        where = line[slot.unit_name], place[slot.year]
        if told[_VALUE] is None:
            sheet.write_string(*where, told[_KIND], styles(border=1, font_color="#5F6B7A"))
            continue
        formula = f"='{places}'!{xl_rowcol_to_cell(number, _VALUE)}"
        style = styles(border=1, num_format=_decimals(told[_VALUE]), **({"italic": True} if slot.estimated else {}))
        sheet.write_formula(*where, formula, style, Decimal(told[_VALUE]))
    sheet.set_column(0, 0, min(_WIDEST, 2 + max(map(width_of, (names[0], *found.units)))))
    sheet.set_column(1, max(1, len(found.years)), _FIRST)
    sheet.freeze_panes(at + 1, 1)


def _long(sheet: Worksheet, styles: Styles, names: Sequence[str], rows: Sequence[Sequence], links: Sequence[str]) -> None:
    """A row per value: how it is known, its file and page, the page a link."""
    for column, name in enumerate(names):
        sheet.write_string(0, column, name, styles(**_HEAD))
        width = max(map(width_of, [name, *(str(row[column] or "") for row in rows)]))
        sheet.set_column(column, column, min(_WIDEST, 2 + width))
    for number, (row, link) in enumerate(zip(rows, links, strict=True), 1):
        for column, value in enumerate(row):
            if column == _YEAR:
                sheet.write_number(number, column, value, styles(num_format="0"))
            elif column == _VALUE and value is not None:
                sheet.write_number(number, column, Decimal(value), styles(num_format=_decimals(value)))
            elif column == _PAGES and link:
                sheet.write_url(number, column, link, styles(font_color="#1A5FA8", underline=1), value)
            elif value:
                sheet.write_string(number, column, harmless(value), styles())
    sheet.autofilter(0, 0, max(1, len(rows)), len(names) - 1)
    sheet.freeze_panes(1, 0)


def _decimals(value: str) -> str:
    """A format with every decimal the value has, two at least."""
    return "#,##0." + "0" * max(2, len(value.partition(".")[2]))
