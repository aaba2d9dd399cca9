"""How long a step of a journey takes, beside a rerun of the program that has next to nothing to do, in the same window.

The times of the product hold where an empty rerun takes `RERUN`; on a slower or busier machine each grows with the empty rerun.
"""

import re
import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page

from tests.browser.journey import settle

RERUN = 0.11  # seconds the empty rerun takes on an idle machine with two cores
ROUNDS = 3


def took(act: Callable[[], object], shown: Locator | None) -> float:
    """Seconds from what a person does until what it asks for is seen.  Asked without pause: a waiting locator looks twice a second only.

    `shown` is None where it is there as soon as it was done, as a file is.
    """
    begun = time.perf_counter()
    act()
    while shown and not shown.first.is_visible():
        assert time.perf_counter() < begun + 30, shown
    return time.perf_counter() - begun


def empty_rerun(page: Page) -> float:
    """Seconds until the screen that does least is shown."""
    found = []
    for _round in range(ROUNDS):
        page.get_by_role("link", name="数据", exact=True).click()
        page.get_by_text("数据字典").wait_for()
        settle(page)
        settings = page.get_by_role("link", name="设置", exact=True)
        found.append(took(settings.click, page.get_by_role("heading", name=re.compile("设置"))))
        settle(page)
    return sorted(found)[ROUNDS // 2]


class Pace:
    """The steps of a journey as ratios to the empty rerun of its window."""

    def __init__(self, page: Page) -> None:
        self._page, self._base = page, empty_rerun(page)
        self._steps: dict[str, tuple[float, float]] = {}

    def step(self, name: str, seconds: float, act: Callable[[], object], shown: Locator | None = None) -> None:
        """Take a step.  `seconds`: what it may take on an idle machine; of a step taken several times the best counts."""
        taken = took(act, shown)
        settle(self._page)
        best, most = self._steps.get(name, (taken, seconds))
        self._steps[name] = (min(taken, best), most)

    def kept(self) -> None:
        """Every step was within its time.  Of the empty reruns before and after, the slower counts: it met what the steps met."""
        base = max(self._base, empty_rerun(self._page))
        slower = max(1.0, base / RERUN)
        said = {name: f"{taken / base:.1f} of {most * slower / base:.1f} empty reruns" for name, (taken, most) in self._steps.items()}
        print(f"an empty rerun of {base:.2f} s:", said)
        assert all(taken <= most * slower for taken, most in self._steps.values()), said
