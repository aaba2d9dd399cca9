"""The report's own figures drawn again from what was read: two years side by side, or parts of a whole; one part is told, not drawn."""

from functools import partial

import pandas as pd
import streamlit as st

from core.charts.bars import sorted_bars
from core.charts.printed_charts import CHARTS, PrintedChart, parts_of, this_year
from core.charts.scale import Scale, scale_for
from core.metrics.definition import metrics
from core.metrics.values import values
from core.model import Report
from pages.widgets.address import asked, remember, report_link
from pages.widgets.chart_download import chart_with_download
from pages.widgets.chart_parts import amount_link, labels_of, line_name, opened, pages_of, parts_table, unit_of
from pages.widgets.language import N_, _, language
from pages.widgets.plain import as_html
from pages.widgets.plain_table import Link, plain_table
from pages.widgets.stock import library, name_of

TITLES = {
    "totals": N_("图1 收、支总计两年对比"),
    "revenue": N_("图2 本年收入构成"),
    "kinds": N_("图3 本年支出构成"),
    "appropriation": N_("图4 财政拨款收、支总计两年对比"),
    "general": N_("图5 一般公共预算财政拨款支出两年对比"),
    "general_classes": N_("图6 一般公共预算财政拨款支出构成"),
    "three_public": N_("图7 “三公”经费支出构成"),
}
_CHOICE = "figure_choice"


def printed_figures(report: Report, facts: pd.DataFrame) -> None:
    """Draw the figure the address names."""
    known = {chart.key: chart for chart in CHARTS}
    st.session_state[_CHOICE] = asked("figure") if asked("figure") in known else CHARTS[0].key
    key = st.selectbox(_("报告里常印的图"), list(known), format_func=lambda key: _(TITLES[key]), key=_CHOICE, on_change=_chosen, width=460)
    chart = known[key]
    st.caption(_("按读出的数字重新画，图号用各地报告常见的顺序；饼图一律画成条形，便于比较。"))
    (_two_years if chart.prior else _parts)(report, facts, chart)


def _chosen() -> None:
    remember(figure=st.session_state[_CHOICE])


def _parts(report: Report, facts: pd.DataFrame, chart: PrintedChart) -> None:
    frame = parts_of(facts, chart)
    kind = "column" if chart.key == "kinds" else "line"
    known = chart.key in ("kinds", "three_public")  # named by keys of the vocabulary
    frame = frame.assign(name=[name_of(kind, row.line) if known else line_name(row.line, row.name) for row in frame.itertuples()])
    if not opened(_(TITLES[chart.key]), len(frame) > 0, _("没有读出这张图要用的数字，或各项都是 0，没有画。")):
        return
    scale = scale_for(frame["amount_fen"])
    if len(frame) == 1:
        _only_one(report, frame, scale)
        return
    draw = partial(sorted_bars, frame, scale, labels_of(scale, _("项目")))
    chart_with_download(report, f"printed_{chart.key}", _(TITLES[chart.key]), draw, pages_of(frame))
    parts_table(report, frame, scale, _("项目"))


def _only_one(report: Report, frame: pd.DataFrame, scale: Scale) -> None:
    """One part is the whole: a card of words instead of a round picture of nothing."""
    row = next(frame.itertuples(index=False))
    with st.container(border=True, key="one_part"):
        st.html(f'<p class="one-part"><b>{as_html(row.name)}</b>　{as_html(scale.text(row.amount_fen))}　100 %</p>')
        st.caption(_("只有这一项，构成图没有可比的部分，写成一句话。"))
    parts_table(report, frame, scale, _("项目"))


def _two_years(report: Report, facts: pd.DataFrame, chart: PrintedChart) -> None:
    now, before = this_year(facts, chart), values(library(), chart.prior, [report.report])
    title = _(TITLES[chart.key])
    if not opened(title, len(now) > 0, _("没有读出本年的数，没有画。")):
        return
    heads, this = [_("年度"), _("金额")], next(now.itertuples(index=False))
    if before.empty:
        st.caption(_("说明里没有读出与上年相比的增减额，上年数推算不出，没有画图。下面是本年数。"))
        scale = scale_for(now["amount_fen"])
        plain_table(heads, [[_year(report, 0), amount_link(report, this, scale)]], numbers=1, caption=unit_of(scale))
        return
    earlier, prior = _("{year}（推算）").format(year=_year(report, 1)), int(before["value"].iloc[0])
    frame = pd.DataFrame({"name": [earlier, _year(report, 0)], "amount_fen": [prior, int(now["amount_fen"].iloc[0])]})
    scale = scale_for(frame["amount_fen"])
    draw = partial(sorted_bars, frame, scale, labels_of(scale, _("年度")))
    chart_with_download(report, f"printed_{chart.key}", title, draw, pages_of(now))
    told = report_link(report.report, "narrative", statement=str(before["statements"].iloc[0]).split(";")[-1])
    rows = [[earlier, Link(scale.text(prior), told)], [_year(report, 0), amount_link(report, this, scale)]]
    plain_table(heads, rows, numbers=1, caption=unit_of(scale))
    st.caption(_("推算：{how}。点上年的数，看它依据的那句话。").format(how=metrics()[chart.prior].text("formula", language())))


def _year(report: Report, back: int) -> str:
    if report.fiscal_year is None:
        return _("上年") if back else _("本年")
    return _("{year} 年度").format(year=report.fiscal_year - back)
