"""Steps from a beginning to an end, each where the last one stopped.  Frame: `name`, `amount_fen`, `sign` (1 adds, -1 takes, 0 ends)."""

import altair as alt
import pandas as pd

from core.charts.labels import Labels, finished
from core.charts.palette import BLUE, GREY, ORANGE, TEAL
from core.charts.scale import Scale

ROW, AXIS, FONT = 34, 60, 13
_COLOUR = {1: BLUE, -1: ORANGE, 0: TEAL}
_SIGN = {1: "+ ", -1: "\u2212 ", 0: "= "}
_ROOM = 1.42  # of the longest bar: its amount stands beside it, also in half a screen of a projector


def steps(frame: pd.DataFrame) -> pd.DataFrame:
    """With `start_fen` and `end_fen` of each step; what is the end begins at nothing."""
    at, rows = 0, []
    for amount, sign in zip(frame["amount_fen"].astype("int64"), frame["sign"], strict=True):
        start, end = (0, int(amount)) if sign == 0 else (at, at + int(sign) * int(amount))
        rows.append((start, end))
        at = end
    return frame.assign(start_fen=[start for start, _ in rows], end_fen=[end for _, end in rows])


def waterfall(frame: pd.DataFrame, scale: Scale, labels: Labels, ink: str) -> alt.LayerChart:
    """A bar per step, its amount with plus, minus or equals beside it, thin lines from one to the next."""
    told = steps(frame)
    drawn = told.assign(
        start=[scale.number(fen) for fen in told["start_fen"]],
        end=[scale.number(fen) for fen in told["end_fen"]],
        right=[scale.number(max(pair)) for pair in zip(told["start_fen"], told["end_fen"], strict=True)],
        text=[_SIGN[sign] + scale.text(fen) for sign, fen in zip(told["sign"], told["amount_fen"], strict=True)],
        colour=[_COLOUR[sign] for sign in told["sign"]],
        next=[*list(told["name"])[1:], list(told["name"])[-1]],
    )
    low, high = min(0.0, drawn[["start", "end"]].min().min()), max(0.0, drawn["right"].max())
    names = alt.Axis(labelLimit=230, labelFontSize=FONT, labelOverlap=False, ticks=False, domain=False)
    y = alt.Y("name:N", sort=list(drawn["name"]), title=None, axis=names)
    room = alt.Scale(domain=[low * 1.05, (high or 1.0) * _ROOM], nice=False)
    x = alt.X("start:Q", title=labels.amount, scale=room, axis=alt.Axis(tickCount=5))
    base = alt.Chart(drawn)
    tips = [alt.Tooltip("name:N", title=labels.name), alt.Tooltip("text:N", title=labels.amount)]
    bars = base.mark_bar(height={"band": 0.62}).encode(x=x, x2="end:Q", y=y, color=alt.Color("colour:N", scale=None), tooltip=tips)
    lines = base.mark_rule(color=GREY, strokeDash=[3, 3], strokeWidth=2).encode(x="end:Q", y=y, y2="next:N")
    texts = base.mark_text(align="left", dx=6, fontSize=FONT, color=ink).encode(x="right:Q", y=y, text="text:N")
    return finished(alt.layer(lines, bars, texts), ROW * len(drawn) + AXIS)
