"""Checks of wording and form: years, names, leftovers of a template, numbering, marks."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from core.checks.case import Case, place_of
from core.checks.outcome import Outcome, UnavailableError
from core.checks.registry import Arguments, special
from core.checks.special_titles import organisations
from core.model import Place
from core.names import fold
from core.narrative.lexicon import lexicon
from core.narrative.passages import Passage
from core.reading.page import Line, Page

MOST_SHOWN = 20  # so many places of one kind are shown; a fault repeated on every page is one fault


@special
def tables_have_units(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """A printed table without a unit of money beside it; silent on empty tables."""
    for sheet in case.ledger.sheets:
        if sheet.table.state != "filled":
            continue
        key, place = sheet.table.table, (Place(sheet.table.first_page),)
        if sheet.table.unit:
            yield Outcome("pass", where=(key,), places=place)
        else:
            yield Outcome("fail", message="found_no_unit", details={"table": key}, where=(key,), places=place)


@special
def headings_name_the_year(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """A heading of the report, a table's title, a contents line or the head of a form with another year than the report's.

    `pattern`: how a heading names the year reported on, the year as its group; `forms`: a line above a form of performance that is the
    year of the form, told as a warning, since forms of other years are attached too.  Not run where the year is not known.
    """
    year = case.ledger.identity.fiscal_year
    if year is None:
        raise UnavailableError("not_run", "year_unknown")
    pattern = re.compile(arguments["pattern"])
    titled = [(part.title, part.place) for part in case.outline.parts]
    titled += [(section.title, section.place) for part in case.outline.parts if part.kind != "attachments" for section in part.sections]
    titled += [(entry.text, entry.place) for entry in case.outline.contents]
    titled += [(sheet.table.title, Place(sheet.table.first_page)) for sheet in case.ledger.sheets if sheet.table.state == "filled"]
    named = [(found.group(1), title, place, None) for title, place in titled if (found := pattern.search(fold(title)))]
    named += [(found, title, place, "warn") for found, title, place in _years_of_forms(case, arguments["forms"])]
    if not named:
        raise UnavailableError("not_applicable", "no_instance")
    wrong = [
        Outcome(
            "fail", message="found_other_year", details={"text": title, "found": other, "year": year}, severity=severity, places=(place,)
        )
        for other, title, place, severity in named
        if int(other) != year
    ]
    yield from wrong or [Outcome("pass", places=tuple(place for _, _, place, _ in named)[:1])]


def _years_of_forms(case: Case, pattern: str) -> Iterator[tuple[str, str, Place]]:
    """The lines above forms of performance, on their pages, that are nothing but a year."""
    tops = [(project.place.page, project.place.box.top) for project in case.ledger.projects if project.place.box]
    pages = {page for page, _ in tops}
    for folded, line, page in case.lines if tops else ():
        found = re.match(pattern, folded) if page.number in pages else None
        if found and any(line.box.top < top for number, top in tops if number == page.number):
            yield found.group(1), line.text, place_of(line, page)


@special
def text_speaks_of_the_year(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """The year of the cover against the year the explanation names most as its own, and single sentences that speak of the year before.

    `pattern`: how a text names a year; `own`: how a sentence names that of its figures (`longest`: as much of it is shown).  A sentence of
    the year before is a warning: it may look back.  Not run where the year is not known.
    """
    year = case.ledger.identity.fiscal_year
    if year is None:
        raise UnavailableError("not_run", "year_unknown")
    counted = Counter(re.findall(arguments["pattern"], case.text))
    if sum(counted.values()) < arguments["fewest"]:
        raise UnavailableError("not_applicable", "no_instance")
    most = counted.most_common(1)[0][0]
    if counted[str(year)] < counted[most]:
        yield Outcome("fail", message="found_year_of_text", details={"year": year, "found": most, "count": counted[most]})
        return
    stale = list(_stale(case, arguments, year))[:MOST_SHOWN]
    for text, place in stale:
        details = {"year": year, "found": year - 1, "text": text}
        yield Outcome("fail", message="found_stale_year", details=details, severity="warn", places=(place,))
    if not stale:
        yield Outcome("pass")


def _stale(case: Case, arguments: Arguments, year: int) -> Iterator[tuple[str, Place]]:
    """The words in which the explanation gives its figures for the year before, and where they begin."""
    own = re.compile(arguments["own"])
    for passage in case.explanation:
        for found in own.finditer(passage.folded):
            if int(found.group(1)) == year - 1:
                start = found.start(1)
                yield passage.folded[start : start + arguments["longest"]], _place_in(passage, start)


def _place_in(passage: Passage, at: int) -> Place:
    """The line of a paragraph that holds a character of it."""
    for line in passage.lines:
        if at < len(line.folded):
            return Place(line.page, line.line.box)
        at -= len(line.folded)
    return Place(passage.page)


@special
def tables_name_the_unit(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Organisations beside the tables that are not the one of the cover; a name that contains the other is the same.

    Not run where the cover names none.
    """
    name = fold(case.ledger.identity.unit_name)
    if not name:
        raise UnavailableError("not_run", "unit_unknown_name")
    core = re.sub(r"\(.*?\)", "", name)
    found = organisations(case, arguments["longest"])
    if not found:
        raise UnavailableError("not_applicable", "no_instance")
    others = {other: place for other, place in found.items() if not _same_unit(core, re.sub(r"\(.*?\)", "", other))}
    for other, place in others.items():
        details = {"text": other, "unit": case.ledger.identity.unit_name}
        yield Outcome("fail", message="found_other_organisation", details=details, places=(place,))
    if not others:
        yield Outcome("pass", places=tuple(found.values())[:1])


