"""Figures read from pictures of pages say so, and say what speaks against them."""

from collections.abc import Sequence
from dataclasses import replace

from core.model import Fact, Place, Problem, Table
from core.reading.page import Page
from core.tables.find import Fragment
from core.tables.own_sums import in_broken_sums


def mark_scanned(table: Table, pages: list[Page], fragments: Sequence[Fragment]) -> Table:
    """The table, its facts on pages read by text recognition with the source `ocr`; `fragments`: the grids it was made from.

    Their doubt is `ocr_readings_differ` where a second reading of the cell says something else, `ocr_sum` in a sum that does not hold.
    """
    scanned = {page.number for page in pages if page.ocr}
    if not any(fact.place.page in scanned for fact in table.facts):
        return table
    differing = {(each.page, cell.box) for each in fragments if each.page in scanned for cell in each.grid.cells if cell.doubt}
    broken = {id(fact) for fact in in_broken_sums(table.facts)}
    return replace(table, facts=tuple(_marked(fact, scanned, differing, broken) for fact in table.facts))


def scanned_problems(pages: list[Page]) -> list[Problem]:
    """Which pages were read by text recognition: one problem for all of them."""
    numbers = [page.number for page in pages if page.ocr]
    details = {"pages": ", ".join(map(str, numbers)), "count": len(numbers)}
    return [Problem("pages_recognised", "", details, Place(numbers[0]))] if numbers else []


def _marked(fact: Fact, scanned: set[int], differing: set[tuple], broken: set[int]) -> Fact:
    if fact.place.page not in scanned:
        return fact
    if (fact.place.page, fact.place.box) in differing:
        return replace(fact, source="ocr", doubt="ocr_readings_differ")
    return replace(fact, source="ocr", doubt="ocr_sum" if id(fact) in broken else fact.doubt)
