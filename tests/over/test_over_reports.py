"""Checks over reports: year to year, department and units, budget to self-evaluation; nothing unread or missing ever agrees."""

from collections import Counter
from decimal import Decimal

import pytest

from core.definitions import FOLDER, load
from core.model import Identity, Place, PrintedCell, Table
from core.over.departments import branches, same_unit
from core.over.example import example_of, mistakes
from core.over.rules import rules
from core.over.run import over_reports
from core.over.years import of_last_year
from core.store.pairs import newest_reports
from tests.over.conftest import DEPARTMENT, HALL, OWN, UNIT, number_of
from tests.over.reports import kept, printed, unit_figures
from tests.readings import a_reading

WAN = 1_000_000


def results(library, unit: str, check: str = "", year: int = 2023):
    number = number_of(library, unit, year)
    return [each for each in over_reports(library, load(), [number]) if check in ("", each.check)]


def states(found) -> Counter:
    return Counter(each.state for each in found)


def changed(library, report: str, where: str, by: int = 5 * WAN) -> None:
    number = library.cursor().execute(f"UPDATE fact SET amount_fen = amount_fen + {by} WHERE report = ? AND {where}", [report]).fetchone()
    assert number[0] > 0


def test_what_was_left_is_what_the_next_year_begins_with(library):
    found = results(library, UNIT, "OV-01")
    assert states(found) == {"pass": 5}
    assert found[0].left == found[0].right == "42.00"
    assert {spot.report for spot in found[0].left_spots} == {number_of(library, UNIT)}
    assert {spot.report for spot in found[0].right_spots} == {number_of(library, UNIT, 2022)}
    assert all(spot.place.box for each in found for spot in (*each.left_spots, *each.right_spots))


def test_a_balance_that_was_not_carried_over_is_told_with_both_figures(library):
    changed(library, number_of(library, UNIT, 2022), """"table" = 'revenue_expenditure_summary' AND line = 'closing_balance'""")
    (failed,) = [each for each in results(library, UNIT, "OV-01") if each.state == "fail"]
    assert (failed.left, failed.right, failed.difference, failed.unit, failed.severity) == ("42.00", "47.00", "-5.00", "万元", "warn")
    assert failed.difference_fen == 5 * WAN
    assert "2022 年度决算" in failed.message
    assert "请核实" in failed.message
    assert "47.00" in failed.message_en


@pytest.mark.parametrize(("off", "state"), [(10_000, "rounding"), (20_000, "fail")])
def test_one_last_digit_is_rounding(library, off, state):
    changed(library, number_of(library, UNIT, 2022), """"table" = 'revenue_expenditure_summary' AND line = 'closing_balance'""", off)
    assert states(results(library, UNIT, "OV-01"))[state] == 1


def test_a_figure_that_was_not_read_is_not_checked(library):
    last = number_of(library, UNIT, 2022)
    library.cursor().execute("""DELETE FROM fact WHERE report = ? AND "table" = 'revenue_expenditure_summary'""", [last])
    library.cursor().execute(
        """INSERT INTO problem SELECT report, 99, table_no, '', 'table_not_read', '{}', 1, NULL, NULL, NULL, NULL, '' FROM printed_table
        WHERE report = ? AND "table" = 'revenue_expenditure_summary'""",
        [last],
    )
    found = results(library, UNIT, "OV-01")
    assert [each.reason for each in found if each.tables != ("appropriation_summary",)] == ["why_table"]
    assert "pass" not in {each.state for each in found if "revenue_expenditure_summary" in each.tables}


def test_last_year_as_told_is_last_year_as_reported(library):
    found = results(library, UNIT, "OV-02")
    assert states(found)["pass"] >= 6
    assert set(states(found)) == {"pass"}
    assert all(each.left_spots[0].statement is not None for each in found)


