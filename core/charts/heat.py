"""A table of amounts with its cells shaded by size.  Frame: `row`, `column` (names), `amount_fen`."""

import altair as alt
import pandas as pd

from core.charts.labels import Labels, finished
from core.charts.palette import DARK_INK, LIGHT_INK, SHADES
from core.charts.scale import Scale

ROW, HEAD, FONT = 30, 70, 13
FEWEST_COLUMNS = 2


def crossed(facts: pd.DataFrame, columns: dict[str, str]) -> pd.DataFrame:
    """Functional classes by economic classes where a table prints both: row, line, column (key), amount_fen, page, table_no, cell.

    `columns`: what a column may be called (its key or printed heading) → the economic class.  The table with most of them is taken;
    empty where none has at least two.
    """
    coded = facts[facts["line_code"].str.len().isin([3, 5, 7]) & facts["column"].isin(columns.keys())]
    coded = coded.assign(column=coded["column"].map(columns))
    found = coded.groupby("table_no")["column"].nunique()
    if found.empty or found.max() < FEWEST_COLUMNS:
        return pd.DataFrame(columns=["row", "line", "column", "amount_fen", "page", "table_no", "cell"])
    of = coded[coded["table_no"] == found.idxmax()]
    of = of[of["line_code"].str.len() == of["line_code"].str.len().min()]
    cell = of["cell_row"].astype(str) + "." + of["cell_column"].astype(str)
    named = of.assign(row=of["line_name"], line=of["line_code"], cell=cell)
    return named[["row", "line", "column", "amount_fen", "page", "table_no", "cell"]].reset_index(drop=True)


def heat(frame: pd.DataFrame, scale: Scale, labels: Labels) -> alt.LayerChart:
    """A rectangle per printed figure, the amount in it; what is not printed stays blank.  `labels.series` names the columns."""
    shades = SHADES["blue"][::-1]
    most = max(int(frame["amount_fen"].abs().max()), 1)
    rank = [min(int(abs(int(fen)) * len(shades) // most), len(shades) - 1) for fen in frame["amount_fen"]]
    drawn = frame.assign(
        text=[scale.text(int(fen)) for fen in frame["amount_fen"]],
        colour=[shades[at] for at in rank],
        ink=[LIGHT_INK if at > len(shades) - 4 else DARK_INK for at in rank],
    )
    rows, columns = list(dict.fromkeys(frame["row"])), list(dict.fromkeys(frame["column"]))
    axis = {"title": None, "labelFontSize": FONT, "ticks": False, "domain": False}
    y = alt.Y("row:N", sort=rows, axis=alt.Axis(labelLimit=230, **axis))
    x = alt.X("column:N", sort=columns, axis=alt.Axis(orient="top", labelAngle=0, labelLimit=150, **axis))
    base = alt.Chart(drawn)
    titles = {"row:N": labels.name, "column:N": labels.series, "text:N": labels.amount}
    tips = [alt.Tooltip(field, title=title) for field, title in titles.items()]
    cells = base.mark_rect(stroke="white").encode(x=x, y=y, color=alt.Color("colour:N", scale=None), tooltip=tips)
    texts = base.mark_text(fontSize=FONT).encode(x=x, y=y, text="text:N", color=alt.Color("ink:N", scale=None))
    return finished(alt.layer(cells, texts), ROW * len(rows) + HEAD)
