"""A treemap of the parts of one whole.  Only for many parts and no negative ones: a rectangle cannot be less than nothing."""

import altair as alt
import pandas as pd

from core.amounts import told_amount
from core.charts.labels import Labels, finished, tooltip
from core.charts.palette import SHADES, ink_on
from core.charts.scale import Scale

FEWEST = 13  # with fewer parts sorted bars say the same and are easier to read
WIDTH, HEIGHT = 540.0, 360.0  # near the pixels it usually gets: labels are cut by them
_SPECK = 1e-9  # rounding may leave no room at all for the last specks
PER_CHARACTER = 14.0  # width a character of a label takes, in the units of WIDTH


def treemap_suits(amounts: pd.Series) -> bool:
    """Whether these amounts may be drawn as a treemap: more than twelve parts, none negative."""
    return len(amounts) >= FEWEST and bool((amounts >= 0).all())


def treemap(frame: pd.DataFrame, scale: Scale, labels: Labels) -> alt.LayerChart:
    """Rectangles in proportion to `amount_fen`, the largest first, named where the name fits.  Frame: `name`, `amount_fen`."""
    drawn = _laid_out(frame, scale)
    base = alt.Chart(drawn)
    x = alt.X("x0:Q", scale=alt.Scale(domain=[0, WIDTH], nice=False), axis=None)
    y = alt.Y("y0:Q", scale=alt.Scale(domain=[HEIGHT, 0], nice=False), axis=None)
    cells = base.mark_rect(stroke="white", strokeOpacity=0.7).encode(
        x=x, x2="x1:Q", y=y, y2="y1:Q", color=alt.Color("colour:N", scale=None), tooltip=tooltip(labels, share=True)
    )
    ink = alt.Color("ink:N", scale=None)
    named = base.transform_filter("datum.label != ''")
    place = {"x": alt.X("middle_x:Q"), "y": alt.Y("middle_y:Q"), "color": ink}
    names = named.mark_text(fontSize=13, dy=-8).encode(text="label:N", **place)
    amounts = named.mark_text(fontSize=12, dy=9).encode(text="text:N", **place)
    return finished(alt.layer(cells, names, amounts), HEIGHT)


def _laid_out(frame: pd.DataFrame, scale: Scale) -> pd.DataFrame:
    rows = frame[frame["amount_fen"] > 0].sort_values("amount_fen", ascending=False, kind="stable")
    amounts = [int(fen) for fen in rows["amount_fen"]]
    places = pd.DataFrame(squarified([float(fen) for fen in amounts], WIDTH, HEIGHT), columns=["x0", "y0", "x1", "y1"])
    shades = SHADES["blue"]
    rank = [min(index * len(shades) // max(len(amounts), 1), len(shades) - 1) for index in range(len(amounts))]
    whole = sum(amounts) or 1
    return places.assign(
        name=list(rows["name"]),
        text=[scale.text(fen) for fen in amounts],
        percent=[f"{told_amount(100 * int(fen), int(whole))} %" for fen in amounts],
        middle_x=(places["x0"] + places["x1"]) / 2,
        middle_y=(places["y0"] + places["y1"]) / 2,
        label=[_fitting(n, x1 - x0, y1 - y0) for n, (x0, y0, x1, y1) in zip(rows["name"], places.to_numpy(), strict=True)],
        colour=[shades[r] for r in rank],
        ink=[ink_on(r) for r in rank],
    )


def _fitting(name: str, width: float, height: float) -> str:
    """The name, shortened to the width, or nothing where no readable part of it fits."""
    room = int(width / PER_CHARACTER) - 1
    if room < 4 or height < 40:
        return ""
    return name if len(name) <= room else name[: room - 1] + "…"


def squarified(sizes: list[float], width: float, height: float) -> list[tuple[float, float, float, float]]:
    """Rectangles (x0, y0, x1, y1) filling width × height, areas in proportion to `sizes` (positive, largest first), as square as can be.

    Bruls, Huizing and van Wijk (2000): a row grows along the shorter side while its worst rectangle gets no longer.
    """
    area = width * height / sum(sizes) if sizes else 0.0
    areas = [size * area for size in sizes]
    placed: list[tuple[float, float, float, float]] = []
    x, y, right, bottom = 0.0, 0.0, width, height
    while areas:
        upright = right - x >= bottom - y  # the row stands along the shorter side
        side, room = (bottom - y, right - x) if upright else (right - x, bottom - y)
        count = _row_length(areas, max(side, _SPECK))
        row, areas = areas[:count], areas[count:]
        depth = min(sum(row) / max(side, _SPECK), room)
        along, end = (y, bottom) if upright else (x, right)
        for part in row:
            ahead = min(along + side * part / sum(row), end)
            placed.append((x, along, x + depth, ahead) if upright else (along, y, ahead, y + depth))
            along = ahead
        x, y = (min(x + depth, right), y) if upright else (x, min(y + depth, bottom))
    return placed


def _row_length(areas: list[float], side: float) -> int:
    count = 1
    while count < len(areas) and _worst(areas[: count + 1], side) <= _worst(areas[:count], side):
        count += 1
    return count


def _worst(row: list[float], side: float) -> float:
    """The largest ratio of sides in a row laid along `side`."""
    whole = sum(row)
    return max(side * side * max(row) / whole**2, whole**2 / (side * side * min(row)))
