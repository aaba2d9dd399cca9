"""Lines found on a scanned page → pieces to recognise: one line in one cell each, with the ink beside it that was not found.

Only imported where the optional packages for scanned pages are installed.  All lengths are pixels of the picture.
"""

from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import cv2
import numpy as np

from core.reading.recognise import Picture, PixelBox
from core.reading.seams import parted, untangled

_CROSSES = 0.3  # share of a line's height by which it reaches into a cell to belong there
_STACKED = 1.5  # a box so many times as high as usual may hold lines on top of one another
_NEXT = 1.5  # heights of a line within which ink belongs to it
_TOUCHING = 0.5  # heights between two pieces of one line
_NEAR = 0.4  # heights of a line outside tables within which ink belongs to it
_HIGHEST = 1.3  # heights of the usual line
_SPECK = 15  # ink of fewer pixels is dirt
_SIGN = (12, 4)  # height and width of ink that may be a figure
_ROOM = 4  # around ink


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or the part of it in one cell.  `cell`: its number, -1 outside tables.  `found`: a line; or else only ink beside lines."""

    box: PixelBox
    cell: int
    found: bool = True


def lines_to_pieces(lines: list[PixelBox], cells: list[PixelBox], ink: Picture, grey: Picture) -> list[Piece]:
    """Lines cut at the cells' edges, elsewhere at wide gaps, completed by the ink beside them, and ink where no line was found."""
    usual = median(bottom - top for _, top, _, bottom in lines) if lines else 0
    single = [each for line in lines for each in _unstacked(line, ink, usual)]
    pieces = [piece for line in single for piece in _in_cells(line, cells)]
    inside: list[list[PixelBox]] = [[] for _ in cells]
    for piece in pieces:
        if piece.cell >= 0:
            _put(piece.box, inside[piece.cell], _TOUCHING)
    for number, stains in _left_out(ink, pieces, cells).items():
        _complete(inside[number], stains)
    outside = [part for box in untangled([piece.box for piece in pieces if piece.cell < 0], grey) for part in parted(box, grey)]
    return _outside(outside, ink, cells, usual) + [Piece(box, number) for number, boxes in enumerate(inside) for box in boxes]


def _unstacked(line: PixelBox, ink: Picture, usual: float) -> list[PixelBox]:
    """A box that is high and not long, cut where no ink is."""
    left, top, right, bottom = line
    if bottom - top < _STACKED * usual or right - left > 2 * (bottom - top):
        return [line]
    blank = np.flatnonzero(~ink[top:bottom, left:right].any(axis=1))
    bands = [(before + 1, after) for before, after in pairwise([-1, *blank.tolist(), bottom - top]) if after - before > _SIGN[0]]
    boxes = [(left, max(top + first - _ROOM, top), right, min(top + last + _ROOM, bottom)) for first, last in bands]
    return boxes if len(boxes) > 1 else [line]


def _in_cells(line: PixelBox, cells: list[PixelBox]) -> list[Piece]:
    left, top, right, bottom = line
    reach = _CROSSES * (bottom - top)
    inside = [
        number
        for number, cell in enumerate(cells)
        if min(right, cell[2]) - max(left, cell[0]) > reach and min(bottom, cell[3]) - max(top, cell[1]) > 2 * reach
    ]
    if len(inside) < 2:
        return [Piece(line, inside[0] if inside else -1)]
    parts = [(cells[number], number) for number in inside]
    return [Piece((max(left, c[0]), max(top, c[1]), min(right, c[2]), min(bottom, c[3])), number) for c, number in parts]


def _put(box: PixelBox, boxes: list[PixelBox], reach: float) -> bool:
    """Adds a box to the one of its line that it nearly touches, else to the list; whether there was one."""
    for place, other in enumerate(boxes):
        height = min(box[3] - box[1], other[3] - other[1])
        beside = min(box[3], other[3]) - max(box[1], other[1]) > height / 2
        if beside and max(box[0], other[0]) - min(box[2], other[2]) < reach * (other[3] - other[1]):
            boxes[place] = _around([box, other])
            return True
    boxes.append(box)
    return False


def _outside(boxes: list[PixelBox], ink: Picture, cells: list[PixelBox], usual: float) -> list[Piece]:
    """The lines outside tables with the ink close beside them, and pieces of the ink that is level with one and may be a figure."""
    rest = ink.copy()
    for left, top, right, bottom in (*boxes, *cells):
        rest[max(top, 0) : bottom, max(left, 0) : right] = 0
    _, _, sizes, _ = cv2.connectedComponentsWithStats(rest, connectivity=8)
    alone: list[PixelBox] = []
    for left, top, wide, high, area in sorted(sizes[1:].tolist()):
        if area < _SPECK or max(wide, high) > _HIGHEST * usual:
            continue
        stain = (left, top, left + wide, top + high)
        level = [(_apart(stain, box), number) for number, box in enumerate(boxes)]
        nearest, number = min(level, default=(float("inf"), -1))
        if nearest <= _NEAR * usual:
            boxes[number] = _around([boxes[number], stain])
        elif nearest < float("inf"):
            _put(stain, alone, _TOUCHING)
    figures = [box for box in alone if box[3] - box[1] >= _SIGN[0] and box[2] - box[0] >= _SIGN[1]]
    spaced = [(max(a - _ROOM, 0), max(b - _ROOM, 0), c + _ROOM, d + _ROOM) for a, b, c, d in figures]
    return [Piece(box, -1) for box in boxes] + [Piece(box, -1, found=False) for box in spaced]


def _left_out(ink: Picture, pieces: list[Piece], cells: list[PixelBox]) -> dict[int, list[PixelBox]]:
    """Ink under no piece, by the cell it lies in."""
    rest = ink.copy()
    for left, top, right, bottom in (piece.box for piece in pieces):
        rest[top:bottom, left:right] = 0
    owner = np.full(ink.shape, -1, np.int32)
    for number, (left, top, right, bottom) in enumerate(cells):
        owner[top:bottom, left:right] = number
    _, _, sizes, _ = cv2.connectedComponentsWithStats(rest, connectivity=8)
    found: dict[int, list[PixelBox]] = {}
    for left, top, wide, high, area in sizes[1:].tolist():
        number = int(owner[top + high // 2, left + wide // 2])
        if area >= _SPECK and number >= 0:
            found.setdefault(number, []).append((left, top, left + wide, top + high))
    return found


def _complete(boxes: list[PixelBox], stains: list[PixelBox]) -> None:
    """Ink beside a line belongs to it; other ink high enough for a figure makes a line of its own."""
    alone: list[PixelBox] = []
    for stain in sorted(stains, key=lambda each: min((_apart(each, box) for box in boxes), default=0)):
        near = next((n for n, box in enumerate(boxes) if _apart(stain, box) < _NEXT * (box[3] - box[1])), None)
        if near is not None:
            boxes[near] = _around([boxes[near], stain])
        elif stain[3] - stain[1] >= _SIGN[0] and stain[2] - stain[0] >= _SIGN[1]:
            alone.append(stain)
    if alone:
        left, top, right, bottom = _around(alone)
        boxes.append((max(left - _ROOM, 0), max(top - _ROOM, 0), right + _ROOM, bottom + _ROOM))


def _apart(stain: PixelBox, box: PixelBox) -> float:
    """How far ink is from a line it is level with; infinite where it is not."""
    level = box[1] <= (stain[1] + stain[3]) / 2 <= box[3]
    return max(stain[0] - box[2], box[0] - stain[2], 0) if level else float("inf")


def _around(boxes: list[PixelBox]) -> PixelBox:
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
