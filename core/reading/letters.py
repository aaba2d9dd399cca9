"""Where some letters of a line stand: boxes are kept for words, letters in them are taken as wide or narrow."""

from core.model import Box
from core.reading.page import Line, Word

_WIDE = 1.0
_NARROW = 0.5


def part_of_line(line: Line, first: int, last: int) -> Box:
    """The box of the characters from `first` to `last` of the line's text, blanks counted."""
    return part_of_words(line, letters(line.text[: first + 1]) - 1, letters(line.text[: last + 1]))


def part_of_words(line: Line, start: int, end: int) -> Box:
    """The box of the letters from `start` up to `end`, counted through the words of the line without blanks."""
    boxes, at = [], 0
    for word in line.words:
        length = letters(word.text)
        if at < end and start < at + length:
            boxes.append(part_of_word(word, max(0, start - at), min(length, end - at)))
        at += length
    if not boxes or at != letters(line.text):
        return line.box
    if len(boxes) == 1:
        return boxes[0]
    return Box(boxes[0].x0, min(b.top for b in boxes), boxes[-1].x1, max(b.bottom for b in boxes))


def part_of_word(word: Word, start: int, end: int) -> Box:
    """The box of the letters of a word from `start` up to `end`, blanks not counted."""
    solid = "".join(word.text.split())
    if start == 0 and end >= len(solid):
        return word.box
    scale = (word.box.x1 - word.box.x0) / (_width(solid) or 1.0)
    x0 = word.box.x0 + scale * _width(solid[:start])
    return Box(round(x0, 2), word.box.top, round(x0 + scale * _width(solid[start:end]), 2), word.box.bottom)


def letters(text: str) -> int:
    """How many letters a text has, blanks not counted."""
    return sum(map(len, text.split()))


def _width(solid: str) -> float:
    narrow = sum(map(str.isascii, solid))
    return _NARROW * narrow + _WIDE * (len(solid) - narrow)
