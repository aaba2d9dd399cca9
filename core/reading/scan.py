"""A picture of a page → the picture made straight, its rules, and the pixels of the tables' rules taken out.

Only imported where the optional packages for scanned pages are installed.
"""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from core.reading.picture import page_pixels
from core.reading.rules import Rect, Rule, rules_to_tables

_DPI = 200
_POINTS_PER_INCH = 72
_MOST_TILT = 5.0  # degrees
_TILT_WIDTH = 1000  # pixels of the page's width that are enough to see how it is turned
_UNSEEN_TILT = 0.03  # degrees: less than two pixels over a page
# The rest in pixels of the picture.
_RULE = 45  # shortest rule
_PIECE = 30  # shortest piece of a broken rule: as long as the strokes of text in print
_BROKEN = 9  # gap between pieces
_THICK = 12
_NEAR_EDGE = 10  # a rule's pixels lie within this of the cell's edge it makes
_LONG_RULE = 150  # no stroke of a letter is so long
_AROUND = 31
# Ink is darker than its surroundings by so much at least, and by so many times what the paper itself varies: rules may be thin, and dirt
# makes none; letters are darker than what is left of a seal, and dirt makes dots.
_RULES, _LETTERS = (12, 1.5), (40, 4.0)

Picture = np.ndarray  # height × width, 0 black to 255 white


@dataclass(frozen=True, slots=True)
class Scan:
    """A straight page.  `grey` and `faded` (red ink such as seals left out) without the tables' rules; `ink`: 255 where there is ink.

    `tables`: the cells of each table in points.  `rules`: long ones, of tables or not: x0, top, x1, bottom in points.  `scale`: pixels
    for a point.  `tilt`: degrees it was turned counter-clockwise.
    """

    grey: Picture
    faded: Picture
    ink: Picture
    tables: list[list[Rect]]
    rules: list[Rule]
    scale: float
    tilt: float


def scan_page(source: str | Path | bytes, number: int, width: float, turns: int = 0) -> Scan:
    """The page of this number, `width` points wide, turned clockwise by so many quarter turns.  Raises ReportError as `page_pixels`."""
    columns, rows, pixels = page_pixels(source, number, round(width * _DPI / _POINTS_PER_INCH))
    colours = np.rot90(np.frombuffer(pixels, np.uint8).reshape(rows, columns, 4), -turns)
    grey, faded = cv2.cvtColor(np.ascontiguousarray(colours), cv2.COLOR_BGRA2GRAY), colours[:, :, 2].copy()
    tilt = _tilt(faded)
    if tilt:
        grey, faded = _turned(grey, tilt), _turned(faded, tilt)
    dark, ink, scale = _ink(faded, _RULES), _ink(faded, _LETTERS), columns / width
    lying, standing = _long(dark, lying=True), _long(dark, lying=False)
    rules = _rules(lying, standing, scale)
    tables = rules_to_tables(rules)
    drawn = cv2.bitwise_and(cv2.dilate(cv2.bitwise_or(lying, standing), np.ones((5, 5), np.uint8)), _edges(tables, scale, ink.shape))
    drawn = cv2.bitwise_or(drawn, _thin_and_long(lying))
    for picture, blank in ((grey, 255), (faded, 255), (ink, 0)):
        picture[drawn > 0] = blank
    long = [rule for rule in rules if max(rule[2] - rule[0], rule[3] - rule[1]) * scale >= _LONG_RULE]
    return Scan(grey, faded, ink, tables, long, scale, tilt)


def _tilt(grey: Picture) -> float:
    """How far the page must be turned counter-clockwise: as far as its lines and rules become sharpest.  Degrees; 0 for straight."""
    small = cv2.resize(grey, None, fx=_TILT_WIDTH / grey.shape[1], fy=_TILT_WIDTH / grey.shape[1], interpolation=cv2.INTER_AREA)
    dark = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)[1]

    def sharpness(angle: float) -> float:
        levels = _turned(dark, angle, blank=0).sum(axis=1, dtype=np.float64)
        return float(np.square(np.diff(levels)).sum())

    best, span = 0.0, _MOST_TILT
    for step in (0.5, 0.1, 0.02):
        best = max((best + n * step for n in range(-round(span / step), round(span / step) + 1)), key=sharpness)
        span = step
    return round(best, 2) if abs(best) > _UNSEEN_TILT else 0.0


def _turned(picture: Picture, angle: float, blank: int = 255) -> Picture:
    height, width = picture.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=blank)


def _ink(grey: Picture, contrast: tuple[int, float]) -> Picture:
    smooth = cv2.GaussianBlur(grey, (3, 3), 0)
    varies = float(np.median(cv2.absdiff(smooth, cv2.blur(smooth, (_AROUND, _AROUND))))) * 1.5  # most of a page is paper
    darker = max(contrast[0], contrast[1] * varies)
    return cv2.adaptiveThreshold(smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _AROUND, darker)


def _long(ink: Picture, lying: bool) -> Picture:
    """Only the ink of long straight strokes, small gaps in them closed."""
    for length, step in ((_PIECE, cv2.MORPH_OPEN), (_BROKEN, cv2.MORPH_CLOSE), (_RULE, cv2.MORPH_OPEN)):
        ink = cv2.morphologyEx(ink, step, np.ones((1, length) if lying else (length, 1), np.uint8))
    return ink


def _rules(lying: Picture, standing: Picture, scale: float) -> list[Rule]:
    """The middles of the strokes, in points."""
    rules = []
    for (left, _, width, height), (_, y) in _strokes(lying):
        if height <= _THICK:
            rules.append((left / scale, y / scale, (left + width) / scale, y / scale))
    for (_, top, width, height), (x, _) in _strokes(standing):
        if width <= _THICK:
            rules.append((x / scale, top / scale, x / scale, (top + height) / scale))
    return rules


def _thin_and_long(lying: Picture) -> Picture:
    """255 where level rules are that no letter has, in tables or not."""
    long = np.zeros(lying.shape, np.uint8)
    for (left, top, width, height), _ in _strokes(lying):
        if width >= _LONG_RULE and height <= _THICK:
            long[max(top - 2, 0) : top + height + 2, left : left + width] = 255
    return cv2.bitwise_and(long, cv2.dilate(lying, np.ones((5, 5), np.uint8)))


def _strokes(picture: Picture) -> list[tuple[list[int], list[float]]]:
    """Left, top, width and height of each stroke, and its middle."""
    _, _, sizes, middles = cv2.connectedComponentsWithStats(picture, connectivity=8)
    return list(zip(sizes[1:, :4].tolist(), middles[1:].tolist(), strict=True))


def _edges(tables: list[list[Rect]], scale: float, shape: tuple[int, int]) -> Picture:
    """255 along the edges of all cells."""
    edges = np.zeros(shape, np.uint8)
    for x0, top, x1, bottom in (cell for cells in tables for cell in cells):
        corners = [round(value * scale) for value in (x0, top, x1, bottom)]
        cv2.rectangle(edges, tuple(corners[:2]), tuple(corners[2:]), 255, 2 * _NEAR_EDGE + 1)
    return edges
