"""Points lost, reasons that say nothing, rates of execution printed and reckoned."""

from decimal import Decimal
from types import SimpleNamespace

import pandas as pd
import pytest

from core.charts.scored import ScoredLabels, score_against_rate, scored_projects
from core.performance.points import execution_rate, points_lost, says_why


def money(initial="", adjusted="", executed="", rate="", part="total", project_no=0):
    fields = {"part": part, "initial_budget": initial, "adjusted_budget": adjusted, "executed": executed, "rate": rate}
    return SimpleNamespace(**fields, project_no=project_no)


@pytest.mark.parametrize(
    ("weight", "score", "lost"),
    [("10", "9.5", "0.5"), ("10", "10.0", "0"), ("10", "11", "0"), ("7.2", "7.19", "0.01"), ("", "3", None), ("10", "—", None)],
)
def test_points_lost(weight, score, lost):
    assert points_lost(weight, score) == (None if lost is None else Decimal(lost))


@pytest.mark.parametrize(("reason", "said"), [("", False), ("无", False), ("——", False), ("无偏差", False), ("项目无法按期完成", True)])
def test_a_word_for_none_is_no_reason(reason, said, definitions):
    assert says_why(reason, definitions) is said


@pytest.mark.parametrize(
    ("row", "percent", "printed", "budget"),
    [
        (money(adjusted="30", executed="29.36", rate="97.87"), "97.87", "97.87", ""),
        (money(adjusted="17.18", executed="16.17"), "94.12", "", "17.18"),
        (money(initial="20", executed="5"), "25.00", "", "20"),
        (money(initial="40", adjusted="20", executed="5"), "25.00", "", "20"),
        (money(adjusted="400", executed="400", rate="1000"), "100.00", "1000", "400"),
        (money(adjusted="30", executed="15", rate="0.5"), "50.00", "0.5", "30"),
        (money(rate="96.5"), "96.5", "96.5", ""),
    ],
)
def test_the_printed_rate_counts_unless_its_own_money_contradicts_it(row, percent, printed, budget):
    rate = execution_rate(row)
    assert (f"{rate.percent:f}", rate.printed, rate.budget) == (percent, printed, budget)


@pytest.mark.parametrize("row", [money(), money(adjusted="0", executed="0"), money(adjusted="—", executed="5"), money(adjusted="10")])
def test_no_rate_is_made_up(row):
    assert execution_rate(row) is None


def test_the_chart_draws_the_numbers_of_its_frame_and_leaves_out_what_has_none():
    told = {"project": ["a", "b", "c", "d"], "score": ["98", "90", "", "7"], "weight_total": ["100", "", "100", "8"]}
    projects = pd.DataFrame({"project_no": range(4), **told})
    funding = pd.DataFrame([vars(money(adjusted="10", executed=str(n + 1), project_no=n)) for n in range(4)])
    frame = scored_projects(projects, funding)
    assert list(zip(frame["name"], frame["rate_text"], frame["score_text"], strict=True)) == [("a", "10.00", "98"), ("b", "20.00", "90")]
    data = score_against_rate(frame, ScoredLabels("name", "rate", "score")).to_dict()
    [rows] = data["datasets"].values()
    assert [(row["rate"], row["score"]) for row in rows] == [(10.0, 98.0), (20.0, 90.0)]
