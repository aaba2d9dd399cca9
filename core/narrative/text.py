"""The text of a passage for matching, with the way back to every character's place on the page."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from core.model import Box, Place
from core.narrative.lines import half_width
from core.narrative.passages import Passage
from core.reading.letters import part_of_line

_LETTER_SPACED = re.compile(r"(?<![\d.,])[\d.,](?: +[\d.,](?![\d.,]))+")
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+\.\d{1,4}(?!\d)")  # thousands set apart; without decimals it may be two numbers
_SOLID = re.compile(r"\S+")
_BROKEN = (_LETTER_SPACED, _GROUPED)
_TAIL = 20  # characters around a line break that tell whether it cuts a number
_SENTENCE = re.compile(r"[^。!?]*(?:[。!?]+[\"”’)]*|$)")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d{1,4})?")
_NUMBER_END = re.compile(r"\d[\d.,]*$")
_NUMBER_START = re.compile(r"[\d.,]+")
_CODE = re.compile(r"\d{5}|\d{7}")
_YEAR = re.compile(r"(?:19|20)\d\d\s*\D")


class Text:
    """`folded`: the passage without blanks (but between two numbers), full-width forms made half-width.

    Positions below are positions in `folded`.
    """

    def __init__(self, passage: Passage) -> None:
        """Takes the lines of the passage apart once; nothing is searched yet."""
        self._lines = passage.lines
        self._starts: list[int] = []  # where each piece without a blank, and each blank between two numbers, begins in `folded`
        self._pieces: list[tuple[int, int, int]] = []  # its line, and its beginning and end there; a blank ends where it begins
        pieces: list[str] = []
        length = 0
        for number, line in enumerate(passage.lines):
            folded = half_width(line.line.text)
            for solid in _SOLID.finditer(folded):
                first, after = solid.span()
                if pieces and folded[first].isdigit() and self._is_apart(pieces, number, first, folded):
                    pieces.append(" ")
                    self._starts.append(length)
                    self._pieces.append((number, first, first))
                    length += 1
                pieces.append(solid.group())
                self._starts.append(length)
                self._pieces.append((number, first, after))
                length += after - first
        self.folded = "".join(pieces)

    def _is_apart(self, pieces: list[str], number: int, at: int, folded: str) -> bool:
        """Whether a digit behind a blank or a line break begins another number than the one before."""
        last = pieces[-1][-1]
        if not (last.isdigit() or last in ".,"):
            return False
        if self._pieces[-1][0] == number:
            return not any(spaced.start() <= at < spaced.end() for pattern in _BROKEN for spaced in pattern.finditer(folded))
        return not _is_cut("".join(pieces[-_TAIL:])[-_TAIL:], folded[at : at + _TAIL])

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Start and end of every sentence, its mark included."""
        for found in _SENTENCE.finditer(self.folded):
            if found.group().strip():
                yield found.span()

    def printed(self, start: int, end: int) -> str:
        """The characters as printed, lines put together, a blank only where a letter or digit meets a blank."""
        printed, last = "", -1
        for piece in self._pieces_of(start, end):
            number, first, after = self._pieces[piece]
            shift = first - self._starts[piece]
            text = self._lines[number].line.text[max(first, start + shift) : min(after, end + shift)]
            if not text:
                continue
            gap = printed and (number == last or self.folded[self._starts[piece] - 1] == " ")
            if gap and (text[0].isascii() or printed[-1].isascii()) and (text[0].isalnum() or printed[-1].isalnum()):
                printed += " "
            printed, last = printed + text, number
        return printed

    def place(self, start: int, end: int) -> Place:
        """The page and box of a figure: the words that hold it on the line it begins on."""
        pieces = self._pieces_of(start, end)
        number = self._pieces[pieces[0]][0]
        last = next(piece for piece in reversed(pieces) if self._pieces[piece][0] == number)
        line = self._lines[number]
        return Place(line.page, part_of_line(line.line, self._in_line(pieces[0], start), self._in_line(last, end - 1)))

    def whole_place(self, start: int, end: int) -> Place:
        """The page a sentence begins on and the box of its lines there: of its words where it is on one line."""
        numbers = list(dict.fromkeys(self._pieces[piece][0] for piece in self._pieces_of(start, end)))
        page = self._lines[numbers[0]].page
        boxes = [line.line.box for line in (self._lines[number] for number in numbers) if line.page == page]
        return self.place(start, end) if len(boxes) == 1 else Place(page, _around(boxes))

    def _pieces_of(self, start: int, end: int) -> range:
        """The pieces that hold a part of the text, by number; the one that holds its beginning at least."""
        first = max(0, bisect_right(self._starts, start) - 1)
        return range(first, max(first + 1, bisect_left(self._starts, end)))

    def _in_line(self, piece: int, at: int) -> int:
        """Where in its line a position stands that is in this piece, or behind it."""
        _, first, after = self._pieces[piece]
        return max(first, min(after - 1, first + at - self._starts[piece]))


def _around(boxes: Sequence[Box]) -> Box:
    return Box(min(b.x0 for b in boxes), min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes))


def _is_cut(tail: str, head: str) -> bool:
    """Whether the end of a line cut a number in two: put together they are one, and neither a code nor a year stands there."""
    left, right = _NUMBER_END.search(tail), _NUMBER_START.match(head)
    if not left or not right or _YEAR.match(head) or _CODE.fullmatch(left.group()):
        return False
    return bool(_NUMBER.fullmatch((left.group() + right.group()).rstrip(".,")))
