"""A page that is a picture → lines and grids: what a reader of a scan sees, in the same shape as what a PDF says itself.

Only imported where the optional packages for scanned pages are installed.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from core.model import Box
from core.reading.grids import tables_to_grids
from core.reading.lines import runs_to_lines
from core.reading.lookalikes import UNREADABLE, recognised_repaired, repaired
from core.reading.page import Cell, Grid, Line, Page
from core.reading.pieces import Piece, lines_to_pieces
from core.reading.recognise import Picture, PixelBox, Recognised, find_lines, recognise
from core.reading.rules import Rule
from core.reading.runs import Run
from core.reading.scan import Scan, scan_page
from core.reading.seams import words_and_figures

_SURE = 0.5  # below it a line says nothing
_SURELY = 0.9
_EM = 0.72  # of a found line's height
_MIDDLE = 3.0  # points: runs lie in the cell that holds the point so far above their baseline
_ROOM = 4  # pixels around ink
_SLENDER = 1.5
_SAMPLE = 6  # so many lines tell which way up a page is
_UPRIGHT, _CLEARLY = 0.75, 0.1  # how surely lines are read that stand the right way up, and by how much more so than another way up
_FIGURE = re.compile(r"[-+()\d.,%\s]*\d[-+()\d.,%\s]*")
_RED_FIGURE = re.compile(r"[-+(]*\d[\d,]*\.\d+\)?")


@dataclass(frozen=True, slots=True)
class ReadPicture:
    """A page that was read, the long rules drawn on it (as `read_with_rules`), and where figures outside its grids read in two ways."""

    page: Page
    rules: list[Rule]
    doubted: list[Box]


def read_picture_page(source: str | Path | bytes, page: Page) -> ReadPicture:
    """The page read, turned upright where it was scanned sideways or upside down; the same page where nothing can be read for sure.

    Raises ReportError as `open_report`.
    """
    upright = _upright(source, page)
    if upright is None:
        return ReadPicture(page, [], [])
    scan, lines, turns = upright
    cells = [tuple(round(side * scan.scale) for side in cell) for cells in scan.tables for cell in cells]
    pieces, said = _recognised(lines_to_pieces(lines, cells, scan.ink, scan.grey), scan)
    runs = _runs(pieces, said, scan)
    grids = tuple(_read_again(grid, scan) for grid in tables_to_grids(scan.tables, runs))
    width, height = (page.height, page.width) if turns % 2 else (page.width, page.height)
    read = replace(page, width=width, height=height, lines=_with_numerals(runs_to_lines(runs)), grids=grids)
    read = replace(read, image_only=False, ocr=True, tilt=scan.tilt, turns=turns)
    return ReadPicture(read, scan.rules, _differing(pieces, said, scan))


def _upright(source: str | Path | bytes, page: Page) -> tuple[Scan, list[PixelBox], int] | None:
    """The picture the way up it can be read, its lines, and the quarter turns clockwise to it; None where no way up is surely the one."""
    scan = scan_page(source, page.number, page.width)
    lines = find_lines(scan.grey)
    if not lines:
        return None
    sideways = _sideways(lines)
    seen = {} if sideways else {0: (scan, lines)}
    sure = {turns: _sureness(*each) for turns, each in seen.items()}
    if sure and sure[0] > _UPRIGHT:
        return scan, lines, 0
    for turns in (1, 3) if sideways else (2,):
        scan = scan_page(source, page.number, page.width, turns)
        seen[turns] = scan, find_lines(scan.grey)
        sure[turns] = _sureness(*seen[turns])
    best = max(sure, key=sure.get)
    if best and sure[best] < max(_UPRIGHT, *(_CLEARLY + other for turns, other in sure.items() if turns != best)):
        return (*seen[0], 0) if 0 in seen else None
    return *seen[best], best


def _sideways(lines: list[PixelBox]) -> bool:
    upright = sum(bottom - top for left, top, right, bottom in lines if bottom - top > _SLENDER * (right - left))
    return upright > sum(right - left for left, top, right, bottom in lines) / 2


def _sureness(scan: Scan, lines: list[PixelBox]) -> float:
    """How surely the longest lines are read, 0 to 1."""
    longest = sorted(lines, key=lambda line: line[0] - line[2])[:_SAMPLE]
    said = recognise([_cut(scan.grey, line) for line in longest])
    return sum(words.sure for words in said) / len(said) if said else 0.0


def _recognised(pieces: list[Piece], scan: Scan) -> tuple[list[Piece], list[Recognised]]:
    """What the pieces say; in cells without seals, and what is nothing but red there, or no line, counts only if it is surely a figure."""
    only_red = [piece.cell >= 0 and not _cut(scan.ink, piece.box).any() for piece in pieces]
    pictures = [scan.grey if piece.cell < 0 or red else scan.faded for piece, red in zip(pieces, only_red, strict=True)]
    said = recognise([_cut(picture, piece.box) for picture, piece in zip(pictures, pieces, strict=True)])
    kept = [
        (piece, words)
        for piece, words, red in zip(pieces, said, only_red, strict=True)
        if (not red or (words.sure > _SURELY and _RED_FIGURE.fullmatch(_plain(words.text))))
        and (piece.found or (words.sure > _SURELY and _FIGURE.fullmatch(_plain(words.text))))
    ]
    return [piece for piece, _ in kept], [words for _, words in kept]


def _cut(picture: Picture, box: PixelBox) -> Picture:
    left, top, right, bottom = box
    return picture[max(top, 0) : max(bottom, top + 1), max(left, 0) : max(right, left + 1)]


def _runs(pieces: list[Piece], said: list[Recognised], scan: Scan) -> list[Run]:
    """Every piece as a run; in a cell what cannot be read stays as unreadable, elsewhere it is left out."""
    edges: tuple[list[float], list[float]] = ([], [])
    runs = []
    for piece, words in zip(pieces, said, strict=True):
        if words.sure < _SURE or not words.text.strip():
            if piece.cell < 0:
                continue
            words = Recognised(UNREADABLE, ((0.0, 1.0),), 0.0)
        parts = [(piece.box, words)] if piece.cell >= 0 else words_and_figures(piece.box, words, scan.grey)
        runs += [_run(box, part, scan.scale, edges, at > 0) for at, (box, part) in enumerate(parts)]
    return runs


def _with_numerals(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    words = [tuple(replace(word, text=recognised_repaired(word.text)) for word in line.words) for line in lines]
    return tuple(replace(line, text=recognised_repaired(line.text), words=own) for line, own in zip(lines, words, strict=True))


def _run(box: PixelBox, words: Recognised, scale: float, edges: tuple[list[float], list[float]], spaced: bool) -> Run:
    left, top, right, bottom = (side / scale for side in box)
    start, width = len(edges[0]), right - left
    kept = [(character, sides) for character, sides in zip(words.text, words.sides, strict=True) if not character.isspace()]
    edges[0].extend(left + before * width for _, (before, _) in kept)
    edges[1].extend(left + after * width for _, (_, after) in kept)
    text = repaired("".join(character for character, _ in kept))
    middle, size = (top + bottom) / 2, _EM * (bottom - top)
    return Run(middle + _MIDDLE, left, right, middle - size / 2, middle + size / 2, size, spaced, text, edges, start)


def _read_again(grid: Grid, scan: Scan) -> Grid:
    """The grid, its figures compared with a second reading of their cells."""
    figures = [cell for cell in grid.cells if _FIGURE.fullmatch(_plain(cell.text))]
    said = recognise([_second_cut(cell, scan) for cell in figures])
    second = {id(cell): words for cell, words in zip(figures, said, strict=True)}
    compared = [_compared(cell, second[id(cell)]) if id(cell) in second else cell for cell in grid.cells]
    return replace(grid, cells=tuple(replace(cell, text=recognised_repaired(cell.text)) for cell in compared))


def _differing(pieces: list[Piece], said: list[Recognised], scan: Scan) -> list[Box]:
    """Where figures outside tables read otherwise the second time, in points."""
    outside = [(piece, words) for piece, words in zip(pieces, said, strict=True) if piece.cell < 0]
    figures = [(piece, words) for piece, words in outside if _FIGURE.fullmatch(_plain(words.text))]
    second = recognise([_closely(piece.box, scan) for piece, _ in figures])
    differing = [piece for (piece, words), again in zip(figures, second, strict=True) if _plain(words.text) != _plain(again.text)]
    return [Box(*(side / scan.scale for side in piece.box)) for piece in differing]


def _second_cut(cell: Cell, scan: Scan) -> Picture:
    left, top, right, bottom = (round(side * scan.scale) for side in (cell.box.x0, cell.box.top, cell.box.x1, cell.box.bottom))
    return _closely((left, top, right, bottom), scan)


def _closely(box: PixelBox, scan: Scan) -> Picture:
    """The ink of a box, closely cut out of the picture as it is, seals and all, and turned to pure black and white."""
    left, top, right, bottom = box
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
