"""概览: where the money comes from and goes to, each chart with its table and the way back to the printed page."""

from functools import partial

import pandas as pd
import streamlit as st

from core.charts import frames
from core.charts.bars import grouped_bars, sorted_bars, stacked_pair
from core.charts.labels import Labels
from core.charts.scale import Scale, scale_for
from core.charts.treemap import treemap, treemap_suits
from core.model import Report
from pages.widgets.address import report_link
from pages.widgets.chart_download import chart_with_download
from pages.widgets.language import N_, _, language
from pages.widgets.plain_table import Link, plain_table
from pages.widgets.stock import definitions, library, name_of

SCALES = {"wan": N_("万元"), "yi": N_("亿元")}
LEVELS = {"class": N_("类"), "section": N_("款"), "item": N_("项")}
BASES = {"initial": N_("年初预算数"), "adjusted": N_("全年预算数"), "": N_("预算数")}
_MOST_BARS = 15


def show(report: Report) -> None:
    """Draw the tab."""
    facts = library().facts(report.report)
    if facts.empty:
        st.markdown(_("这份报告没有读出表格里的数字，没有图可画。请在“表格”里看原因。"))
        return
    _composition(report, facts)
    left, right = st.columns(2, gap="medium")
    with left:
        _functional(report, facts)
    with right:
        _kinds(report, facts)
        _three_public(report, facts)


def _composition(report: Report, facts: pd.DataFrame) -> None:
    """Two wholes above each other: where the money comes from, where it goes."""
    sides = {_("收入"): _named(frames.composition(facts, "revenue")), _("支出"): _named(frames.composition(facts, "expenditure"))}
    sides = {name: frame for name, frame in sides.items() if len(frame)}
    if not _opened(_("收支构成"), bool(sides), _("没有读出收入支出决算总表")):
        return
    whole = pd.concat([frame.assign(series=name) for name, frame in sides.items()])
    scale = scale_for(whole["amount_fen"])
    if (whole["amount_fen"] > 0).all():
        labels = _labels(scale, _("项目"), _("收支"))
        chart_with_download(report, "composition", _("收支构成"), lambda _ink: stacked_pair(whole, scale, labels), _pages(whole))
    for column, (name, frame) in zip(st.columns(2, gap="medium"), sides.items(), strict=False):
        with column:
            _table(report, frame, scale, name)


def _functional(report: Report, facts: pd.DataFrame) -> None:
    by_level = {level: _named(frames.functional(facts, level)) for level in LEVELS}
    by_level = {level: frame for level, frame in by_level.items() if len(frame)}
    if not _opened(_("功能分类支出"), bool(by_level), _("没有读出支出决算表")):
        return
    levels = list(by_level)
    with st.container(horizontal=True, key="functional_choices"):
        level = st.segmented_control(
            _("级次"),
            levels,
            format_func=lambda key: _(LEVELS[key]),
            default=levels[-1],
            required=True,
            key="level",
            label_visibility="collapsed",
        )
        frame = by_level[level]
        suits = treemap_suits(frame["amount_fen"])
        drawn_as_map = suits and st.toggle(_("矩形树图"), key="treemap")
    scale = scale_for(frame["amount_fen"])
    labels = _labels(scale, _("功能科目"))
    if drawn_as_map:
        key, draw = "functional_map", lambda _ink: treemap(frame, scale, labels)
    else:
        key, draw = "functional", partial(sorted_bars, _largest(frame), scale, labels)
    chart_with_download(report, key, _("功能分类支出"), draw, _pages(frame))
    _table(report, frame, scale, _("功能科目"))


