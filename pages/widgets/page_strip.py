"""A strip of page numbers: the address says which is shown, also after a link or the back button changed it."""

import streamlit as st

from pages.widgets.address import remember


def page_strip(pages: int, now: int, key: str, name: str = "piece", **forgets: str) -> int:
    """Draw the strip with `now` chosen, or what is nearest to it; the number shown, from 1.

    Another number goes into the address under `name`; `forgets`: what else is written there then.
    """
    st.session_state[key] = min(max(now, 1), pages)
    return st.pagination(pages, key=key, on_change=lambda: remember(**{name: str(st.session_state[key])}, **forgets))
