"""Figures add up, and so does what is printed of them: the goldens of a random report must not contradict themselves."""

from collections import defaultdict
from dataclasses import replace

import pytest

from core.errors import DefinitionError
from core.typeset.chance import random_figures, random_layout
from core.typeset.figures import check, read_figures
from core.typeset.forms import golden_facts
from core.typeset.layout import Layout, read_layout
from core.typeset.samples import SAMPLES

SEEDS = range(25)
IN_YUAN = Layout(units={"": "yuan"}, zeros={"": "zero"}, classes="all")


def amounts(figures, layout=IN_YUAN):
    return {(fact.table, fact.side, fact.line, fact.parent_line, fact.column): fact.amount_fen for fact in golden_facts(figures, layout)}


@pytest.mark.parametrize("seed", SEEDS)
def test_codes_are_the_sums_of_their_parts(seed):
    parts = defaultdict(int)
    wholes = {}
    for (table, side, line, parent, column), fen in amounts(random_figures(seed)).items():
        if side == "" and (line.isdigit() or line == "total") and table != "three_public":
            wholes[table, line, column] = fen
            if line.isdigit():
                parts[table, parent or "total", column] += fen
    assert wholes
    assert {key: fen for key, fen in parts.items() if key in wholes} == {key: wholes[key] for key in parts if key in wholes}


@pytest.mark.parametrize("seed", SEEDS)
def test_tables_agree_with_each_other(seed):
    found = amounts(random_figures(seed))
    summary, appropriation = "revenue_expenditure_summary", "appropriation_summary"
    assert found[summary, "revenue", "grand_total", "", "amount"] == found[summary, "expenditure", "grand_total", "", "amount"]
    assert found[summary, "revenue", "total_revenue", "", "amount"] == found["revenue", "", "total", "", "total"]
    assert found[summary, "expenditure", "total_expenditure", "", "amount"] == found.get(("expenditure", "", "total", "", "total"), 0)
    assert found[appropriation, "revenue", "grand_total", "", "amount"] == found[appropriation, "expenditure", "grand_total", "", "total"]
    assert found[appropriation, "revenue", "total_revenue", "", "amount"] == found["revenue", "", "total", "", "appropriation"]
    basic = sum(found["general_budget_basic", "", line, "", "amount"] for line in ("personnel_total", "operating_total"))
    assert basic == found.get(("general_budget_expenditure", "", "total", "", "basic"), 0)
    general = found[appropriation, "expenditure", "total_expenditure", "", "general_public_budget"]
    assert general == found.get(("general_budget_expenditure", "", "total", "", "total"), 0)


def test_same_seed_gives_the_same_report():
    assert random_figures(5) == random_figures(5)
    assert random_layout(5) == random_layout(5)
    assert random_figures(5) != random_figures(6)


def test_a_field_of_a_random_layout_can_be_fixed():
    assert {random_layout(seed, rulings="none").rulings for seed in SEEDS} == {"none"}


def test_basic_expenditure_that_is_not_the_sum_of_its_parts_is_refused():
    figures = random_figures(3)
    wrong = replace(figures, basic={**figures.basic, "30101": figures.basic.get("30101", 0) + 1})
    with pytest.raises(DefinitionError, match="figures_inconsistent"):
        check(wrong)


def test_more_spent_than_there_was_is_refused():
    figures = random_figures(3)
    with pytest.raises(DefinitionError, match="figures_inconsistent"):
        check(replace(figures, surplus_distribution=figures.own_closing() + figures.surplus_distribution + 1))


@pytest.mark.parametrize("folder", sorted(SAMPLES.glob("*/figures.toml")), ids=lambda path: path.parent.name)
def test_figures_of_the_samples_add_up(folder):
    figures = read_figures(folder)
    assert figures.items
    assert figures.grand_total() == figures.spending() + figures.surplus_distribution + figures.closing() + figures.own_closing()


def test_unknown_key_of_a_form_is_refused(monkeypatch, tmp_path):
    (tmp_path / "typeset" / "forms").mkdir(parents=True)
    (tmp_path / "typeset" / "forms" / "odd.toml").write_text('colour = "red"\n', encoding="utf-8")
    monkeypatch.setattr("core.typeset.layout.DEFINITIONS", tmp_path)
    with pytest.raises(DefinitionError, match="colour"):
        read_layout("odd")
