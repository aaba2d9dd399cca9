"""Lists of units: csv of either encoding, workbooks with titles and merged departments; a list without names says what to do."""

import io

import pytest
import xlsxwriter

from core.errors import ReportError
from core.model import ListedUnit
from core.reading.unit_lists import read_unit_list


def workbook(rows: list[list[str]], merged: str = "") -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("名单")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if merged:
            sheet.merge_range(merged, rows[2][0])
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_list_of_names(encoding):
    content = "序号,单位名称,备注\n1,示例市教育局,\n2,示例市科技局,新\n3,示例市教育局,\n".encode(encoding)
    assert read_unit_list(content) == (ListedUnit("示例市教育局"), ListedUnit("示例市科技局"))


def test_a_workbook_below_a_title_with_merged_departments():
    rows = [["示例市部门名单"], ["主管部门", "单位 名称"], ["示例市教育局", "示例市少年宫"], ["", "示例市图书馆"]]
    found = read_unit_list(workbook(rows, "A3:A4"))
    assert found == (ListedUnit("示例市少年宫", "示例市教育局"), ListedUnit("示例市图书馆", "示例市教育局"))


def test_one_column_without_heading():
    assert read_unit_list("示例市教育局\r\n示例市科技局\r\n\r\n".encode()) == (ListedUnit("示例市教育局"), ListedUnit("示例市科技局"))


def test_english_headings():
    assert read_unit_list("Unit,Department\n示例市少年宫,示例市教育局\n".encode()) == (ListedUnit("示例市少年宫", "示例市教育局"),)


@pytest.mark.parametrize("content", [b"", "甲,乙\n1,2\n".encode(), b"\xff\xfe\x00\x81", b"PK\x03\x04 no zip"])
def test_what_is_no_list_is_refused(content):
    with pytest.raises(ReportError) as raised:
        read_unit_list(content)
    assert raised.value.code in ("unit_list_without_names", "damaged")
