"""The characters of a page as a reader sees them.

A glyph is a plain tuple, for speed: (base, x0, x1, top, bottom, character, size, spaced).  `base` is the baseline and `size` the height of the
font in points; `spaced` tells that a blank was printed before it.  Left out: blanks and line ends PDFium adds, what lies outside the page,
what is written at a slant (watermarks), what is hidden, and the second drawing of a character drawn twice to look bold.
"""

import ctypes
import math
from dataclasses import dataclass

from core.reading import calls
from core.reading.lookalikes import REPAIRED
from core.reading.placement import Placement

Glyph = tuple[float, float, float, float, float, str, float, bool]
# left, bottom, right, top, x and y of the origin, character, size, spaced: in the page's own coordinates
_Raw = tuple[float, float, float, float, float, float, str, float, bool]

_BLANKS = frozenset(" \r\n\t\x00\u00a0\u3000\u200b\ufeff")


@dataclass(frozen=True, slots=True)
class Seen:
    """What decides whether a character is seen: `directions` by index (None: all upright) and the addresses of `hidden` text objects."""

    directions: list[int] | None = None
    hidden: frozenset[int] = frozenset()


def read_glyphs(text: calls.Handle, placement: Placement, seen: Seen) -> list[Glyph]:
    """Every visible character that stands upright on the page, in the order of the file."""
    raw = _raw_glyphs(text, _unseen(text, placement.turns, seen), placement.turns == 0)
    width, height = placement.width, placement.height
    if placement.turns == 0:
        dx, dy = placement.left, placement.top
        return [
            (dy - oy, left - dx, right - dx, dy - top, dy - bottom, character, size, spaced)
            for left, bottom, right, top, ox, oy, character, size, spaced in raw
            if 0 <= left + right - 2 * dx <= 2 * width and 0 <= 2 * dy - top - bottom <= 2 * height
        ]
    glyphs = []
    for left, bottom, right, top, ox, oy, character, size, spaced in raw:
        x0, upper, x1, lower = placement.box(left, bottom, right, top)
        if 0 <= x0 + x1 <= 2 * width and 0 <= upper + lower <= 2 * height:
            glyphs.append((placement.point(ox, oy)[1], x0, x1, upper, lower, character, size, spaced))
    return glyphs


def _characters(text: calls.Handle) -> str:
    """One character per index.  In one call when text and indexes agree (nearly always)."""
    count = calls.text_length(text)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = calls.text_into(text, 0, count, buffer)
    characters = bytes(buffer)[: 2 * (written - 1)].decode("utf-16-le", "surrogatepass")
    if len(characters) == count:
        return characters
    return "".join(chr(calls.char_unicode(text, index)) for index in range(count))


def _raw_glyphs(text: calls.Handle, skipped: set[int], upright: bool) -> list[_Raw]:
    edges, origin = (ctypes.c_float * 4)(), (ctypes.c_double * 2)()
    box = ctypes.byref(edges)
    x, y = ctypes.byref(origin), ctypes.byref(origin, 8)
    loose_box, char_origin = calls.loose_box, calls.char_origin
    raw: list[_Raw] = []
    last_top = last_bottom = ox = oy = size = 0.0
    spaced = False
    for index, character in enumerate(_characters(text)):
        if character in _BLANKS:
            spaced = True
            continue
        if index in skipped:
            continue
        loose_box(text, index, box)
        left, top, right, bottom = edges[:]
        if top != last_top or bottom != last_bottom or not upright:  # within one upright run of text the baseline stays
            char_origin(text, index, x, y)
            ox, oy = origin
            size = top - bottom if upright else right - left
            last_top, last_bottom = top, bottom
        raw.append((left, bottom, right, top, ox, oy, REPAIRED.get(character, character), size, spaced))
        spaced = False
    return raw


def _unseen(text: calls.Handle, turns: int, seen: "Seen") -> set[int]:
    """Indexes of characters a reader does not see or that are not upright.  Costs nothing on ordinary pages."""
    skipped: set[int] = set()
    if seen.directions is not None:
        skipped.update(index for index, direction in enumerate(seen.directions) if direction != turns)
    if seen.hidden:
        count = calls.text_length(text)
        skipped.update(index for index in range(count) if calls.char_object(text, index).value in seen.hidden)
    return skipped


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
