"""The name of who works here: asked once, kept in the library, changed any time; nothing is decided without one."""

import streamlit as st

from pages.widgets.language import _
from pages.widgets.stock import library

MOST = 40  # characters
_OPEN = "name_asked"


def asked_name(key: str) -> str:
    """A field for the name where none is known yet; the name, "" while it is missing."""
    known = library().person()
    if known:
        return known
    hint = _("会记在每一处更正和说明里，只存在本机")
    return st.text_input(_("您的姓名"), key=f"name_{key}", max_chars=MOST, placeholder=hint).strip()


def keep_name(name: str) -> None:
    """Keep the name for the next time."""
    if name and name != library().person():
        library().name_person(name)


def ask_for_name() -> None:
    """Have the window opened that asks for it before the first decision (`name_window`)."""
    st.session_state[_OPEN] = True


def name_window() -> None:
    """The window, while it is asked for.  Call once per run where decisions are made."""
    if st.session_state.get(_OPEN):
        st.dialog(_("请先写上姓名"), on_dismiss=_close)(_window)()


def _close() -> None:
    st.session_state.pop(_OPEN, None)


def _window() -> None:
    name = asked_name("window")
    if st.button(_("确定"), type="primary", disabled=not name):
        keep_name(name)
        _close()
        st.rerun()
