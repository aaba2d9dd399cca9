"""Figures of scanned pages say where they come from and what speaks against them."""

from dataclasses import replace

import pytest

from core.model import Box, Place
from core.reading.page import Cell, Grid, Page
from core.tables.find import Fragment
from core.tables.scanned import mark_scanned, scanned_problems
from tests.readings import a_fact, a_table

FEN = 1_000_000


def box(row: int) -> Box:
    return Box(50.0, 20.0 * row, 120.0, 20.0 * row + 20)


def page(ocr: bool, differing: tuple[int, ...] = ()) -> Page:
    cells = tuple(Cell(row, 0, 1, 1, "1", box(row), "ocr_readings_differ" if row in differing else "") for row in range(4))
    return Page(3, 595.0, 842.0, (), (Grid(Box(50.0, 0.0, 120.0, 80.0), cells, 4, 1),), ocr=ocr)


def table(total: int, *classes: int):
    whole = replace(a_fact(0, 2, str(total), total * FEN), line="total", line_code="", role="total")
    parts = [replace(a_fact(row, 2, str(each), each * FEN), line=f"20{row}", line_code=f"20{row}") for row, each in enumerate(classes, 1)]
    return a_table(facts=tuple(replace(fact, place=Place(3, box(row))) for row, fact in enumerate([whole, *parts])))


@pytest.mark.parametrize(
    ("amounts", "differing", "doubts"),
    [
        ((5, 2, 3), (), ["", "", ""]),
        ((6, 2, 3), (), ["ocr_sum", "ocr_sum", "ocr_sum"]),
        ((5, 2, 3), (2,), ["", "", "ocr_readings_differ"]),
        ((6, 2, 3), (1,), ["ocr_sum", "ocr_readings_differ", "ocr_sum"]),
    ],
)
def test_doubts(amounts, differing, doubts):
    scanned = page(True, differing)
    facts = mark_scanned(table(*amounts), [scanned], [Fragment(scanned.number, grid, [], []) for grid in scanned.grids]).facts
    assert [fact.source for fact in facts] == ["ocr"] * 3
    assert [fact.doubt for fact in facts] == doubts


def test_a_page_with_text_of_its_own_is_left_alone():
    assert mark_scanned(table(6, 2, 3), [page(False)], []) == table(6, 2, 3)


def test_the_pages_are_named_once():
    (problem,) = scanned_problems([page(True), replace(page(True), number=5), replace(page(False), number=6)])
    assert (problem.kind, problem.details["pages"]) == ("pages_recognised", "3, 5")
    assert scanned_problems([page(False)]) == []
