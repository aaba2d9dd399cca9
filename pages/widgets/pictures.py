"""Pictures of printed pages, drawn once and kept for a while."""

import base64
from collections.abc import Collection
from pathlib import Path

import pandas as pd
import streamlit as st

from core.errors import LibraryError
from core.model import Report
from core.reading import render_page
from pages.widgets.demo_mode import mode
from pages.widgets.language import _
from pages.widgets.plain import as_html, escaped
from pages.widgets.source_page import PageImage
from pages.widgets.stock import library, sentence

WIDTH = 1240  # pixels: printed figures of 9 points stay readable


@st.cache_data(show_spinner=False, max_entries=120)
def _jpeg(path: str, number: int, width: int) -> bytes:
    return render_page(Path(path), number, width, "jpeg")


def page_images(report: str, sha256: str, numbers: list[int], drawn: Collection[int] | None = None) -> list[PageImage]:
    """The pages of a report as pictures with their size in points; with `drawn` the others stay blank until they are asked for.

    Raises LibraryError original_missing, and page_covered while names are hidden.
    """
    if not numbers:
        return []  # a file without pages
    if mode().hidden:
        raise LibraryError("page_covered")
    sizes = library().pages(report).set_index("page")
    own = None if library().annexes(report) else library().original_path(sha256)
    wanted = numbers if drawn is None else drawn
    pictures = {n: _picture(*((own, n) if own else library().page_file(report, n))) if n in wanted else b"" for n in numbers}
    return [PageImage(n, float(sizes.width[n]), float(sizes.height[n]), jpeg) for n, jpeg in pictures.items()]


def _picture(path: Path, number: int) -> bytes:
    return _jpeg(str(path), number, WIDTH)


def pages_beside(report: Report, numbers: Collection[int], drawn: Collection[int] | None = None) -> list[PageImage]:
    """The pages for a pane beside text; where the file is gone a sentence says so and there are none."""
    try:
        return page_images(report.report, report.sha256, sorted(numbers), drawn)
    except LibraryError as error:
        st.warning(escaped(sentence(error.code, error.details)), icon=":material/hide_image:")
        return []


def crop(report: str, sha256: str, place: pd.Series, height: int = 64) -> None:
    """The strip of a page around a place (page, x0, top, x1, bottom in points), the place framed."""
    try:
        page = page_images(report, sha256, [int(place["page"])])[0]
    except LibraryError as error:
        st.caption(escaped(sentence(error.code, error.details)))
        return
    shown = 640 / page.width
    x0, y0, x1, y1 = (place[side] * shown for side in ("x0", "top", "x1", "bottom"))
    top = max(0.0, (y0 + y1) / 2 - height / 2)
    image = "data:image/jpeg;base64," + base64.b64encode(page.jpeg).decode("ascii")
    alt = as_html(_("第 {page} 页").format(page=page.number))
    st.html(
        f'<div class="strip" style="height:{height}px"><img src="{image}" alt="{alt}" style="top:{-top:.0f}px">'
        f'<span style="left:{x0 - 3:.0f}px;top:{y0 - top - 3:.0f}px;width:{x1 - x0 + 6:.0f}px;height:{y1 - y0 + 6:.0f}px"></span></div>'
    )
