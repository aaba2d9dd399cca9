"""Grids as rows, and columns with roles: which cell of a row stands under which heading, also on the pages that follow."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from operator import attrgetter

from core.model import Box, Place
from core.names import fold
from core.performance.forms import Roles, bare
from core.reading.page import Cell, Grid

TALLEST_HEADING = 4  # a heading that spans more rows is a caption beside the table
_COLON = re.compile("[:\uff1a]")
_BETWEEN_LATIN = re.compile(r"(?<=[A-Za-z])\s*\n\s*(?=[A-Za-z])")


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell with its text ready for comparing: `folded`, and `heading` (folded, without brackets)."""

    cell: Cell
    folded: str
    heading: str

    @property
    def text(self) -> str:
        """The printed text, its lines joined."""
        return _in_one_line(self.cell.text)


@lru_cache(maxsize=1 << 14)
def _in_one_line(text: str) -> str:
    return "".join(_BETWEEN_LATIN.sub(" ", text.strip()).splitlines())


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a grid: `cover` holds for each column the piece that covers it, `starting` the pieces that begin here."""

    page: int
    index: int
    cover: tuple[Piece | None, ...]
    starting: tuple[Piece, ...]

    @property
    def place(self) -> Place:
        """The row's own cells as one box."""
        return place_of(self.page, self.starting)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a heading: its role, its extent in grid columns and in points; `part`: the part of the funds it is for."""

    role: str
    first: int
    last: int
    x0: float
    x1: float
    part: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns under a heading.  `width`: the columns of its grid; `data`: the first row below it."""

    width: int
    data: int
    columns: tuple[Column, ...]

    @property
    def roles(self) -> frozenset[str]:
        """The roles there are."""
        return frozenset(column.role for column in self.columns)

    def column_of(self, piece: Piece, width: int) -> Column | None:
        """The column a piece begins in: by number in a grid of as many columns, else by where it stands."""
        if width == self.width:
            return next((c for c in self.columns if c.first <= piece.cell.column < c.last), None)
        box = piece.cell.box
        x = box.x0 + min(6.0, (box.x1 - box.x0) / 2)
        return next((c for c in self.columns if c.x0 <= x < c.x1), None)

    def spanned(self, piece: Piece, width: int) -> list[Column]:
        """All columns a piece covers, left to right."""
        if width == self.width:
            first, last = piece.cell.column, piece.cell.column + piece.cell.column_span
            return [c for c in self.columns if c.first < last and first < c.last]
        return [c for c in self.columns if piece.cell.box.x0 < (c.x0 + c.x1) / 2 < piece.cell.box.x1]

    def under(self, row: Row, pieces: Iterable[Piece]) -> dict[str, list[Piece]]:
        """The pieces by the role of their column, left to right."""
        found: dict[str, list[Piece]] = {}
        for piece in pieces:
            column = self.column_of(piece, len(row.cover))
            if column is not None:
                found.setdefault(column.role, []).append(piece)
        return found


def words_and_values(row: Row, leading: re.Pattern[str]) -> list[tuple[str, str, str]]:
    """What a row prints as word and value: (the word as heading, the printed value, the folded value), left to right.

    The value stands in the next cell, or behind a colon in the word's own.  `leading`: what is no part of the word.
    """
    found = []
    for piece, behind in zip_longest(row.starting, row.starting[1:]):
        shorter = leading.sub("", piece.folded, count=1)
        word, colon, value = shorter.partition(":")
        if colon and value:
            colons = piece.folded.count(":") - shorter.count(":") + 1
            found.append((bare(word), _COLON.split(piece.text, maxsplit=colons)[-1].strip(), value))
        elif shorter and behind is not None:
            found.append((bare(shorter), behind.text.strip(), behind.folded))
    return found


def place_of(page: int, pieces: Iterable[Piece]) -> Place:
    """The box around pieces of one page."""
    boxes = [piece.cell.box for piece in pieces]
    if not boxes:
        return Place(page)
    around = Box(min([b.x0 for b in boxes]), min([b.top for b in boxes]), max([b.x1 for b in boxes]), max([b.bottom for b in boxes]))
    return Place(page, around)


