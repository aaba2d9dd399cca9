"""What the charts of one report share: unit of their figures in words, the table of the same figures, the way back to the page."""

import pandas as pd
import streamlit as st

from core.amounts import told_amount
from core.charts.labels import Labels
from core.charts.scale import Scale
from core.model import Report
from pages.widgets.address import report_link
from pages.widgets.language import N_, _, language
from pages.widgets.plain_table import Link, plain_table
from pages.widgets.stock import definitions

SCALES = {"wan": N_("万元"), "yi": N_("亿元")}


def opened(title: str, there: bool, otherwise: str) -> bool:
    """The heading of a section, and why it is empty where it is."""
    st.subheader(title, anchor=False)
    if not there:
        st.caption(otherwise)
    return there


def parts_table(report: Report, frame: pd.DataFrame, scale: Scale, head: str) -> None:
    """The same numbers as the chart; each leads to its place on the page."""
    whole = int(frame["amount_fen"].sum())
    rows = [[row.name, share(row.amount_fen, whole), amount_link(report, row, scale)] for row in frame.itertuples(index=False)]
    plain_table([head, _("占比"), _("金额")], rows, numbers=2, caption=unit_of(scale))


def amount_link(report: Report, row: tuple, scale: Scale) -> Link:
    """The amount as it stands in the chart; leads to its cell, or to its table where it is a sum of several cells."""
    return Link(scale.text(row.amount_fen), report_link(report.report, "tables", table=str(int(row.table_no)), **_cell(row)))


def pages_of(frame: pd.DataFrame) -> list[int]:
    """The pages its figures are printed on; none in a file without pages."""
    return [int(page) for page in frame["page"].dropna().unique()]


def share(fen: int, whole: int) -> str:
    """A part of a whole in percent; "" where there is none."""
    return f"{told_amount(100 * int(fen), int(whole))} %" if whole > 0 and fen >= 0 else ""


def line_name(line: str, printed: str) -> str:
    """The name of a known line in the language of the screen; in Chinese it stays as printed."""
    known = definitions().vocabulary
    return definitions().name("line", line, language()) if language() != "zh" and ("line", line) in known else printed


def named(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with `name` in the language of the screen."""
    return frame.assign(name=[line_name(line, name) for line, name in zip(frame["line"], frame["name"], strict=True)])


def unit_of(scale: Scale) -> str:
    """The unit of a table of amounts."""
    return _("单位：{unit}").format(unit=_(SCALES[scale.key]))


def labels_of(scale: Scale, name: str, series: str = "") -> Labels:
    """The words of a chart of amounts."""
    return Labels(name, _("金额（{unit}）").format(unit=_(SCALES[scale.key])), series, _("占比"))


def _cell(row: tuple) -> dict[str, str]:
    return {"cell": row.cell} if row.cell else {}
