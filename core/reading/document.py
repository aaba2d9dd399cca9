"""A file that may be a report, opened by what it holds and not by how it is called: PDF, Word, Excel or a web page."""

import struct
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from operator import attrgetter
from pathlib import Path
from types import TracebackType

from core.errors import ReportError
from core.model import Box, Drawing, Place
from core.reading.beside import PagesBeside
from core.reading.drawn import lines_to_drawn, read_drawn
from core.reading.html import is_cut_short, is_html, read_html
from core.reading.intact import WHOLE, Inside
from core.reading.laid_out import Block, Break, LaidOut, PlacedTable, lay_out
from core.reading.ocr import read_pictures, with_doubts
from core.reading.old_spreadsheet import read_old_sheets
from core.reading.package import Package
from core.reading.page import Grid, Page
from core.reading.pdf import PdfFile, open_report
from core.reading.rules import Rule
from core.reading.sheet_blocks import sheet_blocks
from core.reading.spreadsheet import Sheet, read_sheets
from core.reading.unruled import page_to_unruled
from core.reading.word import read_word

_BEGINNING = 1 << 16
_SENTENCE = 100  # characters of a paragraph
_PDF, _ZIP, _OLE = b"%PDF-", (b"PK\x03\x04", b"PK\x05\x06"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams in an old office file → what it is.
_STREAMS = {"EncryptedPackage": "encrypted", "WordDocument": "old_word", "Workbook": "old_workbook", "Book": "old_workbook"}


class Document:
    """An open file.  Use as a context manager.

    `has_pages` is False for Word, Excel and web pages: their pages are of our own making, `page_count` is 0, and `locate` turns a place on
    such a page into the locator a person finds it by.
    """

    def __init__(self, path: Path, pdf: PdfFile | None, laid: LaidOut | None, inside: Inside = WHOLE) -> None:
        self._path, self._pdf, self._laid, self._inside = path, pdf, laid, inside
        self._seen: dict[int, tuple[Page, list[Rule]]] = {}
        self._doubted: dict[int, list[Box]] = {}  # on scanned pages: figures that two readings tell otherwise

    def __enter__(self) -> "Document":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._pdf:
            self._pdf.close()

    @property
    def has_pages(self) -> bool:
        """Whether the file itself has pages."""
        return self._pdf is not None

    @property
    def page_count(self) -> int:
        """How many pages the file has."""
        return self._pdf.page_count if self._pdf else 0

    @property
    def length(self) -> int:
        """The number of the last page read of it, those of our own making too, which skip some numbers."""
        return self._laid.pages[-1].number if self._laid else self.page_count

    @property
    def page_sizes(self) -> tuple[tuple[float, float], ...]:
        """Width and height of each page in points; turned pages are known as such once read."""
        return self._pdf.page_sizes if self._pdf else ()

    @property
    def damaged_pages(self) -> list[int]:
        """Numbers of pages read so far that could not be loaded."""
        return self._pdf.damaged_pages if self._pdf else []

    @property
    def inside(self) -> Inside:
        """How whole the file is inside; an office file is whole or is not opened."""
        return self._pdf.inside if self._pdf else self._inside

    def read(self, progress: Callable[[int, int], None] | None = None, beside: PagesBeside | None = None) -> list[Page]:
        """All pages in order, later ones by the process `beside`; `progress` is told the number of each and how many there are.

        Raises ReportError damaged when most of what a PDF holds is: then what is left tells nothing.
        """
        if self._laid:
            return list(self._laid.pages)
        with ThreadPoolExecutor(1) as meanwhile:  # unpacking leaves the interpreter to us
            looking = meanwhile.submit(attrgetter("inside"), self._pdf)
            pages = self._read(progress, beside)
        inside = looking.result()
        if 2 * inside.broken > inside.parts:
            raise ReportError("damaged")
        return pages

    def _read(self, progress: Callable[[int, int], None] | None, beside: PagesBeside | None) -> list[Page]:
        pages = []
        shared = beside.share(self._path, self.page_count) if beside else None
        for number in range(1, self.page_count + 1):
            read = shared.page(number) if shared else None
            self._seen[number] = self._pdf.taken(*read) if read else self._pdf.read_with_rules(number)
            pages.append(self._seen[number][0])
            if progress:
                progress(number, self.page_count)
        return pages

    def read_scans(self, pages: list[Page], progress: Callable[[int, int], None] | None = None) -> list[Page]:
        """The pages, those that are only pictures read by text recognition, as `ocr.read_pictures`."""
        read = read_pictures(self._path, pages, progress) if self._pdf else {}
        for number, picture in read.items():
            self._seen[number], self._doubted[number] = (picture.page, picture.rules), picture.doubted
        return [read[page.number].page if page.number in read else page for page in pages]

    def read_page(self, number: int) -> Page:
        """The page of this number, from 1."""
        return self._pdf.read_page(number) if self._pdf else next(page for page in self._laid.pages if page.number == number)

    def read_unruled(self, number: int, top: float, bottom: float) -> Grid | None:
        """A table without rules between two heights of a page, None where there is none."""
        if self._pdf is None:
            return None
        grid = page_to_unruled(*(self._seen.get(number) or self._pdf.read_with_rules(number)), top, bottom)
        return with_doubts(grid, self._doubted.get(number, ())) if grid else None

    def read_drawn(self, page: Page, drawing: Drawing) -> Grid | None:
        """The table a person drew on a page that was read, None where no words stand there."""
        lines = (drawing.area, drawing.columns, drawing.rows)
        if self._pdf is None or page.ocr:
            # What is drawn on a page that was turned is not where it was read.
            grid = None if page.turns else lines_to_drawn(page.lines, *lines)
            return with_doubts(grid, self._doubted.get(page.number, ())) if grid else None
        return read_drawn(self._path, page.number, *lines)

    def locate(self, place: Place) -> Place:
        """The place as a person finds it: unchanged in a file with pages, else its locator."""
        return self._laid.locate(place) if self._laid else place


def open_document(path: Path) -> Document:
    """The opened file.

    Raises ReportError empty_file · not_a_pdf (nothing that can be read) · encrypted · damaged · old_word · too_large_inside · no_text.
    """
    with path.open("rb") as file:
        beginning = file.read(_BEGINNING)
    inside = WHOLE
    if beginning.startswith(_ZIP):
        laid = _from_package(Package(path))
    elif beginning.startswith(_OLE):
        laid = _from_old_office(path)
    elif _PDF not in beginning[:1024] and is_html(beginning):
        data = path.read_bytes()
        laid, inside = _from_page(data), Inside(1, int(is_cut_short(data)))
    else:
        return Document(path, open_report(path), None)
    if not laid.pages:
        raise ReportError("no_text")
    return Document(path, None, laid, inside)


def _from_package(package: Package) -> LaidOut:
    folder = package.main.partition("/")[0]
    if folder == "word":
        return lay_out(read_word(package))
    if folder == "xl":
        return _from_sheets(read_sheets(package))
    raise ReportError("not_a_pdf")


def _from_old_office(path: Path) -> LaidOut:
    kind = _old_kind(path.read_bytes())
    if kind == "old_workbook":
        return _from_sheets(read_old_sheets(path))
    raise ReportError(kind or "not_a_pdf")


def _from_page(data: bytes) -> LaidOut:
    """A web page; one without a table and with hardly a sentence is what a server says in place of the report."""
    blocks = read_html(data)
    if not any(isinstance(block, PlacedTable) or len(block.text) > _SENTENCE for block in blocks):
        raise ReportError("not_a_pdf")
    return lay_out(blocks)


def _from_sheets(sheets: Iterable[Sheet]) -> LaidOut:
    blocks: list[Block] = []
    for sheet in sheets:
        blocks += [Break(sheet=True), *sheet_blocks(sheet)]
    return lay_out(blocks)


def _old_kind(data: bytes) -> str:
    """What an old office file is, by the first of its streams that tells (files put into others come later); "" for neither."""
    try:
        shift, first = struct.unpack_from("<H", data, 30)[0], struct.unpack_from("<I", data, 48)[0]
    except struct.error:
        return ""
    start = (first + 1) << min(shift, 16)
    found = [(at, kind) for stream, kind in _STREAMS.items() if (at := data.find(_entry(stream), start)) >= 0]
    return min(found)[1] if found else ""


def _entry(stream: str) -> bytes:
    """A stream's name as the list of streams writes it, its end included."""
    return stream.encode("utf-16-le") + b"\0\0"
