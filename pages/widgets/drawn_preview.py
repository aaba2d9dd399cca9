"""What a drawn table would be read as: its rows, how many figures, what could not be placed, and whether the sums hold."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from core.model import Drawing, Table
from core.redraw import tried
from core.tables.own_sums import broken_sums, covered_share
from pages.widgets.drawn_columns import heading_name
from pages.widgets.language import _, language, ngettext
from pages.widgets.plain import doubtful, escaped, strong, wanting
from pages.widgets.plain_table import plain_table
from pages.widgets.stock import definitions, name_of

_MOST_ROWS = 40
_MOST_PROBLEMS = 3


def told(paths: Sequence[Path], drawings: Sequence[Drawing]) -> Table | None:
    """Say what the drawings of one table give; the table where there is something to keep.  The last drawing is the one being made."""
    if not drawings[-1].unit:
        st.markdown(doubtful(_("请先选金额单位")))
        return None
    table = tried(paths, drawings, definitions())
    if table is None or not table.facts:
        st.markdown(doubtful(_("还读不出数字：请看范围和竖线是否对，各栏是否都选了")))
    if table is None:
        return None
    if table.facts:
        _sums(table)
    for problem in table.problems[:_MOST_PROBLEMS]:
        st.markdown(wanting(escaped(definitions().message(problem.kind, language(), **problem.details))))
    return table


def _sums(table: Table) -> None:
    read = strong(ngettext("读出 {n} 个数字", len(table.facts)).format(n=len(table.facts)))
    broken = broken_sums(table.facts)
    if broken:
        names = "、".join(dict.fromkeys(escaped(each.total.line_name) for each in broken[:3]))
        st.markdown(read + "　" + wanting(_("合计对不上：{lines}。请看竖线有没有切错").format(lines=names)))
    elif any(fact.source == "ocr" for fact in table.facts):
        st.markdown(read + "　" + doubtful(_("扫描识别，请对照原页")))
    elif covered_share(table.facts) > 0:
        st.markdown(read + "　:green[**✓**]　" + _("各项合计对得上"))
    else:
        st.markdown(read + "　" + _("这张表没有可以验证的合计，请对照原页"))


def rows_as_cut(table: Table, drawing: Drawing) -> None:
    """Draw the rows of this page as the lines cut them, under what each column is said to hold."""
    st.markdown(strong(_("照这样读出来")))
    definition = definitions().tables[drawing.table]
    cells = [cell for cell in table.cells if cell.place.page == drawing.page]
    numbers = sorted({cell.row for cell in cells})[:_MOST_ROWS]
    rows = [["" for _heading in drawing.headings] for _number in numbers]
    at = {number: index for index, number in enumerate(numbers)}
    for cell in cells:
        if cell.row in at and cell.column < len(drawing.headings):
            rows[at[cell.row]][cell.column] = "".join(cell.text.split("\n"))
    heads = [heading_name(key, definition) for key in drawing.headings]
    caption = _("{table}，第 {page} 页").format(table=name_of("table", drawing.table), page=drawing.page)
    if rows:
        with st.container(height=320, border=True):
            plain_table(heads, rows, numbers=0, caption=caption)
