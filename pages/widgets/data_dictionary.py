"""The data dictionary beside a query: every table and column with its meaning, in the language of the screen."""

import re
from itertools import groupby

import streamlit as st

from core.store.dictionary import described
from pages.widgets.language import _, language
from pages.widgets.plain import as_html
from pages.widgets.stock import library

_CODE = re.compile(r"`([^`]+)`")


def dictionary(height: int) -> None:
    """Draw it, one foldable entry per table."""
    entries = []
    for table, rows in groupby(described(library(), language()), key=lambda row: row[0]):
        listed = list(rows)
        about = _meaning(listed[0][3])
        columns = "".join(f"<tr><td><code>{as_html(row[1])}</code></td><td>{_meaning(row[3])}</td></tr>" for row in listed[1:])
        entries.append(f"<details><summary><code>{as_html(table)}</code> {about}</summary><table class='plain'>{columns}</table></details>")
    with st.container(height=height, key="dictionary"):
        st.caption(_("**数据字典**　表名和列名照此写；金额是整数，单位为分"))
        st.html('<div class="dictionary">' + "".join(entries) + "</div>")


def _meaning(text: str) -> str:
    """What stands between ` is a value as the database writes it."""
    return _CODE.sub(lambda found: f"<code>{found[1]}</code>", as_html(text))
