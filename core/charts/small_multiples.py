"""Small multiples: a small chart of the years for each unit, all on one scale.  A year without a value is a grey slot that says why.

Frame: `key` (what a click picks), `name` (the unit), `year`, `value` (a number or missing), `text`, `estimated`, `gap` (words in the slot).
"""

import textwrap

import altair as alt
import pandas as pd

from core.charts.labels import Labels, finished, tooltip
from core.charts.palette import GREY, SERIES
from core.charts.ranked import PICKED

__all__ = ["PICKED", "scale_of", "specification", "titled", "together"]
HEIGHT = 170
_FONT, _WIDTH, _COLUMNS = 12, 270, 3
_ALL_NUMBERED = 5  # with more years the numbers over the bars would run into each other
_LINE = 64  # letters of a line below the title of a picture


def scale_of(values: pd.Series) -> tuple[float, float]:
    """The one scale of all units: from the lowest value to the highest with zero between, and room for the numbers."""
    told = values.dropna().astype("float64")
    low, high = min(0.0, told.min(skipna=True)) if len(told) else 0.0, max(0.0, told.max()) if len(told) else 1.0
    room = 0.18 * (high - low) or 1.0
    return (low - room if low < 0 else 0.0), (high + room if high > 0 else 0.0)


def specification(frame: pd.DataFrame, scale: tuple[float, float], labels: Labels, ink: str) -> dict:
    """The chart of the years of one unit, as wide as its place, without its rows: made once, drawn with the rows of each unit.

    `frame`: the rows of all units, which have the same years.
    """
    layers = _layers(frame, scale, labels, ink, alt.value(alt.expr("height / 2")))  # its place decides how high it gets
    chosen = alt.selection_point(name=PICKED, fields=["key"], toggle=False)
    bars = layers[0].encode(opacity=alt.condition(chosen, alt.value(1), alt.value(0.4))).add_params(chosen)
    spec = finished(alt.layer(bars, *layers[1:]), HEIGHT).to_dict()
    return {name: value for name, value in spec.items() if name not in ("data", "datasets")}


def together(frame: pd.DataFrame, labels: Labels, ink: str) -> alt.ConcatChart:
    """All units as one picture, three in a row."""
    scale = scale_of(frame["value"])
    parts = []
    for name, of in frame.groupby("name", sort=False):
        title = alt.TitleParams(name, fontSize=_FONT + 1, limit=_WIDTH)
        layers = _layers(of, scale, labels, ink, alt.value(HEIGHT / 2))
        parts.append(alt.layer(*layers).properties(width=_WIDTH, height=HEIGHT, title=title))
    return alt.concat(*parts, columns=_COLUMNS)


def titled(chart: alt.LayerChart | alt.ConcatChart, title: str, mark: str) -> alt.LayerChart | alt.ConcatChart:
    """The chart as it goes into a file, under its title and the mark that stays with it; "" for no mark."""
    lines = textwrap.wrap(mark, _LINE) if mark else []
    return chart.properties(title=alt.TitleParams(title, subtitle=lines, subtitleFontSize=_FONT + 1, subtitleColor="#9a5b00"))


def _layers(frame: pd.DataFrame, scale: tuple[float, float], labels: Labels, ink: str, middle: object) -> list[alt.Chart]:
    """The bars first, then the slots with their words at half the height, and the numbers."""
    drawn = frame.assign(value=frame["value"].astype("float64"), gap=frame["gap"].fillna(""))
    years = sorted({int(year) for year in drawn["year"]})
    axis = alt.Axis(labelAngle=0, labelFontSize=_FONT, ticks=False)
    x = alt.X("year:O", title=None, sort=years, axis=axis, scale=alt.Scale(padding=0.12))
    y = alt.Y("value:Q", title=None, scale=alt.Scale(domain=list(scale), nice=False), axis=alt.Axis(tickCount=4, labelFontSize=11))
    base = alt.Chart(drawn)
    empty = base.transform_filter("datum.gap != ''")
    worked_out = alt.FieldEqualPredicate(field="estimated", equal=True)
    bars = base.transform_filter("isValid(datum.value)").mark_bar(cursor="pointer", color=SERIES[0], stroke=SERIES[0], strokeWidth=1.5)
    bars = bars.encode(
        x=x,
        y=y,
        fillOpacity=alt.condition(worked_out, alt.value(0.15), alt.value(1)),
        strokeDash=alt.condition(worked_out, alt.value([4, 3]), alt.value([1, 0])),
        tooltip=tooltip(labels),
    )
    return [bars, *_slots(empty, x, middle, ink), *(_numbers(base, x, y, ink) if len(years) <= _ALL_NUMBERED else [])]


def _slots(empty: alt.Chart, x: alt.X, middle: object, ink: str) -> list[alt.Chart]:
    """A grey place as high as the chart for every year without a value, with the reason in it."""
    slots = empty.mark_rect(color=GREY, opacity=0.22).encode(x=x)
    words = empty.mark_text(angle=270, fontSize=_FONT, color=ink, baseline="middle").encode(x=x, y=middle, text="gap:N")
    return [slots, words]


def _numbers(base: alt.Chart, x: alt.X, y: alt.Y, ink: str) -> list[alt.Chart]:
    """The value at the end of each bar."""
    above = base.transform_filter("datum.value >= 0").mark_text(dy=-7, fontSize=11, color=ink)
    below = base.transform_filter("datum.value < 0").mark_text(dy=8, fontSize=11, color=ink)
    return [layer.encode(x=x, y=y, text="text:N") for layer in (above, below)]
