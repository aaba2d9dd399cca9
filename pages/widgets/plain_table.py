"""A small table as real HTML: readable by screen readers and by the browser's own search.  Everything in it is text."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from pages.widgets.plain import as_html


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads to another view."""

    text: str
    target: str


def plain_table(heads: Sequence[str], rows: Sequence[Sequence[str | Link]], numbers: int, caption: str = "") -> None:
    """Draw it; the last `numbers` columns are amounts: right aligned, digits of one width."""
    first = len(heads) - numbers
    style = ['class="text"'] * first + ['class="number"'] * numbers
    head = "".join(f"<th scope='col' {s}>{as_html(text)}</th>" for text, s in zip(heads, style, strict=True))
    body = "".join("<tr>" + "".join(f"<td {s}>{_cell(cell)}</td>" for cell, s in zip(row, style, strict=True)) + "</tr>" for row in rows)
    said = f"<caption>{as_html(caption)}</caption>" if caption else ""
    st.html(f'<table class="plain">{said}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')


def _cell(cell: str | Link) -> str:
    if isinstance(cell, Link):
        return f'<a href="{as_html(cell.target)}" target="_self">{as_html(cell.text)}</a>'
    return as_html(cell)
