"""Many files into the library: worker processes parse, this process keeps.  Every file ends in a receipt; the receipts add up."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

from core.definitions import Definitions
from core.errors import JuesuanError, costs_the_file_only
from core.garbage import garbage_left
from core.model import Reading, Receipt, Report
from core.parsers import Parsed, Parser, parser
from core.reading.sources import Source, expand
from core.store.library import Library
from core.store.originals import Received
from core.store.state import asks_of


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a file is.  `step`: opening · pages · ocr · tables · saving · done (step_… in messages.toml); `done` of `total`."""

    file: str
    step: str
    done: int = 0
    total: int = 0


Listener = Callable[[Progress], None]


@dataclass
class _Pending:
    """A file between being kept and being parsed.  `twin`: an earlier file of the batch with the same bytes, still pending."""

    source: Source
    kept: Received
    seconds: float
    parsing: Callable[[], Parsed] | None = None
    twin: "_Pending | None" = None
    receipt: Receipt | None = None


def import_paths(
    paths: Iterable[Path | str | Source],
    library: Library,
    definitions: Definitions,
    jobs: int = 1,
    progress: Listener | None = None,
    ocr: str = "auto",
) -> Iterator[Receipt]:
    """Imports every file behind these paths (files, folders, zip archives) and gives a receipt for each, in their order.

    `jobs` worker processes parse ahead (1: this process parses); reports are kept one by one in the order of the files, so versions do
    not depend on `jobs`.  A file that cannot become a report is a receipt, never an error, and leaves nothing behind.
    `ocr`: auto (scanned pages are read where text recognition is installed) or off.  What `progress` raises ends the import.
    """
    with parser(definitions, jobs, ocr, library.switched_off()) as parse:
        yield from _Batch(library, definitions, parse, progress or (lambda _: None)).receipts(expand(paths))


class _Batch:
    """One import: the files under way, in order."""

    def __init__(self, library: Library, definitions: Definitions, parse: Parser, progress: Listener) -> None:
        self._library, self._definitions, self._parse, self._progress = library, definitions, parse, progress
        self._pending: deque[_Pending | Receipt] = deque()

    def receipts(self, sources: Iterable[Source]) -> Iterator[Receipt]:
        for source in sources:
            self._pending.append(self._begun(source))
            while len(self._pending) > self._parse.ahead:
                yield self._finished(self._pending.popleft())
        while self._pending:
            yield self._finished(self._pending.popleft())

    def _begun(self, source: Source) -> "_Pending | Receipt":
        """Keeps the file's bytes and starts parsing them, unless they are in the library already."""
        if source.state:
            return self._not_imported(source, source.state, source.reason, source.details)
        self._progress(Progress(source.name, "opening"))
        started = perf_counter()
        try:
            with source.open() as stream:
                kept = self._library.keep_stream(stream, source.name)
        except JuesuanError as error:
            return self._not_imported(source, "failed", error.code, error.details)
        except OSError:
            return self._not_imported(source, "failed", "file_unreadable", {})
        report = self._library.find(kept.sha256)
        if report:
            return self._already(source, report, perf_counter() - started)
        pending = _Pending(source, kept, perf_counter() - started)
        pending.twin = next((p for p in self._pending if isinstance(p, _Pending) and p.kept.sha256 == kept.sha256), None)
        if pending.twin is None:
            pending.parsing = self._parse.start(kept.path, lambda *event: self._progress(Progress(source.name, *event)))
        return pending

    def _finished(self, pending: "_Pending | Receipt") -> Receipt:
        receipt = pending
        if isinstance(pending, _Pending):
            with garbage_left():  # around the reading's whole life: looking through it for garbage would take longer than to keep it
                receipt = self._like_twin(pending, pending.twin.receipt) if pending.twin else self._kept(pending)
            pending.receipt = receipt
        self._progress(Progress(receipt.file, "done", 1, 1))
        return receipt

    def _kept(self, pending: _Pending) -> Receipt:
        """Waits for the reading and keeps it; a file of which no report comes leaves no original either."""
        source, saved = pending.source, False
        try:
            parsing, pending.parsing = pending.parsing, None  # which holds the reading too
            parsed = parsing()
            started = perf_counter()
            self._progress(Progress(source.name, "saving"))
            reading = replace(parsed.reading, file=source.name)
            with costs_the_file_only():
                report = self._library.save(reading)
            saved = True
            return self._imported(reading, report, pending.seconds + parsed.seconds + perf_counter() - started)
        except JuesuanError as error:
            return self._not_imported(source, "failed", error.code, error.details, pending.kept.sha256)
        except OSError:
            return self._not_imported(source, "failed", "file_unreadable", {}, pending.kept.sha256)
        finally:
            if not saved:
                self._library.forget_original(pending.kept)

    def _like_twin(self, pending: _Pending, receipt: Receipt) -> Receipt:
        """The same bytes fare the same."""
        report = self._library.find(pending.kept.sha256)
        if report:
            return self._already(pending.source, report, pending.seconds)
        return replace(receipt, file=pending.source.name, details={**receipt.details, **_named(pending.source)})

    def _imported(self, reading: Reading, report: Report, seconds: float) -> Receipt:
        asks = asks_of(reading, self._definitions)
        receipt = _receipt(report.file, report, "needs_person" if asks else "imported", _counted(reading), seconds)
        return replace(receipt, reason=asks[0].kind, details=asks[0].details) if asks else receipt

    def _already(self, source: Source, report: Report, seconds: float) -> Receipt:
        counts = self._library.counts(report.report)
        counts["findings_by_state"] = self._library.findings_by_state(report.report)
        receipt = _receipt(source.name, report, "already", counts, seconds)
        return replace(receipt, reason="already_kept", details={"kept": report.file, **_named(source)})

    def _not_imported(self, source: Source, state: str, reason: str, details: dict[str, object], sha256: str = "") -> Receipt:
        if state == "failed" and reason != "library_not_writable":
            self._library.record("not_imported", source.name, reason=reason)
        return Receipt(source.name, sha256, "", state, reason, {**details, **_named(source)})


def _receipt(file: str, report: Report, state: str, counts: dict[str, object], seconds: float) -> Receipt:
    known = {"pages": report.pages, "version": report.version, **counts}
    return Receipt(file, report.sha256, report.report, state, seconds=seconds, **known)


def _counted(reading: Reading) -> dict[str, object]:
    """What `counts` and `findings_by_state` of the library say of a report once this reading is kept."""
    printed = {table.table for table in reading.tables if table.state in ("filled", "empty") and not table.table.startswith("other:")}
    return {
        "tables_found": len(printed),
        "facts": sum(len(table.facts) for table in reading.tables),
        "statements": len(reading.statements),
        "indicators": sum(len(project.indicators) for project in reading.projects),
        "findings_by_state": dict(Counter(finding.state for finding in reading.findings)),
    }


def _named(source: Source) -> dict[str, object]:
    """What a sentence about a file calls it."""
    return {"file": source.name, "where": source.where}
