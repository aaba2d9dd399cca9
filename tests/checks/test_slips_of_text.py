"""Faults of the text that only a part, a year or a count tells of, and what looks like one and is none."""

import pytest

from core.checks.catalogue import catalogue
from core.checks.example import case_of
from core.checks.run import run
from core.definitions import load
from core.model import Box, Place, Statement
from core.narrative.codes import with_codes

CHECKS = {check.id: check for check in catalogue()}
BUYING, MEALS, RESULTS = "十一、政府采购支出情况", "八、“三公”经费支出决算情况说明", "十、预算绩效管理情况"
YEAR = {"identity": {"fiscal_year": 2023}}
LINES = ["2023年度收入", "2023年度支出", "2023年度结余", "2023年度绩效", "2023年度决算"]


def money(section, *told):
    return {"statements": [{"section": section, "subject": s, "measure": "current", "value": v, "unit": "万元"} for s, v in told]}


def failing(check, example):
    return [(each.severity, each.message) for each in run(case_of(example, load()), checks=[CHECKS[check]]) if each.state == "fail"]


@pytest.mark.parametrize(
    ("check", "example", "severities"),
    [
        ("NA-22", money(BUYING, ("政府采购支出总额", "1131.89"), ("政府采购服务支出", "1101.89")), ["warn"]),
        ("NA-22", money(BUYING, ("政府采购支出总额", "1011.89"), ("政府采购服务支出", "1101.89")), ["error"]),
        ("NA-22", money(BUYING, ("政府采购支出总额", "1654.20"), ("政府采购服务支出", "1101.89")), []),
        ("NA-22", money(BUYING, ("政府采购支出总额", "3.00"), ("政府采购服务支出", "2.00")), []),
        ("NA-22", money(BUYING, ("政府采购支出总额", "1301.89"), ("政府采购货物支出", "100.00"), ("政府采购服务支出", "1101.89")), []),
        ("NA-21", money(MEALS, ("公务接待费", "50.64"), ("国内接待费", "58.64")), ["error"]),
        ("NA-21", money(MEALS, ("公务接待费", "58.64"), ("国内接待费", "50.64")), ["warn"]),
        ("NA-21", money(MEALS, ("公务接待费", "58.64"), ("国内接待费", "50.64"), ("国（境）外接待费", "8.00")), []),
    ],
)
def test_a_total_of_which_one_part_is_told(check, example, severities):
    assert [severity for severity, _ in failing(check, example)] == severities


@pytest.mark.parametrize(
    ("line", "stale"),
    [
        ("支出决算为485.64万元，与2022年预算基本持平。完成全年预算的100.00%。", True),
        ("支出决算为485.64万元，与2023年预算基本持平。完成全年预算的100.00%。", False),
        ("支出决算为485.64万元，与2022年度相比增加1.00万元。完成全年预算的100.00%。", False),
        ("某局2022年度预算绩效管理工作开展情况如下：本部门建立了制度。", True),
        ("某局2023年度预算绩效管理工作开展情况如下：本部门建立了制度。", False),
        ("某局无下属单位，2022年度部门决算仅包括本级决算。", True),
        ("某局无下属单位，与2022年度部门决算一致。", False),
    ],
)
def test_a_year_left_from_the_report_before(line, stale):
    example = YEAR | {"lines": ["第三部分 2023年度部门决算情况说明", *LINES, "二、支出决算情况说明", line]}
    assert [severity for severity, _ in failing("FM-13", example)] == (["warn"] if stale else [])


@pytest.mark.parametrize(
    ("lines", "severities"),
    [
        (["第二部分 2023年度部门决算表", "项目支出绩效自评表", "（2022年度）"], ["warn"]),
        (["第二部分 2023年度部门决算表", "项目支出绩效自评表", "（2023年度）"], []),
        (["第二部分 2023年度部门决算表", "项目支出绩效自评表", "2022年度经费", "（2023年度）"], []),
    ],
)
def test_the_year_above_a_form_is_that_of_the_report(lines, severities):
    form = {"form": "project_self_evaluation", "project": "某经费", "place": Place(1, Box(50, 200, 500, 400))}
    assert [severity for severity, _ in failing("FM-02", YEAR | {"lines": lines, "projects": [form]})] == severities
    above = form | {"place": Place(1, Box(50, 10, 500, 400))}
    assert failing("FM-02", YEAR | {"lines": lines, "projects": [above]}) == []


@pytest.mark.parametrize(("best", "fails"), [("39", False), ("93", True)])
def test_grades_come_to_the_projects_evaluated(best, fails):
    told = [("绩效自评项目", "39"), ("绩效评级为“优”的项目", best), ("绩效评级为“良”的项目", "0"), ("绩效评级为“合格”的项目", "0")]
    said = {"section": RESULTS, "measure": "count", "unit": "个", "sentence": "绩效自评项目与各等级项目"}
    assert bool(failing("PF-14", {"statements": [said | {"subject": s, "value": v} for s, v in told]})) == fails


