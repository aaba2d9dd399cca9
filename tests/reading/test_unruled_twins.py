"""The same pages printed with all rules and with few or none: what stands in a cell of the one stands there in the other."""

import pytest

from core.reading import open_report, read_unruled
from core.reading.runs import is_figure
from core.typeset.chance import random_figures, random_layout
from core.typeset.report import typeset


def squeezed(text: str) -> str:
    return "".join(text.split())


def found(cell, grid) -> bool:
    """Whether the grid has these words in this place, give or take the margins of the cell."""
    x, y = (cell.box.x0 + cell.box.x1) / 2, (cell.box.top + cell.box.bottom) / 2
    slack = max(cell.box.x1 - cell.box.x0, 30)
    return any(
        squeezed(other.text) == squeezed(cell.text)
        and abs((other.box.x0 + other.box.x1) / 2 - x) < slack
        and other.box.top - 2 < y < other.box.bottom + 2
        for other in grid.cells
    )


@pytest.mark.parametrize("rulings", ["horizontal", "none"])
@pytest.mark.parametrize("seed", [101, 103, 107, 109])
def test_words_stand_in_the_cells_the_rules_would_show(tmp_path, seed, rulings):
    figures = random_figures(seed)
    for name, kind in (("ruled", "full"), ("twin", rulings)):
        typeset(figures, random_layout(seed, narrative=False, rulings=kind), tmp_path / f"{name}.pdf")
    cells, lost = 0, []
    with open_report(tmp_path / "ruled.pdf") as ruled, open_report(tmp_path / "twin.pdf") as twin:
        for number in range(1, ruled.page_count + 1):
            page = ruled.read_page(number)
            assert twin.read_page(number).text == page.text
            for truth in page.grids:
                grid = read_unruled(tmp_path / "twin.pdf", number, truth.box.top - 1, page.height)
                filled = [cell for cell in truth.cells if cell.text]
                lost += [cell.text for cell in filled if not found(cell, grid)]
                cells += len(filled)
    assert not [text for text in lost if is_figure(text.replace(" ", ""))]
    assert len(lost) < 0.01 * cells, lost
