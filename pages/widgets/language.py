"""Chinese is the source language of every screen, English the translation (locale/README.md).

Write `_("资料库")`, `_("第 {page} 页").format(page=3)` and `ngettext("{n} 份报告", n).format(n=n)`: always one literal, filled afterwards,
because the catalogue is made by reading the source.  A constant above a function is marked with `N_` and translated where it is shown.
"""

import gettext
from pathlib import Path

import streamlit as st

LANGUAGES = {"zh": "中文", "en": "English"}
LOCALE = Path(__file__).resolve().parents[2] / "locale"

_KEPT = "language"  # the session's language: moving to another page empties the address
_WIDGET = "language_switch"


def language() -> str:
    """The language of this screen, `zh` or `en`: the address first (`?lang=en`), then what this session chose, then Chinese."""
    asked = st.query_params.get("lang")
    if asked in LANGUAGES:
        st.session_state[_KEPT] = asked
    return st.session_state.get(_KEPT, "zh")


def catalogue(code: str) -> gettext.NullTranslations:
    """The translations into `code`; for work outside a screen's own run (a download built on click) take it beforehand."""
    if code == "zh":
        return gettext.NullTranslations()
    return gettext.translation("juesuan", LOCALE, [code])


def _(text: str) -> str:
    """`text` in the language of this screen; Chinese where no translation exists.  The text is a literal, never an f-string."""
    return catalogue(language()).gettext(text) if text else text


def ngettext(text: str, n: int) -> str:
    """`text` in the language of this screen with its plural for `n`.  Chinese has one form, so only one is written."""
    return catalogue(language()).ngettext(text, text, n)


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for it
    """`text` unchanged: marks a constant for the catalogue; show it with `_(constant)`."""
    return text


def language_switch() -> None:
    """Draw the switch (call it inside `st.sidebar`); the choice stays in the address, so a copied link opens in the same language."""
    now = language()
    st.session_state[_WIDGET] = now
    label = {"label": "语言 / Language", "label_visibility": "collapsed"}
    st.radio(**label, options=list(LANGUAGES), format_func=LANGUAGES.get, key=_WIDGET, on_change=_switch, horizontal=True)
    if now != "zh" and st.query_params.get("lang") != now:
        st.query_params["lang"] = now


def _switch() -> None:
    """Before the next run: the chosen language replaces the one in the address."""
    chosen = st.session_state[_WIDGET]
    st.session_state[_KEPT] = chosen
    if chosen == "zh":
        st.query_params.pop("lang", None)
    else:
        st.query_params["lang"] = chosen
