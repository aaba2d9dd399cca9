"""What the picture of a cell shows.  Only imported where the optional packages for scanned pages are installed."""

from collections.abc import Mapping
from pathlib import Path

import cv2
import numpy as np

from core.model import Box
from core.reading.picture import page_pixels
from core.reading.recognise import Picture, recognise

_DPI = 200
_POINTS_PER_INCH = 72
_INSET = 1.5  # points: the rules of the cell
_ROOM = 6  # pixels around the text
_INK = 160  # darker is ink
_SURE = 0.9


def shown_in_boxes(source: str | Path | bytes, page: int, width: float, boxes: Mapping[int, Box]) -> dict[int, str | None]:
    """The text in each box of a page `width` points wide, as one line; None where it is not sure.  Raises ReportError as `page_pixels`."""
    columns, rows, pixels = page_pixels(source, page, round(width * _DPI / _POINTS_PER_INCH))
    grey = cv2.cvtColor(np.frombuffer(pixels, np.uint8).reshape(rows, columns, 4), cv2.COLOR_BGRA2GRAY)
    cut = {number: _cut(grey, box, columns / width) for number, box in boxes.items()}
    pictures = {number: picture for number, picture in cut.items() if picture is not None}
    said = dict(zip(pictures, recognise(list(pictures.values())), strict=True))
    return {number: said[number].text if number in said and said[number].sure >= _SURE else None for number in boxes}


def _cut(grey: Picture, box: Box, scale: float) -> Picture | None:
    """The ink inside a box with a little room around it; None for a box without any."""
    left, top = round((box.x0 + _INSET) * scale), round((box.top + _INSET) * scale)
    right, bottom = round((box.x1 - _INSET) * scale), round((box.bottom - _INSET) * scale)
    picture = grey[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)]
    ink = cv2.findNonZero((picture < _INK).astype(np.uint8)) if picture.size else None
    if ink is None:
        return None
    x, y, wide, high = cv2.boundingRect(ink)
    return cv2.copyMakeBorder(picture[y : y + high, x : x + wide], *[_ROOM] * 4, cv2.BORDER_CONSTANT, value=255)
