"""Whole reports: the samples agree with themselves, and so do the reports of the corpus but for what is printed there."""

import csv
from functools import cache
from pathlib import Path

from core.checks.catalogue import catalogue
from core.checks.run import check_report
from core.definitions import load
from core.reading import open_report
from tests.conftest import reading_of
from tests.reading.drawing import pdf, words

GRAVE = ("error", "critical")
# Every error-level failure of the corpus, looked at on the page: report, check, pages, both values and what is printed there.
PRINTED_SO = Path(__file__).with_name("printed_so.csv")


@cache
def findings_of(path: Path):
    with open_report(path) as file:
        pages = [file.read_page(number) for number in range(1, file.page_count + 1)]
    return check_report(reading_of(path), load(), pages)


def grave(path: Path) -> list[str]:
    return [f"{each.check}: {each.message}" for each in findings_of(path) if each.state == "fail" and each.severity in GRAVE]


def truths(corpus: Path) -> dict[str, list[dict[str, str]]]:
    found = {}
    for path in sorted((corpus / "truth").glob("*/findings.csv")):
        with path.open(newline="", encoding="utf-8-sig") as file:
            found[path.parent.name] = list(csv.DictReader(file))
    return found


def test_a_sample_has_no_error(sample):
    assert grave(sample / "report.pdf") == []


def test_every_check_has_a_row(sample):
    assert {each.check for each in findings_of(sample / "report.pdf")} == {check.id for check in catalogue()}


def test_a_file_of_unknown_kind_misses_nothing_yet(tmp_path):
    path = tmp_path / "notice.pdf"
    path.write_bytes(pdf(lambda canvas: words(canvas, 100, 700, "会议通知：请各单位按时参加")))
    found = findings_of(path)
    assert [each.check for each in found if each.state == "fail"] == ["CP-16"]  # which says that it was not checked
    assert {each.reason for each in found if each.check == "CP-04"} == {"kind_unknown"}


def test_every_core_check_of_a_sample_ran(sample):
    core = {check.id for check in catalogue() if check.core}
    assert [each.message for each in findings_of(sample / "report.pdf") if each.check in core and each.state == "not_run"] == []


def test_without_pages_checks_of_words_are_not_run(sample):
    findings = check_report(reading_of(sample / "report.pdf"), load())
    of_words = [each for each in findings if each.check in ("CP-02", "CP-04", "FM-04", "XT-26")]
    assert {each.state for each in of_words} == {"not_run"}


def test_the_true_findings_of_the_corpus_are_found(corpus):
    known = {check.id for check in catalogue()}
    for name, truth in truths(corpus).items():
        failed = {each.check for each in findings_of(corpus / "pdf" / f"{name}.pdf") if each.state == "fail"}
        for row in truth:
            checks = set(row["checks"].replace(" ", "").split(","))
            if row["confidence"] in ("certain", "high") and row["severity"] in ("error", "warn"):
                assert checks & known, row["title"]
                assert checks & failed, (name, row["title"])


def said_gravely(path: Path) -> set[tuple[str, ...]]:
    report = reading_of(path).sha256[:12]
    failed = [each for each in findings_of(path) if each.state == "fail" and each.severity in GRAVE]
    return {(report, each.check, ";".join(map(str, each.pages)), each.left, each.right) for each in failed}


def test_the_errors_said_of_the_corpus_are_those_printed_there(corpus):
    with PRINTED_SO.open(newline="", encoding="utf-8") as file:
        printed = {tuple(row.values())[:5] for row in csv.DictReader(file)}
    paths = sorted([*(corpus / "pdf").glob("*.pdf"), *(corpus / "real").glob("*.pdf")])
    said = set().union(*map(said_gravely, paths))
    assert sorted(said - printed) == []
    assert sorted(printed - said) == []


def test_reports_without_tables_are_never_green(corpus):
    for path in sorted((corpus / "pdf").glob("*.pdf")):
        findings = findings_of(path)
        if any(table.state == "listed_only" for table in reading_of(path).tables):
            states = {each.state for each in findings if each.check[:2] in ("IT", "XT")}
            assert states <= {"not_run", "not_applicable"}
            assert any(each.reason == "table_listed_only" for each in findings)
