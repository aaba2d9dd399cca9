"""手动画表: a table that was not found or misread, drawn on its page by hand, read by these lines, and kept."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path

import pandas as pd
import streamlit as st

from core.errors import LibraryError, ReportError
from core.model import Drawing, Report
from core.redraw import files_of, offered, suggested, with_headings
from core.reread import reread
from core.tables.drawn import choices
from pages.widgets.address import asked_number, remember
from pages.widgets.drawn_columns import heading_name
from pages.widgets.drawn_preview import rows_as_cut, told
from pages.widgets.language import _, ngettext
from pages.widgets.page_lines import drawn_lines, page_lines
from pages.widgets.pictures import page_images
from pages.widgets.plain import escaped, strong
from pages.widgets.stock import definitions, library, name_of, sentence

_HELPED = ("missing", "listed_only")
_SAME = 0.5  # points a column may move and keep what it holds


def entrance(report: Report, table: pd.Series, asks: bool) -> None:
    """The button that leads here from a table: loud where it was not found or misread; says so where another report has a drawing."""
    key = table["table"]
    if key not in definitions().tables or library().pages(report.report).empty:
        return
    kept = [drawing for drawing in library().drawings(report.report) if drawing.table == key]
    ready = offered(library(), report.report).get(key, [])
    if ready:
        st.info(_("这个单位另一份报告里的同一张表画过线，可以照用。打开看一眼，合适就点“保存并读取”。"), icon=":material/history:")
    label = _("照另一份报告的画线读取") if ready else _("修改手动画的线") if kept else _("手动画表")
    kind = "primary" if ready or asks or table["state"] in _HELPED else "tertiary"
    start = ready or kept
    page = start[0].page if start else 1 if pd.isna(table["first_page"]) else int(table["first_page"])
    st.button(label, key="draw_table", type=kind, icon=":material/draw:", on_click=remember, kwargs={"draw": key, "page": str(page)})


def show(report: Report, key: str) -> None:
    """Draw the screen for one table."""
    left, right = st.columns([3, 2], gap="medium")
    with left:
        st.markdown(strong(_("手动画表：{table}").format(table=escaped(name_of("table", key)))))
        number = _page(report)
    try:
        paths = files_of(library(), report.report)
        state = _begin(report, key, number, paths)
        with left:
            _lines(report, state, paths)
    except (LibraryError, ReportError) as error:
        st.error(escaped(sentence(error.code, error.details)), icon=":material/hide_image:")
        return
    with right:
        drawing = _unit(state)
        table = told(paths, [*_others(report, drawing), drawing])
        _buttons(report, drawing, readable=table is not None and len(table.facts) > 0)
        _columns(state)
        if table is not None:
            rows_as_cut(table, drawing)


def _page(report: Report) -> int:
    st.session_state["draw_page"] = min(max(asked_number("page", 1), 1), report.pages)
    chosen = partial(_page_chosen, "draw_page")
    return int(st.number_input(_("画在第几页"), 1, report.pages, key="draw_page", on_change=chosen, width=160))


def _page_chosen(key: str) -> None:
    remember(page=str(st.session_state[key]))


def _begin(report: Report, key: str, number: int, paths: Sequence[Path]) -> str:
    """Where the drawing of this page is kept while it is made: the kept one, that of another year, or a first guess to begin with."""
    state = f"drawing_{report.report}_{key}_{number}"
    if state not in st.session_state:
        kept = [drawing for drawing in library().drawings(report.report) if drawing.table == key]
        elsewhere = offered(library(), report.report).get(key, [])
        here = [drawing for drawing in [*kept, *elsewhere] if drawing.page == number]
        begun = here[0] if here else suggested(paths, key, number, definitions(), [*kept, *elsewhere])
        st.session_state[state], st.session_state[f"{state}_revision"] = begun, 0
    return state


def _others(report: Report, drawing: Drawing) -> list[Drawing]:
    """What is kept of the same table on other pages."""
    same = [kept for kept in library().drawings(report.report) if kept.table == drawing.table]
    return [kept for kept in same if kept.page != drawing.page]


def _lines(report: Report, state: str, paths: Sequence[Path]) -> None:
    drawing, revision = st.session_state[state], st.session_state[f"{state}_revision"]
    page = page_images(report.report, report.sha256, [drawing.page])[0]
    page_lines(page, drawing, f"lines_{state}", revision, partial(_drawn, report, state, paths))
    with st.expander(_("用数字写线的位置（不用鼠标时）")):
        size = {"width": page.width, "height": page.height}
        st.caption(_("单位是点，从页面左上角量起；这一页宽 {width}、高 {height}。用逗号隔开。").format(**size))
        for name, label in (("area", _("范围：左, 上, 右, 下")), ("columns", _("竖线")), ("rows", _("横线（可以空着）"))):
            written = f"{name}_{state}"
            area = drawing.area
            values = (area.x0, area.top, area.x1, area.bottom) if name == "area" else getattr(drawing, name)
            st.session_state[written] = ", ".join(f"{value:g}" for value in values)
            st.text_input(label, key=written, on_change=_written, args=(report, state, paths, name))


def _drawn(report: Report, state: str, paths: Sequence[Path]) -> None:
    lines = drawn_lines(f"lines_{state}", st.session_state[f"{state}_revision"])
    if lines is not None:
        area, columns, rows = lines
        _change(report, state, paths, replace(st.session_state[state], area=area, columns=columns, rows=rows))


def _written(report: Report, state: str, paths: Sequence[Path], name: str) -> None:
    """Numbers that cannot be understood leave the lines as they are."""
    drawing: Drawing = st.session_state[state]
    texts = st.session_state[f"{name}_{state}"].replace("，", ",").split(",")
    try:
        values = sorted({float(text) for text in texts if text.strip()}) if name != "area" else [float(text) for text in texts]
    except ValueError:
        return
    if name == "area":
        if len(values) != 4 or values[0] >= values[2] or values[1] >= values[3]:
            return
        drawing = replace(drawing, area=type(drawing.area)(*values))
    else:
        drawing = replace(drawing, **{name: tuple(values)})
    st.session_state[f"{state}_revision"] += 1
    _change(report, state, paths, drawing)


def _change(report: Report, state: str, paths: Sequence[Path], drawing: Drawing) -> None:
    """Lines moved: columns that stayed keep what they hold, the others are told by their words."""
    before: Drawing = st.session_state[state]
    area = drawing.area
    columns = tuple(x for x in drawing.columns if area.x0 < x < area.x1)
    drawing = replace(drawing, columns=columns, headings=("",) * (len(columns) + 1))
    fresh = with_headings(paths, drawing, definitions(), _others(report, drawing))
    held = dict(zip(_extents(before), before.headings, strict=True))
    headings = [_held(extent, held) or own for extent, own in zip(_extents(fresh), fresh.headings, strict=True)]
    st.session_state[state] = replace(fresh, headings=tuple(headings))


def _extents(drawing: Drawing) -> list[tuple[float, float]]:
    xs = [drawing.area.x0, *drawing.columns, drawing.area.x1]
    return list(pairwise(xs))


def _held(extent: tuple[float, float], held: dict[tuple[float, float], str]) -> str:
    return next((key for (x0, x1), key in held.items() if abs(x0 - extent[0]) < _SAME and abs(x1 - extent[1]) < _SAME), "")


def _unit(state: str) -> Drawing:
    """Asks for the money unit; the drawing as it is now."""
    drawing: Drawing = st.session_state[state]
    units = list(definitions().money)
    unit = f"unit_{state}"
    st.session_state[unit] = drawing.unit if drawing.unit in units else None
    st.radio(_("金额单位"), units, key=unit, horizontal=True, on_change=_unit_chosen, args=(state, unit))
    return drawing


def _columns(state: str) -> None:
    """What each column holds, in the order they stand on the page."""
    drawing: Drawing = st.session_state[state]
    table = definitions().tables[drawing.table]
    st.markdown(strong(_("各栏是什么（从左到右）")))
    options = ["", *choices(table, definitions())]
    slots = st.columns(2)
    for number, heading in enumerate(drawing.headings):
        key = f"column_{state}_{number}"
        st.session_state[key] = heading
        with slots[number % 2]:
            label = _("第 {n} 栏").format(n=number + 1)
            names = partial(heading_name, table=table)
            st.selectbox(label, options, key=key, format_func=names, on_change=_column_chosen, args=(state, number, key))


def _unit_chosen(state: str, key: str) -> None:
    st.session_state[state] = replace(st.session_state[state], unit=st.session_state[key])


def _column_chosen(state: str, number: int, key: str) -> None:
    drawing: Drawing = st.session_state[state]
    headings = [*drawing.headings[:number], st.session_state[key], *drawing.headings[number + 1 :]]
    st.session_state[state] = replace(drawing, headings=tuple(headings))


def _buttons(report: Report, drawing: Drawing, readable: bool) -> None:
    with st.container(horizontal=True):
        if st.button(_("保存并读取"), type="primary", key="draw_save", disabled=not readable):
            _keep(report, drawing)
            _leave(report, drawing.table)
        if drawing.page < report.pages and st.button(_("保存，接着画下一页"), key="draw_next", disabled=not readable):
            _keep(report, drawing)
            remember(page=str(drawing.page + 1))
            st.rerun()
        kept = any(kept.table == drawing.table for kept in library().drawings(report.report))
        if kept and st.button(_("去掉这张表的画线"), key="draw_away"):
            library().undraw(report.report, drawing.table)
            _read_again(report)
            _leave(report, drawing.table)
        if st.button(_("返回"), key="draw_leave"):
            _leave(report, drawing.table)


def _keep(report: Report, drawing: Drawing) -> None:
    """Keep the drawing; the pages that come with one of another year, too."""
    here = {(kept.table, kept.page) for kept in library().drawings(report.report)}
    for other in offered(library(), report.report).get(drawing.table, []):
        if other.page != drawing.page and (other.table, other.page) not in here:
            library().draw(report.report, other)
    library().draw(report.report, drawing)
    _read_again(report)


def _read_again(report: Report) -> None:
    with st.spinner(_("正在按画的线重新读取…")):
        reread(library(), report.report, definitions())


def _leave(report: Report, key: str) -> None:
    """Back to the table, wherever it now stands in the list.  Ends this run."""
    for name in [name for name in st.session_state if str(name).startswith(f"drawing_{report.report}_{key}_")]:
        del st.session_state[name]
    tables = library().tables(report.report)
    numbers = tables[tables["table"] == key]["table_no"]
    facts = library().facts(report.report, int(numbers.iloc[0])) if len(numbers) else []
    st.toast(ngettext("这张表现在读出 {n} 个数字", len(facts)).format(n=len(facts)))
    remember(draw="", page="", cell="", table=str(numbers.iloc[0]) if len(numbers) else "")
    st.rerun()
