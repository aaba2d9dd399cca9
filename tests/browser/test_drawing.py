"""Drawing on the page with a mouse and with keys: what is drawn is what is read."""

import re

from playwright.sync_api import Locator, Page, expect

from core.definitions import load
from tests.browser.journey import choose_table, drop, picture, settle
from tests.conftest import SAMPLES, reading_of

EXPENDITURE = "expenditure"
LINE = ".line.column"


def written(page: Page) -> list[float]:
    """The vertical lines as the program has them, in points."""
    field = page.get_by_label("竖线", exact=True).locator("visible=true")
    return [float(text) for text in field.input_value().split(",")] if field.count() else []


def numbers(page: Page) -> None:
    page.get_by_text("用数字写线的位置").click()
    page.get_by_label("范围：左, 上, 右, 下").wait_for()


def drag(page: Page, paper: Locator, start: tuple[float, float], end: tuple[float, float]) -> None:
    """From one place of the page to another, both in parts of it."""
    frame = paper.bounding_box()
    page.mouse.move(frame["x"] + start[0] * frame["width"], frame["y"] + start[1] * frame["height"])
    page.mouse.down()
    page.mouse.move(frame["x"] + end[0] * frame["width"], frame["y"] + end[1] * frame["height"], steps=4)
    page.mouse.up()


def test_draw_move_add_remove_and_keep(page):
    sample = SAMPLES[0] / "report.pdf"
    table = next(t for t in reading_of(sample).tables if t.table == EXPENDITURE)
    drop(page, sample)
    page.get_by_role("button", name="看表格").click()
    choose_table(page, load().name("table", EXPENDITURE))
    page.get_by_role("button", name="手动画表").click()
    read = f"读出 {len(table.facts)} 个数字"
    page.get_by_text(read).wait_for()
    settle(page)
    picture(page, "draw_table")
    lines = page.locator(LINE)
    count = lines.count()
    numbers(page)
    before = written(page)
    assert len(before) == count

    lines.nth(2).focus()
    page.keyboard.press("Delete")
    expect(lines).to_have_count(count - 1)
    expect(page.get_by_text(read)).to_have_count(0)
    settle(page)
    assert written(page) == before[:2] + before[3:]

    paper = page.locator(".lines .page")
    frame, width = paper.bounding_box(), 595.28
    area = page.locator(".lines .area").bounding_box()
    page.mouse.click(frame["x"] + before[2] / width * frame["width"], area["y"] + 30)
    expect(lines).to_have_count(count)
    page.get_by_text(read).wait_for()

    page.get_by_role("radio", name="框范围").click()
    drag(page, paper, (0.3, 0.2), (0.8, 0.4))
    expect(page.get_by_label("范围：左, 上, 右, 下")).not_to_have_value(re.compile(r"^5\d"))
    settle(page)
    left, _top, right, _bottom = map(float, page.get_by_label("范围：左, 上, 右, 下").input_value().split(","))
    assert abs(left - 0.3 * width) < 3
    assert abs(right - 0.8 * width) < 3
    assert all(left < x < right for x in written(page))

    page.get_by_role("button", name="返回").click()
    page.locator("td.figure").first.wait_for()
