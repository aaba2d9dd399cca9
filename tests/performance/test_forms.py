"""Every drawn form is understood as it says it must be, wherever a page ends in it.

A file of tests/performance/forms is a drawing (see tests/tables/drawn.py); after `--- projects`, `--- funding`, `--- tasks`,
`--- indicators` and `--- scores` stand the rows expected, a `|` between the fields of the export's columns.
"""

from dataclasses import fields, replace
from pathlib import Path

import pytest

from core.model import Box, Place, PrintedCell, Table
from core.performance.understand import understand_performance
from core.reading.page import Cell, Grid, Page
from tests.tables.drawn import read_drawing

DRAWINGS = sorted((Path(__file__).parent / "forms").glob("*.txt"))
KINDS = ("projects", "funding", "tasks", "indicators", "scores", "problems")


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_drawn_form(path, definitions):
    assert said(read_drawing(path).pages, definitions) == expected(path)


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_a_page_may_end_after_any_row(path, definitions):
    pages = read_drawing(path).pages
    whole = said(pages, definitions)
    for number, page in enumerate(pages):
        for place, grid in enumerate(page.grids):
            for row in range(1, grid.rows):
                if cut_only_through_levels(grid, row):
                    broken = said([*pages[:number], *broken_page(page, place, row), *pages[number + 1 :]], definitions)
                    assert broken == whole, f"page {number + 1}, grid {place + 1}, broken before row {row + 1}"


def test_grids_of_known_tables_are_left_alone(definitions):
    pages = read_drawing(DRAWINGS[0].with_name("operator_and_unit_in_the_target.txt")).pages
    cells = tuple(
        PrintedCell(cell.row, cell.column, cell.row_span, cell.column_span, "label", cell.text, Place(1, cell.box))
        for cell in pages[0].grids[0].cells
    )
    table = Table("revenue", "", "", "", 1, 1, "filled", cells=cells)
    assert understand_performance(pages, (table,), definitions) == ((), (), ())


def test_every_row_says_where_it_stands(definitions):
    projects, _, _ = understand_performance(read_drawing(DRAWINGS[0].with_name("row_broken_by_the_page.txt")).pages, (), definitions)
    assert [indicator.place.page for indicator in projects[0].indicators] == [1, 1, 2, 2]
    box = projects[0].indicators[0].place.box
    assert box == Box(50, box.top, 50 + 8 * 80, box.bottom)


def expected(path: Path) -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {kind: [] for kind in KINDS}
    kind = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("--- "):
            kind = line[4:].strip()
        elif kind and line.strip():
            sections[kind].append("|".join(map(str.strip, line.split("|"))))
    return sections


def said(pages: list[Page], definitions) -> dict[str, list[str]]:
    projects, scores, problems = understand_performance(pages, (), definitions)
    return {
        "projects": [joined(p, ["form", "project", "department", "implementing_unit", "score", "weight_total"]) for p in projects],
        "funding": [joined(row) for p in projects for row in p.funding],
        "tasks": [joined(row) for p in projects for row in p.tasks],
        "indicators": [joined(row) for p in projects for row in p.indicators],
        "scores": [joined(row) for row in scores],
        "problems": [problem.kind for problem in problems],
    }


def joined(row, names: list[str] | None = None) -> str:
    return "|".join(getattr(row, name) for name in names or [field.name for field in fields(row) if field.name != "place"])


def cut_only_through_levels(grid: Grid, row: int) -> bool:
    """Not through a heading of several rows: there no page ends."""
    cut = [cell for cell in grid.cells if cell.row < row < cell.row + cell.row_span]
    return all(cell.column <= 1 for cell in cut) and grid.rows > 4


def broken_page(page: Page, place: int, row: int) -> tuple[Page, Page]:
    """The page as two, one of its grids broken before a row; merged cells go on as blanks, as word processors print them."""
    grid = page.grids[place]
    top = min(cell.box.top for cell in grid.cells if cell.row == row)
    upper = [replace(cell, row_span=min(cell.row_span, row - cell.row)) for cell in grid.cells if cell.row < row]
    cut = [cell for cell in grid.cells if cell.row < row < cell.row + cell.row_span]
    lower = [replace(cell, row=0, row_span=cell.row + cell.row_span - row, text="") for cell in cut]
    lower += [replace(cell, row=cell.row - row) for cell in grid.cells if cell.row >= row]
    first = replace(page, grids=(*page.grids[:place], part(grid, upper, row)), lines=tuple(x for x in page.lines if x.box.top < top))
    second = replace(
        page,
        number=page.number + 1,
        grids=(part(grid, lower, grid.rows - row), *page.grids[place + 1 :]),
        lines=tuple(x for x in page.lines if x.box.top >= top),
    )
    return first, second


def part(grid: Grid, cells: list[Cell], rows: int) -> Grid:
    box = Box(grid.box.x0, min(cell.box.top for cell in cells), grid.box.x1, max(cell.box.bottom for cell in cells))
    return replace(grid, box=box, cells=tuple(cells), rows=rows)
