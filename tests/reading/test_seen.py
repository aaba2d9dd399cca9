"""A page is read as a person sees it, however it was drawn."""

import re

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from core.reading import open_report, read_pages
from core.reading.lookalikes import repaired
from tests.conftest import ROOT
from tests.reading.drawing import CELLS, HEIGHT, TITLE, WIDTH, pdf, picture, table, texts, titled_table, turned, words


def read(data: bytes):
    (page,) = read_pages(data)
    return page


def assert_titled_table(page, besides=()):
    assert (page.width, page.height) == (pytest.approx(WIDTH, abs=0.1), pytest.approx(HEIGHT, abs=0.1))
    assert [texts(grid) for grid in page.grids] == [CELLS]
    assert [line.text for line in page.lines] == [TITLE, *(" ".join(row) for row in CELLS), *besides]


def test_plain():
    assert_titled_table(read(pdf(titled_table)))


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_rotate_in_the_file(degrees):
    def draw(canvas):
        canvas.setPageRotation(degrees)  # this also turns the paper
        turned(canvas, degrees)
        titled_table(canvas)

    assert_titled_table(read(pdf(draw)))


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_drawn_sideways(degrees):
    def draw(canvas):
        turned(canvas, degrees)
        titled_table(canvas)

    assert_titled_table(read(pdf(draw, (HEIGHT, WIDTH) if degrees != 180 else (WIDTH, HEIGHT))))


def test_sizes_follow_the_page_once_read():
    def draw(canvas):
        turned(canvas, 90)
        titled_table(canvas)

    with open_report(pdf(draw, (HEIGHT, WIDTH))) as report:
        report.read_page(1)
        assert report.page_sizes[0] == pytest.approx((WIDTH, HEIGHT), abs=0.1)


@pytest.mark.parametrize("offset", [(0.3, 0), (0.3, 0.3), (0, -0.4)])
def test_bold_by_drawing_twice(offset):
    def draw(canvas):
        titled_table(canvas)
        canvas.translate(*offset)
        titled_table(canvas)

    assert_titled_table(read(pdf(draw)))


def test_bold_character_by_character():
    def draw(canvas):
        canvas.setFont("STSong-Light", 12)
        for n, character in enumerate("11,100.00元"):
            for offset in (0, 0.3):
                canvas.drawString(80 + n * 12 + offset, 700, character)

    assert read(pdf(draw)).text.replace(" ", "") == "11,100.00元"


def test_invisible_text_is_not_read():
    def draw(canvas):
        titled_table(canvas)
        hidden = canvas.beginText(245, 668)
        hidden.setFont("STSong-Light", 10)
        hidden.setTextRenderMode(3)
        hidden.textOut("999.99")
        canvas.drawText(hidden)

    assert_titled_table(read(pdf(draw)))


def test_white_text_is_read_only_on_a_dark_ground():
    def draw(canvas):
        titled_table(canvas)
        canvas.setFillColorRGB(0.1, 0.1, 0.5)
        canvas.rect(70, 490, 200, 30, stroke=0, fill=1)
        canvas.setFillColorRGB(1, 1, 1)
        words(canvas, 80, 500, "表头")
        words(canvas, 80, 400, "暗记")
        words(canvas, 250, 668, "999.99")

    assert_titled_table(read(pdf(draw)), ["表头"])


def test_watermark():
    def draw(canvas):
        titled_table(canvas)
        canvas.translate(150, 560)
        canvas.rotate(45)
        words(canvas, 0, 0, "内部资料 2023", 40)

    assert_titled_table(read(pdf(draw)))


def test_outside_the_page_and_the_crop():
    def draw(canvas):
        titled_table(canvas)
        words(canvas, 700, 500, "页外")
        words(canvas, 100, -30, "页下")

    assert_titled_table(read(pdf(draw)))

    def cropped(canvas):
        canvas.setCropBox((70, 400, 500, 705))
        titled_table(canvas)

    page = read(pdf(cropped))
    assert (page.width, page.height) == (430, 305)
    assert page.lines[0].text == " ".join(CELLS[0])
    assert [texts(grid) for grid in page.grids] == [CELLS]


