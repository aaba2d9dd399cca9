"""The fingerprint of what was read of a report: a SHA-256 over its facts and statements in a fixed order, the same on every machine."""

import hashlib
from collections.abc import Mapping, Sequence

import duckdb

# Everything but the boxes, which are fractions of points.
_FACT = (
    "table_no fact_no table side line parent_line role line_code line_name column printed amount_fen precision_fen unit page locator "
    "cell_row cell_column source doubt corrected read_fen"
)
_STATEMENT = (
    "statement_no section subject measure value unit basis line_code sentence page locator reason derived_low derived_high linked_facts "
    "read_value"
)


def _told(table: str, names: str, columns: Mapping[str, Sequence[object]]) -> list[str]:
    texts = [[each if type(each) is str else "" if each is None else str(each) for each in columns[name]] for name in names.split()]
    return ["\x1f".join((table, *row)) for row in zip(*texts, strict=True)]


def _rows(table: str, names: str) -> str:
    told = ", ".join(f"""coalesce(CAST("{name}" AS VARCHAR), '')""" for name in names.split())
    return f"""SELECT report, concat_ws(chr(31), '{table}', {told}) AS told FROM "{table}" """


_QUERY = f"""SELECT r.report, sha256(coalesce(string_agg(told, chr(10) ORDER BY told), ''))
    FROM report r LEFT JOIN ({_rows("fact", _FACT)} UNION ALL {_rows("statement", _STATEMENT)}) USING (report)"""


def of_columns(facts: Mapping[str, Sequence[object]], statements: Mapping[str, Sequence[object]]) -> str:
    """The fingerprint of a report that is about to be kept: of the columns of its facts and statements."""
    told = sorted([*_told("fact", _FACT, facts), *_told("statement", _STATEMENT, statements)])
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def of_all(cursor: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Report → its fingerprint."""
    return dict(cursor.execute(f"{_QUERY} GROUP BY r.report ORDER BY r.report").fetchall())