def rows_of(grid: Grid, page: int) -> list[Row]:
    """The rows of a grid, top to bottom."""
    cover: list[list[Piece | None]] = [[None] * grid.columns for _ in range(grid.rows)]
    starting: list[list[Piece]] = [[] for _ in range(grid.rows)]
    for cell in sorted(grid.cells, key=attrgetter("column")):
        folded = fold(cell.text)
        piece = Piece(cell, folded, bare(folded))
        starting[cell.row].append(piece)
        first, after = cell.column, min(cell.column + cell.column_span, grid.columns)
        for row in cover[cell.row : cell.row + cell.row_span]:
            row[first:after] = [piece] * (after - first)
    return [Row(page, index, tuple(cover[index]), tuple(starting[index])) for index in range(grid.rows)]


def covering(row: Row) -> list[Piece]:
    """The pieces that cover a row, left to right, each once."""
    found: list[Piece] = []
    for piece in row.cover:
        if piece is not None and (not found or found[-1] is not piece):
            found.append(piece)
    return found


def lay_out(
    rows: list[Row],
    at: int,
    roles: Roles,
    wanted_last: frozenset[str] = frozenset(),
    part_of: Callable[[str], str] | None = None,
    certain: re.Pattern[str] | None = None,
) -> Layout:
    """The columns named by the heading at row `at` and the rows its cells reach down to, the lowest name of each column counting.

    A role named twice belongs to its first column, those `wanted_last` to their last; "reason" may be several columns, and so may
    an amount whose lower names are parts of the funds (`part_of`).  Of a role named twice the name that is `certain` counts.
    """
    named = _named(rows[at], roles, wanted_last, certain)
    data = max((piece.cell.row + piece.cell.row_span for piece in named.values()), default=at + 1)
    columns: list[Column] = []
    for piece in _lowest(rows[at:data]):
        over = rows[at].cover[piece.cell.column]
        own = roles.of(piece.heading)
        role = own if own and (piece is not over or named.get(piece.cell.column) is piece) else ""
        role = role or (roles.of(over.heading) if over is not None and named.get(over.cell.column) is over else "")
        part = part_of(piece.folded) if part_of is not None and piece is not over else ""
        same = [column for column in columns if column.role == role and (column.part == part or not column.part)]
        if not role or (same and role != "reason"):
            continue
        box, first = piece.cell.box, piece.cell.column
        columns.append(Column(role, first, first + piece.cell.column_span, box.x0, box.x1, part))
    return Layout(len(rows[at].cover), data, tuple(columns))


def _named(row: Row, roles: Roles, wanted_last: frozenset[str], certain: re.Pattern[str] | None) -> dict[int, Piece]:
    """The pieces of a heading that name a role, by their first column: of two with one role the first or the last."""
    by_role: dict[str, list[Piece]] = {}
    for piece in covering(row):
        role = roles.of(piece.heading)
        if role and piece.cell.row_span <= TALLEST_HEADING:
            by_role.setdefault(role, []).append(piece)
    if certain is not None:
        by_role = {role: [piece for piece in pieces if certain.match(piece.heading)] or pieces for role, pieces in by_role.items()}
    chosen = [pieces if role == "reason" else pieces[-1:] if role in wanted_last else pieces[:1] for role, pieces in by_role.items()]
    return {piece.cell.column: piece for pieces in chosen for piece in pieces}


def _lowest(rows: list[Row]) -> list[Piece]:
    """For each column of a heading the lowest piece that has words, left to right, each once."""
    found: list[Piece] = []
    for column in range(len(rows[0].cover)):
        pieces = [row.cover[column] for row in rows]
        worded = [piece for piece in pieces if piece is not None and piece.folded]
        if worded and (not found or found[-1] is not worded[-1]):
            found.append(worded[-1])
    return found
