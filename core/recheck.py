"""The checks of kept reports again: after one was switched off, or with newer definitions.  Worker processes read, this process keeps."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from core.definitions import Definitions
from core.errors import JuesuanError, ReportError
from core.model import Report
from core.parsers import Parsed, Parser, parser
from core.reread import reread, told_of
from core.store.library import Library


@dataclass(frozen=True, slots=True)
class Checked:
    """A report whose checks ran again: `counts` by state; or, with `reason` (a message code, filled by `details`), could not."""

    report: str
    file: str
    counts: dict[str, int] = field(default_factory=dict)
    reason: str = ""
    details: dict[str, object] = field(default_factory=dict)


def check_again(library: Library, definitions: Definitions, reports: Sequence[str], jobs: int = 1) -> Iterator[Checked]:
    """Reads every report again with all that was said of it, checks it, keeps the findings in place of the earlier ones, in order.

    A report that cannot be read stays as it was.  Raises LibraryError report_unknown.
    """
    known = [library.known(report) for report in reports]
    with parser(definitions, jobs) as parse:
        waiting: deque = deque()
        for one in known:
            waiting.append((one, _started(library, parse, one)))
            while len(waiting) > parse.ahead:
                yield _finished(library, definitions, *waiting.popleft())
        while waiting:
            yield _finished(library, definitions, *waiting.popleft())


def _started(library: Library, parse: Parser, known: Report) -> tuple | JuesuanError:
    try:
        told = told_of(library, known.report)
        return parse.start(library.original_path(known.sha256), lambda *_: None, {**told, "only_checks": True}), told
    except JuesuanError as error:
        return error


def _finished(library: Library, definitions: Definitions, known: Report, started: tuple | JuesuanError) -> Checked:
    try:
        if isinstance(started, JuesuanError):
            raise started
        wait, told = started
        _keep(library, definitions, known.report, wait(), told)
    except JuesuanError as error:
        return Checked(known.report, known.file, reason=error.code, details=error.details)
    except OSError:
        error = ReportError("file_unreadable", file=known.file, where=known.file)
        return Checked(known.report, known.file, reason=error.code, details=error.details)
    return Checked(known.report, known.file, library.findings_by_state(known.report))


def _keep(library: Library, definitions: Definitions, report: str, parsed: Parsed, told: dict[str, object]) -> None:
    """Keeps the findings; all is read once more where figures are read otherwise than before, or somebody said something meanwhile."""
    with library.editing:
        if told_of(library, report) == told and parsed.figures == library.figures_digest(report):
            library.keep_findings(report, parsed.reading.findings)
        else:
            reread(library, report, definitions, action="check")
