"""The flow of money, its steps and the reports' own charts: what is drawn adds up to what the tables print, or nothing is drawn."""

import pandas as pd
import pytest

from core.charts import frames
from core.charts.flows import ALL_FUNDS, APPROPRIATED, HUB, MOST_LINKS, flow
from core.charts.heat import crossed, heat
from core.charts.labels import Labels
from core.charts.printed_charts import CHARTS, parts_of, this_year
from core.charts.sankey import sankey
from core.charts.scale import WAN, scale_for
from core.charts.waterfall import steps, waterfall
from tests.pages.test_charts import facts_of

INK, LABELS = "#000000", Labels("name", "amount", "series", "share")
_CENT = WAN.divisor_fen // 100
_PLACE = {"page": 1, "table_no": 0, "cell_row": 0, "cell_column": 0, "precision_fen": _CENT, "parent_line": "", "line_code": ""}


def summary(revenue: dict[str, int], expenditure: dict[str, int], whole: tuple[int, int]) -> pd.DataFrame:
    """Facts of a summary table: amounts in 10,000 yuan by line, and the totals of its two sides."""
    rows = []
    for side, parts, total in (("revenue", revenue, whole[0]), ("expenditure", expenditure, whole[1])):
        for line, amount in {**parts, "grand_total": total}.items():
            role = "total" if line == "grand_total" else "detail"
            told = {"table": frames.SUMMARY, "side": side, "line": line, "line_name": line, "role": role, "column": "amount"}
            rows.append(_PLACE | told | {"amount_fen": amount * WAN.divisor_fen})
    return pd.DataFrame(rows)


def kinds(parts: dict[str, tuple[int, int]]) -> pd.DataFrame:
    """Facts of an expenditure table: basic and project by class."""
    rows = []
    for code, amounts in parts.items():
        for column, amount in zip(("basic", "project"), amounts, strict=True):
            told = {"table": frames.EXPENDITURE, "side": "", "line": code, "line_name": code, "role": "detail", "column": column}
            rows.append(_PLACE | told | {"line_code": code, "amount_fen": amount * WAN.divisor_fen})
    return pd.DataFrame(rows)


def drawn(chart) -> list[dict]:
    return [row for rows in chart.to_dict()["datasets"].values() for row in rows]


@pytest.mark.parametrize("funds", [ALL_FUNDS, APPROPRIATED])
def test_the_columns_of_a_flow_come_to_the_printed_total(sample, funds):
    facts = facts_of(sample)
    table = frames.SUMMARY if funds == ALL_FUNDS else "appropriation_summary"
    printed = facts[(facts["table"] == table) & (facts["line"] == "grand_total")]
    found = flow(facts, funds)
    if found.reason:
        pytest.fail(f"{sample.name} {funds}: {found.reason}")
    assert 0 < len(found.links) <= MOST_LINKS
    for side, end in (("revenue", "target"), ("expenditure", "source")):
        whole = printed[(printed["side"] == side) & printed["column"].isin(["amount", "total"])]["amount_fen"].iloc[0]
        column = found.links[found.links[end] == HUB]
        assert abs(int(column["amount_fen"].sum()) - int(whole)) <= 20 * _CENT
    by_cell = {(row.table_no, f"{row.cell_row}.{row.cell_column}"): row.amount_fen for row in facts.itertuples()}
    for link in found.links[found.links["cell"] != ""].itertuples():
        assert by_cell[link.table_no, link.cell] == link.amount_fen


def test_what_has_no_room_is_put_together_and_nothing_is_lost():
    sources = {f"source_{n}": 10 * n for n in range(1, 9)}
    spent = {f"{200 + n}": 20 for n in range(1, 18)} | {"closing_balance": 20}
    found = flow(summary(sources, spent, (360, 360)))
    assert found.reason == ""
    assert len(found.links) <= MOST_LINKS
    assert found.links[found.links["target"] == HUB]["amount_fen"].sum() == 360 * WAN.divisor_fen
    assert found.links[found.links["source"] == HUB]["amount_fen"].sum() == 360 * WAN.divisor_fen
    assert found.nodes[found.nodes["stage"] == 0]["count"].sum() == 8
    assert "to:closing_balance" in set(found.links["target"])


