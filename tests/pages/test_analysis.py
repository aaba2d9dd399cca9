"""分析: facets, ready questions, a chart whose data is the table's, the cells behind a figure, and the same view from its address."""

import json
import re

import pytest

from core.metrics.questions import questions
from core.store.library import Library
from tests.metrics.made import made
from tests.pages.reading import at, button, htmls, no_trouble, texts

ANALYSIS = "pages/views/analysis.py"
THREE = "three_public//{}/executed = {}"


def opened(screen, **address: str):
    """The screen at this address."""
    return at(screen, ANALYSIS, **address)


def spec(screen) -> dict:
    """The chart on the screen."""
    (chart,) = screen.get("arrow_vega_lite_chart") or screen.get("vega_lite_chart")
    return json.loads(chart.proto.spec)


def drawn_texts(screen) -> list[str]:
    """What the chart's data says a person reads, in its order."""
    import pyarrow as pa

    (chart,) = screen.get("arrow_vega_lite_chart") or screen.get("vega_lite_chart")
    tables = [pa.ipc.open_stream(each.data.data).read_all() for each in chart.proto.datasets]
    (table,) = [table for table in tables if {"text", "across_text"} & set(table.column_names)]
    names = [name for name in ("text", "across_text", "up_text") if name in table.column_names]
    return [row[name] for row in table.to_pylist() for name in names]


def written_texts(screen) -> list[str]:
    """The values in the table under it, row by row: the first table of the screen."""
    table = re.search(r"<table.*?</table>", htmls(screen), re.S)[0]
    cells = re.findall(r'<td class="number">(.*?)</td>', table)
    return [re.sub(r"<[^>]*>", "", cell) for cell in cells]


@pytest.fixture
def years(empty):
    """Two units over years, one of which is missing."""
    reports = ("a0", "示例市甲局", 2020, "3.00"), ("a1", "示例市甲局", 2022, "2.00"), ("b0", "示例市乙局", 2022, "5.00")
    with Library.open(empty) as library:
        for seed, unit, year, amount in reports:
            library.save(made(seed, {"facts": [THREE.format("total", amount)]}, unit, year))
    return empty


def test_an_empty_library_says_what_to_do(empty, screen):
    opened(screen)
    assert "资料库里还没有决算报告" in texts(screen)
    assert button(screen, "去资料库")


def test_all_questions_stand_on_the_first_view(library, screen):
    opened(screen)
    labels = [each.label.replace("\\", "") for each in screen.button]
    assert {each.title() for each in questions().values()} <= set(labels)
    assert "选中 3 份报告" in texts(screen)


@pytest.mark.parametrize("key", questions())
def test_the_table_under_a_chart_has_the_chart_s_numbers(library, screen, key):
    opened(screen, q=key)
    assert screen.markdown[0].value.startswith("**")
    if not screen.get("arrow_vega_lite_chart") and not screen.get("vega_lite_chart"):
        assert "没有这个数" in texts(screen)
        return
    written = [text.removesuffix("（推算）") for text in written_texts(screen) if text]
    assert sorted(written) == sorted(drawn_texts(screen))


def test_a_figure_leads_to_its_cells_and_from_there_to_the_page(library, screen):
    opened(screen, q="three_public_share")
    key = re.search(r"picked=(\w+)", htmls(screen))[1]
    opened(screen, q="three_public_share", picked=key)
    links = re.findall(r'href="report\?([^"]*)"', htmls(screen))
    cells = [link for link in links if "tab=tables" in link and "cell=" in link]
    assert len(set(cells)) == 2
    assert all(f"report={key}" in link for link in cells)
    assert "第" in htmls(screen)


def test_an_address_opens_the_same_view(library, screen):
    opened(screen, q="three_public_share", level="county")
    assert screen.multiselect(key="facet_level").value == ["county"]
    first = htmls(screen)
    screen.multiselect(key="facet_level").set_value([]).run()
    assert "level" not in screen.query_params
    assert htmls(screen) != first
    screen.query_params["level"] = "county"
    screen.run()
    assert htmls(screen) == first


def test_choosing_a_question_goes_into_the_address(library, screen):
    opened(screen)
    screen.button(key="ask_closing_balance").click().run()
    no_trouble(screen)
    assert screen.query_params["q"] in ("closing_balance", ["closing_balance"])
    button(screen, "全部问题").click().run()
    assert "q" not in screen.query_params


def test_a_missing_year_is_a_gap(years, screen):
    opened(screen, q="three_public_trend")
    assert written_texts(screen) == ["3.00", "未导入", "2.00", "未导入", "未导入", "5.00"]
    lines = next(layer for layer in spec(screen)["layer"] if layer["mark"]["type"] == "line")
    assert lines["mark"]["invalid"].startswith("break-paths")


def test_what_is_not_included_is_named_and_counted(years, screen):
    opened(screen, q="closing_balance")
    assert "没有算进来的报告 3 份" in texts(screen)
    assert "示例市甲局 2020 年度" in htmls(screen)
    assert "没有读出《收入支出决算总表》" in htmls(screen)


def test_an_unknown_question_shows_all(library, screen):
    screen.switch_page(ANALYSIS)
    screen.query_params["q"] = "nothing"
    screen.run()
    assert not screen.exception
    assert "没有链接所指的问题" in texts(screen)
    assert screen.button(key="ask_closing_balance")


def test_no_chinese_sentence_of_ours_in_english(library, screen):
    opened(screen, q="three_public_share", lang="en")
    assert "units in 2023" in texts(screen) or "Only one unit" in texts(screen)
    assert "口径" not in texts(screen)
