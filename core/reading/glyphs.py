"""The characters of a page as a reader sees them, gathered into runs.

Left out: blanks and line ends PDFium adds, what lies outside the page, what is written at a slant (watermarks), what is hidden, and the
second drawing of a character drawn twice to look bold.
"""

import ctypes
import itertools
import math
from dataclasses import dataclass

from core.reading import calls
from core.reading.lookalikes import UNREADABLE, repaired
from core.reading.placement import Placement
from core.reading.runs import Run

_BLANKS = frozenset(" \r\n\t\u00a0\u3000\u200b\ufeff")
# first character, baseline, top, bottom, size, spaced, whether it goes on the piece before: in page coordinates
_Piece = tuple[int, float, float, float, float, bool, bool]
_SAMPLED = 16  # one character in so many is asked whether its font tells what it means
_CLOSE = 1 / 3  # em between characters of one run
_TWICE = 0.12  # em between two drawings of one bold character


@dataclass(frozen=True, slots=True)
class Seen:
    """What decides whether a character is seen: `directions` by index (None: all upright) and the addresses of `hidden` text objects."""

    directions: list[int] | None = None
    hidden: frozenset[int] = frozenset()


def read_runs(text: calls.Handle, placement: Placement, seen: Seen) -> list[Run]:
    """Every visible character, in the order of the file; words written sideways last, each as a run as wide as it looks."""
    runs = _gathered(text, placement, _unseen(text, placement.turns, seen))
    if seen.directions is not None:
        runs += _sideways_runs(text, placement, seen)
    width, height = 2 * placement.width, 2 * placement.height
    return [run for run in runs if 0 <= run.x0 + run.x1 <= width and 0 <= run.top + run.bottom <= height]


def _gathered(text: calls.Handle, placement: Placement, skipped: set[int]) -> list[Run]:
    """The runs of the page.  One long loop: it turns once for every character of a report, so nothing in it is a function of ours."""
    edges, origin = (ctypes.c_float * 4)(), (ctypes.c_double * 2)()
    box, x, y = ctypes.byref(edges), ctypes.byref(origin), ctypes.byref(origin, 8)
    sides = memoryview(edges).cast("B").cast("f").tolist  # a third faster than a slice
    loose_box, char_origin, turned = calls.loose_box, calls.char_origin, placement.turns != 0
    characters: list[str] = []
    lefts: list[float] = []
    rights: list[float] = []
    pieces: list[_Piece] = []
    last, last_left, last_right, last_top, last_bottom, last_base = "", 0.0, -1e9, 0.0, 0.0, -1e9
    base = size = close = 0.0
    spaced, changed = False, True
    for index, character in enumerate(_characters(text)):
        if character in _BLANKS:
            spaced = True
            continue
        if skipped and index in skipped:
            continue
        loose_box(text, index, box)
        left, top, right, bottom = sides()
        if turned or top != last_top or bottom != last_bottom:  # within one upright run the baseline stays
            char_origin(text, index, x, y)
            base = origin[1]
            if turned:
                left, top, right, bottom, base = _upright(placement, left, bottom, right, top, *origin)
            size = max(top - bottom, right - left)
            close = _CLOSE * size
            last_top, last_bottom, changed = top, bottom, True
        if character == last and abs(left - last_left) < _TWICE * size and abs(base - last_base) < _TWICE * size:
            continue
        if changed or spaced or not -close < left - last_right < close:
            near = not spaced and -close < left - last_right < close and base == last_base
            pieces.append((len(characters), base, top, bottom, size, spaced, near))
            changed = spaced = False
        characters.append(character)
        lefts.append(left)
        rights.append(right)
        last, last_left, last_right, last_base = character, left, right, base
    dx, dy = (0.0, 0.0) if turned else (placement.left, placement.top)
    if dx:
        lefts, rights = [left - dx for left in lefts], [right - dx for right in rights]
    return _joined(pieces, "".join(characters), lefts, rights, dy)


