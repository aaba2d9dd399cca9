"""Units × years: slots and gaps, growth in words, differences, places among peers, and the guard before all of it."""

from decimal import Decimal

import pytest

from core.compare.definition import expression, settings
from core.compare.differences import LAST_YEAR, difference, difference_words, differences
from core.compare.guard import mark_of, short_words, unlike
from core.compare.peers import positions
from core.compare.slots import compared
from core.compare.subject import key_of, lines_of, subject
from core.definitions import load
from core.metrics.definition import metrics
from core.metrics.display import Display
from core.metrics.values import known
from core.store.library import Library
from tests.compare.made import EXPENDITURE, UNITS, of, spending

WAN = 1_000_000
PLACE = EXPENDITURE.replace("/", "|").replace("expenditure|total", "expenditure||total")
BUDGET = "three_public//total/budget = 5.00"


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library") as opened:
        yield opened


def found(library, key, units, years):
    return compared(library, subject(key, load()), units, years)


def told(library, key, units, years):
    return {each.code: each.words(load()) for each in unlike(library, found(library, key, units, years), load())}


def test_a_slot_for_every_unit_and_year_and_gaps_say_why(library):
    library.save(spending(UNITS[0], 2021, "100.00"))
    library.save(spending(UNITS[0], 2023, "120.00"))
    library.save(of(UNITS[1], 2021, BUDGET))
    library.save(spending(UNITS[1], 2022, "80.00", kind="budget"))
    library.save(of(UNITS[1], 2023, f"{EXPENDITURE} = 80.00", f"{EXPENDITURE} = 81.00"))
    got = found(library, "total_expenditure", UNITS[:2], [2023, 2021, 2022])
    assert [(row.unit_name, row.year, row.value, row.gap) for row in got.frame.itertuples()] == [
        (UNITS[0], 2021, 100 * WAN, ""),
        (UNITS[0], 2022, None, "no_report"),
        (UNITS[0], 2023, 120 * WAN, ""),
        (UNITS[1], 2021, None, "no_figure"),
        (UNITS[1], 2022, None, "other_kind"),
        (UNITS[1], 2023, None, "several"),
    ]
    assert [(each.kind, each.fiscal_year) for each in got.refused] == [("budget", 2022)]
    assert all(type(value) is int for value in got.frame["value"].dropna())


def test_a_place_of_a_table_is_compared_like_a_metric(library):
    library.save(spending(UNITS[0], 2023, "100.00"))
    by_place, by_metric = (found(library, key, UNITS[:1], [2023]).frame.iloc[0] for key in (PLACE, "total_expenditure"))
    assert (by_place["value"], by_place["facts"]) == (by_metric["value"], by_metric["facts"])
    line = lines_of(library, "revenue_expenditure_summary", library.selection())[0]
    assert key_of("revenue_expenditure_summary", line, line.columns[0]) == PLACE
    assert subject(PLACE, load()).text("name") == "《收入支出决算总表》本年支出合计"
    assert subject("a|b|c", load()) is None
    assert subject("no_table||||x", load()) is None
    assert found(library, "expenditure|||' OR 1=1 --|total", UNITS[:1], [2023]).frame.iloc[0]["gap"] == "no_figure"


def test_the_year_before_stands_in_marked(library):
    statements = [
        "七、“三公”经费 | “三公”经费支出 | current | 8.00 | 万元 | ",
        "七、“三公”经费 | “三公”经费支出 | delta | 2.00 | 万元 | 上年 | 10.00",
    ]
    library.save(of(UNITS[0], 2023, "three_public//total/executed = 8.00", statements=statements))
    got = found(library, "three_public", UNITS[:1], [2022, 2023]).frame
    assert list(got["estimated"]) == [True, False]
    assert list(got["value"]) == [10 * WAN, 8 * WAN]
    assert got["key"].iloc[0] == got["key"].iloc[1] + "-1"
    assert got["statements"].iloc[0]
    each = differences(found(library, "three_public", UNITS[:1], [2022, 2023]), LAST_YEAR)[UNITS[0], 2023]
    assert (each.amount, each.rate, each.estimated) == (-2 * WAN, Decimal("-20.00"), True)


@pytest.mark.parametrize(
    ("value", "base", "kind", "words"),
    [
        (120 * WAN, 100 * WAN, "money", "多 20.00（20.00%）"),
        (90 * WAN, 120 * WAN, "money", "少 30.00（25.00%）"),
        (100 * WAN, 100 * WAN, "money", "持平"),
        (100 * WAN, 0, "money", "多 100.00（上年为 0，不计算增长率）"),
        (0, 0, "money", "持平（上年为 0，不计算增长率）"),
        (100 * WAN, -1 * WAN, "money", "多 101.00（上年为负，不计算增长率）"),
        (-3 * WAN, 1 * WAN, "money", "少 4.00（400.00%）"),
        (12.5, 10.0, "percent", "高 2.50 个百分点"),
        (None, 100, "money", "没有数"),
        (100, None, "money", "没有可比的数"),
    ],
)
def test_growth_in_words(value, base, kind, words):
    display = Display(known("total_expenditure" if kind == "money" else "three_public_share"), "wan" if kind == "money" else "", 2)
    assert difference_words(difference(value, base, kind, last_year=True), display, load()) == words


