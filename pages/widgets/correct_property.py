"""The unit's name or the year of a report corrected: what was read, what it should be, why, and what would follow."""

from dataclasses import replace
from datetime import date

import streamlit as st

from core.correct import consequences, correct, of_property
from core.errors import JuesuanError
from core.model import Change, Report
from pages.widgets.asked_name import asked_name, keep_name
from pages.widgets.correcting import consequence_words
from pages.widgets.language import _
from pages.widgets.plain import escaped, wanting
from pages.widgets.questions import FIRST_YEAR
from pages.widgets.stock import definitions, library, sentence


def correct_property(report: Report, name: str) -> None:
    """A small window for one property: `unit_name` or `fiscal_year`."""
    with st.popover(_("更正")):
        key = f"property_{name}_{report.report}"
        value = _asked(report, name, key)
        why = st.text_input(_("理由"), key=f"{key}_why", placeholder=_("例如：封面印的是旧名称"))
        who = asked_name(key)
        if not value or value == str(getattr(report, name) or ""):
            return
        now = of_property(library(), report.report, name, value, why)
        change = replace(now, saw=str(getattr(report, name) or ""))  # what this window showed
        if _told(change) and st.button(_("保存"), type="primary", disabled=not (why.strip() and who), key=f"{key}_save"):
            keep_name(who)
            _save(change)


def _asked(report: Report, name: str, key: str) -> str:
    if name == "unit_name":
        return st.text_input(_("单位名称"), value=report.unit_name, key=key).strip()
    years = list(range(date.today().year, FIRST_YEAR - 1, -1))
    at = years.index(report.fiscal_year) if report.fiscal_year in years else None
    return str(st.selectbox(_("年度"), years, index=at, key=key, placeholder=_("请选择")) or "")


def _told(change: Change) -> bool:
    """What would follow, said; whether the value can stand there."""
    try:
        with st.spinner(_("正在看这一改动的影响…")):
            found = consequences(library(), change, definitions())
    except JuesuanError as error:
        st.markdown(wanting(escaped(sentence(error.code, error.details))))
        return False
    st.markdown(_("此改动会使：") + "　".join(consequence_words(found)))
    return True


def _save(change: Change) -> None:
    try:
        with st.spinner(_("正在保存并重新核对…")):
            correct(library(), change, definitions())
    except JuesuanError as error:
        st.error(escaped(sentence(error.code, error.details)), icon=":material/block:")
        return
    st.rerun()
