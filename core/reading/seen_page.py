"""What is drawn onto printed pages later must know: which way up a page is read, what is printed where, and pieces of its picture."""

import ctypes
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2.raw as pdfium

from core.errors import ReportError
from core.garbage import garbage_left
from core.model import Box
from core.reading.calls import handle
from core.reading.glyphs import read_runs
from core.reading.objects import page_drawing
from core.reading.pdfium import PDFIUM_LOCK, load_document, loaded_page, loaded_text
from core.reading.placement import Placement
from core.reading.view import page_view

_FRAME, _PAINT = (198, 40, 40), (200, 200, 200)  # red, grey
_FRAME_WIDTH, _AIR = 3, 4  # pixels
_QUALITY = 82


@dataclass(frozen=True, slots=True)
class SeenPage:
    """How a page is seen: the placement of its coordinates, and where anything is printed (points, top left origin)."""

    placement: Placement
    words: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a page to be pictured, with boxes to be framed in it and others to be painted over; points, top left origin."""

    page: int
    part: Box
    framed: tuple[Box, ...]
    hidden: tuple[Box, ...] = ()


def seen_pages(source: str | Path | bytes, numbers: Iterable[int]) -> dict[int, SeenPage]:
    """These pages (from 1), by number; one that is not there or cannot be loaded is left out.  Raises ReportError as `open_report`."""
    found = {}
    with _opened(source) as document:
        for number in sorted(set(numbers)):
            with PDFIUM_LOCK, garbage_left(), loaded_page(document, number - 1) as page:
                if page:
                    found[number] = _seen(page)
    return found


def pictured(source: str | Path | bytes, pieces: Sequence[Piece], dots_per_point: float = 2.0) -> list[bytes]:
    """Each piece as a JPEG file, its boxes framed in red; b"" where the page cannot be loaded.  Raises ReportError as `open_report`."""
    seen: dict[int, Placement] = {}
    found = []
    with _opened(source) as document:
        for piece in pieces:
            with PDFIUM_LOCK, garbage_left(), loaded_page(document, piece.page - 1) as page:
                if page and piece.page not in seen:
                    seen[piece.page] = _placement(page)
                found.append(_picture(page, piece, seen[piece.page], dots_per_point) if page else b"")
    return found


def unlocked_copy(source: str | Path | bytes) -> bytes:
    """The file written anew by PDFium, whole and without encryption: for files that others cannot read.  Raises as `open_report`."""
    written = io.BytesIO()

    def keep(_: object, block: object, size: int) -> int:
        written.write(ctypes.string_at(block, size))
        return 1

    sink = pdfium.FPDF_FILEWRITE(version=1)
    sink.WriteBlock = type(sink.WriteBlock)(keep)
    with _opened(source) as document, PDFIUM_LOCK:
        if not pdfium.FPDF_SaveAsCopy(document, sink, pdfium.FPDF_REMOVE_SECURITY):
            raise ReportError("damaged", file="" if isinstance(source, bytes) else Path(source).name)
    return written.getvalue()


@contextmanager
def _opened(source: str | Path | bytes) -> Iterator[pdfium.FPDF_DOCUMENT]:
    document, data = load_document(source)
    try:
        yield document
    finally:
        with PDFIUM_LOCK:
            pdfium.FPDF_CloseDocument(document)
        del data


def _seen(page: pdfium.FPDF_PAGE) -> SeenPage:
    with loaded_text(page) as text:
        if text is None:
            return SeenPage(_declared(page), ())
        view = page_view(page, handle(text), page_drawing(handle(page)))
        runs = read_runs(handle(text), view.placement, view.seen)
    return SeenPage(view.placement, tuple(Box(run.x0, run.top, run.x1, run.bottom) for run in runs))


def _placement(page: pdfium.FPDF_PAGE) -> Placement:
    with loaded_text(page) as text:
        return page_view(page, handle(text), page_drawing(handle(page))).placement if text else _declared(page)


def _declared(page: pdfium.FPDF_PAGE) -> Placement:
    """As the page says itself."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    return Placement(box.left, box.bottom, box.right, box.top, max(pdfium.FPDFPage_GetRotation(page), 0))


def _picture(page: pdfium.FPDF_PAGE, piece: Piece, placement: Placement, dots: float) -> bytes:
    from PIL import Image, ImageDraw  # only who draws pays for it

    left, top = max(piece.part.x0, 0.0), max(piece.part.top, 0.0)
    columns = max(round((min(piece.part.x1, placement.width) - left) * dots), 1)
    rows = max(round((min(piece.part.bottom, placement.height) - top) * dots), 1)
    pixels = bytearray(b"\xff") * (columns * rows * 4)
    buffer = (ctypes.c_ubyte * len(pixels)).from_buffer(pixels)
    bitmap = pdfium.FPDFBitmap_CreateEx(columns, rows, pdfium.FPDFBitmap_BGRx, buffer, columns * 4)
    whole = round(placement.width * dots), round(placement.height * dots)
    turns = (placement.turns - max(pdfium.FPDFPage_GetRotation(page), 0)) % 4
    pdfium.FPDF_RenderPageBitmap(bitmap, page, -round(left * dots), -round(top * dots), *whole, turns, pdfium.FPDF_ANNOT)
    pdfium.FPDFBitmap_Destroy(bitmap)
    image = Image.frombuffer("RGB", (columns, rows), bytes(pixels), "raw", "BGRX", columns * 4, 1)
    pen = ImageDraw.Draw(image)
    for boxes, look in ((piece.hidden, {"fill": _PAINT}), (piece.framed, {"outline": _FRAME, "width": _FRAME_WIDTH})):
        for box in boxes:
            x0, y0, x1, y1 = (round(value * dots) for value in (box.x0 - left, box.top - top, box.x1 - left, box.bottom - top))
            pen.rectangle((x0 - _AIR, y0 - _AIR, x1 + _AIR, y1 + _AIR), **look)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
