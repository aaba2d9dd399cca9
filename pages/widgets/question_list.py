"""The ready questions by theme, and any metric as a question of one's own."""

from itertools import groupby

import streamlit as st

from core.metrics.definition import metrics
from core.metrics.questions import Question, questions
from pages.widgets.address import remember
from pages.widgets.language import N_, _, language
from pages.widgets.metric_card import metric_words
from pages.widgets.plain import escaped, strong
from pages.widgets.stock import sentence

COLUMNS = 3
WAYS = {"rank": N_("排名"), "trend": N_("走势")}


def ask(key: str) -> None:
    """Go to a question, with the facets as they are."""
    remember(q=key, picked="", most="")


def question_list() -> None:
    """Draw all questions, and how every metric is computed."""
    themes = [(theme, list(of)) for theme, of in groupby(questions().values(), key=lambda each: each.theme)]
    columns = st.columns(COLUMNS, gap="medium")
    for number, (theme, of) in enumerate(themes):
        with columns[number % COLUMNS], st.container(key=f"theme_{theme}", gap=None):
            st.markdown(strong(sentence(f"theme_{theme}", {})))
            for each in of:
                _button(each)
    _own_question()
    with st.expander(_("{n} 个指标的算法和口径").format(n=len(metrics()))):
        for theme in dict.fromkeys(metric.theme for metric in metrics().values()):
            st.markdown(strong(sentence(f"theme_{theme}", {})))
            cards = [metric_words(metric, opened=False) for metric in metrics().values() if metric.theme == theme]
            st.html('<div class="rules">' + "".join(cards) + "</div>")


def _button(question: Question) -> None:
    title = escaped(question.title(language()))
    st.button(title, key=f"ask_{question.key}", type="tertiary", icon=":material/help_outline:", on_click=ask, args=(question.key,))


def _own_question() -> None:
    """Any metric, ranked or over the years."""
    names = {key: metric.text("name", language()) for key, metric in metrics().items()}
    with st.container(horizontal=True, vertical_alignment="bottom", key="own_question"):
        shown = {"format_func": names.get, "index": None, "placeholder": _("选一个指标"), "width": 420}
        wanted = st.selectbox(_("任选一个指标"), list(names), key="own_metric", **shown)
        ways = {"format_func": lambda key: _(WAYS[key]), "default": "rank", "required": True}
        way = st.segmented_control(_("怎么看"), list(WAYS), key="own_way", **ways)
        st.button(_("看结果"), disabled=wanted is None, on_click=ask, args=(f"{way}:{wanted}",))


def question_choice(question: Question) -> None:
    """The question being answered, another from the list, and the way back to all of them."""
    titles = {key: each.title(language()) for key, each in questions().items()}
    titles.setdefault(question.key, question.title(language()))
    st.session_state["question_choice"] = question.key
    st.selectbox(
        _("问题"),
        list(titles),
        format_func=titles.get,
        key="question_choice",
        on_change=lambda: ask(st.session_state["question_choice"]),
        label_visibility="collapsed",
        width=460,
    )
    st.button(_("全部问题"), on_click=ask, args=("",), type="tertiary", icon=":material/apps:")
