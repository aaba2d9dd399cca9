"""J4 whole: search, units and years behind the guard, small multiples, a part of a chart to its cell and page, a citation, files."""

import io
import re
import zipfile
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import window
from tests.browser.journey import address, box, picture, settle
from tests.browser.library import OUTLIER, UNITS, UNLIKE, YEARS
from tests.browser.pace import ROUNDS, Pace
from tests.browser.test_journeys import boxed_text

SHOWN = (UNITS[0], OUTLIER, UNLIKE)
BUDGET = "“三公”经费 · “三公”经费预算数"


@pytest.fixture
def at_work(compared, browser):
    """A window at the first screen of the library of the thirty reports."""
    with window(browser, compared) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        yield page


def calm(page: Page) -> None:
    """Nothing went wrong on this screen."""
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(page.locator("[data-testid=stAlertContentError]")).to_have_count(0)


def choose(page: Page, label: str, *options: str) -> None:
    """Choose from a list, by typing the beginning of each."""
    field = page.get_by_role("combobox", name=re.compile(label))
    for option in options:
        field.click()
        field.fill(option)
        page.get_by_role("option", name=re.compile(re.escape(option))).first.click()
        page.keyboard.press("Escape")
        settle(page)


def test_j4_from_the_search_to_the_files(at_work, printed, tmp_path):
    page = at_work
    pace = Pace(page)
    page.get_by_role("link", name="查找", exact=True).click()
    field = page.get_by_role("textbox")
    field.wait_for()
    settle(page)
    hits = page.locator(".hit")
    for words in ("会议费", "公务接待"):
        field.fill("没有这样的话")
        field.press("Enter")
        page.get_by_text("没有匹配").wait_for()
        settle(page)
        field.fill(words)
        pace.step("search", 0.5, lambda: field.press("Enter"), hits)
    hit = hits.first
    pace.step("cite", 1, hit.get_by_role("button", name=re.compile("^引用")).click, hit.locator(".citation small"))
    expect(hit.locator(".citation small")).to_have_text("已复制，可以粘贴")
    assert re.search(r"第 \d+ 页.+指纹 [0-9a-f]{4}-[0-9a-f]{4}，查阅日期", page.evaluate("navigator.clipboard.readText()"))
    for _round in range(ROUNDS):
        told = hits.filter(has_text=re.compile("说明")).first
        pace.step("hit to page", 1, told.get_by_role("link").click, page.locator(".page:visible"))
        page.go_back()
        hits.first.wait_for()
        settle(page)
    calm(page)
    page.get_by_role("link", name="对比", exact=True).click()
    page.get_by_role("heading", name="对比").wait_for()
    settle(page)
    choose(page, "单位", *SHOWN)
    choose(page, "指标", BUDGET)
    guard = page.get_by_role("checkbox", name=re.compile("我已看到这些差异"))
    expect(guard).not_to_be_checked()
    expect(page.get_by_test_id("stVegaLiteChart")).to_have_count(0)
    told = page.locator("ol.found").first
    expect(told).to_contain_text("年初预算")
    tick = page.get_by_test_id("stCheckbox").filter(has_text="我已看到这些差异")
    pace.step("chart", 1, tick.locator("label").click, page.locator("svg.marks, canvas"))
    expect(page.get_by_test_id("stVegaLiteChart")).to_have_count(len(SHOWN))
    expect(page.get_by_test_id("stMain")).to_contain_text("不可直接比较")
    settle(page)
    picture(page, "compare")
    calm(page)
    with page.expect_download() as download:
        page.locator(".st-key-compare_file_csv button").click()
    assert "年初预算" in Path(download.value.path()).read_text("utf-8-sig").split("\n\n")[0]  # the mark stays
    with page.expect_download() as download:
        page.locator(".st-key-compare_file_png button").click()
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")
    pace.kept()


@pytest.mark.parametrize(("unit", "year"), [(0, 2), (1, 0), (2, 1)])
def test_a_bar_leads_to_its_cell_and_its_box(at_work, compared, printed, unit, year):
    page = at_work
    page.goto(f"{compared}/compare?{urlencode({'units': '|'.join(SHOWN), 'what': 'three_public'})}")
    page.get_by_test_id("stVegaLiteChart").first.wait_for()
    settle(page)
    if page.get_by_test_id("stCheckbox").filter(has_text="我已看到这些差异").count():
        page.get_by_test_id("stCheckbox").filter(has_text="我已看到这些差异").locator("label").click()
        settle(page)
    chart = page.get_by_test_id("stVegaLiteChart").nth(unit)
    chart.locator(".mark-rect path").nth(year).click()
    page.wait_for_url("**picked=*")
    settle(page)
    told = f"{SHOWN[unit]} {YEARS[year]} 年度"
    expect(page.get_by_test_id("stMain").get_by_text(re.compile(re.escape(SHOWN[unit]) + rf".{YEARS[year]} 年度")).first).to_be_visible()
    cell = page.locator("table.plain td.number a[href*='cell=']").last
    figure = cell.inner_text().split()[0]
    assert parse_qs(urlsplit(address(page)).query)["picked"][0] in cell.get_attribute("href"), told
    cell.click()
    expect(page.locator("td.chosen")).to_have_text(figure)
    expect(box(page)).to_be_in_viewport()
    (file,) = [path for path in printed if path.name.startswith(f"{SHOWN[unit]}{YEARS[year]}")]
    assert boxed_text(page, file) == figure


def test_the_workbook_of_a_report_is_taken_away_with_its_formulas(at_work, compared):
    page = at_work
    page.goto(f"{compared}/report?tab=export")
    page.get_by_text("公开表 Excel", exact=True).wait_for()
    settle(page)
    with page.expect_download() as download:
        page.locator(".st-key-offer_official").get_by_role("button", name="下载").click()
    with zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())) as workbook:
        assert any(b"<f>" in workbook.read(name) for name in workbook.namelist() if "/worksheets/sheet" in name)
    calm(page)
