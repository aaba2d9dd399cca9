"""What ties the narrative to the tables and to the year before: codes, linked facts, reasons, intervals."""

from fractions import Fraction

import pytest

from core.definitions import load
from core.model import Fact, Place, Table
from core.narrative import derived
from core.narrative.prose import Prose
from core.narrative.understand import understand_narrative
from core.reading import open_report
from tests.conftest import reading_of
from tests.narrative.drawn import pages

NOWHERE = Place(1)
GENERAL, THREE = "general_budget_expenditure", "three_public"


def _fact(table: str, line: str, name: str, column: str, printed: str, side: str = "") -> Fact:
    fen = int(Fraction(printed) * 1_000_000)
    code = line if line.isdigit() else ""
    role = "total" if line == "total" else "detail"
    return Fact(table, side, line, "", role, code, name, column, printed, fen, 10_000, "万元", NOWHERE, 0, 0)


def _table(key: str, *facts: Fact) -> Table:
    return Table(key, key, "", "万元", 1, 1, "filled", facts=facts)


def _read(tables, *paragraphs: str):
    return understand_narrative(Prose(pages(paragraphs), load()), tables, load())


TABLES = (
    _table(
        GENERAL,
        _fact(GENERAL, "total", "合计", "total", "600.00"),
        _fact(GENERAL, "206", "科学技术支出", "total", "500.00"),
        _fact(GENERAL, "2060101", "行政运行", "total", "267.12"),
        _fact(GENERAL, "2100101", "行政运行", "total", "100.00"),
        _fact(GENERAL, "20601", "科学技术管理事务", "total", "267.12"),
        _fact(GENERAL, "21001", "卫生健康管理事务", "total", "100.00"),
    ),
    _table(THREE, _fact(THREE, "total", "合计", "budget", "5.25"), _fact(THREE, "total", "合计", "executed", "0.70")),
)


def test_items_get_the_code_of_the_reports_own_tables_and_repeat_their_facts():
    read = _read(
        TABLES,
        "五、一般公共预算财政拨款支出决算情况说明",
        "1、科学技术支出（类）科学技术管理事务（款）行政运行（项）。年初预算为300.00万元，支出决算为267.12万元，完成年初预算的89.04%。",
    )
    assert [(s.measure, s.line_code, s.linked_facts) for s in read] == [
        ("budget", "2060101", ()),
        ("current", "2060101", (2,)),
        ("completion_percent", "2060101", ()),
    ]


def test_a_name_that_fits_two_codes_gets_none():
    read = _read(TABLES, "五、一般公共预算财政拨款支出决算情况说明", "行政运行（项）支出决算为100.00万元。")
    assert [(s.line_code, s.linked_facts) for s in read] == [("", ())]


@pytest.mark.parametrize(
    ("sentence", "linked"),
    [
        ("2031年度一般公共预算财政拨款支出600.00万元。", (0,)),
        ("2031年度一般公共预算财政拨款支出600万元。", (0,)),
        ("2031年度一般公共预算财政拨款支出6,000,000.00元。", (0,)),
        ("2031年度一般公共预算财政拨款支出600.01万元。", ()),
        ("2030年度一般公共预算财政拨款支出600.00万元。", ()),
        ("2031年度一般公共预算财政拨款收入600.00万元。", ()),
        ("2031年度一般公共预算财政拨款支出年初预算600.00万元。", ()),
    ],
)
def test_subject_measure_and_amount_must_agree(sentence, linked):
    [statement] = _read(TABLES, "五、一般公共预算财政拨款支出决算情况说明", sentence)
    assert statement.linked_facts == linked


def test_budget_and_use_of_the_three_public_expenses_repeat_their_own_columns():
    read = _read(TABLES, "七、财政拨款“三公”经费支出决算情况说明", "2031年度“三公”经费财政拨款支出预算为5.25万元，支出决算为0.70万元。")
    assert [(s.measure, s.linked_facts) for s in read] == [("budget", (6,)), ("current", (7,))]


def test_reasons_belong_to_the_changes_and_rates_before_them():
    read = _read((), "2031年本年支出合计90.00万元。与2030年相比，减少10.00万元，下降10%。主要原因是：人员减少；项目收尾。")
    assert [(s.measure, s.reason) for s in read if s.measure != "direction"] == [
        ("current", ""),
        ("delta", "人员减少；项目收尾"),
        ("percent_change", "人员减少；项目收尾"),
    ]


def test_the_prior_year_and_the_budget_follow_with_their_intervals():
    income = "2031年事业收入90.00万元。与2030年相比，减少10.0万元，下降10%。"
    read = _read((), income, "2.科技奖励（项）支出决算50.00万元，完成年初预算的69.3%。")
    found = {s.measure: (s.derived_low, s.derived_high) for s in read if s.derived_low is not None}
    assert found["delta"] == (99_945_000, 100_055_000)
    low, high = found["percent_change"]
    assert low < 100_000_000 < high
    low, high = found["completion_percent"]
    assert low < 50_000_000 / Fraction("0.693") < high
    assert all(s.derived_low is None for s in read if s.measure in ("direction", "current"))


@pytest.mark.parametrize(("rate", "base"), [("0.00", None), ("100.00", (99_990_000, 100_010_001)), ("675.01", (14_814_222, 14_814_741))])
def test_the_base_of_a_rate(rate, base):
    amount = derived.amount_interval("100.00", "万元", load())
    read = derived.base_of(amount, derived.rate_interval(rate))
    assert read is None if base is None else abs(read[0] - base[0]) <= 6_000 and abs(read[1] - base[1]) <= 6_000


def test_what_a_sample_says_of_its_tables_is_linked_to_them(sample):
    path = sample / "report.pdf"
    tables = reading_of(path).tables
    facts = [fact for table in tables for fact in table.facts]
    with open_report(path) as file:
        pages = [file.read_page(number) for number in range(1, file.page_count + 1)]
        read = understand_narrative(Prose(pages, load()), tables, load())
    linked = [statement for statement in read if statement.linked_facts]
    assert len(linked) >= 30
    for statement in linked:
        low, high = derived.amount_interval(statement.value, statement.unit, load())
        assert all(low <= facts[index].amount_fen <= high for index in statement.linked_facts), statement
    items = [statement for statement in read if len(statement.line_code) == 7 and statement.measure == "current"]
    assert items
    assert all(statement.linked_facts for statement in items)
