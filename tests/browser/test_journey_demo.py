"""J3 whole: empty library, a report, its one page, a changed digit found, units on one chart, the guard, slides, what was not checked."""

import io
import re
import zipfile
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from core.typeset.report import Misprint, typeset
from tests.browser.journey import address, box, drop, picture, settle
from tests.browser.library import OUTLIER, UNITS, UNLIKE, YEARS, figures_of, layout_of
from tests.browser.pace import ROUNDS, Pace
from tests.browser.test_correcting import WrongDigit
from tests.browser.test_journey_compare import calm

UNIT, YEAR = UNITS[1], YEARS[0]


@pytest.fixture
def changed(tmp_path) -> tuple[Path, WrongDigit]:
    """The report of the unit once more, with one digit of one amount changed."""
    path, wrong = tmp_path / f"{UNIT}{YEAR}年度部门决算（改了一个数字）.pdf", WrongDigit()
    typeset(figures_of(UNIT, YEAR, None), layout_of(UNIT), path, Misprint(sheet=wrong.sheet))
    return path, wrong


def to_library(page: Page) -> None:
    page.get_by_role("link", name="资料库", exact=True).click()
    page.get_by_test_id("stFileUploaderDropzone").wait_for()
    settle(page)


def go(page: Page, app: str, screen: str, **values: object) -> None:
    """Open an address."""
    page.goto(f"{app}/{screen}?{urlencode(values)}")
    page.get_by_test_id("stSidebarNavItems").wait_for()
    settle(page)


def test_j3_from_the_empty_library_to_what_is_not_checked(page, app, printed, changed):
    of_year = [path for path in printed if f"{YEAR}年度" in path.name]
    (first,) = [path for path in of_year if path.name.startswith(UNIT)]
    drop(page, first)
    expect(page.locator(".headline")).to_contain_text(UNIT)
    pace = Pace(page)
    to_library(page)
    report = one_page(page)
    found_again(page, pace, *changed)
    to_library(page)
    others = [path for path in of_year if path != first]
    drop(page, *others)
    page.get_by_text(f"这次共 {len(others)} 份").wait_for(timeout=120_000)
    settle(page)
    outlier_to_page(page, app, pace)
    guarded(page, app)
    slides(page, app, report, pace)
    what_is_not_checked(page, app, report)
    pace.kept()


def one_page(page: Page) -> str:
    """Four figures with their pages, a chart from the beginning to the end of the year, three sentences; the number of the report."""
    page.get_by_role("button", name="看表格").first.click()
    page.locator("td.figure").first.wait_for()
    page.get_by_text("概览", exact=True).click()
    page.get_by_role("link", name="一页纸").click()
    page.get_by_role("heading", name=re.compile(UNIT)).wait_for()
    settle(page)
    main = page.get_by_test_id("stMain")
    for name in ("收入", "支出", "“三公”经费", "结余"):
        expect(main.get_by_text(name, exact=True).first).to_be_visible()
    expect(main.locator("ol li")).to_have_count(3)
    expect(page.get_by_test_id("stVegaLiteChart").first).to_be_visible()
    picture(page, "one_page")
    calm(page)
    report = re.search(r"report=(\w+)", address(page))[1]
    number = main.locator("a[href*='cell=']").first
    number.click()
    expect(page.locator("td.chosen")).to_be_visible()
    expect(box(page)).to_be_in_viewport()
    return report


def found_again(page: Page, pace: Pace, path: Path, wrong: WrongDigit) -> None:
    """The changed copy is found out, with the figure and its page."""
    to_library(page)
    pace.step("report to its result", 3, partial(drop, page, path))
    page.get_by_role("button", name="看核对").first.click()
    page.locator("td.chosen").wait_for()
    settle(page)
    expect(page.locator(".notes")).to_contain_text(f"最可疑的一个数：《支出决算表》　合计　合计　{wrong.printed}")
    expect(page.locator(".page:visible .mark.suspect")).to_be_in_viewport()
    calm(page)


def outlier_to_page(page: Page, app: str, pace: Pace) -> None:
    """All units on one chart; what stands out leads to its page."""
    go(page, app, "analysis", q="agency_operating")
    calm(page)
    for _round in range(ROUNDS):
        go(page, app, "compare", units="|".join(UNITS), years=YEAR, what="total_expenditure")
        acknowledge(page)
        expect(page.get_by_test_id("stVegaLiteChart").first).to_be_visible()
        row = page.locator("table.plain tr").filter(has_text=OUTLIER).first
        cell = page.locator("table.plain td.number a[href*='cell=']").last
        pace.step("outlier to its figures", 0.3, row.locator("a").first.click, cell)
        pace.step("figure to its page", 0.3, cell.click, box(page))
    expect(page.locator("td.chosen")).to_be_visible()
    expect(box(page)).to_be_in_viewport()


def acknowledge(page: Page) -> None:
    tick = page.get_by_test_id("stCheckbox").filter(has_text="我已看到这些差异")
    if tick.count():
        tick.locator("label").click()
        settle(page)


def guarded(page: Page, app: str) -> None:
    """Budgets of two kinds are not drawn before a person has seen the difference."""
    go(page, app, "compare", units=f"{UNITS[1]}|{UNLIKE}", years=YEAR, what="three_public_budget")
    expect(page.locator("ol.found").first).to_contain_text("年初预算")
    expect(page.get_by_test_id("stVegaLiteChart")).to_have_count(0)
    picture(page, "compare_guard")
    acknowledge(page)
    expect(page.get_by_test_id("stVegaLiteChart").first).to_be_visible()
    expect(page.get_by_test_id("stMain")).to_contain_text("不可直接比较")
    calm(page)


def slides(page: Page, app: str, report: str, pace: Pace) -> None:
    """The slides come as a file with charts that can be edited."""
    go(page, app, "report", report=report, tab="export")
    taken: list[Path] = []

    def take() -> None:
        with page.expect_download() as download:
            page.locator(".st-key-offer_briefing").get_by_role("button", name="下载").click()
        taken.append(download.value.path())

    pace.step("slides", 10, take)
    with zipfile.ZipFile(io.BytesIO(taken[0].read_bytes())) as file:
        names = file.namelist()
    assert 6 <= sum(bool(re.fullmatch(r"ppt/slides/slide\d+\.xml", name)) for name in names) <= 8
    assert any(name.startswith("ppt/charts/chart") for name in names)


def what_is_not_checked(page: Page, app: str, report: str) -> None:
    """What was not checked and what does not apply has its list; what was measured has its card."""
    go(page, app, "report", report=report, tab="checks", state="not_run")
    expect(page.get_by_role("radio", name=re.compile("未查"))).to_be_visible()
    calm(page)
    go(page, app, "rules")
    page.get_by_text("准确程度").first.click()
    expect(page.get_by_text(re.compile("未测|%|份")).first).to_be_visible()
    picture(page, "rules")
    calm(page)
