"""A file that seems to hold several reports, imported one by one once a person says so; and a report that seems to be in two files."""

import json
from dataclasses import replace

import pandas as pd
import streamlit as st

from core.model import Report
from core.reread import split
from pages.widgets.address import open_report
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
        _show_instead(report.report, parts)
        st.toast(ngettext("已分成 {n} 份报告", len(parts)).format(n=len(parts)))
        st.rerun()


def halves(report: Report) -> None:
    """Says that another file seems to be the other half of this report."""
    other = library().other_half(report.report)
    if other is None:
        return
    if library().counts(report.report)["statements"]:
        words = _("这份只有说明，没有印表；另一份“{file}”只有附表，单位相同。这两份像是同一份报告，但没有合并：各表的数字请在那一份里看。")
    else:
        words = _("这份只有附表，没有说明；另一份“{file}”只有说明，单位相同。这两份像是同一份报告，但没有合并：说明请在那一份里看。")
    st.info(words.format(file=escaped(other.file)), icon=":material/join:")
    if st.button(_("打开另一份"), key=f"half_{report.report}"):
        open_report(other.report, "tables")


def _show_instead(report: str, parts: list[Report]) -> None:
    """Among the results of the last import the parts stand where the whole file stood."""
    shown = []
    for receipt in st.session_state.get("receipts", []):
        own = parts if receipt.report == report else []
        shown += [replace(receipt, report=part.report, state="imported", reason="", details={}) for part in own] or [receipt]
    st.session_state["receipts"] = shown
