"""The screens of a report without pages: its tables alone, every figure with its place in the file."""

import pytest

from core.batch import import_paths
from core.definitions import load
from core.store.library import Library
from pages.widgets.address import REPORT
from pages.widgets.words import locator_name
from tests.conftest import SAMPLES, reading_of
from tests.pages.reading import at, button, no_trouble, sheet, texts
from tests.reading.rewritten import as_docx, as_xlsx

WRITERS = {"b.docx": as_docx, "b.xlsx": as_xlsx}


@pytest.fixture(params=WRITERS)
def library_of_one(request, empty, tmp_path):
    """A library that holds one report without pages, and its number."""
    path = tmp_path / request.param
    path.write_bytes(WRITERS[request.param](reading_of(SAMPLES[0] / "report.pdf")))
    with Library.open(empty) as library:
        (receipt,) = import_paths([path], library, load())
        return receipt.report, library.tables(receipt.report), library.facts(receipt.report)


def opened(screen, **address):
    return at(screen, REPORT, **address)


def test_each_figure_names_its_place(library_of_one, screen):
    number, tables, facts = library_of_one
    for table in tables[tables["state"] == "filled"].itertuples():
        opened(screen, report=number, tab="tables", table=str(table.table_no))
        assert "此文件没有页面" in texts(screen)
        shown = {(cell["row"], cell["column"]): cell for cell in sheet(screen)["cells"]}
        assert sheet(screen)["pages"] == []
        for fact in facts[facts["table_no"] == table.table_no].itertuples():
            cell = shown[fact.cell_row, fact.cell_column]
            assert (cell["text"], cell["page"], cell["notes"][0][0]) == (fact.printed, None, f"出处：{locator_name(fact.locator)}")
            assert fact.locator


@pytest.mark.parametrize("tab", ["tables", "overview", "narrative", "performance", "coverage", "checks", "export"])
def test_every_tab_opens(library_of_one, screen, tab):
    opened(screen, report=library_of_one[0], tab=tab)


def test_there_are_no_pages_to_see(library_of_one, screen):
    (choice,) = [radio for radio in opened(screen, report=library_of_one[0], table="pages").radio if radio.label == "表格目录"]
    assert "pages" not in choice.options
    assert "全部原页" not in choice.options


@pytest.mark.parametrize("name", WRITERS)
def test_the_card_says_where_it_was_read(empty, screen, name):
    screen.run()
    screen.file_uploader[0].set_value((name, WRITERS[name](reading_of(SAMPLES[0] / "report.pdf")), "")).run()
    no_trouble(screen)
    assert "（决算，不分页）" in texts(screen)
    assert not [each for each in screen.button if each.label == "看原页"]
    button(screen, "依据").click().run()
    no_trouble(screen)
    assert ("第 2 段" if name == "b.docx" else "封面!A4") in texts(screen).replace("\\", "")
