"""Figures recognised on scans never turn anything green, and make no error by themselves."""

from dataclasses import replace

import pytest

from core.checks.run import check_report
from core.checks.verdict import verdict
from core.definitions import load
from core.model import Reading
from core.reading import read_pages
from tests.conftest import ROOT, reading_of

SAMPLE = ROOT / "data" / "samples" / "central_form" / "report.pdf"


def from_scan(reading: Reading, keys: set[str], change: int = 0) -> Reading:
    """The reading with the figures of these tables as if recognised; the first changed by so many fen."""
    tables = []
    for table in reading.tables:
        if table.table in keys:
            facts = [replace(fact, source="ocr") for fact in table.facts]
            facts[0] = replace(facts[0], amount_fen=facts[0].amount_fen + change)
            table = replace(table, facts=tuple(facts))
        tables.append(table)
    return replace(reading, tables=tuple(tables))


def about(findings, reading: Reading, key: str) -> list:
    facts = [fact for table in reading.tables for fact in table.facts]
    return [each for each in findings if any(facts[number].table == key for number in each.facts)]


def test_what_agrees_on_a_scan_is_not_run():
    reading = from_scan(reading_of(SAMPLE), {"expenditure"})
    findings = about(check_report(reading, load()), reading, "expenditure")
    assert {each.state for each in findings} == {"not_run"}
    assert {each.reason for each in findings} == {"scanned"}
    assert all(each.left and each.right for each in findings if each.check.startswith("IT"))


def test_other_tables_are_checked_all_the_same():
    reading = from_scan(reading_of(SAMPLE), {"expenditure"})
    assert "pass" in {each.state for each in about(check_report(reading, load()), reading, "revenue") if each.check.startswith("IT")}


def test_a_report_that_rests_on_a_scan_is_not_green():
    reading = reading_of(SAMPLE)
    assert verdict(reading.findings).green
    assert not verdict(check_report(from_scan(reading, {"three_public"}), load(), read_pages(SAMPLE))).green


def test_what_differs_on_a_scan_is_a_warning():
    reading = from_scan(reading_of(SAMPLE), {"expenditure"}, change=1234500)
    failed = [each for each in about(check_report(reading, load()), reading, "expenditure") if each.state == "fail"]
    assert failed
    assert {each.severity for each in failed} <= {"warn", "info"}


@pytest.mark.parametrize("page", ["all", "none"])
def test_what_is_told_on_a_scan_counts_no_more_than_its_figures(page):
    """Statements have no source of their own: the pages tell."""
    pages = [replace(each, ocr=page == "all") for each in read_pages(SAMPLE)]
    findings = check_report(reading_of(SAMPLE), load(), pages)
    told = {each.state for each in findings if each.statements and each.state != "not_applicable"}
    assert ("pass" in told) == (page == "none")


def test_a_figure_a_person_corrected_counts():
    reading = from_scan(reading_of(SAMPLE), {"expenditure"})
    tables = tuple(replace(table, facts=tuple(replace(fact, source="corrected") for fact in table.facts)) for table in reading.tables)
    corrected = replace(reading, tables=tables)
    assert "pass" in {each.state for each in about(check_report(corrected, load()), corrected, "expenditure")}


def test_a_wholly_scanned_report_has_no_error_and_no_figure_that_holds():
    """Completeness and form are told as they are; even a table that its scanned contents name and nobody found is a warning."""
    reading = reading_of(SAMPLE)
    scanned = from_scan(reading, {table.table for table in reading.tables if table.facts})
    gone = replace(scanned, tables=tuple(replace(t, facts=(), state="missing") if t.table == "three_public" else t for t in scanned.tables))
    findings = check_report(gone, load(), [replace(each, ocr=True) for each in read_pages(SAMPLE)])
    assert {each.check[:2] for each in findings if each.state in ("pass", "rounding")} == {"CP", "FM"}
    missing = [each for each in findings if each.state == "fail" and each.check == "CP-01"]
    assert missing
    assert not [each for each in findings if each.state == "fail" and each.severity in ("error", "critical")]


def test_what_is_told_against_a_scanned_form_is_a_warning():
    """The sentence has text of its own; the score it differs from was recognised."""
    reading = reading_of(SAMPLE)
    told = next(each for each in reading.statements if each.measure == "score")
    wrong = tuple(replace(each, value="12.34") if each is told else each for each in reading.statements)
    pages = read_pages(SAMPLE)
    form = reading.projects[0].place.page
    assert told.place.page != form
    found = {}
    for ocr in (False, True):
        shown = [replace(page, ocr=ocr and page.number == form) for page in pages]
        findings = check_report(replace(reading, statements=wrong), load(), shown)
        found[ocr] = [each for each in findings if each.state == "fail" and told.sentence and any(p.page == form for p in each.places)]
    assert {each.severity for each in found[False]} & {"error", "critical"}
    assert found[True]
    assert {each.severity for each in found[True]} <= {"warn", "info"}
