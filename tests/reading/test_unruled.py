"""Tables without vertical rules, or without any, are read from the places of their words."""

import pytest

from core.reading import read_pages, read_unruled
from tests.reading.drawing import CELLS, HEIGHT, TITLE, pdf, table, texts, words


def read(draw, top: float = HEIGHT - 710, bottom: float = HEIGHT):
    return read_unruled(pdf(draw), 1, top, bottom)


@pytest.mark.parametrize("rules", ["none", "three", "level"])
def test_rows_and_columns(rules):
    def draw(canvas):
        words(canvas, 150, 720, TITLE, 16)
        table(canvas, rules=rules)

    assert read_pages(pdf(draw))[0].grids == ()
    grid = read(draw)
    assert texts(grid) == CELLS
    assert grid.method == "text"
    assert (grid.rows, grid.columns) == (4, 3)


@pytest.mark.parametrize("rules", ["none", "three", "level"])
def test_captions_and_notes_stay_outside(rules):
    def draw(canvas):
        words(canvas, 80, 705, "编制单位：某局")
        words(canvas, 320, 705, "金额单位：万元")
        table(canvas, y=690, rules=rules)
        words(canvas, 80, 585, "注：本表反映本年度的收支情况。")

    assert texts(read(draw, top=HEIGHT - 720)) == CELLS


@pytest.mark.parametrize("rules", ["none", "three", "level"])
def test_wrapped_words_are_one_cell(rules):
    cells = [
        ["项目", "行次", "金额"],
        ["一、文化旅游体育\n与传媒支出", "1", "1,234.56"],
        ["二、卫生健康支出", "2", "78.90"],
        ["三、对附属单位\n补助支出", "3", "0.10"],
    ]
    assert texts(read(lambda canvas: table(canvas, rules=rules, row_height=34, cells=cells))) == cells


def test_rows_without_figures_stay_rows():
    cells = [CELLS[0], ["一、外交支出", "", ""], ["二、国防支出", "2", "78.90"], ["三、教育支出", "", ""], ["合计", "4", "78.90"]]
    assert texts(read(lambda canvas: table(canvas, rules="none", cells=cells))) == cells


@pytest.mark.parametrize("rules", ["none", "level", "level and below the heading"])
def test_heading_over_several_columns_and_numbered_columns(rules):
    """Figures stand to the right, headings and numbers in the middle, one column holds nothing."""
    edges = [60, 130, 230, 310, 390, 470, 540]
    rows = [["206", "科学技术支出", "12.00", "7.00", "5.00"], ["2060101", "行政运行", "7.00", "7.00", ""]]
    rows.append(["", "合计", "12.00", "7.00", "5.00"])

    def centred(canvas, first, last, y, text):
        canvas.drawCentredString((edges[first] + edges[last]) / 2, y, text)

    def draw(canvas):
        canvas.setFont("STSong-Light", 9)
        for y in (700, 660, 640, 620, 600, 580) if rules != "none" else ():
            canvas.line(edges[0], y, edges[-1], y)
        if rules == "level and below the heading":
            canvas.line(edges[2], 682, edges[5], 682)
        centred(canvas, 2, 5, 687, "本年支出")
        for column, text in enumerate(["科目编码", "科目名称", "小计", "基本支出", "项目支出", "年末结转"]):
            centred(canvas, column, column + 1, 667 if 1 < column < 5 else 677, text)
        centred(canvas, 0, 2, 646, "栏次")
        for column in range(4):
            centred(canvas, column + 2, column + 3, 646, str(column + 1))
        for number, row in enumerate(rows):
            y = 626 - 20 * number
            canvas.drawString(edges[0] + 3, y, row[0])
            canvas.drawString(edges[1] + 3, y, row[1])
            for column in range(2, 5):
                canvas.drawRightString(edges[column + 1] - 3, y, row[column])

    grid = read(draw)
    assert grid.columns == 6
    assert texts(grid)[-3:] == [[*row, ""] for row in rows]
    (wide,) = [cell for cell in grid.cells if cell.text == "本年支出"]
    assert (wide.column, wide.column_span) == (2, 3)
    (numbers,) = [row for row in texts(grid) if row[-4:] == ["1", "2", "3", "4"]]
    assert "栏次" in numbers


def test_running_text_and_contents_are_no_table():
    def story(canvas):
        for n in range(20):
            words(canvas, 80, 700 - 18 * n, f"本年收入合计 {n}5994.68 万元，其中：财政拨款收入 5661.38 万元，占 94.44%；")

    def contents(canvas):
        for n in range(12):
            words(canvas, 80, 700 - 20 * n, f"第{n}部分 收入支出决算总表" + "." * 60)
            words(canvas, 500, 700 - 20 * n, str(n))

    assert read(story) is None
    assert read(contents) is None
    assert read(lambda canvas: canvas.showPage()) is None


def test_only_the_region_asked_for():
    def draw(canvas):
        table(canvas, y=700, rules="none")
        table(canvas, y=400, rules="none", cells=[["甲", "乙", "丙"], ["一", "1", "2.00"], ["二", "2", "3.00"]])

    assert texts(read(draw, HEIGHT - 410, HEIGHT)) == [["甲", "乙", "丙"], ["一", "1", "2.00"], ["二", "2", "3.00"]]
    assert texts(read(draw, 0, HEIGHT - 500)) == CELLS


@pytest.mark.parametrize("rules", ["none", "level"])
def test_rows_without_figures_are_more_than_those_with_some(rules):
    """A summary prints every class of expenditure, of which a unit has few."""
    names = ["外交支出", "国防支出", "公共安全支出", "教育支出", "科学技术支出", "文化支出", "节能环保支出", "城乡社区支出"]
    cells = [CELLS[0], ["一般公共服务支出", "1", "78.90"], *([name, "", ""] for name in names), ["合计", "10", "78.90"]]
    assert texts(read(lambda canvas: table(canvas, rules=rules, cells=cells))) == cells
