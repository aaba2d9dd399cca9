"""Where the picture of a line has no ink: lines outside ruled tables parted there, their words and figures apart.

Where columns stand close together a found line reaches from one into the next.  All lengths are pixels of the picture.
"""

import re
import unicodedata
from itertools import pairwise

import cv2
import numpy as np

from core.reading.recognise import Picture, PixelBox, Recognised

_SEAM = re.compile(r"(?<=[\d%)])(?=[^\W\d_])|(?<=[^\W\d_])(?=[-\d])|(?<=\.\d\d)(?=[-\d])")
_INK, _FAINT = 0.4, 30  # how far ink is from paper towards the darkest, and how much darker than paper that is at least
_APART = 0.8  # heights of a line without ink: its parts stand in two columns
_BLANK = 0.15  # so much room is between two things, less between characters of one
_FIGURES_APART, _WORDS_APART = 0.3, 0.35  # so much room is between two figures, and between two words
_BAND = 0.2  # share of a line's height above and below that may hold ink of its neighbours
_ESTIMATED = 0.6  # heights by which a character may be from where the model says it is
_MARK = 0.3  # the blank half of a mark of punctuation
_ROOM = 4  # around ink


def ink_columns(box: PixelBox, grey: Picture) -> np.ndarray:
    """The columns of the picture in which the line has ink, left to right."""
    left, top, right, bottom = box
    margin = round(_BAND * (bottom - top))
    cut = grey[max(top + margin, 0) : max(bottom - margin, 1), max(left, 0) : max(right, 1)]
    if not cut.size:
        return np.array([], int)
    smooth = cv2.GaussianBlur(cut, (3, 3), 0).astype(int)
    paper, darkest = float(np.median(smooth)), float(np.percentile(smooth, 1))
    dark = smooth < paper - max(_INK * (paper - darkest), _FAINT)
    return np.flatnonzero(dark.any(axis=0)) + max(left, 0)


def parted(box: PixelBox, grey: Picture) -> list[PixelBox]:
    """A line cut where it has no ink for so long that its parts stand in different columns."""
    left, top, right, bottom = box
    gaps = [(a, b) for a, b in pairwise(ink_columns(box, grey).tolist()) if b - a > _APART * (bottom - top)]
    starts, ends = [left, *(b - _ROOM for _, b in gaps)], [*(a + 1 + _ROOM for a, _ in gaps), right]
    return [(start, top, end, bottom) for start, end in zip(starts, ends, strict=True)]


def untangled(boxes: list[PixelBox], grey: Picture) -> list[PixelBox]:
    """Lines beside one another whose boxes overlap, cut where there is least ink between them."""
    boxes = sorted(boxes)
    for one, (_, top, right, bottom) in enumerate(boxes):
        for other in range(one + 1, len(boxes)):
            start, above, end, below = boxes[other]
            if start >= right:
                break
            level = min(bottom, below) - max(top, above) > min(bottom - top, below - above) / 2
            if level and end > right and boxes[one][0] < start:
                inked = set(ink_columns((start, top, right, bottom), grey).tolist())
                free = [x for x in range(start, right) if x not in inked] or [(start + right) // 2]
                cut = free[len(free) // 2]
                boxes[one], boxes[other] = (boxes[one][0], top, cut, bottom), (cut, above, end, below)
                right = cut
    return boxes


def words_and_figures(box: PixelBox, words: Recognised, grey: Picture) -> list[tuple[PixelBox, Recognised]]:
    """The line in parts, each with the box of its ink."""
    left, top, right, bottom = box
    words = _without_blanks(words)
    inked = ink_columns(box, grey).tolist() or [left, right - 1]
    wide = _BLANK * (bottom - top)
    gaps = [(a + 1, b) for a, b in pairwise(inked) if b - a - 1 > wide]
    cuts: dict[int, tuple[int, int]] = {}
    for seam in (match.start() for match in _SEAM.finditer(words.text)):
        about = left + words.sides[seam][0] * (right - left)
        near = [gap for gap in gaps if abs((gap[0] + gap[1]) / 2 - about) < _ESTIMATED * (bottom - top)]
        if near:
            cuts[seam] = max(near, key=lambda gap: gap[1] - gap[0])
    for gap in gaps:
        seam = min(range(len(words.text)), key=lambda at: abs(left + words.sides[at][0] * (right - left) - sum(gap) / 2))
        wide = (gap[1] - gap[0]) / (bottom - top)
        if seam and _apart(words.text[seam - 1 : seam + 1], wide):
            cuts[seam] = gap
    bounds = [(0, left, inked[0]), *((seam, *gap) for seam, gap in sorted(cuts.items())), (len(words.text), inked[-1] + 1, right)]
    return [_part(words, box, first, last, begin, end) for (first, _, begin), (last, end, _) in pairwise(bounds) if end > begin]


def _without_blanks(words: Recognised) -> Recognised:
    kept = [(character, sides) for character, sides in zip(words.text, words.sides, strict=True) if not character.isspace()]
    return Recognised("".join(character for character, _ in kept), tuple(sides for _, sides in kept), words.sure)


def _apart(pair: str, wide: float) -> bool:
    """Whether two neighbours with such a gap between them, in heights of the line, are of two figures or two words."""
    return (pair.isdecimal() and wide > _FIGURES_APART) or (pair.isalpha() and not pair.isascii() and wide > _WORDS_APART)


def _part(words: Recognised, box: PixelBox, first: int, last: int, begin: int, end: int) -> tuple[PixelBox, Recognised]:
    left, top, right, bottom = box
    if unicodedata.category(words.text[last - 1]) == "Po" and not words.text[last - 1].isascii():
        end += round(_MARK * (bottom - top))
    edges = [[left + side * (right - left) for side in sides] for sides in words.sides[first:last]]
    shares = [[min(max((edge - begin) / (end - begin), 0.0), 1.0) for edge in sides] for sides in edges]
    return (begin, top, end, bottom), Recognised(words.text[first:last], tuple((a, b) for a, b in shares), words.sure)
