"""A page as a picture, exactly as `read_page` places its boxes: scale the boxes by picture width / page width and they enclose the text."""

import ctypes
import io
from pathlib import Path
from typing import Literal

import pypdfium2.raw as pdfium

from core.errors import ReportError
from core.reading.calls import handle
from core.reading.objects import page_drawing
from core.reading.pdfium import PDFIUM_LOCK, load_document, loaded_page, loaded_text
from core.reading.view import page_view

_MAX_PIXELS = 24_000_000
_MAX_PICTURE_PIXELS = 120_000_000  # an image on the page larger than this is left out: unpacked it would fill the memory


def render_page(source: str | Path | bytes, number: int, width_px: int, fmt: Literal["png", "jpeg"] = "png") -> bytes:
    """The page of this number (from 1) as a PNG or JPEG file, `width_px` wide (less when the page would exceed 24 million pixels).

    Raises ReportError as `open_report`, and damaged when the page cannot be loaded.
    """
    from PIL import Image  # only who draws pays for it

    width, height, pixels = page_pixels(source, number, width_px)
    out = io.BytesIO()
    Image.frombuffer("RGB", (width, height), pixels, "raw", "BGRX", width * 4, 1).save(out, fmt.upper())
    return out.getvalue()


def page_pixels(source: str | Path | bytes, number: int, width_px: int) -> tuple[int, int, bytearray]:
    """Width, height and pixels of the same picture: blue, green, red and nothing, a byte each, row by row.  Raises as `render_page`."""
    document, data = load_document(source)
    with PDFIUM_LOCK:
        try:
            if not 1 <= number <= pdfium.FPDF_GetPageCount(document):
                raise IndexError(f"no page {number}")
            with loaded_page(document, number - 1) as page:
                if page is None:
                    raise ReportError("damaged", file="" if isinstance(source, bytes) else Path(source).name, page=number)
                return _drawn(page, width_px)
        finally:
            pdfium.FPDF_CloseDocument(document)
            del data


def _drawn(page: pdfium.FPDF_PAGE, width_px: int) -> tuple[int, int, bytearray]:
    width, height, extra_turns = _upright_size(page)
    scale = min(width_px / width, (_MAX_PIXELS / (width * height)) ** 0.5)
    columns, rows = max(round(width * scale), 1), max(round(height * scale), 1)
    _drop_huge_pictures(page)
    pixels = bytearray(b"\xff") * (columns * rows * 4)
    buffer = (ctypes.c_ubyte * len(pixels)).from_buffer(pixels)
    bitmap = pdfium.FPDFBitmap_CreateEx(columns, rows, pdfium.FPDFBitmap_BGRx, buffer, columns * 4)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, columns, rows, extra_turns, pdfium.FPDF_ANNOT)
    pdfium.FPDFBitmap_Destroy(bitmap)
    return columns, rows, pixels


def _upright_size(page: pdfium.FPDF_PAGE) -> tuple[float, float, int]:
    """Width and height as seen, and the quarter turns to add to the page's own rotation."""
    with loaded_text(page) as text:
        if text is None:
            return pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page), 0
        placement = page_view(page, handle(text), page_drawing(handle(page))).placement
    return placement.width, placement.height, (placement.turns - max(pdfium.FPDFPage_GetRotation(page), 0)) % 4


def _drop_huge_pictures(page: pdfium.FPDF_PAGE) -> None:
    width, height = ctypes.c_uint(), ctypes.c_uint()
    items = [pdfium.FPDFPage_GetObject(page, index) for index in range(pdfium.FPDFPage_CountObjects(page))]
    for item in items:
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_IMAGE:
            continue
        known = pdfium.FPDFImageObj_GetImagePixelSize(item, width, height)
        if known and width.value * height.value > _MAX_PICTURE_PIXELS and pdfium.FPDFPage_RemoveObject(page, item):
            pdfium.FPDFPageObj_Destroy(item)
