"""概览: where the money comes from and goes to, each chart with its table and the way back to the printed page."""

from functools import partial

import pandas as pd
import streamlit as st

from core.charts import frames
from core.charts.bars import grouped_bars, sorted_bars, stacked_pair
from core.charts.scale import scale_for
from core.charts.treemap import treemap, treemap_suits
from core.model import Report
from pages.widgets.address import asked, remember
from pages.widgets.balance_steps import balance_steps
from pages.widgets.chart_download import chart_with_download
from pages.widgets.chart_parts import amount_link, labels_of, named, opened, pages_of, parts_table, unit_of
from pages.widgets.crossed_table import crossed_table
from pages.widgets.language import N_, _
from pages.widgets.money_flow import money_flow
from pages.widgets.one_page_link import one_page_link
from pages.widgets.plain_table import plain_table
from pages.widgets.printed_figures import printed_figures
from pages.widgets.stock import library, name_of

LEVELS = {"class": N_("类"), "section": N_("款"), "item": N_("项")}
BASES = {"initial": N_("年初预算数"), "adjusted": N_("全年预算数"), "": N_("预算数")}
_MOST_BARS = 15


PARTS = {
    "parts": N_("构成"),
    "flow": N_("资金流向"),
    "steps": N_("从年初到年末"),
    "crossed": N_("功能 × 经济"),
    "figures": N_("报告里的图"),
}
_PART = "part_choice"
_LEVEL, _MAP = "overview_level", "overview_map"


def show(report: Report) -> None:
    """Draw the part of the tab the address names."""
    facts = library().facts(report.report)
    if facts.empty:
        st.markdown(_("这份报告没有读出表格里的数字，没有图可画。请在“表格”里看原因。"))
        if st.button(_("看表格"), icon=":material/table:"):
            remember(tab="tables")
            st.rerun()
        return
    st.session_state[_PART] = asked("part") if asked("part") in PARTS else "parts"
    with st.container(horizontal=True, vertical_alignment="center", key="overview_head"):
        part = st.segmented_control(
            _("看什么"),
            list(PARTS),
            format_func=lambda key: _(PARTS[key]),
            required=True,
            key=_PART,
            on_change=_part_chosen,
            label_visibility="collapsed",
        )
        one_page_link(report.report)
    if part == "parts":
        _structure(report, facts)
    elif part == "steps":
        balance_steps(report)
    else:
        {"flow": money_flow, "crossed": crossed_table, "figures": printed_figures}[part](report, facts)


def _part_chosen() -> None:
    remember(part=st.session_state[_PART], funds="", figure="", level="", map="")


def _structure(report: Report, facts: pd.DataFrame) -> None:
    _composition(report, facts)
    with st.container(key="overview_pair"):
        left, right = st.columns(2, gap="medium")
    with left:
        _functional(report, facts)
    with right:
        _kinds(report, facts)
        _three_public(report, facts)


def _composition(report: Report, facts: pd.DataFrame) -> None:
    """Two wholes above each other: where the money comes from, where it goes."""
    sides = {_("收入"): named(frames.composition(facts, "revenue")), _("支出"): named(frames.composition(facts, "expenditure"))}
    sides = {name: frame for name, frame in sides.items() if len(frame)}
    if not opened(_("收支构成"), bool(sides), _("没有读出收入支出决算总表")):
        return
    whole = pd.concat([frame.assign(series=name) for name, frame in sides.items()])
    scale = scale_for(whole["amount_fen"])
    if (whole["amount_fen"] > 0).all():
        labels = labels_of(scale, _("项目"), _("收支"))
        chart_with_download(report, "composition", _("收支构成"), lambda _ink: stacked_pair(whole, scale, labels), pages_of(whole))
    for column, (name, frame) in zip(st.columns(2, gap="medium"), sides.items(), strict=False):
        with column:
            parts_table(report, frame, scale, name)


