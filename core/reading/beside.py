"""The later pages of a long file, read by a second process while this one reads the first: on two cores in little more than half the time.

Pages are handed out from the end, a few at a time, and fewer the nearer both come to each other.  What the second process has not read
when its turn comes, or cannot read, this process reads itself: it may be slow to start, or die, and no page is lost.
"""

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

from core.errors import ReportError, costs_the_file_only
from core.processes import ENDED, Beside, conversation
from core.reading.page import Page
from core.reading.pdf import PdfFile, open_report
from core.reading.rules import Rule

ReadPage = tuple[Page, list[Rule]]

_WORTH_STARTING = 24  # pages; a shorter file is read before a process has started
_MOST = 8  # pages handed out at once
_AHEAD = 2  # pieces of work it has before it


class PagesBeside:
    """A second process for the time of the block, started by the first file that is long enough.  Not for several threads."""

    def __init__(self) -> None:
        self._process = Beside("from core.reading.beside import serve; serve()")
        self._thread = ThreadPoolExecutor(1, "pages-beside")
        self._usable = True

    def __enter__(self) -> "PagesBeside":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._process.abandon()
        self._thread.shutdown()
        self._process.stop()

    def share(self, path: Path, count: int) -> "Shared | None":
        """The `count` pages of a file, shared with the second process; None where that is not worth it."""
        worth = self._usable and (self._process.running or count >= _WORTH_STARTING)
        return Shared(self, path, count) if worth else None

    def ask(self, path: Path, first: int, last: int) -> Future | None:
        """These pages of a file, to come; None when the process has died."""
        try:
            self._process.send((path, first, last))
        except ENDED:
            self._usable = False
        return self._thread.submit(self._received) if self._usable else None

    def _received(self) -> dict[int, ReadPage]:
        try:
            return self._process.receive()
        except ENDED:
            self._usable = False
            return {}


class Shared:
    """The pages of one file under way in two processes."""

    def __init__(self, beside: PagesBeside, path: Path, count: int) -> None:
        self._beside, self._path = beside, path
        self._free = count  # the last page nobody has
        self._asked: deque[Future] = deque()
        self._read: dict[int, ReadPage] = {}

    def page(self, number: int) -> ReadPage | None:
        """The page when it has been read beside us.  Numbers rise from call to call; a page that is None the caller reads."""
        while self._asked and self._asked[0].done():
            self._read |= self._asked.popleft().result()
        while len(self._asked) < _AHEAD and (size := min(_MOST, (self._free - number) // 4)) > 0:
            asked = self._beside.ask(self._path, self._free - size + 1, self._free)
            if asked is None:
                break
            self._asked.append(asked)
            self._free -= size
        return self._read.pop(number, None)


def serve() -> None:
    """The life of the second process: (path, first, last) → those pages that can be read; the file stays open until the next."""
    given, answers = conversation()
    file: PdfFile | None = None
    opened = None
    for path, first, last in given:
        if path != opened:
            file, opened = _opened(path, file), path
        answers.give({number: read for number in range(first, last + 1) if (read := _read(file, number))})


def _opened(path: Path, before: PdfFile | None) -> PdfFile | None:
    if before:
        before.close()
    try:
        return open_report(path)
    except (ReportError, OSError):
        return None


def _read(file: PdfFile | None, number: int) -> ReadPage | None:
    """A page; None of one that is damaged or cannot be read, which the other process finds out itself."""
    try:
        with costs_the_file_only():
            read = file.read_with_rules(number) if file else None
    except ReportError:
        return None
    return None if file and number in file.damaged_pages else read
