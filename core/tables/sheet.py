"""A table laid out as one sheet: the grids of its pages under one another, each with its own heading or the one before it."""

from dataclasses import dataclass, replace

from core.definitions import Definitions, TableDefinition
from core.names import fold
from core.reading.page import Grid
from core.tables.drawn import named
from core.tables.find import Found, Fragment, column_edges, same_columns
from core.tables.grid import Row, rows_of
from core.tables.headings import HeadColumn, Heading, read_heading


@dataclass(frozen=True, slots=True)
class Part:
    """The grid of one page in the sheet: its rows, its heading, its columns, and the sheet row its first row has.

    `data`: the rows that carry data; a heading repeated further down, and a row repeated right under it, are left out.
    """

    page: int
    grid: Grid
    rows: list[Row]
    heading: Heading
    columns: tuple[HeadColumn, ...]
    offset: int
    data: list[Row]


def _data(rows: list[Row], heading: Heading) -> list[Row]:
    headings = {_texts(row) for row in rows[: heading.data]} - {()}
    kept: list[Row] = []
    seen: set[tuple[str, ...]] = set()
    repeats = False
    for row in rows[heading.data :]:
        texts = _texts(row)
        if texts in headings:
            repeats = True
        elif not (repeats and texts in seen):
            repeats = False
            seen.add(texts)
            kept.append(row)
    return kept


def _texts(row: Row) -> tuple[str, ...]:
    return tuple([text for cell in row.starting if (text := fold(cell.text))])


def lay_out(found: Found, table: TableDefinition | None, definitions: Definitions) -> list[Part]:
    """The parts of a table in order.  A page without a heading of its own takes the columns of the page before, by position."""
    parts: list[Part] = []
    offset = 0
    for fragment in found.fragments:
        if parts and fragment.grid.columns < parts[0].grid.columns:
            fragment = replace(fragment, grid=_widened(fragment.grid, parts[0].grid))
        part = _part(fragment, table, definitions, parts[-1] if parts else None, offset)
        parts.append(part)
        offset += len(part.rows)
    return parts


def _widened(grid: Grid, wider: Grid) -> Grid:
    """A grid whose merged cells leave out columns, its cells counted by the columns of the page before (as it is if they do not fit)."""
    edges = column_edges(wider)

    def nearest_edge(x: float) -> int:
        return min(range(len(edges)), key=lambda index: abs(edges[index] - x))

    ends = [(nearest_edge(cell.box.x0), nearest_edge(cell.box.x1)) for cell in grid.cells]
    fits = len(edges) == wider.columns + 1 and all(first < last for first, last in ends)
    if not fits or not same_columns(wider, grid):
        return grid
    cells = [replace(cell, column=first, column_span=last - first) for cell, (first, last) in zip(grid.cells, ends, strict=True)]
    return replace(grid, cells=tuple(cells), columns=wider.columns)


def _part(fragment: Fragment, table: TableDefinition | None, definitions: Definitions, before: Part | None, offset: int) -> Part:
    rows = rows_of(fragment.grid)
    heading = read_heading(fragment.grid, rows, table, definitions)
    columns = heading.columns
    if fragment.headings and table is not None:
        columns = named(columns, fragment.headings, table)
    elif before is not None and not _has_words(heading, table):
        columns = _inherited(heading.columns, before.columns)
        heading = Heading(heading.first, 0 if heading.data == len(rows) else heading.data, heading.number_row, columns)
    return Part(fragment.page, fragment.grid, rows, heading, columns, offset, _data(rows, heading))


def _has_words(heading: Heading, table: TableDefinition | None) -> bool:
    """Whether the grid has a heading of its own: words over at least two columns that mean something."""
    if heading.data == heading.first:
        return False
    known = [column for column in heading.columns if column.path and (column.key or column.role in ("code", "label", "line_number"))]
    if table is not None and table.rows == "three_public":
        known = [column for column in heading.columns if column.path]
    return len(known) >= 2


def _inherited(columns: tuple[HeadColumn, ...], before: tuple[HeadColumn, ...]) -> tuple[HeadColumn, ...]:
    """Columns named by those of the page before: by number when there are as many, else by where their middle stands."""
    named = []
    for column in columns:
        source = before[column.index] if len(columns) == len(before) else _at((column.x0 + column.x1) / 2, before)
        if source is None:
            named.append(column)
            continue
        named.append(HeadColumn(column.index, column.x0, column.x1, source.path, source.role, source.key, source.side, source.near))
    return tuple(named)


def _at(x: float, columns: tuple[HeadColumn, ...]) -> HeadColumn | None:
    return next((column for column in columns if column.x0 <= x <= column.x1), None)
