"""Pages → blocks of text with every number in them: a cell each, and the lines outside all cells."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from core.amounts import number_text
from core.coverage.words import Words
from core.model import Box, PrintedCell, Table
from core.narrative.lines import half_width
from core.reading.letters import letters, part_of_word, part_of_words
from core.reading.page import Line, Page, Word

_NUMBER = re.compile(r"\d{1,2}(?=\.(?:19|20)\d\d\u5e74)|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_DIGIT = re.compile(r"\d")
_CUT_YEAR = re.compile(r"(?<!\d)(?:1\n9\d\d|19\n\d\d|19\d\n\d|2\n0\d\d|20\n\d\d|20\d\n\d)(?=[\u5e74\u3001.\-\u2014/])")
_LETTER_SPACED = re.compile(r"(?<![\d.,])[\d.,](?: +[\d.,](?![\d.,]))+")
_BETWEEN_NUMBERS = re.compile(r"(?<=[\d.,])\s+(?=\d)")
_APART = "\n"  # stands in a text where two numbers, or an item and what is before it, meet


@dataclass(slots=True)
class Number:
    """A number of a block: text[start:end], half-width, and where it stands."""

    text: str
    start: int
    end: int
    box: Box


@dataclass(slots=True)
class Block:
    """Text of one page without blanks, half-width, and its numbers from left to right.

    `cell`: the printed cell it is, with the number of its table; None for lines outside.  `where`: cell · body · margin (the page's own
    number) · contents (a line of the contents page).  `spans`: what its words say, once asked.
    """

    page: int | None
    text: str
    where: Literal["cell", "body", "margin", "contents"]
    numbers: list[Number] = field(default_factory=list)
    cell: PrintedCell | None = None
    table: int = -1
    spans: list[tuple[int, int, str]] | None = None


def blocks(pages: Sequence[Page], tables: Sequence[Table], words: Words) -> Iterator[Block]:
    """Every block with at least one number, page by page: the cells as printed, then the lines.  No number is in two blocks."""
    cells: dict[int | None, list[tuple[int, PrintedCell]]] = defaultdict(list)
    for number, table in enumerate(tables):
        for cell in table.cells:
            cells[cell.place.page].append((number, cell))
    for page in pages:
        here = cells[page.number]
        inside, outside = _parted(page, [cell for _, cell in here if cell.place.box])
        for number, cell in here:
            if _DIGIT.search(cell.text):
                yield _cell_block(cell, number, inside.get(id(cell), []))
        yield from _line_blocks(page, outside, words)


class _Cells:
    """The cells of a page, found by a point."""

    def __init__(self, cells: Sequence[PrintedCell]) -> None:
        self._edges = sorted({edge for cell in cells for edge in (cell.place.box.top, cell.place.box.bottom)})
        self._bands: list[list[PrintedCell]] = [[] for _ in self._edges]
        at = {edge: number for number, edge in enumerate(self._edges)}
        for cell in cells:
            for band in range(at[cell.place.box.top], at[cell.place.box.bottom]):
                self._bands[band].append(cell)

    def under(self, box: Box) -> PrintedCell | None:
        """The cell the middle of a box lies in."""
        x, band = (box.x0 + box.x1) / 2, bisect_right(self._edges, (box.top + box.bottom) / 2) - 1
        for cell in self._bands[band] if band >= 0 else ():
            own = cell.place.box
            if own.x0 <= x <= own.x1:
                return cell
        return None


def _parted(page: Page, cells: Sequence[PrintedCell]) -> tuple[dict[int, list[Word]], list[tuple[Line, list[bool]]]]:
    """Words with digits by the cell they stand in; and the lines that have words outside, with the words that are.

    A word without digits counts as outside with the first of its line.
    """
    inside: dict[int, list[Word]] = defaultdict(list)
    if not cells:
        return inside, [(line, [True] * len(line.words)) for line in page.lines if line.words]
    found, outside = _Cells(cells), []
    for line in page.lines:
        out = []
        for word in line.words:
            has_digit = _DIGIT.search(word.text) is not None
            if out and not has_digit:
                out.append(out[0])
                continue
            cell = found.under(word.box)
            out.append(cell is None)
            if cell is not None and has_digit:
                inside[id(cell)].append(word)
        if any(out):
            outside.append((line, out))
    return inside, outside


def _cell_block(cell: PrintedCell, table: int, words: Sequence[Word]) -> Block:
    """The numbers of a cell stand where its words do; in the whole cell where the two do not tell the same."""
    whole = cell.place.box or Box(0, 0, 0, 0)
    bare = number_text(cell.text)
    if bare is not None:
        text = "".join(half_width(cell.text).split()).strip("()+-")
        return Block(cell.place.page, text, "cell", [Number(text, 0, len(text), words[0].box if len(words) == 1 else whole)], cell, table)
    block = Block(cell.place.page, _folded(cell.text), "cell", cell=cell, table=table)
    found = list(_NUMBER.finditer(block.text))
    printed = [(word, each) for word in words for each in _NUMBER.finditer(half_width("".join(word.text.split())))]
    same = [each.group() for _, each in printed] == [each.group() for each in found]
    for number, each in enumerate(found):
        box = part_of_word(printed[number][0], *printed[number][1].span()) if same else whole
        block.numbers.append(Number(each.group(), each.start(), each.end(), box))
    return block


def _line_blocks(page: Page, lines: Sequence[tuple[Line, list[bool]]], words: Words) -> Iterator[Block]:
    """The page's own number, the lines of a contents page, and all other lines as one text, so that what a line breaks is seen whole."""
    body = Block(page.number, "", "body")
    contents = words.is_contents(half_width("".join(line.text.split())) for line, _ in lines)
    for line, out in lines:
        text = _folded(line.text)
        has_number = _DIGIT.search(text) is not None
        if has_number and words.is_page_number(text, (line.box.top + line.box.bottom) / 2, page.height):
            yield _with_numbers(Block(page.number, text, "margin"), line, out, 0)
        elif has_number and contents:
            yield _with_numbers(Block(page.number, text, "contents"), line, out, 0)
        else:
            if body.text and text and words.stands_apart(body.text[-1], text):
                body.text += _APART
            start = len(body.text)
            body.text += text
            if has_number:
                _with_numbers(body, line, out, start)
    if body.numbers:
        yield body


