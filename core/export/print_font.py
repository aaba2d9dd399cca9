"""The bundled Chinese font for what is drawn into PDF files."""

from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

NAME = "juesuan"
_FILE = Path(__file__).resolve().parents[2] / "data" / "fonts" / "wqy-microhei.ttf"


@cache
def use_font() -> str:
    """The name under which the font can be used, registered on the first call."""
    pdfmetrics.registerFont(TTFont(NAME, str(_FILE)))
    return NAME


def width_of(text: str, size: float) -> float:
    """Width in points."""
    return pdfmetrics.stringWidth(text, use_font(), size)