def test_kinds_are_drawn_only_where_they_come_to_their_class():
    facts = summary({"a": 100}, {"201": 60, "205": 40}, (100, 100))
    whole = flow(pd.concat([facts, kinds({"201": (50, 10), "205": (15, 25)})]))
    assert dict(whole.links[whole.links["target"] == "kind:basic"].groupby("target")["amount_fen"].sum()) == {
        "kind:basic": 65 * WAN.divisor_fen
    }
    partly = flow(pd.concat([facts, kinds({"201": (50, 10), "205": (15, 20)})]))
    assert set(partly.links[partly.links["target"].str.startswith("kind:")]["source"]) == {"to:201"}
    assert 3 not in set(flow(facts).nodes["stage"])


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (summary({"a": 100}, {"201": 90}, (100, 100)), "sums"),
        (summary({"a": 90}, {"201": 100}, (100, 100)), "sums"),
        (summary({"a": 110, "b": -10}, {"201": 100}, (100, 100)), "negative"),
        (summary({"a": 100}, {}, (100, 100)), "missing"),
        (summary({}, {}, (100, 100)).iloc[:0], "missing"),
    ],
)
def test_no_flow_is_drawn_of_what_does_not_add_up_or_is_missing(facts, reason):
    found = flow(facts)
    assert found.reason == reason
    assert found.links.empty


def test_the_bands_of_a_flow_are_those_of_its_table():
    found = flow(pd.concat([summary({"a": 70, "b": 30}, {"201": 60, "205": 40}, (100, 100)), kinds({"201": (50, 10), "205": (15, 25)})]))
    scale = scale_for(found.nodes["amount_fen"])
    rows = drawn(sankey(found.nodes.assign(label=found.nodes["key"]), found.links, scale, LABELS, INK))
    bands = {(row["from"], row["to"], row["text"]) for row in rows if "band" in row}
    assert bands == {(link.source, link.target, scale.text(link.amount_fen)) for link in found.links.itertuples()}
    assert all(0 <= row["y"] <= row["y1"] <= 1 for row in rows)


def test_steps_end_at_the_closing_balance():
    frame = pd.DataFrame({"name": list("abcd"), "amount_fen": [10, 100, 80, 30], "sign": [1, 1, -1, 0]})
    told = steps(frame)
    assert list(zip(told["start_fen"], told["end_fen"], strict=True)) == [(0, 10), (10, 110), (110, 30), (0, 30)]
    texts = {row["text"][2:] for row in drawn(waterfall(frame, WAN, LABELS, INK))}
    assert texts == {WAN.text(fen) for fen in frame["amount_fen"]}


def test_a_year_of_deficit_is_drawn_below_zero():
    frame = pd.DataFrame({"name": list("abc"), "amount_fen": [100, 130, -30], "sign": [1, -1, 0]})
    assert list(steps(frame)["end_fen"]) == [100, -30, -30]


def test_function_by_economic_is_drawn_only_where_one_table_prints_both():
    row = _PLACE | {"table": "other:x", "side": "", "line": "201", "line_name": "x", "line_code": "201", "role": "detail", "amount_fen": 5}
    both = pd.DataFrame([row | {"column": "wages"}, row | {"column": "goods", "cell_column": 1}])
    found = crossed(both, {"wages": "W", "goods": "G"})
    assert list(found["column"]) == ["W", "G"]
    assert {each["text"] for each in drawn(heat(found, WAN, LABELS))} == {WAN.text(5)}
    assert crossed(both, {"wages": "W"}).empty
    assert crossed(both.iloc[:0], {"wages": "W"}).empty


def test_the_reports_own_charts_hold_the_printed_figures(sample):
    facts = facts_of(sample)
    printed = set(facts["amount_fen"])
    for chart in CHARTS:
        frame = this_year(facts, chart) if chart.prior else parts_of(facts, chart)
        assert set(frame["amount_fen"]) <= printed
    spent = facts[(facts["table"] == frames.EXPENDITURE) & (facts["line"] == "total") & (facts["column"] == "total")]["amount_fen"].iloc[0]
    kinds_chart = next(chart for chart in CHARTS if chart.key == "kinds")
    assert abs(int(parts_of(facts, kinds_chart)["amount_fen"].sum()) - int(spent)) <= 2 * _CENT


def test_a_figure_printed_differently_in_two_places_is_not_drawn():
    facts = summary({"a": 1}, {"201": 1}, (100, 101))
    assert this_year(facts, CHARTS[0]).empty
