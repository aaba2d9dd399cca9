"""Rules → tables, as pure functions: whatever way the rules of a table are drawn, its cells are found."""

import random

import pytest

from core.reading.grids import tables_to_grids
from core.reading.rules import cells_to_tables, rules_to_edges, rules_to_tables

XS, YS = [50, 120, 200, 260, 400], [100, 120, 150, 170, 200, 230]


def partition(seed: int) -> list[tuple[float, float, float, float]]:
    """The cells of a table with some cells merged at random."""
    draw = random.Random(seed)
    free = {(row, column) for row in range(len(YS) - 1) for column in range(len(XS) - 1)}
    cells = []
    for row, column in sorted(free):
        if (row, column) not in free:
            continue
        height, width = draw.choice([(1, 1), (1, 1), (1, 2), (2, 1), (2, 2), (1, 3)])
        block = {(r, c) for r in range(row, row + height) for c in range(column, column + width)}
        if not block <= free:
            height = width = 1
            block = {(row, column)}
        free -= block
        cells.append((XS[column], YS[row], XS[column + width], YS[row + height]))
    return cells


def sides(cells):
    for x0, top, x1, bottom in cells:
        yield from ((x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom))


def shaken(rules, draw, by: float = 0.7):
    """Each rule a little off its place and a little short or long, as printers do."""
    for x0, top, x1, bottom in rules:
        off, start, end = (draw.uniform(-by, by) for _ in range(3))
        yield (x0 + start, top + off, x1 + end, bottom + off) if top == bottom else (x0 + off, top + start, x1 + off, bottom + end)


def rounded(tables):
    return [sorted((round(x0, -1), round(top, -1), round(x1, -1), round(bottom, -1)) for x0, top, x1, bottom in table) for table in tables]


@pytest.mark.parametrize("seed", range(40))
def test_cells_are_found_however_the_rules_are_drawn(seed):
    cells = partition(seed)
    draw = random.Random(seed)
    assert [sorted(table) for table in rules_to_tables(list(sides(cells)))] == [sorted(cells)]
    many = list(shaken(list(sides(cells)) * 2, draw))  # a side of each cell of its own, double
    draw.shuffle(many)
    assert rounded(rules_to_tables(many)) == rounded([cells])


@pytest.mark.parametrize("seed", range(20))
def test_spans_cover_the_grid_once(seed):
    cells = partition(seed)
    (grid,) = tables_to_grids([cells], [])
    covered = [
        (row, column)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    ]
    assert sorted(covered) == [(row, column) for row in range(grid.rows) for column in range(grid.columns)]


def test_level_rules_alone_make_no_table():
    level = [(50, y, 400, y) for y in YS]
    assert rules_to_tables(level) == []
    assert rules_to_tables([*level, (50, 100, 50, 230), (400, 100, 400, 230)]) == []  # a frame around them: one column


def test_a_single_box_is_no_table_and_two_tables_are_two():
    one, other = [(50, 100, 80, 120), (80, 100, 110, 120)], [(50, 300, 80, 320), (80, 300, 110, 320)]
    assert rules_to_tables(list(sides([(50, 100, 400, 200)]))) == []
    assert [sorted(table) for table in rules_to_tables(list(sides([*other, *one])))] == [one, other]


def test_edges_near_one_another_are_one_at_their_mean():
    vertical, level = rules_to_edges([(10, 0, 10, 50), (12, 52, 12, 90), (30, 0, 30, 2), (0, 5, 2, 5), (3, 5, 9, 5)])
    assert vertical == [(11, 0, 90)]  # joined over the gap; the crumb of two points is dropped
    assert level == [(5, 0, 9)]


def test_cells_that_meet_late_are_still_one_table():
    cells = [(0, 0, 10, 10), (20, 0, 30, 10), (10, 10, 20, 20), (50, 0, 60, 10), (60, 0, 70, 10)]
    assert [sorted(table) for table in cells_to_tables(cells)] == [sorted(cells[:3]), sorted(cells[3:])]


def test_a_drawing_of_ten_thousand_lines_is_given_up_quickly():
    hatching = [(x, 0, x, 800) for x in range(0, 40_000, 4)] + [(0, y, 40_000, y) for y in range(0, 40_000, 4)]
    assert rules_to_tables(hatching) == []
