"""A flow as bands between columns of bars.  Frames: `nodes` key, stage, label, amount_fen; `links` source, target, amount_fen."""

import altair as alt
import pandas as pd

from core.charts.labels import Labels, finished
from core.charts.palette import SERIES
from core.charts.scale import Scale

HEIGHT, FONT = 400, 13
_BAR, _GAP = 0.035, 0.085  # width of a bar in distances between columns; the gap between bars as part of the height
_STEPS = 24  # points along a band
_RIGHT = 0.72  # room for the words of the last column


def sankey(nodes: pd.DataFrame, links: pd.DataFrame, scale: Scale, labels: Labels, ink: str) -> alt.LayerChart:
    """Bars in proportion to their amounts, bands between them; every bar with its name and amount.  No amount is negative."""
    placed = _placed(nodes, scale)
    bands = _bands(placed, links, scale)
    last = int(nodes["stage"].max())
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, last + _RIGHT], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[1, 0], nice=False))
    tips = [alt.Tooltip("from:N", title=labels.name), alt.Tooltip("to:N", title=labels.series), alt.Tooltip("text:N", title=labels.amount)]
    colour = alt.Color("colour:N", scale=None)
    flows = alt.Chart(bands).mark_area(opacity=0.38).encode(x=x, y=y, y2="y1:Q", detail="band:N", color=colour, tooltip=tips)
    base = alt.Chart(placed)
    bars = base.mark_rect().encode(x=x, x2="x1:Q", y=y, y2="y1:Q", color=colour)
    beside = {"align": "left", "dx": 6, "fontSize": FONT, "color": ink}
    place = {"x": alt.X("x1:Q"), "y": alt.Y("middle:Q")}
    names = base.mark_text(dy=-8, limit=250, **beside).encode(text="label:N", **place)
    amounts = base.mark_text(dy=9, **beside).encode(text="text:N", **place)
    return finished(alt.layer(flows, bars, names, amounts), HEIGHT).configure_view(strokeWidth=0)


def _placed(nodes: pd.DataFrame, scale: Scale) -> pd.DataFrame:
    """With the corners of each bar in parts of the height."""
    most = max(len(of) for _, of in nodes.groupby("stage"))
    largest = max(float(of["amount_fen"].sum()) for _, of in nodes.groupby("stage")) or 1.0
    room = 1 - _GAP * (most - 1) - 0.08
    rows = []
    for stage, of in nodes.groupby("stage", sort=True):
        top = 0.03
        for node in of.itertuples(index=False):
            height = float(node.amount_fen) / largest * room
            rows.append((node.key, node.label, scale.text(node.amount_fen), int(stage), top, top + height, room / largest))
            top += height + _GAP
    frame = pd.DataFrame(rows, columns=["key", "label", "text", "stage", "y", "y1", "unit"])
    colours = [SERIES[at % len(SERIES)] for at in range(len(frame))]
    return frame.assign(x=frame["stage"].astype(float), x1=frame["stage"] + _BAR, middle=(frame["y"] + frame["y1"]) / 2, colour=colours)


def _bands(placed: pd.DataFrame, links: pd.DataFrame, scale: Scale) -> pd.DataFrame:
    """Points along each band: x, y (its upper edge), y1 (its lower edge)."""
    node = {row.key: row for row in placed.itertuples(index=False)}
    leaving, arriving = dict(placed[["key", "y"]].to_numpy()), dict(placed[["key", "y"]].to_numpy())
    place = {key: at for at, key in enumerate(placed["key"])}
    order = sorted(links.itertuples(index=False), key=lambda link: (place[link.source], place[link.target]))
    rows = []
    for number, link in enumerate(order):
        left, right = node[link.source], node[link.target]
        height = float(link.amount_fen) * left.unit
        start, end = leaving[link.source], arriving[link.target]
        leaving[link.source], arriving[link.target] = start + height, end + height
        colour = left.colour if left.stage == 0 else right.colour if right.stage == 2 else left.colour
        words = {"band": number, "from": left.label, "to": right.label, "text": scale.text(link.amount_fen), "colour": colour}
        for step in range(_STEPS + 1):
            part = step / _STEPS
            upper = start + (end - start) * part * part * (3 - 2 * part)
            rows.append({**words, "x": left.x1 + (right.x - left.x1) * part, "y": upper, "y1": upper + height})
    return pd.DataFrame(rows)
