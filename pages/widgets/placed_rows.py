"""Rows of our own making beside the page each was read from: lists of projects, indicators, scores."""

from collections.abc import Sequence
from dataclasses import dataclass

from pages.widgets.language import _
from pages.widgets.printed_table import Sizes, page_and_box
from pages.widgets.recognised import scan_doubt, scan_notes
from pages.widgets.source_page import Note, ShownCell
from pages.widgets.words import locator_name, place_name

Placed = tuple[int | None, tuple[float, float, float, float] | None]  # page, and box in parts of it


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its title, and what stands in it: label (the row's name), text or amount."""

    title: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row: a text per column, the stored row that says where it was read, and what it leads to."""

    texts: tuple[str, ...]
    place: tuple
    notes: tuple[Note, ...] = ()


def placed_rows(
    heads: Sequence[Head], rows: Sequence[PlacedRow], sizes: Sizes, merged: int = 0, recognised: frozenset[int] = frozenset()
) -> list[ShownCell]:
    """The cells of the table, its head in row 0 and a last column for the place; the first `merged` columns join equal neighbours.

    Rows on `recognised` pages say that they were read from a picture.
    """
    last = len(heads)
    cells = [ShownCell(0, column, 1, 1, "header", head.title, None, None) for column, head in enumerate(heads)]
    cells.append(ShownCell(0, last, 1, 1, "header", _("页"), None, None))
    spans = _spans([row.texts[:merged] for row in rows], merged)
    places = _apart([page_and_box(row.place, sizes) for row in rows])
    for number, (row, (page, box)) in enumerate(zip(rows, places, strict=True), start=1):
        place = place_name(row.place.page, row.place.locator)
        doubt, notes = scan_doubt(page, recognised), (*scan_notes(page, recognised), *row.notes)
        label = _("{place}：{words}").format(place=place, words=" · ".join(filter(None, (*row.texts, doubt))))
        for column, (head, text) in enumerate(zip(heads, row.texts, strict=True)):
            if column < merged:
                if spans[number - 1][column]:
                    cells.append(ShownCell(number, column, spans[number - 1][column], 1, head.kind, text, None, None))
                continue
            is_name = head.kind == "label"
            cells.append(ShownCell(number, column, 1, 1, head.kind, text, page, box, label, figure=is_name, doubt=doubt, notes=notes))
        where = str(page or locator_name(row.place.locator))
        cells.append(ShownCell(number, last, 1, 1, "place", where, page, box, label, doubt=doubt, notes=notes))
    return cells


def _apart(places: Sequence[Placed]) -> list[Placed]:
    """A row's box with a merged cell in it reaches over the rows below: each ends where the next on its page begins."""
    apart = []
    for (page, box), (next_page, next_box) in zip(places, [*places[1:], (None, None)], strict=True):
        if box and next_box and page == next_page and box[1] < next_box[1] < box[3]:
            box = (*box[:3], next_box[1])
        apart.append((page, box))
    return apart


def _spans(heads: Sequence[tuple[str, ...]], merged: int) -> list[list[int]]:
    """How many rows each of the first columns covers from its row on; 0 where it is covered from above."""
    spans = [[1] * merged for _row in heads]
    for column in range(merged):
        start = 0
        for number in range(1, len(heads)):
            if heads[number][: column + 1] == heads[start][: column + 1]:
                spans[start][column] += 1
                spans[number][column] = 0
            else:
                start = number
    return spans
