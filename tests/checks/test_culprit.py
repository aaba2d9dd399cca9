"""Which figure is named first when one was changed, what belongs together, and what a person is told."""

import pytest

from core.checks.cluster import groups
from core.checks.example import case_of
from core.checks.parse import parse_address
from core.checks.resolve import resolve
from core.checks.run import run
from core.definitions import load

WHOLE = {
    "收入支出决算总表[收入, 一般公共预算财政拨款收入]": "90.00",
    "收入支出决算总表[收入, 其他收入]": "10.00",
    "收入支出决算总表[收入, 本年收入合计]": "100.00",
    "收入支出决算总表[收入, 年初结转和结余]": "5.00",
    "收入支出决算总表[收入, 总计]": "105.00",
    "收入支出决算总表[支出, 206]": "62.34",
    "收入支出决算总表[支出, 208]": "40.66",
    "收入支出决算总表[支出, 本年支出合计]": "103.00",
    "收入支出决算总表[支出, 年末结转和结余]": "2.00",
    "收入支出决算总表[支出, 总计]": "105.00",
    "收入决算表[合计, 本年收入合计]": "100.00",
    "收入决算表[合计, 财政拨款收入]": "90.00",
    "收入决算表[合计, 其他收入]": "10.00",
    "支出决算表[合计, 本年支出合计]": "103.00",
    "支出决算表[合计, 基本支出]": "60.00",
    "支出决算表[合计, 项目支出]": "43.00",
    "支出决算表[206, 本年支出合计]": "62.34",
    "支出决算表[206, 基本支出]": "40.00",
    "支出决算表[206, 项目支出]": "22.34",
    "支出决算表[208, 本年支出合计]": "40.66",
    "支出决算表[208, 基本支出]": "20.00",
    "支出决算表[208, 项目支出]": "20.66",
}
CHANGES = [
    ("a digit of a class", "支出决算表[206, 本年支出合计]", "62.84"),
    ("a total", "收入支出决算总表[支出, 本年支出合计]", "130.00"),
    ("two digits swapped", "支出决算表[208, 项目支出]", "26.06"),
    ("a sign", "收入支出决算总表[收入, 其他收入]", "-10.00"),
    ("a grand total", "收入支出决算总表[收入, 总计]", "150.00"),
    ("a balance", "收入支出决算总表[支出, 年末结转和结余]", "3.00"),
]


def findings_of(figures: dict[str, str]):
    case = case_of("; ".join(f"{address}={amount}" for address, amount in figures.items()), load())
    return case, run(case)


def test_the_whole_agrees():
    assert [
        finding.message for finding in findings_of(WHOLE)[1] if finding.state == "fail" and finding.severity in ("error", "critical")
    ] == []


@pytest.mark.parametrize(("address", "amount"), [pytest.param(*rest, id=name) for name, *rest in CHANGES])
def test_the_changed_figure_is_named_first(address, amount):
    case, findings = findings_of({**WHOLE, address: amount})
    failed = [finding for finding in findings if finding.state == "fail" and finding.suspects]
    assert failed
    assert len({finding.cluster for finding in failed}) == 1
    first, cells = failed[0].suspects[0], resolve(parse_address(address), load())
    fact = case.ledger.facts[first.fact]
    assert (fact.table, fact.side, fact.line, fact.column) == (cells.table, cells.side, cells.line, cells.column)
    assert first.value == WHOLE[address]


def test_tails_of_two_tables_are_one_line():
    figures = {**WHOLE, "支出决算表[206, 本年支出合计]": "62.35", "支出决算表[208, 本年支出合计]": "40.65"}
    _, findings = findings_of(figures)
    tails = [number for number, finding in enumerate(findings) if finding.check == "XT-05"]
    assert [findings[number].state for number in tails] == ["rounding", "rounding"]
    assert any(set(tails) <= set(group.findings) for group in groups(findings))


def test_a_unit_slip_is_told_as_such():
    _, findings = findings_of({**WHOLE, "收入决算表[合计, 本年收入合计]": "1000000.00"})
    slipped = next(finding for finding in findings if finding.check == "XT-01")
    assert (slipped.state, slipped.cause) == ("fail", load().message("cause_unit"))


def test_switched_off_is_said():
    case = case_of("支出决算表=空表", load())
    (finding,) = [each for each in run(case, off={"IT-09": "someone said so"}) if each.check == "IT-09"]
    assert (finding.state, finding.reason) == ("not_run", "switched_off")
    assert "someone said so" in finding.message


def test_the_same_case_gives_the_same_findings():
    assert findings_of(WHOLE)[1] == findings_of(WHOLE)[1]


@pytest.mark.parametrize("mark", [",", "，", ""])
def test_a_slip_is_known_whatever_parts_the_thousands(mark):
    """Three figures would each explain the sum; only one of them by a single digit."""
    table = "一般公共预算财政拨款基本支出决算表"
    facts = {"302": f"4{mark}221.64", "30201": f"1{mark}234.56", "30202": f"2{mark}987.98"}
    case = case_of("; ".join(f"{table}[{code}]={printed}" for code, printed in facts.items()), load())
    found = next(finding for finding in run(case) if finding.check == "IT-23" and finding.state == "fail")
    assert case.ledger.facts[found.suspects[0].fact].line == "30202"
