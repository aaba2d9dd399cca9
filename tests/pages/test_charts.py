"""Charts: the unit by size, the same numbers as the frame, shapes that fill their place."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.charts import frames
from core.charts.bars import grouped_bars, sorted_bars, stacked_pair
from core.charts.labels import LETTER, Labels
from core.charts.large import FONT, enlarged
from core.charts.ranked import stacked
from core.charts.scale import WAN, YI, scale_for
from core.charts.treemap import HEIGHT, WIDTH, squarified, treemap, treemap_suits
from core.export.chart_image import chart_image
from tests.conftest import reading_of

INK = "#000000"
LABELS = Labels("part", "amount (unit)", "whole", "share")


def frame_of(amounts, **more) -> pd.DataFrame:
    return pd.DataFrame({"name": [f"part {n}" for n in range(len(amounts))], "amount_fen": amounts, **more})


def written(chart) -> set[str]:
    """The texts of the amounts a chart draws."""
    data = chart.to_dict()["datasets"].values()
    return {row["text"] for rows in data for row in rows}


def facts_of(sample) -> pd.DataFrame:
    tables = reading_of(sample / "report.pdf").tables
    rows = [
        {name: getattr(fact, name) for name in fact.__slots__} | {"table_no": number, "page": fact.place.page}
        for number, table in enumerate(tables)
        for fact in table.facts
    ]
    return pd.DataFrame(rows)


UNITS = [([], WAN), ([99_9999_9999], WAN), ([100_0000_0000, 5000_0000], YI), ([-200_0000_0000], YI), ([0], WAN), ([245_0000_0000, 0], YI)]
TOLD = [(7_343_050_000, "7,343.05"), (5_000, "0.01"), (4_999, "0.005"), (-1, "-0.000001"), (-12_300_000, "-12.30"), (0, "0.00")]


@pytest.mark.parametrize(("amounts", "scale"), UNITS)
def test_one_unit_for_a_chart_by_its_largest_amount(amounts, scale):
    assert scale_for(amounts) == scale


@given(st.lists(st.integers(-(10**14), 10**14), min_size=1, max_size=8))
def test_only_nothing_is_written_as_nothing(amounts):
    scale = scale_for(amounts)
    looks = [set(scale.text(fen)) <= set("0.-") for fen in amounts]
    assert looks == [fen == 0 for fen in amounts]


def test_a_small_amount_beside_a_large_one_keeps_its_digits():
    scale = scale_for([245_0000_0000, 4200_0000])
    assert [scale.text(fen) for fen in (245_0000_0000, 4200_0000)] == ["24,500.00", "42.00"]


@pytest.mark.parametrize(("fen", "text"), TOLD)
def test_amounts_are_rounded_half_up_from_the_exact_value(fen, text):
    assert WAN.text(fen) == text


def test_charts_write_the_amounts_of_their_frame():
    amounts = [7_343_050_000, 3_630_000, 5_000]
    wanted = {WAN.text(fen) for fen in amounts}
    assert written(sorted_bars(frame_of(amounts), WAN, LABELS, INK)) == wanted
    assert written(grouped_bars(frame_of(amounts, series=["a", "b", "a"]), WAN, LABELS, INK)) == wanted
    assert written(stacked_pair(frame_of(amounts, series=["a", "a", "b"]), WAN, LABELS)) == wanted
    assert written(treemap(frame_of(amounts), WAN, LABELS)) == wanted


def test_no_word_of_a_chart_is_its_own():
    chart = stacked_pair(frame_of([1], series=["a"]), WAN, LABELS).to_dict()
    titles = [tip["title"] for tip in chart["layer"][0]["encoding"]["tooltip"]]
    assert titles == ["whole", "part", "amount (unit)"]


def test_parts_of_a_stack_touch_and_end_at_the_whole():
    chart = stacked_pair(frame_of([30_000_000, 20_000_000, 50_000_000], series=["a", "a", "b"]), WAN, LABELS)
    rows = next(iter(chart.to_dict()["datasets"].values()))
    assert [(row["series"], row["start"], row["end"]) for row in rows] == [("a", 0, 30), ("a", 30, 50), ("b", 0, 50)]


@pytest.mark.parametrize(("amounts", "suits"), [([1] * 12, False), ([1] * 13, True), ([1] * 13 + [-1], False)])
def test_a_treemap_is_for_many_parts_and_no_negative_one(amounts, suits):
    assert treemap_suits(pd.Series(amounts)) is suits


@given(st.lists(st.integers(1, 10**16), min_size=1, max_size=60))
def test_a_treemap_fills_its_place_in_proportion(amounts):
    sizes = sorted(map(float, amounts), reverse=True)
    places = squarified(sizes, WIDTH, HEIGHT)
    areas = [(x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in places]
    assert sum(areas) == pytest.approx(WIDTH * HEIGHT)
    assert areas == pytest.approx([size * WIDTH * HEIGHT / sum(sizes) for size in sizes], rel=1e-6, abs=0.01)
    for x0, y0, x1, y1 in places:
        assert 0 <= x0 <= x1 <= WIDTH * (1 + 1e-12)
        assert 0 <= y0 <= y1 <= HEIGHT * (1 + 1e-12)


def test_frames_hold_the_parts_of_the_printed_totals(sample):
    """Parts of a side add up to its grand total, levels of the functional classification to the total line, rounding apart."""
    facts = facts_of(sample)
    summary = facts[(facts["table"] == frames.SUMMARY) & (facts["line"] == "grand_total")]
    for side in ("revenue", "expenditure"):
        whole = int(summary[summary["side"] == side]["amount_fen"].iloc[0])
        assert abs(frames.composition(facts, side)["amount_fen"].sum() - whole) <= 20 * WAN.divisor_fen // 100
    spent = facts[(facts["table"] == frames.EXPENDITURE) & (facts["line"] == "total") & (facts["column"] == "total")]["amount_fen"].iloc[0]
    for level in frames.LEVELS:
        assert abs(frames.functional(facts, level)["amount_fen"].sum() - spent) <= 20 * WAN.divisor_fen // 100
    assert abs(frames.kinds_of_expenditure(facts)["amount_fen"].sum() - spent) <= WAN.divisor_fen // 100 * 2


def test_equal_names_are_told_apart_by_their_code():
    row = {"table": frames.EXPENDITURE, "column": "total", "line_name": "x", "page": 1, "table_no": 2, "cell_row": 0, "cell_column": 0}
    facts = pd.DataFrame([row | {"line": code, "line_code": code, "amount_fen": 5} for code in ("2010101", "2060101")])
    assert list(frames.functional(facts, "item")["name"]) == ["x 2010101", "x 2060101"]


def test_zero_stays_in_the_three_public_and_goes_from_a_composition():
    place = {"page": 1, "table_no": 2, "cell_row": 0, "cell_column": 0}
    shared = place | {"line_name": "x", "side": "revenue", "role": "detail", "parent_line": ""}
    facts = pd.DataFrame(
        [
            shared | {"table": frames.SUMMARY, "line": "other_revenue", "column": "amount", "amount_fen": 0},
            shared | {"table": frames.THREE_PUBLIC, "line": "overseas_visits", "column": "executed", "amount_fen": 0},
        ]
    )
    assert frames.composition(facts, "revenue").empty
    assert list(frames.three_public(facts)["amount_fen"]) == [0]


def test_parts_of_a_stack_are_named_where_there_is_room_also_in_a_picture():
    names = ["一般公共预算财政拨款", "其他", "社会保障和就业支出之外的各项支出"]
    frame = frame_of([700_000_000, 200_000_000, 100_000_000], series=["收入"] * 3).assign(name=names)
    chart = stacked_pair(frame, scale_for(frame["amount_fen"]), LABELS)
    for source in ("", "来源"):
        picture = chart_image(chart, "svg", "收支构成", source, width=800).decode()
        assert [name in picture for name in names] == [True, True, False]
        assert all(text in picture for text in ("700.00", "200.00", "100.00"))
    large = enlarged(chart).to_dict()
    assert [each["value"] for each in large["params"] if each["name"] == LETTER] == [FONT]


def test_every_name_of_a_stack_is_written():
    names = [f"单位{n}" for n in range(12)]
    rows = [(name, series, name, 50.0, "50.00") for name in names for series in ("基本支出", "项目支出")]
    chart = stacked(pd.DataFrame(rows, columns=["name", "series", "key", "value", "text"]), LABELS)
    picture = chart_image(chart, "svg", "构成", width=500).decode()
    assert all(f">{name}<" in picture for name in names)
