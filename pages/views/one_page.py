"""一页纸: four figures, where the money went, the years, three sentences and a line on a human scale; of a report or of all of a unit's."""

from pathlib import Path

import streamlit as st

from core.export.briefing_figures import ReportFigures
from core.model import Report
from core.version import VERSION
from pages.widgets.address import LIBRARY, asked, remember, report_link
from pages.widgets.balance_steps import steps_chart, why_not
from pages.widgets.language import _, language
from pages.widgets.one_page_figures import four_figures, human_scale, three_sentences
from pages.widgets.one_page_years import trend, years_of, years_table
from pages.widgets.plain import as_html, escaped
from pages.widgets.report_list import first_shown
from pages.widgets.stock import definitions, library, sentence
from pages.widgets.words import kind_name, unit_title, year_name

_SHEET = Path(__file__).parents[1] / "widgets" / "one_page.css"
_CHOICE = "one_page_choice"


def chosen() -> Report | None:
    """The report of the address, or the newest of the unit it names; else the one seen last, else the first."""
    kept = library().reports()
    if kept.empty:
        return None
    known = kept.set_index("report")
    of_unit = kept[(kept["unit_name"] == asked("unit")) & (asked("unit") != "")].sort_values("fiscal_year", na_position="first")
    wanted = asked("report") or (of_unit["report"].iloc[-1] if len(of_unit) else "") or st.session_state.get("report_seen", "")
    if (asked("report") or asked("unit")) and wanted not in known.index:
        st.warning(_("资料库里没有链接所指的报告，可能已经删除。下面是另一份。"), icon=":material/search_off:")
    report = wanted if wanted in known.index else first_shown(list(kept.itertuples()))
    remember(report=report, unit="")
    st.session_state["report_seen"] = st.session_state[_CHOICE] = report
    names = {row.report: f"{year_name(row.fiscal_year)}　{unit_title(row.unit_name)}（{kind_name(row.kind)}）" for row in kept.itertuples()}
    with st.container(horizontal=True, vertical_alignment="center", key="one_page_head"):
        st.selectbox(
            _("报告"),
            list(known.index),
            format_func=names.get,
            key=_CHOICE,
            on_change=lambda: remember(report=st.session_state[_CHOICE]),
            label_visibility="collapsed",
            width=560,
        )
        link = report_link(report, "overview")
        words, hint = _("打开报告"), _("按 Ctrl+P 打印成一页 A4")
        st.html(f'<a href="{as_html(link)}" target="_self">{as_html(words)}</a>　{as_html(hint)}')
    return library().known(report)


def page(report: Report) -> None:
    """Draw the page."""
    figures, years = ReportFigures(library(), report.report, definitions(), language()), years_of(report)
    span = f"{min(years)}–{max(years)}" if len(years) > 1 else ""
    title = _("{unit}　{year}").format(unit=unit_title(report.unit_name), year=year_name(report.fiscal_year))
    st.title(escaped(title), anchor=False)
    four_figures(report, figures)
    left, right = st.columns([11, 9], gap="medium")
    with left:
        st.subheader(_("从年初到年末"), anchor=False)
        topic = figures.balance()
        if why_not(topic):
            st.caption(why_not(topic))
        else:
            steps_chart(report, topic)
    with right:
        three_sentences(report, figures.told())
        human_scale(report)
    trend(report, years)
    if years:
        st.subheader(_("{span} 年度四个数").format(span=span) if span else _("四个数"), anchor=False)
        years_table(years)
    source = sentence("source", {"file": report.file, "sha8": report.sha256[:8], "version": VERSION})
    st.caption(escaped(source) + "　" + _("每句话都由读出的数字按固定句式生成；点页码看原页。"))


st.html(_SHEET)
report = chosen()
if report is None:
    st.title(_("一页纸"), anchor=False)
    st.markdown(_("资料库里还没有报告。请先拖入一份，或用示例报告试一试。"))
    if st.button(_("去资料库"), type="primary"):
        st.switch_page(LIBRARY)
else:
    page(report)
