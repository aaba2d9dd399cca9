"""Help where reading fails: a first drawing of a table to begin with, what a drawing would be read as, and drawings of other years."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pandas as pd

from core.definitions import Definitions
from core.errors import ReportError
from core.model import Box, Drawing, Table
from core.reading import Document, Grid, Page
from core.reading.joined import Joined, open_joined
from core.store.library import Library
from core.tables import heads
from core.tables.drawn import proposed
from core.tables.find import column_edges
from core.tables.understand import understand_drawn

_UNREAD = ("table_not_read", "unruled_does_not_add_up", "unruled_not_proved", "unknown_heading", "unit_unknown", "rows_in_one")
_AROUND = 4.0  # points


def suggested(paths: Sequence[Path], table: str, number: int, definitions: Definitions, like: Sequence[Drawing] = ()) -> Drawing:
    """A drawing to begin with on a page: by its rules, else by the places of its words below the title, else around all of its text.

    `paths`: the files of the report, in the order of their pages.  `like`: drawings of the same table on other pages, whose headings and
    unit go on where this page does not say its own.
    Raises ReportError as `open_document`, and page_turned on a page turned to be read: what is drawn there is not where it was read.
    """
    with _opened(paths, [number]) as (file, pages):
        page = pages[0]
        if page.turns:
            raise ReportError("page_turned", page=number)
        grid = _grid(file, page, table, definitions)
        area = grid.box if grid else _around(page)
        columns = column_edges(grid)[1:-1] if grid else []
        unit = heads.money_unit([line.text for line in page.lines], definitions)
        begun = Drawing(table, unit, number, area, tuple(round(x, 1) for x in columns), (), ("",) * (len(columns) + 1))
        own = proposed(grid, definitions.tables[table], definitions) if grid and grid.columns == len(begun.headings) else ()
        if _says_amounts(own):
            return replace(begun, headings=own)
        return _headed(file, page, begun, definitions, like)


def with_headings(paths: Sequence[Path], drawing: Drawing, definitions: Definitions, like: Sequence[Drawing] = ()) -> Drawing:
    """The drawing with what its columns hold told anew by the words above them, as far as these say.  Raises as `suggested`."""
    with _opened(paths, [drawing.page]) as (file, pages):
        return _headed(file, pages[0], drawing, definitions, like)


def tried(paths: Sequence[Path], drawings: Sequence[Drawing], definitions: Definitions) -> Table | None:
    """What these drawings of one table would be read as; None when the table is none that can be read.  Raises as `suggested`."""
    with _opened(paths, sorted({drawing.page for drawing in drawings})) as (file, pages):
        tables = understand_drawn(pages, drawings, definitions, file.read_drawn)
    return tables[0] if tables else None


def offered(library: Library, report: str) -> dict[str, list[Drawing]]:
    """Tables not found or misread here that were drawn in another report of the unit, as drawings for this one, not yet applied.

    Where the report says on which page the table begins the drawings move there.
    """
    kept = library.known(report)
    drawn = {drawing.table for drawing in library.drawings(report)}
    first = _needing(library, report)
    offers = {}
    for table, drawings in library.drawings_elsewhere(report).items():
        if table not in first or table in drawn:
            continue
        shift = (first[table] or drawings[0].page) - drawings[0].page
        moved = [replace(drawing, page=drawing.page + shift) for drawing in drawings]
        if all(1 <= drawing.page <= kept.pages for drawing in moved):
            offers[table] = moved
    return offers


def _needing(library: Library, report: str) -> dict[str, int | None]:
    """The tables that were not found or misread, with the page they begin on where that is known."""
    problems = library.problems(report)
    unread = set(problems[problems["kind"].isin(_UNREAD)]["table_no"].dropna())
    tables = library.tables(report)
    known = set(tables[tables["state"].isin(["missing"]) | tables["table_no"].isin(unread)]["table"])
    pages = {row.table: row.first_page for row in tables.itertuples() if row.table in known}
    return {table: None if pd.isna(page) else int(page) for table, page in pages.items()}


def files_of(library: Library, report: str) -> list[Path]:
    """The files a report was read from, in the order of their pages.  Raises LibraryError original_missing."""
    kept = library.known(report)
    return [library.original_path(sha256) for sha256 in (kept.sha256, *(annex.sha256 for annex in library.annexes(report)))]


@contextmanager
def _opened(paths: Sequence[Path], numbers: Sequence[int]) -> Iterator[tuple[Document | Joined, list[Page]]]:
    with open_joined(paths) as file:
        yield file, file.read_scans([file.read_page(number) for number in numbers])


def _headed(file: Document | Joined, page: Page, drawing: Drawing, definitions: Definitions, like: Sequence[Drawing]) -> Drawing:
    grid, table = file.read_drawn(page, drawing), definitions.tables[drawing.table]
    own = proposed(grid, table, definitions) if grid else drawing.headings
    same = next((other for other in like if len(other.headings) == len(own)), None)
    headings = same.headings if same and not _says_amounts(own) else own
    return replace(drawing, headings=headings, unit=drawing.unit or next((other.unit for other in like), ""))


def _says_amounts(headings: Sequence[str]) -> bool:
    return any(heading and heading.rpartition("/")[2] not in ("code", "label", "line_number") for heading in headings)


def _grid(file: Document | Joined, page: Page, table: str, definitions: Definitions) -> Grid | None:
    """The grid below the title of the table, else the largest of the page."""
    titles = [line.box.bottom for line in page.lines if heads.match_title(line.text, definitions) == table]
    top = titles[0] if titles else 0.0
    ruled = sorted((grid for grid in page.grids if grid.box.bottom > top), key=lambda grid: -grid.rows * grid.columns)
    return ruled[0] if ruled else file.read_unruled(page.number, top, page.height)


def _around(page: Page) -> Box:
    boxes = [line.box for line in page.lines] or [Box(0.1 * page.width, 0.1 * page.height, 0.9 * page.width, 0.9 * page.height)]
    x0, top = min(box.x0 for box in boxes), min(box.top for box in boxes)
    x1, bottom = max(box.x1 for box in boxes), max(box.bottom for box in boxes)
    return Box(*(round(edge, 1) for edge in (x0 - _AROUND, top - _AROUND, x1 + _AROUND, bottom + _AROUND)))
