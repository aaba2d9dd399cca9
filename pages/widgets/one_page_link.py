"""The way from a report to its one page."""

from urllib.parse import urlencode

import streamlit as st

from pages.widgets.language import _, language
from pages.widgets.plain import as_html


def one_page_address(report: str, **more: str) -> str:
    """The link of the one page of a report, relative to any screen."""
    return "one_page?" + urlencode({"report": report, **more} | ({"lang": "en"} if language() == "en" else {}))


def one_page_link(report: str) -> None:
    """Draw the link."""
    words = _("一页纸")
    st.html(f'<a href="{as_html(one_page_address(report))}" target="_self">{as_html(words)}</a>')
