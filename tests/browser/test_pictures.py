"""The screens over all reports at the size of an office screen and of a projector: none wider than the window; their pictures."""

import pytest

from tests.browser.addresses import addresses
from tests.browser.conftest import window
from tests.browser.journey import picture, settle

NAMED = {
    "board": "board",
    "analysis": "analysis",
    "analysis, ranking": "analysis_answer",
    "compare": "compare",
    "compare, clues": "compare_clues",
    "report, overview, flow": "report_flow",
    "report, performance": "report_performance",
    "report, coverage": "report_coverage",
    "report, versions": "report_versions",
    "demo": "demo",
}


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768)], ids=["office", "projector"])
def test_no_screen_is_wider_than_the_window(compared, thirty, browser, size):
    paths, wide = addresses(thirty), {}
    with window(browser, compared, viewport={"width": size[0], "height": size[1]}) as page:
        for name in NAMED:
            page.goto(f"{compared}/{paths[name]}")
            page.get_by_test_id("stSidebarNavItems").wait_for()
            settle(page)
            settle(page)
            wide[name] = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth")
            if size[0] == 1366:
                picture(page, NAMED[name])
    assert {name: over for name, over in wide.items() if over > 0} == {}
