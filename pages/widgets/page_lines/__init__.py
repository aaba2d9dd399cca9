"""A printed page on which an area and the lines of a table are drawn by hand."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from core.model import Box, Drawing
from pages.widgets.language import _
from pages.widgets.source_page import PageImage, page_data

_HERE = Path(__file__).parent
_mount = st.components.v2.component(
    "page_lines",
    html=(_HERE / "view.html").read_text(encoding="utf-8"),
    css=(_HERE / "view.css").read_text(encoding="utf-8"),
    js=(_HERE / "view.js").read_text(encoding="utf-8"),
)


def page_lines(page: PageImage, drawing: Drawing, key: str, revision: int, on_draw: Callable[[], None]) -> None:
    """Draw the page with the lines of `drawing`; after a change `drawn_lines` knows the new ones and `on_draw` runs.

    A new `revision` tells the browser to take the lines of `drawing` in place of its own.
    """
    area = drawing.area
    data = page_data(page) | {
        "id": f"{key}.{revision}",
        "area": [area.x0, area.top, area.x1, area.bottom],
        "columns": list(drawing.columns),
        "rows": list(drawing.rows),
        "words": _words(page.number),
    }
    _mount(data=data, key=key, on_drawn_change=on_draw)


def drawn_lines(key: str, revision: int) -> tuple[Box, tuple[float, ...], tuple[float, ...]] | None:
    """Area, lines between columns and lines between rows as they were drawn last; None while nothing was changed."""
    state = st.session_state.get(key)
    drawn = state.get("drawn") if state else None
    if not drawn or drawn["id"] != f"{key}.{revision}":
        return None
    return Box(*map(float, drawn["area"])), tuple(map(float, drawn["columns"])), tuple(map(float, drawn["rows"]))


def _words(number: int) -> dict[str, object]:
    return {
        "page": _("第 {page} 页").format(page=number),
        "all": _("画线工具"),
        "tools": {"area": _("框范围"), "columns": _("加竖线"), "rows": _("加横线")},
        "said": {
            "area": _("按住左键，从表的左上角拖到右下角"),
            "columns": _("在红框里点两栏之间的空白处加竖线；拖动可移动，双击可去掉"),
            "rows": _("一般不用画。行分错了，再在两行之间点一下"),
        },
        "column": _("竖线 {0}"),
        "row": _("横线 {0}"),
        "remove": _("拖动可移动；双击或按 Delete 去掉"),
    }
