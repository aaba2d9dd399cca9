"""The formula language: what a formula comes to on a small report, and why it comes to nothing."""

import pytest

from core.checks.example import case_of
from core.checks.formula import try_formula
from core.definitions import load
from core.errors import DefinitionError

REVENUE = "收入决算表[合计, 本年收入合计]=100; 收入决算表[206, 本年收入合计]=60; 收入决算表[208, 本年收入合计]=40"
TREE = (
    "支出决算表[合计, 基本支出]=100; 支出决算表[206, 基本支出]=60; 支出决算表[20601, 基本支出]=25; 支出决算表[2060101, 基本支出]=25; "
    "支出决算表[2060404, 基本支出]=35; 支出决算表[208, 基本支出]=40; 支出决算表[20805, 基本支出]=40"
)
ECONOMIC = (
    "一般公共预算财政拨款基本支出决算表[301]=7; 一般公共预算财政拨款基本支出决算表[30101]=7; 一般公共预算财政拨款基本支出决算表[302]=3"
)
SINGLE = [
    ("plus, minus and brackets", REVENUE, "收入决算表[206, 本年收入合计] - (收入决算表[208, 本年收入合计] + 10万元) = 10万元", "pass"),
    ("a sum of several", REVENUE, "SUM(收入决算表[206, 本年收入合计], 收入决算表[208, 本年收入合计]) = 100万元", "pass"),
    ("a sum of a word", REVENUE, "SUM(收入决算表[各类, 本年收入合计]) = 收入决算表[合计, 本年收入合计]", "pass"),
    ("sections and items", TREE, "SUM(支出决算表[各款, 基本支出]) + 35万元 = 100万元", "pass"),
    ("items", TREE, "SUM(支出决算表[各项, 基本支出]) = 60万元", "pass"),
    ("a rate", REVENUE, "100 * 收入决算表[206, 本年收入合计] / 收入决算表[合计, 本年收入合计] = 60", "pass"),
    ("at least", REVENUE, "收入决算表[206, 本年收入合计] >= 收入决算表[208, 本年收入合计]", "pass"),
    ("not at most", REVENUE, "收入决算表[206, 本年收入合计] <= 收入决算表[208, 本年收入合计]", "fail"),
    ("one unit more is rounding", REVENUE, "收入决算表[206, 本年收入合计] <= 收入决算表[208, 本年收入合计] + 19.995万元", "rounding"),
    ("a minus sign", REVENUE, "-收入决算表[206, 本年收入合计] = -60万元", "pass"),
    ("a table without column words", ECONOMIC, "SUM(一般公共预算财政拨款基本支出决算表[各类]) = 10万元", "pass"),
    ("a blank in a printed line is zero", TREE + "; 支出决算表[合计, 项目支出]=5", "支出决算表[206, 项目支出] = 0万元", "pass"),
]
NOT_EVALUATED = [
    ("a table that is missing", "收入决算表=缺表", "收入决算表[合计, 本年收入合计] = 1万元", "not_run", "table_missing"),
    ("a table that is only listed", "收入决算表=见附件", "收入决算表[合计, 本年收入合计] = 1万元", "not_run", "table_listed_only"),
    ("a table nobody names", TREE, "收入决算表[合计, 本年收入合计] = 1万元", "not_run", "table_not_found"),
    ("a table of another region", TREE, "财政拨款支出决算明细表[合计, 合计] = 1万元", "not_applicable", "table_not_in_form"),
    ("a column nobody prints", TREE, "支出决算表[合计, 经营支出] = 0万元", "not_applicable", "column_not_printed"),
    ("a total nobody prints", "支出决算表[206, 基本支出]=1", "支出决算表[合计, 基本支出] = 1万元", "not_applicable", "line_not_printed"),
    ("a zero base", REVENUE, "1万元 / (收入决算表[206, 本年收入合计] - 60万元) = 1", "not_applicable", "zero_base"),
]
EACH = [
    ("every code is the sum below it", "支出决算表[每级, 每栏]", "[本栏] = SUM([下级, 本栏])", ["206", "20601", "208"], {"pass"}),
    ("the total line", "支出决算表[合计, 每栏]", "[本栏] = SUM([各类, 本栏])", ["total"], {"pass"}),
    ("every line", "支出决算表[每行]", "[基本支出] >= 0万元", ["total", "206", "20601", "2060101", "2060404", "208", "20805"], {"pass"}),
]


@pytest.mark.parametrize(("facts", "formula", "state"), [pytest.param(*rest, id=name) for name, *rest in SINGLE])
def test_formula(facts, formula, state):
    (outcome,) = try_formula(formula, case_of(facts, load()).ledger)
    assert outcome.state == state


@pytest.mark.parametrize(("facts", "formula", "state", "reason"), [pytest.param(*rest, id=name) for name, *rest in NOT_EVALUATED])
def test_what_cannot_be_evaluated_says_why(facts, formula, state, reason):
    (outcome,) = try_formula(formula, case_of(facts, load()).ledger)
    assert (outcome.state, outcome.reason) == (state, reason)


@pytest.mark.parametrize(("each", "formula", "lines", "found"), [pytest.param(*rest, id=name) for name, *rest in EACH])
def test_each(each, formula, lines, found):
    outcomes = try_formula(formula, case_of(TREE, load()).ledger, each)
    assert [outcome.instance.line for outcome in outcomes] == lines
    assert {outcome.state for outcome in outcomes} == found


def test_the_same_code_in_another_table():
    facts = "收入支出决算总表[支出, 206]=60; 支出决算表[206, 本年支出合计]=61"
    (outcome,) = try_formula("[金额] = 支出决算表[同码, 本年支出合计]", case_of(facts, load()).ledger, "收入支出决算总表[支出, 各类]")
    assert (outcome.state, outcome.sides.difference) == ("fail", -1_000_000)


def test_a_figure_left_unread_is_no_error_of_the_report():
    example = {"facts": REVENUE.replace("=40", "=4"), "tables": [{"table": "收入决算表", "problems": ["unreadable_amount"]}]}
    (outcome,) = try_formula("收入决算表[合计, 本年收入合计] = SUM(收入决算表[各类, 本年收入合计])", case_of(example, load()).ledger)
    assert (outcome.state, outcome.reason) == ("not_run", "unread_figures")


def test_the_figures_concerned():
    case = case_of(REVENUE, load())
    (outcome,) = try_formula("收入决算表[合计, 本年收入合计] = SUM(收入决算表[各类, 本年收入合计])", case.ledger)
    assert [case.ledger.facts[number].line for number in outcome.facts] == ["total", "206", "208"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "收入决算表[合计, 其他收入]",
        "= 1万元",
        "(1万元 = 1万元",
        "收入决算表[合计 = 1万元",
        "1万元 = 1万元 = 1万元",
        "[其他收入] = 1万元",
    ],
)
def test_what_is_no_formula(text):
    with pytest.raises(DefinitionError, match="formula_not_understood"):
        try_formula(text, case_of(REVENUE, load()).ledger)
