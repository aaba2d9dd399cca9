"""What the report does not say is asked for, never assumed: unit, year, kind, and the money unit of a table."""

import json
from datetime import date

import pandas as pd
import streamlit as st

from core.model import Report
from core.reread import reread
from pages.widgets.language import _
from pages.widgets.plain import escaped, strong
from pages.widgets.stock import definitions, library, name_of
from pages.widgets.words import KINDS, locator_name

FIRST_YEAR = 2007  # no final accounts were disclosed before
_ASKED = {"unit_name_unknown": "unit_name", "fiscal_year_unknown": "fiscal_year", "kind_unknown": "kind"}


def questions(report: Report, problems: pd.DataFrame) -> None:
    """A form with the open questions of a report; nothing where there are none."""
    fields = [_ASKED[kind] for kind in problems["kind"] if kind in _ASKED]
    units = problems[problems["kind"] == "unit_unknown"].dropna(subset=["table_no"])
    if not fields and units.empty:
        return
    with st.form(f"questions_{report.report}"):
        st.markdown(strong(_("报告没有写明，请您确认")))
        answers: dict[tuple[str, int | None], str | int | None] = {}
        if fields:
            for column, field in zip(st.columns(len(fields)), fields, strict=True):
                with column:
                    answers[field, None] = _ask(report, field)
        for row in units.itertuples():
            answers["unit", int(row.table_no)] = _ask_unit(report, row)
        if not st.form_submit_button(_("确定"), type="primary"):
            return
    given = {place: value for place, value in answers.items() if value}
    for (field, table_no), value in given.items():
        library().answer(report.report, field, str(value), table_no)
    if given:
        with st.spinner(_("正在按您的回答重新读取…")):
            reread(library(), report.report, definitions())
        st.rerun()


def _ask(report: Report, field: str) -> str | int | None:
    key = f"{field}_{report.report}"
    if field == "unit_name":
        return st.text_input(_("单位名称"), key=key, placeholder=_("封面上的全称")).strip()
    if field == "fiscal_year":
        years = list(range(date.today().year, FIRST_YEAR - 1, -1))
        return st.selectbox(_("年度"), years, index=None, key=key, placeholder=_("请选择"))
    kinds = [kind for kind in KINDS if kind not in ("unknown", "template")]
    return st.selectbox(_("文种"), kinds, index=None, format_func=lambda k: _(KINDS[k]), key=key, placeholder=_("请选择"))


def _ask_unit(report: Report, row: tuple) -> str | None:
    tables = library().tables(report.report).set_index("table_no")
    table = tables.loc[row.table_no]
    details = json.loads(row.details)
    where = _("第 {page} 页").format(page=details["page"]) if "page" in details else escaped(locator_name(details.get("locator", "")))
    label = _("《{table}》（{where}）的金额单位").format(table=escaped(table["title"] or name_of("table", table["table"])), where=where)
    return st.radio(label, list(definitions().money), index=None, key=f"unit_{report.report}_{row.table_no}", horizontal=True)
