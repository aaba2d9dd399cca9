"""报告: one report, its tables beside their pages, an overview, and what can be taken away.  The address holds what is shown."""

from functools import lru_cache, partial
from importlib import import_module

import streamlit as st

from core.model import Report
from pages.widgets.address import LIBRARY, asked, remember
from pages.widgets.language import N_, _, language
from pages.widgets.report_list import first_shown
from pages.widgets.several_reports import files_of, halves
from pages.widgets.stock import library
from pages.widgets.words import kind_name, unit_title, year_name

# Each is a module of pages/views/tabs with `show`, loaded when it is first shown: what writes office files takes a while to load.
TABS = {
    "tables": N_("表格"),
    "checks": N_("核对"),
    "overview": N_("概览"),
    "narrative": N_("说明"),
    "performance": N_("绩效"),
    "coverage": N_("覆盖"),
    "versions": N_("版本"),
    "export": N_("导出"),
}
_REPORT, _TAB = "report_choice", "tab_choice"
# What of an address is about one report only: another report forgets it.
_OF_ONE_REPORT = (
    *("table", "cell", "draw", "sentence", "statement", "project", "row", "finding", "about", "piece"),
    *("group", "against", "fate", "agreeing"),
)


def report_name(report: Report) -> str:
    """How a report is called in the list; the file tells apart what nothing else does."""
    version = "" if report.version == 1 else "　" + _("第 {version} 版").format(version=report.version)
    file = "" if report.unit_name else f"　{report.file}"
    words = {"year": year_name(report.fiscal_year), "unit": unit_title(report.unit_name), "kind": kind_name(report.kind)}
    return _("{year}　{unit}（{kind}）").format(**words) + version + file


@lru_cache(maxsize=4)
def _names(reports: tuple[Report, ...], _spoken: str) -> dict[str, str]:
    """Number → name in the language of the screen, made once for as long as the list stays the same."""
    return {report.report: report_name(report) for report in reports}


def choose_report(reports: list[Report]) -> Report:
    """The report of the address, else the one seen last, else the first that is known; another can be chosen from the list."""
    known = {report.report: report for report in reports}
    wanted = asked("report") or st.session_state.get("report_seen", "")
    if asked("report") and wanted not in known:
        st.warning(_("资料库里没有链接所指的那份报告，可能已经删除。下面是另一份。"), icon=":material/search_off:")
        remember(table="", cell="")
    if wanted not in known:
        wanted = first_shown(reports)
    remember(report=wanted)
    st.session_state[_REPORT] = st.session_state["report_seen"] = wanted
    chosen = partial(st.selectbox, _("报告"), list(known), format_func=_names(tuple(reports), language()).get, label_visibility="collapsed")
    return known[chosen(key=_REPORT, on_change=_report_chosen, width=560)]


def _report_chosen() -> None:
    remember(report=st.session_state[_REPORT], **dict.fromkeys(_OF_ONE_REPORT, ""))


def choose_tab() -> str:
    """The tab of the address, else the first."""
    st.session_state[_TAB] = asked("tab") if asked("tab") in TABS else "tables"
    return st.segmented_control(
        _("内容"),
        list(TABS),
        format_func=lambda tab: _(TABS[tab]),
        required=True,
        key=_TAB,
        on_change=_tab_chosen,
        label_visibility="collapsed",
    )


def _tab_chosen() -> None:
    remember(tab=st.session_state[_TAB])


kept = library().listed()
if not kept:
    st.title(_("报告"), anchor=False)
    st.markdown(_("资料库里还没有报告。请先拖入一份，或用示例报告试一试。"))
    if st.button(_("去资料库"), type="primary"):
        st.switch_page(LIBRARY)
else:
    with st.container(horizontal=True, vertical_alignment="center", key="report_head"):
        report = choose_report(kept)
        tab = choose_tab()
    if tab == "tables":
        halves(report)
        files_of(report)
    import_module(f"pages.views.tabs.{tab}").show(report)
