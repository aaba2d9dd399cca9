"""Finds the tables of a report: which grids belong together, under which title, with which unit."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from core.definitions import Definitions
from core.model import Box
from core.names import fold
from core.reading.going_on import in_columns
from core.reading.page import Grid, Line, Page
from core.tables import heads

ReadUnruled = Callable[[int, float, float], Grid | None]
SAME_EDGE = 4.0  # points two column edges may differ and still be the same column
MANY_LINES_ABOVE = 4
FOOT = 0.85  # share of the page's height below which a bare number is the page's own
FEWEST_AMOUNTS = 4  # so many amounts below a bare title are a table we could not find
HEADING_ROWS, HEADED = 4, 3  # so many words shared by the first rows of two grids are a heading printed again
_AMOUNT = re.compile(r"\d\.\d\d(?!\d)")


@dataclass(slots=True)
class Fragment:
    """A grid on one page with the lines between it and its neighbours.  `headings`: what a person said its columns hold."""

    page: int
    grid: Grid
    above: list[str]
    below: list[str]
    headings: tuple[str, ...] = ()


@dataclass(slots=True)
class Found:
    """A table over one or more pages.  `key` is "" for a table that is none of the known ones.

    `unread`: figures stand below the title, but no grid was found.  `said_unit`: the money unit a person gave who drew the table;
    `pages_left`: pages on which it was found before and that nobody drew; `pages_doubted`: on which it seems to go on in other columns.
    """

    key: str
    title: str
    title_page: int
    title_box: Box | None
    fragments: list[Fragment] = field(default_factory=list)
    head: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    unread: bool = False
    said_unit: str = ""
    pages_left: tuple[int, ...] = ()
    pages_doubted: tuple[int, ...] = ()

    @property
    def last_page(self) -> int:
        """The page the table ends on."""
        return self.fragments[-1].page if self.fragments else self.title_page


def find_tables(pages: list[Page], definitions: Definitions, read_unruled: ReadUnruled) -> list[Found]:
    """All tables of the pages in printed order, known and other; a known title without any grid or unruled table below has no fragments."""
    found: list[Found] = []
    for page in pages:
        if not is_contents(page, definitions):
            _find_on_page(page, definitions, read_unruled, found)
    return [table for table in found if table.fragments or table.unread or says_empty(table.below, definitions)]


def is_contents(page: Page, definitions: Definitions) -> bool:
    """Whether the page is a list of contents: headed so, or most of its lines end in a page number behind dots."""
    folded = [fold(line.text) for line in page.lines]
    led = sum([definitions.patterns["led_to_page"].search(text) is not None for text in folded if text[-1:].isdigit()])
    return led >= 4 or (any(definitions.patterns["contents"].match(text) for text in folded[:6]) and not page.grids)


def _find_on_page(page: Page, definitions: Definitions, read_unruled: ReadUnruled, found: list[Found]) -> None:
    outside = [line for line in page.lines if not any(_inside(line.box, grid.box) for grid in page.grids)]
    top = 0.0
    for grid in page.grids:
        between = [line for line in outside if top - 2 <= line.box.top and line.box.bottom <= grid.box.top + 3]
        _place_titles_without_grid(page, between, grid.box.top, definitions, read_unruled, found)
        _place_grid(page, grid, between, definitions, found)
        top = grid.box.bottom
    rest = [line for line in outside if line.box.top >= top - 2]
    if page.grids and found and found[-1].fragments:
        below = []
        for line in rest:
            if heads.match_title(line.text, definitions):
                break
            below.append(line.text)
        found[-1].below += below
    _place_titles_without_grid(page, rest, page.height, definitions, read_unruled, found, last=True)
    if not page.grids:
        _continue_unruled(page, definitions, read_unruled, found)


def _place_grid(page: Page, grid: Grid, between: list[Line], definitions: Definitions, found: list[Found]) -> None:
    texts = [line.text for line in between]
    fragment = Fragment(page.number, grid, texts, [])
    title = heads.find_title(texts, definitions)
    if title:
        index, printed = title
        if found and found[-1].key == printed.key and _goes_on(found[-1], page.number, grid):
            found[-1].fragments.append(fragment)
            return
        found.append(Found(printed.key, printed.text, page.number, between[index].box, [fragment], texts[max(0, index - 3) :]))
        return
    inside = _title_inside(grid, definitions)
    if inside:
        found.append(Found(inside.key, inside.text, page.number, grid.box, [fragment], texts))
        return
    previous = found[-1] if found else None
    other = heads.other_title(texts, definitions)
    if previous and not previous.fragments and page.number - previous.title_page <= 1 and not says_empty(previous.below, definitions):
        previous.fragments.append(fragment)
        previous.head += texts
        return
    if previous and not other and _continues(previous, page.number, grid, texts):
        previous.fragments.append(fragment)
        return
    found.append(Found("", other, page.number, None, [fragment], texts))


def _title_inside(grid: Grid, definitions: Definitions) -> heads.Title | None:
    """A known title printed in the first rows of the grid itself."""
    for cell in grid.cells:
        if cell.row <= 2 and cell.column_span >= max(2, grid.columns // 2):
            key = heads.match_title(cell.text, definitions)
            if key:
                return heads.Title(key, "".join(cell.text.split()))
    return None


def _continues(previous: Found, page: int, grid: Grid, above: list[str]) -> bool:
    """Whether an untitled grid goes on with the table before it: the next page or the same one, hardly a line between, the same columns."""
    if not previous.fragments or page - previous.last_page > 1 or len([text for text in above if len(fold(text)) > 6]) > MANY_LINES_ABOVE:
        return False
    last = previous.fragments[-1]
    if page == last.page and len(above) > 1:
        return False
    return same_columns(last.grid, grid) or _same_heading(previous.fragments[0].grid, grid)


def _goes_on(previous: Found, page: int, grid: Grid) -> bool:
    """Whether a table whose title is repeated on the next page is the same table going on."""
    return bool(previous.fragments) and previous.last_page == page - 1 and same_columns(previous.fragments[-1].grid, grid)


def same_columns(one: Grid, other: Grid) -> bool:
    """Whether two grids share their column edges (all of the one with fewer; or, of equal count, their outline)."""
    mine, theirs = column_edges(one), column_edges(other)
    shared = sum(any(abs(edge - known) <= SAME_EDGE for known in mine) for edge in theirs)
    outline = abs(mine[0] - theirs[0]) <= SAME_EDGE and abs(mine[-1] - theirs[-1]) <= SAME_EDGE
    if outline and shared == min(len(mine), len(theirs)) >= 3:
        return True
    return shared >= 0.8 * max(len(mine), len(theirs)) or (
        len(mine) == len(theirs) > 3 and abs(mine[0] - theirs[0]) < 20 and abs(mine[-1] - theirs[-1]) < 20
    )


def column_edges(grid: Grid) -> list[float]:
    """The x of every column edge, ascending."""
    edges: list[float] = []
    for x in sorted({x for cell in grid.cells for x in (cell.box.x0, cell.box.x1)}):
        if not edges or x - edges[-1] > SAME_EDGE / 2:
            edges.append(x)
    return edges


def _same_heading(one: Grid, other: Grid) -> bool:
    first = [{fold(cell.text) for cell in grid.cells if cell.row <= 1 and cell.text.strip()} for grid in (one, other)]
    return len(first[0]) >= 3 and first[0] == first[1]


def _headed_alike(one: Grid, other: Grid) -> bool:
    """Whether the first rows of two unruled grids share words: the heading is printed again."""
    words = [{fold(cell.text) for cell in grid.cells if cell.row < HEADING_ROWS and not _AMOUNT.search(cell.text)} for grid in (one, other)]
    return len([word for word in words[0] & words[1] if len(word) > 1]) >= HEADED


def _place_titles_without_grid(
    page: Page,
    lines: list[Line],
    bottom: float,
    definitions: Definitions,
    read_unruled: ReadUnruled,
    found: list[Found],
    last: bool = False,
) -> None:
    """Known titles with no ruled grid of their own: look for an unruled table below each, else keep the bare title.

    A bare title counts when a note says the table is empty, or when it ends the page and its grid may begin on the next.
    """
    titled = [(index, key) for index, line in enumerate(lines) if (key := heads.match_title(line.text, definitions))]
    if not last:
        titled = titled[:-1]
    for position, (index, key) in enumerate(titled):
        following = titled[position + 1][0] if position + 1 < len(titled) else len(lines)
        until = lines[following].box.top if following < len(lines) else bottom
        texts = [line.text for line in lines[index + 1 : following]]
        until = _end_of_table(page, lines[index + 1 : following], until, definitions)
        grid = read_unruled(page.number, lines[index].box.bottom, until) if len(texts) >= 2 else None
        at_the_end = last and following == len(lines) and len(texts) <= MANY_LINES_ABOVE
        unread = grid is None and _prints_amounts(texts, headed=bool(heads.money_unit(texts[:3], definitions)))
        if grid is None and not unread and not says_empty(texts, definitions) and not at_the_end:
            continue
        fragments = [Fragment(page.number, grid, texts, [])] if grid else []
        if grid and found and found[-1].key == key and _unruled_before(found, page):
            found[-1].fragments += fragments
            found[-1].below = texts
            continue
        head = [line.text for line in lines[max(0, index - 2) : index]] + texts[:4]
        found.append(Found(key, lines[index].text, page.number, lines[index].box, fragments, head, texts, unread))


def _end_of_table(page: Page, lines: list[Line], bottom: float, definitions: Definitions) -> float:
    """The y above which an unruled table must end: its first note, or the page number at the foot."""
    for line in lines:
        folded = fold(line.text)
        noted = definitions.patterns["note"].match(folded) or definitions.patterns["conditional"].search(folded)
        if noted or _is_page_number(line, page, definitions):
            return line.box.top
    return bottom


def _is_page_number(line: Line, page: Page, definitions: Definitions) -> bool:
    return line.box.top > FOOT * page.height and bool(definitions.patterns["page_mark"].match(fold(line.text)))


def _prints_amounts(texts: list[str], headed: bool = False) -> bool:
    """Whether these lines are those of a table: some amounts, or one below a unit of money of its own (`headed`)."""
    return sum(len(_AMOUNT.findall(text)) for text in texts) >= (1 if headed else FEWEST_AMOUNTS)


def says_empty(texts: list[str], definitions: Definitions) -> bool:
    """Whether these lines, or a note below the headings and labels of an empty table, say that it has, or may have, no figures."""
    notes = [number for number, text in enumerate(texts) if definitions.patterns["note"].match(fold(text))]
    said = [texts[:8], *(texts[number : number + 3] for number in notes)]
    if any(definitions.patterns["conditional"].search(fold(text)) for text in texts):
        return not _prints_amounts(texts)
    return any(definitions.patterns["no_data"].search(fold("".join(lines))) for lines in said)


def _continue_unruled(page: Page, definitions: Definitions, read_unruled: ReadUnruled, found: list[Found]) -> None:
    """An unruled table may go on over a page without any grid or title; text above or between the figures means that it does not."""
    if not _unruled_before(found, page) or any(heads.match_title(line.text, definitions) for line in page.lines):
        return
    bottom = _end_of_table(page, list(page.lines), page.height, definitions)
    lines = [line for line in page.lines if line.box.bottom <= bottom]
    grid = read_unruled(page.number, 0.0, bottom)
    end = grid.box.bottom if grid else next((line.box.bottom for line in lines if _AMOUNT.search(line.text)), 0.0)
    if any(definitions.patterns["sentence_end"].search(fold(line.text)) for line in lines if line.box.top <= end):
        return
    first = found[-1].fragments[0].grid
    if not page.ocr and (grid is None or not _headed_alike(first, grid)):
        grid = in_columns(lines, grid, column_edges(first)) or grid
    if grid and (same_columns(first, grid) or _within_columns(first, grid)):
        found[-1].fragments.append(Fragment(page.number, grid, [], []))
    elif grid:
        found[-1].pages_doubted += (page.number,)


def _unruled_before(found: list[Found], page: Page) -> bool:
    """Whether the last table was read without its rules and ends on the page before."""
    fragments = found[-1].fragments if found else []
    return bool(fragments) and fragments[-1].grid.method == "text" and fragments[-1].page == page.number - 1


def _within_columns(one: Grid, other: Grid) -> bool:
    """Whether each column of the other grid stands in a column of its own of the one: without rules a blank column is not seen."""
    edges, others = column_edges(one), column_edges(other)
    middles = [(left + right) / 2 for left, right in pairwise(others)]
    homes = [next((i for i, (left, right) in enumerate(pairwise(edges)) if left <= middle <= right), None) for middle in middles]
    return None not in homes and len(set(homes)) == len(homes)


def _inside(box: Box, area: Box) -> bool:
    middle = (box.top + box.bottom) / 2
    return area.top - 1 <= middle <= area.bottom + 1 and box.x0 >= area.x0 - 30 and box.x1 <= area.x1 + 30