def test_words_sideways_in_a_narrow_cell():
    def draw(canvas):
        titled_table(canvas)
        canvas.translate(73, 650)
        canvas.rotate(90)
        words(canvas, 0, 0, "年度目标", 8)

    page = read(pdf(draw))
    assert "年度目标" in page.text
    assert [texts(grid) for grid in page.grids] == [CELLS]


def test_pictures_only():
    page = read(pdf(lambda canvas: canvas.drawImage(picture(), 0, 0, WIDTH, HEIGHT)))
    assert page.image_only
    assert page.lines == ()

    def stamped(canvas):
        canvas.drawImage(picture(), 20, 20, WIDTH - 40, HEIGHT - 40)
        words(canvas, 280, 30, "— 21 —")

    assert read(pdf(stamped)).image_only

    def cover(canvas):
        canvas.drawImage(picture(), 0, 0, WIDTH, HEIGHT)
        words(canvas, 200, 500, "2023年度部门决算", 30)

    assert read(pdf(cover)).text == "2023年度部门决算"


def test_pictures_beside_text_and_blank_pages_are_not_pictures_only():
    def draw(canvas):
        titled_table(canvas)
        canvas.drawImage(picture(), 0, 0, WIDTH, HEIGHT / 2)

    assert not read(pdf(draw)).image_only
    assert not read(pdf(lambda canvas: canvas.showPage())).image_only


def test_recognised_text_under_a_picture_is_read_and_marked():
    def draw(canvas):
        canvas.drawImage(picture(), 0, 0, WIDTH, HEIGHT)
        layer = canvas.beginText(80, 700)
        layer.setFont("STSong-Light", 10)
        layer.setTextRenderMode(3)
        layer.textOut("财政拨款收入合计 1,234.56")
        canvas.drawText(layer)

    page = read(pdf(draw))
    assert page.text == "财政拨款收入合计 1,234.56"
    assert page.ocr
    assert not page.image_only


def test_letters_without_meaning_are_a_picture():
    pdfmetrics.registerFont(TTFont("bundled", ROOT / "data" / "fonts" / "wqy-microhei.ttf"))

    def draw(canvas):
        canvas.setFont("bundled", 12)
        canvas.drawString(80, 700, "收入支出决算总表 部门 金额单位：万元 科目")

    whole = pdf(draw)
    assert read(whole).text == "收入支出决算总表 部门 金额单位：万元 科目"
    nameless = re.sub(rb"/ToUnicode \d+ 0 R", lambda match: b" " * len(match[0]), whole)
    assert nameless != whole
    page = read(nameless)
    assert page.image_only
    assert page.text == ""


def test_look_alikes_are_repaired_and_everything_else_is_left_as_printed():
    assert repaired("\u2f08\u2f12\u2ed4\u2ecb\uf900") == "人力门车豈"
    assert repaired("１２．５％（万元）①㎡") == "１２．５％（万元）①㎡"
    assert repaired("\uf0b7 A\u0002B\u0007") == "• A-B\ufffd"


def test_a_figure_is_never_cut_and_words_do_not_run_into_one():
    cells = [["项目", "", "金额"], ["一、其他", "", "123,456,789,012,345.67"], ["二、其他", "", "9,123,456,789,012,345.67"]]

    def draw(canvas):
        table(canvas, cells=cells)
        words(canvas, 84, 540, "一、机关事业单位基本养老保险缴费支出")
        canvas.drawRightString(256, 540, "7")
        for x in (80, 240, 262):
            canvas.line(x, 530, x, 560)
        for y in (530, 560):
            canvas.line(80, y, 262, y)

    wide, narrow = read(pdf(draw)).grids
    assert texts(wide) == cells
    assert texts(narrow) == [["一、机关事业单位基本养老保险缴费支出", "7"]]


def test_a_single_digit_survives_a_font_that_is_not_in_the_file():
    page = read(pdf(titled_table))
    assert [cell.text for cell in page.grids[0].cells if cell.column == 1] == ["行次", "1", "2", "3"]
