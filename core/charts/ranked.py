"""Units or parts side by side, of any unit of measure: ranked bars, groups of bars, stacked parts.

Every frame has `key` (what a click picks), `name`, `value` (the length, a number or missing) and `text` (what a person reads); groups
and stacks also `series`.  Names stand in the order of the frame.  `Labels.amount` says the unit.
"""

import altair as alt
import pandas as pd

from core.charts.labels import Labels, finished, tooltip
from core.charts.palette import GREY, SERIES

Drawn = alt.LayerChart  # what every chart is, for those that only show it
PICKED = "picked"  # name of the selection: a click gives the `key` of what was clicked
FONT = 13
_ROW, _AXIS, _LEGEND = 28, 74, 44
_NAMES = 250


def ranked_bars(frame: pd.DataFrame, labels: Labels, ink: str, median: float | None = None, mark: float | None = None) -> alt.LayerChart:
    """A bar per row with its value beside it; the median as a dashed line, a line to read against as a solid one."""
    y = alt.Y("name:N", sort=_once(frame["name"]), title=None, axis=_names())
    x = alt.X("value:Q", title=labels.amount, scale=_room(frame["value"], mark), axis=alt.Axis(tickCount=6))
    base = alt.Chart(frame)
    chosen = picked()
    bars = base.mark_bar(height={"band": 0.72}, cursor="pointer", color=SERIES[0])
    bars = bars.encode(x=x, y=y, opacity=dimmed(chosen), tooltip=tooltip(labels)).add_params(chosen)
    layers = [bars, *_texts(base, x, y, ink)]
    layers += [_line(median, GREY, [5, 4])] if median is not None else []
    layers += [_line(mark, SERIES[1], [1, 0])] if mark is not None else []
    return finished(alt.layer(*layers), _ROW * frame["name"].nunique() + _AXIS)


def grouped(frame: pd.DataFrame, labels: Labels, ink: str) -> alt.LayerChart:
    """A group per name, a bar per series in it; the legend stands above."""
    names, series = _once(frame["name"]), _once(frame["series"])
    y = alt.Y("name:N", sort=names, title=None, axis=_names())
    x = alt.X("value:Q", title=labels.amount, scale=_room(frame["value"]), axis=alt.Axis(tickCount=6))
    offset = alt.YOffset("series:N", sort=series)
    base = alt.Chart(frame)
    tips, chosen = tooltip(labels, series=True), picked()
    bars = base.mark_bar(cursor="pointer").encode(x=x, y=y, yOffset=offset, color=_by_series(series), opacity=dimmed(chosen), tooltip=tips)
    texts = [layer.encode(yOffset=offset) for layer in _texts(base, x, y, ink)]
    return finished(alt.layer(bars.add_params(chosen), *texts), 22 * len(names) * len(series) + _AXIS + _LEGEND)


def stacked(frame: pd.DataFrame, labels: Labels) -> alt.LayerChart:
    """A bar per name made of its series, in their order.  No value may be negative: see `stacks_suit`."""
    names, series = _once(frame["name"]), _once(frame["series"])
    place = {each: number for number, each in enumerate(series)}
    drawn = frame.assign(place=frame["series"].map(place))
    y = alt.Y("name:N", sort=names, title=None, axis=_names())
    x = alt.X("value:Q", title=labels.amount, stack="zero", axis=alt.Axis(tickCount=6, labelFlush=True))
    bars = alt.Chart(drawn).mark_bar(height={"band": 0.72}, cursor="pointer", stroke="white", strokeOpacity=0.7)
    chosen, tips = picked(), tooltip(labels, series=True)
    chart = bars.encode(x=x, y=y, color=_by_series(series), order="place:O", opacity=dimmed(chosen), tooltip=tips)
    return finished(alt.layer(chart.add_params(chosen)), _ROW * len(names) + _AXIS + _LEGEND)


def stacks_suit(values: pd.Series) -> bool:
    """Whether these parts can be stacked: none negative."""
    return bool((values.dropna() >= 0).all())


def picked(nearest: bool = False) -> alt.Parameter:
    """The selection every chart of this kind carries; points are hard to hit, so the `nearest` one is taken."""
    return alt.selection_point(name=PICKED, fields=["key"], toggle=False, nearest=nearest)


def dimmed(chosen: alt.Parameter) -> dict[str, object]:
    """What is not chosen steps back once something is."""
    return alt.condition(chosen, alt.value(1), alt.value(0.4))


def _by_series(series: list[str]) -> alt.Color:
    colours = list(SERIES[: len(series)])
    legend = alt.Legend(title=None, orient="top", labelFontSize=FONT, labelLimit=320)
    return alt.Color("series:N", sort=series, scale=alt.Scale(domain=series, range=colours), legend=legend)


def _texts(base: alt.Chart, x: alt.X, y: alt.Y, ink: str) -> list[alt.Chart]:
    """The value at the end of each bar, outside it on either side of zero."""
    right = base.transform_filter("datum.value >= 0").mark_text(align="left", dx=5, fontSize=FONT, color=ink)
    left = base.transform_filter("datum.value < 0").mark_text(align="right", dx=-5, fontSize=FONT, color=ink)
    return [layer.encode(x=x, y=y, text="text:N") for layer in (right, left)]


def _line(value: float, colour: str, dash: list[int]) -> alt.Chart:
    rule = alt.Chart(pd.DataFrame({"line": [value]})).mark_rule(color=colour, strokeDash=dash, size=2)
    return rule.encode(x="line:Q")


def _room(values: pd.Series, mark: float | None = None) -> alt.Scale:
    """Room beside the longest bars for their texts."""
    told = [float(value) for value in values.dropna()] + ([mark] if mark is not None else [])
    top, bottom = max([0.0, *told]), min([0.0, *told])
    room = (top - bottom) * 0.24 or 1.0
    return alt.Scale(domain=[bottom - (room if bottom < 0 else 0), top + (room if top > 0 else 0)], nice=False)


def _names() -> alt.Axis:
    return alt.Axis(labelLimit=_NAMES, labelFontSize=FONT, labelOverlap=False, ticks=False, domain=False)


def _once(values: pd.Series) -> list[str]:
    return list(dict.fromkeys(values))
