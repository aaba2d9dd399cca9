"""Units × years of one subject: a slot for each, with its value or with what is in the way."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from core.compare.definition import settings
from core.metrics.definition import USED, Metric, metrics
from core.metrics.display import Display, display_for
from core.metrics.values import measured
from core.model import Report
from core.store.pairs import newest_reports
from core.store.reader import LibraryReader

COLUMNS = ["key", "report", "unit_name", "year", "value", "estimated", *USED, "gap"]
MOST_UNITS = 20
COMPARED_KIND = "final_accounts"


@dataclass(frozen=True)
class Compared:
    """`frame`: COLUMNS, a row per unit and year in the order asked for: `key` is the number of the report it was read in, with -1 for the

    year before it; `gap` is "" or no_report, other_kind, no_figure, several.  `refused`: reports of these units and years that are no
    final accounts.  `reports`: those whose figures are used.
    """

    subject: Metric
    units: tuple[str, ...]
    years: tuple[int, ...]
    frame: pd.DataFrame
    refused: tuple[Report, ...]
    reports: tuple[Report, ...]

    @property
    def display(self) -> Display:
        """How all values are shown: one unit for all of them."""
        return display_for(self.subject, self.frame["value"].dropna())

    def at(self, unit: str, year: int) -> pd.Series:
        """The slot of a unit and year."""
        rows = self.frame[(self.frame["unit_name"] == unit) & (self.frame["year"] == year)]
        return rows.iloc[0]


def offered(library: LibraryReader) -> list[Report]:
    """The reports that can be compared: final accounts of known unit and year, the newest version, by unit and year."""
    return [report for report in newest_reports(library) if report.kind == COMPARED_KIND]


def compared(library: LibraryReader, subject: Metric, units: Sequence[str], years: Sequence[int]) -> Compared:
    """The slots of these units and years.  What no report of a year has, but that of the next year tells, stands in, marked."""
    units, years = tuple(dict.fromkeys(units)), tuple(sorted(set(years)))
    of_units = [report for report in newest_reports(library) if report.unit_name in units]
    accounts = {(each.unit_name, each.fiscal_year): each for each in of_units if each.kind == COMPARED_KIND}
    refused = tuple(each for each in of_units if each.kind != COMPARED_KIND and each.fiscal_year in years)
    values, told = measured(library, subject, [each.report for each in accounts.values()])
    by_report = {row["report"]: row for row in values.to_dict("records")}
    earlier = _told_later(library, subject, accounts)
    rows = []
    for unit in units:
        for year in years:
            report = accounts.get((unit, year))
            row = by_report.get(report.report) if report else None
            if row is not None:
                rows.append(_row(unit, year, {**row, "key": report.report}))
            elif (unit, year) in earlier:
                rows.append(_row(unit, year, earlier[unit, year]))
            else:
                other = any((each.unit_name, each.fiscal_year) == (unit, year) for each in refused)
                rows.append(_row(unit, year, {"gap": _gap(report, told, other)}))
    frame = pd.DataFrame(rows, columns=COLUMNS)
    exact = pd.Series([row["value"] for row in rows], dtype="object")  # whole fen stay whole beside what is missing
    used = set(frame["report"])
    return Compared(subject, units, years, frame.assign(value=exact), refused, tuple(each for each in of_units if each.report in used))


def _row(unit: str, year: int, found: dict) -> dict:
    empty = {"key": "", "report": "", "value": None, "estimated": False, **dict.fromkeys(USED, ""), "gap": ""}
    return {**empty, **{name: value for name, value in found.items() if name in COLUMNS}, "unit_name": unit, "year": year}


def _gap(report: Report | None, told: dict[str, int], other_kind: bool) -> str:
    """Why there is no value."""
    if report is None:
        return "other_kind" if other_kind else "no_report"
    return "several" if told.get(report.report, 0) > 1 else "no_figure"


def _told_later(library: LibraryReader, subject: Metric, accounts: dict[tuple[str, int], Report]) -> dict[tuple[str, int], dict]:
    """(unit, year) → what the report of the year after tells of it."""
    prior = settings("prior").get(subject.key)
    if prior is None:
        return {}
    values, _ = measured(library, metrics()[prior], [each.report for each in accounts.values()])
    told = {row["report"]: row for row in values.to_dict("records")}
    return {
        (unit, year - 1): {**told[each.report], "key": f"{each.report}-1", "estimated": True}
        for (unit, year), each in accounts.items()
        if each.report in told
    }
