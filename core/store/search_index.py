"""Makes the texts of a report searchable: table `searchable`, without the names and numbers of contact persons."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import duckdb
import pyarrow as pa

from core.definitions import Definitions
from core.names import fold

_COLUMNS = ("part", "kind", "number", "row", "column", "text", "folded", "page", "locator")
_Row = tuple[str, str, int, int, int, str, str, int | None, str]
_NOTHING: _Row = ("", "", 0, -1, -1, "", "", None, "")  # of a report without a text, so that it is not looked at again; found by nothing
_CELL_KINDS = ("title", "header", "label", "code", "note")

# The first figure of a sentence stands for it on the screen; a direction (up, down) is none.
_FIGURE = "coalesce(min(statement_no) FILTER (measure <> 'direction'), min(statement_no))"
# part, kind, number column, text column, table.  A sentence with several figures is one text.
_TEXTS = (
    ("narrative", "statement", _FIGURE, "sentence", "statement"),
    ("narrative", "sentence", "min(sentence_no)", "sentence", "sentence"),
    ("performance", "project", "project_no", "project", "project"),
    ("performance", "indicator", "indicator_no", "indicator", "indicator"),
    ("performance", "reason", "indicator_no", "reason", "indicator"),
    ("performance", "score", "score_no", "item", "score"),
)


def searched(text: str) -> str:
    """Text as it is searched: without blanks and quotation marks, half-width, small letters."""
    return fold(text).casefold()


def add(cursor: duckdb.DuckDBPyConnection, report: str, definitions: Definitions) -> None:
    """Puts what is kept of a report into the index in the place of what was there, inside the caller's transaction."""
    words = contact_words(definitions)
    rows = list(_texts(cursor, report, words))
    told = {(row[7], row[6]) for row in rows if row[0] == "performance"}  # printed in cells too: found once
    cells = [row for row in _cells(cursor, report, words) if (row[7], row[6]) not in told]
    titles = {(row[7], row[6]) for row in cells if row[1] == "title"}  # printed as text too
    rows = [row for row in rows if (row[7], row[6]) not in titles] + cells
    cursor.execute("DELETE FROM searchable WHERE report = ?", [report])
    rows = rows or [_NOTHING]
    columns = dict(zip(_COLUMNS, map(list, zip(*rows, strict=True)), strict=True))
    cursor.register("incoming", pa.table({"report": [report] * len(rows), **columns}))
    cursor.execute("INSERT INTO searchable BY NAME SELECT * FROM incoming")
    cursor.unregister("incoming")


def missing(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    """The reports that cannot be searched yet."""
    return [row[0] for row in cursor.execute("SELECT report FROM report WHERE report NOT IN (SELECT report FROM searchable)").fetchall()]


def add_missing(cursor: duckdb.DuckDBPyConnection, definitions: Definitions) -> int:
    """Puts every report into the index that is not there yet, inside the caller's transaction; how many those were."""
    left = missing(cursor)
    for report in left:
        add(cursor, report, definitions)
    return len(left)


class ContactWords:
    """The patterns that tell a contact, over folded text."""

    def __init__(self, definitions: Definitions) -> None:
        told = definitions.coverage["contact_cell"]
        self.label, self.name = re.compile(told["label"]), re.compile(told["name"])
        self.names, self.number = re.compile(told["names"]), re.compile(told["digits"])
        self._contact = re.compile("|".join([told["told"], *definitions.coverage["contact"].values()]))

    def is_contact(self, folded: str) -> bool:
        """Whether a text names a contact itself."""
        return self._contact.search(folded) is not None


@lru_cache(maxsize=4)
def contact_words(definitions: Definitions) -> ContactWords:
    """The patterns, made once."""
    return ContactWords(definitions)


def _texts(cursor: duckdb.DuckDBPyConnection, report: str, words: ContactWords) -> Iterator[_Row]:
    """Sentences and what the performance tables say."""
    for part, kind, number, column, table in _TEXTS:
        chosen = f'SELECT {number}, "{column}", arg_min(page, {table}_no), arg_min(locator, {table}_no) FROM "{table}" WHERE report = ?'
        grouped = f'GROUP BY "{column}"' if "min(" in number else f'GROUP BY {number}, "{column}"'
        for found, text, page, locator in cursor.execute(f"{chosen} {grouped} ORDER BY 1", [report]).fetchall():
            folded = searched(text)
            if folded and not words.is_contact(folded):
                yield part, kind, found, -1, -1, text, folded, page, locator


def _cells(cursor: duckdb.DuckDBPyConnection, report: str, words: ContactWords) -> Iterator[_Row]:
    """Titles of the tables, then the texts of their cells."""
    titles = "SELECT table_no, title, first_page FROM printed_table WHERE report = ? AND title <> '' ORDER BY table_no"
    for number, title, page in cursor.execute(titles, [report]).fetchall():
        yield "tables", "title", number, -1, -1, title, searched(title), page, ""
    cells = printed_cells(cursor, report)
    hidden = beside_contacts(cells, words)
    for table, row, column, _span, kind, text, page, locator, folded in cells:
        if folded and kind in _CELL_KINDS and (table, row, column) not in hidden and not words.is_contact(folded):
            yield "tables", kind, table, row, column, text, folded, page, locator


def printed_cells(cursor: duckdb.DuckDBPyConnection, report: str) -> list[tuple]:
    """The cells of a report that print something, in the order of rows: as `beside_contacts` takes them."""
    names = 'table_no, "row", "column", column_span, kind, text, page, locator'
    printed = cursor.execute(f"SELECT {names} FROM cell WHERE report = ? AND text <> '' ORDER BY 1, 2, 3", [report]).fetchall()
    return [(*cell, searched(cell[5])) for cell in printed]


def beside_contacts(cells: Sequence[tuple], words: ContactWords) -> set[tuple[int, int, int]]:
    """The cells right of a contact's label, and those below it in a list, that may hold a name or a number: table, row, column.

    `cells`: table, row, column, column span, kind, text, page, locator, folded text, in the order of rows.

    Rather a cell too many: what is hidden here is only not found.
    """
    by_row: dict[tuple[int, int], list[tuple]] = {}
    for cell in cells:
        by_row.setdefault((cell[0], cell[1]), []).append(cell)
    hidden: set[tuple[int, int, int]] = set()
    for (table, row), line in by_row.items():
        for at, cell in enumerate(line):
            if not words.label.fullmatch(cell[8]):
                continue
            right = line[at + 1] if at + 1 < len(line) else None
            if right and not words.label.fullmatch(right[8]):
                hidden.add(right[:3])
            if _heads_a_list(line, words):
                hidden |= {below[:3] for below in _below(by_row, table, row, cell[2], words)}
    return hidden


def _heads_a_list(line: list[tuple], words: ContactWords) -> bool:
    return len(line) > 1 and all(cell[4] == "header" for cell in line) and not any(words.number.search(cell[8]) for cell in line)


def _below(by_row: Mapping[tuple[int, int], list[tuple]], table: int, row: int, column: int, words: ContactWords) -> Iterator[tuple]:
    """Cells of a column below a row that look like a name or a number."""
    for (other, at), line in by_row.items():
        if other == table and at > row:
            yield from (c for c in line if c[2] == column and (words.name.fullmatch(c[8]) or words.number.search(c[8])))
