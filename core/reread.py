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
    reading = read_file(path, definitions, answers, progress, drawings)
    return library.replace(report, replace(reading, file=kept.file))
