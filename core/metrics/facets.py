"""Facets: by what reports can be chosen (unit, region, level, year, subject, result of the checks), with counts that combine."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import pandas as pd

from core.definitions import FOLDER, Definitions
from core.store.reader import LibraryReader

FACETS = ("unit", "region", "level", "year", "subject", "result")
Chosen = Mapping[str, Sequence[str]]
_UNKNOWN = "unknown"

# Only the newest report of a unit and year; other kinds of reports (budgets, templates) have other figures and are never mixed in.
_ROWS = """
WITH kept AS (SELECT * FROM report WHERE kind = 'final_accounts' AND report IN (SELECT unnest($1)))
SELECT report, 'unit' AS facet, unit_name AS value FROM kept
UNION ALL SELECT report, 'region', left(region, 2) FROM kept WHERE region <> ''
UNION ALL SELECT report, 'year', CAST(fiscal_year AS VARCHAR) FROM kept WHERE fiscal_year IS NOT NULL
UNION ALL SELECT DISTINCT report, 'subject', line_code FROM fact SEMI JOIN kept USING (report)
    WHERE "table" = 'expenditure' AND length(line_code) = 3
UNION ALL SELECT DISTINCT report, 'result', CASE
    WHEN state IN ('fail', 'rounding', 'not_run') AND severity <> 'info' AND "exception" = '' THEN state ELSE 'checked' END
    FROM finding SEMI JOIN kept USING (report)
"""


@dataclass(frozen=True)
class Faceted:
    """The comparable reports of a library: `reports` (report, unit_name, fiscal_year) and their facets, a row per report and value."""

    reports: pd.DataFrame
    rows: pd.DataFrame

    def narrowed(self, chosen: Chosen) -> list[str]:
        """The reports that have one of the chosen values in every facet chosen in, in the order of unit and year."""
        kept = self._within(chosen)
        return [report for report in self.reports["report"] if report in kept]

    def counts(self, chosen: Chosen) -> dict[str, dict[str, int]]:
        """facet → value → how many reports would be left: the choices of the other facets count, its own do not."""
        found = {}
        for facet in FACETS:
            others = self._within({name: values for name, values in chosen.items() if name != facet})
            own = self.rows[self.rows["facet"] == facet]
            left = own[own["report"].isin(others)]["value"].value_counts()
            found[facet] = {str(value): int(left.get(value, 0)) for value in sorted(own["value"].unique())}
        return found

    def _within(self, chosen: Chosen) -> set[str]:
        kept = set(self.reports["report"])
        for facet, values in chosen.items():
            if values:
                fits = (self.rows["facet"] == facet) & self.rows["value"].isin(list(values))
                kept &= set(self.rows["report"][fits])
        return kept


def faceted(library: LibraryReader) -> Faceted:
    """The comparable reports of a library with their facets: final accounts, the newest of each unit and year."""
    cursor = library.cursor()
    selection = library.selection()
    found = cursor.execute(_ROWS, [selection]).fetchall()
    rows = pd.DataFrame(found, columns=["report", "facet", "value"], dtype="object")
    told = """SELECT report, unit_name, fiscal_year FROM report WHERE kind = 'final_accounts' AND report IN (SELECT unnest($1))
        ORDER BY unit_name, fiscal_year, report"""
    reports = pd.DataFrame(cursor.execute(told, [selection]).fetchall(), columns=["report", "unit_name", "fiscal_year"], dtype="object")
    reports["fiscal_year"] = reports["fiscal_year"].astype("Int64")
    levels = {name: level_of(name) for name in reports["unit_name"].unique()}
    of_level = pd.DataFrame({"report": reports["report"], "facet": "level", "value": reports["unit_name"].map(levels)}, dtype="object")
    return Faceted(reports, pd.concat([rows[rows["facet"] != "result"], of_level, _results(rows, reports)], ignore_index=True))


def level_of(unit_name: str) -> str:
    """central, province, city, county or township as the unit's name tells it; else unknown."""
    return next((level for level, pattern in _levels().items() if pattern.search(unit_name)), _UNKNOWN)


def region_names(definitions: Definitions) -> dict[str, str]:
    """Code of a region of the first level → its whole name."""
    whole = re.compile(_told()["region"]["whole"])
    return {code: name for name, code in definitions.regions if len(code) == 2 and whole.search(name)}


def _results(rows: pd.DataFrame, reports: pd.DataFrame) -> pd.DataFrame:
    """The results of the checks: what was found; agreeing where nothing was; unchecked where no check has been."""
    of = rows[rows["facet"] == "result"]
    checked, found = set(of["report"]), of[of["value"] != "checked"]
    told = set(found["report"])
    rest = [report for report in reports["report"] if report not in told]
    values = ["agreeing" if report in checked else "unchecked" for report in rest]
    return pd.concat([found, pd.DataFrame({"report": rest, "facet": "result", "value": values}, dtype="object")], ignore_index=True)


@cache
def _levels() -> dict[str, re.Pattern[str]]:
    return {level: re.compile(pattern) for level, pattern in _told()["level"].items()}


@cache
def _told() -> dict:
    with (FOLDER / "facets.toml").open("rb") as file:
        return tomllib.load(file)
