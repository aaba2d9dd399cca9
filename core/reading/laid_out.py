"""Files without pages → pages of our own making, so that what understands printed pages understands them too.

Paragraphs become lines and tables become grids, top to bottom.  The coordinates mean nothing to a person: `LaidOut.locate` turns a place
on such a page into the locator of the paragraph or cell that stands there.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from core.errors import ReportError
from core.model import Box, Place
from core.reading.lookalikes import repaired
from core.reading.office_words import NAMES_UNIT
from core.reading.page import Cell, Grid, Line, Page, Word

TEXT_SIZE = 10.5
MOST_CELLS = 200_000  # of one table, blank ones too
_WIDTH = 595.0
_LEFT = 72.0
_TABLE_WIDTH = 451.0
_FULL = 40  # lines of text on a page
_LONG = 34  # characters that make a line of a paragraph
_TOP, _BOTTOM = 0.2, 0.75  # share of the page's height between which the text stands: never in the margins, where page numbers are
_LEADING = 2.2  # lines of different paragraphs stand so many sizes apart
_PADDING = 2.0
_RUNNING = 30  # characters of a piece of running text, broken by hand in the middle of a sentence
_ENDED = re.compile("[.:;!?)\u3002\uff1a\uff1b\uff01\uff1f\uff09\u3011\u300b]$")
_FEWEST_LED, _LONGEST_ENTRY = 3, 60  # lines with dots to a page number in a list of contents, characters of a line of it
_HEAD_ROWS, _HEAD_CELLS = 4, 6
_LED = re.compile(r"(?:[.\u00b7\u22ef_]{3,}|\u2026+)\s*\d*$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its text, with line feeds where it is broken by hand, where it stands in the file, its font size in points."""

    text: str
    locator: str
    size: float = TEXT_SIZE


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell of a table, merged or not; row and column count from 0."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    locator: str


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table.  `edges`: the x of its column edges in points, one more than it has columns; () when the file does not say."""

    cells: tuple[PlacedCell, ...]
    edges: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Break:
    """A new page begins.  `sheet`: on another sheet, whose tables never go on with those before."""

    sheet: bool = False


Block = Paragraph | PlacedTable | Break


@dataclass(frozen=True)
class _Band:
    """A paragraph's line or a table on a page: from which height it stands, and what is where in it."""

    top: float
    places: tuple[tuple[Box, str], ...]

    @cached_property
    def _corners(self) -> dict[tuple[float, float], str]:
        return {(box.x0, box.top): said for box, said in self.places}

    def locator(self, box: Box) -> str:
        """What stands at the upper left corner of a box, where that is blank what stands first right of it, else what comes first."""
        own = self._corners.get((box.x0, box.top))  # nearly every box is that of a cell: a long table is not gone through for each
        if own:
            return own
        x, y = box.x0 + 0.01, box.top + 0.01
        level = [(b.x0, said) for b, said in self.places if said and b.top <= y <= b.bottom and x <= b.x1]
        return min(level)[1] if level else self.places[0][1]


@dataclass
class LaidOut:
    """The pages made of a file, and the way back from them."""

    pages: list[Page] = field(default_factory=list)
    _bands: dict[int, list[_Band]] = field(default_factory=dict)

    def locate(self, place: Place) -> Place:
        """The same place as a locator: of the paragraph or cell at the upper left of its box; a page is what begins it."""
        if place.page is None:
            return place
        bands = self._bands.get(place.page, [])
        if not bands or place.box is None:
            return Place(None, None, bands[0].places[0][1] if bands else "")
        at = bisect_right(bands, place.box.top + 0.01, key=lambda band: band.top) - 1
        return Place(None, None, bands[max(at, 0)].locator(place.box))


def lay_out(blocks: Iterable[Block]) -> LaidOut:
    """Pages with these blocks one below the other; empty paragraphs take room only.  Raises ReportError too_large_inside."""
    laid = LaidOut()
    sheet = _Sheet(1)
    for block in chain.from_iterable(map(_words_of_head, blocks)):
        if isinstance(block, Break):
            if sheet.used:
                sheet = _next(laid, sheet, 2 if block.sheet else 1)
        elif isinstance(block, PlacedTable):
            sheet.add_table(block)
        else:
            if sheet.is_full or sheet.ends_contents(block.text):
                sheet = _next(laid, sheet, 1)
            sheet.add_paragraph(block)
    _next(laid, sheet, 1)
    return laid


def _words_of_head(block: Block) -> list[Block]:
    """A table that only puts the words above another table side by side as paragraphs; any other block as it is.

    Such a table is one row, or a few cells that name the unit of money.
    """
    if not isinstance(block, PlacedTable):
        return [block]
    worded = [cell for cell in block.cells if cell.text.strip()]
    rows = max(cell.row + cell.row_span for cell in block.cells)
    head = rows <= _HEAD_ROWS and len(worded) <= _HEAD_CELLS and any(NAMES_UNIT.search(cell.text) for cell in worded)
    return [Paragraph(cell.text, cell.locator) for cell in worded] if rows == 1 or head else [block]


def _next(laid: LaidOut, sheet: "_Sheet", further: int) -> "_Sheet":
    """Keeps the page, unless it is empty, and begins another."""
    if sheet.lines or sheet.grids:
        page, laid._bands[sheet.number] = sheet.finished()
        laid.pages.append(page)
    return _Sheet(sheet.number + further)


