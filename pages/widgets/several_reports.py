"""A file that seems to hold several reports, imported one by one once a person says so; and a report that seems to be in two files."""

import json
from dataclasses import replace

import pandas as pd
import streamlit as st

from core.model import Report
from core.reread import join, separate, split
from pages.widgets.address import asked, open_report, remember
from pages.widgets.language import _, ngettext
from pages.widgets.plain import escaped
from pages.widgets.stock import definitions, library


def several(report: Report, problems: pd.DataFrame) -> None:
    """The button that imports the parts; nothing for a report that is alone in its file."""
    found = problems[problems["kind"] == "several_reports"]
    if found.empty:
        return
    count = json.loads(found["details"].iloc[0])["count"]
    label = ngettext("确认：按 {n} 份报告分别导入", count).format(n=count)
    if st.button(label, key=f"split_{report.report}", type="primary", icon=":material/call_split:"):
        with st.spinner(_("正在分别读取…")):
            parts = split(library(), report.report, definitions())
        _show_instead({report.report}, parts)
        st.toast(ngettext("已分成 {n} 份报告", len(parts)).format(n=len(parts)))
        st.rerun()


def halves(report: Report) -> None:
    """Says that another file seems to be the other half of this report."""
    other = library().other_half(report.report)
    if other is None:
        return
    if library().counts(report.report)["statements"]:
        words = _("这份只有说明，没有印表；另一份“{file}”只有附表，单位相同，像是同一份报告的两个文件。合并后文字与表可以互相核对。")
    else:
        words = _("这份只有附表，没有说明；另一份“{file}”只有说明，单位相同，像是同一份报告的两个文件。合并后文字与表可以互相核对。")
    st.info(words.format(file=escaped(other.file)), icon=":material/join:")
    with st.container(horizontal=True):
        if st.button(_("合并成一份报告"), key=f"join_{report.report}", type="primary", icon=":material/join:"):
            _join(report, other)
        if st.button(_("打开另一份"), key=f"half_{report.report}"):
            open_report(other.report, "tables")


def files_of(report: Report) -> None:
    """Of a report in several files: which, and the way back to one report each."""
    annexes = library().annexes(report.report)
    if not annexes:
        return
    names = "、".join(escaped(each.file) for each in annexes)
    st.caption(_("这份报告由几个文件合并而成：{file}，另有 {others}。").format(file=escaped(report.file), others=names))
    if st.button(_("重新分开"), key=f"separate_{report.report}", icon=":material/call_split:"):
        with st.spinner(_("正在分别读取…")):
            parts = separate(library(), report.report, definitions())
        _show_instead({report.report}, parts)
        st.toast(ngettext("已分成 {n} 份报告", len(parts)).format(n=len(parts)))
        st.rerun()


def _join(report: Report, other: Report) -> None:
    with st.spinner(_("正在合并读取…")):
        whole = join(library(), report.report, other.report, definitions())
    _show_instead({report.report, other.report}, [whole])
    if asked("report"):
        remember(report=whole.report)
    st.toast(_("已合并成一份报告"))
    st.rerun()


def _show_instead(reports: set[str], parts: list[Report]) -> None:
    """Among the results of the last import these stand where the first of the others stood."""
    shown, left = [], parts
    for receipt in st.session_state.get("receipts", []):
        if receipt.report in reports:
            own, left = left, []
            shown += [replace(receipt, report=part.report, state="imported", reason="", details={}) for part in own]
            continue
        shown.append(receipt)
    st.session_state["receipts"] = shown
