"""分析: choose reports by facets, ask a ready question, get a chart, its table and a sentence; every figure leads to its page."""

import pandas as pd
import streamlit as st

from core.metrics.answers import MOST, Answer, answer
from core.metrics.facets import faceted
from core.metrics.questions import Question, question
from core.metrics.spikes import spikes
from core.metrics.telling import displays, reason, sentence
from core.metrics.values import known
from pages.widgets.address import LIBRARY, asked, remember, report_link
from pages.widgets.facets import facet_row
from pages.widgets.language import _, language, ngettext
from pages.widgets.metric_card import contributing, metric_words
from pages.widgets.plain import as_html, escaped, strong
from pages.widgets.question_chart import question_chart, question_table, shown_rows
from pages.widgets.question_list import question_choice, question_list
from pages.widgets.stock import definitions, library
from pages.widgets.words import unit_title, year_name

MORE = 50  # how many marks are shown when more are asked for
_MOST_NAMED = 6


def show_answer(asked_question: Question, found: Answer) -> None:
    """The sentence, the chart, the table under it; beside them what a chosen part is made of, the scope, and what is not among it."""
    st.markdown(strong(escaped(sentence(found, definitions(), language()))))
    left, right = st.columns([3, 2], gap="medium")
    with left:
        if not found.frame.empty:
            shown = shown_rows(found)
            question_chart(found, shown)
            _more(found)
            question_table(found, shown)
            _spikes(found)
    with right:
        _picked(found)
        _words(asked_question, found)
        _left_out(found)


def _more(found: Answer) -> None:
    """What is not drawn, and the way to it where there is room."""
    if not found.more:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        if found.question.chart == "trend":
            st.caption(_("另有 {n} 个单位没有画出：线多了分不清。请在上面选单位。").format(n=found.more))
        else:
            st.caption(_("另有 {n} 个没有画出。").format(n=found.more))
            if not asked("most"):
                st.button(_("多看一些"), type="tertiary", on_click=lambda: remember(most=str(MORE)))


def _spikes(found: Answer) -> None:
    """Large changes, each with the sentence that tells it."""
    if found.question.chart != "trend":
        return
    for change in spikes(library(), found.frame[found.frame["gap"] == ""]).itertuples():
        display = displays(found)[found.question.metrics[0]]
        words = _("{unit} {year} 年度由 {before} 变为 {after}，变化超过 30% 且超过 100 万元。").format(
            unit=unit_title(change.unit_name),
            year=change.year,
            before=display.told(change.before, definitions(), language()),
            after=display.told(change.after, definitions(), language()),
        )
        if not change.sentence:
            unexplained = _("说明未解释这一变化")
            st.markdown(f"{escaped(words)} **{unexplained}**")
            continue
        target = report_link(change.report, "narrative", statement=str(int(change.statement_no)))
        told = f'<q>{as_html(change.sentence)}</q> <a href="{as_html(target)}" target="_self">{as_html(_("看说明"))}</a>'
        st.html(f"<p>{as_html(words)}</p><p>{told}</p>")


def _picked(found: Answer) -> None:
    """The cells behind the part of the chart that was chosen."""
    rows = found.frame[(found.frame["key"] == asked("picked")) & (found.frame["gap"] == "")]
    if rows.empty:
        st.caption(_("点图上的一条或表里的一个数，看它由哪些格子算出、印在哪一页。"))
        return
    first = rows.iloc[0]
    shown = displays(found)
    title = f"{unit_title(first['unit_name'])}　{year_name(first['year'])}"
    values = [
        f"{known(row.metric).text('name', language()) if row.metric else ''} {shown[row.metric].told(row.value, definitions(), language())}"
        for row in rows.itertuples()
    ]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(strong(escaped(title)))
        st.button(_("收起"), type="tertiary", on_click=lambda: remember(picked=""))
    st.markdown(escaped("；".join(values)))
    _place(found, str(first["key"]))
    contributing(rows)


def _place(found: Answer, key: str) -> None:
    """The place in a ranking; with fewer than five units a place says nothing."""
    if found.question.chart != "ranking" or len(found.whole) < 5:
        return
    value = float(found.whole.set_index("key")["value"].get(key))
    above = int((found.whole["value"].astype("float64") > value).sum())
    st.caption(_("从高到低第 {place} 位，共 {n} 个单位。").format(place=above + 1, n=len(found.whole)))


def _words(asked_question: Question, found: Answer) -> None:
    """The scope of the question and of its metrics."""
    cards = [metric_words(known(name), opened=len(asked_question.metrics) < 3) for name in asked_question.metrics]
    if asked_question.chart == "classes":
        st.caption(_("口径：支出决算表的类级科目，各报告同一编码相加，含各种资金来源。"))
    if cards:
        st.html('<div class="rules">' + "".join(cards) + "</div>")
    if asked_question.note(language()):
        st.caption(escaped(asked_question.note(language())))
    if found.frame["estimated"].any():
        st.caption(_("带“推算”的数（空心点）由下一年度说明里的增减额反推，报告没有直接印出。"))
    st.caption(_("只用决算报告，每个单位每个年度取最新一版；预算、空白模板不在内。"))


def _left_out(found: Answer) -> None:
    """The reports without the figure, named with the reason; and how many speak of other years."""
    out = found.left_out
    if len(out):
        st.markdown(strong(ngettext("没有算进来的报告 {n} 份", len(out)).format(n=len(out))))
        names = [_absent(row) for _number, row in out.iterrows()]
        lines = "".join(f"<li>{line}</li>" for line in names[:_MOST_NAMED])
        st.html(f'<ol class="found">{lines}</ol>')
        if len(names) > _MOST_NAMED:
            with st.expander(_("其余 {n} 份").format(n=len(names) - _MOST_NAMED)):
                lines = "".join(f"<li>{line}</li>" for line in names[_MOST_NAMED:])
                st.html(f'<ol class="found" start="{_MOST_NAMED + 1}">{lines}</ol>')
    if found.other_years:
        st.caption(_("另有 {n} 份是其他年度的，请用上面的“年度”选择。").format(n=found.other_years))


def _absent(row: pd.Series) -> str:
    target = report_link(row["report"], "tables")
    name = f"{unit_title(row['unit_name'])} {year_name(row['year'])}"
    return f'<a href="{as_html(target)}" target="_self">{as_html(name)}</a>：{as_html(reason(row, definitions(), language()))}'


def most_marks(chart: str) -> int | None:
    """How many marks the address asks for; None for as many as can be told apart."""
    return MORE if asked("most") and chart in ("ranking", "shares", "classes") and MOST[chart] < MORE else None


st.title(_("分析"), anchor=False)
choices = faceted(library())
if choices.reports.empty:
    st.markdown(_("资料库里还没有决算报告。请先拖入几份，或用示例报告试一试。"))
    if st.button(_("去资料库"), type="primary"):
        st.switch_page(LIBRARY)
else:
    reports = choices.narrowed(facet_row(choices))
    wanted = question(asked("q"))
    with st.container(horizontal=True, vertical_alignment="center", key="question_head"):
        if wanted:
            question_choice(wanted)
        st.caption(ngettext("选中 {n} 份报告", len(reports)).format(n=len(reports)))
    if wanted:
        show_answer(wanted, answer(library(), wanted, choices, reports, most_marks(wanted.chart)))
    else:
        if asked("q"):
            st.warning(_("没有链接所指的问题。下面是全部问题。"), icon=":material/search_off:")
        question_list()
