"""How a reader sees a page: which way up, which text, and whether it is a picture rather than text."""

import ctypes
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from core.reading.calls import Handle, handle
from core.reading.glyphs import Seen, char_directions
from core.reading.lookalikes import UNREADABLE
from core.reading.objects import Drawing, Rect, painted_areas
from core.reading.placement import Placement
from core.reading.runs import Run

_MOSTLY = 0.6  # share of the characters that decides which way up a page is read
_LAYER = 0.8  # share of the text objects that paint nothing, over a picture: a layer made by text recognition
_STAMPED = 12  # characters of a page number at most
_STAMPED_LETTERS = 4
_PICTURE = 0.03  # share of a page without text that pictures cover, or it is merely decorated
_SCAN = 0.5  # the same where a page number is printed over them
_OUTLINES = 100  # curved paths on a page without text: letters turned into drawings


@dataclass(frozen=True, slots=True)
class View:
    """Where things are seen, which characters are, and whether the text is an invisible layer over a picture (`ocr`)."""

    placement: Placement
    seen: Seen
    ocr: bool


def page_view(page: pdfium.FPDF_PAGE, text: Handle, drawing: Drawing) -> View:
    """The page as a reader sees it."""
    turns = max(pdfium.FPDFPage_GetRotation(page), 0)
    directions = char_directions(text) if drawing.tilted or turns else None
    if directions:
        usual = max(range(4), key=directions.count)
        if directions.count(usual) > _MOSTLY * len(directions):
            turns = usual
    box = (ctypes.c_float * 4)()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.cast(box, pdfium.FS_LPRECTF))
    left, top, right, bottom = box[:]
    placement = Placement(left, bottom, right, top, turns)
    ocr = bool(drawing.invisible) and _is_layer(drawing, placement)
    hidden = drawing.hidden if ocr else drawing.hidden | drawing.invisible
    if drawing.white:
        hidden = hidden | _white_on_white(drawing.white, painted_areas(handle(page)))
    return View(placement, Seen(directions, frozenset(hidden)), ocr)


def _is_layer(drawing: Drawing, placement: Placement) -> bool:
    return len(drawing.invisible) >= _LAYER * drawing.texts and _covered(drawing, placement) > _SCAN


def _white_on_white(white: dict[int, Rect], painted: list[Rect]) -> set[int]:
    """White text objects whose middle lies on nothing painted."""
    hidden = set()
    for address, (x0, bottom, x1, top) in white.items():
        x, y = (x0 + x1) / 2, (bottom + top) / 2
        if not any(a <= x <= c and b <= y <= d for a, b, c, d in painted):
            hidden.add(address)
    return hidden


def is_picture(runs: list[Run], drawing: Drawing, placement: Placement) -> bool:
    """Whether a page holds pictures, or letters without meaning, and no text; the page number stamped over a scan is no text."""
    text = "".join([run.text for run in runs])
    if 2 * text.count(UNREADABLE) > len(text):
        return True
    if not text:
        return _covered(drawing, placement) > _PICTURE or drawing.outlines > _OUTLINES
    return _is_stamp(text) and _covered(drawing, placement) > _SCAN


def _is_stamp(text: str) -> bool:
    """Whether it is no more than a page number, with a few letters around it."""
    if len(text) > _STAMPED or not any(character.isdigit() for character in text):
        return False
    return sum(character.isalpha() for character in text) <= _STAMPED_LETTERS


def _covered(drawing: Drawing, placement: Placement) -> float:
    """Share of the page under pictures."""
    left, bottom, right, top = placement.left, placement.bottom, placement.right, placement.top
    area = sum(
        max(min(x1, right) - max(x0, left), 0) * max(min(y1, top) - max(y0, bottom), 0) for x0, y0, x1, y1 in drawing.pictures
    )
    return area / max((right - left) * (top - bottom), 1)
