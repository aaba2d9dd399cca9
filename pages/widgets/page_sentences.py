"""The sentences of a page beside it, each with its box: where a search in running text leads to."""

from functools import partial

import pandas as pd
import streamlit as st

from core.model import Report
from pages.widgets.address import asked, remember
from pages.widgets.language import _
from pages.widgets.pictures import pages_beside
from pages.widgets.printed_table import Sizes, page_and_box, sizes_of
from pages.widgets.source_page import Note, Passage, ShownCell, source_page
from pages.widgets.stock import library
from pages.widgets.words import place_name


def asked_sentence(report: Report) -> pd.DataFrame | None:
    """The sentences of the place that the address asks for by the number of one of them; None where it asks for none that is there."""
    if not asked("sentence"):
        return None
    told = library().sentences(report.report)
    found = told[told["sentence_no"].astype(str) == asked("sentence")]
    if found.empty:
        return None
    page = found["page"].iloc[0]
    return found if pd.isna(page) else told[told["page"] == page]


@st.fragment
def sentences_of_page(report: Report, told: pd.DataFrame) -> None:
    """Draw the sentences of one page beside it, the one of the address chosen."""
    sizes = sizes_of(report.report)
    cells = [_cell(row, sizes) for row in told.itertuples()]
    pages = pages_beside(report, sorted({cell.page for cell in cells if cell.page}))
    key = f"sentences_{report.report}_{cells[0].page}"
    prose = tuple(Passage(pieces=((cell.row, 0),)) for cell in cells)
    hint = _("点一句话，原页上画出方框")
    source_page(_("正文"), cells, pages, f"{asked('sentence')}.0", key, partial(_chosen, key), prose, hint)


def _cell(row: tuple, sizes: Sizes) -> ShownCell:
    page, box = page_and_box(row, sizes)
    place = place_name(row.page, row.locator) or _("没有页码")
    notes = () if page else (Note(place),)
    label = _("{place}：{text}").format(place=place, text=row.sentence)
    return ShownCell(int(row.sentence_no), 0, 1, 1, "sentence", row.sentence, page, box, label, figure=True, notes=notes)


def _chosen(key: str) -> None:
    remember(sentence=(st.session_state[key]["cell"] or "").partition(".")[0])
