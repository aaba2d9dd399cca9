"""Several reports in one file: a department's and those of its units, one after the other.  Told by the tables, which then come again."""

from dataclasses import dataclass
from itertools import pairwise

from core.definitions import Definitions
from core.identity import identify
from core.model import Problem, Table
from core.names import fold
from core.reading.page import Page
from core.tables.find import is_contents

LEAST_SHARED = 3  # so many tables printed again are a second set
NEAR = 2  # pages: a table alone that comes again so soon is the rest of it under its title
COVER_LINES = 14  # a page with more lines is no cover


@dataclass(frozen=True, slots=True)
class Part:
    """One report of a file: its pages and its unit, "" when it does not say."""

    first: int
    last: int
    unit_name: str


def parts_of(pages: list[Page], tables: tuple[Table, ...], definitions: Definitions) -> tuple[Part, ...]:
    """The reports of a file in order, () when it is one.

    A set of tables that comes again is another report only if it does not name the same unit; the pages before its first table belong
    to it from its cover or list of contents on.
    """
    sets = _sets(tables, definitions)
    if len(sets) < 2:
        return ()
    starts = [pages[0].number]
    for before, own in pairwise(sets):
        starts.append(_start(pages, max(t.last_page or 0 for t in before), own[0].first_page or 0, definitions))
    bounds = list(pairwise([*starts, pages[-1].number + 1]))
    parts: list[Part] = []
    for (first, after), own in zip(bounds, sets, strict=True):
        inside = [page for page in pages if first <= page.number < after]
        name = identify(inside, tuple(own), definitions).unit_name
        if parts and name and fold(name) == fold(parts[-1].unit_name):
            parts[-1] = Part(parts[-1].first, after - 1, name)
        else:
            parts.append(Part(first, after - 1, name))
    return tuple(parts) if len(parts) > 1 else ()


def _sets(tables: tuple[Table, ...], definitions: Definitions) -> list[list[Table]]:
    """The known tables of the file in printed order, a new set where enough of them come again."""
    sets: list[list[Table]] = [[]]
    printed = [t for t in tables if t.table in definitions.tables and t.state in ("filled", "empty") and t.first_page is not None]
    for index, table in enumerate(printed):
        own = {other.table for other in sets[-1]}
        following = {other.table for other in printed[index:]}
        goes_on = own == {table.table} and (table.first_page or 0) - (sets[-1][-1].last_page or 0) <= NEAR
        if table.table in own and not goes_on and len(own & following) >= min(LEAST_SHARED, len(own)):
            sets.append([])
        sets[-1].append(table)
    return sets


def _start(pages: list[Page], after: int, until: int, definitions: Definitions) -> int:
    """The page a later report begins on: its cover, else its list of contents, else its first table."""
    between = [page for page in pages if after < page.number <= until]
    covers = [page.number for page in between if _is_cover(page, definitions)]
    contents = [page.number for page in between if is_contents(page, definitions)]
    return next(iter([*covers, *contents]), until)


def _is_cover(page: Page, definitions: Definitions) -> bool:
    """A short page without tables that says what the report is of, and what."""
    if page.grids or not 0 < len(page.lines) <= COVER_LINES:
        return False
    identity = identify([page], (), definitions)
    return identity.kind != "unknown" and bool(identity.unit_name)


def is_in(page: Page, part: str) -> bool:
    """Whether a page belongs to a part, `12-30`; every page does to ""."""
    first, _, last = part.partition("-")
    return not part or int(first) <= page.number <= int(last)


def several_reports(parts: tuple[Part, ...]) -> list[Problem]:
    """Says that a file holds several reports, which, and that only the first is read; nothing for one."""
    if not parts:
        return []
    others = "; ".join(f"{part.unit_name or '?'} {part.first}-{part.last}" for part in parts)
    ranges = [f"{part.first}-{part.last}" for part in parts]
    return [Problem("several_reports", "", {"count": len(parts), "parts": others, "last": parts[0].last, "ranges": ranges})]
