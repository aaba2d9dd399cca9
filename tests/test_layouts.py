"""Reports drawn by lot are read back exactly: the goldens of the figures against what was understood of the pages."""

from collections import Counter
from dataclasses import fields

import pytest

from core.definitions import load
from core.ingest import read_file
from core.names import fold
from core.typeset.chance import random_figures, random_layout
from core.typeset.forms import golden_facts
from core.typeset.golden import GoldenFunding, GoldenIndicator, GoldenProject, GoldenScore
from core.typeset.report import typeset

RIGHT_FIGURES = 0.97  # of the text
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


@pytest.mark.parametrize("seed", [304, 308, 353])
def test_reports_with_level_rules_only_are_read_whole(tmp_path, seed):
    """Pages that go on without headings and leave columns blank, classes of which few have figures, two halves under one heading each."""
    _, golden, read = _read_back(tmp_path, seed)
    assert (golden - read, read - golden) == (Counter(), Counter())


@pytest.mark.parametrize("seed", range(8))
def test_text_and_forms_are_read_back(tmp_path, seed):
    """Every row of the forms, and nearly every figure of the text, whatever wording and forms the lot gave."""
    figures = random_figures(seed, items=4)
    layout = random_layout(seed, narrative=True, order=(), performance=("inside", "attached")[seed % 2])
    made = typeset(figures, layout, tmp_path / "report.pdf")
    reading = read_file(tmp_path / "report.pdf", load())
    golden = Counter((placed.told.measure, placed.told.value, fold(placed.told.unit)) for placed in made.statements)
    read = Counter((said.measure, said.value, fold(said.unit)) for said in reading.statements)
    assert (golden & read).total() >= RIGHT_FIGURES * max(golden.total(), read.total()), (golden - read, read - golden)
    rows = {
        GoldenProject: reading.projects,
        GoldenFunding: [row for project in reading.projects for row in project.funding],
        GoldenIndicator: [row for project in reading.projects for row in project.indicators],
        GoldenScore: reading.scores,
    }
    for kind, found in rows.items():
        names = [one.name for one in fields(kind) if kind in (GoldenProject, GoldenScore) or one.name != "project"]
        printed = [[fold(getattr(placed.record, name)) for name in names] for placed in made.records if isinstance(placed.record, kind)]
        assert [[fold(getattr(row, name)) for name in names] for row in found] == printed
