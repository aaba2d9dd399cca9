"""A file that seems to hold several reports: proposed with units and pages, imported one by one once a person says so."""

import json
from dataclasses import replace

import pandas as pd
import streamlit as st

from core.model import Report
from core.reread import split
from pages.widgets.language import _, ngettext
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


def _show_instead(report: str, parts: list[Report]) -> None:
    """Among the results of the last import the parts stand where the whole file stood."""
    shown = []
    for receipt in st.session_state.get("receipts", []):
        own = parts if receipt.report == report else []
        shown += [replace(receipt, report=part.report, state="imported", reason="", details={}) for part in own] or [receipt]
    st.session_state["receipts"] = shown
