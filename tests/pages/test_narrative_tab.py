"""报告 › 说明: each sentence once, figures with what they repeat, the way to the cell and back, files without pages."""

from collections import Counter
from urllib.parse import parse_qs, urlsplit

import pytest

from core.model import NOWHERE, Place, Problem, Statement, Table
from core.narrative.marks import marked_sentences
from core.store.library import Library
from tests.pages.reading import component, no_trouble, sheet, texts
from tests.pages.test_performance_tab import kept
from tests.pages.test_report_page import opened
from tests.readings import a_reading, place


@pytest.fixture
def report(library):
    """Number, statements and links of the first sample."""
    with Library.open(library) as opened_library:
        number = opened_library.reports()["report"].iloc[0]
        return number, opened_library.statements(number), opened_library.links(number)


def told(screen) -> dict:
    return component(screen, "told_")


def text_of(given: dict) -> list[str]:
    """The sentences of the pane, put together again."""
    cells = {(cell["row"], cell["column"]): cell["text"] for cell in given["cells"]}
    prose = [block for block in given["prose"] if not block["heading"]]
    return ["".join(piece if isinstance(piece, str) else cells[tuple(piece)] for piece in block["pieces"]) for block in prose]


def test_the_sentences_stand_as_printed_each_once(report, screen):
    number, statements, _links = report
    given = told(opened(screen, report=number, tab="narrative"))
    assert text_of(given) == [sentence.sentence for sentence in marked_sentences(statements.itertuples())]
    assert {row for block in given["prose"] for row, _column in _figures(block)} == {cell["row"] for cell in given["cells"]}
    headings = [block["heading"] for block in given["prose"] if block["heading"]]
    assert set(headings) == {part for section in statements["section"] for part in section.split("/")}


def _figures(block: dict) -> list:
    return [piece for piece in block["pieces"] if not isinstance(piece, str)]


def test_the_counters_add_up_to_the_figures(report, screen):
    number, statements, links = report
    given = told(opened(screen, report=number, tab="narrative"))
    figures = statements[statements["measure"] != "direction"]
    amounts = figures["measure"].isin(["current", "budget"])
    linked, unlinked = links["statement_no"].nunique(), int((amounts & (figures["linked_facts"] == "")).sum())
    other = len(figures) - linked - unlinked
    assert Counter(cell["kind"] for cell in given["cells"]) == {"linked": linked, "unlinked": unlinked, "other": other}
    words = f"说明里有 {len(figures)} 个数字：✓ 已对应 {linked}，? 未对应 {unlinked}，其余 {other} 个"
    assert words in texts(screen)


def test_a_figure_leads_to_its_cells_and_the_cell_back_to_it(report, screen):
    number, _statements, links = report
    link = links.iloc[len(links) // 2]
    given = told(opened(screen, report=number, tab="narrative", statement=str(link["statement_no"])))
    assert given["chosen"] == f"{link['statement_no']}.0"
    figure = next(cell for cell in given["cells"] if cell["row"] == link["statement_no"])
    there = [parse_qs(urlsplit(target).query) for _text, _words, target, *_more in figure["notes"]]
    wanted = {"report": [number], "tab": ["tables"], "table": [str(link["table_no"])]}
    assert {**wanted, "cell": [f"{link['cell_row']}.{link['cell_column']}"]} in there
    assert any(link["printed"] in text and f"第 {link['page']} 页" in text for text, *_more in figure["notes"])
    opened(screen, report=number, tab="tables", table=str(link["table_no"]))
    cell = next(c for c in sheet(screen)["cells"] if (c["row"], c["column"]) == (link["cell_row"], link["cell_column"]))
    back = [parse_qs(urlsplit(target).query) for _text, _words, target, *_more in cell["notes"]]
    assert {"report": [number], "tab": ["narrative"], "statement": [str(link["statement_no"])]} in back


def test_the_page_of_the_chosen_figure_is_drawn_the_others_wait(report, screen):
    number, statements, _links = report
    last = statements[statements["measure"] != "direction"].iloc[-1]
    given = told(opened(screen, report=number, tab="narrative", statement=str(last["statement_no"])))
    drawn = {page["number"] for page in given["pages"] if page["image"]}
    assert drawn == {last["page"]}
    assert len(given["pages"]) > 1


def test_filters_and_words_narrow_the_sentences_and_stay_in_the_address(report, screen):
    number, statements, _links = report
    opened(screen, report=number, tab="narrative", show="unlinked")
    unlinked = {cell["row"] for cell in told(screen)["cells"] if cell["kind"] == "unlinked"}
    sentences = {statements["sentence"][statement] for statement in unlinked}
    assert set(text_of(told(screen))) == sentences
    screen.text_input(key="narrative_find").input("三公").run()
    no_trouble(screen)
    assert screen.query_params["find"] in ("三公", ["三公"])
    assert 0 < len(text_of(told(screen))) < len(sentences)
    screen.text_input(key="narrative_find").input("没有这个词").run()
    assert "没有匹配" in texts(screen)


def test_a_report_without_narrative_says_so(empty, screen):
    with Library.open(empty) as library:
        number = library.save(a_reading()).report
    opened(screen, report=number, tab="narrative")
    assert "没有读出情况说明里的数字" in texts(screen)


def test_a_file_without_pages_shows_its_places(empty, screen):
    printed = "**本年**收入10.00万元，[增长](x)2%，5人。<b>"
    fields = {"section": "一、<i>收入</i>", "subject": "本年收入", "basis": "", "line_code": "", "sentence": printed}
    statements = (
        Statement(**fields, measure="current", value="10.00", unit="万元", place=Place(locator="第 12 段")),
        Statement(**fields, measure="percent_change", value="2", unit="%", place=Place(locator="第 12 段")),
        Statement(**fields, measure="count", value="5", unit="人", place=NOWHERE),
    )
    with Library.open(empty) as library:
        number = library.save(a_reading(statements=statements, tables=(Table("three_public", "", "", "", None, None, "missing"),))).report
    given = told(opened(screen, report=number, tab="narrative", statement="0"))
    assert given["pages"] == []
    assert text_of(given) == [printed]
    assert "第 12 段" in given["cells"][0]["label"]
    assert "没有页码" in given["cells"][2]["label"]
    assert "无从对应" in texts(screen)


def test_figures_read_from_a_scan_say_so(empty, screen):
    fields = {"section": "一、收入", "subject": "本年收入", "basis": "", "line_code": "", "sentence": "本年收入10.00万元。"}
    told_on = [Statement(**fields, measure="current", value="10.00", unit="万元", place=place(page)) for page in (2, 3)]
    problem = Problem("pages_recognised", "", {"pages": "3, 4", "count": 2}, Place(3))
    number = kept(empty, statements=tuple(told_on), problems=(problem,))
    screen = opened(screen, report=number, tab="narrative")
    assert {cell["page"]: cell["doubt"] for cell in told(screen)["cells"]} == {2: "", 3: "扫描识别"}
    assert "1 个是扫描识别的（第 3 页）" in texts(screen)
