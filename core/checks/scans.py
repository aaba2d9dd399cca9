"""Figures that text recognition read from a picture: they never turn anything green, and make no error by themselves."""

from collections.abc import Set
from dataclasses import replace

from core.checks.case import Case
from core.checks.catalogue import Check
from core.checks.outcome import Outcome
from core.model import Severity

WITHOUT_FIGURES = ("CP", "FM")  # series of completeness and form
MILD: dict[Severity, Severity] = {"critical": "warn", "error": "warn"}


def scanned_pages(case: Case) -> frozenset[int]:
    """The pages whose text was recognised, by the pages themselves or, without these, by the facts on them."""
    pages = {page.number for page in case.pages or () if page.ocr}
    return frozenset(pages | {fact.place.page for fact in case.ledger.facts if fact.source == "ocr" and fact.place.page})


def uncounted(check: Check, outcome: Outcome, case: Case, scans: Set[int]) -> Outcome:
    """The outcome; one that holds is not run where it rests on a scan, one that fails is a warning at most.

    A figure a person corrected is not scanned any more.  Completeness and form that hold are told as they are: they rest on no figure.
    """
    if outcome.state not in ("pass", "rounding", "fail") or not _rests_on_scan(outcome, case, scans):
        return outcome
    if outcome.state == "fail":
        severity = outcome.severity or check.severity
        return replace(outcome, severity=MILD.get(severity, severity))
    if check.id[:2] in WITHOUT_FIGURES and not (outcome.facts or outcome.statements):
        return outcome
    return replace(outcome, state="not_run", reason="scanned", note="", message="", details={})


def _rests_on_scan(outcome: Outcome, case: Case, scans: Set[int]) -> bool:
    ledger = case.ledger
    if any(ledger.facts[number].source == "ocr" for number in outcome.facts):
        return True
    told = [ledger.statements[number] for number in outcome.statements]
    if any(statement.place.page in scans and not statement.read_value for statement in told):
        return True
    if any(place.page in scans for place in outcome.places):
        return True
    if outcome.facts or outcome.statements or outcome.places:
        return False
    firsts = [sheet.table.first_page for key in outcome.where if (sheet := ledger.sheet(key))]
    return any(page in scans for page in firsts) if firsts else _all_scanned(case, scans)


def _all_scanned(case: Case, scans: Set[int]) -> bool:
    """Whether there is no text that was not recognised."""
    return all(page.number in scans for page in case.pages or () if page.lines)
