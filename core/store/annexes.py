"""Other files of a report: its tables where the file only tells, or the other way round."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from core.model import Report


@dataclass(frozen=True, slots=True)
class Annex:
    """A file that belongs to a report of another file.  `pages`: how many it has, 0 for a file without pages."""

    sha256: str
    file: str
    pages: int


def of_report(cursor: duckdb.DuckDBPyConnection, report: str) -> list[Annex]:
    """The annexes of a report, in the order their pages follow."""
    rows = cursor.execute("SELECT sha256, file, pages FROM annex WHERE report = ? ORDER BY annex_no", [report]).fetchall()
    return [Annex(*row) for row in rows]


def add(cursor: duckdb.DuckDBPyConnection, report: str, other: Report) -> None:
    """Makes the file of another report the last annex of this one; its own annexes follow."""
    files = [Annex(other.sha256, other.file, other.pages - sum(each.pages for each in of_report(cursor, other.report)))]
    for number, each in enumerate([*files, *of_report(cursor, other.report)], len(of_report(cursor, report))):
        cursor.execute("INSERT INTO annex VALUES (?, ?, ?, ?, ?)", [report, number, each.sha256, each.file, each.pages])


def page_of(report: Report, annexes: Sequence[Annex], page: int) -> tuple[str, int]:
    """The SHA-256 of the file a page of the report is in, and its number there."""
    first = report.pages - sum(each.pages for each in annexes)
    if page <= first:
        return report.sha256, page
    for each in annexes:
        if page <= first + each.pages:
            return each.sha256, page - first
        first += each.pages
    raise IndexError(f"page {page} of {report.pages}")
