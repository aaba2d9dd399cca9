"""Reports published as two files: one tells and prints no table, the other prints the tables and tells nothing."""

import duckdb

from core.model import Report

_SIZES = """SELECT report, EXISTS (SELECT 1 FROM statement s WHERE s.report = r.report) AS tells,
    EXISTS (SELECT 1 FROM printed_table t WHERE t.report = r.report AND state IN ('filled', 'empty') AND NOT starts_with("table", 'other:'))
    AS prints FROM report r"""


def other_half(cursor: duckdb.DuckDBPyConnection, report: Report) -> str:
    """The number of the report that has what this one lacks: of the same unit, and of the same year as far as both say it; "" when none."""
    if not report.unit_name or report.part:
        return ""
    found = cursor.execute(
        f"""WITH size AS ({_SIZES}) SELECT o.report FROM report o JOIN size theirs ON theirs.report = o.report, size mine
        WHERE mine.report = $1 AND o.report <> $1 AND o.unit_name = $2 AND o.sha256 <> $3 AND o.part = ''
        AND coalesce(o.fiscal_year, $4, 0) = coalesce($4, o.fiscal_year, 0)
        AND mine.tells <> mine.prints AND theirs.tells = mine.prints AND theirs.prints = mine.tells
        ORDER BY o.fiscal_year NULLS LAST, o.imported_at DESC, o.report LIMIT 1""",
        [report.report, report.unit_name, report.sha256, report.fiscal_year],
    ).fetchone()
    return found[0] if found else ""
