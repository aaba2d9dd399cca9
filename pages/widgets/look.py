"""The look of every screen: one style sheet, and the sentence inside the drop area."""

import json
from pathlib import Path

import streamlit as st

from pages.widgets.language import _

_SHEET = Path(__file__).parent / "look.css"


def look() -> None:
    """Put the style sheet in place.  Call once per run."""
    st.html(_SHEET)
    words = json.dumps(_("把决算公开报告（PDF、Word、Excel、网页）拖到这里"), ensure_ascii=False)
    st.html(f"<style>:root {{ --drop-words: {words}; }} {_hidden_button()}</style>")


def _hidden_button() -> str:
    """The button that copies the source text of a chart is for programmers: out of sight, by its name in the language of the screen."""
    named = ", ".join(f"[aria-label={json.dumps(name, ensure_ascii=False)}]" for name in ("Copy Vega-Lite spec", _("复制图表代码")))
    return f'[data-testid="stElementToolbarButton"]:has(> * > :is({named})) {{ display: none; }}'


def ink() -> str:
    """The colour of text on a chart in the theme the reader has."""
    return "#e8edf2" if st.context.theme.type == "dark" else "#1b2733"
