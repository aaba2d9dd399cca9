"""Reads a kept report again: after a person answered what it does not say, or with a newer version of the program."""

from dataclasses import replace

from core.definitions import Definitions
from core.ingest import Progress, read_file
from core.model import Report
from core.store.library import Library


def reread(library: Library, report: str, definitions: Definitions, progress: Progress | None = None) -> Report:
    """The report read again from its original with all that was answered and drawn so far; replaces the earlier reading in one transaction.

    Raises ReportError when the original cannot be read, LibraryError when it is gone; the earlier reading then stays.
    """
    kept = library.known(report)
    path, answers, drawings = library.original_path(kept.sha256), library.answers(report), library.drawings(report)
    reading = read_file(path, definitions, answers, progress, drawings, part=kept.part)
    return library.replace(report, replace(reading, file=kept.file))


def split(library: Library, report: str, definitions: Definitions, progress: Progress | None = None) -> list[Report]:
    """The reports a file was found to hold, kept in the place of the one it was kept as; that one alone when it holds no other.

    What was answered or drawn for the one is forgotten: it may be of any of them.  Raises as `reread`.
    """
    kept = library.known(report)
    path = library.original_path(kept.sha256)
    if kept.part:
        return [kept]
    whole = read_file(path, definitions, progress=progress)
    parts = [part for problem in whole.problems if problem.kind == "several_reports" for part in problem.details["ranges"]]
    if not parts:
        return [kept]
    readings = [read_file(path, definitions, progress=progress, part=part) for part in parts]
    return library.split(report, [replace(reading, file=kept.file) for reading in readings])
