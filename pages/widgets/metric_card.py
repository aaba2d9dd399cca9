"""A metric in words, and what a value of it was made of: the cells, sentences and projects with their pages."""

import pandas as pd
import streamlit as st

from core.metrics.definition import Metric
from core.metrics.inputs import inputs
from pages.widgets.address import report_link
from pages.widgets.language import N_, _, language
from pages.widgets.plain import as_html
from pages.widgets.plain_table import Link, plain_table
from pages.widgets.stock import library, name_of
from pages.widgets.words import MEASURES, place_name, unit_title

FIELDS = {"formula": N_("算法"), "scope": N_("口径"), "undefined": N_("什么时候不计算")}
MOST_CELLS = 60


def metric_words(metric: Metric, opened: bool = True) -> str:
    """The card as HTML: name and unit, formula in words, scope, when it is undefined; marked where it is worked out."""
    lines = "".join(f"<p><b>{as_html(_(title))}</b>　{as_html(metric.text(field, language()))}</p>" for field, title in FIELDS.items())
    worked_out = f"<p>{as_html(_('推算：由说明里的增减额反推，报告没有直接印出。'))}</p>" if metric.estimated else ""
    unit = _("单位：{unit}").format(unit=metric.text("unit", language()))
    head = f"<summary><b>{as_html(metric.text('name', language()))}</b> <small>{as_html(unit)}</small></summary>"
    return f"<details{' open' if opened else ''}>{head}{lines}{worked_out}</details>"


def contributing(rows: pd.DataFrame) -> None:
    """Draw what the values of these rows of an answer were made of, a line each, leading to the page."""
    found = inputs(library(), rows)
    if found.empty:
        report = next(filter(None, rows["report"]), "")
        target = report_link(report, "checks")
        st.html(f'<p><a href="{as_html(target)}" target="_self">{as_html(_("这个数是数出来的，请在报告里看每一项。"))}</a></p>')
        return
    several = found["report"].nunique() > 1
    heads = [*([_("单位")] if several else []), _("出处"), _("内容"), _("页"), _("印出的数")]
    lines = [_line(row, several) for row in found.head(MOST_CELLS).itertuples(index=False)]
    plain_table(heads, lines, numbers=2)
    if len(found) > MOST_CELLS:
        st.caption(_("只列出最大的 {shown} 个，共 {n} 个。").format(shown=MOST_CELLS, n=len(found)))


def _line(row: tuple, several: bool) -> list[str | Link]:
    place = place_name(None if pd.isna(row.page) else int(row.page), row.locator)
    texts = {"fact": _of_fact, "statement": _of_statement, "project": _of_project}[row.kind](row)
    source, what, target = texts
    unit = [unit_title(row.unit_name)] if several else []
    return [*unit, source, what, Link(place, target), Link(f"{row.printed} {row.unit}".strip(), target)]


def _of_fact(row: tuple) -> tuple[str, str, str]:
    what = f"{row.name} · {name_of('column', row.column)}"
    return row.title, what, report_link(row.report, "tables", table=str(int(row.table_no)), cell=row.cell)


def _of_statement(row: tuple) -> tuple[str, str, str]:
    what = f"{row.name} · {_(MEASURES.get(row.column, row.column))}"
    return row.title, what, report_link(row.report, "narrative", statement=str(row.number))


def _of_project(row: tuple) -> tuple[str, str, str]:
    return _("绩效自评表"), f"{row.name} · {_(MEASURES['score'])}", report_link(row.report, "performance", project=str(row.number))
