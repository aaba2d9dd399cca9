"""The fingerprint of what was read of a report: a SHA-256 over its facts and statements in a fixed order, the same on every machine."""

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


def _rows(table: str, names: str) -> str:
    told = ", ".join(f"""coalesce(CAST("{name}" AS VARCHAR), '')""" for name in names.split())
    return f"""SELECT report, concat_ws(chr(31), '{table}', {told}) AS told FROM "{table}" """


_QUERY = f"""SELECT r.report, sha256(coalesce(string_agg(told, chr(10) ORDER BY told), ''))
    FROM report r LEFT JOIN ({_rows("fact", _FACT)} UNION ALL {_rows("statement", _STATEMENT)}) USING (report)"""


def of_report(cursor: duckdb.DuckDBPyConnection, report: str) -> str:
    """The fingerprint of a kept report."""
    return cursor.execute(f"{_QUERY} WHERE r.report = ? GROUP BY r.report", [report]).fetchone()[1]


def of_all(cursor: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Report → its fingerprint."""
    return dict(cursor.execute(f"{_QUERY} GROUP BY r.report ORDER BY r.report").fetchall())
