"""The ledger of a report's numbers: each counted once, under what it was understood as, or as not understood by anything."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from core.coverage.blocks import Block, Number, blocks
from core.coverage.understood import Counted, FactCells, Figures, Rows
from core.coverage.words import Words, words_of
from core.definitions import Definitions
from core.model import Place, PrintedNumber, Project, SheetScore, Statement, Table
from core.reading.page import Page

KINDS = (
    *("fact", "statement", "performance", "code", "line_number", "page_number", "date", "ordinal", "name", "contact"),
    "quantity",
    "uncovered",
)
_OF_ITSELF = {"code": "code", "line_number": "line_number", "number_row": "line_number"}
_MOST_PIECES = 4  # into which the end of a line cuts a figure: 1,2 and 34.50 are three numbers for themselves
_NAME_REACH = 8  # characters behind a code in which its name begins
_NAMES = {"title", "header", "label", "note"}


@dataclass(frozen=True)
class Coverage:
    """All numbers of a report, page by page."""

    numbers: tuple[PrintedNumber, ...]

    @cached_property
    def totals(self) -> dict[str, int]:
        """How many numbers there are of each kind, kinds without any left out."""
        return dict(Counter(number.kind for number in self.numbers))

    @cached_property
    def by_page(self) -> dict[int | None, dict[str, int]]:
        """The same for each page with numbers."""
        counts: dict[int | None, Counter[str]] = {}
        for number in self.numbers:
            counts.setdefault(number.place.page, Counter())[number.kind] += 1
        return {page: dict(count) for page, count in counts.items()}


def cover(
    pages: Sequence[Page],
    tables: Sequence[Table],
    statements: Sequence[Statement],
    projects: Sequence[Project],
    scores: Sequence[SheetScore],
    definitions: Definitions,
) -> Coverage:
    """Every number printed on the pages with its kind.  A kind is always told by what was understood there, `uncovered` is what is left.

    `tables`: all that were found, in their order; the others likewise: `ref` counts through them.
    """
    words = words_of(definitions)
    known = [table.table in definitions.tables for table in tables]
    understood = (FactCells(tables), Counted(tables, definitions), Figures(statements), Rows(projects, scores))
    reader = _Reader(words, known, *understood, _explanation(statements))
    return Coverage(tuple(number for block in blocks(pages, tables, words) for number in reader.numbers(block)))


def _explanation(statements: Sequence[Statement]) -> tuple[tuple[int, float], tuple[int, float]] | None:
    """Page and top of the first and of the last statement."""
    places = [(place.page, place.box.top) for place in (statement.place for statement in statements) if place.page and place.box]
    return (min(places), max(places)) if places else None


@dataclass(frozen=True, slots=True)
class _Reader:
    words: Words
    known: list[bool]
    facts: FactCells
    counted: Counted
    figures: Figures
    rows: Rows
    explained: tuple[tuple[int, float], tuple[int, float]] | None

    def numbers(self, block: Block) -> list[PrintedNumber]:
        """The numbers of a block with their kinds."""
        if block.where == "margin":
            return [_printed(block, number, "page_number") for number in block.numbers]
        return self._of_text(block) if block.cell is None else self._of_cell(block)

    def _of_cell(self, block: Block) -> list[PrintedNumber]:
        cell, known = block.cell, self.known[block.table]
        fact = self.facts.number(block.table, cell)
        if fact is not None:
            return [_printed(block, number, "fact", f"fact:{fact}") for number in block.numbers]
        own = "line_number" if self.counted.counts(block.table, cell) else _OF_ITSELF.get(cell.kind, "") if known else ""
        found = []
        for number in block.numbers:
            ref = "" if known or own else self.rows.ref(cell, number)
            kind = own or ("performance" if ref else _OF_ITSELF.get(cell.kind) or self._by_words(block, number))
            if kind == "uncovered" and known and cell.kind in _NAMES:
                kind = "name"
            found.append(_printed(block, number, kind, ref))
        return found

    def _of_text(self, block: Block) -> list[PrintedNumber]:
        found, reach = [], 0  # where the last figure ends
        for index, number in enumerate(block.numbers):
            if number.start < reach:
                continue
            told = self.figures.at(block.page, number.box)
            if told is not None:
                ref, value = told
                reach = _end(block, index, value)
                whole = number if reach == number.end else replace(number, text=value)
                found.append(_printed(block, whole, "statement", f"statement:{ref}"))
            elif block.where == "contents" and number.end == len(block.text):
                found.append(_printed(block, number, "page_number"))
            else:
                found.append(_printed(block, number, self._by_words(block, number)))
        return found

    def _by_words(self, block: Block, number: Number) -> str:
        if block.spans is None:
            block.spans = self.words.spans(block.text) if len(block.text) > len(number.text) else []
        for start, end, kind in block.spans:
            if start <= number.start and number.end <= end:
                return kind
        if self.words.is_code(number.text, block.text[number.end : number.end + _NAME_REACH]):
            return "code"
        return "quantity" if self.words.is_quantity(block.text, number.end, self._explained(block, number)) else "uncovered"

    def _explained(self, block: Block, number: Number) -> bool:
        """Whether a number of the text lies between the first and the last statement."""
        if block.cell is not None or self.explained is None or number.box is None:
            return False
        return self.explained[0] <= (block.page or 0, number.box.top) <= self.explained[1]


def _end(block: Block, index: int, value: str) -> int:
    """Where a figure of this bare value ends that begins with a number of the block: behind it, or behind its rest on the next line."""
    first = block.numbers[index]
    for number in block.numbers[index : index + _MOST_PIECES]:
        if "".join(block.text[first.start : number.end].replace(",", "").split()) == value:
            return number.end
    return first.end


def _printed(block: Block, number: Number, kind: str, ref: str = "") -> PrintedNumber:
    return PrintedNumber("" if kind == "contact" else number.text, kind, ref, Place(block.page, number.box))
