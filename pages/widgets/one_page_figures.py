"""The four figures of one page, its three sentences and its line on a human scale; every one with its page."""

import streamlit as st

from core.export.briefing_figures import HEADLINES, Figure, ReportFigures, Topic
from core.metrics.definition import metrics
from core.metrics.values import undefined, values
from core.model import Report
from pages.widgets.address import report_link
from pages.widgets.language import _, language
from pages.widgets.plain import as_html
from pages.widgets.stock import library, sentence

PER_HEAD = "three_public_per_head"
_NOT_PER_HEAD = {"several": "one_page_several_staff", "no_table": "one_page_no_three_public"}


def four_figures(report: Report, figures: ReportFigures) -> None:
    """Draw the four cards; what a figure means stands below it and over it on hover."""
    cards = "".join(_card(report, key, figures.headline(key)) for key in HEADLINES)
    st.html(f'<div class="four">{cards}</div>')


def three_sentences(report: Report, topics: list[Topic]) -> None:
    """Draw the sentences, each with the pages of its figures."""
    lines = "".join(f"<li>{as_html(topic.sentence)} {_pages(report, topic.figures)}</li>" for topic in topics)
    st.html(f'<ol class="told">{lines}</ol>')


def human_scale(report: Report) -> None:
    """Draw the line per head, or why there is none."""
    found = values(library(), PER_HEAD, [report.report])
    if found.empty:
        st.caption(_not_per_head(report))
        return
    metric = metrics()[PER_HEAD]
    text = sentence("one_page_per_head", {"yuan": f"{float(found['value'].iloc[0]):,.0f}"})
    words = {"formula": metric.text("formula", language()), "scope": metric.text("scope", language())}
    told = str(found["statements"].iloc[0]).split(";")[0]
    link = report_link(report.report, "narrative", statement=told)
    basis, where = as_html(sentence("one_page_per_head_basis", words)), _("看人数出处")
    st.html(
        f'<p class="human"><b>{as_html(text)}</b> <a href="{as_html(link)}" target="_self">{as_html(where)}</a></p>'
        f'<p class="basis">{basis}</p>'
    )


def _not_per_head(report: Report) -> str:
    reason = undefined(library(), PER_HEAD, [report.report])["reason"].iloc[0]
    return sentence(_NOT_PER_HEAD.get(reason, "one_page_no_staff"), {})


def _card(report: Report, key: str, figure: Figure | None) -> str:
    name, basis = sentence(f"one_page_{key}", {}), sentence(f"one_page_basis_{key}", {})
    if figure is None:
        told = f"<b>—</b><span>{as_html(sentence('one_page_no_figure', {}))}</span>"
    else:
        told = f"<b>{as_html(figure.text)}</b><span>{_link(report, figure)}</span>"
    return f'<section title="{as_html(basis)}"><h4>{as_html(name)}</h4>{told}<small>{as_html(basis)}</small></section>'


def _pages(report: Report, figures: tuple[Figure, ...]) -> str:
    """A link to each page, at the first of its figures."""
    by_page = {figure.page: figure for figure in reversed(figures)}
    return " ".join(_link(report, by_page[page]) for page in sorted(by_page, key=lambda page: page or 0))


def _link(report: Report, figure: Figure) -> str:
    where = report_link(report.report, "tables", table=str(figure.table_no), cell=figure.cell)
    words = _("第 {page} 页").format(page=figure.page) if figure.page else _("看原表")
    return f'<a href="{as_html(where)}" target="_self">{as_html(words)}</a>'
