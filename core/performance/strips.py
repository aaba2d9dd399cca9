"""The grids that may hold performance tables, in printed order: what stands above each, and whether it may go on from the one before."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.definitions import Definitions
from core.model import Table
from core.names import fold
from core.performance.forms import Forms, bare
from core.performance.rows import Row, rows_of
from core.reading.page import Grid, Line, Page

TITLE_REACH = 8  # lines above a grid in which its title may stand
MOST_BETWEEN = 4  # lines of text that may stand between the grids of one table
SAME_OUTLINE = 14.0  # points two outlines may differ on either side
WIDE = 0.5  # of the page: a line as wide as this may be the first half of a title


@dataclass(frozen=True, slots=True)
class Strip:
    """A grid as rows.  `title`: the printed title above or inside, or "".  `above`: the lines before it, top to bottom.

    `follows`: it stands so close behind the strip before it, and is as wide, that it may be its continuation.
    """

    page: int
    rows: list[Row]
    title: str
    above: list[str]
    follows: bool


def strips(pages: list[Page], tables: tuple[Table, ...], definitions: Definitions, forms: Forms) -> Iterator[Strip]:
    """Every grid that is none of the known tables."""
    known = _known_cells(tables, definitions)
    before: Grid | None = None
    before_page = 0
    between: list[Line] = []
    for page in pages:
        for grid, above in _with_lines_above(page):
            between += above
            if grid is None:
                continue
            if _is_known(grid, page.number, known):
                before, between = None, []
                continue
            rows = rows_of(grid, page.number)
            title = _title_above(between, page, forms) or _title_inside(rows, forms)
            near = before is not None and page.number - before_page <= 1 and _prose(between) <= MOST_BETWEEN
            follows = near and before is not None and _as_wide(before, grid)
            yield Strip(page.number, rows, title, [line.text for line in above], follows)
            before, before_page, between = grid, page.number, []


def _known_cells(tables: tuple[Table, ...], definitions: Definitions) -> set[tuple]:
    known = [table for table in tables if table.table in definitions.tables]
    return {(cell.place.page, cell.place.box, cell.text) for table in known for cell in table.cells}


def _is_known(grid: Grid, page: int, known: set[tuple]) -> bool:
    return bool(known) and all((page, cell.box, cell.text) in known for cell in grid.cells[:6])


def _with_lines_above(page: Page) -> Iterator[tuple[Grid | None, list[Line]]]:
    """The grids of a page with the lines between each and the one before; last the lines below all grids, with None."""
    outside = [line for line in page.lines if not any(_inside(line, grid) for grid in page.grids)]
    top = float("-inf")
    for grid in page.grids:
        yield grid, [line for line in outside if top <= line.box.top and line.box.bottom <= grid.box.top + 3]
        top = grid.box.bottom - 3
    yield None, [line for line in outside if line.box.top >= top]


def _inside(line: Line, grid: Grid) -> bool:
    middle = (line.box.top + line.box.bottom) / 2
    return grid.box.top - 1 <= middle <= grid.box.bottom + 1 and line.box.x0 >= grid.box.x0 - 30 and line.box.x1 <= grid.box.x1 + 30


def _prose(lines: list[Line]) -> int:
    """How many lines are more than a page number or a mark of continuation."""
    return sum(len(fold(line.text)) > 6 for line in lines)


def _as_wide(one: Grid, other: Grid) -> bool:
    return one.columns == other.columns or (
        abs(one.box.x0 - other.box.x0) <= SAME_OUTLINE and abs(one.box.x1 - other.box.x1) <= SAME_OUTLINE
    )


def _title_above(lines: list[Line], page: Page, forms: Forms) -> str:
    for index in range(len(lines) - 1, max(-1, len(lines) - 1 - TITLE_REACH), -1):
        if not is_title(lines[index].text, forms):
            continue
        text = lines[index].text
        if index and _begins_title(lines[index - 1], lines[index], page, forms):
            text = lines[index - 1].text + text
        return "".join(text.split())
    return ""


def is_title(text: str, forms: Forms) -> bool:
    """Whether a line or cell reads like the title of a performance table."""
    folded = fold(text)
    return len(folded) <= 80 and forms.title["pattern"].search(folded) is not None and not forms.title["never"].search(folded)


def _begins_title(first: Line, second: Line, page: Page, forms: Forms) -> bool:
    """Whether a wide line directly above a title, in the same size, is the title's first half."""
    height = first.box.bottom - first.box.top
    close = -2 <= second.box.top - first.box.bottom <= 0.9 * height and abs(first.size - second.size) <= 0.6
    wide = first.box.x1 - first.box.x0 >= WIDE * page.width
    folded = fold(first.text)
    return close and wide and not forms.title["never"].search(folded) and not folded.endswith((":", "。", ")"))


def _title_inside(rows: list[Row], forms: Forms) -> str:
    """A title printed in one of the first rows, over its whole width."""
    for row in rows[:3]:
        worded = [piece for piece in row.starting if piece.folded]
        if len(worded) == 1 and worded[0].cell.column_span >= len(row.cover) / 2 and is_title(bare(worded[0].folded), forms):
            return "".join(worded[0].cell.text.split())
    return ""
