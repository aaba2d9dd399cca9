"""A report in two files: the screen proposes to join them, reads them as one, and takes them apart again."""

import pytest

from core.batch import import_paths
from core.definitions import load
from core.reread import reread
from core.store.library import Library
from pages.widgets.address import REPORT
from tests.pages.reading import button, no_trouble, texts
from tests.store.test_joined import halves


@pytest.fixture(params=["pdf", "xlsx"])
def two(request, empty, tmp_path):
    """A library with the text and the tables of one report; the number of the text."""
    with Library.open(empty) as library:
        numbers = [receipt.report for receipt in import_paths(halves(tmp_path, request.param), library, load())]
        for number in numbers:
            library.answer(number, "unit_name", "某单位")
            library.answer(number, "fiscal_year", "2023")
            reread(library, number, load())
    return numbers


def test_joined_and_taken_apart(two, screen):
    _, tables = two
    screen.switch_page(REPORT)
    screen.query_params["report"] = tables
    screen.run()
    no_trouble(screen)
    assert "像是同一份报告的两个文件" in screen.info[0].value
    button(screen, "合并成一份报告").click().run()
    no_trouble(screen)
    assert "这份报告由几个文件合并而成：text.pdf，另有 tables" in texts(screen).replace("\\", "")
    button(screen, "重新分开").click().run()
    no_trouble(screen)
    assert "重新分开" not in [each.label for each in screen.button]
    assert len(screen.selectbox[0].options) == 2
