"""A file taken away is told in the log: who, when, which file, by its fingerprint."""

import hashlib
from collections.abc import Callable

import streamlit as st

from core.store.library import Library
from pages.widgets.stock import library


def download(words: str, make: Callable[[], bytes], file: str, report: str = "", **shown: str) -> None:
    """A button that has `make` called on the click, not before, and tells the log what was taken away.

    `report`: whose it is, where it is of one report.  `shown`: what else `st.download_button` is told, its key among it.
    """
    st.download_button(words, data=told_in_log(library(), make, file, report), file_name=file, on_click="ignore", **shown)


def told_in_log(store: Library, make: Callable[[], bytes], file: str, report: str = "") -> Callable[[], bytes]:
    """Makes the same content, and tells the log of `store` once it is made.  `report`: whose it is, where it is of one report.

    Files are made on the click, outside the screen's own run, so the library is handed over.
    """

    def made() -> bytes:
        content = make()
        store.record("export", file, report, sha256=hashlib.sha256(content).hexdigest(), bytes=len(content))
        return content

    return made
