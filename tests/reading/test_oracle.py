"""An independent reader, pdfplumber, finds the same cells on every ruled page.

Two differences are ours on purpose: a box drawn around text (one column) is no table, and words that run over into a cell that holds a
figure are left in the cell they begin in.
"""

import pdfplumber
import pytest

from core.reading import Grid, open_report
from core.reading.runs import is_figure


def squeezed(text: str | None) -> str:
    return "".join((text or "").split())


def differences(ours: tuple[Grid, ...], theirs: list) -> list[str]:
    theirs = [table for table in theirs if len({cell[0] for cell in table.cells}) > 1]
    if [len(grid.cells) for grid in ours] != [len(table.cells) for table in theirs]:
        return [f"cells of tables: {[len(grid.cells) for grid in ours]}, not {[len(table.cells) for table in theirs]}"]
    found = []
    for grid, table in zip(ours, theirs, strict=True):
        mine = [squeezed(cell.text) for cell in grid.cells]
        other = [squeezed(text) for row in table.extract() for text in row if text is not None]
        places = [place for place, pair in enumerate(zip(mine, other, strict=True)) if pair[0] != pair[1]]
        over = {n for n in places if n + 1 in places and is_figure(mine[n + 1]) and mine[n] + mine[n + 1] == other[n] + other[n + 1]}
        found += [f"{mine[n]!r}, not {other[n]!r}" for n in places if n not in over and n - 1 not in over]
        for cell, rect in zip(grid.cells, sorted(table.cells, key=lambda rect: (rect[1], rect[0])), strict=True):
            if (cell.box.x0, cell.box.top, cell.box.x1, cell.box.bottom) != pytest.approx(rect, abs=0.5):
                found.append(f"{cell.box} not {rect}")
    return found


def assert_same_cells(path):
    cells = 0
    with pdfplumber.open(path) as oracle, open_report(path) as report:
        for number, page in enumerate(oracle.pages, 1):
            ours = report.read_page(number).grids
            assert differences(ours, page.dedupe_chars().find_tables()) == [], f"{path.name}, page {number}"
            cells += sum(len(grid.cells) for grid in ours)
            page.close()
    return cells


def test_samples(sample):
    assert assert_same_cells(sample / "report.pdf") > 100


def test_corpus(corpus):
    paths = sorted([*corpus.glob("pdf/*.pdf"), *corpus.glob("real/*.pdf")])
    assert sum(assert_same_cells(path) for path in paths) > 30_000
