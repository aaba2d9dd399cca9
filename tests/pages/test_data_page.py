"""数据: a query in the address opens the same answer; mistakes in words; charts, files, names; empty states."""

import re

import pytest

from core.store.example_queries import example_queries
from core.store.library import Library
from tests.pages.reading import button, htmls, no_trouble, texts

DATA = "pages/views/data.py"


def opened(screen, **address):
    """The screen under an address."""
    screen.switch_page(DATA)
    for name, value in address.items():
        screen.query_params[name] = value
    screen.run()
    assert not screen.exception, [element.value for element in screen.exception]
    return screen


def asked(screen, name: str) -> str:
    value = screen.query_params.get(name, "")
    return value[0] if isinstance(value, list) else value


def table(screen) -> tuple[list[str], list[list[str]]]:
    """Headings and rows of the answer."""
    html = next(element.proto.body for element in screen.get("html") if 'class="answer"' in element.proto.body)
    heads = re.findall(r"<th scope='col' class='\w+'>(.*?)</th>", html)
    return heads, [re.findall(r"<td class='\w+'>(.*?)</td>", row) for row in html.split("<tbody>")[1].split("</tr>")[:-1]]


def test_an_empty_library_still_has_its_dictionary(empty, screen):
    opened(screen)
    no_trouble(screen)
    assert "还没有报告" in texts(screen)
    assert "表格里的每个金额" in htmls(screen)


def test_the_dictionary_names_every_table_and_column(library, screen):
    opened(screen)
    with Library.open(library.parent / "another") as other:
        known = {(row.table, row.column) for row in other.dictionary().itertuples()}
    html = htmls(screen)
    assert all(f"<code>{name}</code>" in html for pair in known for name in pair)


def test_a_query_of_the_address_is_answered(library, screen):
    opened(screen, q="SELECT unit_name AS 单位, fiscal_year AS 年度 FROM report ORDER BY ALL")
    no_trouble(screen)
    heads, rows = table(screen)
    assert heads == ["单位", "年度"]
    assert rows == sorted(rows)
    assert f"{len(rows)} 行" in texts(screen)
    assert screen.text_area[0].value.startswith("SELECT unit_name")


def test_what_is_written_goes_into_the_address(library, screen):
    opened(screen)
    screen.text_area(key="data_query").set_value("SELECT 1 AS 一\n")
    button(screen, "查询").click().run()
    no_trouble(screen)
    assert asked(screen, "q") == "SELECT 1 AS 一"
    assert table(screen) == (["一"], [["1"]])


@pytest.mark.parametrize("number", range(5))
def test_examples_are_answered(library, screen, number):
    opened(screen)
    words, query = list(example_queries("zh").items())[number]
    screen.selectbox(key="data_example").set_value(words).run()
    no_trouble(screen)
    assert asked(screen, "q") == query
    assert screen.text_area[0].value == query
    assert re.search(r"\d+ 行", texts(screen))


REFUSED = {
    "DELETE FROM report": "这里只能查询，不能执行“DELETE”",
    "SELECT 1; SELECT 2": "这里有 2 条语句",
    "FROM read_csv('x.csv')": "会读别的文件",
    "SELECT unit_nam FROM report": "没有叫“unit\\_nam”的列",
    "SELEC 1": "第 1 行第 1 个字",
}


@pytest.mark.parametrize(("query", "words"), REFUSED.items(), ids=REFUSED)
def test_what_cannot_be_asked_is_told_in_words(library, screen, query, words):
    opened(screen, q=query)
    (warning,) = screen.warning
    assert words in warning.value
    assert not any('class="answer"' in element.proto.body for element in screen.get("html"))


def test_the_databases_own_words_are_small_and_text(library, screen):
    opened(screen, q='SELECT "<img src=x>" FROM report')
    assert '<p class="detail"><code>Binder Error' in htmls(screen)
    assert "<img" not in htmls(screen)


def test_no_rows_is_not_an_error(library, screen):
    opened(screen, q="FROM report WHERE false")
    no_trouble(screen)
    assert "没有符合条件的行" in texts(screen)


def test_values_stay_text_and_decimals_are_exact(library, screen):
    opened(screen, q="SELECT '<b>&' AS a, NULL AS b, 1234567.500000::DECIMAL(18, 6) AS c, -0.10 AS d, 2023 AS e")
    assert table(screen) == (list("abcde"), [["&lt;b&gt;&amp;", "（空）", "1,234,567.50", "-0.10", "2023"]])


def test_a_long_answer_is_turned_over_and_the_cut_is_said(library, screen):
    opened(screen, q="SELECT range AS 数 FROM range(10001)", piece="2")
    no_trouble(screen)
    assert table(screen)[1][0] == ["100"]
    assert texts(screen).count("只取了前 10,000 行") == 2


@pytest.mark.parametrize("form", ["bars", "lines"])
def test_a_chart_of_the_address_is_drawn_over_its_table(library, screen, form):
    query = "SELECT unit_name AS 单位, pages AS 页数 FROM report ORDER BY ALL"
    opened(screen, q=query, chart=form)
    no_trouble(screen)
    assert screen.get("vega_lite_chart")
    assert [screen.selectbox(key=f"answer_{field}").value for field in "xy"] == ["单位", "页数"]
    assert table(screen)[0] == ["单位", "页数"]
    screen.segmented_control(key="answer_form").set_value("table").run()
    assert asked(screen, "chart") == ""
    assert not screen.get("vega_lite_chart")


def test_without_numbers_there_is_only_the_table(library, screen):
    opened(screen, q="SELECT unit_name FROM report", chart="bars")
    no_trouble(screen)
    assert screen.segmented_control(key="answer_form").options == ["表格"]


def test_a_query_is_saved_opened_again_and_deleted(library, screen):
    opened(screen, q="SELECT 7 AS 七")
    screen.text_input(key="data_name").input("我的查询").run()
    button(screen, "保存这个查询").click().run()
    no_trouble(screen)
    assert asked(screen, "saved") == "我的查询"
    opened(screen, q="SELECT 8 AS 八")
    screen.selectbox(key="data_saved").set_value("我的查询").run()
    assert asked(screen, "q") == "SELECT 7 AS 七"
    assert table(screen) == (["七"], [["7"]])
    button(screen, "删除").click().run()
    no_trouble(screen)
    assert not [box for box in screen.selectbox if box.key == "data_saved"]
    assert table(screen) == (["七"], [["7"]])


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_files_are_offered_in_both_forms(library, screen, form):
    opened(screen, q="SELECT 1 AS a")
    (offer,) = [each for each in screen.get("download_button") if each.proto.label == {"csv": "CSV", "parquet": "Parquet"}[form]]
    assert offer.key == f"data_{form}"


def test_the_english_screen_speaks_english(library, screen):
    opened(screen, q="SELECT unit_nam FROM report", lang="en")
    assert screen.title[0].value == "Data"
    assert "have no column named" in screen.warning[0].value
    assert "one row per report" in htmls(screen)
