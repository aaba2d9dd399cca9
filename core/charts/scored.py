"""Projects by rate of execution and score: a dot each."""

from collections.abc import Mapping
from dataclasses import dataclass

import altair as alt
import pandas as pd

from core.charts.labels import finished
from core.charts.palette import SERIES
from core.performance.points import execution_rate, number, total_of

HEIGHT = 250
_WHOLE = 100  # points the axis is made for
_COLUMNS = ["project_no", "name", "rate", "rate_text", "printed", "executed", "budget", "score", "score_text"]


@dataclass(frozen=True, slots=True)
class ScoredLabels:
    """What the chart calls its fields."""

    name: str
    rate: str
    score: str


def scored_projects(projects: pd.DataFrame, funding: pd.DataFrame) -> pd.DataFrame:
    """Projects of 100 points with a score and a rate, in printed order; `rate` and `score` to draw, the texts to read.

    `printed`: the rate as the table has it, or ""; `executed` and `budget` where the rate follows from them.
    """
    money: Mapping[int, list] = {no: list(rows.itertuples()) for no, rows in funding.groupby("project_no")}
    rows = []
    for project in projects.itertuples():
        total, score = total_of(money.get(project.project_no, [])), number(project.score)
        rate = execution_rate(total) if total else None
        if rate is None or score is None or number(project.weight_total) not in (None, _WHOLE):
            continue
        texts = f"{rate.percent:f}", rate.printed, rate.executed, rate.budget
        rows.append((project.project_no, project.project, float(rate.percent), *texts, float(score), project.score))
    return pd.DataFrame(rows, columns=_COLUMNS)


def score_against_rate(frame: pd.DataFrame, labels: ScoredLabels) -> alt.LayerChart:
    """A dot per project; both axes begin a little below the lowest value, so that dots near the top are told apart."""
    x = alt.X("rate:Q", title=labels.rate, scale=_around(frame["rate"]), axis=alt.Axis(tickCount=8, labelFlush=True))
    y = alt.Y("score:Q", title=labels.score, scale=_around(frame["score"]), axis=alt.Axis(tickCount=5))
    tips = {"name:N": labels.name, "rate_text:N": labels.rate, "score_text:N": labels.score}
    dots = alt.Chart(frame).mark_point(filled=True, size=110, opacity=0.6, color=SERIES[0], clip=False)
    return finished(alt.layer(dots.encode(x=x, y=y, tooltip=[alt.Tooltip(field, title=title) for field, title in tips.items()])), HEIGHT)


def _around(values: pd.Series) -> alt.Scale:
    low, high = min(float(values.min()), _WHOLE), max(float(values.max()), _WHOLE)
    room = max((high - low) * 0.08, 1.0)
    return alt.Scale(domain=[max(low - room, 0.0), high + room], nice=False)
