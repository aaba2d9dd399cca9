"""A table printed over several pages as one: headings printed again are left out, columns of later pages stand under those of the first."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from core.model import PrintedCell
from core.names import fold

HEADS = {"title", "header", "number_row"}


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a printed cell goes: row and column from 0, and how many columns it covers."""

    row: int
    column: int
    column_span: int


def placed(cells: Sequence[PrintedCell], with_facts: Collection[int]) -> dict[tuple[int, int], Placed]:
    """Printed row and column → place, without the cells left out.  `with_facts`: printed rows that hold facts, which always stay."""
    pages = [list(found) for _, found in groupby(cells, key=lambda cell: cell.place.page)]
    kept = _kept_rows(pages, with_facts)
    rows = {row: number for number, row in enumerate(kept)}
    found: dict[tuple[int, int], Placed] = {}
    for page in pages:
        own = [cell for cell in page if cell.row in rows]
        columns = _columns(own, pages[0])
        for cell in own:
            if (cell.row, cell.column) in columns:
                found[cell.row, cell.column] = Placed(rows[cell.row], *columns[cell.row, cell.column])
    return found


def _kept_rows(pages: list[list[PrintedCell]], with_facts: Collection[int]) -> list[int]:
    """The rows without headings printed again, and without rows printed again right under them.  Rows between cells stay."""
    heading, seen, left_out = _letters(_heading(pages[0])) if pages else Counter(), set(), set()
    for number, page in enumerate(pages):
        again = _heading(page) if number else []
        again = again if _letters(again) == heading else []
        left_out |= {cell.row for cell in again}
        repeats = bool(again)
        for row, texts in _texts(page).items():
            if row in left_out:
                continue
            repeats = repeats and texts in seen and row not in with_facts
            if repeats:
                left_out.add(row)
            seen.add(texts)
    last = max((cell.row + cell.row_span for page in pages for cell in page), default=0)
    return [row for row in range(last) if row not in left_out]


def _heading(page: list[PrintedCell]) -> list[PrintedCell]:
    """The cells above the first row that is no heading."""
    first = min((cell.row for cell in page if cell.kind not in HEADS and cell.kind != "blank"), default=0)
    return [cell for cell in page if cell.row < first]


def _letters(heading: list[PrintedCell]) -> Counter[str]:
    """The letters of a heading: on another page its words may stand in other cells."""
    return Counter("".join(fold(cell.text) for cell in heading if cell.kind == "header"))


def _texts(page: list[PrintedCell]) -> dict[int, tuple[str, ...]]:
    rows = {row: tuple(text for cell in found if (text := fold(cell.text))) for row, found in groupby(page, key=lambda cell: cell.row)}
    return {row: texts for row, texts in rows.items() if texts}


def _columns(page: list[PrintedCell], first: list[PrintedCell]) -> dict[tuple[int, int], tuple[int, int]]:
    """Printed row and column → column and span among the columns of the first page.

    By where the cells stand, and only if no two words fall into one place; a blank cell that does is left out.  Else as printed.
    """
    as_printed = {(cell.row, cell.column): (cell.column, cell.column_span) for cell in page}
    middles = _middles(first)
    if _count(page) == _count(first) or len(middles) != _count(first) or any(cell.place.box is None for cell in page):
        return as_printed
    found: dict[tuple[int, int], tuple[int, int]] = {}
    taken: set[tuple[int, int]] = set()
    for cell in sorted(page, key=lambda cell: not cell.text.strip()):
        column, span = _under(cell, middles)
        places = {(row, at) for row in range(cell.row, cell.row + cell.row_span) for at in range(column, column + span)}
        if not places & taken:
            taken |= places
            found[cell.row, cell.column] = (column, span)
        elif cell.text.strip():
            return as_printed
    return found


def _under(cell: PrintedCell, middles: list[float]) -> tuple[int, int]:
    """The columns whose middle a cell covers, else the nearest."""
    box = cell.place.box
    under = [number for number, middle in enumerate(middles) if box.x0 <= middle < box.x1]
    if under:
        return under[0], len(under)
    return min(range(len(middles)), key=lambda number: abs(middles[number] - (box.x0 + box.x1) / 2)), 1


def _count(page: list[PrintedCell]) -> int:
    return max((cell.column + cell.column_span for cell in page), default=0)


def _middles(page: list[PrintedCell]) -> list[float]:
    """The middle of each column, told by cells of one column; one short where a column has none."""
    boxes = {cell.column: cell.place.box for cell in page if cell.column_span == 1 and cell.place.box}
    return [(boxes[column].x0 + boxes[column].x1) / 2 for column in sorted(boxes)]
