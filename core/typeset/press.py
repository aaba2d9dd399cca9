"""A canvas seen as the reader sees it: points from the top left corner of the page, whatever its rotation."""

from pathlib import Path
from typing import BinaryIO

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from core.typeset.layout import Layout

FONT = "report"
FONT_FILE = Path(__file__).resolve().parents[2] / "data" / "fonts" / "wqy-microhei.ttf"
# of the em: how far the baseline lies below the top of a line of text
ASCENT = 0.88
RULE = 0.5
_NARROW, _LONG = A4
_STROKE_OF_BOLD = 0.022
_FOOTER_SIZE = 9
_FILL_AND_STROKE = 2
_INVISIBLE = 3


class Press:
    """Pages being printed.  The same calls give the same bytes: no dates, no random names."""

    def __init__(self, target: BinaryIO, layout: Layout, title: str, watermark: str = "") -> None:
        pdfmetrics.registerFont(TTFont(FONT, FONT_FILE))
        self._canvas = Canvas(target, pagesize=A4, invariant=1, pageCompression=1)
        self._canvas.setTitle(title)
        self._layout = layout
        self._watermark = watermark
        self.page = 0
        self.width, self.height = A4

    def start_page(self, wide: bool = False, turned: bool = False, footer: bool = True) -> None:
        """A new page; `wide` is landscape, `turned` is landscape through /Rotate on a portrait page."""
        if self.page:
            self._canvas.showPage()
        self.page += 1
        self.width, self.height = (_LONG, _NARROW) if wide or turned else (_NARROW, _LONG)
        # the canvas swaps the sides of the page box itself when the page is rotated
        self._canvas.setPageSize((self.width, self.height))
        self._canvas.setPageRotation(90 if turned else 0)
        if turned:
            self._canvas.transform(0, 1, -1, 0, self.height, 0)
        if self._watermark and self._layout.watermark:
            self._draw_watermark()
        if self._layout.stray:
            self._draw_stray()
        if footer:
            self.text(self.width / 2, self.height - 34, f"— {self.page} —", _FOOTER_SIZE, align="center")

    def finish(self) -> None:
        """Writes the file."""
        self._canvas.showPage()
        self._canvas.save()

    def measure(self, text: str, size: float) -> float:
        """The width of a text in points."""
        return pdfmetrics.stringWidth(text, FONT, size)

    def text(self, x: float, baseline: float, text: str, size: float, align: str = "left", bold: bool = False) -> None:
        """One line of text, its baseline so far below the top of the page; `x` is its left end, middle or right end."""
        if not text:
            return
        x -= {"left": 0, "center": 0.5, "right": 1}[align] * self.measure(text, size)
        moved = (0.0, 0.35) if bold and self._layout.bold == "twice" else (0.0,)
        stroked = bold and self._layout.bold == "stroke"
        self._canvas.saveState()
        self._canvas.setLineWidth(size * _STROKE_OF_BOLD)
        for shift in moved:
            line = self._canvas.beginText(x + shift, self.height - baseline)
            line.setFont(FONT, size)
            line.setTextRenderMode(_FILL_AND_STROKE if stroked else 0)
            line.textOut(text)
            self._canvas.drawText(line)
        self._canvas.restoreState()

    def rule(self, x0: float, top: float, x1: float, bottom: float, box: bool = False) -> None:
        """A straight rule, stroked or as a thin filled box."""
        if box:
            half = RULE / 2
            self._canvas.rect(x0 - half, self.height - bottom - half, x1 - x0 + RULE, bottom - top + RULE, stroke=0, fill=1)
            return
        self._canvas.setLineWidth(RULE)
        self._canvas.line(x0, self.height - top, x1, self.height - bottom)

    def draw(self, drawing: Drawing, x: float, top: float) -> None:
        """A vector drawing, its upper left corner there."""
        renderPDF.draw(drawing, self._canvas, x, self.height - top - drawing.height)

    def _draw_watermark(self) -> None:
        self._canvas.saveState()
        self._canvas.setFillGray(0.88)
        self._canvas.translate(self.width / 2, self.height / 2)
        self._canvas.rotate(40)
        self._canvas.setFont(FONT, 110)
        self._canvas.drawCentredString(0, -30, self._watermark)
        self._canvas.restoreState()

    def _draw_stray(self) -> None:
        """What a reader must not see: white text, invisible text, text beyond the edge of the page."""
        self._canvas.saveState()
        self._canvas.setFont(FONT, 8)
        self._canvas.setFillGray(1)
        self._canvas.drawString(60, self.height - 40, "9,876.54")
        self._canvas.setFillGray(0)
        self._canvas.drawString(self.width + 40, self.height / 2, "8,765.43")
        line = self._canvas.beginText(self.width - 160, self.height - 40)
        line.setTextRenderMode(_INVISIBLE)
        line.textOut("7,654.32")
        self._canvas.drawText(line)
        self._canvas.restoreState()
