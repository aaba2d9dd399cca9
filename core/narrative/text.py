"""The text of a passage for matching, with the way back to every character's place on the page."""

import re
from collections.abc import Iterator

from core.model import Place
from core.narrative.lines import half_width
from core.narrative.passages import Passage
from core.reading.letters import part_of_line

_LETTER_SPACED = re.compile(r"(?<![\d.,])[\d.,](?: +[\d.,](?![\d.,]))+")
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
        return Place(line.page, part_of_line(line.line, first, last))


def _is_cut(tail: str, head: str) -> bool:
    """Whether the end of a line cut a number in two: put together they are one, and neither a code nor a year stands there."""
    left, right = _NUMBER_END.search(tail), _NUMBER_START.match(head)
    if not left or not right or _YEAR.match(head) or _CODE.fullmatch(left.group()):
        return False
    return bool(_NUMBER.fullmatch((left.group() + right.group()).rstrip(".,")))
