"""Rows of runs → lines and words, and the text of a cell."""

from core.model import Box
from core.reading.page import Line, Word
from core.reading.runs import Run, runs_to_rows

_WORD_GAP = 1 / 3  # em
_BLANK_GAP = 1.0  # em
_PRINTED_GAP = 0.1  # em: a blank that was printed and takes some room


def runs_to_lines(runs: list[Run]) -> tuple[Line, ...]:
    """All lines, top to bottom."""
    return tuple([_line(row) for row in runs_to_rows(runs)])


def runs_to_text(runs: list[Run]) -> str:
    """The printed lines joined by newlines: the text of a cell."""
    if len(runs) == 1:
        return runs[0].text
    return "\n".join([row[0].text if len(row) == 1 else _text(row) for row in runs_to_rows(runs)])


def _line(row: list[Run]) -> Line:
    if len(row) == 1:
        word = _word(row)
        return Line(word.text, word.box, round(row[0].size, 2), (word,))
    breaks = _breaks(row)
    words, start = [], 0
    for after, _ in [*breaks, (len(row), "")]:
        words.append(_word(row[start:after]))
        start = after
    return Line(_joined(row, breaks), _around(words), round(max([run.size for run in row]), 2), tuple(words))


def _word(runs: list[Run]) -> Word:
    """Runs ordered from left to right as one word."""
    first = runs[0]
    if len(runs) == 1:
        return Word(first.text, Box(round(first.x0, 2), round(first.top, 2), round(first.x1, 2), round(first.bottom, 2)))
    x1, top, bottom = max([run.x1 for run in runs]), min([run.top for run in runs]), max([run.bottom for run in runs])
    return Word("".join([run.text for run in runs]), Box(round(first.x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)))


def _around(words: list[Word]) -> Box:
    """The box around words ordered from left to right."""
    boxes = [word.box for word in words]
    if len(boxes) == 1:
        return boxes[0]
    return Box(boxes[0].x0, min([box.top for box in boxes]), max([box.x1 for box in boxes]), max([box.bottom for box in boxes]))


def _breaks(row: list[Run]) -> list[tuple[int, str]]:
    """Where a new word starts: the number of its first run, and what separates it from the word before: nothing or one blank."""
    breaks = []
    reach = row[0].x1
    for number, run in enumerate(row):
        gap, em = run.x0 - reach, run.size
        if gap > _PRINTED_GAP * em and number:
            if run.spaced or gap > _BLANK_GAP * em:
                breaks.append((number, " "))
            elif gap > _WORD_GAP * em:
                breaks.append((number, ""))
        if run.x1 > reach:
            reach = run.x1
    return breaks


def _text(row: list[Run]) -> str:
    return _joined(row, _breaks(row))


def _joined(row: list[Run], breaks: list[tuple[int, str]]) -> str:
    texts = [run.text for run in row]
    for number, between in breaks:
        if between:
            texts[number] = between + texts[number]
    return "".join(texts)
