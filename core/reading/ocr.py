"""Pages that are only pictures → pages of text, where the optional packages for it are installed (requirements-ocr.txt).

Every amount is read twice, from different pictures of it; where the readings differ, its cell carries a doubt.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from importlib.util import find_spec
from math import cos, radians, sin
from pathlib import Path
from typing import TYPE_CHECKING

from core.model import Box, Place
from core.reading.page import Cell, Grid, Page

if TYPE_CHECKING:
    from core.reading.picture_page import ReadPicture

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


def read_pictures(
    source: str | Path | bytes, pages: list[Page], progress: Callable[[int, int], None] | None = None
) -> "dict[int, ReadPicture]":
    """What text recognition reads of each page that is only a picture, by its number; nothing where it is not `available`.

    `progress` is called before each, which takes seconds, with its turn and how many there are; what it raises ends the reading.
    A page that was read has `ocr`; one on which nothing can be read for sure stays a picture.
    """
    scanned = [page for page in pages if page.image_only]
    if not scanned or not available():
        return {}
    from core.reading.picture_page import read_picture_page  # loads the models

    read = {}
    for turn, page in enumerate(scanned, 1):
        if progress:
            progress(turn, len(scanned))
        read[page.number] = read_picture_page(source, page)
    return read


def with_doubts(grid: Grid, doubted: Sequence[Box]) -> Grid:
    """The grid, its cells that hold the middle of a doubted figure doubted themselves."""
    middles = [((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2) for box in doubted]
    return replace(grid, cells=tuple(_doubted(cell, middles) for cell in grid.cells)) if middles else grid


def _doubted(cell: Cell, middles: list[tuple[float, float]]) -> Cell:
    box = cell.box
    differs = any(box.x0 <= x <= box.x1 and box.top <= y <= box.bottom for x, y in middles)
    return replace(cell, doubt="ocr_readings_differ") if differs else cell


def as_scanned(place: Place, pages: Mapping[int, Page]) -> Place:
    """A place on a page that was turned to be read, as it lies on the page a person sees.  `pages`: by their numbers."""
    page = pages.get(place.page) if place.page else None
    if page is None or place.box is None or not (page.tilt or page.turns):
        return place
    turn, box = radians(page.tilt), place.box
    x, y = (box.x0 + box.x1 - page.width) / 2, (box.top + box.bottom - page.height) / 2
    right, down = x * (cos(turn) - 1) - y * sin(turn), x * sin(turn) + y * (cos(turn) - 1)
    moved = box.x0 + right, box.top + down, box.x1 + right, box.bottom + down
    return replace(place, box=Box(*(round(value, 2) for value in _turned_back(moved, page))))


def _turned_back(box: tuple[float, float, float, float], page: Page) -> tuple[float, float, float, float]:
    """The box of an upright page as it lies on the page before its quarter turns."""
    x0, top, x1, bottom = box
    if page.turns == 1:
        return top, page.width - x1, bottom, page.width - x0
    if page.turns == 2:
        return page.width - x1, page.height - bottom, page.width - x0, page.height - top
    if page.turns == 3:
        return page.height - bottom, x0, page.height - top, x1
    return box
