"""Checks of what a report should hold: its tables, contents, sections, and what it must say of some of them."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from core.checks.case import Case
from core.checks.outcome import Outcome, UnavailableError
from core.checks.registry import Arguments, special
from core.ledger import Sheet
from core.model import Place
from core.names import fold
from core.narrative.lexicon import lexicon
from core.narrative.outline import Entry
from core.tables import heads

_MARKS = re.compile(r"[^\w]")
ALIKE = 0.55  # so alike are two headings that are probably meant to be the same


@special
def tables_are_all_there(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Each table the report should print.  One its own contents names and it does not print weighs more than one nobody names.

    Not run where the report prints none of them (they may be in an annex) and where it was not read.
    """
    required = [sheet for sheet in case.ledger.sheets if sheet.definition.required or sheet.table.first_page]
    if not required:
        raise UnavailableError("not_run", "no_tables")
    for sheet in required:
        key, state = sheet.table.table, sheet.table.state
        if state == "listed_only":
            raise UnavailableError("not_run", "table_listed_only", table=key)
        if state != "missing":
            yield Outcome("pass", where=(key,), places=(Place(sheet.table.first_page),))
        elif sheet.table.first_page:
            place = Place(sheet.table.first_page)
            yield Outcome("fail", message="found_promised_table_missing", details={"table": key}, where=(key,), places=(place,))
        else:
            yield Outcome("fail", message="found_table_missing", details={"table": key}, where=(key,), severity="warn")


