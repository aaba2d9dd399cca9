"""The answer to a query as bars or a line: which column is named, which is drawn, both in the address."""

import pandas as pd
import pyarrow as pa
import streamlit as st

from core.charts import queried
from core.charts.labels import Labels
from pages.widgets.address import asked, remember
from pages.widgets.answer_table import is_number, names, values
from pages.widgets.demo_mode import sized
from pages.widgets.language import N_, _, ngettext
from pages.widgets.look import ink

_LOOKED_AT = 50  # rows that tell whether a column holds names or only codes
FORMS = {"table": N_("表格"), "bars": N_("条形图"), "lines": N_("折线图")}


def choose_form(rows: pa.Table) -> str:
    """Table, bars or line; only the table where no column holds numbers."""
    numbers = [name for name, kind in zip(rows.column_names, rows.schema.types, strict=True) if is_number(kind)]
    offered = list(FORMS) if numbers and rows.num_rows else ["table"]
    st.session_state["answer_form"] = asked("chart") if asked("chart") in offered else "table"
    return st.segmented_control(
        _("显示方式"),
        offered,
        format_func=lambda form: _(FORMS[form]),
        required=True,
        key="answer_form",
        on_change=lambda: remember(chart="" if st.session_state["answer_form"] == "table" else st.session_state["answer_form"]),
        label_visibility="collapsed",
    )


def answer_chart(rows: pa.Table, form: str) -> None:
    """Draw the chosen columns; the table below it stays the place of exact figures."""
    numbers = [name for name, kind in zip(rows.column_names, rows.schema.types, strict=True) if is_number(kind)]
    others = [name for name in rows.column_names if name not in numbers] or rows.column_names
    with st.container(horizontal=True, vertical_alignment="bottom", key="answer_columns"):
        worded = [column for column in others if any(not text.isdecimal() for text in names(rows.slice(0, _LOOKED_AT), column))]
        name = _choose("x", _("名称列"), rows.column_names, (worded or others)[0])
        exact = [column for column in numbers if pa.types.is_decimal(rows.schema.field(column).type)]
        value = _choose("y", _("数值列"), numbers, (exact or numbers[::-1])[0])
    drawn = rows.slice(0, queried.MOST_MARKS)
    frame = pd.DataFrame({"name": names(drawn, name), "value": values(drawn, value), "text": names(drawn, value)})
    left = rows.num_rows - len(frame)
    labels = Labels(name, value)
    chart = queried.bars(frame.dropna(), labels, ink()) if form == "bars" else queried.lines(frame, labels, ink())
    st.altair_chart(sized(chart), key="answer_chart")
    if left > 0:
        st.caption(ngettext("图里是前 {most} 行，另有 {n} 行只在表里。", left).format(most=queried.MOST_MARKS, n=left))


def _choose(field: str, label: str, options: list[str], otherwise: str) -> str:
    key = f"answer_{field}"
    st.session_state[key] = asked(field) if asked(field) in options else otherwise
    return st.selectbox(label, options, key=key, on_change=lambda: remember(**{field: st.session_state[key]}), width=240)
