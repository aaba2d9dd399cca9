"""Faults in the explanation of a report: a figure, its unit, a word of more or less, a year left from the year before.

The fault is put into the lines of the page as read, and the explanation understood again from them.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from benchmarks.seeded.clean import Clean, findings_of
from benchmarks.seeded.fault import Fault, Result, judged
from benchmarks.seeded.partners import AMOUNTS, Partners
from benchmarks.seeded.slips import slipped
from core.model import Box, Reading
from core.names import fold
from core.narrative.prose import Prose
from core.narrative.understand import understand_narrative
from core.reading import Line, Page

KINDS = ("digit", "swap", "direction", "unit", "year")
OPPOSITES = (("增加", "减少"), ("增长", "下降"), ("提高", "降低"), ("上升", "下降"), ("大于", "小于"), ("高于", "低于"))
UNITS = ("万元", "元")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True)
class Spot:
    """Where a word or figure stands: its page, its line there, from and to which character."""

    page: int
    line: int
    start: int
    end: int


@dataclass(frozen=True)
class Change:
    """A spot with another text.  `statements`: whose it is; `value`: what it then says; `unit`: where only the unit is another."""

    spot: Spot
    text: str
    statements: tuple[int, ...]
    value: str = ""
    unit: str = ""


@cache
def partners_of(clean: Clean) -> Partners:
    """What binds the statements of a report, worked out once."""
    return Partners(clean.reading.statements, clean.facts, dict(clean.definitions.money))


def narrative_faults(clean: Clean, count: int, lot: random.Random) -> Iterator[Result]:
    """So many faults of each kind, as far as the report has room for them, and what the checks say of them."""
    for kind in KINDS if clean.reading.statements else ():
        for _ in range(count):
            change = change_of(clean, kind, lot)
            if change:
                pages = with_change(clean.pages, change)
                yield judged_change(clean, kind, "memory", change, understood(clean, pages), pages)


def judged_change(clean: Clean, kind: str, way: str, change: Change, reading: Reading, pages: Sequence[Page]) -> Result:
    """What the checks say of a reading with the fault."""
    line = clean.pages[change.spot.page].lines[change.spot.line].text
    told = f"{line[: change.spot.start]}[{line[change.spot.start : change.spot.end]} > {change.text}]{line[change.spot.end :]}"
    number = change.statements[0] if change.statements else None
    contradicted = number is None or partners_of(clean).contradicted(number, change.value, change.unit)
    numbers = concerned(clean, change.statements)
    fault = Fault(clean.name, "narrative", kind, way, told, contradicted, statements=numbers)
    same = len(reading.statements) == len(clean.reading.statements)
    return judged(fault, clean, findings_of(reading, pages, clean.definitions), anything=kind == "year" or not same)


def concerned(clean: Clean, numbers: tuple[int, ...]) -> tuple[int, ...]:
    """The statements, and the change that a word of more or less stands before: a finding names the figure, not the word."""
    said = clean.reading.statements
    after = [number + 1 for number in numbers if said[number].measure == "direction" and number + 1 < len(said)]
    return (*numbers, *(each for each in after if said[each].measure in ("delta", "percent_change")))


def understood(clean: Clean, pages: Sequence[Page]) -> Reading:
    """The reading with the explanation of other pages."""
    tables = clean.reading.tables
    return replace(clean.reading, statements=understand_narrative(Prose(pages, clean.definitions), tables, clean.definitions))


def change_of(clean: Clean, kind: str, lot: random.Random) -> Change | None:
    """One fault of a kind, None where the lot falls on what cannot have it."""
    if kind == "year":
        return _stale_year(clean, lot)
    statements = clean.reading.statements
    chosen = [number for number, each in enumerate(statements) if _can_have(kind, each.measure, each.value, each.unit)]
    if not chosen:
        return None
    number = lot.choice(chosen)
    spot = spot_of(clean, number)
    if spot is None:
        return None
    line = clean.pages[spot.page].lines[spot.line].text
    printed = line[spot.start : spot.end]
    if kind == "direction":
        other = _opposite(printed)
        value = {"up": "down", "down": "up"}[statements[number].value]
        return Change(spot, other, (number,), value) if other else None
    if kind == "unit":
        behind = Spot(spot.page, spot.line, spot.end, spot.end + len(UNITS[0]))
        return Change(behind, UNITS[1], (number,), unit=UNITS[1]) if line[spot.end :].startswith(UNITS[0]) else None
    text = slipped(printed, kind, lot)
    return Change(spot, text, (number,), text.replace(",", "")) if text else None


def _can_have(kind: str, measure: str, value: str, unit: str) -> bool:
    if kind == "direction":
        return measure == "direction" and value in ("up", "down")
    if kind == "unit":
        return measure in AMOUNTS and unit == UNITS[0] and any(digit in value for digit in "123456789")
    return measure != "direction" and any(digit in value for digit in "123456789")


def _opposite(word: str) -> str | None:
    return next((pair[1 - pair.index(word)] for pair in OPPOSITES if word in pair), None)


def spot_of(clean: Clean, number: int) -> Spot | None:
    """Where the figure or the word of a statement stands; None where it is cut by the end of a line."""
    statement = clean.reading.statements[number]
    box, page = statement.place.box, (statement.place.page or 0) - 1
    if box is None or page < 0:
        return None
    for index, line in enumerate(clean.pages[page].lines):
        if _overlap(line.box, box):
            found = _in_line(line, box, statement.value, statement.measure)
            if found:
                return Spot(page, index, *found)
    return None


def _overlap(one: Box, other: Box) -> bool:
    middle = (other.top + other.bottom) / 2
    return one.top <= middle <= one.bottom and one.x0 <= other.x1 and other.x0 <= one.x1


def _in_line(line: Line, box: Box, value: str, measure: str) -> tuple[int, int] | None:
    if measure == "direction":
        words = [word for pair in OPPOSITES for word in pair]
        found = [(at, at + 2) for at in range(len(line.text)) if line.text[at : at + 2] in words]
    else:
        found = [each.span() for each in _NUMBER.finditer(line.text) if each.group().replace(",", "") == value]
    near = min(found, key=lambda span: abs(_x_of(line, span[0]) - box.x0), default=None)
    return near if near and abs(_x_of(line, near[0]) - box.x0) < line.size else None


def _x_of(line: Line, at: int) -> float:
    """About where a character begins: one that is not ASCII is as wide as two that are."""
    widths = [1 if ord(character) < 128 else 2 for character in line.text]
    return line.box.x0 + (line.box.x1 - line.box.x0) * sum(widths[:at]) / sum(widths)


def _stale_year(clean: Clean, lot: random.Random) -> Change | None:
    """The report's year in a line of the explanation, told as the year before."""
    year = clean.figures.fiscal_year
    told = {fold(statement.sentence) for statement in clean.reading.statements}
    lines = {id(body.line): fold(body.line.text) for body in Prose(clean.pages, clean.definitions).lines}
    spots = [
        Spot(page, index, found.start(), found.end() - 1)
        for page, read in enumerate(clean.pages)
        for index, line in enumerate(read.lines)
        for found in re.finditer(f"{year}年", line.text)
        if any(lines.get(id(line), "-")[-12:] in sentence or lines.get(id(line), "-")[:12] in sentence for sentence in told)
    ]
    return Change(lot.choice(spots), str(year - 1), ()) if spots else None


def with_change(pages: Sequence[Page], change: Change) -> list[Page]:
    """The pages with the change in its line."""
    spot, found = change.spot, list(pages)
    lines = list(found[spot.page].lines)
    line = lines[spot.line]
    text = line.text[: spot.start] + change.text + line.text[spot.end :]
    old, words = line.text[spot.start : spot.end], list(line.words)
    before = line.text[: spot.start].count(old)
    for index, word in enumerate(words):
        if before < word.text.count(old):
            parts = word.text.split(old)
            joined = old.join(parts[: before + 1]) + change.text + old.join(parts[before + 1 :])
            words[index] = replace(word, text=joined)
            break
        before -= word.text.count(old)
    lines[spot.line] = replace(line, text=text, words=tuple(words))
    found[spot.page] = replace(found[spot.page], lines=tuple(lines))
    return found