@special
def contents_name_the_tables(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Tables the contents name and the report does not print, or prints under another title.

    Silent on contents that name no tables, and where the report prints none.
    """
    entries = {}
    for entry in case.outline.contents:
        key = heads.match_title(entry.text, case.definitions)
        if key:
            entries.setdefault(key, entry)
    printed = {sheet.table.table: sheet for sheet in case.ledger.sheets if sheet.table.state in ("filled", "empty")}
    if not printed:
        raise UnavailableError("not_run", "no_tables")
    if len(entries) < arguments["fewest"]:
        raise UnavailableError("not_applicable", "no_tables_in_contents")
    for key, entry in entries.items():
        yield _promised(key, entry, printed.get(key), case)
    whole = "".join(fold(entry.text) for entry in case.outline.contents)
    for key in sorted(printed.keys() - entries.keys()):
        if any(name in whole for name in printed[key].definition.names) or fold(printed[key].table.title) in whole:
            continue
        place = Place(printed[key].table.first_page)
        yield Outcome("fail", message="found_table_not_in_contents", details={"table": key}, where=(key,), places=(place,))


@special
def contents_name_the_sections(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Contents lines, other than tables, that no heading of the report repeats; ordinals, blanks and marks do not count."""
    parts = [part for part in case.outline.parts if part.kind != "contents"]
    headings = {_bare(part.title, case) for part in parts} | {_bare(each.title, case) for part in parts for each in part.sections}
    entries = [entry for entry in case.outline.contents if not heads.match_title(entry.text, case.definitions)]
    if not entries:
        raise UnavailableError("not_applicable", "no_contents")
    wrong = []
    text = _MARKS.sub("", case.text)
    lines: set[str] = set()
    for entry in entries:
        bare = _bare(entry.text, case)
        if not bare or bare in headings or bare in text:
            continue
        lines = lines or {_MARKS.sub("", folded) for folded, _, _ in case.body}
        if any(bare in line for line in lines):
            continue
        nearest = max(headings, key=lambda heading: SequenceMatcher(None, heading, bare).ratio(), default="")
        alike = SequenceMatcher(None, nearest, bare).ratio() >= ALIKE
        details = {"text": entry.text, "other": nearest}
        wrong.append(
            Outcome("fail", message="found_other_heading" if alike else "found_no_heading", details=details, places=(entry.place,))
        )
    yield from wrong or [Outcome("pass")]


@special
def sections_are_there(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Something every report must speak of, and no heading or sentence of it names.  `sections`: name → an expression of its words."""
    for name, pattern in arguments["sections"].items():
        found = re.search(pattern, case.text)
        yield Outcome("pass") if found else Outcome("fail", message="found_no_section", details={"text": name})


@special
def empty_tables_are_explained(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """An empty table without a plain word, near it or in the text, that there is nothing of the kind.  A conditional note is none."""
    patterns = case.definitions.patterns
    for sheet in case.ledger.sheets:
        if sheet.table.state != "empty":
            continue
        key, note = sheet.table.table, fold(sheet.table.note)
        plain = patterns["no_data"].search(note) and not patterns["conditional"].search(note)
        said = key in arguments["words"] and re.search(arguments["said"].replace("WORD", arguments["words"][key]), case.text)
        place = (Place(sheet.table.first_page),)
        if plain or said:
            yield Outcome("pass", where=(key,), places=place)
        else:
            yield Outcome("fail", message="found_unexplained_empty", details={"table": key}, where=(key,), places=place)


@special
def tables_are_numbered_in_order(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Printed numbers of tables that stand twice or go down; silent on reports that print none."""
    numbered = []
    for sheet in case.ledger.sheets:
        digits = re.search(r"\d+(?:-\d+)?", sheet.table.printed_number)
        if digits and sheet.table.state in ("filled", "empty"):
            numbered.append((tuple(map(int, digits.group().split("-"))), sheet))
    if len(numbered) < 2:
        raise UnavailableError("not_applicable", "no_instance")
    wrong, before = [], numbered[0]
    for number, sheet in numbered[1:]:
        if number <= before[0]:
            details = {"table": sheet.table.table, "number": sheet.table.printed_number, "before": before[1].table.printed_number}
            place = Place(sheet.table.first_page)
            wrong.append(Outcome("fail", message="found_table_number", details=details, where=(sheet.table.table,), places=(place,)))
        before = (number, sheet)
    yield from wrong or [Outcome("pass", where=tuple(sheet.table.table for _, sheet in numbered))]


@special
def publication_date_is_given(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """No day of publication: none at all, or only the month."""
    found = case.ledger.identity.published_on
    place = tuple(each.place for each in case.ledger.identity.evidence if each.field == "published_on")
    if len(found) == len("2024-08-20"):
        yield Outcome("pass", places=place)
    else:
        yield Outcome("fail", message="found_only_month" if found else "found_no_date", details={"text": found}, places=place)


@special
def core_checks_ran(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Core checks that should have run and did not: while there are any, a report cannot be called consistent."""
    if not case.ran:
        raise UnavailableError("not_run", "no_tables")
    missing = [check for check, ran in case.ran.items() if not ran]
    if missing:
        yield Outcome("fail", message="found_not_all_ran", details={"count": len(missing), "text": missing})
    else:
        yield Outcome("pass")


@special
def tables_name_one_organisation(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Organisations named beside the tables that are not the same; a name that contains the other is the same."""
    found = organisations(case, arguments.get("longest", 40))
    if not found:
        raise UnavailableError("not_applicable", "no_instance")
    shortest = min(found, key=len)
    others = [name for name in found if shortest not in name]
    if others:
        names = [shortest, *others]
        yield Outcome("fail", message="found_several_organisations", details={"names": names}, places=tuple(found[name] for name in names))
    else:
        yield Outcome("pass", places=tuple(found.values())[:1])


def organisations(case: Case, longest: int) -> dict[str, Place]:
    """The organisations named beside tables whose names are no longer than this; a unit of money is none."""
    money = case.definitions.money
    return {name: place for name, place in case.organisations.items() if 2 < len(name) <= longest and name.strip("()") not in money}


def _promised(key: str, entry: Entry, sheet: Sheet | None, case: Case) -> Outcome:
    if sheet is None:
        return Outcome("fail", message="found_promised_table_missing", details={"table": key}, where=(key,), places=(entry.place,))
    promised, printed = (_title(text, case) for text in (entry.text, sheet.table.title))
    if promised in printed or printed in promised:
        return Outcome("pass", where=(key,), places=(entry.place,))
    details = {"text": entry.text, "other": sheet.table.title}
    return Outcome("fail", message="found_other_title", details=details, where=(key,), places=(entry.place, Place(sheet.table.first_page)))


def _title(text: str, case: Case) -> str:
    """A table's title from its known name on."""
    folded = fold(heads.bare_title(text, case.definitions))
    at = next((folded.find(name) for name, _ in case.definitions.titles if name in folded), 0)
    return re.sub(r"\(.*?\)$", "", folded[at:])


def _bare(text: str, case: Case) -> str:
    """A heading without ordinal, marks and blanks."""
    folded = fold(text)
    folded = lexicon(case.definitions)["outline.ordinal.chapter"].sub("", folded, count=1)
    folded = folded.replace(fold(case.ledger.identity.unit_name) or "\n", "")
    return re.sub(r"[^\w]", "", case.definitions.patterns["ordinal"].sub("", folded))