def test_a_figure_of_last_year_told_wrongly_is_found(library):
    """All project expenditure: its change was told, and last year's report has another figure wherever it prints the sum."""
    changed(library, number_of(library, UNIT, 2022), """line = 'total' AND "column" = 'project'""")
    (failed,) = [each for each in results(library, UNIT, "OV-02") if each.state == "fail"]
    assert "项目支出" in failed.message
    assert failed.difference == "-5.00"


def test_without_last_year_nothing_agrees(library):
    found = [each for each in results(library, UNIT, year=2022) if each.check in ("OV-01", "OV-02")]
    assert [(each.state, each.reason) for each in found] == [("not_run", "why_other_missing")] * 2
    assert "2021" in found[0].message


@pytest.mark.parametrize(
    ("basis", "means"),
    [
        ("上年决算", True),
        ("2022年度决算数", True),
        ("去年同期", True),
        ("2021年度", False),
        ("上年结转结余数", False),
        ("年初预算", False),
        ("2022年度预算数", False),
        ("", False),
    ],
)
def test_what_is_compared_with_last_year(basis, means):
    assert of_last_year(basis, "2022", rules()["OV-02"]) is means


def test_a_department_is_the_sum_of_its_units(library):
    found = results(library, DEPARTMENT, "OV-03")
    assert set(states(found)) == {"pass"}
    assert len(found) > 200
    assert {len({spot.report for spot in each.right_spots}) for each in found} == {2}


def test_a_figure_of_a_unit_that_is_not_in_the_sum_is_told_per_line(library):
    changed(library, number_of(library, HALL), """"table" = 'expenditure' AND line = '2080505' AND "column" = 'basic'""")
    failed = [each for each in results(library, DEPARTMENT, "OV-03") if each.state == "fail"]
    assert [(each.tables, each.difference) for each in failed] == [(("expenditure",), "-5.00")]
    assert "2 家所属单位之和" in failed[0].message


def test_a_missing_unit_is_named_and_nothing_agrees(library):
    library.delete(number_of(library, HALL))
    (found,) = results(library, DEPARTMENT, "OV-03")
    assert (found.state, found.missing) == ("not_run", (HALL,))
    assert HALL in found.message


def test_the_departments_own_books_are_never_its_sum(library):
    library.delete(number_of(library, OWN))
    (found,) = results(library, DEPARTMENT, "OV-03")
    assert found.missing == (OWN,)


def test_a_table_of_a_unit_that_was_not_read_is_not_summed(library):
    hall = number_of(library, HALL)
    library.cursor().execute(
        """INSERT INTO problem SELECT report, 99, table_no, '', 'unreadable_amount', '{}', 1, NULL, NULL, NULL, NULL, '' FROM printed_table
        WHERE report = ? AND "table" = 'expenditure'""",
        [hall],
    )
    found = results(library, DEPARTMENT, "OV-03")
    assert [each.other for each in found if each.state == "not_run"] == [hall]
    assert not [each for each in found if each.tables == ("expenditure",)]


def test_transfers_between_the_units_may_be_left_out(library):
    """A subsidy within the department that the sum leaves out: a hint, not a contradiction."""
    hall = number_of(library, HALL)
    changed(library, hall, """"table" = 'revenue' AND line = 'total' AND "column" IN ('total', 'subsidy_from_superior')""")
    found = [each for each in results(library, DEPARTMENT, "OV-03") if each.state == "fail"]
    assert {each.kind for each in found} == {"hint"}


def test_a_report_prints_the_list_of_its_units(library):
    library.list_units([], "")
    number = number_of(library, DEPARTMENT)
    names = ["单位名称", OWN, HALL, "合计"]
    rows = [(number, 50, row, 0, 1, 1, "label", name, 1, None, None, None, None, "") for row, name in enumerate(names)]
    library.cursor().executemany(f"INSERT INTO cell VALUES ({', '.join('?' * 14)})", rows)
    library.cursor().execute("INSERT INTO printed_table VALUES (?, 50, 'other:', '', '', '', 1, 1, 'filled', '', '')", [number])
    (branch,) = branches(library, newest_reports(library))
    assert branch.report.report == number
    assert [report.unit_name for report in branch.units.values()] == [OWN, HALL]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("示例市教育局（汇总）", "示例市教育局"),
        ("示例市教育局本级（机关）", "示例市教育局"),
        ("示例市土地中心（下属事业单位）", "示例市土地中心"),
        ("示例市人民医院（示例市第四医院）", "示例市人民医院(示例市第四医院)"),
    ],
)
def test_names_that_mean_one_unit(printed, name):
    assert same_unit(printed) == name


