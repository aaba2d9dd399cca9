"""From a file to a figure on its page, as a person goes: empty library, sample or drop, table, click, box."""

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from core.definitions import load
from core.reading import open_report
from tests.browser.conftest import VIEW
from tests.browser.journey import address, box, choose_table, drop, picture, settle, try_samples
from tests.conftest import SAMPLES, golden_of, reading_of

EXPENDITURE = "expenditure"


def boxed_text(page: Page, file: Path) -> str:
    """The printed words inside the box on the screen, read from the file itself at that place."""
    frame = box(page).locator("xpath=..")
    number = int(frame.get_attribute("data-page"))
    outer, inner = frame.locator("img").bounding_box(), box(page).bounding_box()
    with open_report(file) as opened:
        printed = opened.read_page(number)
    scale = printed.width / outer["width"]
    left, top = (inner["x"] - outer["x"]) * scale, (inner["y"] - outer["y"]) * scale
    right, bottom = left + inner["width"] * scale, top + inner["height"] * scale
    words = [word for line in printed.lines for word in line.words]
    inside = [w for w in words if left <= w.box.x0 and w.box.x1 <= right and top <= w.box.top and w.box.bottom <= bottom]
    return "".join(word.text for word in inside)


def test_from_an_empty_library_to_a_figure_on_its_page(page):
    picture(page, "library_empty")
    try_samples(page)
    picture(page, "library")
    page.get_by_role("button", name="看表格").first.click()
    figure = page.locator("td.figure").nth(4)
    figure.click()
    expect(box(page)).to_be_visible()
    files = {golden_of(sample)["unit_name"]: sample / "report.pdf" for sample in SAMPLES}
    unit = page.get_by_test_id("stSelectbox").first.locator("input").input_value()
    file = next(path for name, path in files.items() if name in unit)
    assert boxed_text(page, file) == figure.inner_text()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_drop_a_report_open_a_table_click_a_figure(page, sample):
    drop(page, sample / "report.pdf")
    page.get_by_role("button", name="看表格").click()
    table = next(t for t in reading_of(sample / "report.pdf").tables if t.table == EXPENDITURE)
    choose_table(page, load().name("table", EXPENDITURE))
    for fact in (table.facts[-1], table.facts[3]):
        figure = page.locator(f'[data-cell="{fact.cell_row}.{fact.cell_column}"]')
        figure.click()
        expect(box(page)).to_be_visible()
        expect(box(page)).to_be_in_viewport()
        assert figure.inner_text() == fact.printed
        assert boxed_text(page, sample / "report.pdf") == fact.printed
        assert page.locator(".page:has(.box:visible)").get_attribute("data-page") == str(fact.place.page)
    if sample == SAMPLES[0]:
        picture(page, "report_tables")


def test_a_click_on_the_page_marks_the_table_and_the_link_opens_the_same(page, browser):
    sample = SAMPLES[0]
    drop(page, sample / "report.pdf")
    page.get_by_role("button", name="看表格").click()
    choose_table(page, load().name("table", EXPENDITURE))
    table = next(t for t in reading_of(sample / "report.pdf").tables if t.table == EXPENDITURE)
    fact = table.facts[3]
    sheet = page.locator(f'.page[data-page="{fact.place.page}"] img')
    width = reading_of(sample / "report.pdf").page_sizes[fact.place.page - 1][0]
    scale = sheet.bounding_box()["width"] / width
    middle = {"x": (fact.place.box.x0 + fact.place.box.x1) / 2 * scale, "y": (fact.place.box.top + fact.place.box.bottom) / 2 * scale}
    sheet.click(position=middle)
    expect(page.locator(".chosen")).to_have_text(fact.printed)
    assert page.locator(".chosen").get_attribute("data-cell") == f"{fact.cell_row}.{fact.cell_column}"
    page.wait_for_url(f"**cell={fact.cell_row}.{fact.cell_column}*")
    other = browser.new_page()
    other.goto(address(page))
    expect(other.locator(".chosen")).to_have_text(fact.printed, timeout=30_000)
    expect(box(other)).to_be_in_viewport()
    other.close()


def test_the_way_back_leads_to_the_cell_chosen_before(page):
    drop(page, SAMPLES[0] / "report.pdf")
    page.get_by_role("button", name="看表格").click()
    page.locator("td.figure").first.wait_for()
    cells = [page.locator("td.figure").nth(number).get_attribute("data-cell") for number in (2, 5)]
    for cell in (*cells, *cells):  # one chosen again is chosen as well
        page.locator(f"[data-cell='{cell}']").click()
        page.wait_for_url(re.compile(re.escape(f"cell={cell}")))
        settle(page)
    for cell in (cells[0], cells[1], cells[0]):
        page.go_back()
        expect(page.locator(".chosen")).to_have_attribute("data-cell", cell)
        assert f"cell={cell}" in address(page)
    page.locator(f"[data-cell='{cells[1]}']").click()
    page.wait_for_url(re.compile(re.escape(f"cell={cells[1]}")))
    expect(page.locator(".chosen")).to_have_attribute("data-cell", cells[1])


