"""J1 whole: drop a report with a wrong figure, read the strip, open the finding, correct it, see what follows, save, take it back; keys."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from core.typeset.figures import read_figures
from core.typeset.layout import read_layout
from core.typeset.report import Misprint, typeset
from core.typeset.sheet import Sheet, SheetCell
from tests.browser.journey import address, drop, picture, settle
from tests.conftest import SAMPLES

SAMPLE = SAMPLES[0]
TABLE, LINE, COLUMN = "expenditure", "total", "total"


class WrongDigit:
    """Prints one amount of a report with its last digit before the point changed."""

    printed, right = "", ""

    def sheet(self, sheet: Sheet) -> Sheet:
        return replace(sheet, body=tuple(tuple(cell and self._cell(cell) for cell in row) for row in sheet.body))

    def _cell(self, cell: SheetCell) -> SheetCell:
        fact = cell.fact
        if fact is None or (fact.table, fact.line, fact.column) != (TABLE, LINE, COLUMN):
            return cell
        at = cell.text.index(".") - 1
        self.right, self.printed = cell.text, f"{cell.text[:at]}{(int(cell.text[at]) + 1) % 10}{cell.text[at + 1 :]}"
        return replace(cell, text=self.printed)


@pytest.fixture
def faulty(tmp_path) -> tuple[Path, WrongDigit]:
    path, wrong = tmp_path / "2023年度部门决算.pdf", WrongDigit()
    figures = SAMPLE / "figures.toml"
    form = tomllib.loads(figures.read_text("utf-8"))["form"]
    typeset(read_figures(figures), read_layout(form), path, Misprint(sheet=wrong.sheet))
    return path, wrong


def failures(page: Page) -> int:
    words = page.get_by_role("radio", name=re.compile("不符")).inner_text()
    return int(re.search(r"\d+", words)[0])


def fill(page: Page, label: str, text: str) -> None:
    field = page.get_by_role("dialog").get_by_label(label)
    field.fill(text)
    field.press("Tab")


def open_first_finding(page: Page, path: Path) -> None:
    drop(page, path)
    page.get_by_role("button", name="看核对").first.click()
    page.locator("td.chosen").wait_for()
    settle(page)


def test_j1_from_the_file_to_the_correction_and_back(page, faulty):
    path, wrong = faulty
    open_first_finding(page, path)
    before = failures(page)
    assert before > 0
    expect(page.locator(".notes")).to_contain_text(f"最可疑的一个数：《支出决算表》　合计　合计　{wrong.printed}")
    expect(page.locator(".page:visible .mark.suspect")).to_be_in_viewport()
    page.get_by_role("button", name="更正这个格子").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(f"原印：{wrong.printed}")
    expect(dialog.get_by_role("button", name="保存")).to_be_disabled()
    fill(page, "更正为", wrong.right)
    consequences = dialog.locator(".st-key-consequences")
    expect(consequences).to_contain_text("此改动会使")
    expect(consequences).to_contain_text("由“✕ 不符”变为“✓ 相符”")
    fill(page, "理由", "原稿是这个数")
    fill(page, "您的姓名", "李四")
    settle(page)
    picture(page, "correction")
    dialog.get_by_role("button", name="保存").click()
    done = page.locator(".st-key-just_done")
    expect(done).to_contain_text(f"已更正：{wrong.printed} 改为 {wrong.right}")
    settle(page)
    assert failures(page) == 0
    done.get_by_role("button", name="撤销").click()
    expect(done).to_have_count(0)
    settle(page)
    assert failures(page) == before
    page.get_by_text("操作记录", exact=True).first.click()
    page.get_by_role("heading", name="操作记录").wait_for()
    expect(page.locator(".st-key-log")).to_contain_text(f"{wrong.printed} 改为 {wrong.right}")
    picture(page, "log")
    page.get_by_role("button", name="核验有没有被改过").click()
    expect(page.get_by_text("都没有被改过")).to_be_visible()


def test_j1_ends_with_the_marked_file(page, faulty, tmp_path):
    path, _wrong = faulty
    open_first_finding(page, path)
    page.get_by_role("radio", name="导出").click()
    settle(page)
    with page.expect_download() as download:
        page.locator(".st-key-offer_marked").get_by_role("button", name="下载").click()
    download.value.save_as(tmp_path / "marked.pdf")
    with pypdfium2.PdfDocument(path) as before, pypdfium2.PdfDocument(tmp_path / "marked.pdf") as after:
        assert len(after) >= len(before)


def test_the_list_is_worked_through_with_the_keyboard(page, faulty):
    path, _wrong = faulty
    open_first_finding(page, path)
    page.get_by_role("radio", name=re.compile("提示")).click()
    page.wait_for_url("**state=hint*")
    settle(page)
    expect(page.locator("td.chosen")).to_have_count(1)  # the earlier list is gone
    page.locator("td.chosen").press("f")
    fill(page, "您的姓名", "李四")
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    settle(page)
    first = page.locator("td.said").first
    page.locator("td.chosen").press("f")
    expect(first).to_contain_text("? 存疑")
    expect(page.locator("td.chosen")).not_to_contain_text("存疑")  # the next one
    page.wait_for_url("**finding=*")
    second = page.locator("td.chosen").inner_text()
    expect(page.locator("td.chosen")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("td").filter(has_text=second[:30]).first).to_contain_text("✓ 已确认")
    settle(page)
    expect(page.locator("td.chosen")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("e")
    expect(page.get_by_role("dialog").get_by_text("更正一个数")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert "finding=" in address(page)
