"""Sums of a table as proof of how it was read: one figure that is printed wrong, and figures read into another column."""

from dataclasses import replace

import pytest

from core.tables.own_sums import broken_sums, one_figure_is_off
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
