"""A link followed in the same window, and the way back: the screen shows what the address says now, not what was shown before."""

from core.model import Place, PlainSentence
from core.store.library import Library
from tests.pages.reading import component, no_trouble, sheet
from tests.pages.test_data_page import opened as data_opened
from tests.pages.test_data_page import table
from tests.pages.test_find_page import FIND
from tests.pages.test_performance_tab import kept
from tests.pages.test_report_page import long_reading, opened
from tests.readings import place

QUERY = "SELECT range AS 数 FROM range(1000)"


def followed(screen, **address):
    """The same screen after a link to another address of it; "" takes a name out."""
    for name, value in address.items():
        screen.query_params[name] = value
    screen.run()
    no_trouble(screen)
    return screen


def test_another_page_of_the_coverage_and_of_the_original(library, screen):
    with Library.open(library) as store:
        report = store.selection()[0]
    for address in ({"tab": "coverage"}, {"tab": "tables", "table": "pages"}):
        opened(screen, report=report, **address, page="3")
        assert screen.pagination[0].value == 3
        assert followed(screen, page="5").pagination[0].value == 5


def test_a_cell_in_another_piece_of_a_long_table(empty, screen):
    with Library.open(empty) as store:
        number = store.save(long_reading(700)).report
    opened(screen, report=number, tab="tables", table="0", cell="650.0")
    given = sheet(followed(screen, cell="10.0"))
    assert (given["cells"][0]["row"], given["chosen"]) == (0, "10.0")
    next(box for box in screen.selectbox if box.label.startswith("这张表很长")).select(300).run()
    assert sheet(screen)["cells"][0]["row"] == 300
    assert "cell" not in screen.query_params, "the piece chosen is not that of the cell"
    assert sheet(followed(screen, cell="9999.0"))["cells"][0]["row"] == 600


def test_another_piece_of_an_answer_and_the_first_of_another_query(library, screen):
    data_opened(screen, q=QUERY, piece="2")
    assert table(followed(screen, piece="4"))[1][0] == ["300"]
    assert table(followed(screen, q=f"{QUERY} ORDER BY 1 DESC", piece=""))[1][0] == ["999"]


def test_the_query_stands_in_its_field_after_the_way_back(library, screen):
    data_opened(screen, q=QUERY)
    screen.switch_page(FIND).run()
    data_opened(screen, q=QUERY)
    assert screen.text_area[0].value == QUERY


def test_a_sentence_without_a_page_in_a_report_with_pages(empty, screen):
    told = (PlainSentence("explanation", "有页的一句。", place(2)), PlainSentence("explanation", "附件里的一句。", Place(locator="¶3")))
    number = kept(empty, sentences=told)
    opened(screen, report=number, tab="tables", sentence="1")
    given = component(screen, "sentences_")
    assert [cell["text"] for cell in given["cells"]] == ["附件里的一句。"]
    assert given["chosen"] == "1.0"
    given = component(followed(screen, sentence="0", table="pages"), "sentences_")
    assert ([cell["text"] for cell in given["cells"]], screen.pagination[0].value) == (["有页的一句。"], 2)


def test_the_level_of_a_chart_is_that_of_the_address(library, screen):
    with Library.open(library) as store:
        first, second = store.selection()[:2]

    def level():
        return next(each for each in screen.segmented_control if each.label == "级次")

    opened(screen, report=first, tab="overview")
    finest = level().value
    level().set_value("class").run()
    no_trouble(screen)
    assert level().value == "class"
    assert screen.query_params["level"] in ("class", ["class"])
    followed(screen, report=second, level="")
    assert level().value == finest != "class"
