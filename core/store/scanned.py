"""Which figures of stored reports text recognition read from a picture: by page, and which of them a person corrected since."""

from collections.abc import Sequence

from core.store.reader import LibraryReader

_PAGES = """SELECT report, CAST(unnest(string_split(json_extract_string(details, '$.pages'), ', ')) AS INTEGER) FROM problem
WHERE kind = 'pages_recognised' AND report IN (SELECT unnest($1))
UNION SELECT report, page FROM fact WHERE source = 'ocr' AND page IS NOT NULL AND report IN (SELECT unnest($1))"""
_CORRECTED = """SELECT report, table_no, cell_row || '.' || cell_column, NULL FROM fact
WHERE source = 'corrected' AND report IN (SELECT unnest($1))
UNION ALL SELECT report, NULL, '', statement_no FROM statement WHERE read_value <> '' AND report IN (SELECT unnest($1))"""


def scanned_pages(library: LibraryReader, reports: Sequence[str]) -> set[tuple[str, int]]:
    """The pages of these reports that were read by text recognition: (report, page)."""
    return set(library.cursor().execute(_PAGES, [list(reports)]).fetchall())


def corrected_figures(library: LibraryReader, reports: Sequence[str]) -> set[tuple[str, int | None, str, int | None]]:
    """The figures of these reports that a person corrected: (report, number of the table, cell as `row.column`, number of the statement).

    A figure of a table has no statement, one of the text no table and "" for its cell.
    """
    return set(library.cursor().execute(_CORRECTED, [list(reports)]).fetchall())