@pytest.mark.parametrize(("rate", "fails"), [("13.68", False), ("10.68", True)])
def test_a_rate_without_a_budget_beside_it_is_that_of_the_table(rate, fails):
    said = {"section": MEALS, "subject": "公务接待费支出"}
    statements = [
        said | {"measure": "current", "value": "0.39", "unit": "万元"},
        said | {"measure": "completion_percent", "value": rate, "unit": "%", "basis": "预算"},
    ]
    facts = "财政拨款“三公”经费支出决算表[公务接待费, 预算数]=2.85; 财政拨款“三公”经费支出决算表[公务接待费, 决算数]=0.39"
    assert bool(failing("NA-20", {"facts": facts, "statements": statements})) == fails


SUMMARY, ITEMS = "二、财政拨款支出决算情况说明", "六、一般公共预算财政拨款基本支出决算情况说明"


def in_one_sentence(example):
    return {"statements": [each | {"sentence": "合计与其中各项"} for each in example["statements"]]}


@pytest.mark.parametrize(
    ("check", "example", "severities"),
    [
        ("NA-12", money(SUMMARY, ("财政拨款支出", "851.17"), ("基本支出", "803.10"), ("项目支出", "48.07")), []),
        ("NA-12", money(SUMMARY, ("财政拨款支出", "851.17"), ("基本支出", "803.10"), ("项目支出", "49.07")), ["error"]),
        ("NA-12", money(SUMMARY, ("本年支出合计", "851.17"), ("基本支出", "803.10"), ("项目支出", "49.07")), ["error"]),
        ("NA-12", money(SUMMARY, ("本年支出合计", "861.17"), ("基本支出", "803.10"), ("项目支出", "49.07")), []),
        ("NA-22", money(BUYING, ("政府采购金额(以合同签订为准)", "30.01"), ("货物采购金额", "10.00"), ("服务采购金额", "20.01")), []),
        (
            "NA-22",
            money(BUYING, ("政府采购金额(以合同签订为准)", "30.01"), ("货物采购金额", "11.00"), ("服务采购金额", "20.01")),
            ["error"],
        ),
        ("NA-17", money(ITEMS, ("公用经费", "26.88"), ("办公费", "2.38"), ("福利费", "0.50"), ("水费", "8"), ("电费", "16")), []),
        ("NA-17", money(ITEMS, ("公用经费", "26.88"), ("办公费", "3.28"), ("福利费", "0.50"), ("水费", "8"), ("电费", "16")), ["warn"]),
        ("NA-17", money(ITEMS, ("公用经费", "27"), ("办公费", "3"), ("水费", "8"), ("电费", "15")), []),
        ("NA-17", money(ITEMS, ("公用经费", "26.38"), ("办公费", "2.38"), ("水费", "8.00"), ("电费", "16.00"), ("福利费", "0.003")), []),
    ],
)
def test_sums_of_one_sentence_and_of_figures_with_zeros_left_off(check, example, severities):
    assert [severity for severity, _ in failing(check, in_one_sentence(example))] == severities


@pytest.mark.parametrize(("whole", "fails"), [("4", False), ("8", True)])
def test_projects_by_fund_come_to_their_count(whole, fails):
    told = [("共涉及预算支出项目", whole), ("一般公共预算项目", "4"), ("政府性基金预算项目", "0"), ("国有资本经营预算项目", "0")]
    said = {"section": RESULTS, "measure": "count", "unit": "个", "sentence": "共涉及预算支出项目"}
    assert bool(failing("PF-14", {"statements": [said | {"subject": s, "value": v} for s, v in told]})) == fails


def test_an_item_is_known_by_its_own_heading_below_another_one():
    section = "二、一般公共预算财政拨款支出情况说明/（二）社会保障和就业支出（类）"
    subject = "行政事业单位养老支出(款)机关事业单位职业年金缴费支出(项)财政拨款支出"
    said = Statement(section, subject, "current", "25.09", "万元", "", "", subject, Place(1))
    (coded,) = with_codes([said], [], load())
    assert coded.line_code == "2080506"


@pytest.mark.parametrize("problem", ["line_twice", "unknown_heading", "unruled_not_proved", "drawn_in_part"])
def test_a_printed_table_of_which_nothing_was_read_is_not_a_table_of_nothing(problem):
    told = {"section": MEALS, "subject": "“三公”经费支出", "measure": "current", "value": "986.82", "unit": "万元"}
    table = {"table": "财政拨款“三公”经费支出决算表", "state": "filled", "problems": [problem]}
    findings = run(case_of({"statements": [told], "tables": [table]}, load()), checks=[CHECKS["TN-10"]])
    assert {(each.state, each.reason) for each in findings} == {("not_run", "table_unread")}
