"""Fonts for reports that do not carry their own.

PDFium drops a character its substitute font has no shape for.  Windows and macOS have full Chinese fonts; the
substitutes found on Linux may lack Latin digits, and a figure of one digit would vanish.  There the bundled font stands in for them.
"""

import ctypes
import sys
from pathlib import Path

from pypdfium2 import PdfSysfontBase
from pypdfium2 import raw as pdfium

_FONT = Path(__file__).resolve().parents[2] / "data" / "fonts" / "wqy-microhei.ttf"
_CHINESE = (pdfium.FXFONT_GB2312_CHARSET, pdfium.FXFONT_CHINESEBIG5_CHARSET)
_NAME = b"WenQuanYi Micro Hei"


class BundledFont(PdfSysfontBase):
    """Answers PDFium's questions about Chinese fonts with the bundled font, all others as the system does."""

    def __init__(self) -> None:
        super().__init__()
        self._mark = ctypes.c_int()
        self._handle = ctypes.addressof(self._mark)
        self._data = b""

    def MapFont(self, _, weight, italic, charset, pitch, face, exact):  # noqa: N802 (PDFium's name)
        """The font for this face."""
        if charset in _CHINESE:
            return self._handle
        return self.default.MapFont(self.default, weight, italic, charset, pitch, face, exact)

    def GetFontData(self, _, font, table, buffer, size):  # noqa: N802
        """Bytes of the font file (table 0) or of one of its tables; how many they are when the buffer is too small."""
        if font != self._handle:
            return self.default.GetFontData(self.default, font, table, buffer, size)
        data = self._table(table)
        if buffer and size >= len(data):
            ctypes.memmove(buffer, data, len(data))
        return len(data)

    def GetFaceName(self, _, font, buffer, size):  # noqa: N802
        """The name of the font."""
        if font != self._handle:
            return self.default.GetFaceName(self.default, font, buffer, size)
        if buffer and size > len(_NAME):
            ctypes.memmove(buffer, _NAME + b"\0", len(_NAME) + 1)
        return len(_NAME) + 1

    def GetFontCharset(self, _, font):  # noqa: N802
        """The character set of the font."""
        return pdfium.FXFONT_GB2312_CHARSET if font == self._handle else self.default.GetFontCharset(self.default, font)

    def DeleteFont(self, _, font):  # noqa: N802
        """Give a font back."""
        if font != self._handle:
            self.default.DeleteFont(self.default, font)

    def _table(self, tag: int) -> bytes:
        self._data = self._data or _FONT.read_bytes()
        if tag == 0:
            return self._data
        for entry in range(12, 12 + 16 * int.from_bytes(self._data[4:6]), 16):
            if int.from_bytes(self._data[entry : entry + 4]) == tag:
                start, length = (int.from_bytes(self._data[entry + at : entry + at + 4]) for at in (8, 12))
                return self._data[start : start + length]
        return b""


def use_bundled_font() -> None:
    """Once per process, before the first document is opened."""
    if sys.platform == "linux" and _FONT.exists() and PdfSysfontBase.SINGLETON is None:
        BundledFont().setup()
