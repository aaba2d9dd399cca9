"""A formula just written, tried on a report: what each of its instances comes to, with the way to the report."""

import streamlit as st

from core.checks.catalogue import catalogue
from core.checks.shown import tried
from core.errors import DefinitionError
from core.export.kept_ledger import kept_ledger
from core.ledger import Ledger
from core.model import Finding
from pages.widgets.address import asked, remember, report_link
from pages.widgets.language import _, ngettext
from pages.widgets.plain import escaped
from pages.widgets.plain_table import Link, plain_table
from pages.widgets.stock import definitions, library, sentence
from pages.widgets.verdict_strip import KINDS, message_of
from pages.widgets.words import unit_title, year_name

_MOST_SHOWN = 50


@st.cache_resource(show_spinner=False, max_entries=4)
def _ledger(folder: str, report: str, at: str) -> Ledger:
    """The ledger of a report as it was at a time."""
    return kept_ledger(library(), report, definitions())


def formula_trial() -> None:
    """The form and what came of it; both stay in the address."""
    with st.expander(_("试一试一个公式"), expanded=bool(asked("formula")), icon=":material/function:"):
        reports = library().reports()
        if reports.empty:
            st.caption(_("资料库里还没有报告，先到资料库拖入一份。"))
            return
        names = {row.report: _name(row) for row in reports.itertuples()}
        first = asked("on") if asked("on") in names else next(iter(names))
        with st.form("formula_trial", border=False):
            report = st.selectbox(_("用哪份报告试"), list(names), index=list(names).index(first), format_func=names.get)
            text = st.text_input(_("公式"), asked("formula") or _example(), help=_("写法：表名[行, 栏]，可以用 + - * / SUM( ) 和 = >= <="))
            each = st.text_input(_("逐一核对（可以不填）"), asked("each"))
            if st.form_submit_button(_("试一试"), type="primary"):
                remember(formula=text.strip(), each=each.strip(), on=report)
                st.rerun()
        if asked("formula"):
            _outcome(asked("formula"), asked("each"), first)


def _example() -> str:
    """A formula of the catalogue to begin with: a sum of single figures."""
    single = (formula.text for check in catalogue() for formula in check.formulas if formula.each is None)
    return next((text for text in single if "+" in text), "")


def _name(row: tuple) -> str:
    return f"{year_name(row.fiscal_year)}　{unit_title(row.unit_name)}"


def _outcome(text: str, each: str, report: str) -> None:
    try:
        found = tried(text, _ledger(str(library().folder), report, str(library().imported_at(report))), each)
    except DefinitionError as error:
        st.warning(escaped(sentence(error.code, error.details)), icon=":material/edit:")
        return
    st.markdown(ngettext("算了 {n} 处", len(found)).format(n=len(found)))
    plain_table([_("结果"), _("算出来的"), _("相差"), _("原页")], [_row(each, report) for each in found[:_MOST_SHOWN]], numbers=0)
    if len(found) > _MOST_SHOWN:
        st.caption(_("其余 {n} 处没有列出。").format(n=len(found) - _MOST_SHOWN))


def _row(found: Finding, report: str) -> list[str | Link]:
    sign, _colour, word = KINDS[found.state]
    page = next(iter(found.pages), None)
    where = Link(_("第 {page} 页").format(page=page), report_link(report, "tables")) if page else ""
    return [f"{sign} {_(word)}", message_of(found), found.difference, where]
