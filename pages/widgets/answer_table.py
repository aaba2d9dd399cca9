"""The rows of an answer as real HTML, a piece at a time: numbers to the right, everything exactly as the database has it."""

import re
from collections.abc import Sequence
from decimal import Decimal

import pyarrow as pa
import streamlit as st

from core.export.answer import plain
from pages.widgets.address import asked_number
from pages.widgets.language import _
from pages.widgets.page_strip import page_strip
from pages.widgets.plain import as_html

PIECE = 100  # rows drawn at once


def is_number(kind: pa.DataType) -> bool:
    """Whether a column holds numbers."""
    return pa.types.is_integer(kind) or pa.types.is_decimal(kind) or pa.types.is_floating(kind)


def answer_table(rows: pa.Table) -> None:
    """Draw the piece of the address (`piece`, from 1), with a way to the others."""
    pieces = max(1, -(-rows.num_rows // PIECE))
    piece = page_strip(pieces, asked_number("piece", 1), "answer_piece") if pieces > 1 else 1
    shown = rows.slice((piece - 1) * PIECE, PIECE)
    style = ["number" if is_number(kind) else "text" for kind in rows.schema.types]
    head = "".join(f"<th scope='col' class='{s}'>{as_html(name)}</th>" for name, s in zip(rows.column_names, style, strict=True))
    body = "".join("<tr>" + _cells(row, style) + "</tr>" for row in zip(*(names(shown, name) for name in rows.column_names), strict=True))
    st.html(f'<div class="answer"><table class="plain"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>')


def _cells(row: Sequence[str], style: Sequence[str]) -> str:
    return "".join(f"<td class='{s}'>{as_html(text)}</td>" for text, s in zip(row, style, strict=True))


def values(rows: pa.Table, column: str) -> list[float | None]:
    """A column of numbers for drawing."""
    return [None if value is None else float(value) for value in rows.column(column).to_pylist()]


def names(rows: pa.Table, column: str) -> list[str]:
    """A column as text: decimals with their thousands apart, nothing as a word."""
    return [_said(value) for value in rows.column(column).to_pylist()]


def _said(value: object) -> str:
    text = plain(value)
    if text is None:
        return _("（空）")
    if not isinstance(value, Decimal) or not value.is_finite():
        return text
    sign, whole, rest = re.fullmatch(r"(-?)(\d+)(.*)", text).groups()
    return f"{sign}{int(whole):,}{rest}"
