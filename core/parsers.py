"""Parses files ahead, in this process or in worker processes.  A file that makes a worker die costs that file only.

A worker is sent paths and sends readings back.  Where this process parses, a second one may read the later pages of a long file.
"""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from queue import LifoQueue
from time import perf_counter
from types import TracebackType
from typing import Protocol

from core.checks.catalogue import catalogue
from core.definitions import Definitions
from core.errors import JuesuanError, ReportError
from core.figures_digest import digest_of
from core.garbage import garbage_left
from core.ingest import read_file
from core.model import Reading
from core.processes import ENDED, Answers, Beside, conversation
from core.reading.beside import PagesBeside
from core.store.finding_rows import finding_columns

Steps = Callable[[str, int, int], None]
Told = Mapping[str, object]
_WORKER = "from core.parsers import serve; serve()"
_PYTHON_ERROR = 1  # how Python ends after an error of the program; a crash of the PDF library ends otherwise


@dataclass(frozen=True, slots=True)
class Parsed:
    """A reading and the seconds it took, waiting not counted.

    With `only_checks` the reading is empty: of the findings there are the columns of the table `finding`, of the figures the digest.
    """

    reading: Reading
    seconds: float
    figures: str = ""
    findings: Mapping[str, list] = field(default_factory=dict)


class Parser(Protocol):
    """Starts to parse a file; what `start` gives waits for the end, then returns or raises what read_file does.

    `ahead`: how many files may be under way at once besides the one waited for.
    """

    ahead: int

    def start(self, path: Path, steps: Steps, told: Told | None = None) -> Callable[[], Parsed]: ...


@contextmanager
def parser(definitions: Definitions, jobs: int, ocr: str = "auto", off: Mapping[str, str] | None = None) -> Iterator[Parser]:
    """A parser for the time of the block: in this process for one job, else in `jobs` worker processes.

    `ocr` and `off`: as in read_file; `told` of a file: more arguments of read_file.

    A worker also raises ReportError reader_stopped, for the file on which it died.
    """
    always = {"ocr": ocr, "off": off}
    if jobs <= 1:
        with PagesBeside() as beside:
            yield _Here(definitions, {**always, "beside": beside})
        return
    with _Workers(definitions, jobs, always) as workers:
        yield workers


def serve() -> None:
    """The life of a worker: first the definitions and what holds for every file, then a path at a time until there are no more.

    Answers with a Parsed or an error.
    """
    given, answers = conversation()
    definitions, always = next(given)
    for path, told in given:
        with garbage_left():
            _answer(path, definitions, {**always, **told}, answers)


def _answer(path: Path, definitions: Definitions, told: Told, answers: Answers) -> None:
    try:
        answers.give(_parsed(path, definitions, told, None))
    except (JuesuanError, OSError) as error:
        answers.give(error)


class _Here:
    ahead = 0

    def __init__(self, definitions: Definitions, always: Told) -> None:
        self._definitions, self._always = definitions, always
        catalogue()  # read with the program, not with its first file

    def start(self, path: Path, steps: Steps, told: Told | None = None) -> Callable[[], Parsed]:
        return lambda: _parsed(path, self._definitions, {**self._always, **(told or {})}, steps)


class _Workers:
    """As many threads as workers; each takes a free worker for a file and waits for its answer."""

    def __init__(self, definitions: Definitions, jobs: int, always: Told) -> None:
        self.ahead = 2 * jobs
        self._threads = ThreadPoolExecutor(jobs, "parser")
        self._all = [_Worker((definitions, always)) for _ in range(jobs)]
        self._free: LifoQueue[_Worker] = LifoQueue()
        for worker in self._all:
            self._free.put(worker)

    def __enter__(self) -> "_Workers":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Drops what has not begun and waits for what has; after an error ends the workers in the middle of what they do."""
        if kind:
            self._threads.shutdown(wait=False, cancel_futures=True)
            for worker in self._all:
                worker.abandon()
        self._threads.shutdown(cancel_futures=True)
        for worker in self._all:
            worker.stop()

    def start(self, path: Path, steps: Steps, told: Told | None = None) -> Callable[[], Parsed]:
        return self._threads.submit(self._parse, path, told or {}).result

    def _parse(self, path: Path, told: Told) -> Parsed:
        worker = self._free.get()
        try:
            return worker.parse(path, told)
        finally:
            self._free.put(worker)


class _Worker:
    """One worker process, started when it is first needed and again after it died."""

    def __init__(self, setting: tuple[Definitions, Told]) -> None:
        self._setting = setting
        self._process = Beside(_WORKER)
        self.stop, self.abandon = self._process.stop, self._process.abandon

    def parse(self, path: Path, told: Told) -> Parsed:
        """The answer of the process.  Raises ReportError reader_stopped when it died, RuntimeError on an error of the program."""
        try:
            if not self._process.running:
                self._process.send(self._setting)
            self._process.send((path, told))
            answer = self._process.receive()
        except ENDED as error:
            if self._process.stop() == _PYTHON_ERROR:
                raise RuntimeError(f"parsing {path} ended with an error of the program, shown above") from error
            raise ReportError("reader_stopped") from error
        if isinstance(answer, BaseException):
            raise answer
        return answer


def _parsed(path: Path, definitions: Definitions, told: Told, steps: Steps | None) -> Parsed:
    started = perf_counter()
    with garbage_left():
        reading = read_file(path, definitions, progress=steps, **told)
        if told.get("only_checks"):
            figures, findings = digest_of(reading), finding_columns(reading.findings)
            reading = replace(reading, tables=(), statements=(), projects=(), scores=(), problems=(), page_sizes=(), findings=())
            return Parsed(reading, perf_counter() - started, figures, findings)
    return Parsed(reading, perf_counter() - started)
