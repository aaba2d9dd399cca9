"""Small PDFs made for one question each."""

import io
from collections.abc import Callable

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from core.reading import Grid

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))

CELLS = [["项目", "行次", "金额"], ["一、科学技术支出", "1", "1,234.56"], ["二、卫生健康支出", "2", "78.90"], ["合计", "3", "1,313.46"]]
TITLE = "收入支出决算表"
WIDTHS = (160, 50, 90)
WIDTH, HEIGHT = A4


def pdf(draw: Callable[[Canvas], None], size: tuple[float, float] = A4, **options: object) -> bytes:
    """One page with what `draw` puts on it (several when it calls showPage itself)."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=True, **options)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def words(canvas: Canvas, x: float, y: float, text: str, size: float = 10) -> None:
    """A line of text with its baseline at y."""
    canvas.setFont("STSong-Light", size)
    canvas.drawString(x, y, text)


def table(
    canvas: Canvas, x: float = 80, y: float = 700, rules: str = "all", row_height: float = 20, cells: list[list[str]] = CELLS
) -> None:
    """The cells below y; `rules`: all · level (between all rows) · three (above and below the heading, at the end) · none."""
    edges = [x + sum(WIDTHS[:n]) for n in range(len(WIDTHS) + 1)]
    levels = range(len(cells) + 1) if rules in ("all", "level") else (0, 1, len(cells)) if rules == "three" else ()
    for level in levels:
        canvas.line(edges[0], y - level * row_height, edges[-1], y - level * row_height)
    for edge in edges if rules == "all" else ():
        canvas.line(edge, y, edge, y - len(cells) * row_height)
    canvas.setFont("STSong-Light", 10)
    for number, row in enumerate(cells):
        middle = y - (number + 0.5) * row_height - 3
        lines = row[0].split("\n")
        for at, line in enumerate(lines):
            canvas.drawString(edges[0] + 4, middle + (len(lines) - 1) * 6 - at * 12, line)
        canvas.drawCentredString((edges[1] + edges[2]) / 2, middle, row[1])
        canvas.drawRightString(edges[3] - 4, middle, row[2])


def titled_table(canvas: Canvas) -> None:
    """A title and the ruled table: the page most tests start from."""
    words(canvas, 150, 720, TITLE, 16)
    table(canvas)


def turned(canvas: Canvas, degrees: int) -> None:
    """From here on, draw so that it reads upright once the page is turned clockwise by `degrees`."""
    width, height = (HEIGHT, WIDTH) if degrees in (90, 270) else (WIDTH, HEIGHT)
    canvas.translate(*{0: (0, 0), 90: (width, 0), 180: (width, height), 270: (0, height)}[degrees])
    canvas.rotate(degrees)


def picture(width: int = 40, height: int = 40, colour: str = "grey") -> ImageReader:
    """A plain picture."""
    return ImageReader(Image.new("RGB", (width, height), colour))


def texts(grid: Grid) -> list[list[str]]:
    """The texts of a grid's cells, row by row."""
    return [[cell.text for cell in grid.cells if cell.row == row] for row in range(grid.rows)]
