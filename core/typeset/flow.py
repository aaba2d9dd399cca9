"""Pages of running text: cover, contents, headings and paragraphs from page to page."""

from reportlab.graphics.shapes import Drawing

from core.typeset.grid import MARGIN
from core.typeset.lines import wrap
from core.typeset.press import Press

_BODY = 12.5
_HEADING = 14.0
_CAPTION = 9.5
_PART = 22.0
_LEADING = 1.62
_SIDE = 72.0
_DOT = "…"
NO_PAGE = 0


class Flow:
    """Text set on portrait pages, one paragraph after the other.  `page` is where the last line came to stand."""

    def __init__(self, press: Press) -> None:
        self._press = press
        self._baseline = 0.0

    @property
    def page(self) -> int:
        """The number of the page being set."""
        return self._press.page

    def start_page(self, footer: bool = True) -> None:
        """Goes on at the top of a new page."""
        self._press.start_page(footer=footer)
        self._baseline = MARGIN + _BODY

    def leave_page(self) -> None:
        """What comes next begins a new page, as after a form."""
        self._baseline = self._press.height

    def cover(self, mark: str, name: str, title: str, date: str) -> None:
        """The first page."""
        self.start_page(footer=False)
        middle, lines = self._press.width / 2, wrap(name, self._press.width - 2 * _SIDE, lambda text: self._press.measure(text, 26))
        self._press.text(middle, 90, mark, 10, align="center")
        for index, line in enumerate(lines):
            self._press.text(middle, 250 + index * 38, line, 26, align="center", bold=True)
        self._press.text(middle, 330 + len(lines) * 38, title, 30, align="center", bold=True)
        self._press.text(middle, self._press.height - 150, date, 16, align="center")

    def contents(self, heading: str, entries: list[tuple[int, str, int]]) -> None:
        """The contents page: (depth, title, page) line by line; the page `NO_PAGE` is not printed."""
        self.start_page()
        self._press.text(self._press.width / 2, self._baseline + 8, heading, _PART, align="center", bold=True)
        self._baseline += 52
        for depth, title, page in entries:
            self._room(11 * _LEADING)
            left, right, size = _SIDE + depth * 20, self._press.width - _SIDE, 12 if depth == 0 else 11
            self._press.text(left, self._baseline, title, size, bold=depth == 0)
            if page != NO_PAGE:
                self._press.text(right, self._baseline, str(page), size, align="right")
                start = left + self._press.measure(title, size) + 4
                dots = int((right - 22 - start) / self._press.measure(_DOT, size))
                self._press.text(right - 22, self._baseline, _DOT * max(dots, 0), size, align="right")
            self._baseline += 11 * _LEADING

    def part(self, heading: str, own_page: bool = False) -> None:
        """The heading of a part at the top of a new page, or alone in the middle of one."""
        self.start_page()
        place = 330.0 if own_page else self._baseline + 10
        for line in wrap(heading, self._press.width - 2 * MARGIN, lambda text: self._press.measure(text, _PART)):
            self._press.text(self._press.width / 2, place, line, _PART, align="center", bold=True)
            place += _PART * _LEADING
        self._baseline = place + 10

    def heading(self, text: str) -> None:
        """A heading that stays with the line below it."""
        self._room(_HEADING * _LEADING * 2)
        self._baseline += 6
        self._set(text, _HEADING, bold=True)

    def paragraph(self, text: str) -> list[tuple[int, int]]:
        """A paragraph with its first line moved in by two characters; where in the text each line begins, and its page."""
        return self._set(text, _BODY)

    def figure(self, drawing: Drawing, caption: str) -> None:
        """A drawing in the middle of the page, its caption below."""
        self._room(drawing.height + _CAPTION * _LEADING)
        self._press.draw(drawing, (self._press.width - drawing.width) / 2, self._baseline - _BODY)
        self._baseline += drawing.height
        self._press.text(self._press.width / 2, self._baseline, caption, _CAPTION, align="center")
        self._baseline += _CAPTION * _LEADING + 6

    def _set(self, text: str, size: float, bold: bool = False) -> list[tuple[int, int]]:
        indent = 2 * size
        lines = wrap(text, self._press.width - 2 * _SIDE, lambda piece: self._press.measure(piece, size), indent)
        starts, end = [], 0
        for index, line in enumerate(lines):
            self._room(0)
            self._press.text(_SIDE + (0 if index else indent), self._baseline, line, size, bold=bold)
            self._baseline += size * _LEADING
            starts.append((text.index(line, end), self.page))
            end = starts[-1][0] + len(line)
        return starts

    def _room(self, wanted: float) -> None:
        if self._baseline + wanted > self._press.height - MARGIN - 20:
            self.start_page()