def test_the_mark_follows_within_300_ms(page):
    try_samples(page)
    page.get_by_role("button", name="看表格").first.click()
    page.locator("td.figure").first.wait_for()
    settle(page)
    took = page.locator("td.figure").nth(6).evaluate(
        """(cell) => {
            const root = cell.getRootNode(), begin = performance.now();
            cell.click();
            const shown = [...root.querySelectorAll('.box')].some((box) => box.getBoundingClientRect().width > 0);
            return shown ? performance.now() - begin : Infinity;
        }"""
    )
    assert took < 300


def test_the_table_is_walked_with_the_keyboard(page):
    try_samples(page)
    page.get_by_role("button", name="看表格").first.click()
    page.locator("td.figure").first.focus()
    first = page.locator("td.figure").first.get_attribute("data-cell")
    page.keyboard.press("Enter")
    expect(page.locator(".chosen")).to_have_attribute("data-cell", first)
    page.keyboard.press("ArrowDown")
    expect(page.locator(".chosen")).not_to_have_attribute("data-cell", first)
    expect(box(page)).to_be_visible()


def test_numbers_of_the_overview_lead_to_the_page(page):
    try_samples(page)
    page.get_by_role("button", name="看表格").first.click()
    page.get_by_text("概览", exact=True).click()
    page.get_by_text("收支构成").wait_for()
    page.locator("canvas, svg.marks").first.wait_for()
    settle(page)
    picture(page, "report_overview")
    number = page.locator("table.plain a").first
    text = number.inner_text()
    number.click()
    expect(page.locator(".chosen")).to_have_text(text)
    expect(box(page)).to_be_in_viewport()


def test_files_are_taken_away(page):
    try_samples(page)
    page.get_by_role("button", name="导出").first.click()
    page.get_by_text("Parquet", exact=True).wait_for()
    settle(page)
    picture(page, "report_export")
    got = {}
    for form in ("xlsx", "csv", "parquet"):
        with page.expect_download() as waiting:
            page.locator(f".st-key-download_{form}").get_by_role("button", name="下载").click()
        got[form] = waiting.value.path().read_bytes()
    workbook, tables, columns = got.values()
    assert zipfile.ZipFile(io.BytesIO(workbook)).testzip() is None
    archive = zipfile.ZipFile(io.BytesIO(tables))
    facts = list(csv.DictReader(io.StringIO(archive.read("facts.csv").decode("utf-8-sig"))))
    assert len(facts) in {len(list(csv.DictReader((s / "facts.csv").open(encoding="utf-8")))) for s in SAMPLES}
    assert zipfile.ZipFile(io.BytesIO(columns)).read("facts.parquet")[:4] == b"PAR1"


def test_a_folder_is_imported_by_its_path(page, tmp_path):
    folder = tmp_path / "一批 报告" / "里层"
    folder.mkdir(parents=True)
    (folder / "报告.pdf").write_bytes((SAMPLES[0] / "report.pdf").read_bytes())
    (folder.parent / "说明.txt").write_text("no report", "utf-8")
    page.get_by_role("button", name="选择文件夹").click()
    page.get_by_label("文件夹或压缩包的位置").fill(str(folder.parent))
    page.get_by_role("button", name="导入", exact=True).click()
    page.get_by_text("这次共 2 份").wait_for()
    settle(page)
    expect(page.get_by_text("跳过").first).to_be_visible()
    expect(page.locator(".headline")).to_contain_text(golden_of(SAMPLES[0])["unit_name"])


def test_a_report_is_deleted_after_asking(page):
    try_samples(page)
    rows = page.get_by_role("button", name="打开", exact=True)
    before = rows.count()
    page.get_by_role("button", name="删除").first.click()
    page.get_by_role("dialog").get_by_role("button", name="删除", exact=True).click()
    expect(rows).to_have_count(before - 1)


def test_a_link_opens_its_page_in_a_program_just_started(app, browser):
    page = browser.new_page(viewport=VIEW)
    page.goto(f"{app}/settings")
    expect(page).to_have_url(f"{app}/settings")
    expect(page.get_by_role("heading", name="设置")).to_be_visible()
    expect(page.locator('[role="dialog"]')).to_have_count(0)
    picture(page, "settings")
    page.close()
