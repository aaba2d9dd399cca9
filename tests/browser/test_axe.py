"""axe-core over every screen, in both languages and both palettes: nothing serious or critical, text at 4.5 : 1 at least.

Streamlit draws the frame and the fields; what of that cannot be repaired from here is left out below, each selector with its reason.
"""

import json

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.addresses import addresses
from tests.browser.conftest import window
from tests.browser.journey import settle

SERIOUS = ("serious", "critical")
RUN = "(left_out) => axe.run({ exclude: left_out }, { resultTypes: ['violations'] })"
# What differs by language or palette only, not by structure: one view of each kind.
OF_EACH_KIND = (
    *("library", "report, tables", "report, checks", "report, overview, parts", "report, narrative", "report, performance", "one page"),
    *("board", "analysis, trend", "compare", "find", "data", "rules", "demo"),
)
LEFT_OUT: dict[str, str] = {}  # selector: why


def troubles(page: Page) -> list[str]:
    """What axe finds serious or critical: its rule, the place, and what it says."""
    page.evaluate(AXE_SCRIPT)
    assert page.evaluate("axe.version")
    found = page.evaluate(RUN, [[selector] for selector in LEFT_OUT])["violations"]
    return [
        f"{each['id']} {json.dumps(node['target'], ensure_ascii=False)} {node['failureSummary']} {node['html'][:160]}"
        for each in found
        if each["impact"] in SERIOUS
        for node in each["nodes"]
    ]


def screens_of(page: Page, home: str, paths: dict[str, str], language: str) -> dict[str, list[str]]:
    """The troubles of each screen."""
    found = {}
    for name, path in paths.items():
        page.goto(f"{home}/{path}{'&' if '?' in path else '?'}lang={language}")
        page.wait_for_function("(code) => document.documentElement.lang.startsWith(code)", arg=language)
        page.get_by_test_id("stSidebarNavItems").wait_for()
        settle(page)
        settle(page)  # charts and pages of a screen arrive after its words
        found[name] = troubles(page)
    return found


@pytest.mark.parametrize(("language", "scheme"), [("zh", "light"), ("en", "light"), ("zh", "dark")])
def test_no_screen_of_a_filled_library_has_a_serious_trouble(compared, thirty, browser, language, scheme):
    with window(browser, compared, color_scheme=scheme) as page:
        paths = addresses(thirty)
        usual = (language, scheme) == ("zh", "light")
        found = screens_of(page, compared, paths if usual else {name: paths[name] for name in paths if name in OF_EACH_KIND}, language)
    assert {name: told for name, told in found.items() if told} == {}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_screen_of_an_empty_library_has_a_serious_trouble(page, app, language):
    screens = ("", "report", "one_page", "board", "analysis", "compare", "find", "data", "rules", "log", "demo", "settings")
    found = screens_of(page, app, {name or "library": name for name in screens}, language)
    assert {name: told for name, told in found.items() if told} == {}
