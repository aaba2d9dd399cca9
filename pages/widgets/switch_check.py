"""A check switched off for the whole library with a reason, and on again; what is off says so wherever it would have been."""

from collections.abc import Callable

import streamlit as st

from core.errors import LibraryError
from pages.widgets.asked_name import asked_name, keep_name
from pages.widgets.language import _
from pages.widgets.plain import escaped
from pages.widgets.stock import library, sentence


def switch_check(check: str) -> None:
    """The form of one check: a reason to switch it off, or the reason given and the way back."""
    why = library().switched_off().get(check)
    if why is not None:
        st.warning(_("这一项已停用，理由：{why}。各报告里它记为“未查”，不算通过。").format(why=escaped(why)), icon=":material/block:")
        who = asked_name(f"on_{check}")
        if st.button(_("恢复这一项"), key=f"switch_on_{check}", type="primary", disabled=not who):
            _decided(who, lambda: library().switch_on(check, who))
        return
    with st.expander(_("停用这一项"), icon=":material/block:"):
        st.caption(_("停用后，重新核对过的报告里这一项记为“未查”并写明理由，所有输出里都会出现；随时可以恢复。"))
        reason = st.text_input(_("停用的理由"), key=f"why_{check}").strip()
        who = asked_name(f"off_{check}")
        if st.button(_("停用"), key=f"switch_off_{check}", disabled=not (who and reason)):
            _decided(who, lambda: library().switch_off(check, reason, who))


def _decided(who: str, decide: Callable[[], int]) -> None:
    keep_name(who)
    try:
        decide()
    except LibraryError as error:
        st.error(escaped(sentence(error.code, error.details)), icon=":material/error:")
        return
    st.rerun()
