"""Parses files ahead, in this process or in worker processes.  A file that makes a worker die costs that file only."""

import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Protocol

from core.definitions import Definitions
from core.errors import ReportError
from core.ingest import read_file
from core.model import Reading

Steps = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A reading and the seconds it took, waiting not counted."""

    reading: Reading
    seconds: float


class Parser(Protocol):
    """Starts to parse a file; what `start` gives waits for the end, then returns or raises what read_file does.

    `ahead`: how many files may be under way at once besides the one waited for.
    """

    ahead: int

    def start(self, path: Path, steps: Steps) -> Callable[[], Parsed]: ...


@contextmanager
def parser(definitions: Definitions, jobs: int) -> Iterator[Parser]:
    """A parser for the time of the block: in this process for one job, else in `jobs` worker processes."""
    if jobs <= 1:
        yield _Here(definitions)
        return
    workers = _Workers(definitions, jobs)
    try:
        yield workers
    finally:
        workers.stop()


class _Here:
    ahead = 0

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions

    def start(self, path: Path, steps: Steps) -> Callable[[], Parsed]:
        return lambda: _parsed(path, self._definitions, steps)


class _Workers:
    """Worker processes are started fresh (spawn): PDFium and threads do not survive a fork."""

    def __init__(self, definitions: Definitions, jobs: int) -> None:
        self._definitions, self._jobs = definitions, jobs
        self.ahead = 2 * jobs
        self._pool = self._new_pool(jobs)

    def start(self, path: Path, steps: Steps) -> Callable[[], Parsed]:
        try:
            future = self._pool.submit(_work, path)
        except BrokenProcessPool:
            self._pool = self._new_pool(self._jobs)
            future = self._pool.submit(_work, path)
        return lambda: self._result(future, path)

    def stop(self) -> None:
        """Drops what has not begun and waits for what has."""
        self._pool.shutdown(cancel_futures=True)

    def _result(self, future: Future, path: Path) -> Parsed:
        """A worker that died takes every file under way with it, so each is tried once more, alone.

        Raises ReportError reader_stopped when this very file ends the worker.
        """
        try:
            return future.result()
        except BrokenProcessPool:
            with self._new_pool(1) as pool:
                try:
                    return pool.submit(_work, path).result()
                except BrokenProcessPool as error:
                    raise ReportError("reader_stopped") from error

    def _new_pool(self, jobs: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _prepare, (self._definitions,))


_prepared: list[Definitions] = []


def _prepare(definitions: Definitions) -> None:
    """Once in each worker: the definitions are sent once, not with every file."""
    _prepared[:] = [definitions]


def _work(path: Path) -> Parsed:
    return _parsed(path, _prepared[0], None)


def _parsed(path: Path, definitions: Definitions, steps: Steps | None) -> Parsed:
    started = perf_counter()
    reading = read_file(path, definitions, {}, steps)
    return Parsed(reading, perf_counter() - started)
