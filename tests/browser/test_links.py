"""The address of every screen, come to by links in one window, opened in another browser shows the same."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.addresses import addresses
from tests.browser.conftest import window
from tests.browser.journey import address, settle, try_samples
from tests.browser.test_words import WORDS

CLOCK = re.compile(r"用时 [\d.]+ 秒")
# Clicks a link as the screens have them.
FOLLOWED = "path => document.body.appendChild(Object.assign(document.createElement('a'), { href: path })).click()"


def shown(page: Page) -> list[str]:
    """Every word of the screen, in order, when it has come to rest."""
    page.get_by_test_id("stSidebarNavItems").wait_for()
    before: list[str] = []
    while True:
        settle(page)
        page.wait_for_timeout(500)
        now = [CLOCK.sub("", text) for text in page.evaluate(WORDS)]
        if now == before and len(now) > len(page.locator("[data-testid=stSidebarNavLink]").all()):
            return now
        before = now


def test_every_address_shows_the_same_in_another_browser(compared, thirty, browser):
    paths = addresses(thirty)
    first, second, lost = {}, {}, {}
    with window(browser, compared) as page:  # one session of the program
        page.evaluate("window.kept = true")
        for name, path in paths.items():
            page.evaluate(FOLLOWED, path)
            page.wait_for_url(re.compile(f"/{re.escape(path.partition('?')[0])}([?]|$)"))
            first[name] = (shown(page), address(page))
            asked = dict(parse_qsl(urlsplit(path).query))
            lost[name] = {key: value for key, value in asked.items() if dict(parse_qsl(urlsplit(address(page)).query)).get(key) != value}
        assert page.evaluate("window.kept")  # nothing was loaded again
    with window(browser, compared) as other:  # each address is a session of its own for the program
        for name, (_words, link) in first.items():
            other.goto(link)
            second[name] = (shown(other), address(other))
    assert {name: gone for name, gone in lost.items() if gone} == {}
    different = {name: sorted(set(second[name][0]) ^ set(first[name][0])) for name in first if second[name] != first[name]}
    assert different == {}
    assert len({tuple(words) for words, _link in first.values()}) == len(first)  # no two of them are the same view


@pytest.mark.usefixtures("app")
def test_a_link_in_a_sentence_is_followed_in_the_same_window(page):
    try_samples(page)
    page.get_by_role("button", name="打开").first.click()
    page.get_by_role("radio", name="版本").click()
    link = page.get_by_role("link", name="看规则").first
    link.wait_for()
    page.evaluate("window.kept = true")
    link.click()
    page.wait_for_url("**/rules?check=OV-*")
    page.get_by_role("heading", name="规则与口径").wait_for()
    settle(page)
    assert page.evaluate("window.kept")
    page.go_back()
    link.wait_for()
