"""Patterns: each finds what it is for, with its cell, and stays silent about what is ordinary."""

import csv
import io

import pytest

from core.compare.clues import KINDS, clues
from core.definitions import load
from core.export.comparison import export_clues
from core.store.library import Library
from tests.compare.made import UNITS, of

BASE = {"20101": "812.34", "20102": "93.17", "20103": "451.28", "20104": "77.61", "20105": "15.92"}


def lines(amounts: dict[str, str]) -> list[str]:
    return [f"expenditure//{code}/total = {amount}" for code, amount in amounts.items()]


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library") as opened:
        yield opened


def found(library, kind):
    return [(each.spot.unit_name, each.spot.year, each.spot.line_name, each.code) for each in clues(library, kind)]


def words(library, kind):
    return [load().message(each.code, "zh", **each.details) for each in clues(library, kind)]


def test_ordinary_reports_give_no_clue(library):
    library.save(of(UNITS[0], 2022, *lines(BASE)))
    library.save(of(UNITS[0], 2023, *lines({"20101": "799.15", "20102": "101.42", "20103": "433.76", "20104": "120.03", "20105": "17.11"})))
    library.save(of(UNITS[1], 2023, *lines({"20101": "87.06", "20102": "1,022.87".replace(",", ""), "20103": "45.55"})))
    assert {kind: clues(library, kind) for kind in KINDS} == {kind: [] for kind in KINDS}


def test_one_cell_that_jumped_while_its_table_stayed(library):
    library.save(of(UNITS[0], 2022, *lines(BASE)))
    library.save(of(UNITS[0], 2023, *lines({"20101": "799.15", "20102": "9412.00", "20103": "433.76", "20104": "79.03", "20105": "17.11"})))
    library.save(of(UNITS[0], 2024, *lines({**BASE, "20102": "95.00"})))
    clue, back = clues(library, "magnitude")
    assert words(library, "magnitude") == ["是 2022 年度的约 100 倍", "约为 2023 年度的 100 分之一"]
    assert (back.spot.year, back.other.year) == (2024, 2023)
    assert (clue.spot.line_name, clue.spot.printed, clue.other.printed, clue.other.year) == ("20102", "9412.00", "93.17", 2022)
    assert (clue.spot.cell, clue.spot.page, clue.spot.table_no) == ("1.1", 3, 0)


def test_a_whole_table_in_another_unit_is_one_clue(library):
    library.save(of(UNITS[0], 2022, *lines(BASE)))
    library.save(of(UNITS[0], 2023, *lines({code: f"{float(amount) * 10000 * 1.1:.2f}" for code, amount in BASE.items()})))
    assert found(library, "magnitude") == [(UNITS[0], 2023, "20101", "clue_of_table")]
    assert words(library, "magnitude") == ["整张表约是 2022 年度的 10,000 倍，疑似金额单位不同"]


def test_a_jump_over_missing_years_is_seen_too_and_a_new_line_is_none(library):
    library.save(of(UNITS[0], 2020, *lines(BASE)))
    library.save(of(UNITS[0], 2023, *lines({**BASE, "20105": "159.20", "20106": "5000.00"})))
    assert found(library, "magnitude") == [(UNITS[0], 2023, "20105", "clue_of_years")]


def test_units_with_the_same_digits_shifted(library):
    library.save(of(UNITS[0], 2023, *lines({"20101": "123.45"})))
    library.save(of(UNITS[1], 2023, *lines({"20101": "12345.00"})))
    library.save(of(UNITS[2], 2023, *lines({"20101": "1234.60"})))
    assert found(library, "magnitude") == [(UNITS[1], 2023, "20101", "clue_of_units")]


def test_identical_amounts_in_years_units_and_lines(library):
    library.save(of(UNITS[0], 2022, *lines({"20101": "812.34", "20199": "2000.00"})))
    library.save(of(UNITS[0], 2023, *lines({"20101": "812.34", "20199": "2000.00"})))
    library.save(of(UNITS[1], 2023, *lines({"20101": "812.34", "20102": "93.17", "20103": "700.55", "20104": "700.55"})))
    assert sorted(code for *_, code in found(library, "repeated")) == ["clue_same_lines", "clue_same_units", "clue_same_years"]


def test_many_round_amounts(library):
    library.save(of(UNITS[0], 2023, *lines({f"201{n:02d}": f"{n}0.00" if n % 2 else f"{n}1.37" for n in range(1, 15)})))
    (clue,) = clues(library, "round")
    assert (clue.spot.line_name, clue.spot.printed) == ("20113", "130.00")
    assert words(library, "round") == ["14 个明细数里 7 个是整万元（50%）"]


def test_an_outlier_among_the_units_of_a_year(library):
    for number, unit in enumerate(UNITS):
        project = "95.00" if number == 8 else f"{10 + number}.00"
        library.save(of(unit, 2023, "expenditure//total/total = 100.00", f"expenditure//total/project = {project}"))
    (clue,) = clues(library, "outlier")
    assert (clue.spot.unit_name, clue.metric, clue.value) == (UNITS[8], "project_share", "95.00")
    assert clue.spot.cell
    kept = [report for report in library.selection() if report != clue.spot.report]
    assert clues(library, "outlier", kept) == []
    assert clues(library, "outlier", []) == []


def test_budgets_are_never_looked_at(library):
    library.save(of(UNITS[0], 2022, *lines(BASE), kind="budget"))
    library.save(of(UNITS[0], 2023, *lines(BASE), kind="budget"))
    assert clues(library, "repeated") == []


def test_the_file_of_clues_says_that_they_are_no_conclusions(library, tmp_path):
    library.save(of(UNITS[0], 2022, *lines(BASE)))
    library.save(of(UNITS[0], 2023, *lines({**BASE, "20105": "159.20"})))
    export_clues(clues(library, "magnitude"), tmp_path / "clues.csv", load())
    rows = list(csv.reader(io.StringIO((tmp_path / "clues.csv").read_text("utf-8-sig"))))
    assert rows[0][0].startswith("线索，不是结论")
    values = [UNITS[0], "2023", "支出决算表 · 20105 · 合计", "3", "是 2022 年度的约 10 倍", "159.20 万元", "15.92 万元", "3"]
    assert rows[3:] == [values]
