"""The data dictionary in the language of the reader: what each table and column of the database means."""

import csv
from functools import cache

from core.definitions import FOLDER
from core.store.reader import LibraryReader

FILE = FOLDER / "dictionary.csv"


def described(library: LibraryReader, language: str) -> list[tuple[str, str, str, str]]:
    """(table, column, type, meaning) of every column, the most asked tables first; a table's own row has no column and no type.

    In Chinese a meaning without translation is ""; in English it is the remark kept in the database.
    """
    found, above = [], ""
    known = meanings()
    order = list(dict.fromkeys(table for table, _ in known))
    tables = dict(library.cursor().execute("SELECT table_name, comment FROM duckdb_tables() WHERE NOT internal").fetchall())
    rows = list(library.dictionary().itertuples())
    for row in sorted(rows, key=lambda row: order.index(row.table) if row.table in order else len(order)):
        if row.table != above:
            above = row.table
            found.append((above, "", "", tables[above] if language == "en" else known.get((above, ""), "")))
        chinese = known.get((row.table, row.column)) or known.get(("", row.column), "")
        found.append((row.table, row.column, row.type, row.meaning if language == "en" else chinese))
    return found


@cache
def meanings() -> dict[tuple[str, str], str]:
    """(table, column) → meaning in Chinese; the column of a table's own meaning is "", the table of what is the same everywhere too."""
    with FILE.open(newline="", encoding="utf-8-sig") as file:
        return {(row["table"], row["column"]): row["meaning"] for row in csv.DictReader(file)}
