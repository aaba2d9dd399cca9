"""Where some letters of a line stand: boxes are kept for words, letters in them are taken as wide or narrow."""

from bisect import bisect_right

from core.model import Box
from core.reading.page import Line, Word

_WIDE = 1.0
_NARROW = 0.5


def part_of_line(line: Line, first: int, last: int) -> Box:
    """The box of the characters from `first` to `last` of the line's text, blanks counted."""
    solid = [at for at, char in enumerate(line.text) if not char.isspace()]
    start, end = bisect_right(solid, first) - 1, bisect_right(solid, last) - 1
    return part_of_words(line, start, end + 1)


def part_of_words(line: Line, start: int, end: int) -> Box:
    """The box of the letters from `start` up to `end`, counted through the words of the line without blanks."""
    boxes, at = [], 0
    for word in line.words:
        length = sum(map(len, word.text.split()))
        if at < end and start < at + length:
            boxes.append(part_of_word(word, max(0, start - at), min(length, end - at)))
        at += length
    if not boxes or at != sum(map(len, line.text.split())):
        return line.box
    return Box(boxes[0].x0, min(b.top for b in boxes), boxes[-1].x1, max(b.bottom for b in boxes))


def part_of_word(word: Word, start: int, end: int) -> Box:
    """The box of the letters of a word from `start` up to `end`, blanks not counted."""
    letters = "".join(word.text.split())
    if start == 0 and end >= len(letters):
        return word.box
    widths = [_NARROW if letter.isascii() else _WIDE for letter in letters]
    scale = (word.box.x1 - word.box.x0) / (sum(widths) or 1.0)
    x0 = word.box.x0 + scale * sum(widths[:start])
    return Box(round(x0, 2), word.box.top, round(x0 + scale * sum(widths[start:end]), 2), word.box.bottom)
