"""Pages → tables: the one way from what was read to what it means."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from core.amounts import format_amount
from core.definitions import Definitions, TableDefinition
from core.model import Drawing, Place, Problem, Table
from core.names import fold
from core.reading.page import Page
from core.tables import heads
from core.tables.drawn import ReadDrawn, drawn_tables, place_drawings
from core.tables.facts import Yield, make_facts
from core.tables.find import Found, ReadUnruled, find_tables
from core.tables.own_sums import broken_sums, covered_share, one_figure_is_off, two_are_exchanged
from core.tables.printed import printed_cells
from core.tables.scanned import mark_scanned
from core.tables.sheet import Part, lay_out
from core.tables.three_public import three_public_facts
from core.tables.twice import report_lines_told_twice

PROVED = 0.5  # share of an unruled table's figures that must stand in some sum
_UNDERSTOOD = {"column_not_kept", "line_not_kept"}  # problems of what is no data of the table


def understand_tables(
    pages: list[Page],
    definitions: Definitions,
    read_unruled: ReadUnruled,
    units: Mapping[tuple[str, int | None], str] | None = None,
    drawings: Sequence[Drawing] = (),
    read_drawn: ReadDrawn | None = None,
) -> tuple[Table, ...]:
    """The tables of a report in printed order, then those it names or should have but does not print.

    `units`: for tables whose unit is not printed, what a person said, by the table's key and first page.  `drawings`: tables a person drew,
    read by `read_drawn`; they take the place of what was found there.
    """
    found = _tell_twins_apart(find_tables(pages, definitions, read_unruled), definitions)
    if drawings and read_drawn:
        found = place_drawings(found, pages, drawings, definitions, read_drawn)
    tables = [_understand(item, definitions, (units or {}).get((item.key, item.title_page), "")) for item in found]
    tables = [_doubted(table, before, definitions) for before, table in zip([None, *tables], tables, strict=False)]
    tables = [mark_scanned(table, pages, item.fragments) for table, item in zip(tables, found, strict=True)]
    return (*tables, *_not_printed(tables, pages, definitions))


def understand_drawn(pages: list[Page], drawings: Sequence[Drawing], definitions: Definitions, read_drawn: ReadDrawn) -> tuple[Table, ...]:
    """What the drawn tables alone would be understood as; `pages`: those they are drawn on."""
    found = drawn_tables(pages, drawings, definitions, read_drawn)
    return tuple(mark_scanned(_understand(item, definitions, ""), pages, item.fragments) for item in found)


def _tell_twins_apart(found: list[Found], definitions: Definitions) -> list[Found]:
    """Where two tables share a title, the second key counts only in a report that also prints the first under its own title."""
    for twin in definitions.tables.values():
        if not twin.only_beside:
            continue
        own = fold(definitions.tables[twin.only_beside].title)
        shared = [item for item in found if item.key == twin.only_beside and fold(twin.title) in fold(item.title)]
        if shared and any(item.key == twin.only_beside and own in fold(item.title) for item in found):
            for item in shared:
                item.key = twin.key
    return found


def _understand(found: Found, definitions: Definitions, said_unit: str) -> Table:
    table = definitions.tables.get(found.key)
    parts = lay_out(found, table, definitions)
    unit = found.said_unit or _unit(found, parts, definitions) or said_unit
    note = heads.notes(found.below, definitions)
    headings = [text for part in parts[:1] for column in part.columns for text in column.path]
    made = _facts(parts, table, unit, found, definitions) if table and (parts or found.unread) else None
    return Table(
        table=found.key or "other:" + found.title,
        title=found.title,
        printed_number=heads.printed_number([*found.head, *_title_texts(parts)], definitions),
        unit=unit,
        first_page=found.title_page,
        last_page=found.last_page,
        state="filled" if _has_amounts(parts, made) else "empty",
        budget_basis=heads.budget_basis(note, headings, definitions) if table and table.rows == "three_public" else "",
        note=note,
        cells=printed_cells(parts, definitions),
        facts=tuple(made.facts) if made else (),
        problems=tuple(made.problems) if made else (),
    )


def _doubted(table: Table, before: Table | None, definitions: Definitions) -> Table:
    """An untitled table with figures right behind a known one may be its continuation: said, never joined on a guess."""
    close = before is not None and before.table in definitions.tables and (table.first_page or 0) - (before.last_page or 0) <= 1
    if table.table != "other:" or table.state != "filled" or not close:
        return table
    place = table.cells[0].place if table.cells else Place(table.first_page)
    return replace(table, problems=(Problem("table_without_title", "", {"page": table.first_page, "before": before.title}, place),))


def _facts(parts: list[Part], table: TableDefinition, unit: str, found: Found, definitions: Definitions) -> Yield:
    made = Yield(table, unit, definitions)
    if found.unread:
        made.problem("table_not_read", Place(found.title_page, found.title_box))
        return made
    if not unit:
        if _has_amounts(parts, None):
            made.problem("unit_unknown", Place(found.title_page, found.title_box))
        return made
    if table.rows == "three_public":
        three_public_facts(parts, made)
    else:
        made = make_facts(parts, table, unit, definitions)
    report_lines_told_twice(made)
    if found.pages_left:
        made.problem("drawn_in_part", Place(found.pages_left[0]), pages=", ".join(map(str, found.pages_left)))
    if any(fragment.grid.method == "text" for fragment in found.fragments):
        _doubt_unruled(made, found)
    for page in found.pages_doubted:
        made.problems.append(Problem("table_may_go_on", table.title, {"table": table.title, "page": page}, Place(page)))
    return made


def _can_be_right(made: Yield) -> bool:
    """Whether most figures stand in a sum, both sides have some, and no line is named twice."""
    sides = {fact.side for fact in made.facts}
    places = {(fact.side, fact.line, fact.parent_line, fact.column) for fact in made.facts}
    return covered_share(made.facts) >= PROVED and len(sides) >= len(made.table.sides) and len(places) == len(made.facts)


def _doubt_unruled(made: Yield, found: Found) -> None:
    """A table read without its rules counts only if all was placed and adds up, but for one slip; its figures stay marked even so.

    One figure that breaks its sums while all others hold, or two exchanged, is what the report prints: it is left to the checks.
    """
    if all(problem.kind in _UNDERSTOOD for problem in made.problems) and made.facts and not _can_be_right(made):
        made.problem("unruled_not_proved", Place(found.title_page, found.title_box), count=len(made.facts))
    if any(problem.kind not in _UNDERSTOOD for problem in made.problems):
        made.facts = []
    broken = broken_sums(made.facts)
    if broken and not one_figure_is_off(made.facts) and not two_are_exchanged(made.facts):
        total, parts = broken[0].total, broken[0].parts_fen
        summed = format_amount(parts, made.definitions.money[made.unit])
        made.problem(
            "unruled_does_not_add_up", Place(found.title_page, found.title_box), line=total.line_name, text=total.printed, sum=summed
        )
        made.facts = []
    made.facts = [replace(fact, doubt="unruled") for fact in made.facts]


def _title_texts(parts: list[Part]) -> list[str]:
    return [cell.text for part in parts[:1] for cell in part.grid.cells if cell.row < part.heading.first]


def _unit(found: Found, parts: list[Part], definitions: Definitions) -> str:
    """The unit beside the title, in the title rows of the grid, in brackets behind title or headings, or in the lines below."""
    headings = [cell.text for part in parts[:1] for cell in part.grid.cells if cell.row < part.heading.data]
    return (
        heads.money_unit(_title_texts(parts), definitions)
        or heads.money_unit(found.head, definitions)
        or heads.bracketed_unit([found.title, *headings], definitions)
        or heads.money_unit(found.below[:6], definitions)
    )


def _has_amounts(parts: list[Part], made: Yield | None) -> bool:
    if made is not None and (made.facts or made.problems):
        return True
    roles = ("amount", "unknown")
    return any(
        any(character.isdigit() for character in row.text(column.index))
        for part in parts
        for row in part.data
        for column in part.columns
        if column.role in roles
    )


def _not_printed(tables: list[Table], pages: list[Page], definitions: Definitions) -> list[Table]:
    """Tables the report names or should print: `listed_only` where none of the set is printed, else `missing`."""
    printed = {table.table for table in tables}
    named = _named_titles(pages, definitions)
    any_printed = any(key in definitions.tables for key in printed)
    required = [key for key, table in definitions.tables.items() if table.required]
    if not any_printed:
        elsewhere = _in_an_annex(pages, definitions)
        named = named or {key: (definitions.tables[key].title, elsewhere) for key in required if elsewhere}
        required = []
    absent = [key for key in dict.fromkeys([*named, *required]) if key not in printed]
    state = "missing" if any_printed else "listed_only"
    return [
        Table(key, named.get(key, ("", None))[0] or definitions.tables[key].title, "", "", named.get(key, ("", None))[1], None, state)
        for key in absent
    ]


def _named_titles(pages: list[Page], definitions: Definitions) -> dict[str, tuple[str, int]]:
    """Titles standing alone on a line (contents page, list of annexes): key → printed text and page."""
    named: dict[str, tuple[str, int]] = {}
    titles: list[str] = []
    for page in pages:
        for line in page.lines if not page.grids else ():
            key = heads.match_title(line.text, definitions)
            if key:
                text = heads.bare_title(line.text, definitions)
                titles.append(text)
                named.setdefault(key, (text, page.number))
    for twin in definitions.tables.values():
        own = fold(definitions.tables[twin.only_beside].title) if twin.only_beside else ""
        if own and any(fold(twin.title) in fold(text) for text in titles) and any(own in fold(text) for text in titles):
            shared = next(text for text in titles if fold(twin.title) in fold(text))
            page_number = named[twin.only_beside][1]
            named[twin.only_beside] = (next(text for text in titles if own in fold(text)), page_number)
            named.setdefault(twin.key, (shared, page_number))
    return named


def _in_an_annex(pages: list[Page], definitions: Definitions) -> int | None:
    """The page that says the tables of the set are in an annex, or None."""
    for page in pages:
        texts = [fold(line.text) for line in page.lines]
        for index, text in enumerate(texts):
            below = texts[index : index + 3]
            if definitions.patterns["set_heading"].search(text) and any(map(definitions.patterns["see_annex"].search, below)):
                return page.number
    return None


def unread_problems(pages: list[Page], tried: bool = False) -> list[Problem]:
    """What was not read: one problem for all pages that are only pictures, or for a file without any text.

    `tried`: text recognition looked at the pictures too.
    """
    numbers = [page.number for page in pages if page.image_only]
    if numbers:
        kind = "pages_not_recognised" if tried else "pages_are_images"
        return [Problem(kind, "", {"pages": ", ".join(map(str, numbers)), "count": len(numbers)}, Place(numbers[0]))]
    return [] if any(page.lines for page in pages) else [Problem("no_text", "", {"count": len(pages)})]
