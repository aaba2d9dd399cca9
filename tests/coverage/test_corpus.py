"""The ledger of the corpus of real reports, where JUESUAN_CORPUS names it."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

from core.coverage.ledger import Coverage
from core.definitions import load
from core.model import PrintedNumber, Reading
from core.narrative.outline import outline
from core.reading import open_report
from tests.conftest import reading_of
from tests.coverage.drawn import printed_words

NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
UNCOVERED = 0.05
SAME_COUNT = 0.01  # numbers cut by a line's end, set in spaced letters or close to each other count differently for another reader
SENTENCE = 30  # characters of a cell that tells something in sentences


def _reports(corpus: Path) -> list[Path]:
    return sorted((corpus / "pdf").glob("*.pdf"))


@cache
def _outside(path: Path):
    """Where the report tells what nobody has to check: (page, top) → whether it is before or after the explanation and the tables."""
    with open_report(path) as file:
        parts = outline([file.read_page(number) for number in range(1, file.page_count + 1)], load()).parts
    starts = [((part.place.page, part.place.box.top), part.kind in ("explanation", "tables")) for part in parts]
    return lambda at: not next((inside for start, inside in reversed(starts) if start <= at), False)


def _told(number: PrintedNumber, reading: Reading, path: Path) -> bool:
    """Whether a number is told in sentences outside the explanation: work done, aims, the text of an evaluation."""
    at = (number.place.page, number.place.box.top)
    for cell in (cell for table in reading.tables for cell in table.cells if cell.place.page == at[0]):
        box = cell.place.box
        if box.x0 <= number.place.box.x0 <= box.x1 and box.top <= at[1] <= box.bottom:
            return len(cell.text) > SENTENCE
    return _outside(path)(at)


def test_every_ledger_adds_up(corpus):
    for path in _reports(corpus):
        coverage = Coverage(reading_of(path).numbers)
        printed = sum(len(NUMBER.findall(word)) for words in printed_words(path) for word in words)
        assert sum(coverage.totals.values()) == len(coverage.numbers), path.name
        assert sum((Counter(kinds) for kinds in coverage.by_page.values()), Counter()) == coverage.totals, path.name
        assert abs(printed - len(coverage.numbers)) <= SAME_COUNT * printed, (path.name, printed, len(coverage.numbers))


def test_few_numbers_of_tables_forms_and_the_explanation_are_not_understood(corpus):
    for path in _reports(corpus):
        reading = reading_of(path)
        missed = [number for number in reading.numbers if number.kind == "uncovered"]
        open_ones = [number for number in missed if not _told(number, reading, path)]
        assert len(open_ones) <= UNCOVERED * len(reading.numbers), (path.name, [(n.place.page, n.text) for n in open_ones])


def test_every_uncovered_number_can_be_shown_on_its_page(corpus):
    for path in _reports(corpus):
        reading = reading_of(path)
        for number in reading.numbers:
            box, (width, height) = number.place.box, reading.page_sizes[number.place.page - 1]
            assert 0 <= box.x0 < box.x1 <= width + 1, (path.name, number)
            assert 0 <= box.top < box.bottom <= height + 1, (path.name, number)
