"""What can be asked of a library: reports, their tables, cells, facts, evidence and problems, and the rows of an export."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from core.errors import LibraryError
from core.figures_digest import FACT, STATEMENT, digest
from core.model import Drawing, Fact, Finding, Report
from core.store import annexes, drawings, exported, halves, saved_views
from core.store.finding_rows import finding_from
from core.store.rows import fact_from

_REPORT = "report, version, file, sha256, unit_name, fiscal_year, kind, region, amount_unit, published_on, pages, state, part"
_REPORT_ORDER = "unit_name, fiscal_year NULLS LAST, kind, version, report"
NEWEST = (
    "unit_name = '' OR fiscal_year IS NULL "
    "OR row_number() OVER (PARTITION BY unit_name, fiscal_year, kind ORDER BY version DESC, imported_at DESC, report) = 1"
)
_TABLES_FOUND = """count(DISTINCT "table") FILTER (state IN ('filled', 'empty') AND NOT starts_with("table", 'other:'))"""
# The amount as read stays out of frames: a column with gaps would become one of fractions.
_CORRECTED = "* EXCLUDE (report, read_fen)"
_PRINTED = (
    "* EXCLUDE (report, read_fen, corrected) REPLACE (coalesce(read_fen, amount_fen) AS amount_fen, "
    "CASE WHEN corrected = '' THEN source ELSE 'read' END AS source), '' AS corrected"
)


class LibraryReader:
    """The reading half of a library.  Frames are pandas, in the order of the report; columns are those of schema.sql."""

    def __init__(self, folder: Path, connection: duckdb.DuckDBPyConnection) -> None:
        self.folder = folder
        self._connection = connection

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection of one's own to the open database: one per call or thread, never shared."""
        return self._connection.cursor()

    def find(self, sha256: str) -> Report | None:
        """The report made from these bytes, the first of those in a file that holds several; or the one it is an annex of."""
        of_annex = "SELECT report FROM annex WHERE sha256 = $1"
        row = self._row(f"SELECT {_REPORT} FROM report WHERE sha256 = $1 OR report IN ({of_annex}) ORDER BY sha256 <> $1, part", [sha256])
        return Report(*row) if row else None

    def report(self, report: str) -> Report | None:
        """The report of this number."""
        return self._report("report", report)

    def known(self, report: str) -> Report:
        """The report of this number.  Raises LibraryError report_unknown."""
        found = self.report(report)
        if found is None:
            raise LibraryError("report_unknown", report=report)
        return found

    def several(self, reports: Sequence[str]) -> dict[str, Report]:
        """Those of these reports that are there, by number."""
        asked = f"SELECT {_REPORT} FROM report WHERE report IN (SELECT unnest($1))"
        return {row[0]: Report(*row) for row in self.cursor().execute(asked, [list(reports)]).fetchall()}

    def listed(self) -> list[Report]:
        """Every report in its order, without what counting takes."""
        return [Report(*row) for row in self.cursor().execute(f"SELECT {_REPORT} FROM report ORDER BY {_REPORT_ORDER}").fetchall()]

    def reports(self) -> pd.DataFrame:
        """Every report: the columns of Report, then imported_at, newest (of its kind, unit and year), tables_found, facts, problems."""
        return self._frame(
            f"""SELECT {_REPORT}, imported_at, newest,
                coalesce(t.n, 0) AS tables_found, coalesce(f.n, 0) AS facts, coalesce(p.n, 0) AS problems
            FROM (SELECT *, ({NEWEST}) AS newest FROM report)
            LEFT JOIN (SELECT report, {_TABLES_FOUND} AS n FROM printed_table GROUP BY report) t USING (report)
            LEFT JOIN (SELECT report, count(*) AS n FROM fact GROUP BY report) f USING (report)
            LEFT JOIN (SELECT report, count(*) AS n FROM problem GROUP BY report) p USING (report)
            ORDER BY {_REPORT_ORDER}"""
        )

    def counts(self, report: str) -> dict[str, int]:
        """How much was read of a report: tables_found (of the known ones, printed), facts, statements, indicators."""
        row = self._row(
            f"""SELECT (SELECT {_TABLES_FOUND} FROM printed_table WHERE report = $1), (SELECT count(*) FROM fact WHERE report = $1),
            (SELECT count(*) FROM statement WHERE report = $1), (SELECT count(*) FROM indicator WHERE report = $1)""",
            [report],
        )
        return dict(zip(("tables_found", "facts", "statements", "indicators"), row, strict=True))

    def imported_at(self, report: str) -> datetime:
        """When the report came into the library, UTC."""
        return self._row("SELECT imported_at FROM report WHERE report = ?", [report])[0]

    def pages(self, report: str) -> pd.DataFrame:
        """page, width, height (points), unread."""
        return self._rows("page", report, "page")

    def evidence(self, report: str) -> pd.DataFrame:
        """Where each property of the report was read."""
        return self._rows("evidence", report, "evidence_no")

    def tables(self, report: str) -> pd.DataFrame:
        """The tables of a report, also the missing and the merely listed ones."""
        return self._rows("printed_table", report, "table_no")

    def cells(self, report: str, table_no: int) -> pd.DataFrame:
        """The printed cells of one table, row by row."""
        return self._rows("cell", report, '"row", "column"', table_no)

    def facts(self, report: str, table_no: int | None = None, *, as_printed: bool = False) -> pd.DataFrame:
        """The facts of a report, or of one of its tables; with `as_printed` the amounts as they were read, without corrections."""
        narrowed = "" if table_no is None else "AND table_no = $2"
        values = [report] if table_no is None else [report, table_no]
        columns = _PRINTED if as_printed else _CORRECTED
        return self._frame(f"SELECT {columns} FROM fact WHERE report = $1 {narrowed} ORDER BY fact_no", values)

    def fact(self, report: str, fact_no: int) -> Fact | None:
        """One fact of a report by its number."""
        cursor = self.cursor().execute("SELECT * FROM fact WHERE report = ? AND fact_no = ?", [report, fact_no])
        row = cursor.fetchone()
        return fact_from(dict(zip((column[0] for column in cursor.description), row, strict=True))) if row else None

    def statements(self, report: str, *, as_printed: bool = False) -> pd.DataFrame:
        """The figures of the narrative, in reading order; linked_facts are numbers of facts, separated by ;.  `as_printed`: as of facts."""
        told = self._rows("statement", report, "statement_no")
        return told.assign(value=told["value"].where(told["read_value"] == "", told["read_value"])) if as_printed else told

    def sentences(self, report: str) -> pd.DataFrame:
        """The sentences of the narrative without a figure, and its headings, in reading order."""
        return self._rows("sentence", report, "sentence_no")

    def figures_digest(self, report: str) -> str:
        """The digest of the figures kept of a report, as `figures_digest.digest_of` of its reading."""
        facts, statements = (
            self.cursor().execute(f'SELECT {", ".join(map(_quoted, names))} FROM {table} WHERE report = ? ORDER BY {table}_no', [report])
            for table, names in (("fact", FACT), ("statement", STATEMENT))
        )
        return digest(facts.fetchall(), statements.fetchall())

    def links(self, report: str) -> pd.DataFrame:
        """Which facts the statements repeat, a row per pair: columns of the statement, then of the fact (its unit is fact_unit)."""
        return self._frame(
            """SELECT s.statement_no, s.section, s.sentence, s.value, s.unit, f.fact_no, f.table_no, f."table", t.title, f.line_name,
                f."column", f.printed, f.unit AS fact_unit, f.page, f.locator, f.cell_row, f.cell_column
            FROM (SELECT *, CAST(unnest(string_split(linked_facts, ';')) AS INTEGER) AS fact_no FROM statement
                WHERE report = $1 AND linked_facts <> '') s
            JOIN fact f USING (report, fact_no) JOIN printed_table t ON t.report = f.report AND t.table_no = f.table_no
            ORDER BY statement_no, fact_no""",
            [report],
        )

    def projects(self, report: str) -> pd.DataFrame:
        """The projects of the performance tables."""
        return self._rows("project", report, "project_no")

    def funding(self, report: str) -> pd.DataFrame:
        """The money of the projects, by project_no."""
        return self._rows("funding", report, "funding_no")

    def indicators(self, report: str) -> pd.DataFrame:
        """The indicators of the projects, by project_no."""
        return self._rows("indicator", report, "indicator_no")

    def scores(self, report: str) -> pd.DataFrame:
        """The rows of score sheets and of lists of scores."""
        return self._rows("score", report, "score_no")

    def coverage(self, report: str) -> pd.DataFrame:
        """Every number printed in the report once: text, kind (see PrintedNumber), ref and place."""
        return self._rows("number", report, "number_no")

    def findings(self, report: str) -> list[Finding]:
        """What the checks say of a report, in their order."""
        cursor = self.cursor().execute("SELECT * FROM finding WHERE report = ? ORDER BY finding_no", [report])
        names = [column[0] for column in cursor.description]
        return [finding_from(dict(zip(names, row, strict=True))) for row in cursor.fetchall()]

    def findings_by_state(self, report: str) -> dict[str, int]:
        """How many findings of a report are in each state."""
        return dict(self.cursor().execute("SELECT state, count(*) FROM finding WHERE report = ? GROUP BY state", [report]).fetchall())

    def results_of(self, reports: Sequence[str]) -> dict[str, tuple[int, int, int]]:
        """By report: how many findings fail (hints apart), could not be checked, were checked at all; none where nothing was found."""
        asked = """SELECT report, count(*) FILTER (state = 'fail' AND severity <> 'info'), count(*) FILTER (state = 'not_run'),
            count(*) FILTER (state IN ('pass', 'rounding') OR (state = 'fail' AND severity <> 'info'))
            FROM finding WHERE report IN (SELECT unnest($1)) GROUP BY report"""
        return {report: tuple(counts) for report, *counts in self.cursor().execute(asked, [list(reports)]).fetchall()}

    def drawings(self, report: str) -> list[Drawing]:
        """The tables a person drew in a report, in the order of their pages."""
        return drawings.of_report(self.cursor(), report)

    def drawings_elsewhere(self, report: str) -> dict[str, list[Drawing]]:
        """What was drawn in other reports of the same unit: for each table that of the nearest year, the newest first among equals."""
        return drawings.of_other_years(self.cursor(), self.known(report))

    def annexes(self, report: str) -> list[annexes.Annex]:
        """Other files of the report, in the order their pages follow those of its own."""
        return annexes.of_report(self.cursor(), report)

    def other_half(self, report: str) -> Report | None:
        """The report that seems to be the other half of this one: only tables where this only tells, or the other way round."""
        found = halves.other_half(self.cursor(), self.known(report))
        return self.report(found) if found else None

    def problems(self, report: str) -> pd.DataFrame:
        """What could not be read: kind is the code of the sentence, details a JSON object that fills it."""
        return self._rows("problem", report, "problem_no")

    def events(self) -> pd.DataFrame:
        """What was done with the library, in order."""
        return self._frame("SELECT * FROM event ORDER BY event_no")

    def views(self, screen: str) -> dict[str, str]:
        """What was kept of a screen to see again: name → view, the newest first."""
        return saved_views.of_screen(self.cursor(), screen)

    def selection(self, report: str | None = None, *, all_versions: bool = False) -> list[str]:
        """The reports an export holds: the one asked for, else the newest of each kind, unit and year, else all.

        Raises LibraryError report_unknown.
        """
        if report is not None:
            return [self.known(report).report]
        narrowed = "" if all_versions else f"QUALIFY {NEWEST}"
        rows = self.cursor().execute(f"SELECT report FROM report {narrowed} ORDER BY {_REPORT_ORDER}").fetchall()
        return [row[0] for row in rows]

    def exported(self, file: str, reports: Sequence[str]) -> pa.Table:
        """The rows of one file of an export (`exported.FILES`) for these reports; `problems` has `details` for its sentence."""
        return self.cursor().sql(exported.query(file), params=[list(reports)]).to_arrow_table()

    def dictionary(self) -> pd.DataFrame:
        """Every table and column of the database with type and meaning, as the database itself tells it."""
        return self._frame(
            """SELECT table_name AS "table", column_name AS "column", data_type AS type, comment AS meaning
            FROM duckdb_columns() WHERE NOT internal ORDER BY table_oid, column_index"""
        )

    def _report(self, column: str, value: str) -> Report | None:
        row = self._row(f"SELECT {_REPORT} FROM report WHERE {column} = ? ORDER BY part", [value])
        return Report(*row) if row else None

    def _row(self, sql: str, values: Sequence[object]) -> tuple | None:
        return self.cursor().execute(sql, list(values)).fetchone()

    def _rows(self, table: str, report: str, order: str, table_no: int | None = None) -> pd.DataFrame:
        narrowed = "" if table_no is None else "AND table_no = $2"
        values = [report] if table_no is None else [report, table_no]
        return self._frame(f'SELECT * EXCLUDE (report) FROM "{table}" WHERE report = $1 {narrowed} ORDER BY {order}', values)

    def _frame(self, sql: str, values: Sequence[object] = ()) -> pd.DataFrame:
        return self.cursor().execute(sql, list(values)).df()


def _quoted(name: str) -> str:
    return f'"{name}"'