def test_differences_against_a_year_or_a_unit(library):
    for unit, first, last in ((UNITS[0], "100.00", "150.00"), (UNITS[1], "0.00", "50.00")):
        library.save(spending(unit, 2021, first))
        library.save(spending(unit, 2023, last))
    got = found(library, "total_expenditure", UNITS[:2], [2021, 2022, 2023])
    against_year, against_unit = differences(got, "year:2021"), differences(got, f"unit:{UNITS[0]}")
    assert against_year[UNITS[0], 2023].rate == Decimal("50.00")
    assert against_year[UNITS[1], 2023].reason == "base_zero"
    assert against_year[UNITS[0], 2022].reason == "no_value"
    assert (UNITS[0], 2021) not in against_year
    assert against_unit[UNITS[1], 2023].amount == -100 * WAN
    assert set(against_unit) == {(UNITS[1], year) for year in (2021, 2022, 2023)}
    assert differences(got, LAST_YEAR)[UNITS[0], 2023].reason == "no_base"  # 2022 is a gap: 2021 does not stand in for it
    assert differences(got, "year:1999") == differences(got, "unit:nobody") == differences(got, "nothing") == {}


def test_a_place_among_peers_is_hidden_below_five(library):
    for number, unit in enumerate(UNITS[:4]):
        library.save(spending(unit, 2023, f"{10 * (number + 1)}.00"))
    library.save(spending("示例省财政厅", 2023, "999.00"))  # another level: no peer
    library.save(spending(UNITS[5], 2023, "998.00", kind="budget"))
    few = positions(library, found(library, "total_expenditure", UNITS[:2], [2023]))
    assert [(each.n, each.rank, each.lower) for each in few] == [(4, None, None)] * 2
    library.save(spending(UNITS[4], 2023, "20.00"))
    enough = positions(library, found(library, "total_expenditure", UNITS[:5], [2023]))
    assert [(each.n, each.rank, each.lower, each.level) for each in enough] == [
        (5, 5, 0, "city"),
        (5, 3, 25, "city"),
        (5, 2, 75, "city"),
        (5, 1, 100, "city"),
        (5, 3, 25, "city"),
    ]


def test_like_reports_need_no_acknowledgement(library):
    for unit in UNITS[:2]:
        library.save(spending(unit, 2023, "10.00", note="注：本表反映部门本年度总收支。"))
    assert told(library, "total_expenditure", UNITS[:2], [2023]) == {}
    assert mark_of([], load()) == short_words([], load()) == ""


def test_one_report_is_unlike_nothing(library):
    library.save(spending(UNITS[0], 2023, "10.00", sentences=["因机构改革，人员减少。"]))
    assert told(library, "total_expenditure", UNITS[:1], [2023]) == {}


CASES = {
    "scope": (
        (spending(f"{UNITS[0]}（汇总）", 2023, "10.00"), spending(f"{UNITS[1]}（本级）", 2023, "10.00")),
        "total_expenditure",
        f"编报范围不同。部门（{UNITS[0]}（汇总） 2023）；单位本身（{UNITS[1]}（本级） 2023）",
    ),
    "title": (
        (of(UNITS[0], 2023, BUDGET, title="财政拨款“三公”经费表"), of(UNITS[1], 2023, BUDGET, title="一般公共预算“三公”经费表")),
        "three_public_budget",
        "资金范围不同",
    ),
    "columns": (
        (
            of(UNITS[0], 2023, "expenditure//total/total = 5.00", heads=["合计", "基本支出", "上缴上级支出"]),
            of(UNITS[1], 2023, "expenditure//total/total = 5.00", heads=["合计", "基本支出"]),
        ),
        "expenditure|||total|total",
        f"上缴上级支出（{UNITS[0]} 2023）",
    ),
    "lines": (
        (of(UNITS[0], 2023, BUDGET, "three_public//training/budget = 1.00"), of(UNITS[1], 2023, BUDGET)),
        "three_public_budget",
        f"培训费（{UNITS[0]} 2023）",
    ),
    "budget": (
        (of(UNITS[0], 2023, BUDGET, budget_basis="initial"), of(UNITS[1], 2023, BUDGET, budget_basis="adjusted")),
        "three_public_budget",
        f"年初预算（{UNITS[0]} 2023）；全年（调整）预算（{UNITS[1]} 2023）",
    ),
    "codes": (
        (
            of(UNITS[0], 2022, "expenditure//20604/total = 5.00"),
            of(UNITS[0], 2023, "expenditure//20604/total = 5.00"),
            of(UNITS[0], 2024, "expenditure//20699/total = 5.00"),
            of(UNITS[1], 2023, "expenditure//20801/total = 5.00"),
        ),
        "expenditure|||20604|total",
        f"没有编码 20604（{UNITS[0]} 2024）",
    ),
    "reform": (
        (spending(UNITS[0], 2023, "1.00", sentences=["2023 年机构改革，并入 2 家单位。"]), spending(UNITS[1], 2023, "1.00")),
        "total_expenditure",
        f"2023年机构改革，并入2家单位。（{UNITS[0]} 2023）",
    ),
    "renamed": (
        (
            spending("示例市科学技术局", 2022, "1.00"),
            spending("示例市科学技术局", 2024, "1.00"),
            spending("示例市科学技术和信息局", 2023, "1.00"),
        ),
        "total_expenditure",
        "与示例市科学技术局名称相近（示例市科学技术和信息局 2023）",
    ),
    "money": (
        (spending(UNITS[0], 2023, "1.00"), spending(UNITS[1], 2023, "1.00", unit="元")),
        "total_expenditure",
        f"万元（{UNITS[0]} 2023）；元（{UNITS[1]} 2023）",
    ),
}