def _with_numbers(block: Block, line: Line, out: list[bool], start: int) -> Block:
    """Adds the numbers of a line, whose text stands in the block from `start`, that are in words outside the cells."""
    marks = 0  # stand in the text and are no letters of the line
    reach = start
    for found in _NUMBER.finditer(block.text, start):
        marks += block.text.count(_APART, reach, found.start())
        reach = found.start()
        first, last = found.start() - start - marks, found.end() - start - marks
        if all(out) or out[_word_at(line, first)]:
            block.numbers.append(Number(found.group(), found.start(), found.end(), part_of_words(line, first, last)))
    return block


def _word_at(line: Line, letter: int) -> int:
    """The number of the word that holds a letter, blanks not counted."""
    at = 0
    for number, word in enumerate(line.words):
        at += letters(word.text)
        if letter < at:
            return number
    return len(line.words) - 1


@lru_cache(maxsize=1 << 12)
def numbers_in(text: str) -> frozenset[str]:
    """The numbers of a printed text, bare."""
    return frozenset([found.replace(",", "") for found in _NUMBER.findall(_folded(text))]) if _DIGIT.search(text) else frozenset()


def _folded(text: str) -> str:
    """Text half-width without blanks, a mark where two numbers meet."""
    text = half_width(text)
    if _DIGIT.search(text):
        text = _CUT_YEAR.sub(lambda year: year.group().replace("\n", ""), text) if "\n" in text else text
        text = _LETTER_SPACED.sub(lambda spaced: spaced.group().replace(" ", ""), text)
        if _BETWEEN_NUMBERS.search(text):
            return _APART.join("".join(piece.split()) for piece in _BETWEEN_NUMBERS.split(text))
    return "".join(text.split())
