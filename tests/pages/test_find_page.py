"""查找: hits by report with their links and citations, filters and unit in the address, empty states."""

import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from core.store.library import Library
from tests.pages.reading import at, button, component, htmls, no_trouble, texts
from tests.readings import a_reading

FIND = "pages/views/find.py"


def opened(screen, **address):
    """The screen under an address."""
    return at(screen, FIND, **address)


def listed(screen) -> list[dict]:
    return [hit for group in component(screen, "hits")["groups"] for hit in group["hits"]]


def asked(screen, name: str) -> str:
    value = screen.query_params.get(name, "")
    return value[0] if isinstance(value, list) else value


@pytest.fixture
def fact(library):
    """A printed amount of the first sample, with its report."""
    with Library.open(library) as opened_library:
        report = opened_library.reports().iloc[0]
        facts = opened_library.facts(report["report"])
        row = facts[(facts["table"] == "three_public") & (facts["amount_fen"] > 0)].iloc[0]
        return report, row


def test_an_empty_library_leads_to_the_first_screen(empty, screen):
    opened(screen)
    assert "还没有报告" in texts(screen)
    button(screen, "去资料库").click().run()
    assert screen.title[0].value == "部门决算公开分析"


def test_without_words_the_screen_says_what_it_does(library, screen):
    opened(screen)
    assert "一个字也可以" in texts(screen)
    tried = re.findall(r'href="find\?([^"]+)"', htmls(screen))
    assert len(tried) == 3
    opened(screen, q=parse_qs(tried[0].replace("&amp;", "&"))["q"][0])
    assert listed(screen)


def test_words_typed_are_kept_in_the_address_and_marked_in_every_hit(library, screen):
    opened(screen)
    screen.text_input(key="find_words").input("公务接待").run()
    no_trouble(screen)
    assert asked(screen, "q") == "公务接待"
    hits = listed(screen)
    assert f"找到 {len(hits)} 处" in texts(screen)
    for hit in hits:
        marked = ["".join(piece.split()) for piece, is_mark in hit["pieces"] if is_mark]
        assert marked
        assert set(marked) == {"公务接待"}
        assert re.fullmatch(r"第 \d+ 页", hit["place"])


def test_every_hit_opens_what_it_was_found_in(library, screen):
    opened(screen, q="接待")
    kinds = set()
    for hit in listed(screen)[::5]:
        address = {name: values[0] for name, values in parse_qs(urlsplit(hit["target"]).query).items()}
        kinds.add(address["tab"])
        screen.switch_page("pages/views/report.py")
        for name, value in address.items():
            screen.query_params[name] = value
        screen.run()
        no_trouble(screen)
        if "cell" in address:
            row, column = map(int, address["cell"].split("."))
            cell = next(c for c in component(screen, "sheet_")["cells"] if (c["row"], c["column"]) == (row, column))
            assert "接待" in "".join(cell["text"].split())
        elif "statement" in address:
            assert component(screen, "told_")["chosen"] == f"{address['statement']}.0"
        elif "sentence" in address:
            assert_boxed(component(screen, "sentences_"), address, "接待")
    assert {"tables", "narrative"} <= kinds


def assert_boxed(shown: dict, address: dict, words: str) -> None:
    """A sentence is chosen beside its page, with a box on it."""
    cell = next(cell for cell in shown["cells"] if f"{cell['row']}.0" == shown["chosen"] == f"{address['sentence']}.0")
    assert words in "".join(cell["text"].split())
    assert cell["box"]
    assert cell["page"] == int(address["page"])
    assert [page["number"] for page in shown["pages"] if page["image"]] == [cell["page"]]


def test_a_sentence_without_a_figure_is_boxed_on_its_page(library, screen):
    with Library.open(library) as opened_library:
        report = opened_library.selection()[0]
        row = opened_library.sentences(report).query("x0 == x0").iloc[-1]
    opened(screen, q=row["sentence"])
    hit = next(hit for hit in listed(screen) if f"sentence={row['sentence_no']}" in hit["target"] and report in hit["target"])
    address = {name: values[0] for name, values in parse_qs(urlsplit(hit["target"]).query).items()}
    screen.switch_page("pages/views/report.py")
    for name, value in address.items():
        screen.query_params[name] = value
    screen.run()
    no_trouble(screen)
    assert_boxed(component(screen, "sentences_"), address, "".join(row["sentence"].split()))