def _joined(pieces: list[_Piece], text: str, lefts: list[float], rights: list[float], dy: float) -> list[Run]:
    """Pieces of one baseline that touch, as one run each."""
    cuts = [*(n for n, piece in enumerate(pieces) if not piece[6]), len(pieces)]
    runs, edges = [], (lefts, rights)
    for first, after in itertools.pairwise(cuts):
        start, base, top, bottom, size, spaced, _ = pieces[first]
        end = pieces[after][0] if after < len(pieces) else len(lefts)
        for _, _, other_top, other_bottom, other_size, _, _ in pieces[first + 1 : after]:
            top, bottom, size = max(top, other_top), min(bottom, other_bottom), max(size, other_size)
        x0, x1 = lefts[start], rights[end - 1]
        runs.append(Run(dy - base, x0, x1, dy - top, dy - bottom, size, spaced, text[start:end], edges, start))
    return runs


def _sideways_runs(text: calls.Handle, placement: Placement, seen: Seen) -> list[Run]:
    """Words at a right angle to the others, as in a narrow heading cell: one run each, its characters shared out over its width."""
    edges = (ctypes.c_float * 4)()
    runs: list[Run] = []
    word: list[tuple[str, tuple[float, float, float, float]]] = []
    hidden = _hidden(text, seen)
    last = -1
    for index, (character, direction) in enumerate(zip(_characters(text) + " ", [*seen.directions, -1], strict=True)):
        if word and (character in _BLANKS or direction != last):
            runs.append(_sideways_run(word))
            word = []
        last = direction
        if direction not in (-1, placement.turns) and character not in _BLANKS and index not in hidden:
            calls.loose_box(text, index, ctypes.byref(edges))
            left, top, right, bottom = edges[:]
            word.append((character, placement.box(left, bottom, right, top)))
    return runs


def _sideways_run(word: list[tuple[str, tuple[float, float, float, float]]]) -> Run:
    x0, top = min(box[0] for _, box in word), min(box[1] for _, box in word)
    x1, bottom = max(box[2] for _, box in word), max(box[3] for _, box in word)
    step = (x1 - x0) / len(word)
    edges = [x0 + n * step for n in range(len(word))], [x0 + (n + 1) * step for n in range(len(word))]
    text, base = "".join(character for character, _ in word), (top + bottom) / 2 + (x1 - x0) / 3
    return Run(base, x0, x1, top, bottom, x1 - x0, True, text, edges, 0)


def _upright(placement: Placement, left: float, bottom: float, right: float, top: float, x: float, y: float) -> tuple[float, ...]:
    """Left, top, right, bottom and baseline as seen, heights counted upwards."""
    x0, upper, x1, lower = placement.box(left, bottom, right, top)
    return x0, -upper, x1, -lower, -placement.point(x, y)[1]


def _characters(text: calls.Handle) -> str:
    """One character per index.  In one call when text and indexes agree (nearly always)."""
    count = calls.text_length(text)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = calls.text_into(text, 0, count, buffer)
    characters = bytes(buffer)[: 2 * (written - 1)].decode("utf-16-le", "surrogatepass")
    if len(characters) != count:
        characters = "".join([chr(calls.char_unicode(text, index)) for index in range(count)])
    if any(calls.char_has_no_meaning(text, index) for index in range(0, count, _SAMPLED)):
        characters = "".join(
            [UNREADABLE if calls.char_has_no_meaning(text, index) else character for index, character in enumerate(characters)]
        )
    return repaired(characters)


def _unseen(text: calls.Handle, turns: int, seen: Seen) -> set[int]:
    """Indexes of characters a reader does not see or that are not upright.  Costs nothing on ordinary pages."""
    skipped = _hidden(text, seen)
    if seen.directions is not None:
        skipped.update(index for index, direction in enumerate(seen.directions) if direction != turns)
    return skipped


def _hidden(text: calls.Handle, seen: Seen) -> set[int]:
    if not seen.hidden:
        return set()
    return {index for index in range(calls.text_length(text)) if calls.char_object(text, index).value in seen.hidden}


def char_directions(text: calls.Handle) -> list[int]:
    """For each character the quarter turns clockwise that would make it upright; -1 for a slant (watermarks are written so)."""
    matrix = (ctypes.c_float * 6)()
    reference = ctypes.byref(matrix)
    directions = []
    for index in range(calls.text_length(text)):
        calls.char_matrix(text, index, reference)
        a, b = matrix[:2]
        if calls.font_size(text, index) < 0:
            a, b = -a, -b
        length = math.hypot(a, b)
        if length == 0:
            directions.append(0)
        elif abs(a) > 0.99 * length:
            directions.append(0 if a > 0 else 2)
        elif abs(b) > 0.99 * length:
            directions.append(1 if b > 0 else 3)
        else:
            directions.append(-1)
    return directions