def _functional(report: Report, facts: pd.DataFrame) -> None:
    by_level = {level: named(frames.functional(facts, level)) for level in LEVELS}
    by_level = {level: frame for level, frame in by_level.items() if len(frame)}
    if not opened(_("功能分类支出"), bool(by_level), _("没有读出支出决算表")):
        return
    st.session_state[_LEVEL] = asked("level") if asked("level") in by_level else list(by_level)[-1]
    st.session_state[_MAP] = asked("map") == "1"
    with st.container(horizontal=True, key="functional_choices"):
        level = st.segmented_control(
            _("级次"),
            list(by_level),
            format_func=lambda key: _(LEVELS[key]),
            required=True,
            key=_LEVEL,
            on_change=lambda: remember(level=st.session_state[_LEVEL]),
            label_visibility="collapsed",
        )
        frame = by_level[level]
        suits = treemap_suits(frame["amount_fen"])
        drawn_as_map = suits and st.toggle(_("矩形树图"), key=_MAP, on_change=lambda: remember(map="1" if st.session_state[_MAP] else ""))
    scale = scale_for(frame["amount_fen"])
    labels = labels_of(scale, _("功能科目"))
    if drawn_as_map:
        key, draw = "functional_map", lambda _ink: treemap(frame, scale, labels)
    else:
        key, draw = "functional", partial(sorted_bars, _largest(frame), scale, labels)
    chart_with_download(report, key, _("功能分类支出"), draw, pages_of(frame))
    parts_table(report, frame, scale, _("功能科目"))


def _kinds(report: Report, facts: pd.DataFrame) -> None:
    frame = frames.kinds_of_expenditure(facts)
    frame = frame.assign(name=[name_of("column", key) for key in frame["name"]])
    if not opened(_("基本支出与项目支出"), len(frame) > 0, _("没有读出支出决算表的合计行")):
        return
    scale = scale_for(frame["amount_fen"])
    draw = partial(sorted_bars, frame, scale, labels_of(scale, _("支出类型")))
    chart_with_download(report, "kinds", _("基本支出与项目支出"), draw, pages_of(frame))
    parts_table(report, frame, scale, _("支出类型"))


def _three_public(report: Report, facts: pd.DataFrame) -> None:
    frame = frames.three_public(facts)
    if not opened(_("“三公”经费：预算与决算"), len(frame) > 0, _("没有读出“三公”经费表，或表里没有数字")):
        return
    tables = library().tables(report.report)
    basis = tables[tables["table"] == frames.THREE_PUBLIC]["budget_basis"].iloc[0]
    series = {"budget": _(BASES.get(basis, BASES[""])), "executed": _("决算数")}
    frame = frame.assign(name=[name_of("line", key) for key in frame["name"]], series=frame["series"].map(series))
    scale = scale_for(frame["amount_fen"])
    draw = partial(grouped_bars, frame, scale, labels_of(scale, _("项目"), _("口径")))
    chart_with_download(report, "three_public", _("“三公”经费：预算与决算"), draw, pages_of(frame))
    cells = {(row.name, row.series): amount_link(report, row, scale) for row in frame.itertuples(index=False)}
    names, columns = dict.fromkeys(frame["name"]), dict.fromkeys(frame["series"])
    rows = [[name, *(cells.get((name, column), "") for column in columns)] for name in names]
    plain_table([_("项目"), *columns], rows, numbers=len(columns), caption=unit_of(scale))


def _largest(frame: pd.DataFrame) -> pd.DataFrame:
    """As many bars as can be read; what is left is one bar more, and the table names it all."""
    if len(frame) <= _MOST_BARS:
        return frame
    rest = frame.iloc[_MOST_BARS:]
    name = _("其余 {n} 项").format(n=len(rest))
    return pd.concat([frame.iloc[:_MOST_BARS], pd.DataFrame([{"name": name, "amount_fen": int(rest["amount_fen"].sum())}])])
