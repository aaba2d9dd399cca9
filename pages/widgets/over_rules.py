"""The checks over several reports as the screen of the rules tells them: in words, with basis and what their examples come to."""

import streamlit as st

from core.over.example import example_of
from core.over.rules import Rule, rules
from pages.widgets.address import rule_link
from pages.widgets.language import _, language
from pages.widgets.plain import as_html
from pages.widgets.stock import definitions

OVER_SERIES = "OV"


def over_title(rule: Rule) -> str:
    """Its title in the language of the screen."""
    return rule.title if language() == "zh" else rule.title_en


def over_rules(words: str = "", of_class: str = "", severity: str = "") -> list[Rule]:
    """Those of the class and severity asked for that have all the words."""
    return [
        rule
        for rule in rules().values()
        if of_class in ("", rule.check_class)
        and severity in ("", rule.severity)
        and all(word in _text(rule) for word in words.casefold().split())
    ]


def over_entry(rule: Rule, opened: bool, marks: list[str]) -> str:
    """One check as HTML; `marks` stand beside its title."""
    at = 0 if language() == "zh" else 1
    told = [
        (_("核对依据"), f"<cite>{as_html(rule.basis)}</cite>"),
        (_("核对什么"), as_html(rule.what[at])),
        (_("什么情况也会不同"), as_html(rule.may_be[at])),
        (f"✓ {_('相符的例子')}", f"<q>{as_html(_example(rule.id, False, language()))}</q>"),
        (f"✕ {_('不符的例子')}", f"<q>{as_html(_example(rule.id, True, language()))}</q>"),
    ]
    lines = [f"<p>{as_html(name)}：{content}</p>" for name, content in told]
    more = "" if opened else f"　<a href='{as_html(rule_link(rule.id))}' target='_self'>{as_html(_('单独看这一项，或停用'))}</a>"
    head = f"<summary><b>{as_html(over_title(rule))}</b> <small>{as_html(' · '.join(marks))}</small></summary>"
    return f"<details{' open' if opened else ''}>{head}{''.join(lines)}<p class='id'>{as_html(rule.id)}{more}</p></details>"


@st.cache_data(show_spinner=False)
def _example(check: str, fails: bool, language: str) -> str:
    found = example_of(rules()[check], fails, definitions())
    return found.message if language == "zh" else found.message_en


def _text(rule: Rule) -> str:
    return " ".join([rule.id, rule.title, rule.title_en, rule.basis, *rule.what, *rule.may_be]).casefold()
