"""演示 in the browser: bookmarks by keys, large letters on a projector, no real name of a unit while names are hidden."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.journey import settle, try_samples
from tests.conftest import SAMPLES

PROJECTOR = {"width": 1024, "height": 768}
LEAST = 18  # pixels of the smallest words in the middle of the screen
_SMALLEST = """() => [...document.querySelectorAll('.stMain p, .stMain td, .stMain th, .stMain li, .stMain b')]
    .filter(each => each.offsetParent && each.innerText.trim()).map(each => parseFloat(getComputedStyle(each).fontSize))"""
_WIDE = """() => [document.querySelector('.stMain'), document.documentElement].map(each => each.scrollWidth - each.clientWidth)"""


def real_names() -> list[str]:
    return [re.search(r'unit_name = "(.+)"', (sample / "golden.toml").read_text("utf-8"))[1] for sample in SAMPLES]


def go(page, name: str) -> None:
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True).click()
    settle(page)


def bookmark(page, name: str) -> None:
    """Make a bookmark of the screen that is open."""
    go(page, "演示")
    page.get_by_label("书签名称").fill(name)
    page.get_by_role("button", name="把这一屏存为书签").click()
    page.get_by_text(re.compile(rf"^\d\s*{name}$")).wait_for()
    settle(page)


def prepared(page) -> None:
    """Three bookmarks, large letters, hidden names, and the presentation begun on a projector."""
    try_samples(page)
    bookmark(page, "资料")
    go(page, "报告")
    page.get_by_text("概览", exact=True).click()
    settle(page)
    page.get_by_role("link", name="一页纸").click()
    page.get_by_role("heading", level=1).wait_for()
    settle(page)
    bookmark(page, "一页")
    go(page, "看板")
    bookmark(page, "全部单位")
    for words in ("大字", "脱敏"):
        page.get_by_text(re.compile(f"^{words}（")).click()
        settle(page)
    page.get_by_role("button", name="开始演示").click()
    page.get_by_text("1/3").wait_for()
    page.set_viewport_size(PROJECTOR)
    settle(page)


def looked_at(page, place: int) -> None:
    """The screen of a bookmark is large, fits, has no menu, and names no unit by its real name."""
    page.get_by_text(f"{place}/3").wait_for()
    settle(page)
    assert f"step={place}" in page.url
    assert max(page.evaluate(_WIDE)) <= 0
    assert min(page.evaluate(_SMALLEST)) >= LEAST - 0.1
    assert not page.get_by_test_id("stSidebarNav").is_visible()
    expect(page.locator("body")).to_contain_text("单位", timeout=30_000)  # a screen may come in parts on a busy machine
    settle(page)
    shown = page.locator("body").inner_text()
    for name in real_names():
        assert name not in shown


@pytest.mark.usefixtures("app")
def test_a_presentation_by_keys(page):
    prepared(page)
    for place in (1, 2, 3):
        looked_at(page, place)
        if place < 3:
            page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    looked_at(page, 2)
    page.reload()
    looked_at(page, 2)
    page.get_by_role("button", name="结束演示").click()
    settle(page)
    page.set_viewport_size({"width": 1366, "height": 768})
    go(page, "资料库")
    page.get_by_text(real_names()[0]).first.wait_for()


@pytest.mark.usefixtures("app")
def test_the_arrows_turn_the_pages_also_from_a_list_of_findings(page):
    try_samples(page)
    page.get_by_role("button", name="看核对").last.click()
    page.locator(".split td.said").first.wait_for()
    settle(page)
    bookmark(page, "核对结果")
    go(page, "看板")
    bookmark(page, "全部单位")
    page.get_by_role("button", name="开始演示").click()
    page.get_by_text("1/2").wait_for()
    page.locator(".split td.said").first.wait_for()
    settle(page)
    page.keyboard.press("ArrowRight")
    page.get_by_text("2/2").wait_for()
    page.get_by_role("heading", name="看板").wait_for()
