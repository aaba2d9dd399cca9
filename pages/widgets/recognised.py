"""What was read from pictures of pages says so, wherever it is shown."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from core.store.scanned import scanned_pages
from pages.widgets.language import _, ngettext
from pages.widgets.plain import doubtful
from pages.widgets.source_page import Note
from pages.widgets.stock import library


def recognised_pages(report: str) -> frozenset[int]:
    """The pages of a stored report that text recognition read."""
    return frozenset(page for _report, page in scanned_pages(library(), [report]))


def tell_recognised(report: str, pages: Iterable[float]) -> None:
    """Say how many of the figures on these pages, one each, were read from a picture; nothing where none was."""
    recognised = recognised_pages(report)
    read = [int(page) for page in pages if not pd.isna(page) and page in recognised]
    if read:
        numbers = ", ".join(map(str, sorted(set(read))))
        words = ngettext("{n} 个是扫描识别的（第 {pages} 页），可能有错，用到时请对照原页。", len(read))
        st.markdown(doubtful(words.format(n=len(read), pages=numbers)))


def scan_doubt(page: int | None, recognised: frozenset[int]) -> str:
    """The word for a figure on this page, "" where the page has text of its own."""
    return _("扫描识别") if page in recognised else ""


def scan_notes(page: int | None, recognised: frozenset[int]) -> tuple[Note, ...]:
    """What is said below a chosen figure on this page."""
    return (Note(_("扫描识别，请对照原页")),) if page in recognised else ()
