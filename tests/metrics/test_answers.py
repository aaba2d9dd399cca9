"""Facets and answers over a small library: what is chosen, drawn, left out and said."""

from dataclasses import replace

import pytest

from core.definitions import load
from core.metrics.answers import answer
from core.metrics.definition import metrics
from core.metrics.display import display_for
from core.metrics.facets import faceted, level_of
from core.metrics.inputs import inputs
from core.metrics.questions import question, questions
from core.metrics.spikes import spikes
from core.metrics.telling import displays, sentence
from core.store.library import Library
from tests.metrics.made import WAN, made

THREE = "three_public//total/executed = {}"
BUDGET = "general_budget_expenditure//total/total = {}"
TOLD = "七、财政拨款“三公”经费支出决算情况说明 | “三公”经费财政拨款支出 | current | {} | 万元 | "
CHANGED = "七、财政拨款“三公”经费支出决算情况说明 | “三公”经费财政拨款支出 | delta | {} | 万元 | 上年 | {}"
CLASS = "expenditure//{}/total = {}"
PROVINCE = {"facts": [THREE.format("3.00"), BUDGET.format("100.00"), CLASS.format("201", "70.00")], "findings": ["pass"]}
EARLIER = {"facts": [THREE.format("900.00")], "statements": [TOLD.format("900.00"), CHANGED.format("500.00", "400.00")]}
CITY = {"facts": [THREE.format("1.00"), BUDGET.format("100.00"), CLASS.format("201", "30.00")], "findings": ["fail"]}
REPORTS = [
    ("a0", "示例省财政厅", 2023, PROVINCE),
    ("a1", "示例省财政厅", 2021, EARLIER),
    ("b0", "示例市财政局", 2023, CITY),
    ("c0", "示例市某县财政局", 2023, {"facts": [BUDGET.format("100.00")]}),
    ("d0", "示例市财政局", 2022, {"facts": [THREE.format("2.00")], "findings": ["not_run"]}),
]


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with Library.open(tmp_path_factory.mktemp("answers")) as opened:
        for seed, unit, year, parts in REPORTS:
            opened.save(made(seed, parts, unit, year))
        opened.save(made("e0", {"facts": [THREE.format("9999.00")]}, "示例市财政局", 2023, "budget"))
        opened.save(made("f0", {"facts": [THREE.format("1.00"), BUDGET.format("200.00")], "findings": ["fail"]}, "示例市财政局", 2023))
        yield opened


def asked(library, key: str, **chosen: list[str]):
    of = faceted(library)
    return answer(library, question(key), of, of.narrowed(chosen))


def test_only_the_newest_final_accounts_can_be_chosen(library):
    of = faceted(library)
    assert sorted(zip(of.reports["unit_name"], of.reports["fiscal_year"], strict=True)) == sorted(
        [("示例省财政厅", 2023), ("示例省财政厅", 2021), ("示例市财政局", 2023), ("示例市某县财政局", 2023), ("示例市财政局", 2022)]
    )


def test_counts_combine_and_do_not_narrow_their_own_facet(library):
    of = faceted(library)
    everything, narrowed = of.counts({}), of.counts({"year": ["2023"]})
    assert everything["year"] == {"2021": 1, "2022": 1, "2023": 3} == narrowed["year"]
    assert everything["unit"]["示例市财政局"] == 2
    assert narrowed["unit"] == {"示例省财政厅": 1, "示例市财政局": 1, "示例市某县财政局": 1}
    assert everything["result"] == {"agreeing": 1, "fail": 1, "not_run": 1, "unchecked": 2}
    assert of.counts({"result": ["fail"]})["year"] == {"2021": 0, "2022": 0, "2023": 1}
    assert len(of.narrowed({"year": ["2023"], "level": ["city", "county"]})) == 2
    assert of.narrowed({"year": ["2023"], "unit": ["没有这个单位"]}) == []


@pytest.mark.parametrize(
    ("unit_name", "level"),
    [
        ("示例市民政局", "city"),
        ("国家某局", "central"),
        ("山东省财政厅", "province"),
        ("上海市财政局", "province"),
        ("新疆维吾尔自治区财政厅", "province"),
        ("陕西省市场监督管理局", "province"),
        ("山东省枣庄市财政局", "city"),
        ("湖北省恩施土家族苗族自治州财政局", "city"),
        ("内蒙古自治区鄂尔多斯市财政局", "city"),
        ("上海市普陀区财政局", "county"),
        ("枣庄市滕州市财政局", "county"),
        ("青神县民政局", "county"),
        ("云南省昭通市昭阳区凤凰街道办事处", "township"),
        ("某研究所", "unknown"),
    ],
)
def test_the_level_is_told_by_the_name_or_not_at_all(unit_name, level):
    assert level_of(unit_name) == level


