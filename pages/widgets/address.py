"""The address of a screen: what it shows can be read from it, so a copied link opens the same view."""

from urllib.parse import urlencode, urlsplit

import streamlit as st

from core.export.back_link import ADDRESS
from pages.widgets.language import language

REPORT = "pages/views/report.py"
LIBRARY = "pages/views/library.py"


def asked(name: str) -> str:
    """What the address says under this name, or ""."""
    return st.query_params.get(name, "")


def asked_number(name: str, otherwise: int) -> int:
    """The whole number the address says under this name, or `otherwise`."""
    return int(asked(name)) if asked(name).isdecimal() else otherwise


def remember(**values: str) -> None:
    """Write into the address; "" removes a name."""
    for name, value in values.items():
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)


def open_report(report: str, tab: str, **more: str) -> None:
    """Go to a report.  Ends this run."""
    st.switch_page(REPORT, query_params=_with_language(report=report, tab=tab, **more))


def report_link(report: str, tab: str, **more: str) -> str:
    """The link of a view of a report, relative to any screen."""
    return "report?" + urlencode(_with_language(report=report, tab=tab, **more))


def rule_link(check: str) -> str:
    """The link of one check on the screen of the rules, relative to any screen."""
    return "rules?" + urlencode(_with_language(check=check))


def own_address() -> str:
    """Where this program answers the reader's browser, with a slash at the end: the beginning of links in files taken away."""
    found = urlsplit(st.context.url or "")
    return f"{found.scheme}://{found.netloc}/" if found.netloc else ADDRESS


def _with_language(**values: str) -> dict[str, str]:
    return {**values, "lang": "en"} if language() == "en" else values


def changed_link(screen: str, **values: str) -> str:
    """The link of this view with some of its address changed; "" takes a name out."""
    kept = {**st.query_params.to_dict(), **values}
    return f"{screen}?" + urlencode({name: value for name, value in kept.items() if value})