@pytest.mark.parametrize("code", CASES)
def test_the_guard_names_what_differs(library, code):
    readings, key, words = CASES[code]
    for reading in readings:
        library.save(reading)
    asked = [each.identity.unit_name for each in readings if each.identity.unit_name != "示例市科学技术和信息局"]
    got = found(library, key, asked, [2022, 2023, 2024])
    seen = unlike(library, got, load())
    assert [each.code for each in seen] == [code]
    assert words in seen[0].words(load())
    assert seen[0].words(load()).startswith("不可直接比较：")
    assert short_words(seen, load()).startswith("不可直接比较：")
    assert short_words(seen, load(), "en").startswith("Not directly comparable: ")


def test_a_budget_that_is_not_told_is_no_budget_of_a_known_kind(library):
    library.save(of(UNITS[0], 2023, BUDGET, budget_basis="initial"))
    library.save(of(UNITS[1], 2023, BUDGET))
    assert "没有写明是哪种预算" in told(library, "three_public_budget", UNITS[:2], [2023])["budget"]
    assert "budget" not in told(library, "total_expenditure", UNITS[:2], [2023])


def test_duties_that_only_sound_like_reform_do_not_count(library):
    sentences = ["根据机构改革方案，设立本局。", "负责指导所属单位合并编报决算。"]
    for unit in UNITS[:2]:
        library.save(spending(unit, 2023, "1.00", sentences=sentences))
    assert told(library, "total_expenditure", UNITS[:2], [2023]) == {}


def test_other_differences_other_mark(library):
    library.save(spending(UNITS[0], 2023, "1.00"))
    library.save(spending(UNITS[1], 2023, "1.00", unit="元"))
    one = mark_of(unlike(library, found(library, "total_expenditure", UNITS[:2], [2023]), load()), load())
    library.save(spending(UNITS[2], 2023, "1.00", unit="元"))
    other = mark_of(unlike(library, found(library, "total_expenditure", UNITS[:3], [2023]), load()), load())
    assert one
    assert other
    assert one != other


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("示例市科学技术局", "示例市科学技术和信息局", True),
        ("示例市文化局", "示例市文化和旅游局", True),
        ("示例市财政局（汇总）", "示例市财政局（本级）", True),
        ("示例市财政局", "示例市教育局", False),
        ("示例市财政局", "示例市新局", False),
        ("示例市科学技术局", "别的市科学技术局", False),
        ("示例省示例市甲区财政局", "示例省示例市乙区财政局", False),
    ],
)
def test_names_that_may_have_become_one_another(library, one, other, near):
    library.save(spending(one, 2022, "1.00"))
    library.save(spending(one, 2024, "1.00"))
    library.save(spending(other, 2023, "1.00"))
    assert ("renamed" in told(library, "total_expenditure", [one], [2022, 2023, 2024])) == near


def test_the_settings_name_what_there_is():
    metrics_named = [*settings("prior").values(), *settings("outlier")["metrics"], *settings("form")["by_function"]]
    assert set(metrics_named) <= set(metrics())
    assert all(subject(key, load()) for key in settings("prior"))
    assert set(settings("form")["title"]) <= set(load().tables)
    named = {"budget": ("initial", "adjusted"), "reform": ("told", "other"), "renamed": ("place", "ending"), "scope": settings("scope")}
    assert all(expression(part, name).pattern for part, names in named.items() for name in names)
