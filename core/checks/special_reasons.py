"""Checks of what the text must tell beside its figures: reasons, terms, the units it covers."""

import re
from collections.abc import Iterator

from core.checks.case import Case, place_of
from core.checks.outcome import Outcome, UnavailableError
from core.checks.registry import Arguments, special
from core.checks.talk import Said, need_statements
from core.names import fold

WHOLE = 100
FURTHEST = 220  # characters after a figure in which its reason is looked for


@special
def differences_have_reasons(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Items whose completion of the budget is not all of it, without a reason in the words after it.

    Differences below one percent, and reasons that say there is none (`none`), are only told.  Told once where no item of the report has a
    reason: they may stand together elsewhere.  `section`, `basis`: patterns; `reason`: of words that give one; `digits` of the item's code.
    """
    need_statements(case.talk)
    items = [said for said in _items(case, arguments) if said.value.at != WHOLE]
    if not items:
        raise UnavailableError("not_applicable", "no_instance")
    told = [(said, _reason(said, case, arguments)) for said in items]
    without = [said for said, reason in told if reason is None]
    if len(without) == len(items) > 1:
        details = {"count": len(items)}
        numbers = tuple(said.number for said in without)
        yield Outcome("fail", message="found_no_reasons", details=details, severity="info", statements=numbers)
        return
    for said, reason in told:
        missing = reason is None or re.fullmatch(arguments["none"], reason) is not None
        small = abs(said.value.at - WHOLE) < 1
        details = {"subject": said.statement.subject, "text": said.text, "reason": reason or "-"}
        message = ("found_reason_none" if reason else "found_no_reason_told") if missing else ""
        severity = "info" if small or reason else None
        yield Outcome("fail" if missing else "pass", message=message, details=details, severity=severity, statements=(said.number,))


def _items(case: Case, arguments: Arguments) -> Iterator[Said]:
    for said in case.talk.where("completion_percent", arguments["section"]):
        budget = case.talk.matches(arguments["basis"], fold(said.statement.basis))
        if budget and len(said.statement.line_code) == arguments["digits"] and said.value is not None:
            yield said


def _reason(said: Said, case: Case, arguments: Arguments) -> str | None:
    """The reason as told, "" where it was found but not read; None where the words after the figure give none."""
    if said.statement.reason:
        return fold(said.statement.reason)
    sentence = fold(said.statement.sentence)
    at = case.text.find(sentence)
    if at < 0:
        return ""
    after = case.text[at : at + len(sentence) + FURTHEST]
    following = re.search(arguments["next"], after[len(sentence) :])
    after = after[: len(sentence) + following.start()] if following else after
    return "" if re.search(arguments["reason"], after) else None


@special
def items_are_explained(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Items of `table` that the glossary does not explain, told once.

    Not applicable without a glossary, or with one that explains less than half of them: it is not made by items.
    """
    sheet = case.ledger.sheet(arguments["table"])
    if sheet is None or sheet.availability or not sheet.table.facts:
        raise UnavailableError("not_run", (sheet and sheet.availability) or "table_not_found", table=arguments["table"])
    parts = case.outline.of("glossary")
    if not parts:
        raise UnavailableError("not_applicable", "no_glossary")
    pages = {number for part in parts for number in range(part.place.page or 0, (part.last_page or part.place.page or 0) + 1)}
    text = "".join(folded for folded, _, page in case.body if page.number in pages)
    items = {line.code: re.sub(arguments["ordinal"], "", fold(line.name)) for line in sheet.tree("") if len(line.code) == 7}
    missing = {code: name for code, name in items.items() if name not in text and code not in text}
    if not items or 2 * len(missing) > len(items):
        raise UnavailableError("not_applicable", "no_instance")
    facts = tuple(number for code in missing for number in case.ledger.facts_at(arguments["table"], "", "", code, arguments["column"]))
    details = {"count": len(missing), "names": [f"{name}({code})" for code, name in missing.items()][:12]}
    yield Outcome("fail" if missing else "pass", message="found_not_explained" if missing else "", details=details, facts=facts)


@special
def units_are_as_many_as_told(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """The number of units a report says it covers against the numbered list after it, up to the next heading.

    `pattern`: its group is the number; `heading`: of the next heading.  Silent where the list has no numbers.
    """
    lines, told, at = case.lines, None, 0
    for at, (folded, _, _) in enumerate(lines):
        joined = folded + (lines[at + 1][0] if at + 1 < len(lines) else "")
        told = re.search(arguments["pattern"], joined)
        if told:
            break
    if told is None:
        raise UnavailableError("not_applicable", "no_instance")
    listed = 0
    for folded, _, _ in lines[at + 1 :]:
        if re.match(arguments["heading"], folded):
            break
        for found in re.finditer(arguments["item"], folded):
            listed += int(found[found.lastindex]) == listed + 1
    if not listed:
        raise UnavailableError("not_applicable", "no_instance")
    wrong = listed != int(told.group(1))
    details = {"count": told.group(1), "found": listed}
    place = place_of(lines[at][1], lines[at][2])
    yield Outcome("fail" if wrong else "pass", message="found_units_listed" if wrong else "", details=details, places=(place,))
