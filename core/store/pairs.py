"""Several reports at once: which are the newest, and their figures, tables and statements in one query each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from core.model import Fact, Finding, Report
from core.store.finding_rows import finding_from
from core.store.reader import LibraryReader
from core.store.rows import fact_from

_REPORT = "report, version, file, sha256, unit_name, fiscal_year, kind, region, amount_unit, published_on, pages, state, part"
_SAME = "unit_name, fiscal_year, kind"
# Amounts of last year, told outright, by a change or a rate of change, or as the same as this year's; each with this year's amount of the
# same subject told before it in the same section, and the facts which that repeats.
_TOLD = """WITH told AS (
    SELECT * FROM statement WHERE report IN (SELECT unnest($1)) AND (
        (measure IN ('delta', 'percent_change') AND derived_low IS NOT NULL) OR (measure = 'current' AND basis <> '')
        OR (measure = 'direction' AND value = 'flat'))),
now AS (
    SELECT report, section, subject, statement_no AS now_no, value AS now_value, unit AS now_unit, linked_facts AS links
    FROM statement WHERE report IN (SELECT unnest($1)) AND measure = 'current' AND basis = '' AND linked_facts <> '')
SELECT told.* EXCLUDE (linked_facts), now_no, now_value, now_unit, links FROM told ASOF JOIN now
ON told.report = now.report AND told.section = now.section AND told.subject = now.subject AND told.statement_no >= now.now_no
ORDER BY told.report, told.statement_no"""


@dataclass(frozen=True, slots=True)
class KeptFact:
    """A fact of a stored report: its number, the number of its table, and itself."""

    report: str
    fact_no: int
    table_no: int
    fact: Fact


@dataclass(frozen=True, slots=True)
class KeptTable:
    """A table of a stored report without its cells.  `problems`: kinds of what was not read of it."""

    report: str
    table_no: int
    table: str
    title: str
    unit: str
    first_page: int | None
    state: str
    problems: tuple[str, ...]


def newest_reports(library: LibraryReader) -> list[Report]:
    """The newest version of each kind of report of a unit and year, as far as unit and year are known; by unit and year."""
    found = library.cursor().execute(
        f"""SELECT {_REPORT} FROM report WHERE unit_name <> '' AND fiscal_year IS NOT NULL
        QUALIFY row_number() OVER (PARTITION BY {_SAME} ORDER BY version DESC, imported_at DESC, report) = 1 ORDER BY {_SAME}"""
    )
    return [Report(*row) for row in found.fetchall()]


def versions_of(library: LibraryReader, report: Report) -> list[Report]:
    """All versions of a report, the first one first; itself alone while its unit or year is unknown."""
    if not report.unit_name or report.fiscal_year is None:
        return [report]
    found = library.cursor().execute(
        f"SELECT {_REPORT} FROM report WHERE unit_name = ? AND fiscal_year = ? AND kind = ? ORDER BY version, imported_at, report",
        [report.unit_name, report.fiscal_year, report.kind],
    )
    return [Report(*row) for row in found.fetchall()]


def facts_in(
    library: LibraryReader, reports: Sequence[str], tables: Iterable[str] = (), words: Iterable[str] = ()
) -> dict[str, list[KeptFact]]:
    """Report → its facts in printed order.  `tables`: only of these; `words`: only lines, or columns of lines, of these keys."""
    of_tables = """AND "table" IN (SELECT unnest($2))""" if tables else "AND $2 IS NOT NULL"
    of_words = """AND (line IN (SELECT unnest($3)) OR "column" IN (SELECT unnest($3)))""" if words else "AND $3 IS NOT NULL"
    return _facts(
        library,
        f"SELECT * FROM fact WHERE report IN (SELECT unnest($1)) {of_tables} {of_words} ORDER BY report, fact_no",
        [list(reports), list(tables), list(words)],
    )


def facts_by_number(library: LibraryReader, numbers: Iterable[tuple[str, int]]) -> dict[str, list[KeptFact]]:
    """Report → those of its facts that are named by (report, number of the fact)."""
    wanted = "SELECT unnest($1) AS report, unnest($2) AS fact_no"
    return _facts(library, f"SELECT * FROM fact JOIN ({wanted}) USING (report, fact_no) ORDER BY report, fact_no", _columns(numbers, 2))


def facts_at(library: LibraryReader, addresses: Iterable[tuple[str, ...]]) -> dict[str, list[KeptFact]]:
    """Report → those of its facts that stand at (report, table, side, parent line, line, column)."""
    names = ("report", '"table"', "side", "parent_line", "line", '"column"')
    wanted = ", ".join(f"unnest(${at}) AS {name}" for at, name in enumerate(names, 1))
    sql = f"SELECT * FROM fact JOIN (SELECT {wanted}) USING ({', '.join(names)}) ORDER BY report, fact_no"
    return _facts(library, sql, _columns(addresses, len(names)))


def _columns(rows: Iterable[tuple], width: int) -> list[list]:
    """Rows without repeats as columns."""
    unique = list(dict.fromkeys(rows))
    return [[row[at] for row in unique] for at in range(width)]


def _facts(library: LibraryReader, sql: str, values: list) -> dict[str, list[KeptFact]]:
    found = _rows_by_report(library, sql, values)
    return {report: [KeptFact(report, row["fact_no"], row["table_no"], fact_from(row)) for row in rows] for report, rows in found.items()}


def tables_in(library: LibraryReader, reports: Sequence[str], tables: Iterable[str] = ()) -> dict[str, list[KeptTable]]:
    """Report → its tables in printed order, also those it should have and has not.  `tables`: only these."""
    of_tables = """AND t."table" IN (SELECT unnest($2))""" if tables else "AND $2 IS NOT NULL"
    cursor = library.cursor().execute(
        f"""SELECT t.report, t.table_no, t."table", t.title, t.unit, t.first_page, t.state,
            list(DISTINCT p.kind ORDER BY p.kind) FILTER (p.kind IS NOT NULL)
        FROM printed_table t LEFT JOIN problem p ON p.report = t.report AND p.table_no = t.table_no
        WHERE t.report IN (SELECT unnest($1)) {of_tables} GROUP BY ALL ORDER BY t.report, t.table_no""",
        [list(reports), list(tables)],
    )
    found: dict[str, list[KeptTable]] = defaultdict(list)
    for *told, problems in cursor.fetchall():
        found[told[0]].append(KeptTable(*told, tuple(problems or ())))
    return found


def labels_in(library: LibraryReader, report: str, table_no: int) -> list[str]:
    """The texts of the heads and labels of a table."""
    found = library.cursor().execute(
        "SELECT text FROM cell WHERE report = ? AND table_no = ? AND kind IN ('label', 'header')", [report, table_no]
    )
    return [text for (text,) in found.fetchall()]


def cells_of_others(library: LibraryReader, report: str) -> pd.DataFrame:
    """The cells of the tables that are none of the known ones, with title and unit of their table."""
    return (
        library.cursor()
        .execute(
            """SELECT c.* EXCLUDE (report), t.title, t.unit FROM cell c JOIN printed_table t USING (report, table_no)
            WHERE report = $1 AND starts_with(t."table", 'other:') ORDER BY table_no, "row", "column" """,
            [report],
        )
        .df()
    )


def lists_of_names(library: LibraryReader, reports: Sequence[str]) -> dict[str, list[list[tuple[int, int, str]]]]:
    """Report → its other tables without a single amount, each as (row, column, text) of its cells that hold something."""
    cursor = library.cursor().execute(
        """SELECT c.report, c.table_no, c."row", c."column", c.text FROM cell c JOIN printed_table t USING (report, table_no)
        WHERE c.report IN (SELECT unnest($1)) AND starts_with(t."table", 'other:') AND c.text <> ''
        QUALIFY count(*) FILTER (c.kind = 'amount') OVER (PARTITION BY c.report, c.table_no) = 0
        ORDER BY c.report, c.table_no, c."row", c."column" """,
        [list(reports)],
    )
    found: dict[str, dict[int, list[tuple[int, int, str]]]] = defaultdict(lambda: defaultdict(list))
    for report, table_no, row, column, text in cursor.fetchall():
        found[report][table_no].append((row, column, text))
    return {report: list(tables.values()) for report, tables in found.items()}


def told_of_last_year(library: LibraryReader, reports: Sequence[str]) -> pd.DataFrame:
    """What the narratives tell of other years (see `_TOLD`): columns of the statement, then now_no, now_value, now_unit and links."""
    return library.cursor().execute(_TOLD, [list(reports)]).df()


def told_budgets(library: LibraryReader, reports: Sequence[str]) -> dict[str, list[dict[str, object]]]:
    """Report → the budgets its narrative tells, as rows of statement."""
    sql = "SELECT * FROM statement WHERE report IN (SELECT unnest($1)) AND measure = 'budget' ORDER BY report, statement_no"
    return _rows_by_report(library, sql, [list(reports)])


def evaluated_budgets(library: LibraryReader, reports: Sequence[str]) -> dict[str, list[dict[str, object]]]:
    """Report → the whole funds of each evaluated project, as rows of funding."""
    sql = """SELECT * FROM funding WHERE report IN (SELECT unnest($1)) AND part = 'total'
        AND (initial_budget <> '' OR adjusted_budget <> '') ORDER BY report, funding_no"""
    return _rows_by_report(library, sql, [list(reports)])


def failures(library: LibraryReader, old: str, new: str) -> dict[str, list[tuple[int, Finding]]]:
    """Report → its findings that fail, with their numbers; of the newer one also all of the checks that were not run somewhere in it."""
    sql = """SELECT * FROM finding WHERE (report IN ($1, $2) AND state = 'fail') OR (report = $2 AND "check" IN
        (SELECT "check" FROM finding WHERE report = $2 AND state = 'not_run')) ORDER BY report, finding_no"""
    found = _rows_by_report(library, sql, [old, new])
    return {report: [(int(row["finding_no"]), finding_from(row)) for row in rows] for report, rows in found.items()}


def _rows_by_report(library: LibraryReader, sql: str, values: list) -> dict[str, list[dict[str, object]]]:
    cursor = library.cursor().execute(sql, values)
    names = [column[0] for column in cursor.description]
    found: dict[str, list[dict[str, object]]] = defaultdict(list)
    for row in cursor.fetchall():
        told = dict(zip(names, row, strict=True))
        found[told["report"]].append(told)
    return found


def last_event(library: LibraryReader) -> int:
    """The number of the last thing done to the library: while it stays, nothing that follows from the library changes.

    Nothing follows from a file taken away, or from a finding looked at.
    """
    return library.cursor().execute("SELECT coalesce(max(event_no), 0) FROM event WHERE action NOT IN ('export', 'review')").fetchone()[0]


def unknown_reports(library: LibraryReader) -> int:
    """How many reports have no unit or no year yet; forms that nobody filled in have none for good."""
    sql = "SELECT count(*) FROM report WHERE (unit_name = '' OR fiscal_year IS NULL) AND kind <> 'template'"
    return library.cursor().execute(sql).fetchone()[0]
