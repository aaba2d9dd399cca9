"""From the counts to a finding, to its figures on the page, to the next finding with the keyboard, and by link in another window."""

import re

from playwright.sync_api import Page, expect

from tests.browser.journey import address, box, picture, settle, try_samples
from tests.conftest import SAMPLES, golden_of, reading_of


def hints_of() -> str:
    """The unit of a sample that has hints about figures on two pages."""
    for sample in SAMPLES:
        found = [f for f in reading_of(sample / "report.pdf").findings if f.state == "fail" and f.severity == "info" and len(f.pages) > 1]
        if len(found) > 1:
            return golden_of(sample)["unit_name"]
    raise AssertionError("no sample has two hints about figures on two pages")


def open_checks(page: Page) -> None:
    try_samples(page)
    page.get_by_role("button", name="看核对").first.click()
    page.locator("td.chosen").wait_for()
    settle(page)
    unit = hints_of()
    if unit not in page.get_by_test_id("stSelectbox").first.locator("input").input_value():
        page.get_by_test_id("stSelectbox").first.click()
        page.get_by_role("option").filter(has_text=unit).click()
        settle(page)
    page.get_by_role("radio", name=re.compile("提示")).click()
    page.wait_for_url("**state=hint*")
    settle(page)
    expect(page.locator("td.chosen")).to_have_count(1)  # the earlier list is gone


def test_from_a_finding_to_its_figures_and_on_with_the_keyboard(page, browser):
    open_checks(page)
    expect(box(page)).to_be_in_viewport()
    expect(page.locator(".page:visible")).to_have_count(2)
    picture(page, "report_checks")
    first = page.locator("td.chosen").inner_text()
    jump = page.locator(".jump").last
    number = re.sub(r"\D", "", jump.inner_text())
    jump.click()
    expect(page.locator(f'.page[data-page="{number}"] .mark').first).to_be_in_viewport()
    page.locator("td.chosen").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("td.chosen")).not_to_have_text(first)
    page.wait_for_url("**finding=*")
    second = page.locator("td.chosen").inner_text()
    expect(page.locator(".notes .said")).to_contain_text(second[:20])
    other = browser.new_page()
    other.goto(address(page))
    expect(other.locator("td.chosen")).to_have_text(second, timeout=30_000)
    expect(box(other)).to_be_in_viewport()
    other.close()


def test_from_a_finding_to_the_cell_in_its_table(page):
    open_checks(page)
    page.locator(".notes a", has_text="看表格").first.click()
    expect(page.locator("td.chosen")).to_be_in_viewport()
    expect(box(page)).to_be_in_viewport()
