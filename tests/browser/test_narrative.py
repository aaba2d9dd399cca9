"""From a sentence to the cell it repeats, to the page, and back; from a row of a performance table to its page."""

import re

from playwright.sync_api import Page, expect

from tests.browser.journey import address, box, picture, settle, try_samples


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("button", name="看表格").first.click()
    page.locator("td.figure").first.wait_for()
    settle(page)  # the tab before has written its table into the address, which the next one takes out
    page.get_by_text(name, exact=True).click()


def test_from_a_sentence_to_the_cell_to_the_page_and_back(page, browser):
    try_samples(page)
    open_tab(page, "说明")
    figure = page.locator(".told.linked").nth(2)
    printed = figure.inner_text()
    number = figure.get_attribute("data-cell").partition(".")[0]
    figure.click()
    expect(box(page)).to_be_in_viewport()
    page.wait_for_url(f"**statement={number}*")
    settle(page)
    picture(page, "report_narrative")
    there = address(page)
    page.locator(".notes a").first.click()
    cell = page.locator("td.chosen")
    expect(cell).to_be_in_viewport()
    amount = cell.inner_text()
    assert re.sub(r"[^\d.]", "", printed) == re.sub(r"[^\d.]", "", amount)
    expect(box(page)).to_be_in_viewport()
    back = page.locator(".notes a").first
    assert f"statement={number}" in back.get_attribute("href")
    back.click()
    expect(page.locator(".told.chosen")).to_have_text(printed)
    expect(box(page)).to_be_in_viewport()
    expect(page).to_have_url(there)
    other = browser.new_page()
    other.goto(there)
    expect(other.locator(".told.chosen")).to_have_text(printed, timeout=30_000)
    other.close()


def test_pages_of_the_narrative_are_drawn_when_they_come_into_sight(page):
    try_samples(page)
    open_tab(page, "说明")
    page.locator(".told").first.wait_for()
    settle(page)
    last = page.locator(".page img").last
    assert last.get_attribute("src").startswith("data:image/gif")
    last.scroll_into_view_if_needed()
    expect(last).to_have_attribute("src", re.compile("^data:image/jpeg"))
    page.locator(".told").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".told").nth(1)).to_have_class(re.compile("chosen"))
    expect(box(page)).to_be_in_viewport()
