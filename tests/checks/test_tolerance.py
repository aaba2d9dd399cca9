"""How far rounded figures may differ: by how many there are and how fine each is printed."""

from dataclasses import replace
from fractions import Fraction

import pytest

from core.checks.cells import stated_value_of, value_of_facts
from core.checks.example import case_of
from core.checks.formula import compile_formula, evaluate, try_formula
from core.checks.tolerance import EXACT, compare, likely
from core.definitions import load
from core.model import Place, Statement, Table


def parts(*amounts: str) -> str:
    return "; ".join(f"支出决算表[{206 + at}, 基本支出]={amount}" for at, amount in enumerate(amounts))


def outcome(total: str, *amounts: str):
    facts = f"支出决算表[合计, 基本支出]={total}; {parts(*amounts)}"
    (found,) = try_formula("支出决算表[合计, 基本支出] = SUM(支出决算表[各类, 基本支出])", case_of(facts, load()).ledger)
    return found


SUMS = [
    ("exact", "3.00", ["1.00", "2.00"], "pass", ""),
    ("two addends, one digit", "3.01", ["1.00", "2.00"], "rounding", ""),
    ("two addends, two digits", "3.02", ["1.00", "2.00"], "fail", ""),
    ("three addends, two digits", "6.02", ["1.00", "2.00", "3.00"], "rounding", "unlikely_rounding"),
    ("three addends, three digits", "6.03", ["1.00", "2.00", "3.00"], "fail", ""),
    ("one addend, one digit", "1.01", ["1.00"], "rounding", ""),
    ("one addend, two digits", "1.02", ["1.00"], "fail", ""),
    ("zeros are no addends", "1.02", ["1.00", "0.00", "0.00", "0.00"], "fail", ""),
    ("a coarser figure", "3.04", ["1.00", "2.0"], "rounding", ""),
    ("a finer figure", "3.006", ["1.003", "2.003"], "pass", ""),
    ("a lost digit of a fine figure", "3.008", ["1.003", "2.003"], "fail", ""),
    ("a real error of a small table", "0.97", ["0.70", "0.00"], "fail", ""),
]


@pytest.mark.parametrize(("total", "amounts", "state", "note"), [pytest.param(*rest, id=name) for name, *rest in SUMS])
def test_sums(total, amounts, state, note):
    found = outcome(total, *amounts)
    assert (found.state, found.note) == (state, note)


@pytest.mark.parametrize(("figures", "digits"), [(2, 1), (3, 1), (5, 1), (6, 2), (12, 3), (18, 3), (101, 8)])
def test_what_is_likely(figures, digits):
    assert likely((Fraction(1),) * figures) == digits


def test_a_figure_printed_twice_allows_nothing():
    facts = "收入支出决算总表[收入, 总计]=9.43; 收入支出决算总表[支出, 总计]=9.42"
    text = "收入支出决算总表[收入, 总计] = 收入支出决算总表[支出, 总计]"
    assert try_formula(text, case_of(facts, load()).ledger)[0].state == "rounding"
    exact = compile_formula(text, load(), tolerance="exact")
    assert [found.state for found in evaluate(exact, case_of(facts, load()).ledger)] == ["fail"]
    coarser = facts.replace("9.42", "9.4")
    assert [found.state for found in evaluate(exact, case_of(coarser, load()).ledger)] == ["rounding"]


def in_yuan(example: str):
    """The same amounts printed to the fen in a table in yuan."""
    case = case_of(example, load())
    yuan = next(unit for unit, worth in load().money.items() if worth == 100)
    tables = []
    for table in case.ledger.tables:
        facts = tuple(_yuan(fact, yuan) for fact in table.facts)
        tables.append(Table(table.table, table.title, "", yuan, 1, 1, table.state, facts=facts))
    return type(case.ledger)(tables, load())


def _yuan(fact, yuan: str):
    return replace(fact, amount_fen=fact.amount_fen // 10_000, precision_fen=1, unit=yuan)


@pytest.mark.parametrize(
    ("printed", "state"),
    [("0.00", "rounding"), ("0", "fail"), ("0.01", "fail")],
    ids=["less than half of what a zero prints", "a bare zero is nothing at all", "as fine as it is printed"],
)
def test_a_zero_is_as_fine_as_it_is_printed(printed, state):
    fine = case_of({"facts": "收入支出决算总表[收入, 总计]=0.004026"}, load()).ledger
    said = Statement("", "收入总计", "current", printed, "万元", "", "", "", Place(1))
    value = value_of_facts([0], fine)
    assert compare(stated_value_of(0, said, load()), "=", value, EXACT)[1] == state


def test_amounts_to_the_fen_are_exact():
    ledger = in_yuan(f"支出决算表[合计, 基本支出]=3.01; {parts('1.00', '2.00')}")
    (found,) = try_formula("支出决算表[合计, 基本支出] = SUM(支出决算表[各类, 基本支出])", ledger)
    assert (found.state, found.sides.tolerance) == ("fail", 0)


RATES = [
    ("rounded", "57.69", "pass", ""),
    ("within what rounding of its parts allows", "57.70", "rounding", ""),
    ("cut off", "57.6", "fail", "truncated"),
    ("another", "56.69", "fail", ""),
]


@pytest.mark.parametrize(("rate", "state", "note"), [pytest.param(*rest, id=name) for name, *rest in RATES])
def test_rates(rate, state, note):
    statement = {"subject": "某占比", "measure": "share_percent", "value": rate, "unit": "%"}
    example = {"facts": "支出决算表[206, 基本支出]=30.00; 支出决算表[208, 基本支出]=52.00", "statements": [statement]}
    text = "说明[某占比, 占比] = 100 * 支出决算表[206, 基本支出] / 支出决算表[208, 基本支出]"
    (found,) = try_formula(text, case_of(example, load()).ledger)
    assert (found.state, found.note) == (state, note)