def test_an_amount_says_its_unit_and_leads_to_its_cell(library, fact, screen):
    report, row = fact
    opened(screen, q=row["printed"])
    assert f"{row['printed']} 万元，即 {row['amount_fen'] / 100:,.2f} 元" in texts(screen)
    cell = f"{row['cell_row']}.{row['cell_column']}"
    wanted = {"report": [report["report"]], "tab": ["tables"], "table": [str(row["table_no"])], "cell": [cell]}
    assert wanted in [parse_qs(urlsplit(hit["target"]).query) for hit in listed(screen)]
    screen.segmented_control(key="find_in").set_value("元").run()
    no_trouble(screen)
    assert asked(screen, "in") == "元"
    assert "没有匹配" in texts(screen)


def test_a_citation_names_unit_report_page_cell_fingerprint_and_day(library, fact, screen):
    report, row = fact
    opened(screen, q=row["printed"], part="tables")
    target = f"cell={row['cell_row']}.{row['cell_column']}"
    hit = next(hit for hit in listed(screen) if target in hit["target"] and f"report={report['report']}" in hit["target"])
    sha = f"{report['sha256'][:4]}-{report['sha256'][4:8]}"
    place, amount = f"第 {row['page']} 页", f"{row['printed']} 万元"
    told = (report["unit_name"], report["fiscal_year"], report["file"], place, row["line_name"], amount, sha)
    assert [part for part in map(str, told) if part not in hit["citation"]] == []
    assert date.today().isoformat() in hit["citation"]


def test_filters_narrow_and_stay_in_the_address(library, screen):
    opened(screen, q="公务接待")
    whole = len(listed(screen))
    units = screen.selectbox(key="find_unit").options
    assert units[0] == f"全部单位（{whole}）"
    counts = [int(re.search(r"（(\d+)）$", option)[1]) for option in units[1:]]
    assert sum(counts) == whole
    unit = re.sub(r"（\d+）$", "", units[1])
    screen.selectbox(key="find_unit").set_value(unit).run()
    no_trouble(screen)
    assert asked(screen, "unit") == unit
    assert len(listed(screen)) == counts[0]
    assert {group["title"].partition("　")[0] for group in component(screen, "hits")["groups"]} == {unit}
    opened(screen, q="公务接待", unit=unit, part="narrative")
    assert all("tab=narrative" in hit["target"] or "table=pages" in hit["target"] for hit in listed(screen))


def test_filters_that_leave_nothing_can_be_taken_away(library, screen):
    opened(screen, q="公务接待", year="1999")
    assert "在这些条件下没有匹配" in texts(screen)
    button(screen, "去掉条件再查").click().run()
    no_trouble(screen)
    assert listed(screen)
    assert asked(screen, "year") == ""


def test_no_hit_offers_a_near_term_that_is_one(library, screen):
    opened(screen, q="公务招待费")
    assert "没有匹配“<cite>公务招待费</cite>”" in texts(screen)
    assert "公务接待费" in htmls(screen)
    opened(screen, q="毫不相干的话")
    assert "换一个说法" in texts(screen)


def test_more_than_can_be_shown_is_said(library, screen):
    opened(screen, q="支出")
    assert len(listed(screen)) == 200
    assert re.search(r"找到 [\d,]{3,} 处，只列出前 200 处", texts(screen))


def test_text_of_a_report_stays_text(empty, screen):
    with Library.open(empty) as library:
        library.save(a_reading(file="<b>x</b>.pdf"))
    opened(screen, q="<script>**公共**")
    assert "<script>" not in htmls(screen)
    opened(screen, q="公共服务")
    assert any("<b>x</b>.pdf" in hit["citation"] for hit in listed(screen))


def test_the_english_screen_speaks_english(library, screen):
    opened(screen, q="公务接待", lang="en")
    assert screen.title[0].value == "Search"
    assert re.search(r"\d+ hits", texts(screen))
    assert all("lang=en" in hit["target"] for hit in listed(screen))
