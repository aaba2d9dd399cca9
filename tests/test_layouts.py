"""Reports drawn by lot are read back exactly: the goldens of the figures against what was understood of the pages."""

from collections import Counter

import pytest

from core.definitions import load
from core.ingest import read_file
from core.typeset.chance import random_figures, random_layout
from core.typeset.forms import golden_facts
from core.typeset.report import typeset

KEYS = ("table", "side", "line", "parent_line", "line_code", "column", "amount_fen", "unit")


def _read_back(tmp_path, seed, **fixed):
    figures, layout = random_figures(seed), random_layout(seed, narrative=False, **fixed)
    typeset(figures, layout, tmp_path / "report.pdf")
    reading = read_file(tmp_path / "report.pdf", load())
    golden = Counter(tuple(getattr(fact, key) for key in KEYS) for fact in golden_facts(figures, layout))
    read = Counter(tuple(getattr(fact, key) for key in KEYS) for table in reading.tables for fact in table.facts)
    return reading, golden, read


@pytest.mark.parametrize("seed", range(100, 116))
def test_ruled_reports_are_read_exactly(tmp_path, seed):
    _, golden, read = _read_back(tmp_path, seed, rulings="full")
    assert (golden - read, read - golden) == (Counter(), Counter())


@pytest.mark.parametrize("unit", ["wan", "yuan"])
def test_the_unit_does_not_change_the_amounts(tmp_path, unit):
    _, golden, read = _read_back(tmp_path, 7, rulings="full", units={"": unit})
    assert golden == read


def test_reports_without_full_rules_are_never_read_wrong_and_seldom_left(tmp_path):
    wanted = right = 0
    for seed, rulings in ((200, "horizontal"), (201, "none"), (202, "horizontal"), (203, "none"), (204, "horizontal"), (205, "none")):
        reading, golden, read = _read_back(tmp_path, seed, rulings=rulings)
        assert read - golden == Counter(), seed
        left = {key[0] for key in (golden - read).elements()}
        told = {table.table for table in reading.tables if table.problems}
        assert left <= told | {table.table for table in reading.tables if table.facts}, seed
        wanted, right = wanted + golden.total(), right + (golden & read).total()
    assert right / wanted > 0.9