def _kinds(report: Report, facts: pd.DataFrame) -> None:
    frame = frames.kinds_of_expenditure(facts)
    frame = frame.assign(name=[name_of("column", key) for key in frame["name"]])
    if not _opened(_("基本支出与项目支出"), len(frame) > 0, _("没有读出支出决算表的合计行")):
        return
    scale = scale_for(frame["amount_fen"])
    draw = partial(sorted_bars, frame, scale, _labels(scale, _("支出类型")))
    chart_with_download(report, "kinds", _("基本支出与项目支出"), draw, _pages(frame))
    _table(report, frame, scale, _("支出类型"))


def _three_public(report: Report, facts: pd.DataFrame) -> None:
    frame = frames.three_public(facts)
    if not _opened(_("“三公”经费：预算与决算"), len(frame) > 0, _("没有读出“三公”经费表，或表里没有数字")):
        return
    tables = library().tables(report.report)
    basis = tables[tables["table"] == frames.THREE_PUBLIC]["budget_basis"].iloc[0]
    series = {"budget": _(BASES.get(basis, BASES[""])), "executed": _("决算数")}
    frame = frame.assign(name=[name_of("line", key) for key in frame["name"]], series=frame["series"].map(series))
    scale = scale_for(frame["amount_fen"])
    draw = partial(grouped_bars, frame, scale, _labels(scale, _("项目"), _("口径")))
    chart_with_download(report, "three_public", _("“三公”经费：预算与决算"), draw, _pages(frame))
    cells = {(row.name, row.series): _amount(report, row, scale) for row in frame.itertuples(index=False)}
    names, columns = dict.fromkeys(frame["name"]), dict.fromkeys(frame["series"])
    rows = [[name, *(cells.get((name, column), "") for column in columns)] for name in names]
    plain_table([_("项目"), *columns], rows, numbers=len(columns), caption=_unit(scale))


def _opened(title: str, there: bool, otherwise: str) -> bool:
    """The heading of a section, and why it is empty where it is."""
    st.subheader(title, anchor=False)
    if not there:
        st.caption(otherwise)
    return there


def _table(report: Report, frame: pd.DataFrame, scale: Scale, head: str) -> None:
    """The same numbers as the chart; each leads to its place on the page."""
    whole = int(frame["amount_fen"].sum())
    rows = [[row.name, _share(row.amount_fen, whole), _amount(report, row, scale)] for row in frame.itertuples(index=False)]
    plain_table([head, _("占比"), _("金额")], rows, numbers=2, caption=_unit(scale))


def _amount(report: Report, row: tuple, scale: Scale) -> Link:
    return Link(scale.text(row.amount_fen), report_link(report.report, "tables", table=str(row.table_no), cell=row.cell))


def _pages(frame: pd.DataFrame) -> list[int]:
    """The pages its figures are printed on; none in a file without pages."""
    return [int(page) for page in frame["page"].dropna().unique()]


def _share(fen: int, whole: int) -> str:
    return f"{100 * fen / whole:.2f} %" if whole > 0 and fen >= 0 else ""


def _largest(frame: pd.DataFrame) -> pd.DataFrame:
    """As many bars as can be read; what is left is one bar more, and the table names it all."""
    if len(frame) <= _MOST_BARS:
        return frame
    rest = frame.iloc[_MOST_BARS:]
    name = _("其余 {n} 项").format(n=len(rest))
    return pd.concat([frame.iloc[:_MOST_BARS], pd.DataFrame([{"name": name, "amount_fen": int(rest["amount_fen"].sum())}])])


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    """Names of known lines in the language of the screen; in Chinese they stay as printed."""
    if language() == "zh":
        return frame
    known = definitions().vocabulary
    names = [name_of("line", line) if ("line", line) in known else name for line, name in zip(frame["line"], frame["name"], strict=True)]
    return frame.assign(name=names)


def _unit(scale: Scale) -> str:
    return _("单位：{unit}").format(unit=_(SCALES[scale.key]))


def _labels(scale: Scale, name: str, series: str = "") -> Labels:
    return Labels(name, _("金额（{unit}）").format(unit=_(SCALES[scale.key])), series, _("占比"))
