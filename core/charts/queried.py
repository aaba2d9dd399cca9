"""The answer to a query as a chart: one column against another.  The frame's `name` is text, `value` a number, `text` what it prints."""

import altair as alt
import pandas as pd

from core.charts.labels import Labels, finished, tooltip
from core.charts.palette import SERIES

MOST_MARKS = 50
_ROW, _AXIS, _TALL = 26, 78, 380
_FONT, _LABEL_WIDTH = 13, 260


def bars(frame: pd.DataFrame, labels: Labels, ink: str) -> alt.LayerChart:
    """A bar per row in the order of the frame, its number beside it."""
    numbered = _numbered(frame)
    axis = alt.Axis(labelLimit=_LABEL_WIDTH, labelFontSize=_FONT, ticks=False, domain=False, labelExpr=_NAME_ONLY)
    y = alt.Y("place:N", sort=list(numbered["place"]), title=None, axis=axis)
    low, high = min(0.0, numbered["value"].min()), max(0.0, numbered["value"].max())
    scale = alt.Scale(domain=[low * 1.25, high * 1.25 or 1.0], nice=False)  # room for the numbers
    x = alt.X("value:Q", title=labels.amount, scale=scale, axis=alt.Axis(tickCount=5))
    drawn = alt.Chart(numbered).mark_bar(color=SERIES[0], height={"band": 0.72}).encode(x=x, y=y, tooltip=tooltip(labels))
    texts = alt.Chart(numbered).mark_text(align="left", dx=5, fontSize=_FONT, color=ink).encode(x=x, y=y, text="text:N")
    return finished(alt.layer(drawn, texts), _ROW * len(numbered) + _AXIS)


def lines(frame: pd.DataFrame, labels: Labels, ink: str) -> alt.LayerChart:
    """The rows from left to right in the order of the frame, joined by a line; a gap where there is no number."""
    numbered = _numbered(frame)
    axis = alt.Axis(labelAngle=0, labelFontSize=_FONT, labelLimit=120, labelExpr=_NAME_ONLY)
    x = alt.X("place:N", sort=list(numbered["place"]), title=labels.name, axis=axis)
    y = alt.Y("value:Q", title=labels.amount, axis=alt.Axis(tickCount=6))
    base = alt.Chart(numbered).encode(x=x, y=y)
    line = base.mark_line(color=SERIES[0], strokeWidth=2.5, point={"size": 60, "color": SERIES[0]}).encode(tooltip=tooltip(labels))
    texts = base.mark_text(dy=-12, fontSize=_FONT, color=ink).encode(text="text:N")
    return finished(alt.layer(line, texts), _TALL)


_NAME_ONLY = "split(datum.value, '\\u0001')[1]"  # rows of one name stay apart


def _numbered(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(place=[f"{at}\x01{name}" for at, name in enumerate(frame["name"])])
