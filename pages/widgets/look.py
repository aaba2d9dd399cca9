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
    st.html(f"<style>:root {{ --drop-words: {words}; }}</style>")


def ink() -> str:
    """The colour of text on a chart in the theme the reader has."""
    return "#e8edf2" if st.context.theme.type == "dark" else "#1b2733"
