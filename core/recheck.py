"""The checks of kept reports again: after one was switched off, or with newer definitions.  Worker processes read, this process keeps."""

from collections import Counter, deque
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
    known = library.several(reports)
    ordered = [known.get(report) or library.known(report) for report in reports]
    with parser(definitions, jobs) as parse:
        checking = _Checking(library, definitions, parse)
        waiting: deque = deque()
        for one in ordered:
            waiting.append((one, checking.started(one)))
            while len(waiting) > parse.ahead:
                yield checking.finished(*waiting.popleft())
        while waiting:
            yield checking.finished(*waiting.popleft())


class _Checking:
    """The checks of several reports under way.  What people said is asked for anew only after something was said."""

    def __init__(self, library: Library, definitions: Definitions, parse: Parser) -> None:
        self._library, self._definitions, self._parse = library, definitions, parse
        self._event = -1
        self._spoken_of: frozenset[str] = frozenset()
        self._off: dict[str, str] = {}

    def started(self, known: Report) -> tuple | JuesuanError:
        """What waits for the reading, and what was said of the report when it began; or why it cannot be read."""
        try:
            told = self._told_of(known)
            path = self._library.original_path(known.sha256)
            return self._parse.start(path, lambda *_: None, {**told, "only_checks": True}), told
        except JuesuanError as error:
            return error

    def finished(self, known: Report, started: tuple | JuesuanError) -> Checked:
        """Waits for the reading and keeps what the checks say of it."""
        try:
            if isinstance(started, JuesuanError):
                raise started
            wait, told = started
            return Checked(known.report, known.file, self._kept(known, wait(), told))
        except JuesuanError as error:
            return Checked(known.report, known.file, reason=error.code, details=error.details)
        except OSError:
            error = ReportError("file_unreadable", file=known.file, where=known.file)
            return Checked(known.report, known.file, reason=error.code, details=error.details)

    def _kept(self, known: Report, parsed: Parsed, told: dict[str, object]) -> dict[str, int]:
        """Keeps the findings; all is read once more where figures are read otherwise than before, or somebody said something meanwhile."""
        with self._library.editing:
            if self._told_of(known) == told and parsed.figures == self._library.figures_digest(known.report):
                self._library.keep_findings(known.report, parsed.findings)
                return dict(Counter(parsed.findings["state"]))
            reread(self._library, known.report, self._definitions, action="check")
            return self._library.findings_by_state(known.report)

    def _told_of(self, known: Report) -> dict[str, object]:
        """As `told_of`; most reports were never spoken of."""
        event = self._library.last_said()
        if event != self._event:
            self._event, self._spoken_of, self._off = event, self._library.spoken_of(), self._library.switched_off()
        if known.report in self._spoken_of:
            return told_of(self._library, known.report)
        return {"answers": {}, "drawings": [], "part": known.part, "annexes": [], "corrections": [], "off": self._off}
