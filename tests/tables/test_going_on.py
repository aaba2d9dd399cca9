"""Tables without rules that go on over a page: their columns are those of the page before, also where a page leaves some blank."""

import pytest

from core.definitions import load
from core.reading import read_pages, read_unruled
from core.tables.find import find_tables
from tests.reading.drawing import pdf, words

EDGES = (60, 120, 220, 300, 380, 460)  # where the figures of the columns end, and the names begin
FIRST = [
    ["科目编码", "科目名称", "合计", "基本支出", "项目支出", "经营支出"],
    ["206", "科学技术支出", "1,012.00", "1,007.00", "3.00", "2.00"],
    ["20601", "管理事务", "1,012.00", "1,007.00", "3.00", "2.00"],
]
PROSE = "一、支出决算总体情况说明。本年支出合计1,042.00万元，与上年持平。"


def row(canvas, y, cells):
    for number, (x, text) in enumerate(zip(EDGES, cells, strict=True)):
        if number < 2:
            words(canvas, x, y, text)
        else:
            canvas.drawRightString(x + 40, y, text)


def file_of(*later):
    """The first page with title and headings, later ones with rows (lists) or lines of text as they are."""

    def draw(canvas):
        words(canvas, 200, 760, "支出决算表", 16)
        words(canvas, 400, 740, "金额单位：万元")
        for number, cells in enumerate(FIRST):
            row(canvas, 720 - 20 * number, cells)
        for page in later:
            canvas.showPage()
            for number, cells in enumerate(page):
                if isinstance(cells, str):
                    words(canvas, 60, 760 - 20 * number, cells)
                else:
                    row(canvas, 760 - 20 * number, cells)

    return pdf(draw)


def tables(*later):
    file = file_of(*later)
    return find_tables(read_pages(file), load(), lambda number, top, bottom: read_unruled(file, number, top, bottom))


def texts(fragment):
    return [[cell.text for cell in fragment.grid.cells if cell.row == row] for row in range(fragment.grid.rows)]


@pytest.mark.parametrize(
    "rows",
    [
        [["208", "社会保障支出", "20.00", "", "", "20.00"], ["20805", "养老支出", "20.00", "", "", "20.00"]],
        [["", "合计", "1,032.00", "1,007.00", "", "25.00"]],
        [["208", "社会保障支出", "20,000,000.00", "", "20,000,000.00", ""], ["20805", "养老支出", "1.00", "", "1.00", ""]],
    ],
    ids=["blank columns", "one row", "wider figures"],
)
def test_a_page_without_headings_has_the_columns_of_the_page_before(rows):
    (table,) = tables(rows)
    assert [fragment.page for fragment in table.fragments] == [1, 2]
    assert texts(table.fragments[1]) == rows


def test_a_page_that_prints_the_headings_again_is_read_by_them():
    later = [FIRST[0], ["208", "社会保障支出", "20.00", "", "20.00", ""], ["20805", "养老支出", "20.00", "", "20.00", ""]]
    (table,) = tables(later)
    assert texts(table.fragments[1])[0] == FIRST[0]


def test_text_with_figures_is_no_table_that_goes_on():
    (table,) = tables([PROSE, ["", "二〇二二年", "30.00", "20.00", "", ""], ["", "二〇二三年", "30.00", "20.00", "", ""]])
    assert [fragment.page for fragment in table.fragments] == [1]
    assert table.pages_doubted == ()
