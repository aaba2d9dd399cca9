"""Workbooks: the printed figures of the samples, however they are spread over sheets; numbers as their formats print them."""

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from core.definitions import load
from core.errors import ReportError
from core.export.xlsx import export_workbooks
from core.ingest import read_file
from core.model import Box, Place, Reading
from core.reading import open_document
from core.reading.number_format import printed_number
from core.reading.spreadsheet import column_letters, column_number
from core.store.library import Library
from tests.conftest import reading_of
from tests.reading.goldens import figures, golden_figures, identity_of
from tests.reading.rewritten import as_published_xlsx, as_xls, as_xlsx

WRITERS = {
    "a sheet for each table": as_xlsx,
    "titles not merged": lambda reading: as_xlsx(reading, merged=False),
    "all on one sheet": lambda reading: as_xlsx(reading, one_sheet=True),
    "no blank row between tables": lambda reading: as_xlsx(reading, one_sheet=True, gap=0),
    "neither merged nor apart": lambda reading: as_xlsx(reading, one_sheet=True, gap=0, merged=False),
    "as offices publish it": as_published_xlsx,
    "old workbook": as_xls,
}
SHEET = "xl/worksheets/sheet1.xml"
FORMATS = [
    ("5661.38", "", "5661.38"),
    ("5661.38", "General", "5661.38"),
    ("5661.38", "#,##0.00", "5,661.38"),
    ("5661.384999", "#,##0.00", "5,661.38"),
    ("4221.3000000000002", "", "4221.3"),
    ("0.30000000000000004", "General", "0.3"),
    ("1.005", "0.00", "1.01"),
    ("-12.5", "#,##0.00_);(#,##0.00)", "(12.50)"),
    ("-12.5", "#,##0.00", "-12.50"),
    ("-0.001", "0.00", "0.00"),
    ("0", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
    ("1234.5", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "1,234.50"),
    ("0", "#,##0.00;-#,##0.00;;@", ""),
    ("0", "#,##0", "0"),
    ("12345", "0!.0000", "1.2345"),
    ("1234567", "#,##0.00,", "1,234.57"),
    ("0.9995", "0.00%", "99.95%"),
    ("2060101", "General", "2060101"),
    ("8", "00", "08"),
    ("12.5", '#,##0.00"万元"', "12.50万元"),
    ("1234567.891", "#,##0.00_);[Red]\\(#,##0.00\\)", "1,234,567.89"),
    ("1E-7", "", "0.0000001"),
    ("150", "[>=100]0.0;0.00", "150.0"),
]


def read(content: bytes, folder: Path) -> Reading:
    path = folder / "kept.tmp"
    path.write_bytes(content)
    return read_file(path, load())


def workbook(write) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        write(book)
    return out.getvalue()


def part(content: bytes, name: str, change) -> bytes:
    """The workbook with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            data = old.read(entry)
            new.writestr(entry, change(data) if entry == name else data)
    return out.getvalue()


def lines_of(content: bytes, folder: Path) -> list[str]:
    path = folder / "a.xlsx"
    path.write_bytes(content)
    with open_document(path) as document:
        return [line.text for page in document.read() for line in page.lines]


@pytest.mark.parametrize(("number", "code", "printed"), FORMATS)
def test_numbers_are_printed_as_their_format_says(number, code, printed):
    assert printed_number(number, code).strip() == printed


@pytest.mark.parametrize("writer", WRITERS)
def test_the_figures_are_the_golden_ones(sample, writer, tmp_path):
    reading = read(WRITERS[writer](reading_of(sample / "report.pdf")), tmp_path)
    wanted, found = golden_figures(sample), figures(reading)
    assert (wanted - found, found - wanted) == ({}, {})
    assert [problem for table in reading.tables for problem in table.problems] == []
    assert (reading.pages, reading.page_sizes) == (0, ())


def test_a_workbook_says_who_and_when(sample, tmp_path):
    printed = reading_of(sample / "report.pdf")
    assert identity_of(read(as_xlsx(printed), tmp_path)) == identity_of(printed)


def test_our_own_workbook_reads_back(sample, tmp_path):
    with Library.open(tmp_path / "library") as library:
        library.save(reading_of(sample / "report.pdf"))
        (written,) = export_workbooks(library, tmp_path / "out", load(), library.selection())
    wanted, found = golden_figures(sample), figures(read_file(written, load()))
    assert (wanted - found, found - wanted) == ({}, {})


def test_a_sheet_that_begins_with_its_unit_is_titled_by_its_name(tmp_path):
    def write(book):
        sheet = book.add_worksheet("GK03 支出决算表")
        sheet.write_row("A1", ["部门：青山市统计局", None, None, None, "金额单位：万元"])
        sheet.write_row("A2", ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"])
        sheet.write_row("A3", ["2010501", "行政运行", 12, 10, 2])

    (table,) = [table for table in read(workbook(write), tmp_path).tables if table.facts]
    assert [(table.table, fact.line_code, fact.column, fact.amount_fen) for fact in table.facts] == [
        ("expenditure", "2010501", "total", 12_000_000),
        ("expenditure", "2010501", "basic", 10_000_000),
        ("expenditure", "2010501", "project", 2_000_000),
    ]


def test_every_figure_is_told_by_its_cell(tmp_path):
    def write(book):
        sheet = book.add_worksheet("收支 总表")
        sheet.merge_range("B2:G2", "收入支出决算总表")
        sheet.write("G3", "金额单位：万元")
        for column, text in zip("BCDEFG", ("项目", "行次", "金额", "项目", "行次", "金额"), strict=True):
            sheet.write(f"{column}4", text)
        sheet.write_row("B5", ["一、一般公共预算财政拨款收入", 1])
        sheet.write("D5", 1234.5, book.add_format({"num_format": "#,##0.00"}))
        sheet.write_row("E5", ["一、科学技术支出", 2, 8])
        sheet.write_row("B6", ["总计", 3, 1234.5, "总计", 4, 1234.5])

    reading = read(workbook(write), tmp_path)
    facts = [fact for table in reading.tables for fact in table.facts]
    assert [(fact.printed, fact.amount_fen, fact.place.page, fact.place.locator) for fact in facts] == [
        ("1,234.50", 1_234_500_000, None, "'收支 总表'!D5"),
        ("8", 8_000_000, None, "'收支 总表'!G5"),
        ("1234.5", 1_234_500_000, None, "'收支 总表'!D6"),
        ("1234.5", 1_234_500_000, None, "'收支 总表'!G6"),
    ]
    assert {table.first_page for table in reading.tables} == {None}


def test_what_is_hidden_is_not_read(tmp_path):
    def write(book):
        sheet, hidden = book.add_worksheet("一"), book.add_worksheet("二")
        sheet.write_column("A1", ["看得见", "藏起来的行", "最后"])
        sheet.write("C1", "藏起来的列")
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column("C:C", None, None, {"hidden": True})
        hidden.write("A1", "藏起来的表")
        hidden.hide()

    assert lines_of(workbook(write), tmp_path) == ["看得见", "最后"]


def test_zeros_that_are_not_shown_are_no_figures(tmp_path):
    def write(book):
        sheet = book.add_worksheet("Sheet1")
        sheet.hide_zero()
        sheet.write_row("A1", ["有", 0, 5, 0.0])

    assert lines_of(workbook(write), tmp_path) == ["有", "5"]


def test_one_stray_cell_takes_no_room(tmp_path):
    def write(book):
        sheet = book.add_worksheet("Sheet1")
        sheet.write_row("A1", ["开头", "旁边"])
        sheet.merge_range("A2:B2", "中间")
        sheet.write("XFD1048576", "角落")

    content = part(workbook(write), SHEET, lambda data: data.replace(b'ref="A2:B2"', b'ref="A2:XFC1048575"'))
    assert lines_of(content, tmp_path) == ["开头", "旁边", "中间", "角落"]


@pytest.mark.parametrize(("letters", "number"), [("A", 0), ("Z", 25), ("AA", 26), ("XFD", 16_383)])
def test_columns_are_counted_as_in_excel(letters, number):
    assert (column_number(letters), column_letters(number)) == (number, letters)


PLAIN = workbook(lambda book: book.add_worksheet("一").write("A1", "字"))
BOMB = b'<!DOCTYPE a [<!ENTITY b "' + b"x" * 1000 + b'"><!ENTITY c "' + b"&b;" * 1000 + b'">]>'
BROKEN = {
    "cut off": (PLAIN[: len(PLAIN) // 2], "damaged"),
    "another archive": (b"PK\x05\x06" + bytes(18), "not_a_pdf"),
    "sheet is no XML": (part(PLAIN, SHEET, lambda data: data[:-40]), "damaged"),
    "no workbook inside": (part(PLAIN, "xl/workbook.xml", lambda data: b""), "damaged"),
    "references no number": (part(PLAIN, SHEET, lambda data: data.replace(b'r="1"', b'r="one"')), "damaged"),
    "entities that grow": (part(PLAIN, "xl/sharedStrings.xml", lambda data: data.replace(b"<sst", BOMB + b"<sst")), "damaged"),
    "unpacks beyond reason": (part(PLAIN, SHEET, lambda data: data + b" " * (65 << 20)), "too_large_inside"),
    "nothing in it": (workbook(lambda book: book.add_worksheet("一")), "no_text"),
    "old, cut off": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "not_a_pdf"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_says_why(name, tmp_path):
    content, code = BROKEN[name]
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(ReportError) as caught:
        open_document(path)
    assert caught.value.code == code


def test_a_row_that_begins_blank_is_told_by_its_first_cell(tmp_path):
    def write(book):
        sheet = book.add_worksheet("表1")
        for row, line in enumerate((("类", "名称", "数量"), ("甲", "培训", "1"), ("", "检查", "2"))):
            for column, text in enumerate(line):
                sheet.write(row, column, text)

    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(write))
    with open_document(path) as document:
        (page,) = document.read()
        row = [cell for cell in page.grids[0].cells if cell.row == 2]
        whole = Box(row[0].box.x0, row[0].box.top, row[-1].box.x1, row[-1].box.bottom)
        assert [document.locate(Place(page.number, box)).locator for box in (whole, row[-1].box)] == ["表1!B3", "表1!C3"]
