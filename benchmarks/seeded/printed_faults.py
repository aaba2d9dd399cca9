"""Faults put in before printing: the report is typeset with a misprint, read again, and checked as any file."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from benchmarks.seeded.clean import Clean, printed
from benchmarks.seeded.fault import Fault, Result, judged
from benchmarks.seeded.narrative_faults import OPPOSITES, concerned, partners_of
from benchmarks.seeded.score_faults import broken
from benchmarks.seeded.slips import slipped
from benchmarks.seeded.table_faults import place_of, relations_of, with_text
from core.model import Fact, Reading
from core.typeset.forms import sheets
from core.typeset.marks import Told
from core.typeset.narrative import Paragraph, Story
from core.typeset.performance import performance_sheets
from core.typeset.report import Misprint
from core.typeset.sheet import Row, Sheet
from core.typeset.words import Words

TABLE_KINDS = ("digit", "swap", "sign", "total", "rows", "unit")
NARRATIVE_KINDS = ("digit", "swap", "direction", "year")
_POINTS = re.compile(r"\d+(?:\.\d+)?%?")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True)
class Texts:
    """Cells of one sheet (by row of the body and column) with other texts, or its unit line."""

    sheet: Sheet
    cells: dict[tuple[int, int], str]
    unit_line: str = ""

    def misprint(self) -> Misprint:
        """The sheet with these texts; others as they are."""
        return Misprint(sheet=lambda sheet: self._changed(sheet) if sheet == self.sheet else sheet)

    def _changed(self, sheet: Sheet) -> Sheet:
        body = tuple(tuple(self._cell(cell, at, column) for column, cell in enumerate(row)) for at, row in enumerate(sheet.body))
        return replace(sheet, body=body, unit_line=self.unit_line or sheet.unit_line)

    def _cell(self, cell, row: int, column: int):
        return replace(cell, text=self.cells[row, column]) if (row, column) in self.cells else cell


def printed_faults(clean: Clean, count: int, lot: random.Random, folder: Path) -> Iterator[Result]:
    """So many faults of each kind, each in a report of its own, and what the checks say of it."""
    for _ in range(count):
        for kind in TABLE_KINDS:
            yield from _in_a_table(clean, kind, lot, folder)
        for kind in NARRATIVE_KINDS:
            yield from _in_the_text(clean, kind, lot, folder)
        yield from _in_a_form(clean, lot, folder)


def _again(clean: Clean, misprint: Misprint, folder: Path) -> Reading:
    return printed("misprint", clean.figures, clean.layout, folder, misprint).reading


def _key(fact) -> tuple[str, ...]:
    return fact.table, fact.side, fact.line, fact.parent_line, fact.column


@cache
def _numbers(clean: Clean) -> dict[tuple[str, ...], int]:
    return {_key(fact): number for number, fact in enumerate(clean.facts)}


def _in_a_table(clean: Clean, kind: str, lot: random.Random, folder: Path) -> Iterator[Result]:
    sheet = lot.choice(
        [sheet for sheet in sheets(clean.figures, clean.layout) if sheet.grid and any(one.amount_fen for one in sheet.facts())]
    )
    texts = _misprinted(sheet, kind, lot, clean)
    if texts is None:
        return
    golden = [sheet.body[row][column].fact for row, column in texts.cells]
    numbers = [_numbers(clean).get(_key(fact)) for fact in golden]
    if None in numbers:
        return  # a table that is not read even without a fault
    changed = {
        number: fact
        for number, text in zip(numbers, texts.cells.values(), strict=True)
        if (fact := with_text(clean.facts[number], text, clean))
    }
    again = _again(clean, texts.misprint(), folder)
    facts = [fact for table in again.tables for fact in table.facts]
    wanted = {_key(fact) for fact in golden} if golden else {_key(fact) for fact in sheet.facts()}
    contradicted = kind == "unit" or relations_of(clean).contradicted(changed)
    told = "; ".join(f"{place_of(clean.facts[number])} {clean.facts[number].printed} > {fact.printed}" for number, fact in changed.items())
    fault = Fault(clean.name, "table", kind, "print", told or texts.unit_line, contradicted, _at(facts, wanted))
    if len(facts) < len(clean.facts):  # a table without rules is not read where it does not add up, and this is told
        fault = replace(fault, kind="unread")
    yield judged(fault, clean, again.findings)


def _at(facts: list[Fact], keys: set[tuple[str, ...]]) -> tuple[int, ...]:
    return tuple(number for number, fact in enumerate(facts) if _key(fact) in keys)


def _misprinted(sheet: Sheet, kind: str, lot: random.Random, clean: Clean) -> Texts | None:
    cells = {(at, column): cell for at, row in enumerate(sheet.body) for column, cell in enumerate(row) if cell and cell.fact}
    if kind == "unit":
        words = Words(clean.layout)
        other = Words(replace(clean.layout, units={"": "yuan" if clean.layout.unit(sheet.table) == "wan" else "wan"}))
        line = sheet.unit_line.replace(words.unit(sheet.table), other.unit(sheet.table))
        return Texts(sheet, {}, line) if line != sheet.unit_line else None
    if kind == "rows":
        at, column = lot.choice(list(cells))
        below = next((place for place in cells if place[1] == column and place[0] > at), None)
        one, other = cells[at, column].text, cells[below].text if below else ""
        return Texts(sheet, {(at, column): other, below: one}) if below and one != other else None
    wanted = [place for place, cell in cells.items() if cell.fact.amount_fen and (kind != "total" or _is_total(cell.fact))]
    if not wanted:
        return None
    place = lot.choice(wanted)
    text = slipped(cells[place].text, "digit" if kind == "total" else kind, lot)
    return Texts(sheet, {place: text}) if text else None


def _is_total(fact) -> bool:
    return "total" in fact.line or fact.line in ("grand_total", "official_vehicles") or (fact.line.isdigit() and len(fact.line) < 7)


def _in_the_text(clean: Clean, kind: str, lot: random.Random, folder: Path) -> Iterator[Result]:
    found = _changed_text(clean, kind, lot)
    if found is None:
        return
    before, after, number, value = found
    again = _again(clean, Misprint(text=lambda text: after if text == before else text), folder)
    contradicted = number is None or partners_of(clean).contradicted(number, value)
    numbers = () if number is None else concerned(clean, (number,))
    at = next(index for index, (one, other) in enumerate(zip(before, after, strict=False)) if one != other)
    told = f"{before[max(0, at - 25) : at]}[{before[at : at + 6]} > {after[at : at + 6]}]"
    fault = Fault(clean.name, "narrative", kind, "print", told, contradicted, statements=numbers)
    same = len(again.statements) == len(clean.reading.statements)
    yield judged(fault, clean, again.findings, anything=kind == "year" or not same)


def _changed_text(clean: Clean, kind: str, lot: random.Random) -> tuple[str, str, int | None, str] | None:
    """A paragraph, what becomes of it, the number of the statement that is wrong then, and what it says."""
    story = Story(clean.figures, clean.layout)
    blocks = [block for section in story.sections("explanation") for block in section.blocks]
    paragraphs = [block for block in blocks if isinstance(block, Paragraph) and block.told and not block.heading]
    told = [(paragraph, one) for paragraph in paragraphs for one in paragraph.told]
    if len(told) != len(clean.reading.statements):
        return None  # what was printed and what was read cannot be told to be the same by counting
    if kind == "year":
        year = f"{clean.figures.fiscal_year}年"
        paragraph = lot.choice([paragraph for paragraph in paragraphs if year in paragraph.text] or [None])
        return (paragraph.text, paragraph.text.replace(year, f"{clean.figures.fiscal_year - 1}年", 1), None, "") if paragraph else None
    wanted = [number for number, (_, one) in enumerate(told) if (one.measure == "direction") == (kind == "direction")]
    number = lot.choice(wanted) if wanted else None
    return None if number is None else _slip_in(*told[number], number, kind, lot)


def _slip_in(paragraph: Paragraph, told: Told, number: int, kind: str, lot: random.Random) -> tuple[str, str, int, str] | None:
    text = paragraph.text
    if kind == "direction":
        word = text[told.start : told.start + 2]
        other = next((pair[1 - pair.index(word)] for pair in OPPOSITES if word in pair), "")
        value = {"up": "down", "down": "up"}.get(told.value, "")
        return (text, text[: told.start] + other + text[told.start + 2 :], number, value) if other and value else None
    found = _NUMBER.match(text, told.start)
    if not found or not any(digit in found[0] for digit in "123456789"):
        return None
    slip = slipped(found[0], kind, lot)
    return (text, text[: told.start] + slip + text[found.end() :], number, slip.replace(",", "")) if slip else None


def _in_a_form(clean: Clean, lot: random.Random, folder: Path) -> Iterator[Result]:
    forms = performance_sheets(clean.figures, clean.layout) if clean.layout.performance else []
    places = [(sheet, at, column) for sheet in forms for at, row in enumerate(sheet.body) for column in _points(row)]
    if not places:
        return
    sheet, at, column = lot.choice(places)
    before = sheet.body[at][column].text
    text = slipped(before, lot.choice(("digit", "swap")), lot)
    if text:
        again = _again(clean, Texts(sheet, {(at, column): text}).misprint(), folder)
        contradicted = broken(again) > broken(clean.reading)
        fault = Fault(clean.name, "score", "form", "print", f"{sheet.title} {at}/{column} {before} > {text}", contradicted)
        yield judged(fault, clean, again.findings, anything=True)


def _points(row: Row) -> list[int]:
    return [column for column, cell in enumerate(row) if cell and _POINTS.fullmatch(cell.text) and cell.text.strip("0.%")]
