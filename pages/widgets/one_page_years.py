"""The years of a unit on its one page: revenue and expenditure as lines with their gaps, and the four figures of each year as a table."""

import pandas as pd
import streamlit as st

from core.charts.over_years import over_years
from core.charts.scale import scale_for
from core.export.briefing_figures import HEADLINES, Figure, ReportFigures
from core.model import Report
from pages.widgets.balance_steps import figure_link
from pages.widgets.chart_download import chart_with_download
from pages.widgets.chart_parts import labels_of
from pages.widgets.language import _, language
from pages.widgets.plain_table import plain_table
from pages.widgets.stock import definitions, library, sentence

DRAWN = ("revenue", "expenditure")
Years = dict[int, tuple[str, dict[str, Figure | None]]]


def years_of(report: Report) -> Years:
    """year → (report, figure by key) of the newest reports of this unit and kind, in the order of the years."""
    if not report.unit_name or report.fiscal_year is None:
        return {}
    kept = library().reports()
    same = kept[(kept["unit_name"] == report.unit_name) & (kept["kind"] == report.kind) & kept["fiscal_year"].notna() & kept["newest"]]
    chosen = {int(row.fiscal_year): row.report for row in same.sort_values("fiscal_year").itertuples()} | {
        report.fiscal_year: report.report
    }
    return {year: (number, _figures(number)) for year, number in sorted(chosen.items())}


def trend_frame(years: Years) -> pd.DataFrame:
    """The frame of the lines, without lengths: every year from the first to the last, a year without a figure as a gap."""
    rows = []
    for key in DRAWN:
        name = sentence(f"one_page_{key}", {})
        for year in range(min(years), max(years) + 1):
            found = years[year][1][key] if year in years else None
            rows.append((name, name, year, None if found is None else found.fen))
    return pd.DataFrame(rows, columns=["key", "name", "year", "fen"], dtype="object")


def trend(report: Report, years: Years) -> None:
    """Draw the lines; with one year a sentence."""
    st.subheader(_("历年走势"), anchor=False)
    if len(years) < 2:
        st.caption(_("资料库里这个单位只有一个年度的报告，没有走势可画。导入其他年度的报告后，这里会画出来，缺的年度留空。"))
        return
    frame = trend_frame(years)
    scale = scale_for(frame["fen"].dropna())
    told = frame.assign(
        value=[None if fen is None else scale.number(fen) for fen in frame["fen"]],
        text=["" if fen is None else scale.text(fen) for fen in frame["fen"]],
        estimated=False,
    )
    labels = labels_of(scale, _("项目"))
    chart_with_download(report, "trend", _("历年走势"), lambda _ink: over_years(told, labels, _("年度")).properties(height=240))
    missing = [str(year) for year in range(min(years), max(years) + 1) if year not in years]
    if missing:
        st.caption(_("资料库里没有 {years} 年度的报告，图上留空。").format(years=", ".join(missing)))


def years_table(years: Years) -> None:
    """The four figures of each year, each leading to its page."""
    heads = [_("年度"), *(sentence(f"one_page_{key}", {}) for key in HEADLINES)]
    rows = [
        [str(year), *(figure_link(number, one) if (one := figures[key]) else "—" for key in HEADLINES)]
        for year, (number, figures) in years.items()
    ]
    plain_table(heads, rows, numbers=len(HEADLINES))


def _figures(report: str) -> dict[str, Figure | None]:
    figures = ReportFigures(library(), report, definitions(), language())
    return {key: figures.headline(key) for key in HEADLINES}
