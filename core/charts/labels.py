"""What every chart shares: its words, passed in by who shows it, its tooltip and its size."""

from collections.abc import Iterable
from dataclasses import dataclass

import altair as alt

# Parameters of a chart that asks whether a text has room: how high its letters are, how wide its place is, in pixels.
LETTER, ROOM = "letter", "room"


@dataclass(frozen=True, slots=True)
class Labels:
    """What a chart calls its fields.  `amount` says the unit, such as "Amount (10,000 yuan)"."""

    name: str
    amount: str
    series: str = ""
    share: str = ""


def tooltip(labels: Labels, series: bool = False, share: bool = False) -> list[alt.Tooltip]:
    """What is shown over a part: its series and share where wanted, its name, its exact amount."""
    fields = {"series:N": labels.series} if series else {}
    fields |= {"name:N": labels.name, "text:N": labels.amount} | ({"percent:N": labels.share} if share else {})
    return [alt.Tooltip(field, title=title) for field, title in fields.items()]


def finished(chart: alt.LayerChart, height: float) -> alt.LayerChart:
    """The chart at its height, as wide as its place.

    Vega describes marks to screen readers in English only, so it is silent: the table below the chart speaks.
    """
    return chart.properties(height=height, width="container").configure(aria=False, mark=alt.MarkConfig(aria=False))


def room_beside(texts: Iterable[str]) -> float:
    """How much longer than the longest bar an axis is, so that the amounts written beside the bars are seen whole."""
    return 1.25 + 0.06 * max(0, max(map(len, texts), default=0) - 7)
