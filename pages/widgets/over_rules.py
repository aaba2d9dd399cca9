"""The checks over several reports as the screen of the rules tells them: in words, with basis and what their examples come to."""

import streamlit as st

from core.over.example import example_of
from core.over.rules import Rule, rules
from pages.widgets.language import _, language
from pages.widgets.plain import as_html
from pages.widgets.stock import definitions


def over_told(rule: Rule) -> list[str]:
    """What is said of one check, a paragraph of HTML each."""
    at = 0 if language() == "zh" else 1
    told = [
        (_("核对依据"), f"<cite>{as_html(rule.basis)}</cite>"),
        (_("核对什么"), as_html(rule.what[at])),
        (_("什么情况也会不同"), as_html(rule.may_be[at])),
        (f"✓ {_('相符的例子')}", f"<q>{as_html(_example(rule.id, False, language()))}</q>"),
        (f"✕ {_('不符的例子')}", f"<q>{as_html(_example(rule.id, True, language()))}</q>"),
    ]
    return [f"<p>{as_html(name)}：{content}</p>" for name, content in told]


@st.cache_data(show_spinner=False)
def _example(check: str, fails: bool, language: str) -> str:
    found = example_of(rules()[check], fails, definitions())
    return found.message if language == "zh" else found.message_en
