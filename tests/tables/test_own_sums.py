"""Sums of a table as proof of how it was read: one figure that is printed wrong, and figures read into another column."""

from dataclasses import replace

import pytest

from core.tables.own_sums import broken_sums, one_figure_is_off, two_are_exchanged
from tests.conftest import ROOT, reading_of

FACTS = [
    fact
    for table in reading_of(ROOT / "data" / "samples" / "shandong_form" / "report.pdf").tables
    if table.table in ("expenditure", "revenue_expenditure_summary")
    for fact in table.facts
]
OTHER_COLUMN = {"basic": "project", "project": "basic"}


def changed(line: str, column: str, by: int):
    found = [fact for fact in FACTS if (fact.table, fact.line, fact.column) == ("expenditure", line, column)]
    assert len(found) == 1
    return [replace(fact, amount_fen=fact.amount_fen + by) if fact is found[0] else fact for fact in FACTS]


def moved(lines: set[str]):
    return [
        replace(fact, column=OTHER_COLUMN.get(fact.column, fact.column)) if fact.table == "expenditure" and fact.line in lines else fact
        for fact in FACTS
    ]


def of_expenditure(facts):
    return [fact for fact in facts if fact.table == "expenditure"]


def test_a_table_that_adds_up_has_no_figure_off():
    assert broken_sums(FACTS) == []
    assert not one_figure_is_off(FACTS)


@pytest.mark.parametrize("line", ["206", "20601", "2060101", "total"])
def test_one_figure_printed_wrong_is_off(line):
    facts = of_expenditure(changed(line, "total", 10_000_000))
    assert broken_sums(facts)
    assert one_figure_is_off(facts)


@pytest.mark.parametrize("lines", [{"2060101"}, {"206", "20601", "2060101"}, {"total"}])
def test_figures_read_into_the_other_column_are_not_one_figure(lines):
    assert not one_figure_is_off(of_expenditure(moved(lines)))


@pytest.mark.parametrize(("by", "slip"), [(1_000_000_000, True), (270_000_000, True), (1_234_560_000, False)])
def test_rounding_does_not_hide_the_slip_of_a_hand(by, slip):
    """The total is off by a last digit, as rounding allows: another digit is still told from an amount read from somewhere else."""
    summary = [fact for fact in FACTS if fact.side == "expenditure"]
    off = {"total_expenditure": 10_000, "grand_total": 10_000}
    rounded = [replace(fact, amount_fen=fact.amount_fen + off.get(fact.line, 0)) for fact in summary]
    assert not broken_sums(rounded)
    wrong = [replace(fact, amount_fen=fact.amount_fen + by) if fact.line == "206" else fact for fact in rounded]
    assert len(broken_sums(wrong)) == 1
    assert one_figure_is_off(wrong) == slip


@pytest.mark.parametrize(("one", "other"), [("206", "208"), ("20601", "2060101")])
def test_two_figures_exchanged_are_told_from_figures_of_another_column(one, other):
    amounts = {fact.line: fact.amount_fen for fact in of_expenditure(FACTS) if fact.column == "total"}
    places = {one: other, other: one}
    facts = [
        replace(fact, amount_fen=amounts[places[fact.line]]) if fact.column == "total" and fact.line in places else fact
        for fact in of_expenditure(FACTS)
    ]
    assert bool(broken_sums(facts)) == (amounts[one] != amounts[other])
    assert two_are_exchanged(facts) == (amounts[one] != amounts[other])
    assert not two_are_exchanged(of_expenditure(moved({"2060101"})))
