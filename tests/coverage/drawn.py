"""Numbers of drawn pages, and of real ones, in the order a reader meets them."""

from pathlib import Path

import pdfplumber

from core.coverage.ledger import Coverage, cover
from core.model import PrintedNumber
from core.narrative.prose import Prose
from core.narrative.understand import understand_narrative
from core.performance.understand import understand_performance
from core.reading.page import Page
from core.tables.understand import understand_tables

SAME_LINE = 4.0  # points the middles of two numbers of a line may differ


def covered(pages: list[Page], definitions) -> Coverage:
    """The ledger of pages, everything else understood first."""
    tables = understand_tables(pages, definitions, lambda *_: None)
    statements = understand_narrative(Prose(pages, definitions), tables, definitions)
    projects, scores, _ = understand_performance(pages, tables, definitions)
    return cover(pages, tables, statements, projects, scores, definitions)


def as_read(numbers: list[PrintedNumber]) -> list[PrintedNumber]:
    """Numbers of one page line by line, left to right."""

    def middle(number: PrintedNumber) -> float:
        return (number.place.box.top + number.place.box.bottom) / 2

    lines: list[list[PrintedNumber]] = []
    for number in sorted(numbers, key=middle):
        if lines and middle(number) - middle(lines[-1][-1]) <= SAME_LINE:
            lines[-1].append(number)
        else:
            lines.append([number])
    return [number for line in lines for number in sorted(line, key=lambda each: each.place.box.x0)]


def printed_words(path: Path) -> list[list[str]]:
    """The words of every page as another reader finds them, letters printed twice for bold taken once."""
    with pdfplumber.open(path) as pdf:
        return [[word["text"] for word in page.dedupe_chars().extract_words()] for page in pdf.pages]
