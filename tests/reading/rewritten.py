"""The tables of a report that was read, written again as a workbook, a Word file or a web page, the way offices publish them."""

import html
import io
from collections.abc import Iterator
from dataclasses import replace

import docx
import xlsxwriter
import xlwt

from core.amounts import number_text
from core.model import PrintedCell, Reading, Table

_HEADS = ("title", "header", "number_row")
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False}


def printed_tables(reading: Reading) -> list[Table]:
    """The tables in printed order, without the headings and totals repeated on later pages."""
    return [replace(table, cells=tuple(_without_repeats(table))) for table in reading.tables if table.cells]


def _without_repeats(table: Table) -> Iterator[PrintedCell]:
    heads = {cell.row for cell in table.cells if cell.kind in _HEADS}
    first = min((cell.row for cell in table.cells if cell.row not in heads), default=len(table.cells))
    facts = {fact.cell_row for fact in table.facts}
    printed = {cell.row for cell in table.cells if cell.kind == "amount" and any(map(str.isdigit, cell.text))}
    repeated = {row for row in printed if facts and row not in facts}
    kept = sorted({cell.row for cell in table.cells if (cell.row not in heads or cell.row < first) and cell.row not in repeated})
    for cell in table.cells:
        if cell.row in kept:
            yield replace(cell, row=kept.index(cell.row))


def width(table: Table) -> int:
    """The number of its columns."""
    return max(cell.column + cell.column_span for cell in table.cells)


def unit_of(table: Table) -> str:
    return f"金额单位：{table.unit or '万元'}"


