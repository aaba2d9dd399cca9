"""Two metrics against each other: a dot per unit.  Frame: `key`, `name`, `across`, `up` (numbers), `across_text`, `up_text`."""

from dataclasses import dataclass

import altair as alt
import pandas as pd

from core.charts.labels import finished
from core.charts.palette import SERIES
from core.charts.ranked import picked

_HEIGHT = 340


@dataclass(frozen=True, slots=True)
class AgainstLabels:
    """What the chart calls its fields; both axes say their unit."""

    name: str
    across: str
    up: str


def against(frame: pd.DataFrame, labels: AgainstLabels) -> alt.LayerChart:
    """A dot per row; both axes begin a little below the lowest value."""
    x = alt.X("across:Q", title=labels.across, scale=_around(frame["across"]), axis=alt.Axis(tickCount=8))
    y = alt.Y("up:Q", title=labels.up, scale=_around(frame["up"]), axis=alt.Axis(tickCount=6))
    tips = {"name:N": labels.name, "across_text:N": labels.across, "up_text:N": labels.up}
    dots = alt.Chart(frame).mark_point(filled=True, size=130, opacity=0.7, color=SERIES[0], cursor="pointer")
    told = [alt.Tooltip(field, title=title) for field, title in tips.items()]
    return finished(alt.layer(dots.encode(x=x, y=y, tooltip=told).add_params(picked(nearest=True))), _HEIGHT)


def _around(values: pd.Series) -> alt.Scale:
    low, high = float(values.min()), float(values.max())
    room = max((high - low) * 0.08, abs(high) * 0.01, 0.5)
    return alt.Scale(domain=[low - room, high + room], nice=False)
