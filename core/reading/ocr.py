"""Pages that are only pictures → pages of text, where the optional packages for it are installed (requirements-ocr.txt).

Every amount is read twice, from different pictures of it; where the readings differ, its cell carries a doubt.
"""

from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from math import cos, radians, sin
from pathlib import Path

from core.model import Box, Place
from core.reading.page import Page

_PACKAGES = ("cv2", "onnxruntime", "rapidocr")


def available() -> bool:
    """Whether scanned pages can be read on this machine."""
    if not all(find_spec(package) for package in _PACKAGES):
        return False
    try:
        from core.reading.recognise import model_files
    except ImportError:  # installed, but a library of the system that they need is not there
        return False
    return model_files() is not None


def read_scans(source: str | Path | bytes, pages: list[Page], progress: Callable[[int, int], None] | None = None) -> list[Page]:
    """The pages, those that are only pictures read by text recognition where it is `available`; unchanged where it is not.

    `progress` is called before each, which takes seconds, with its turn and how many there are; what it raises ends the reading.
    A page that was read has `ocr`; one on which nothing upright can be read stays a picture.
    """
    scanned = [page for page in pages if page.image_only]
    if not scanned or not available():
        return pages
    from core.reading.picture_page import read_picture_page  # loads the models

    read = {}
    for turn, page in enumerate(scanned, 1):
        if progress:
            progress(turn, len(scanned))
        read[page.number] = read_picture_page(source, page)
    return [read.get(page.number, page) for page in pages]


def as_scanned(place: Place, pages: list[Page]) -> Place:
    """A place on a page that was turned to be read, as it lies on the page a person sees."""
    page = pages[place.page - 1] if place.page else None
    if page is None or not page.tilt or place.box is None:
        return place
    turn, box = radians(page.tilt), place.box
    x, y = (box.x0 + box.x1 - page.width) / 2, (box.top + box.bottom - page.height) / 2
    right, down = x * (cos(turn) - 1) - y * sin(turn), x * sin(turn) + y * (cos(turn) - 1)
    moved = [round(value, 2) for value in (box.x0 + right, box.top + down, box.x1 + right, box.bottom + down)]
    return replace(place, box=Box(*moved))