def as_xlsx(reading: Reading, one_sheet: bool = False, gap: int = 1, merged: bool = True) -> bytes:
    """A workbook: a cover, then a sheet for each table or one for all, `gap` blank rows between them; titles merged or not."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        cover = book.add_worksheet("封面")
        cover.merge_range(3, 0, 3, 8, f"{reading.identity.unit_name}{reading.identity.fiscal_year}年度部门决算")
        sheet, row = book.add_worksheet("决算公开表") if one_sheet else None, 0
        for number, table in enumerate(printed_tables(reading)):
            if not one_sheet:
                sheet, row = book.add_worksheet(f"GK{number + 1:02d} {table.table.partition(':')[0][:20]}"), 0
            row = _write_sheet_table(book, sheet, row, table, merged) + gap
    return out.getvalue()


def _write_sheet_table(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, row: int, table: Table, merged: bool) -> int:
    last = width(table) - 1
    if merged and last:
        sheet.merge_range(row, 0, row, last, table.title)
    else:
        sheet.write_string(row, 0, table.title)
    sheet.write_string(row + 1, last, table.printed_number)
    sheet.write_string(row + 2, 0, "部门：某单位")
    sheet.write_string(row + 2, last, unit_of(table))
    top = row + 3
    for cell in table.cells:
        if cell.row_span * cell.column_span > 1:
            sheet.merge_range(top + cell.row, cell.column, top + cell.row + cell.row_span - 1, cell.column + cell.column_span - 1, "")
        number = number_text(cell.text) if cell.kind in ("amount", "code", "line_number") else None
        if number is None:
            sheet.write_string(top + cell.row, cell.column, cell.text)
        else:
            sheet.write_number(top + cell.row, cell.column, float(number), book.add_format({"num_format": number_format(cell.text)}))
    bottom = top + max(cell.row + cell.row_span for cell in table.cells)
    if table.note:
        sheet.write_string(bottom, 0, table.note)
    return bottom + bool(table.note)


def number_format(printed: str) -> str:
    """The format under which a worksheet prints a number as this text does."""
    whole, _, decimals = printed.strip().partition(".")
    least = "0" * (len(whole) if whole.startswith("0") else 1)
    return ("#,##0" if "," in printed else least) + ("." + "0" * len(decimals) if decimals else "")


def as_xls(reading: Reading) -> bytes:
    """An old workbook, a sheet for each table."""
    book, out = xlwt.Workbook(), io.BytesIO()
    for number, table in enumerate(printed_tables(reading)):
        sheet, last = book.add_sheet(f"表{number + 1}"), width(table) - 1
        sheet.write_merge(0, 0, 0, last, table.title)
        sheet.write(1, last, unit_of(table))
        for cell in table.cells:
            number = number_text(cell.text) if cell.kind == "amount" else None
            held = cell.text if number is None else float(number)
            row, column = cell.row + 2, cell.column
            sheet.write_merge(row, row + cell.row_span - 1, column, column + cell.column_span - 1, held)
    book.save(out)
    return out.getvalue()


def as_docx(reading: Reading) -> bytes:
    """A Word file: a cover, then title, unit, table and note of each."""
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph(reading.identity.unit_name)
    document.add_paragraph(f"{reading.identity.fiscal_year}年度部门决算")
    document.add_page_break()
    for table in printed_tables(reading):
        document.add_paragraph(table.title)
        document.add_paragraph(unit_of(table))
        grid = document.add_table(max(cell.row + cell.row_span for cell in table.cells), width(table))
        for cell in table.cells:
            first, last = grid.cell(cell.row, cell.column), grid.cell(cell.row + cell.row_span - 1, cell.column + cell.column_span - 1)
            (first.merge(last) if first is not last else first).text = cell.text
        document.add_paragraph(table.note)
    document.save(out)
    return out.getvalue()


def as_html(reading: Reading, encoding: str = "utf-8", framed: bool = False) -> bytes:
    """A web page; `framed`: inside a table that lays out the page."""
    body = "".join(map(_html_table, printed_tables(reading)))
    heading = f"<h1>{reading.identity.unit_name}{reading.identity.fiscal_year}年度部门决算</h1>"
    if framed:
        body = f"<table><tr><td>导航</td></tr><tr><td>{body}</td></tr></table>"
    head = f"<head><meta charset='{encoding}'><title>x</title></head>"
    page = f"<html>{head}<body>{heading}<script>var a='<table>';</script>{body}</body></html>"
    return page.encode(encoding, "xmlcharrefreplace")


def _html_table(table: Table) -> str:
    rows: dict[int, list[str]] = {row: [] for row in range(max(cell.row + cell.row_span for cell in table.cells))}
    for cell in table.cells:
        text = html.escape(cell.text).replace("\n", "<br>")
        rows[cell.row].append(f"<td rowspan={cell.row_span} colspan='{cell.column_span}'><p>{text}</p></td>")
    body = "".join(f"<tr>{''.join(cells)}</tr>" for cells in rows.values())
    return f"<p>{table.title}</p><div>{unit_of(table)}</div><table border=1><tbody>{body}</tbody></table><p>{table.note}</p>"


def as_saved_sheets(reading: Reading, one_table: bool = False) -> bytes:
    """A workbook saved as a web page: a list of its sheets, then a table each, or one for all, title, unit and note in rows of it."""
    tables = printed_tables(reading)
    sheets = [_sheet_rows(table) for table in tables]
    named = "".join(f"<a href='#table{number}'>{table.title}</a><br>" for number, table in enumerate(tables))
    cover = f"<table><tr><td></td><td>{reading.identity.unit_name}{reading.identity.fiscal_year}年度部门决算</td></tr></table>"
    body = f"<table>{''.join(sheets)}</table>" if one_table else "".join(f"<h1>Sheet</h1><table>{rows}</table>" for rows in sheets)
    return f"<html><head><meta charset='utf-8'></head><body><p>{named}</p>{cover}{body}</body></html>".encode()


def _sheet_rows(table: Table) -> str:
    last = width(table)
    rows: dict[int, list[str]] = {row: [] for row in range(max(cell.row + cell.row_span for cell in table.cells))}
    for cell in table.cells:
        spans = f"rowspan={cell.row_span} colspan={cell.column_span}"
        rows[cell.row].append(f"<td {spans}>{html.escape(cell.text).replace(chr(10), '<br>')}</td>")
    blank = f"<td colspan={last}><br></td>"
    above = [f"<td colspan={last}>{table.title}</td>", f"<td>部门：某单位</td>{'<td></td>' * (last - 2)}<td>{unit_of(table)}</td>"]
    below = [blank, f"<td colspan={last}>{table.note}</td>", blank, blank]
    return "".join(f"<tr>{row}</tr>" for row in (*above, *map("".join, rows.values()), *below))


def as_published_xlsx(reading: Reading) -> bytes:
    """A workbook as offices publish it: figures as text, names indented, the number of the form first, bordered blank rows at the end."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        book.add_worksheet("封面").write(3, 2, f"{reading.identity.unit_name}{reading.identity.fiscal_year}年度部门决算")
        border = book.add_format({"border": 1})
        for number, table in enumerate(printed_tables(reading)):
            sheet, last = book.add_worksheet(f"Z{number + 1:02d}"), width(table) - 1
            above = {(0, last): table.printed_number, (1, last // 2): table.title, (3, 0): "部门：某单位", (3, last): unit_of(table)}
            for place, text in above.items():
                sheet.write_string(*place, text)
            for cell in table.cells:
                row, text = cell.row + 4, {"label": f"　　{cell.text} ", "amount": f" {cell.text} "}.get(cell.kind, cell.text)
                if cell.row_span * cell.column_span > 1:
                    sheet.merge_range(row, cell.column, row + cell.row_span - 1, cell.column + cell.column_span - 1, "")
                sheet.write_string(row, cell.column, text)
            bottom = 4 + max(cell.row + cell.row_span for cell in table.cells)
            for row in range(bottom, bottom + 12):
                for column in range(last + 1):
                    sheet.write_blank(row, column, None, border)
            sheet.write_string(bottom + 12, 0, table.note)
    return out.getvalue()
