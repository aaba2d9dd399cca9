"""The reports of the library, a page at a time, with what can be done with each."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from core.model import Report
from core.store.deleted import DAYS
from pages.widgets.address import open_report, report_link
from pages.widgets.demo_mode import mode
from pages.widgets.language import _, ngettext
from pages.widgets.plain import as_html, escaped
from pages.widgets.stock import library
from pages.widgets.words import REPORT_STATES, kind_name, unit_title, year_name

PER_PAGE = 20
_WIDTHS = [3.7, 1.35, 1.4, 0.9, 0.8, 2.0, 1.05, 1.0]


def first_shown(reports: Sequence[tuple | Report]) -> str:
    """The report a screen opens with where none is asked for: the first whose unit and year are known, else the first."""
    told = (each.report for each in reports if each.unit_name and not pd.isna(each.fiscal_year))
    return next(told, reports[0].report)


def report_list(reports: pd.DataFrame) -> None:
    """Draw the list with a search field where it is long."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="list_head"):
        st.subheader(ngettext("资料库里有 {n} 份报告", len(reports)).format(n=len(reports)), anchor=False)
        hint = _("按单位、年度或文件名查找")
        wanted = st.text_input(hint, key="wanted", placeholder=hint, label_visibility="collapsed", width=340)
    shown = _matching(reports, wanted)
    if shown.empty:
        st.caption(_("没有匹配“{words}”的报告。试试单位名称里的两三个字。").format(words=escaped(wanted)))
        return
    pages = -(-len(shown) // PER_PAGE)
    page = st.session_state.get("list_page", 1) if pages > 1 else 1
    first = (min(page, pages) - 1) * PER_PAGE
    with st.container(key="reports", gap=None):
        _heads()
        rows = shown.iloc[first : first + PER_PAGE]
        results = library().results_of(list(rows["report"]))
        for row in rows.itertuples():
            _row(row, results.get(row.report))
    if pages > 1:
        st.pagination(pages, key="list_page")


def _matching(reports: pd.DataFrame, wanted: str) -> pd.DataFrame:
    text = reports["unit_name"] + " " + reports["fiscal_year"].map(year_name) + " " + reports["file"]
    hits = pd.Series(True, index=reports.index)
    for word in wanted.casefold().split():
        hits &= text.str.casefold().str.contains(word, regex=False)
    return reports[hits]


def _heads() -> None:
    heads = [_("单位"), _("年度"), _("文种"), _("表数"), _("数字"), _("读取和核对"), "", ""]
    for number, (column, head) in enumerate(zip(st.columns(_WIDTHS, gap="small"), heads, strict=True)):
        column.html(f'<span class="{"head count" if number in (3, 4) else "head"}">{as_html(head)}</span>')


def _row(row: tuple, result: tuple[int, int, int] | None) -> None:
    columns = st.columns(_WIDTHS, gap="small", vertical_alignment="center")
    version = "" if row.version == 1 else "　" + _("第 {version} 版").format(version=row.version)
    title, file = as_html(unit_title(row.unit_name) + version), as_html(row.file)
    columns[0].html(f'<span class="unit" title="{file}">{title}</span><span class="file">{file}</span>')
    shown = "" if pd.isna(row.fiscal_year) else ' class="year"'
    columns[1].html(f"<span{shown}>{as_html(year_name(row.fiscal_year))}</span>")
    columns[2].html(f"<span>{as_html(kind_name(row.kind))}</span>")
    for column, number in zip(columns[3:5], (row.tables_found, row.facts), strict=True):
        column.html(f'<span class="count">{number:,}</span>')
    columns[5].html(_state(row, result))
    if columns[6].button(_("打开"), key=f"open_{row.report}", width="stretch"):
        open_report(row.report, "tables")
    if columns[7].button(_("删除"), key=f"delete_{row.report}", width="stretch", type="tertiary", disabled=mode().frozen):
        st.dialog(_("删除这份报告？"))(confirm_delete)(row.report)


def _state(row: tuple, result: tuple[int, int, int] | None) -> str:
    """Whether it was read, and under it what the checks came to, with the way there.  What agrees is no praise here: the report tells."""
    sign, colour, word = REPORT_STATES[row.state]
    read = f'<span class="{colour}">{as_html(sign)} {as_html(_(word))}</span>'
    if result is None:
        return f'{read}<span class="file">{as_html(_("没有核对"))}</span>'
    failed, unchecked, checked = result
    fine = as_html(_("没有不符") if checked else _("没有核对"))
    parts = [f'<b class="red">✕ {as_html(_("不符"))} {failed:,}</b>' if failed else f"<span>{fine}</span>"]
    parts += [f'<span class="gray">? {as_html(_("未查"))} {unchecked:,}</span>'] if unchecked else []
    return f'{read}<a href="{as_html(report_link(row.report, "checks"))}" target="_self">{" ".join(parts)}</a>'


def confirm_delete(report: str) -> None:
    """Ask before a report goes."""
    known = library().known(report)
    st.markdown(f"**{escaped(unit_title(known.unit_name))}**　{year_name(known.fiscal_year)}　{escaped(known.file)}")
    told = _("从这份文件读出的内容和对它做的更正、复核会一起删除，不能恢复。文件本身在“最近删除”里留 {days} 天，可以放回。")
    st.markdown(told.format(days=DAYS))
    with st.container(horizontal=True):
        if st.button(_("删除"), key="delete_now", type="primary"):
            library().delete(report)
            st.session_state["receipts"] = [r for r in st.session_state.get("receipts", []) if r.report != report]
            st.rerun()
        if st.button(_("不删除"), key="keep"):
            st.rerun()
