"""Lines → passages: paragraphs put together again over line and page breaks, told by their indents, widths and sizes."""

import itertools
import re
import statistics
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from core.narrative.headings import heading_level, is_heading
from core.narrative.lexicon import Lexicon
from core.narrative.lines import BodyLine

_INDENT = 0.8  # em a first line stands in
_SHORT = 4.0  # em a line may end before the right margin and still go on
_GAP = 1.6  # times the usual distance of two lines parts two paragraphs
_SMALLER = 0.88  # of the size before: a caption, a note
_STICKING_OUT = 20  # one line in so many may stick out of the right margin
_MOST_SMALL = 30  # passages of small print that may stand between
_BUCKET = 3.0
_DIGIT = 0.6  # em a digit is wide at the most
_NUMBER = re.compile(r"-?\d[\d,.]*%?")
_WITHIN = re.compile(r"\(|\d")  # what a name broken over lines goes on with: its level in brackets, its amount


@dataclass(frozen=True, eq=False)
class Passage:
    """The lines of one paragraph or heading."""

    lines: tuple[BodyLine, ...]

    @property
    def page(self) -> int | None:
        """The page it begins on."""
        return self.lines[0].page

    @property
    def size(self) -> float:
        """The font size of its first line, in points."""
        return self.lines[0].line.size

    @cached_property
    def folded(self) -> str:
        """Its whole text without blanks, full-width forms made half-width."""
        return "".join(line.folded for line in self.lines)

    @property
    def printed(self) -> str:
        """Its text with blanks as printed, lines put together."""
        return "".join(line.line.text.strip() for line in self.lines)


@dataclass(frozen=True, slots=True)
class _Margins:
    left: float
    right: float
    pitch: float


def passages(lines: list[BodyLine], words: Lexicon) -> list[Passage]:
    """All paragraphs in reading order.  Lines without geometry (files without pages) are a paragraph each."""
    margins = {width: _margins(group) for width, group in _by_page_width(lines).items()}
    found: list[list[BodyLine]] = []
    for line in lines:
        group = next((each for each in _may_go_on(found, line) if _goes_on(each, line, margins[round(line.page_width)], words)), None)
        if group:
            group.append(line)
        else:
            found.append([line])
    return [Passage(tuple(group)) for group in found]


def _may_go_on(found: list[list[BodyLine]], line: BodyLine) -> list[list[BodyLine]]:
    """The passage before a line; and the one before the small print at the end of a page, such as the words of a chart there."""
    if not found or line.page == found[-1][-1].page or found[-1][-1].line.size >= _SMALLER * line.line.size:
        return found[-1:]
    above = (group for group in reversed(found[-_MOST_SMALL:]) if group[-1].line.size >= _SMALLER * line.line.size)
    return [*found[-1:], *itertools.islice(above, 1)]


def _by_page_width(lines: list[BodyLine]) -> dict[int, list[BodyLine]]:
    """Turned pages (wide tables and their notes) have margins of their own."""
    groups: dict[int, list[BodyLine]] = defaultdict(list)
    for line in lines:
        groups[round(line.page_width)].append(line)
    return groups


def _margins(lines: list[BodyLine]) -> _Margins:
    """Nearly all lines end before the right margin or at it; lines after a full one mostly begin at the left margin.

    Small print, such as notes below tables, has margins of its own and does not count.
    """
    lines = _of_usual_size(lines)
    steps = [b.line.box.top - a.line.box.top for a, b in itertools.pairwise(lines) if a.page == b.page and b.line.box.top > a.line.box.top]
    right = sorted(line.line.box.x1 for line in lines)[-1 - len(lines) // _STICKING_OUT]
    followers = [b.line for a, b in itertools.pairwise(lines) if a.line.box.x1 >= right - _SHORT * a.line.size and a.page == b.page]
    starts = Counter(round(line.box.x0 / _BUCKET) for line in followers or [line.line for line in lines])
    left = max(starts, key=lambda start: (starts[start], -start))
    return _Margins(left * _BUCKET, right, statistics.median(steps) if steps else 0.0)


def _of_usual_size(lines: list[BodyLine]) -> list[BodyLine]:
    """The lines that are not much smaller than most of the text."""
    characters: Counter[int] = Counter()
    for line in lines:
        characters[round(line.line.size)] += len(line.folded)
    usual = characters.most_common(1)[0][0]
    return [line for line in lines if line.line.size >= _SMALLER * usual] or lines


def _first_piece(line: BodyLine) -> float:
    """How wide the number is that a line begins with: set whole, it may have left the line before short."""
    found = _NUMBER.match(line.folded)
    if not found:
        return 0.0
    words = line.line.words
    first = words[0].box if words and len(words[0].text) <= found.end() + 2 else None
    return (first.x1 - first.x0 if first else found.end() * _DIGIT * line.line.size) + line.line.size


def _is_item(folded: str, words: Lexicon) -> bool:
    """Whether a text is the heading of an item, its name whole."""
    return is_heading(folded, words) and words["outline.shape.item_name"].search(folded) is not None


def _goes_on(group: list[BodyLine], line: BodyLine, margins: _Margins, words: Lexicon) -> bool:
    last = group[-1]
    box, before = line.line.box, last.line.box
    size = line.line.size or 1.0
    if not box.x1 or line.after_table or box.x0 > margins.left + _INDENT * size:
        return False
    if size < _SMALLER * last.line.size or last.line.size < _SMALLER * size:
        return False
    if line.page == last.page and box.top - before.top > _GAP * margins.pitch:
        return False
    if before.x1 < margins.right - max(_SHORT * size, _first_piece(line)):
        return False
    if before.x1 < margins.right - 1.5 * size and not _WITHIN.match(line.folded) and _is_item("".join([b.folded for b in group]), words):
        return False
    level = heading_level(line.folded, words)
    return level != 0 and not (level in (1, 2) and words["outline.shape.sentence_end"].search(last.folded))
