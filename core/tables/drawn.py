"""Tables a person drew: what a column of each can hold, and how drawn tables take the place of what was found there.

What a column holds is one key: `code`, `label` or `line_number`; a column key of the table; in two-sided tables the side before it
(`revenue/label`, `expenditure/amount`); in the three public expenses basis and item, either may be left out (`budget/total`,
`executed/`, `/official_hospitality`); in tables with economic columns an economic code.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import takewhile

from core.definitions import Definitions, TableDefinition
from core.model import Box, Drawing
from core.reading.page import Grid, Page
from core.tables.find import Found, Fragment
from core.tables.grid import rows_of
from core.tables.headings import HeadColumn, label_key, read_heading
from core.tables.three_public_words import find_basis, find_item

ReadDrawn = Callable[[Page, Drawing], Grid | None]
_PLAIN = ("code", "label", "line_number")
_SAME_PLACE = 0.5  # share of the smaller of two areas that both cover


def choices(table: TableDefinition, definitions: Definitions) -> tuple[str, ...]:
    """Everything a column of this table can hold."""
    columns = [column.key for column in table.columns]
    if table.rows == "three_public":
        items = [line.key for line in table.lines]
        pairs = [f"{column}/{item}" for column in columns for item in items]
        return (*_PLAIN[1:], *pairs, *(f"{column}/" for column in columns), *(f"/{item}" for item in items))
    if table.sides:
        sided = {side: [c.key for c in table.columns if c.side in ("", side)] for side in table.sides}
        return tuple(f"{side}/{key}" for side, keys in sided.items() for key in (*_PLAIN[1:], *keys))
    economic = tuple(definitions.economic) if table.economic_columns else ()
    return (*_PLAIN, *columns, *economic)


def proposed(grid: Grid, table: TableDefinition, definitions: Definitions) -> tuple[str, ...]:
    """What the columns of a grid hold by the words above them; "" where these do not say, or say the same of two columns of amounts."""
    heading = read_heading(grid, rows_of(grid), table, definitions)
    keys = [_proposed(column, table, definitions) for column in heading.columns]
    known = set(choices(table, definitions))
    many = {key for key in keys if keys.count(key) > 1 and key.rpartition("/")[2] not in _PLAIN and table.rows != "economic"}
    return tuple(key if key in known - many else "" for key in keys)


def _proposed(column: HeadColumn, table: TableDefinition, definitions: Definitions) -> str:
    plain = column.role if column.role in _PLAIN else ""
    if table.rows == "three_public":
        words = [label_key(word, definitions) for word in column.path]
        item, basis = find_item(words, table, definitions), find_basis(words, table)
        return plain if plain or not (item or basis) else f"{basis}/{item.key if item else ''}"
    key = plain or column.key
    return f"{column.side}/{key}" if table.sides and key else key


def named(columns: Sequence[HeadColumn], headings: Sequence[str], table: TableDefinition) -> tuple[HeadColumn, ...]:
    """The columns with the meaning a person gave them; one without is `skipped`."""
    return tuple(_named(column, key, table) for column, key in zip(columns, headings, strict=True))


def _named(column: HeadColumn, key: str, table: TableDefinition) -> HeadColumn:
    side, _, own = key.rpartition("/") if table.sides else ("", "", key)
    if not own:
        return replace(column, role="skipped", key="", side=side)
    if own in _PLAIN:
        return replace(column, role=own, key="", side=side)
    if table.rows == "three_public":
        return replace(column, role="amount", key="", path=_path(own, table))
    return replace(column, role="amount", key=own, side=side)


def _path(key: str, table: TableDefinition) -> tuple[str, ...]:
    """Basis and item as the words that name them."""
    basis, _, item = key.partition("/")
    words = [line.names[0] for line in table.lines if line.key == item]
    return (*words, *(column.names[0] for column in table.columns if column.key == basis))


def place_drawings(
    found: list[Found], pages: Sequence[Page], drawings: Sequence[Drawing], definitions: Definitions, read_drawn: ReadDrawn
) -> list[Found]:
    """The tables with the drawn ones in their places: a drawn table replaces its namesake, and what was found where it stands."""
    drawn = drawn_tables(pages, drawings, definitions, read_drawn)
    for table in drawn:
        namesakes = [item for item in found if item.key == table.key]
        for namesake in namesakes[:1]:
            table.title, table.head, table.below = namesake.title, namesake.head, namesake.below
        pages_found = {fragment.page for item in namesakes for fragment in item.fragments}
        table.pages_left = tuple(sorted(pages_found - {drawing.page for drawing in drawings if drawing.table == table.key}))
        found = [rest for item in found if item.key != table.key and (rest := _without(item, drawings)) is not None]
    return sorted([*found, *drawn], key=_order)


def drawn_tables(pages: Sequence[Page], drawings: Sequence[Drawing], definitions: Definitions, read_drawn: ReadDrawn) -> list[Found]:
    """A table for each key that was drawn, its pages in order."""
    by_number = {page.number: page for page in pages}
    tables: dict[str, Found] = {}
    for drawing in sorted(drawings, key=lambda drawing: drawing.page):
        page = by_number.get(drawing.page)
        definition = definitions.tables.get(drawing.table)
        if page is None or definition is None:
            continue
        table = tables.setdefault(drawing.table, Found(drawing.table, definition.title, drawing.page, drawing.area, said_unit=drawing.unit))
        grid = read_drawn(page, drawing)
        if grid is not None and grid.columns == len(drawing.headings):
            table.fragments.append(Fragment(drawing.page, grid, [], [], drawing.headings))
        else:
            table.unread = True
    return list(tables.values())


def _without(item: Found, drawings: Sequence[Drawing]) -> Found | None:
    """What was found up to where a person drew another table over it; None when nothing stands before that."""
    kept = list(takewhile(lambda fragment: not any(_is_at(drawing, fragment) for drawing in drawings), item.fragments))
    if len(kept) == len(item.fragments):
        return item
    return replace(item, fragments=kept) if kept else None


def _is_at(drawing: Drawing, fragment: Fragment) -> bool:
    one, other = drawing.area, fragment.grid.box
    width, height = min(one.x1, other.x1) - max(one.x0, other.x0), min(one.bottom, other.bottom) - max(one.top, other.top)
    smaller = min(_size(one), _size(other))
    return drawing.page == fragment.page and width > 0 and height > 0 and width * height > _SAME_PLACE * smaller


def _size(box: Box) -> float:
    return (box.x1 - box.x0) * (box.bottom - box.top)


def _order(item: Found) -> tuple[int, float]:
    first = item.fragments[0] if item.fragments else None
    top = first.grid.box.top if first and first.page == item.title_page else item.title_box.top if item.title_box else 0.0
    return item.title_page, top
