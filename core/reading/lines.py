"""Glyphs → lines and words, and the text of a cell."""

from operator import itemgetter

from core.model import Box
from core.reading.glyphs import Glyph
from core.reading.page import Line, Word

_SAME_LINE = 3.0  # points between baselines of one line
_WORD_GAP = 1 / 3  # em
_BLANK_GAP = 1.0  # em
_PRINTED_GAP = 0.1  # em: a blank that was printed and takes some room
_TWICE = 0.25  # em between two drawings of one bold character

_by_base = itemgetter(0)
_by_left = itemgetter(1)


def glyphs_to_rows(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Glyphs of one line together, lines top to bottom, each from left to right."""
    at_base: dict[float, list[Glyph]] = {}
    for glyph in glyphs:
        at_base.setdefault(glyph[0], []).append(glyph)
    rows: list[list[Glyph]] = []
    first = None
    for base in sorted(at_base):
        if first is not None and base - first <= _SAME_LINE:
            rows[-1].extend(at_base[base])
        else:
            rows.append(at_base[base])
            first = base
    for row in rows:
        row.sort(key=_by_left)
    return rows


def row_to_pieces(row: list[Glyph]) -> list[tuple[bool, list[Glyph]]]:
    """The words of a line, each with whether a blank stands before it; characters drawn twice kept once."""
    size = max(glyph[6] for glyph in row)
    pieces: list[tuple[bool, list[Glyph]]] = []
    last: Glyph | None = None
    for glyph in row:
        if last is None:
            pieces.append((False, [glyph]))
            last = glyph
            continue
        gap = glyph[1] - last[2]
        if gap < 0 and glyph[5] == last[5] and glyph[1] - last[1] < _TWICE * size and abs(glyph[0] - last[0]) < _TWICE * size:
            continue
        printed = glyph[7] and gap > _PRINTED_GAP * size
        if printed or gap > _WORD_GAP * size:
            pieces.append((printed or gap > _BLANK_GAP * size, [glyph]))
        else:
            pieces[-1][1].append(glyph)
        last = glyph
    return pieces


def row_to_text(row: list[Glyph]) -> str:
    """The text of a line: one blank where a blank was printed or characters stand more than one em apart."""
    return "".join((" " if spaced else "") + "".join([glyph[5] for glyph in piece]) for spaced, piece in row_to_pieces(row))


def row_to_line(row: list[Glyph]) -> Line:
    """The line with its words and boxes."""
    pieces = row_to_pieces(row)
    words = tuple(Word("".join([glyph[5] for glyph in piece]), _box(piece)) for _, piece in pieces)
    text = "".join((" " if spaced else "") + word.text for (spaced, _), word in zip(pieces, words, strict=True))
    return Line(text, _box(row), round(max(glyph[6] for glyph in row), 2), words)


def glyphs_to_lines(glyphs: list[Glyph]) -> tuple[Line, ...]:
    """All lines, top to bottom."""
    return tuple(row_to_line(row) for row in glyphs_to_rows(glyphs))


def glyphs_to_text(glyphs: list[Glyph]) -> str:
    """The printed lines joined by newlines: the text of a cell."""
    return "\n".join(row_to_text(row) for row in glyphs_to_rows(glyphs))


def _box(glyphs: list[Glyph]) -> Box:
    x0s, x1s, tops, bottoms = zip(*[glyph[1:5] for glyph in glyphs], strict=True)
    return Box(round(min(x0s), 2), round(min(tops), 2), round(max(x1s), 2), round(max(bottoms), 2))
