"""报告: one report, its tables beside their pages, an overview, and what can be taken away.  The address holds what is shown."""

import pandas as pd
import streamlit as st

from core.model import Report
from pages.views.tabs import checks, coverage, export, narrative, overview, performance, tables, versions
from pages.widgets.address import LIBRARY, asked, remember
from pages.widgets.language import N_, _
from pages.widgets.several_reports import files_of, halves
from pages.widgets.stock import library
from pages.widgets.words import kind_name, unit_title, year_name

TABS = {
    "tables": (N_("表格"), tables.show),
    "checks": (N_("核对"), checks.show),
    "overview": (N_("概览"), overview.show),
    "narrative": (N_("说明"), narrative.show),
    "performance": (N_("绩效"), performance.show),
    "coverage": (N_("覆盖"), coverage.show),
    "versions": (N_("版本"), versions.show),
    "export": (N_("导出"), export.show),
}
_REPORT, _TAB = "report_choice", "tab_choice"
# What of an address is about one report only: another report forgets it.
_OF_ONE_REPORT = (
    *("table", "cell", "draw", "sentence", "statement", "project", "row", "finding", "about", "piece"),
    *("group", "against", "fate", "agreeing"),
)


def report_name(row: pd.Series) -> str:
    """How a report is called in the list; the file tells apart what nothing else does."""
    version = "" if row["version"] == 1 else "　" + _("第 {version} 版").format(version=row["version"])
    file = "" if row["unit_name"] else f"　{row['file']}"
    words = {"year": year_name(row["fiscal_year"]), "unit": unit_title(row["unit_name"]), "kind": kind_name(row["kind"])}
    return _("{year}　{unit}（{kind}）").format(**words) + version + file


def choose_report(reports: pd.DataFrame) -> Report:
    """The report of the address, else the one seen last, else the first; another can be chosen from the list."""
    known = reports.set_index("report")
    wanted = asked("report") or st.session_state.get("report_seen", "")
    if asked("report") and wanted not in known.index:
        st.warning(_("资料库里没有链接所指的那份报告，可能已经删除。下面是另一份。"), icon=":material/search_off:")
        remember(table="", cell="")
    if wanted not in known.index:
        wanted = known.index[0]
    remember(report=wanted)
    st.session_state[_REPORT] = st.session_state["report_seen"] = wanted
    names = known.apply(report_name, axis=1)
    chosen = st.selectbox(
        _("报告"), list(known.index), format_func=names.get, key=_REPORT, on_change=_report_chosen, label_visibility="collapsed", width=560
    )
    return library().known(chosen)


def _report_chosen() -> None:
    remember(report=st.session_state[_REPORT], **dict.fromkeys(_OF_ONE_REPORT, ""))


def choose_tab() -> str:
    """The tab of the address, else the first."""
    st.session_state[_TAB] = asked("tab") if asked("tab") in TABS else "tables"
    return st.segmented_control(
        _("内容"),
        list(TABS),
        format_func=lambda tab: _(TABS[tab][0]),
        required=True,
        key=_TAB,
        on_change=_tab_chosen,
        label_visibility="collapsed",
    )


def _tab_chosen() -> None:
    remember(tab=st.session_state[_TAB])


kept = library().reports()
if kept.empty:
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
    TABS[tab][1](report)