def test_a_ranking_speaks_of_the_fullest_year_and_names_who_is_missing(library):
    found = asked(library, "three_public_share")
    assert found.year == 2023
    assert list(found.frame["unit_name"]) == ["示例省财政厅", "示例市财政局"]
    assert [float(value) for value in found.frame["value"]] == [3.0, 0.5]
    assert list(found.left_out[["unit_name", "reason", "table"]].itertuples(index=False, name=None)) == [
        ("示例市某县财政局", "no_table", "three_public")
    ]
    assert found.other_years == 2
    assert "2023 年度 2 个单位" in sentence(found, load())
    assert "示例省财政厅最高，3.00%" in sentence(found, load())


def test_a_trend_keeps_gaps_and_marks_what_is_worked_out(library):
    found = asked(library, "three_public_trend", unit=["示例省财政厅"])
    rows = [(row.year, None if row.gap else int(row.value), row.estimated, row.gap) for row in found.frame.itertuples()]
    assert rows == [
        (2020, 400 * WAN, True, ""),
        (2021, 900 * WAN, False, ""),
        (2022, None, False, "no_report"),
        (2023, 3 * WAN, False, ""),
    ]
    assert "减少 397.00 万元（99.25%）" in sentence(found, load())


def test_a_large_change_is_shown_with_its_sentence_or_without_one(library):
    found = asked(library, "three_public_trend", unit=["示例省财政厅"])
    (row,) = spikes(library, found.frame[found.frame["gap"] == ""]).itertuples()
    assert (row.before_year, row.year, row.sentence) == (2020, 2021, "“三公”经费财政拨款支出500.00万元")
    untold = found.frame.assign(value=[400 * WAN, 901 * WAN, None, 3 * WAN])
    (row,) = spikes(library, untold[untold["gap"] == ""]).itertuples()
    assert row.sentence == ""


def test_no_growth_from_nothing(library):
    with_zero = asked(library, "three_public_trend", unit=["示例市财政局"])
    whole = with_zero.whole.assign(value=[0, 5 * WAN])
    assert "不计算增长率" in sentence(replace(with_zero, whole=whole), load())


def test_classes_are_summed_and_lead_to_the_cells(library):
    found = asked(library, "classes", unit=["示例省财政厅"])
    assert [(row.key, int(row.value)) for row in found.frame.itertuples()] == [("201", 70 * WAN)]
    cells = inputs(library, found.frame)
    assert list(cells[["kind", "printed", "page"]].itertuples(index=False, name=None)) == [("fact", "70.00", 3)]


def test_inputs_tell_cells_and_sentences(library):
    found = asked(library, "trend:three_public_growth")
    told = inputs(library, found.frame[found.frame["gap"] == ""])
    assert list(told["kind"]) == ["statement", "statement"]
    assert list(told["printed"]) == ["900.00", "500.00"]


def test_nothing_chosen_says_so(library):
    of = faceted(library)
    for each in questions().values():
        found = answer(library, each, of, [])
        assert found.frame.empty
        assert sentence(found, load()) == load().message("answer_nothing")


@pytest.mark.parametrize("key", questions())
def test_every_question_is_answered_with_a_sentence_in_both_languages(library, key):
    found = asked(library, key)
    for language in ("zh", "en"):
        told = sentence(found, load(), language)
        assert told
        assert "?" not in told
    assert set(displays(found)) == set(found.question.metrics or [""])


def test_there_are_enough_questions_and_others_can_be_asked():
    assert len(questions()) >= 15
    assert question("rank:vehicles").chart == "ranking"
    assert question("trend:three_public").years >= 5
    assert question("rank:nothing") is None
    assert question("") is None


@pytest.mark.parametrize(
    ("values", "key", "text"),
    [
        ([3 * WAN], "wan", "3.00"),
        ([20_000 * WAN], "yi", "2.00"),
        ([20_000 * WAN, WAN], "wan", "20,000.00"),
        ([-20_000 * WAN], "yi", "-2.00"),
        ([0], "wan", "0.00"),
    ],
)
def test_the_unit_of_money_follows_its_size_but_makes_nothing_of_nothing(values, key, text):
    display = display_for(metrics()["total_revenue"], values)
    assert (display.key, display.text(values[0])) == (key, text)


def test_an_amount_of_a_sentence_too_small_for_the_unit_gets_its_own():
    definitions = load()
    display = display_for(metrics()["total_revenue"], [24_500 * WAN])
    assert display.told(42 * WAN, definitions) == display_for(metrics()["total_revenue"], [42 * WAN]).told(42 * WAN, definitions)
    assert display.told(42 * WAN, definitions).startswith("42.00")


SHARES = [([71.105], "71.11"), ([0.019], "0.0190"), ([0.429], "0.429"), ([0.0], "0.00"), ([0.0004, 50.0], "0.0004"), ([-12.5], "-12.50")]


@pytest.mark.parametrize(("values", "text"), SHARES)
def test_small_shares_keep_their_digits(values, text):
    assert display_for(metrics()["three_public_share"], values).text(values[0]) == text
