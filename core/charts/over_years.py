"""Lines over the years.  A year without a value is a gap in the line, never a point on it; what is worked out is an open point.

Frame: `key`, `name` (the series), `year` (int), `value` (a number or missing), `text`, `estimated`.
"""

import altair as alt
import pandas as pd

from core.charts.labels import Labels, finished
from core.charts.palette import SERIES
from core.charts.ranked import FONT, picked

MOST_SERIES = 7
_HEIGHT = 340


def over_years(frame: pd.DataFrame, labels: Labels, year: str) -> alt.LayerChart:
    """A line per name; points are filled where printed, open where worked out.  `year` is the title of the axis."""
    names = list(dict.fromkeys(frame["name"]))[:MOST_SERIES]
    drawn = frame.assign(value=frame["value"].astype("float64"))
    years = sorted({int(each) for each in drawn["year"]})
    x = alt.X("year:O", title=year, sort=years, axis=alt.Axis(labelAngle=0, labelFontSize=FONT))
    y = alt.Y("value:Q", title=labels.amount, scale=alt.Scale(zero=True, nice=True), axis=alt.Axis(tickCount=6))
    legend = alt.Legend(title=None, orient="top", columns=3, labelFontSize=FONT, labelLimit=330)
    colour = alt.Color("name:N", sort=names, scale=alt.Scale(domain=names, range=list(SERIES[: len(names)])), legend=legend)
    base = alt.Chart(drawn)
    lines = base.mark_line(strokeWidth=2.5, invalid="break-paths-show-domains").encode(x=x, y=y, color=colour, detail="name:N")
    tips = {"name:N": labels.name, "year:O": year, "text:N": labels.amount}
    inside = alt.condition(alt.FieldEqualPredicate(field="estimated", equal=True), alt.value("white"), colour)
    points = base.transform_filter("isValid(datum.value)").mark_point(size=110, filled=True, opacity=1, strokeWidth=2.5, cursor="pointer")
    told = [alt.Tooltip(field, title=title) for field, title in tips.items()]
    points = points.encode(x=x, y=y, fill=inside, stroke=colour, tooltip=told).add_params(picked(nearest=True))
    return finished(alt.layer(lines, points), _HEIGHT)
