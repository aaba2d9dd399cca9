"""Files → pages: lines of text and grids, with their places."""

from core.reading.document import Document, open_document
from core.reading.page import Cell, Grid, Line, Page, Word
from core.reading.pdf import PdfFile, open_report, read_pages
from core.reading.picture import render_page
from core.reading.unruled import read_unruled

__all__ = [
    "Cell",
    "Document",
    "Grid",
    "Line",
    "Page",
    "PdfFile",
    "Word",
    "open_document",
    "open_report",
    "read_pages",
    "read_unruled",
    "render_page",
]
