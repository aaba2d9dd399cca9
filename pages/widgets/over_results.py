"""What comes of checks over reports, worked out anew whenever something was done with the library."""

from collections.abc import Sequence

import streamlit as st

from core.model import Report
from core.over.board import Board, Issue, Pattern, board, issues, patterns
from core.over.comparison import Comparison, Spot
from core.over.run import over_reports
from core.store.pairs import last_event, newest_reports
from pages.widgets.address import report_link
from pages.widgets.stock import definitions, library


def over_results(reports: Sequence[str] | None = None) -> tuple[Comparison, ...]:
    """The comparisons about these reports, or about all."""
    return _over(str(library().folder), last_event(library()), tuple(reports) if reports is not None else None)


def against_others(report: str) -> int:
    """How much of a report does not agree with other reports."""
    return sum(each.kind == "fail" for each in over_results([report]))


def board_of(year: int, kind: str) -> Board:
    """The board of a year and a kind of report."""
    return _board(str(library().folder), last_event(library()), year, kind)


def issues_of(year: int, kind: str, kinds: tuple[str, ...]) -> list[Issue]:
    """The lines of the board's list of these kinds, the weightiest first."""
    return _issues(str(library().folder), last_event(library()), year, kind, kinds)


def pattern_of(report: Report, check: str) -> Pattern | None:
    """The pattern a failing check of a report belongs to: it fails in most reports of this layout, year and kind."""
    found = _patterns(str(library().folder), last_event(library()), report.fiscal_year, report.kind)
    return next((each for each in found if each.check == check and report.report in each.reports), None)


def spot_link(spot: Spot) -> str:
    """The view of a report that shows where a figure is printed."""
    if spot.statement is not None:
        return report_link(spot.report, "narrative", statement=str(spot.statement))
    if spot.table_no is not None:
        return report_link(spot.report, "tables", table=str(spot.table_no), cell=spot.cell)
    return report_link(spot.report, "performance")


@st.cache_data(show_spinner=False, max_entries=8)
def _over(folder: str, event: int, reports: tuple[str, ...] | None) -> tuple[Comparison, ...]:
    return over_reports(library(), definitions(), reports)


@st.cache_data(show_spinner=False, max_entries=8)
def _board(folder: str, event: int, year: int, kind: str) -> Board:
    return board(library(), definitions(), year, kind, _over(folder, event, None))


@st.cache_data(show_spinner=False, max_entries=8)
def _issues(folder: str, event: int, year: int, kind: str, kinds: tuple[str, ...]) -> list[Issue]:
    numbers = [row.report.report for row in _board(folder, event, year, kind).rows]
    return issues(library(), definitions(), numbers, _over(folder, event, None), kinds)


@st.cache_data(show_spinner=False, max_entries=8)
def _patterns(folder: str, event: int, year: int | None, kind: str) -> list[Pattern]:
    alike = [each.report for each in newest_reports(library()) if (each.fiscal_year, each.kind) == (year, kind)]
    return patterns(library(), alike)
