"""Cells of a PDF read a second time, another way, to tell what is printed from what was misread.

Two ways, both independent of how runs, lines and grids were made: every character PDFium knows inside the box of the cell, hidden ones too,
in the order of the file; and, where text recognition is installed, what the picture of the cell shows, which does not depend on what the
font says its shapes mean.
"""

import ctypes
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import pypdfium2.raw as pdfium

from core.model import Box, Place
from core.reading import calls
from core.reading.calls import handle
from core.reading.lookalikes import repaired
from core.reading.objects import page_drawing
from core.reading.ocr import available
from core.reading.pdf import open_report
from core.reading.pdfium import PDFIUM_LOCK, load_document, loaded_page, loaded_text
from core.reading.view import page_view

MOST_PAGES = 12  # a report with failures on more pages was not read right at all
_TWICE = 0.12  # em between two drawings of one bold character


def second_texts(source: str | Path | bytes, places: Sequence[Place]) -> list[str | None]:
    """The characters inside the box of each place, in the order of the file.

    None for places without a box, on pages beyond the file or the first MOST_PAGES, and where nothing stands.  Raises ReportError as
    `open_report`.
    """
    texts: list[str | None] = [None] * len(places)
    by_page = _by_page(places)
    if not by_page:
        return texts
    document, data = load_document(source)
    with PDFIUM_LOCK:
        try:
            for page, boxes in by_page.items():
                if page <= pdfium.FPDF_GetPageCount(document):
                    for number, text in _page_texts(document, page, boxes).items():
                        texts[number] = text or None
        finally:
            pdfium.FPDF_CloseDocument(document)
            del data
    return texts


def pictured_texts(source: str | Path | bytes, places: Sequence[Place], sizes: Sequence[tuple[float, float]]) -> list[str | None]:
    """What the picture of each place surely shows; None where text recognition is not installed or not sure.

    `sizes`: width and height of the pages in points.  Raises ReportError as `open_report`.
    """
    texts: list[str | None] = [None] * len(places)
    by_page = _by_page(places)
    if not by_page or not available():
        return texts
    from core.reading.second_picture import shown_in_boxes  # loads the models

    with open_report(source) as file:
        last = min(file.page_count, len(sizes))
    for page, boxes in by_page.items():
        if page > last:
            continue
        for number, text in shown_in_boxes(source, page, sizes[page - 1][0], boxes).items():
            texts[number] = text
    return texts


def _by_page(places: Sequence[Place]) -> dict[int, dict[int, Box]]:
    """Page → the boxes on it by the number of their place, for the first pages."""
    found: dict[int, dict[int, Box]] = defaultdict(dict)
    for number, place in enumerate(places):
        if place.page and place.box is not None and (place.page in found or len(found) < MOST_PAGES):
            found[place.page][number] = place.box
    return found


def _page_texts(document: pdfium.FPDF_DOCUMENT, page: int, boxes: Mapping[int, Box]) -> dict[int, str]:
    with loaded_page(document, page - 1) as loaded:
        if loaded is None:
            return {}
        with loaded_text(loaded) as text:
            if text is None:
                return {}
            placement = page_view(loaded, handle(text), page_drawing(handle(loaded))).placement
            own = {number: placement.printed(box.x0, box.top, box.x1, box.bottom) for number, box in boxes.items()}
            return _inside(text, own)


def _inside(text: pdfium.FPDF_TEXTPAGE, boxes: Mapping[int, tuple[float, float, float, float]]) -> dict[int, str]:
    """The characters whose middle lies in each box; those drawn twice to look bold once."""
    edges = [ctypes.c_double() for _ in range(4)]
    found: dict[int, list[str]] = {number: [] for number in boxes}
    last: dict[int, tuple[str, float, float]] = {}
    for index in range(pdfium.FPDFText_CountChars(text)):
        character = chr(calls.char_unicode(handle(text), index))
        if character.isspace() or not pdfium.FPDFText_GetCharBox(text, index, *edges):
            continue
        x0, x1, bottom, top = (edge.value for edge in edges)
        x, y = (x0 + x1) / 2, (bottom + top) / 2
        for number, (left, low, right, high) in boxes.items():
            if left <= x <= right and low <= y <= high:
                near = _TWICE * max(top - bottom, x1 - x0)
                before = last.get(number)
                if before is None or before[0] != character or max(abs(before[1] - x), abs(before[2] - y)) > near:
                    found[number].append(character)
                last[number] = (character, x, y)
    return {number: repaired("".join(characters)) for number, characters in found.items()}
