"""报告 › 覆盖: every number counted, those that nothing understood shaded on their page."""

import re

import pytest

from core.model import Place, PrintedNumber
from core.store.library import Library
from tests.pages.reading import htmls, no_trouble, texts
from tests.pages.test_performance_tab import kept
from tests.readings import place

REPORT = "pages/views/report.py"


@pytest.fixture
def missed(library):
    """A report with a number that nothing understood, and all its numbers."""
    with Library.open(library) as opened:
        numbers = {report: opened.coverage(report) for report in opened.reports()["report"]}
    return next((report, frame) for report, frame in numbers.items() if (frame["kind"] == "uncovered").any())


def opened(screen, **address):
    """The tab under an address."""
    screen.switch_page(REPORT)
    for name, value in {"tab": "coverage", **address}.items():
        screen.query_params[name] = value
    screen.run()
    no_trouble(screen)
    return screen


def rows(screen) -> list[list[str]]:
    """The rows of all plain tables as text."""
    return [
        [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)]
        for row in re.findall(r"<tr>(.*?)</tr>", htmls(screen))
    ]


def test_the_sentence_and_the_tables_add_up(missed, screen):
    report, numbers = missed
    opened(screen, report=report)
    unread = int((numbers["kind"] == "uncovered").sum())
    share = 100 * (len(numbers) - unread) // len(numbers)
    assert f"共 {len(numbers):,} 个数字，读懂 {len(numbers) - unread:,} 个（{share}%）" in texts(screen)
    kinds = [row for row in rows(screen) if len(row) == 3]
    assert kinds[-1] == ["合计", f"{len(numbers):,}", "100.0%"]
    assert sum(int(row[1].replace(",", "")) for row in kinds[:-1]) == len(numbers)
    pages = [row for row in rows(screen) if len(row) == 4]
    assert sum(int(row[1]) for row in pages) == len(numbers)
    assert sum(int(row[3] or 0) for row in pages) == unread
    assert all(int(total) == int(understood) + int(left or 0) for _, total, understood, left in pages)


def test_what_was_not_understood_is_shaded_on_its_page(missed, screen):
    report, numbers = missed
    here = numbers[numbers["kind"] == "uncovered"]
    page = int(here["page"].iloc[0])
    opened(screen, report=report, page=str(page))
    assert screen.pagination[0].value == page
    shades = re.findall(r'<span role="img" title="没有读懂：([^"]+)"[^>]*style="left:([\d.]+)%;top:([\d.]+)%', htmls(screen))
    assert sorted(text for text, _, _ in shades) == sorted(here[here["page"] == page]["text"])
    assert all(0 < float(left) < 100 and 0 < float(top) < 100 for _, left, top in shades)


def test_a_page_without_such_numbers_says_so(missed, screen):
    report, numbers = missed
    clean = int(next(page for page, kinds in numbers.groupby("page")["kind"] if "uncovered" not in set(kinds)))
    opened(screen, report=report, page=str(clean))
    assert "本页的数字都读懂了" in texts(screen)
    assert 'role="img"' not in htmls(screen)


def test_another_page_is_remembered_in_the_address(missed, screen):
    report, _ = missed
    opened(screen, report=report, page="3")
    screen.pagination[0].set_value(5).run()
    no_trouble(screen)
    assert screen.query_params["page"] in ("5", ["5"])


def test_a_report_of_files_with_and_without_pages_shows_both(empty, screen):
    at = {"fact": [place(1), Place(locator="表1!C7")], "uncovered": [place(2), Place(locator="表1!D9")]}
    numbers = tuple(PrintedNumber("12.50", kind, "", where) for kind, places in at.items() for where in places)
    opened(screen, report=kept(empty, numbers=numbers))
    assert [row for row in rows(screen) if len(row) == 4] == [
        ["第 1 页", "1", "1", ""],
        ["第 2 页", "1", "0", "1"],
        ["没有页码的文件", "2", "1", "1"],
    ]
    assert screen.pagination[0].value == 2
    assert "没有读懂：12.50" in htmls(screen)
    assert [row for row in rows(screen) if len(row) == 2] == [["表1!D9", "12.50"]]
    assert "用底色标出" in texts(screen)


def test_a_file_without_pages_lists_its_places(empty, screen):
    opened(screen, report=kept(empty, numbers=(PrintedNumber("12.50", "uncovered", "", Place(locator="¶3")),)))
    assert "在旁边列出" in texts(screen)
    assert "底色" not in texts(screen)