class _Sheet:
    """A page while it is laid out, its text beginning at y 0: how tall it gets is known only at the end."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.used = 0
        self.y = 0.0
        self.led: list[str] = []
        self.lines: list[Line] = []
        self.grids: list[Grid] = []
        self.bands: list[_Band] = []

    @property
    def is_full(self) -> bool:
        return self.used >= _FULL

    def ends_contents(self, text: str) -> bool:
        """Whether a list of contents stands above and this paragraph, the first thing it names or a long one, is no part of it."""
        named = "".join(text.split())
        if len(self.led) < _FEWEST_LED or _LED.search(text) or not named:
            return False
        return len(named) > _LONGEST_ENTRY or any(entry.startswith(named) for entry in self.led)

    def add_paragraph(self, paragraph: Paragraph) -> None:
        self.used += 1 + len(paragraph.text) // _LONG
        text = repaired(paragraph.text)
        self.led += ["".join(text.split())] if _LED.search(text) else []
        for number, piece in enumerate(_pieces(text)):
            self.y += (_LEADING if number == 0 else 1.2) * paragraph.size
            line = _line(piece, _LEFT, self.y, paragraph.size, 1.0)
            self.lines.append(line)
            self.bands.append(_Band(line.box.top, ((line.box, paragraph.locator),)))
            self.y += paragraph.size

    def add_table(self, table: PlacedTable) -> None:
        rows = max(cell.row + cell.row_span for cell in table.cells)
        columns = max(cell.column + cell.column_span for cell in table.cells)
        if rows * columns > MOST_CELLS:
            raise ReportError("too_large_inside", where=table.cells[0].locator)
        xs = table.edges if len(table.edges) == columns + 1 else [_LEFT + _TABLE_WIDTH * n / columns for n in range(columns + 1)]
        self.y += _LEADING * TEXT_SIZE
        ys = self._row_edges(table, rows)
        cells, places = [], []
        for cell in _without_holes(table, rows, columns):
            box = Box(xs[cell.column], ys[cell.row], xs[cell.column + cell.column_span], ys[cell.row + cell.row_span])
            text = repaired(cell.text)
            cells.append(Cell(cell.row, cell.column, cell.row_span, cell.column_span, text, box))
            places.append((box, cell.locator))
            self.lines += _lines_of_cell(text, box)
        self.bands.append(_Band(ys[0], tuple(places)))
        self.grids.append(Grid(Box(xs[0], ys[0], xs[-1], ys[-1]), tuple(cells), rows, columns))
        self.y = ys[-1]
        self.used += rows

    def _row_edges(self, table: PlacedTable, rows: int) -> list[float]:
        """The y of the row edges: every row as tall as its tallest cell needs."""
        heights = [TEXT_SIZE + 2 * _PADDING] * rows
        for cell in table.cells:
            needed = ((1 + cell.text.count("\n")) * TEXT_SIZE + 2 * _PADDING) / cell.row_span
            for row in range(cell.row, cell.row + cell.row_span):
                heights[row] = max(heights[row], needed)
        edges = [self.y]
        for height in heights:
            edges.append(edges[-1] + height)
        return edges

    def finished(self) -> tuple[Page, list[_Band]]:
        """The page with margins, and what stands on it from which height."""
        height = max(self.y / (_BOTTOM - _TOP), 842.0)
        down = _TOP * height
        lines = [Line(x.text, _lower(x.box, down), x.size, tuple(Word(w.text, _lower(w.box, down)) for w in x.words)) for x in self.lines]
        lines.sort(key=lambda line: (line.box.top, line.box.x0))
        bands = [_Band(band.top + down, tuple((_lower(box, down), said) for box, said in band.places)) for band in self.bands]
        grids = tuple(_lower_grid(grid, down) for grid in self.grids)
        return Page(self.number, _WIDTH, height, tuple(lines), grids, laid_out=True), bands


def _pieces(text: str) -> list[str]:
    """The lines of a paragraph broken by hand; a sentence broken in its middle is put together."""
    pieces: list[str] = []
    for piece in text.split("\n"):
        if pieces and len(pieces[-1]) >= _RUNNING and not _ENDED.search(pieces[-1].rstrip()):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return [piece for piece in pieces if piece.strip()]


def _line(text: str, x0: float, top: float, size: float, scale: float) -> Line:
    """A line of words; `scale` narrows its letters."""
    words, x = [], x0
    for piece in re.split(r"(\s+)", text):
        width = scale * size * sum(0.5 if letter.isascii() else 1.0 for letter in piece)
        if piece.strip():
            words.append(Word(piece, Box(round(x, 2), top, round(x + width, 2), top + size)))
        x += width
    return Line(text.strip(), Box(words[0].box.x0, top, words[-1].box.x1, top + size), size, tuple(words))


def _lines_of_cell(text: str, box: Box) -> list[Line]:
    lines = []
    for number, piece in enumerate(text.split("\n")):
        if piece.strip():
            room = (box.x1 - box.x0 - 2 * _PADDING) / (TEXT_SIZE * len(piece))
            top = box.top + _PADDING + number * TEXT_SIZE
            lines.append(_line(piece, box.x0 + _PADDING, top, TEXT_SIZE, max(0.01, min(1.0, room))))
    return lines


def _without_holes(table: PlacedTable, rows: int, columns: int) -> list[PlacedCell]:
    """The cells in order, blank ones where the file has none."""
    taken = {
        (row, column)
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    holes = [(row, column) for row in range(rows) for column in range(columns) if (row, column) not in taken]
    return sorted([*table.cells, *(PlacedCell(*hole, 1, 1, "", "") for hole in holes)], key=lambda cell: (cell.row, cell.column))


def _lower(box: Box, down: float) -> Box:
    return Box(round(box.x0, 2), round(box.top + down, 2), round(box.x1, 2), round(box.bottom + down, 2))


def _lower_grid(grid: Grid, down: float) -> Grid:
    cells = tuple(Cell(c.row, c.column, c.row_span, c.column_span, c.text, _lower(c.box, down)) for c in grid.cells)
    return Grid(_lower(grid.box, down), cells, grid.rows, grid.columns, grid.method)
