"""Reads a kept report again: after a person answered what it does not say, or with a newer version of the program."""

from collections.abc import Mapping
from dataclasses import replace

from core.definitions import Definitions
from core.ingest import Progress, read_file
from core.model import Reading, Report
from core.store.library import Library


def reread(library: Library, report: str, definitions: Definitions, progress: Progress | None = None, action: str = "read_again") -> Report:
    """The report read again from its original with all that was answered, drawn and corrected so far.

    It replaces the earlier reading in one transaction.  `action`: as of Library.replace.
    Raises ReportError when the original cannot be read, LibraryError when it is gone; the earlier reading then stays.
    """
    with library.editing:
        return library.replace(report, read_anew(library, report, definitions, progress=progress), action)


def read_anew(
    library: Library,
    report: str,
    definitions: Definitions,
    instead: Mapping[str, object] | None = None,
    progress: Progress | None = None,
) -> Reading:
    """The reading `reread` would keep, or the one with something else said (`instead`, as in `told_of`); nothing is kept.

    Raises as `reread`.
    """
    kept = library.known(report)
    told = {**told_of(library, report), **(instead or {})}
    return replace(read_file(library.original_path(kept.sha256), definitions, progress=progress, **told), file=kept.file)


def told_of(library: Library, report: str) -> dict[str, object]:
    """What people said of a report and of the checks, as arguments of read_file."""
    told = {"answers": library.answers(report), "drawings": library.drawings(report), "part": library.known(report).part}
    told["annexes"] = [library.original_path(annex.sha256) for annex in library.annexes(report)]
    return {**told, "corrections": library.corrections(report), "off": library.switched_off()}


def join(library: Library, report: str, other: str, definitions: Definitions) -> Report:
    """Two reports as one: the one with pages, else the one that tells, with the file of the other as its annex.  Raises as `reread`.

    What was decided for the other is forgotten.
    """
    both = [library.known(report), library.known(other)]
    kept, annex = sorted(both, key=lambda each: (not each.pages, not library.counts(each.report)["statements"]))
    told = told_of(library, kept.report)
    told["annexes"] += [library.original_path(each.sha256) for each in (annex, *library.annexes(annex.report))]
    reading = read_file(library.original_path(kept.sha256), definitions, **told)
    return library.join(kept.report, annex.report, replace(reading, file=kept.file))


def separate(library: Library, report: str, definitions: Definitions) -> list[Report]:
    """The report without its annexes, and a report of each of these.  Raises as `reread`."""
    kept, told = library.known(report), {**told_of(library, report), "annexes": []}
    readings = [replace(read_file(library.original_path(kept.sha256), definitions, **told), file=kept.file)]
    for annex in library.annexes(report):
        alone = read_file(library.original_path(annex.sha256), definitions, off=library.switched_off())
        readings.append(replace(alone, file=annex.file))
    return library.separate(report, readings)


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
    readings = [read_file(path, definitions, progress=progress, part=part, off=library.switched_off()) for part in parts]
    return library.split(report, [replace(reading, file=kept.file) for reading in readings])
