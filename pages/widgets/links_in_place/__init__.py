"""Links between the screens, followed without loading the program again in the browser."""

from collections.abc import Iterable
from pathlib import Path

import streamlit as st

_mount = st.components.v2.component("links_in_place", js=(Path(__file__).parent / "links.js").read_text(encoding="utf-8"))


def links_in_place(screens: Iterable[str]) -> None:
    """Have links to these screens followed in place.  `screens`: last parts of their addresses.  Call once per run, anywhere."""
    with st.container(key="links_in_place"):
        _mount(data={"screens": list(screens)}, key="links_in_place_script")
