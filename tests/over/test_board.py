"""The board: counts that equal the findings, the worst first, units of the list without a file, patterns of a layout, rounds, files."""

import csv
import io
import zipfile
from collections import Counter
from dataclasses import replace

import pytest

from core.checks.verdict import shown_as
from core.definitions import load
from core.export.board_sheets import Shown, board_csv, board_workbook
from core.model import Identity, ListedUnit
from core.over.board import KINDS, board, groups, issues, patterns, rounds, years_and_kinds
from core.over.run import over_reports
from core.reading.package import Package
from core.reading.spreadsheet import read_sheets
from core.store.library import Library
from core.store.pairs import newest_reports
from tests.conftest import SAMPLES, reading_of
from tests.over.test_versions import with_faults

UNITS = [f"示例市第{number}局" for number in "一二三四五六"]


def of_unit(unit: str, seed: str, *faults: tuple[str, int], year: int = 2023):
    reading = reading_of(SAMPLES[0] / "report.pdf")
    identity = Identity(unit, year, "final_accounts", "6101", "万元", "2024-08-20")
    return with_faults(replace(reading, identity=identity), seed, *faults)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Six units of one layout: one clean, five with the same wrong line, one of them with another and a second version."""
    folder = tmp_path_factory.mktemp("board")
    with Library.open(folder) as library:
        library.save(of_unit(UNITS[0], "a0"))
        for number, unit in enumerate(UNITS[1:], 1):
            library.save(of_unit(unit, f"a{number}", ("expenditure", 3)))
        library.save(of_unit(UNITS[5], "b5", ("expenditure", 3), ("revenue", 3)))
        library.list_units([ListedUnit(unit) for unit in (*UNITS[:5], "示例市第七局", "示例市第八局")], "units.csv")
    return folder


@pytest.fixture
def library(folder):
    with Library.open(folder) as library:
        yield library


def shown(library):
    return board(library, load(), 2023, "final_accounts", over_reports(library, load()))


def test_the_counts_are_those_of_the_findings(library):
    found = shown(library)
    for row in found.rows:
        counted = Counter(shown_as(finding) for finding in library.findings(row.report.report))
        cells = {kind: sum(row.count(kind, group.key) for group in groups() if group.key != "over") for kind in KINDS}
        assert {kind: n for kind, n in cells.items() if n} == dict(counted)


def test_checks_over_reports_are_a_column_of_their_own(library):
    compared = over_reports(library, load())
    for row in shown(library).rows:
        of_report = Counter(each.kind for each in compared if each.report == row.report.report)
        assert of_report["not_run"] >= 3  # last year's report and the budget are not there
        assert row.cells["over"] == of_report


def test_the_worst_come_first(library):
    found = shown(library)
    assert found.rows[0].report.unit_name == UNITS[5]
    assert found.rows[-1].report.unit_name == UNITS[0]
    assert found.rows[0].weight > found.rows[1].weight > found.rows[-1].weight
    listed = issues(library, load(), [row.report.report for row in found.rows], over_reports(library, load()))
    assert [issue.weight for issue in listed] == sorted((issue.weight for issue in listed), reverse=True)
    assert len(listed) == sum(row.count("fail") for row in found.rows)


def test_units_without_a_file_are_named(library):
    found = shown(library)
    assert [unit.unit_name for unit in found.missing] == ["示例市第七局", "示例市第八局"]
    assert [report.unit_name for report in found.unlisted] == [UNITS[5]]
    assert found.listed == 7


def test_without_a_list_nobody_is_missing(tmp_path):
    with Library.open(tmp_path) as library:
        library.save(of_unit(UNITS[0], "a0"))
        found = shown(library)
    assert (found.listed, found.missing, found.unlisted) == (0, (), ())


def test_what_fails_in_most_reports_of_a_layout_may_be_the_layouts_doing(library):
    numbers = [row.report.report for row in shown(library).rows]
    found = patterns(library, numbers)
    assert found
    assert {(len(pattern.reports), pattern.alike) for pattern in found} == {(5, 6)}
    assert patterns(library, numbers[:4]) == []


def test_rounds_tell_what_became_of_the_findings(library):
    (only,) = rounds(library, newest_reports(library))
    assert (only.old.version, only.new.version, only.new.unit_name) == (1, 2, UNITS[5])
    assert only.counts["still"] > 0
    assert only.counts["new"] > 0


def test_years_newest_first(library):
    library_years = years_and_kinds([*newest_reports(library), replace(newest_reports(library)[0], fiscal_year=2024, kind="budget")])
    assert library_years == [(2024, "budget"), (2023, "final_accounts")]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_files_say_what_the_board_says(library, language):
    found = shown(library)
    numbers = [row.report.report for row in found.rows]
    listed = issues(library, load(), numbers, [])
    told = Shown(found, listed, rounds(library, newest_reports(library)), {})
    sheets = list(read_sheets(Package(board_workbook(told, load(), language))))
    assert len(sheets) == 4
    first = sheets[0].texts
    heads = {column: text for (row, column), text in first.items() if row == 0}
    state = load().message("board_state_fail", language)
    failing = [column for column, text in heads.items() if text.endswith(f" {state}")]
    for number, row in enumerate(found.rows, 1):
        assert first[number, 0] == row.report.unit_name
        assert sum(int(first[number, column]) for column in failing) == row.count("fail")
    with zipfile.ZipFile(io.BytesIO(board_csv(told, load(), language))) as archive:
        files = [list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig")))) for name in archive.namelist()]
    assert [len(file) - 1 for file in files] == [len(found.rows), len(listed), len(found.missing), 1]
