"""A report in several files, read as one: the pages of each file follow those of the file before."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from core.model import Drawing, Place
from core.reading.beside import PagesBeside
from core.reading.document import Document, open_document
from core.reading.intact import Inside
from core.reading.page import Grid, Page


class Joined:
    """Open files as one Document.  Use as a context manager.

    Files with pages come before files without, so that their page numbers are those of the whole.
    """

    def __init__(self, files: Sequence[Document]) -> None:
        self._files = list(files)
        self._first: list[int] = []  # number of the page before the first of each file
        at = 0
        for file in self._files:
            self._first.append(at)
            at += file.length

    def __enter__(self) -> "Joined":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for file in self._files:
            file.__exit__(kind, error, trace)

    @property
    def has_pages(self) -> bool:
        """Whether every file has pages of its own."""
        return all(file.has_pages for file in self._files)

    @property
    def page_count(self) -> int:
        """How many pages the files have."""
        return sum(file.page_count for file in self._files)

    @property
    def page_sizes(self) -> tuple[tuple[float, float], ...]:
        """Width and height of each page in points."""
        return tuple(size for file in self._files for size in file.page_sizes)

    @property
    def damaged_pages(self) -> list[int]:
        """Numbers of pages read so far that could not be loaded."""
        return [first + number for first, file in self._each() for number in file.damaged_pages]

    @property
    def inside(self) -> Inside:
        """How whole the files are inside."""
        return sum((file.inside for file in self._files), Inside())

    def read(self, progress: Callable[[int, int], None] | None = None, beside: PagesBeside | None = None) -> list[Page]:
        """All pages in order, as `Document.read`."""
        pages: list[Page] = []
        for first, file in self._each():
            told = _counted(progress, first, self.page_count) if progress else None
            pages += [replace(page, number=first + page.number) for page in file.read(told, beside)]
        return pages

    def read_scans(self, pages: list[Page], progress: Callable[[int, int], None] | None = None) -> list[Page]:
        """The pages, those that are only pictures read by text recognition, as `Document.read_scans`."""
        read: list[Page] = []
        for first, file in self._each():
            own = [replace(page, number=page.number - first) for page in pages if first < page.number <= first + file.length]
            read += [replace(page, number=first + page.number) for page in file.read_scans(own, progress)]
        return read

    def read_page(self, number: int) -> Page:
        """The page of this number, from 1."""
        first, file = self._of(number)
        return replace(file.read_page(number - first), number=number)

    def read_unruled(self, number: int, top: float, bottom: float) -> Grid | None:
        """A table without rules between two heights of a page, None where there is none."""
        first, file = self._of(number)
        return file.read_unruled(number - first, top, bottom)

    def read_drawn(self, page: Page, drawing: Drawing) -> Grid | None:
        """The table a person drew on a page that was read, None where no words stand there."""
        first, file = self._of(page.number)
        return file.read_drawn(replace(page, number=page.number - first), drawing)

    def locate(self, place: Place) -> Place:
        """The place as a person finds it: unchanged on a page of a file with pages, else its locator."""
        if place.page is None:
            return place
        first, file = self._of(place.page)
        return place if file.has_pages else file.locate(replace(place, page=place.page - first))

    def _each(self) -> list[tuple[int, Document]]:
        return list(zip(self._first, self._files, strict=True))

    def _of(self, number: int) -> tuple[int, Document]:
        """The file a page is of, and how many pages come before it."""
        return next((first, file) for first, file in reversed(self._each()) if first < number)


def open_joined(paths: Sequence[Path]) -> Document | Joined:
    """One file, or several that are one report; those with pages first, otherwise in their order.  Raises as `open_document`."""
    if len(paths) == 1:
        return open_document(paths[0])
    with ExitStack() as opened:
        files = [opened.enter_context(open_document(path)) for path in paths]
        opened.pop_all()
    return Joined(sorted(files, key=lambda file: not file.has_pages))


def _counted(progress: Callable[[int, int], None], first: int, count: int) -> Callable[[int, int], None]:
    return lambda number, _: progress(first + number, count)
