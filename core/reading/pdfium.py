"""The one door to PDFium: documents, pages and text pages are opened and closed here, under one lock.

PDFium is not safe to call from two threads at once, not even for two files, so every call into it happens while `PDFIUM_LOCK` is held.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

import pypdfium2.raw as pdfium

from core.errors import ReportError
from core.reading.fonts import use_bundled_font

PDFIUM_LOCK = RLock()
_HEADER_WITHIN = 1024
_TAIL = 2048


def load_document(source: str | Path | bytes) -> tuple[pdfium.FPDF_DOCUMENT, bytes]:
    """The opened document and the bytes it lives on (keep them as long as the document).

    Raises ReportError empty_file · not_a_pdf · encrypted (needs a password to open) · damaged.
    """
    name = "" if isinstance(source, bytes) else Path(source).name
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    if not data:
        raise ReportError("empty_file", file=name)
    if b"%PDF-" not in data[:_HEADER_WITHIN]:
        raise ReportError("not_a_pdf", file=name)
    with PDFIUM_LOCK:
        use_bundled_font()
        document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not document:
            locked = pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
            raise ReportError("encrypted" if locked else "damaged", file=name)
        if pdfium.FPDF_GetPageCount(document) < 1 or _is_cut_off(document, data):
            pdfium.FPDF_CloseDocument(document)
            raise ReportError("damaged", file=name)
    return document, data


def _is_cut_off(document: pdfium.FPDF_DOCUMENT, data: bytes) -> bool:
    # PDFium repairs a file without its end and shows whatever pages it finds: a report with pages silently missing.
    return not pdfium.FPDF_DocumentHasValidCrossReferenceTable(document) and b"%%EOF" not in data[-_TAIL:]


@contextmanager
def loaded_page(document: pdfium.FPDF_DOCUMENT, index: int) -> Iterator[pdfium.FPDF_PAGE | None]:
    """The page of this index (from 0), or None when PDFium cannot load it.  Closed on leaving."""
    page = pdfium.FPDF_LoadPage(document, index)
    try:
        yield page or None
    finally:
        if page:
            pdfium.FPDF_ClosePage(page)


@contextmanager
def loaded_text(page: pdfium.FPDF_PAGE) -> Iterator[pdfium.FPDF_TEXTPAGE | None]:
    """The text of a page, or None when PDFium cannot make one.  Closed on leaving."""
    text = pdfium.FPDFText_LoadPage(page)
    try:
        yield text or None
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)
