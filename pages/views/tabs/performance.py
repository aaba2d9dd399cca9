"""绩效: the projects of the performance tables, scores against execution, indicators, deductions and score sheets, each with its page."""

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from core.charts.scored import ScoredLabels, score_against_rate, scored_projects
from core.model import Report
from core.performance.points import says_why
from pages.widgets import performance_rows as made
from pages.widgets.address import asked, remember, report_link
from pages.widgets.demo_mode import sized
from pages.widgets.language import N_, _, ngettext
from pages.widgets.pictures import pages_beside
from pages.widgets.placed_rows import Head, PlacedRow, placed_rows
from pages.widgets.plain_table import Link, plain_table
from pages.widgets.printed_table import sizes_of
from pages.widgets.recognised import recognised_pages, tell_recognised
from pages.widgets.source_page import ShownCell, asked_pages, source_page
from pages.widgets.stock import definitions, library

VIEWS = {
    "projects": N_("项目 {n}"),
    "scored": N_("得分与执行率 {n}"),
    "indicators": N_("指标 {n}"),
    "deductions": N_("扣分 {n}"),
    "scores": N_("评分表 {n}"),
}
_VIEW, _PROJECT = "performance_view", "performance_project"
_FEWEST_DOTS = 2


def show(report: Report) -> None:
    """Draw the tab."""
    store = library()
    projects, funding = store.projects(report.report), store.funding(report.report)
    indicators, scores = store.indicators(report.report), store.scores(report.report)
    if projects.empty and scores.empty:
        st.markdown(_("这份报告没有绩效表：没有找到绩效自评表、评价表或评分表。"))
        return
    scored = scored_projects(projects, funding)
    deductions = made.deduction_rows(indicators.itertuples(), definitions())
    counts = dict(zip(VIEWS, map(len, (projects, scored, indicators, deductions, scores)), strict=True))
    with st.container(horizontal=True, vertical_alignment="center", key="performance_head"):
        view = _choose_view(counts)
        project = _choose_project(projects) if view == "indicators" and len(projects) else None
        if view == "projects":
            st.caption(_("预算数、执行数照原表印，单位见原页。"), width="content")
    if view == "projects":
        money = {no: list(rows.itertuples()) for no, rows in funding.groupby("project_no")}
        rows = made.project_rows(projects.itertuples(), money, report.report)
        _sheet(report, view, made.project_heads(), rows, _("这份报告没有项目绩效表。"))
    elif view == "scored":
        _scored(report, projects, scored)
    elif view == "indicators":
        chosen = indicators[indicators["project_no"] == project]
        rows = made.indicator_rows(chosen.itertuples())
        _sheet(report, f"{view}_{project}", made.indicator_heads(), rows, _("这个项目没有读出指标。"), merged=2)
    elif view == "deductions":
        _deductions(report, indicators, deductions)
    else:
        _sheet(report, view, made.score_heads(), made.score_rows(scores.itertuples()), _("这份报告没有评分表。"), merged=2)


def _choose_view(counts: dict[str, int]) -> str:
    st.session_state[_VIEW] = asked("view") if asked("view") in VIEWS else next(view for view, n in counts.items() if n)
    return st.segmented_control(
        _("绩效内容"),
        list(VIEWS),
        format_func=lambda view: _(VIEWS[view]).format(n=counts[view]),
        required=True,
        key=_VIEW,
        on_change=lambda: remember(view=st.session_state[_VIEW], row=""),
        label_visibility="collapsed",
    )


def _choose_project(projects: pd.DataFrame) -> int:
    numbers = [int(no) for no in projects["project_no"]]
    names = dict(zip(numbers, projects["project"], strict=True))
    st.session_state[_PROJECT] = int(asked("project")) if asked("project").isdecimal() and int(asked("project")) in names else numbers[0]
    return st.selectbox(
        _("项目名称"),
        numbers,
        format_func=lambda no: f"{numbers.index(no) + 1}. {names[no]}",
        key=_PROJECT,
        on_change=lambda: remember(project=str(st.session_state[_PROJECT]), row=""),
        label_visibility="collapsed",
        width=420,
    )


def _scored(report: Report, projects: pd.DataFrame, scored: pd.DataFrame) -> None:
    """Score against rate of execution, and the same numbers below."""
    if len(scored) < _FEWEST_DOTS:
        st.caption(_("既有得分又有执行率的项目不到 2 个，不画图。"))
    else:
        labels = ScoredLabels(_("项目名称"), _("执行率（%）"), _("得分"))
        st.altair_chart(sized(score_against_rate(scored, labels)), key="scored")
    if left := len(projects) - len(scored):
        told = ngettext("另有 {n} 个项目没有印得分或预算执行数，或者总分不是 100，不在图里。", left)
        st.caption(told.format(n=left))
    row_of = {no: row for row, no in enumerate(projects["project_no"], start=1)}
    rows = []
    for each in scored.itertuples():
        target = report_link(report.report, "performance", view="projects", row=str(row_of[each.project_no]))
        source = made.rate_source(each.printed, each.executed, each.budget, each.rate_text)
        rows.append([Link(each.name, target), source, each.rate_text, each.score_text])
    if rows:
        plain_table([_("项目名称"), _("执行率的来历"), _("执行率（%）"), _("得分")], rows, numbers=2)


def _deductions(report: Report, indicators: pd.DataFrame, rows: list[PlacedRow]) -> None:
    if rows:
        without = sum(not says_why(row.place.reason, definitions()) for row in rows)
        words = _("{n} 项指标没有得满分：✓ 写了原因 {told}，✕ 没有写原因 {untold}")
        st.markdown(words.format(n=len(rows), told=len(rows) - without, untold=without))
    none = _("读出的指标都得了满分。") if len(indicators) else _("这份报告没有读出绩效指标。")
    _sheet(report, "deductions", made.deduction_heads(), rows, none, merged=1)


@st.fragment
def _sheet(report: Report, part: str, heads: Sequence[Head], rows: Sequence[PlacedRow], otherwise: str, merged: int = 0) -> None:
    """The rows beside their pages, or why there are none."""
    if not rows:
        st.caption(otherwise)
        return
    sizes = sizes_of(report.report)
    tell_recognised(report.report, [row.place.page for row in rows])
    cells = placed_rows(heads, rows, sizes, merged, recognised_pages(report.report))
    key = f"performance_{report.report}_{part}"
    chosen = f"{asked('row')}.{_name_column(heads)}" if asked("row") else ""
    pages = sorted({cell.page for cell in cells if cell.page})
    in_sight = [cell.page for cell in cells if f"{cell.row}.{cell.column}" == chosen and cell.page] or [_first_page(cells)]
    pictures = pages_beside(report, pages, {*filter(None, in_sight), *asked_pages(key)})
    hint = _("点一行，原页上画出方框")
    source_page(_("绩效表"), cells, pictures, chosen, key, partial(_row_chosen, key), hint=hint, wide=True)


def _first_page(cells: Sequence[ShownCell]) -> int | None:
    return next((cell.page for cell in cells if cell.page), None)


def _name_column(heads: Sequence[Head]) -> int:
    return next(column for column, head in enumerate(heads) if head.kind == "label")


def _row_chosen(key: str) -> None:
    remember(row=(st.session_state[key]["cell"] or "").partition(".")[0])
