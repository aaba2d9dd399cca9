"""What the findings of many reports come to, counted by the database: by group of checks, by weight, by layout."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from core.store.reader import LibraryReader

ACCEPTED = "accepted"
# The group of a finding: that of one of its tables, else that of the beginning of its check's number.
_GROUPED = f"""SELECT f.*, coalesce(t."group", s."group", '') AS "group",
    CASE WHEN f.state <> 'fail' THEN f.state WHEN f."exception" <> '' THEN '{ACCEPTED}' WHEN f.severity = 'info' THEN 'hint' ELSE 'fail' END
    AS kind
FROM finding f
LEFT JOIN (SELECT unnest($2) AS series, unnest($3) AS "group") s ON s.series = left(f."check", 2)
LEFT JOIN (SELECT unnest($4) AS "table", unnest($5) AS "group") t ON t."table" = split_part(f.tables, ';', 1)
WHERE f.report IN (SELECT unnest($1))"""


@dataclass(frozen=True)
class Grouping:
    """Which group a finding belongs to.  `series`: beginning of a check's number → group; `tables`: key of the table → group."""

    series: Mapping[str, str]
    tables: Mapping[str, str]

    def values(self, reports: Sequence[str]) -> list[list[str]]:
        """The parameters of `_GROUPED`."""
        return [list(reports), list(self.series), list(self.series.values()), list(self.tables), list(self.tables.values())]


@dataclass(frozen=True)
class Weights:
    """How grave a failure is: certainty in hundredths by severity, less where a reading is in doubt (`doubted`, the cause's own words)."""

    severity: Mapping[str, int]
    doubted: str
    doubt: int
    money: Mapping[str, int]


def counts(library: LibraryReader, reports: Sequence[str], grouping: Grouping) -> pd.DataFrame:
    """report, group, kind, n: how many findings of each kind (a state, hint, or accepted) a report has in each group."""
    sql = f"""SELECT report, "group", kind, count(*) AS n FROM ({_GROUPED}) GROUP BY ALL"""
    return library.cursor().execute(sql, grouping.values(reports)).df()


def issues(library: LibraryReader, reports: Sequence[str], grouping: Grouping, weights: Weights, kinds: Sequence[str]) -> pd.DataFrame:
    """The findings of these kinds, the weightiest first: amount of the difference times certainty, then certainty alone.

    Columns: report, finding_no, check, severity, group, kind, message, message_en, difference, unit, cause, exception, pages, weight (fen).
    """
    values = grouping.values(reports)
    values += [list(kinds), list(weights.severity), list(weights.severity.values()), list(weights.money), list(weights.money.values())]
    values += [weights.doubted, weights.doubt]
    sql = f"""SELECT g.report, finding_no, "check", g.severity, "group", kind, message, message_en, difference, g.unit, cause, "exception",
        pages, CAST(coalesce(abs(TRY_CAST(difference AS DECIMAL(30, 6))) * m.fen, 0) * sure / 100 AS BIGINT) AS weight
    FROM (SELECT *, c.sure * CASE WHEN cause = $11 AND $11 <> '' THEN $12 ELSE 100 END / 100 AS sure FROM ({_GROUPED}) b
        LEFT JOIN (SELECT unnest($7) AS severity, unnest($8) AS sure) c USING (severity)) g
    LEFT JOIN (SELECT unnest($9) AS unit, unnest($10) AS fen) m ON m.unit = g.unit
    WHERE kind IN (SELECT unnest($6)) ORDER BY weight DESC, sure DESC, g.report, finding_no"""
    return library.cursor().execute(sql, values).df()


def layouts(library: LibraryReader, reports: Sequence[str]) -> dict[str, str]:
    """Report → what its layout is told by: province, and number, unit and budget basis of each known table in printed order."""
    sql = """SELECT report, left(r.region, 2) || '|' || coalesce(string_agg(t."table" || ':' || t.printed_number || ':' || t.unit || ':'
        || t.budget_basis, '|' ORDER BY t.table_no) FILTER (t.state IN ('filled', 'empty') AND NOT starts_with(t."table", 'other:')), '')
    FROM report r LEFT JOIN printed_table t USING (report) WHERE report IN (SELECT unnest($1)) GROUP BY report, r.region"""
    return dict(library.cursor().execute(sql, [list(reports)]).fetchall())


def failing(library: LibraryReader, reports: Sequence[str]) -> dict[str, list[str]]:
    """Check → the reports it fails in, exceptions and hints left out."""
    sql = """SELECT "check", list(DISTINCT report ORDER BY report) FROM finding WHERE report IN (SELECT unnest($1)) AND state = 'fail'
        AND severity <> 'info' AND "exception" = '' GROUP BY "check" ORDER BY "check" """
    return dict(library.cursor().execute(sql, [list(reports)]).fetchall())


def open_failures(library: LibraryReader, check: str, reports: Sequence[str]) -> dict[str, list[str]]:
    """Report → identities of the findings of a check that fail in it, exceptions and hints left out; reports in the order given."""
    sql = """SELECT report, list("identity" ORDER BY finding_no) FROM finding WHERE "check" = ? AND report IN (SELECT unnest(?))
        AND state = 'fail' AND severity <> 'info' AND "exception" = '' AND "identity" <> '' GROUP BY report"""
    found = dict(library.cursor().execute(sql, [check, list(reports)]).fetchall())
    return {report: found[report] for report in reports if report in found}


def finding_words(library: LibraryReader, report: str, identity: str) -> tuple[str, str]:
    """What a finding says now, in Chinese and English; empty where the report has it no more."""
    asked = 'SELECT message, message_en FROM finding WHERE report = ? AND "identity" = ? ORDER BY finding_no LIMIT 1'
    return library.cursor().execute(asked, [report, identity]).fetchone() or ("", "")
