"""A chart with buttons below it: the same chart as a picture file, with title and source, made on the click."""

from collections.abc import Callable, Iterable
from functools import partial

import streamlit as st

from core.charts.palette import DARK_INK
from core.export.chart_image import Chart, chart_image
from core.export.file_name import file_name
from core.model import Report
from core.version import VERSION
from pages.widgets.demo_mode import sized
from pages.widgets.language import _, language
from pages.widgets.look import ink
from pages.widgets.stock import definitions
from pages.widgets.taken_away import download

FORMS = {"png": ("PNG", "image/png"), "svg": ("SVG", "image/svg+xml")}


def chart_with_download(report: Report, key: str, title: str, draw: Callable[[str], Chart], pages: Iterable[int] = ()) -> None:
    """Draw a chart and the buttons.  `draw(ink)` makes it in an ink: that of the screen's theme, dark ink on white for the file.

    `title` stands above the chart in the file and names it; `pages`: those its figures are printed on.
    """
    st.altair_chart(sized(draw(ink())), key=key)
    printed = ", ".join(map(str, sorted(set(pages))))
    code, told = ("source_pages" if printed else "source"), {"file": report.file, "sha8": report.sha256[:8], "version": VERSION}
    source = definitions().message(code, language(), pages=printed, **told)
    words = definitions().message("file_chart", language(), chart=title)
    with st.container(horizontal=True, key=f"pictures_{key}"):
        for form, (name, kind) in FORMS.items():
            download(
                _("下载 {form}").format(form=name),
                partial(_picture, draw, form, title, source),
                file_name(report, words, f".{form}"),
                report.report,
                mime=kind,
                key=f"picture_{key}_{form}",
                type="tertiary",
                icon=":material/image:",
            )


def _picture(draw: Callable[[str], Chart], form: str, title: str, source: str) -> bytes:
    return chart_image(draw(DARK_INK), form, title, source)
