"""From an amount to its printed page in one click; a citation to paste; a query whose link opens the same answer, and its files."""

import io
import re
import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.journey import address, box, picture, settle, try_samples


def search(page: Page, words: str) -> None:
    """Search from the menu."""
    page.get_by_role("link", name="查找", exact=True).click()
    page.wait_for_url("**/find*")
    field = page.get_by_role("textbox")
    field.wait_for()
    settle(page)  # a field that is drawn once more forgets what was typed
    field.fill(words)
    field.press("Enter")
    page.locator(".hit").first.wait_for()
    settle(page)


def an_amount(page: Page) -> str:
    """An amount printed in the first report."""
    page.get_by_role("button", name="看表格").first.click()
    figures = page.locator("td.figure")
    figures.first.wait_for()
    return next(text for text in figures.all_inner_texts() if re.fullmatch(r"[\d,]{3,}\.\d\d", text))


def test_from_an_amount_to_its_box_on_the_page(page, browser):
    try_samples(page)
    amount = an_amount(page)
    search(page, amount)
    picture(page, "find")
    there = address(page)
    hits = page.locator(".hit")
    cells, sentences = hits.filter(has_text="《"), hits.filter(has_text="说明里的金额")
    expect(cells.first.locator("mark")).to_have_text(amount)
    cells.first.get_by_role("link").click()
    expect(page.locator("td.chosen")).to_have_text(amount)
    expect(box(page)).to_be_in_viewport()
    page.go_back()
    expect(hits).to_have_count(cells.count() + sentences.count())
    expect(page).to_have_url(there)
    if sentences.count():
        sentences.first.get_by_role("link").click()
        expect(page.locator(".told.chosen")).to_be_visible()
        expect(box(page)).to_be_in_viewport()
    other = browser.new_page()
    other.goto(there)
    expect(other.locator(".hit mark").first).to_have_text(amount, timeout=30_000)
    other.close()


def test_a_citation_is_shown_and_on_the_clipboard(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    try_samples(page)
    search(page, "公务接待")
    hit = page.locator(".hit").first
    hit.get_by_role("button", name=re.compile("^引用")).click()
    told = hit.locator(".citation cite")
    expect(told).to_be_visible()
    expect(hit.locator(".citation small")).to_have_text("已复制，可以粘贴")
    assert re.search(r"第 \d+ 页.+指纹 [0-9a-f]{4}-[0-9a-f]{4}，查阅日期 \d{4}-\d\d-\d\d", told.inner_text())
    assert page.evaluate("navigator.clipboard.readText()") == told.inner_text()


def test_a_query_its_link_and_its_files(page, browser, tmp_path: Path):
    try_samples(page)
    page.get_by_role("link", name="数据", exact=True).click()
    page.get_by_text("数据字典").wait_for()
    editor = page.get_by_role("textbox", name="查询语句")
    editor.fill("SELECT unit_name AS 单位, pages AS 页数 FROM report ORDER BY ALL")
    page.get_by_role("button", name="查询", exact=True).click()
    rows = page.locator(".answer tbody tr")
    expect(rows.first).to_be_visible()
    page.get_by_text("条形图", exact=True).click()
    page.locator("canvas, svg.marks").first.wait_for()
    settle(page)
    picture(page, "data")
    shown = rows.all_inner_texts()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV", exact=True).click()
    with zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())) as archive:
        lines = archive.read("查询结果.csv").decode("utf-8-sig").splitlines()
        assert archive.namelist() == ["查询结果.csv", "数据字典.csv", "说明.txt"]
    assert lines[1:] == [",".join(row.split("\t")) for row in shown]
    other = browser.new_page()
    other.goto(address(page))
    expect(other.locator(".answer tbody tr")).to_have_count(len(shown), timeout=30_000)
    expect(other.get_by_role("radio", name="条形图")).to_be_checked(timeout=30_000)
    other.locator("canvas, svg.marks").first.wait_for()
    other.close()
