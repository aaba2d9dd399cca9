"""The text of a passage for matching, with the way back to every character's place on the page."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from core.model import Box, Place
from core.narrative.lines import half_width
from core.narrative.passages import Passage
from core.reading.page import Line

_LETTER_SPACED = re.compile(r"(?<![\d.,])[\d.,](?: +[\d.,](?![\d.,]))+")
_SENTENCE = re.compile(r"[^。!?]*(?:[。!?]+[\"”’)]*|$)")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d{1,4})?")
_NUMBER_END = re.compile(r"\d[\d.,]*$")
_NUMBER_START = re.compile(r"[\d.,]+")
_CODE = re.compile(r"\d{5}|\d{7}")
_YEAR = re.compile(r"(?:19|20)\d\d\s*\D")
_WIDE = 1.0
_NARROW = 0.5


class Text:
    """`folded`: the passage without blanks (but between two numbers), full-width forms made half-width.

    Positions below are positions in `folded`.
    """

    def __init__(self, passage: Passage) -> None:
        """Takes the lines of the passage apart once; nothing is searched yet."""
        self._lines = passage.lines
        self._marks: list[tuple[int, int]] = []
        chars: list[str] = []
        for number, line in enumerate(passage.lines):
            printed = line.line.text
            folded = half_width(printed)
            spaced = {at for found in _LETTER_SPACED.finditer(folded) for at in range(found.start(), found.end())}
            for at, char in enumerate(folded):
                if char.isspace():
                    continue
                if chars and self._is_apart(chars, char, number, at, folded, spaced):
                    chars.append(" ")
                    self._marks.append((number, at))
                chars.append(char)
                self._marks.append((number, at))
        self.folded = "".join(chars)

    def _is_apart(self, chars: list[str], char: str, number: int, at: int, folded: str, spaced: set[int]) -> bool:
        """Whether two numbers that a blank or a line break parts stay apart."""
        before_line, before_at = self._marks[-1]
        if before_line == number and before_at == at - 1:
            return False
        if not (char.isdigit() and (chars[-1].isdigit() or chars[-1] in ".,")) or (before_line == number and at in spaced):
            return False
        return before_line == number or not _is_cut("".join(chars[-20:]), folded[at : at + 20])

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Start and end of every sentence, its mark included."""
        for found in _SENTENCE.finditer(self.folded):
            if found.group().strip():
                yield found.span()

    def printed(self, start: int, end: int) -> str:
        """The characters as printed, lines put together, a blank only where a letter or digit meets a blank."""
        pieces: list[str] = []
        last: tuple[int, int] | None = None
        for at in range(start, min(end, len(self._marks))):
            number, index = self._marks[at]
            if self.folded[at] == " ":
                continue
            char = self._lines[number].line.text[index]
            if last is not None and (number != last[0] or index != last[1] + 1):
                gap = number == last[0] or self.folded[at - 1] == " "
                if gap and (char.isascii() or pieces[-1].isascii()) and (char.isalnum() or pieces[-1].isalnum()):
                    pieces.append(" ")
            pieces.append(char)
            last = (number, index)
        return "".join(pieces)

    def place(self, start: int, end: int) -> Place:
        """The page and box of a figure: the words that hold it on the line it begins on."""
        number, first = self._marks[start]
        last = max(index for line, index in self._marks[start:end] if line == number)
        line = self._lines[number]
        return Place(line.page, _box(line.line, first, last))


def _is_cut(tail: str, head: str) -> bool:
    """Whether the end of a line cut a number in two: put together they are one, and neither a code nor a year stands there."""
    left, right = _NUMBER_END.search(tail), _NUMBER_START.match(head)
    if not left or not right or _YEAR.match(head) or _CODE.fullmatch(left.group()):
        return False
    return bool(_NUMBER.fullmatch((left.group() + right.group()).rstrip(".,")))


def _box(line: Line, first: int, last: int) -> Box:
    """The box of the characters from `first` to `last` of the line's text."""
    solid = [at for at, char in enumerate(line.text) if not char.isspace()]
    start, end = bisect_right(solid, first) - 1, bisect_right(solid, last) - 1
    boxes, at = [], 0
    for word in line.words:
        letters = "".join(word.text.split())
        after = at + len(letters)
        if at <= end and start < after:
            boxes.append(_part(letters, word.box, max(0, start - at), min(len(letters), end - at + 1)))
        at = after
    if not boxes or at != len(solid):
        return line.box
    return Box(boxes[0].x0, min(b.top for b in boxes), boxes[-1].x1, max(b.bottom for b in boxes))


def _part(letters: str, box: Box, start: int, end: int) -> Box:
    """The part of a word from letter `start` up to `end`, letters taken as wide or narrow."""
    widths = [_NARROW if letter.isascii() else _WIDE for letter in letters]
    scale = (box.x1 - box.x0) / (sum(widths) or 1.0)
    x0 = box.x0 + scale * sum(widths[:start])
    return Box(round(x0, 2), box.top, round(x0 + scale * sum(widths[start:end]), 2), box.bottom)
