"""Steps that several journeys share."""

import os
import re
from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.conftest import ROOT

PICTURES = ROOT / "docs" / "screenshots"
AT_REST = "document.querySelector('[data-test-script-state=notRunning]') && !document.querySelector('[data-stale=true]')"


def settle(page: Page) -> None:
    """Wait until the program has nothing more to show."""
    page.wait_for_function(AT_REST)
    page.wait_for_timeout(300)


def drop(page: Page, *files: Path) -> None:
    """Drop files on the first screen and wait for what became of them; what became of earlier ones is folded away before."""
    told = page.get_by_text("这次共")
    if told.count():
        page.get_by_role("button", name="收起", exact=True).click()
        told.wait_for(state="detached")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files([str(file) for file in files])
    told.wait_for()
    settle(page)


def try_samples(page: Page) -> None:
    page.get_by_role("button", name="用示例报告试一试").click()
    page.get_by_text("这次共").wait_for()
    settle(page)


def choose_table(page: Page, title: str) -> None:
    """Choose a table from the list in the sidebar."""
    page.get_by_test_id("stSidebar").get_by_test_id("stRadioOption").filter(has_text=re.compile(rf"^\S {re.escape(title)}$")).click()
    page.get_by_label(title, exact=True).wait_for()
    settle(page)


def address(page: Page) -> str:
    return page.evaluate("location.href")


def box(page: Page) -> Locator:
    """The box drawn around the chosen figure; what the view before has left for a moment does not count."""
    return page.locator("[data-stale=false] .page .box:visible")


def picture(page: Page, name: str) -> None:
    """Keep a picture of the screen for the documentation, where JUESUAN_SCREENSHOTS asks for it."""
    if os.environ.get("JUESUAN_SCREENSHOTS"):
        PICTURES.mkdir(parents=True, exist_ok=True)
        settle(page)
        page.screenshot(path=PICTURES / f"{name}.png")