def budget(amounts: dict[str, int]) -> Table:
    """Expenditure by code as budgets print it, in yuan; `amounts` are fen."""
    texts = [["科目编码", "科目名称", "合计"], ["", "合计", str(sum(amounts.values()) // 100)]]
    texts += [[code, "某项支出", str(fen // 100)] for code, fen in amounts.items()]
    kinds = [["header"] * 3, ["blank", "label", "amount"], *[["code", "label", "amount"]] * len(amounts)]
    cells = tuple(
        PrintedCell(row, column, 1, 1, kinds[row][column], text, Place(7))
        for row, line in enumerate(texts)
        for column, text in enumerate(line)
    )
    title = "2023年部门综合预算一般公共预算支出明细表（按功能科目分）"
    return Table(f"other:{title}", title, "", "元", 7, 7, "filled", cells=cells)


def told_budgets(library) -> dict[str, int]:
    """The initial budgets told by code, in fen."""
    sql = "SELECT line_code, value FROM statement WHERE report = ? AND measure = 'budget' AND line_code <> '' AND basis = '年初预算'"
    return {code: int(Decimal(value) * WAN) for code, value in library.cursor().execute(sql, [number_of(library, UNIT)]).fetchall()}


def test_the_budget_as_published_is_the_one_told(library):
    assert [(each.state, each.reason) for each in results(library, UNIT, "OV-04")] == [("not_run", "why_other_missing")]
    library.save(a_reading("cd", Identity(UNIT, 2023, "budget"), tables=(budget(told_budgets(library)),)))
    assert states(results(library, UNIT, "OV-04")) == {"pass": 4}


def test_another_budget_than_the_published_one_is_told(library):
    amounts = told_budgets(library)
    amounts = {**amounts, "2060101": amounts["2060101"] + 9 * WAN, "2080505": amounts["2080505"] - 9 * WAN}
    library.save(a_reading("cd", Identity(UNIT, 2023, "budget"), tables=(budget(amounts),)))
    failed = [each for each in results(library, UNIT, "OV-04") if each.state == "fail"]
    assert [(each.difference, each.unit, each.right_spots[0].cell) for each in failed] == [
        ("-9.00", "万元", "2.2"),
        ("9.00", "万元", "3.2"),
    ]


def test_a_budget_without_amounts_by_code_is_not_checked(library):
    library.save(a_reading("cd", Identity(UNIT, 2023, "budget")))
    assert [each.reason for each in results(library, UNIT, "OV-04")] == ["why_no_budget_table"]


def test_every_report_has_a_say_on_every_check_that_may_concern_it(library):
    found = over_reports(library, load())
    accounts = {each.report for each in newest_reports(library)}
    for check in ("OV-01", "OV-02", "OV-04"):
        assert {each.report for each in found if each.check == check} == accounts
    assert all(each.message and each.message_en for each in found)


@pytest.mark.parametrize("text", ["central", "shandong", "vertical"])
def test_true_reports_of_two_years_have_no_difference(tmp_path, text):
    first = unit_figures(UNIT, 2022)
    paths = printed(tmp_path / "files", {"first": first, "second": unit_figures(UNIT, 2023, 120, first)}, text=text)
    with kept(tmp_path / "library", paths) as library:
        found = [each for each in over_reports(library, load()) if each.check in ("OV-01", "OV-02")]
    assert [each.message for each in found if each.state in ("fail", "rounding")] == []
    assert sum(each.state == "pass" for each in found) > 10


@pytest.mark.parametrize("rule", rules().values(), ids=rules())
def test_the_examples_of_a_rule_come_to_what_they_say(rule):
    passed, failed = (example_of(rule, fails, load()) for fails in (False, True))
    assert (passed.state, failed.state) == ("pass", "fail")
    assert rule.may_be[0] in failed.message
    assert rule.may_be[1] in failed.message_en
    assert all(rule.what)


def test_what_is_switched_off_is_not_checked_and_says_why(library):
    assert {"pass"} == set(states(results(library, UNIT, "OV-01")))
    event = library.switch_off("OV-01", "两年口径不同", "王芳")
    (told,) = results(library, UNIT, "OV-01")
    assert (told.state, told.reason) == ("not_run", "reason_switched_off")
    assert "两年口径不同" in told.message
    library.undo(event, who="王芳")
    assert {"pass"} == set(states(results(library, UNIT, "OV-01")))


@pytest.mark.parametrize("year", [2022, 2023])
def test_what_agrees_with_a_scan_is_not_run_until_a_person_corrected_it(library, year):
    number = number_of(library, UNIT, year)
    library.cursor().execute("UPDATE fact SET source = 'ocr' WHERE report = ?", [number])
    found = results(library, UNIT, "OV-01")
    assert states(found) == {"not_run": 5}
    assert {each.reason for each in found} == {"reason_scanned"}
    assert all("请对照原件" in each.message for each in found)
    assert all(each.left and each.right for each in found)
    library.cursor().execute("UPDATE fact SET source = 'corrected' WHERE report = ?", [number])
    assert states(results(library, UNIT, "OV-01")) == {"pass": 5}


def test_what_differs_from_a_scan_is_told_all_the_same(library):
    number = number_of(library, UNIT, 2022)
    changed(library, number, """"table" = 'revenue_expenditure_summary' AND line = 'closing_balance'""")
    library.cursor().execute("UPDATE fact SET source = 'ocr' WHERE report = ?", [number])
    assert states(results(library, UNIT, "OV-01")) == {"not_run": 4, "fail": 1}


def test_a_page_that_was_recognised_counts_for_what_the_text_tells(library):
    page = next(spot.place.page for each in results(library, UNIT, "OV-02") if each.state == "pass" for spot in each.left_spots)
    before = states(results(library, UNIT, "OV-02"))
    told = [number_of(library, UNIT), f'{{"pages": "{page}", "count": 1}}']
    asked = "SELECT column_name FROM duckdb_columns() WHERE table_name = 'problem' ORDER BY column_index"
    columns = [name for (name,) in library.cursor().execute(asked).fetchall()]
    row = {"report": told[0], "problem_no": 99, "kind": "pages_recognised", "details": told[1]}
    values = [row.get(name, "" if name in ("where", "locator") else None) for name in columns]
    library.cursor().execute(f"INSERT INTO problem VALUES ({', '.join('?' * len(columns))})", values)
    after = states(results(library, UNIT, "OV-02"))
    assert after["pass"] < before["pass"]
    assert after["not_run"] == before["not_run"] + before["pass"] - after["pass"]
    library.cursor().execute("UPDATE statement SET read_value = value WHERE report = ?", [number_of(library, UNIT)])
    assert states(results(library, UNIT, "OV-02")) == before


def test_the_linter_finds_a_wrong_example(tmp_path):
    assert mistakes(load()) == []
    text = (FOLDER / "checks_over" / "checks.toml").read_text("utf-8")
    for number, (right, wrong) in enumerate({'fail = ["42.00", "47.00"]': 'fail = ["42.00", "42.00"]', "may_be_en": "may_bee"}.items()):
        assert right in text
        folder = tmp_path / str(number)
        (folder / "checks_over").mkdir(parents=True)
        (folder / "checks_over" / "checks.toml").write_text(text.replace(right, wrong, 1), "utf-8")
        (mistake,) = mistakes(load(), folder)
        assert "OV-01" in mistake or "may_be_en" in mistake
