"""PDF files → pages.  The reading itself: one page after the other, each closed before the next."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from types import TracebackType

import pypdfium2.raw as pdfium

from core.garbage import garbage_left
from core.reading.calls import handle
from core.reading.glyphs import read_runs
from core.reading.grids import tables_to_grids
from core.reading.intact import Inside, look_inside
from core.reading.lines import runs_to_lines
from core.reading.objects import page_drawing
from core.reading.page import Page
from core.reading.pdfium import PDFIUM_LOCK, load_document, loaded_page, loaded_text
from core.reading.rules import Rule, rules_to_tables
from core.reading.view import is_picture, page_view

_MIN_RULES = 4


class PdfFile:
    """An open PDF.  Use as a context manager, or call `close`.  Safe to use from several threads.

    `page_count`; `page_sizes`: width and height of each page as seen, in points (a page drawn sideways is known as such once read);
    `damaged_pages`: numbers of pages read so far that could not be loaded.
    """

    def __init__(self, source: str | Path | bytes) -> None:
        self._document, self._data = load_document(source)
        self.damaged_pages: list[int] = []
        with PDFIUM_LOCK:
            self.page_count: int = pdfium.FPDF_GetPageCount(self._document)
            self._sizes = [self._declared_size(index) for index in range(self.page_count)]

    def __enter__(self) -> "PdfFile":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @property
    def page_sizes(self) -> tuple[tuple[float, float], ...]:
        """Width and height of each page in points."""
        return tuple(self._sizes)

    @cached_property
    def inside(self) -> Inside:
        """How whole the file is, told by its bytes.  Ask before it is closed."""
        return look_inside(self._data, self.page_count)

    def close(self) -> None:
        """Give the file back.  May be called twice."""
        with PDFIUM_LOCK:
            if self._document:
                pdfium.FPDF_CloseDocument(self._document)
                self._document, self._data = None, b""

    def read_page(self, number: int) -> Page:
        """The page of this number, from 1.  A page that cannot be loaded has no lines and is noted in `damaged_pages`."""
        return self.read_with_rules(number)[0]

    def read_with_rules(self, number: int) -> tuple[Page, list[Rule]]:
        """`read_page`, and the straight rules of the page as seen: x0, top, x1, bottom."""
        if not self._document:
            raise ValueError("the file is closed")
        if not 1 <= number <= self.page_count:
            raise IndexError(f"page {number} of {self.page_count}")
        with PDFIUM_LOCK, garbage_left(), loaded_page(self._document, number - 1) as page:
            read = _read_page(page, number) if page else None
        if read is None:
            self.damaged_pages.append(number)
            return Page(number, *self._sizes[number - 1], (), ()), []
        return self.taken(*read)

    def taken(self, page: Page, rules: list[Rule]) -> tuple[Page, list[Rule]]:
        """A page as `read_with_rules` of the same file gave it, in this process or another: its size as seen is known from now on."""
        self._sizes[page.number - 1] = (page.width, page.height)
        return page, rules

    def _declared_size(self, index: int) -> tuple[float, float]:
        size = pdfium.FS_SIZEF()
        pdfium.FPDF_GetPageSizeByIndexF(self._document, index, size)
        return round(size.width, 2), round(size.height, 2)


def open_report(source: str | Path | bytes) -> PdfFile:
    """The opened file.  Raises ReportError empty_file · not_a_pdf · encrypted · damaged."""
    return PdfFile(source)


def read_pages(source: str | Path | bytes, progress: Callable[[int, int], None] | None = None) -> list[Page]:
    """All pages in order.  `progress` is called after each with its number and the number of pages.  Raises as `open_report`."""
    pages = []
    with open_report(source) as report:
        for number in range(1, report.page_count + 1):
            pages.append(report.read_page(number))
            if progress:
                progress(number, report.page_count)
    return pages


def _read_page(page: pdfium.FPDF_PAGE, number: int) -> tuple[Page, list[Rule]] | None:
    with loaded_text(page) as text:
        if text is None:
            return None
        drawing = page_drawing(handle(page))
        view = page_view(page, handle(text), drawing)
        runs = read_runs(handle(text), view.placement, view.seen)
    size = round(view.placement.width, 2), round(view.placement.height, 2)
    rules = view.placement.boxes(drawing.rules)
    if is_picture(runs, drawing, view.placement):
        return Page(number, *size, (), (), image_only=True), rules
    grids = tables_to_grids(rules_to_tables(rules), runs) if len(rules) >= _MIN_RULES else ()
    return Page(number, *size, runs_to_lines(runs), grids, ocr=view.ocr), rules
