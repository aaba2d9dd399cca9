"""The values of metrics over a library: one per report or none, with what they were made of; and why there is none."""

from collections.abc import Mapping, Sequence

import pandas as pd

from core.errors import DefinitionError
from core.metrics.definition import USED, Metric, metrics
from core.store.reader import LibraryReader

COLUMNS = ("report", "value", "unit", "estimated", *USED)
_ONE_VALUE = (
    "SELECT report, min(value) AS value, "
    + ", ".join(f"min({name}) AS {name}" for name in USED)
    + """, count(DISTINCT value) AS "values" FROM ({query}) {narrowed} GROUP BY report HAVING min(value) IS NOT NULL ORDER BY report"""
)
OTHER_NEEDS = ("statement", "project", "finding", "number")


def known(key: str) -> Metric:
    """The metric of this key.  Raises DefinitionError metric_unknown."""
    found = metrics().get(key)
    if found is None:
        raise DefinitionError("metric_unknown", found=key)
    return found


def values(library: LibraryReader, metric: str | Metric, reports: Sequence[str] | None = None) -> pd.DataFrame:
    """report, value, unit, estimated, facts, statements, projects: a row per report that has the metric, of `reports` or of all.

    Money is Int64 fen and its unit `fen`; other values are Float64 and their unit is the Chinese name.  The last three are numbers
    within the report, separated by ;.  A report that gives different values (a figure printed twice, not alike) has none: `undefined`.
    Reports are of any kind and version: pass `library.selection()` or fewer to compare.
    """
    asked = known(metric) if isinstance(metric, str) else metric
    return _clear(asked, _rows(library, asked, reports))


def undefined(library: LibraryReader, metric: str | Metric, reports: Sequence[str]) -> pd.DataFrame:
    """report, reason, table: the reports without a value, in the order given.

    reason: `several` (the figures it needs stand there more than once and differ), `no_table` (that table was not read), `no_figure`.
    """
    asked = known(metric) if isinstance(metric, str) else metric
    told = different(library, asked, reports)
    return reasons(library, asked, [report for report in reports if told.get(report) != 1], told)


def different(library: LibraryReader, metric: Metric, reports: Sequence[str]) -> dict[str, int]:
    """report → how many different values it gives; none at all are left out."""
    found = _rows(library, metric, reports)
    return dict(zip(found["report"], found["values"], strict=True))


def measured(library: LibraryReader, metric: Metric, reports: Sequence[str]) -> tuple[pd.DataFrame, dict[str, int]]:
    """`values` and `different` of these reports, asked once."""
    found = _rows(library, metric, reports)
    return _clear(metric, found), dict(zip(found["report"], found["values"], strict=True))


def reasons(library: LibraryReader, metric: Metric, absent: Sequence[str], told: Mapping[str, int]) -> pd.DataFrame:
    """As `undefined`, for reports known to have no value; `told` is what `different` says."""
    tables = [name for name in metric.needs if name not in OTHER_NEEDS]
    there = _tables_read(library, tables, absent)
    rows = []
    for report in absent:
        lacking = next((table for table in tables if (report, table) not in there), "")
        reason = "several" if report in told else "no_table" if lacking else "no_figure"
        rows.append((report, reason, lacking if reason == "no_table" else ""))
    return pd.DataFrame(rows, columns=["report", "reason", "table"], dtype="object")


def _clear(metric: Metric, found: pd.DataFrame) -> pd.DataFrame:
    """The reports that give one value, typed."""
    clear = found[found["values"].eq(1)]
    kind = "Int64" if metric.kind == "money" else "Float64"
    unit = "fen" if metric.kind == "money" else metric.text("unit")
    framed = clear.assign(value=clear["value"].astype(kind), unit=unit, estimated=metric.estimated)
    return framed[list(COLUMNS)].reset_index(drop=True)


def _rows(library: LibraryReader, metric: Metric, reports: Sequence[str] | None) -> pd.DataFrame:
    """report, value, the three of USED, values (how many different ones): a row per report; of equal values the first."""
    narrowed = "" if reports is None else "WHERE report IN (SELECT unnest($1))"
    sql = _ONE_VALUE.format(query=metric.query, narrowed=narrowed)
    cursor = library.cursor().execute(sql, [] if reports is None else [list(reports)])
    return pd.DataFrame(cursor.fetchall(), columns=["report", "value", *USED, "values"], dtype="object")


def _tables_read(library: LibraryReader, tables: Sequence[str], reports: Sequence[str]) -> set[tuple[str, str]]:
    """(report, table) of those that have facts."""
    sql = 'SELECT DISTINCT report, "table" FROM fact WHERE "table" IN (SELECT unnest($1)) AND report IN (SELECT unnest($2))'
    return set(library.cursor().execute(sql, [list(tables), list(reports)]).fetchall()) if tables and reports else set()
