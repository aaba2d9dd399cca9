"""A page that is a picture → lines and grids: what a reader of a scan sees, in the same shape as what a PDF says itself.

Only imported where the optional packages for scanned pages are installed.
"""

import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from core.reading.grids import tables_to_grids
from core.reading.lines import runs_to_lines
from core.reading.lookalikes import UNREADABLE, repaired
from core.reading.page import Cell, Grid, Page
from core.reading.pieces import Piece, lines_to_pieces
from core.reading.recognise import Picture, PixelBox, Recognised, find_lines, recognise
from core.reading.runs import Run
from core.reading.scan import Scan, scan_page

_SURE = 0.5  # below it a line says nothing
_SURELY = 0.9
_EM = 0.72  # of a found line's height
_MIDDLE = 3.0  # points: runs lie in the cell that holds the point so far above their baseline
_ROOM = 4  # pixels around ink
_SLENDER = 1.5
_FIGURE = re.compile(r"[-+()\d.,%\s]*\d[-+()\d.,%\s]*")
_RED_FIGURE = re.compile(r"[-+(]*\d[\d,]*\.\d+\)?")


def read_picture_page(source: str | Path | bytes, page: Page) -> Page:
    """The page read; the same page where nothing can be read or its lines stand upright.  Raises ReportError as `open_report`."""
    scan = scan_page(source, page.number, page.width)
    lines = find_lines(scan.grey)
    if _sideways(lines):
        return page
    cells = [tuple(round(side * scan.scale) for side in cell) for cells in scan.tables for cell in cells]
    pieces = lines_to_pieces(lines, cells, scan.ink)
    runs = _runs(*_recognised(pieces, scan), scan.scale)
    grids = tuple(_read_again(grid, scan) for grid in tables_to_grids(scan.tables, runs))
    return replace(page, lines=runs_to_lines(runs), grids=grids, image_only=False, ocr=True, tilt=scan.tilt)


def _sideways(lines: list[PixelBox]) -> bool:
    upright = sum(bottom - top for left, top, right, bottom in lines if bottom - top > _SLENDER * (right - left))
    return upright > sum(right - left for left, top, right, bottom in lines) / 2


def _recognised(pieces: list[Piece], scan: Scan) -> tuple[list[Piece], list[Recognised]]:
    """What the pieces say; in cells without seals, and what is nothing but red there counts only if it is surely a figure."""
    only_red = [piece.cell >= 0 and not _cut(scan.ink, piece.box).any() for piece in pieces]
    pictures = [scan.grey if piece.cell < 0 or red else scan.faded for piece, red in zip(pieces, only_red, strict=True)]
    said = recognise([_cut(picture, piece.box) for picture, piece in zip(pictures, pieces, strict=True)])
    kept = [
        (piece, words)
        for piece, words, red in zip(pieces, said, only_red, strict=True)
        if not red or (words.sure > _SURELY and _RED_FIGURE.fullmatch(_plain(words.text)))
    ]
    return [piece for piece, _ in kept], [words for _, words in kept]


def _cut(picture: Picture, box: PixelBox) -> Picture:
    left, top, right, bottom = box
    return picture[max(top, 0) : max(bottom, top + 1), max(left, 0) : max(right, left + 1)]


def _runs(pieces: list[Piece], said: list[Recognised], scale: float) -> list[Run]:
    """Every piece as a run; in a cell what cannot be read stays as unreadable, elsewhere it is left out."""
    edges: tuple[list[float], list[float]] = ([], [])
    runs = []
    for piece, words in zip(pieces, said, strict=True):
        if words.sure < _SURE or not words.text.strip():
            if piece.cell < 0:
                continue
            words = Recognised(UNREADABLE, ((0.0, 1.0),), 0.0)
        runs.append(_run(piece.box, words, scale, edges))
    return runs


def _run(box: PixelBox, words: Recognised, scale: float, edges: tuple[list[float], list[float]]) -> Run:
    left, top, right, bottom = (side / scale for side in box)
    start, width = len(edges[0]), right - left
    kept = [(character, sides) for character, sides in zip(words.text, words.sides, strict=True) if not character.isspace()]
    edges[0].extend(left + before * width for _, (before, _) in kept)
    edges[1].extend(left + after * width for _, (_, after) in kept)
    text = repaired("".join(character for character, _ in kept))
    middle, size = (top + bottom) / 2, _EM * (bottom - top)
    return Run(middle + _MIDDLE, left, right, middle - size / 2, middle + size / 2, size, False, text, edges, start)


def _read_again(grid: Grid, scan: Scan) -> Grid:
    """The grid, its figures compared with a second reading of their cells."""
    figures = [cell for cell in grid.cells if _FIGURE.fullmatch(_plain(cell.text))]
    said = recognise([_second_cut(cell, scan) for cell in figures])
    second = {id(cell): words for cell, words in zip(figures, said, strict=True)}
    return replace(grid, cells=tuple(_compared(cell, second[id(cell)]) if id(cell) in second else cell for cell in grid.cells))


def _second_cut(cell: Cell, scan: Scan) -> Picture:
    """The ink of a cell, closely cut out of the picture as it is, seals and all, and turned to pure black and white."""
    left, top, right, bottom = (round(side * scan.scale) for side in (cell.box.x0, cell.box.top, cell.box.x1, cell.box.bottom))
    ink = scan.ink[top:bottom, left:right]
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if len(rows):
        right, bottom = left + columns[-1] + _ROOM, top + rows[-1] + _ROOM
        left, top = left + columns[0] - _ROOM, top + rows[0] - _ROOM
    large = cv2.resize(_cut(scan.grey, (left, top, right, bottom)), None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
    return cv2.threshold(large, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)[1]


def _compared(cell: Cell, second: Recognised) -> Cell:
    return cell if _plain(second.text) == _plain(cell.text) else replace(cell, doubt="ocr_readings_differ")


def _plain(text: str) -> str:
    """Half-width and without blanks: differences that are none."""
    return "".join(unicodedata.normalize("NFKC", text).split())
