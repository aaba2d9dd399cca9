"""The tables people drew, kept by report and offered to other reports of the same unit."""

from datetime import datetime

import duckdb

from core.model import Box, Drawing, Report

_COLUMNS = '"table", unit, page, x0, top, x1, bottom, columns, rows, headings'


def keep(cursor: duckdb.DuckDBPyConnection, report: str, drawing: Drawing, now: datetime) -> None:
    """Keeps a drawing in the place of one of the same table and page, inside the caller's transaction."""
    cursor.execute('DELETE FROM drawing WHERE report = ? AND "table" = ? AND page = ?', [report, drawing.table, drawing.page])
    box = drawing.area
    told = [drawing.table, drawing.unit, drawing.page, box.x0, box.top, box.x1, box.bottom]
    lines = [list(drawing.columns), list(drawing.rows), list(drawing.headings)]
    cursor.execute(
        f"INSERT INTO drawing (report, {_COLUMNS}, drawn_at) VALUES ({', '.join('?' * 12)})", [report, *told, *lines, now]
    )  # fmt: skip


def of_report(cursor: duckdb.DuckDBPyConnection, report: str) -> list[Drawing]:
    """The drawings of a report in the order of their pages."""
    found = cursor.execute(f'SELECT {_COLUMNS} FROM drawing WHERE report = ? ORDER BY page, top, "table"', [report])
    return [_drawing(row) for row in found.fetchall()]


def of_other_years(cursor: duckdb.DuckDBPyConnection, report: Report) -> dict[str, list[Drawing]]:
    """Table → its drawings in the report of the same unit whose year is nearest; nothing for a report whose unit is unknown."""
    if not report.unit_name:
        return {}
    found = cursor.execute(
        """SELECT "table", first(report ORDER BY abs(coalesce(fiscal_year, 0) - ?), drawn_at DESC)
        FROM drawing JOIN report USING (report) WHERE unit_name = ? AND report <> ? GROUP BY "table" """,
        [report.fiscal_year or 0, report.unit_name, report.report],
    )
    nearest = dict(found.fetchall())
    return {table: [drawing for drawing in of_report(cursor, other) if drawing.table == table] for table, other in nearest.items()}


def _drawing(row: tuple) -> Drawing:
    table, unit, page, x0, top, x1, bottom, columns, rows, headings = row
    return Drawing(table, unit, page, Box(x0, top, x1, bottom), tuple(columns), tuple(rows), tuple(headings))
