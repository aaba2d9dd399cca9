"""Bars: parts sorted by size, groups side by side, two wholes above each other.

Every frame has `name` and `amount_fen` (integer fen); parts stand in its order.  `scale` is the unit of the axis, `labels` the words
of axis and tooltip, `ink` the colour of text outside the bars.
"""

import altair as alt
import pandas as pd

from core.charts.labels import LETTER, ROOM, Labels, finished, room_beside, tooltip
from core.charts.palette import SERIES, SHADES, ink_on
from core.charts.scale import Scale

ROW = 28  # pixels a bar takes with its gap
STACKED_ROW = 72
AXIS = 78  # pixels of the axis and its title, part of the height
LEGEND = 30
LABEL_WIDTH = 230
FONT = 13


def sorted_bars(frame: pd.DataFrame, scale: Scale, labels: Labels, ink: str) -> alt.LayerChart:
    """One bar per row in the order of the frame, each with its amount written beside it."""
    drawn = _drawn(frame, scale)
    y = alt.Y("name:N", sort=list(drawn["name"]), title=None, axis=_names())
    x = alt.X("value:Q", title=labels.amount, scale=_room(drawn), axis=alt.Axis(tickCount=5))
    bars = alt.Chart(drawn).mark_bar(color=SERIES[0], height={"band": 0.72}).encode(x=x, y=y, tooltip=tooltip(labels))
    texts = _beside(drawn, ink).encode(x=x, y=y)
    return finished(alt.layer(bars, texts), ROW * len(drawn) + AXIS)


def grouped_bars(frame: pd.DataFrame, scale: Scale, labels: Labels, ink: str) -> alt.LayerChart:
    """A group per `name`, a bar per `series` in it.  Both keep the order of the frame; the legend stands above."""
    drawn = _drawn(frame, scale)
    names, series = list(dict.fromkeys(drawn["name"])), list(dict.fromkeys(drawn["series"]))
    y = alt.Y("name:N", sort=names, title=None, axis=_names())
    offset = alt.YOffset("series:N", sort=series)
    x = alt.X("value:Q", title=labels.amount, scale=_room(drawn), axis=alt.Axis(tickCount=5))
    legend = alt.Legend(title=None, orient="top", labelFontSize=FONT)
    colour = alt.Color("series:N", sort=series, scale=alt.Scale(domain=series, range=list(SERIES[: len(series)])), legend=legend)
    bars = alt.Chart(drawn).mark_bar().encode(x=x, y=y, yOffset=offset, color=colour, tooltip=tooltip(labels, series=True))
    texts = _beside(drawn, ink).encode(x=x, y=y, yOffset=offset)
    return finished(alt.layer(bars, texts), ROW * len(names) * len(series) + AXIS + LEGEND)


def stacked_pair(frame: pd.DataFrame, scale: Scale, labels: Labels) -> alt.LayerChart:
    """Two wholes above each other on one axis: a bar per `series`, its parts in the order of the frame, named where they have room."""
    drawn = _stacked(_drawn(frame, scale))
    series = list(dict.fromkeys(drawn["series"]))
    y = alt.Y("series:N", sort=series, title=None, axis=_names())
    whole = alt.Scale(domain=[0, drawn["end"].max() * 1.04], nice=False)  # the last label keeps off the edge
    x = alt.X("start:Q", title=labels.amount, scale=whole, axis=alt.Axis(tickCount=8))
    base = alt.Chart(drawn)
    bars = base.mark_bar(stroke="white", strokeOpacity=0.7).encode(
        x=x, x2="end:Q", y=y, color=alt.Color("colour:N", scale=None), tooltip=tooltip(labels, series=True)
    )
    middle = alt.X("middle:Q")
    wide = base.transform_filter(f"datum.share * {ROOM} > 0.62 * {LETTER} * length(datum.text) + 8")
    names = wide.transform_filter(f"datum.share * {ROOM} > {LETTER} * length(datum.name) + 8")  # a Chinese letter is as wide as high
    names = names.mark_text(fontSize=FONT, dy=-9).encode(x=middle, y=y, text="name:N", color=alt.Color("ink:N", scale=None))
    amounts = wide.mark_text(fontSize=FONT, dy=9).encode(x=middle, y=y, text="text:N", color=alt.Color("ink:N", scale=None))
    drawn_together = alt.layer(bars, names, amounts).add_params(alt.param(name=LETTER, value=FONT), alt.param(name=ROOM, expr="width"))
    return finished(drawn_together, STACKED_ROW * len(series) + AXIS)


def _drawn(frame: pd.DataFrame, scale: Scale) -> pd.DataFrame:
    fen = frame["amount_fen"].astype("int64")
    return frame.assign(value=[scale.number(f) for f in fen], text=[scale.text(f) for f in fen])


def _stacked(drawn: pd.DataFrame) -> pd.DataFrame:
    """With `start`, `end`, `middle` on the axis, `share` of the longer bar, and the colours of each part."""
    end = drawn.groupby("series", sort=False)["value"].cumsum()
    rank = drawn.groupby("series", sort=False).cumcount().clip(upper=len(SHADES["blue"]) - 1)
    hue = drawn["series"].map(dict(zip(dict.fromkeys(drawn["series"]), SHADES, strict=False)))
    longest = end.max() or 1.0
    return drawn.assign(
        start=end - drawn["value"],
        end=end,
        middle=end - drawn["value"] / 2,
        share=drawn["value"] / longest,
        colour=[SHADES[h][r] for h, r in zip(hue, rank, strict=True)],
        ink=[ink_on(r) for r in rank],
    )


def _beside(drawn: pd.DataFrame, ink: str) -> alt.Chart:
    return alt.Chart(drawn).mark_text(align="left", dx=5, fontSize=FONT, color=ink).encode(text="text:N")


def _room(drawn: pd.DataFrame) -> alt.Scale:
    """Room at the right for the amount written beside the longest bar."""
    top, bottom = drawn["value"].max(), min(0.0, drawn["value"].min())
    return alt.Scale(domain=[bottom, top * room_beside(drawn["text"]) if top > 0 else 1.0], nice=False)


def _names() -> alt.Axis:
    return alt.Axis(labelLimit=LABEL_WIDTH, labelFontSize=FONT, labelOverlap=False, ticks=False, domain=False)