@special
def no_template_is_left(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Placeholders and words of the template.  Those of `grave` are an error in a heading; the others are told as they are.

    Only the words before the attachments count, since score sheets explain their own placeholders.
    """
    titles = {fold(part.title) for part in case.outline.parts} | {fold(each.title) for part in case.outline.parts for each in part.sections}
    wrong, lines = [], before_attachments(case)
    for name, pattern in arguments["patterns"].items():
        for found, line, page in _matches(pattern, lines):
            severity = "error" if name in arguments["grave"] and found.string in titles else None
            details = {"text": found.group()}
            wrong.append(Outcome("fail", message="found_leftover", details=details, severity=severity, places=(place_of(line, page),)))
    yield from wrong[:MOST_SHOWN] or [Outcome("pass")]


@special
def words_are_not_wrong(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Places in the running text that match one of `patterns`; `message` says what is wrong with them."""
    wrong = []
    for pattern in arguments["patterns"]:
        for found, line, page in _matches(pattern, case.body):
            wrong.append(Outcome("fail", message=arguments["message"], details={"text": found.group()}, places=(place_of(line, page),)))
    yield from wrong[:MOST_SHOWN] or [Outcome("pass")]


@special
def items_are_parted(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Two names of economic items that follow each other in a list without a mark between."""
    names = sorted(
        {fold(name) for code, name in case.definitions.economic.items() if len(code) == 5 and len(name) >= 2}, key=len, reverse=True
    )
    ending = [name for name in names if name.endswith(arguments["ending"])]
    pattern = re.compile("(?:" + "|".join(map(re.escape, ending)) + "){2}")
    wrong, known = [], set(names)
    for folded, line, page in case.body:
        for found in pattern.finditer(folded):
            if found.group() not in known:
                details = {"text": found.group()}
                wrong.append(Outcome("fail", message="found_mark_missing", details=details, places=(place_of(line, page),)))
    yield from wrong[:MOST_SHOWN] or [Outcome("pass")]


@special
def headings_count_up(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Headings of one level that leave out a number or have one twice; a level begins again at one under each higher heading."""
    ordinals = lexicon(case.definitions).section("outline.ordinal")
    patterns = list(ordinals.values())
    wrong = []
    for part in (part for part in case.outline.parts if part.kind not in arguments["but"]):
        last: dict[int, int] = defaultdict(int)
        for section in part.sections:
            if section.level > arguments["deepest"]:
                continue
            found = patterns[section.level].match(fold(section.title)) if 0 < section.level < len(patterns) else None
            number = _number(found.group(), arguments["numerals"]) if found else None
            for lower in [level for level in last if level > section.level]:
                del last[lower]
            if number is None:
                continue
            if number not in (1, last[section.level] + 1) and last[section.level]:
                details = {"text": section.title, "before": last[section.level]}
                wrong.append(Outcome("fail", message="found_heading_number", details=details, places=(section.place,)))
            last[section.level] = number
    yield from wrong[:MOST_SHOWN] or [Outcome("pass")]


def before_attachments(case: Case) -> list[tuple[str, Line, Page]]:
    """The lines of the report itself: annexes bring words of others' forms."""
    first = min((part.place.page for part in case.outline.of("attachments") if part.place.page), default=None)
    return [each for each in case.body if first is None or each[2].number < first]


def _matches(pattern: str, lines: Sequence[tuple[str, Line, Page]]) -> Iterator[tuple[re.Match[str], Line, Page]]:
    """Every line a pattern is found in, with the match.  One search through all of them tells that there is none, as there mostly is."""
    if re.search(pattern, "\n".join([folded for folded, _, _ in lines]), re.MULTILINE):
        for folded, line, page in lines:
            found = re.search(pattern, folded)
            if found:
                yield found, line, page


def _same_unit(one: str, other: str) -> bool:
    return one in other or other in one


def _number(text: str, numerals: str) -> int | None:
    """A small ordinal in Chinese or Arabic digits; None for any other."""
    digits = re.sub(r"\D", "", text)
    if digits:
        return int(digits)
    found = [numerals.index(character) + 1 for character in text if character in numerals]
    if not found or len(found) > 3:
        return None
    if len(found) == 1:
        return found[0]
    ten = len(numerals)
    tens, _, ones = (found[0], 0, found[-1]) if found[0] != ten else (1, 0, found[-1])
    if found[-1] == ten:
        return tens * ten
    return tens * ten + ones if ten in found else None
