"""Checks of how things are printed: lists inside cells, broken numbers, widths of marks, decimals, names of other organisations."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from core.checks.case import Case, place_of
from core.checks.outcome import Outcome, UnavailableError
from core.checks.registry import Arguments, special
from core.checks.special_projects import grids
from core.checks.special_text import before_attachments, headings_count_up
from core.model import Place
from core.names import fold
from core.reading.page import Cell

MOST_SHOWN = 20
MOST_NAMED = 10


@special
def lists_count_up(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Headings of one level that leave out a number or have one twice, and lists inside cells of tables that do.

    `item`: how an item of a list begins, its group the number.  Silent on lists that do not begin at one and on those of fewer than three
    items: they may go on from another page, or be no list.
    """
    headings = list(headings_count_up(case, arguments))
    wrong = [outcome for outcome in headings if outcome.state == "fail"]
    item = re.compile(arguments["item"], re.MULTILINE)
    for page, grid in grids(case):
        for cell in grid.cells:
            before = _out_of_order(cell, item) if "\n" in cell.text else None
            if before is not None:
                details = {"text": before[1], "before": before[0]}
                wrong.append(Outcome("fail", message="found_item_number", details=details, places=(Place(page.number, cell.box),)))
    yield from wrong[:MOST_SHOWN] or headings


def _out_of_order(cell: Cell, item: re.Pattern) -> tuple[int, str] | None:
    """The number before the first item out of order, and that item's first words; None for a list in order, or none."""
    found = list(item.finditer(cell.text))
    if len(found) < 3 or int(found[0].group(1)) != 1:
        return None
    for before, after in pairwise(found):
        if int(after.group(1)) not in (1, int(before.group(1)) + 1):
            return int(before.group(1)), "".join(cell.text[after.start(1) : after.start(1) + 16].split())
    return None


@special
def numbers_are_whole(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Numbers broken between two lines, or parted from their unit by the end of a page: told once, since programs must join them first.

    `unit`: pattern of a unit at the beginning of a line; `page_number`: of a line that is only a page number.
    """
    lines = [each for each in case.body if not re.fullmatch(arguments["page_number"], each[0])]
    if not lines:
        raise UnavailableError("not_applicable", "no_instance")
    broken = []
    for (first, line, page), (second, _, other) in pairwise(lines):
        in_two = re.search(r"\d[.,]?$", first) and re.match(rf"[\d.,]+(?:{arguments['unit']})", second)
        parted = page is not other and re.search(r"\d$", first) and re.match(arguments["unit"], second)
        if in_two or parted:
            tail = re.search(r"[\d.,]+$", first)
            broken.append((f"{tail.group() if tail else ''}|{second[:8]}", place_of(line, page)))
    if broken:
        details = {"count": len(broken), "names": [text for text, _ in broken[:MOST_NAMED]]}
        yield Outcome("fail", message="found_broken_numbers", details=details, places=tuple(place for _, place in broken[:MOST_SHOWN]))
    else:
        yield Outcome("pass")


@special
def marks_are_of_one_width(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Half-width marks between words where the report else writes full-width ones, counted and told once.  Silent on reports of one kind.

    `half`, `full`: patterns of such marks in the text as printed.
    """
    half, full = re.compile(arguments["half"]), re.compile(arguments["full"])
    found = [(line, page, each) for _, line, page in before_attachments(case) for each in half.finditer(line.text)]
    others = sum(len(full.findall(line.text)) for _, line, _ in before_attachments(case))
    if not others:
        raise UnavailableError("not_applicable", "no_instance")
    if found:
        details = {"count": len(found), "others": others, "names": list(dict.fromkeys(each.group() for _, _, each in found))[:MOST_NAMED]}
        places = tuple(dict.fromkeys(place_of(line, page) for line, page, _ in found))[:MOST_SHOWN]
        yield Outcome("fail", message="found_half_width", details=details, places=places)
    else:
        yield Outcome("pass")


@special
def percentages_have_usual_decimals(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Percentages of the explanation with more than `most` decimals, or with others than most of them have; told once.

    Whole percentages do not count: nothing and all are often printed without decimals.
    """
    talk = case.talk
    told = [said for said in talk.said if said.statement.unit == "%" and talk.matches(arguments["section"], said.section)]
    decimals = Counter(len(said.statement.value.partition(".")[2]) for said in told)
    decimals.pop(0, None)
    if not decimals:
        raise UnavailableError("not_applicable", "no_instance")
    usual = max(decimals, key=lambda digits: (decimals[digits], digits))
    odd = [said for said in told if len(said.statement.value.partition(".")[2]) not in (0, usual)]
    odd += [said for said in told if usual > arguments["most"] and said not in odd]
    details = {"count": len(odd), "usual": usual, "names": list(dict.fromkeys(said.text for said in odd))[:MOST_NAMED]}
    numbers = tuple(said.number for said in odd[:MOST_SHOWN])
    yield Outcome("fail" if odd else "pass", message="found_percent_decimals" if odd else "", details=details, statements=numbers)


@special
def no_other_organisation_is_left(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """An organisation named as the one that reports, in a sentence of the explanation, that is not the report's: left of another's text.

    `pattern`: its group is the name.  A name that contains the other, or is short for it (its letters in the same order), is the same;
    so are units the report lists in its tables, forms or overview.  Not run where the unit of the report is not known.
    """
    own = fold(case.ledger.identity.unit_name)
    if not own:
        raise UnavailableError("not_run", "unit_unknown_name")
    lines = before_attachments(case)
    text = "".join(folded for folded, _, _ in lines)
    named = Counter(re.findall(arguments["pattern"], text))
    if not named:
        raise UnavailableError("not_applicable", "no_instance")
    overview = "".join(fold(line.text) for _, line, page in case.body if _in_overview(page.number, case))
    forms = "".join(fold(each.implementing_unit + each.department + each.project) for each in case.ledger.projects)
    others = {name: times for name, times in named.items() if not _same(name, own) and name not in overview and name not in forms}
    for name, times in others.items():
        places = tuple(place_of(line, page) for folded, line, page in lines if name in folded)[:MOST_SHOWN]
        details = {"text": name, "count": times, "unit": case.ledger.identity.unit_name}
        yield Outcome("fail", message="found_residue", details=details, places=places)
    if not others:
        yield Outcome("pass")


def _in_overview(page: int, case: Case) -> bool:
    return any(part.place.page <= page <= (part.last_page or part.place.page) for part in case.outline.of("overview") if part.place.page)


def _same(name: str, own: str) -> bool:
    """Whether one name contains the other, or the shorter one's letters stand in the longer one in their order."""
    short, long = sorted((name, own), key=len)
    letters = iter(long)
    return short in long or all(letter in letters for letter in short)
