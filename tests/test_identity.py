"""What covers say: unit, year, kind, date, region — and what they do not say stays unknown."""

import pytest

from core.identity import identify, region_of
from core.model import Box
from core.reading.page import Line, Page, Word


def _page(number: int, lines: list[str]) -> Page:
    placed = [(text, Box(100, 100 + 30 * row, 100 + 12 * len(text), 112 + 30 * row)) for row, text in enumerate(lines)]
    return Page(number, 595.0, 842.0, tuple(Line(text, box, 12.0, (Word(text, box),)) for text, box in placed), ())


COVERS = {
    "name, year, date in Chinese numerals": (
        ["青山市水务局", "2023年度部门决算", "二〇二四年八月二十日"],
        ("青山市水务局", 2023, "final_accounts", "2024-08-20"),
    ),
    "year first, name between": (
        ["2022 年度", "青山市林业发展中心", "单位决算公开报告"],
        ("青山市林业发展中心", 2022, "final_accounts", ""),
    ),
    "name over two lines": (
        ["青山市青山区规划和自然", "资源局", "2024 年度部门决算"],
        ("青山市青山区规划和自然资源局", 2024, "final_accounts", ""),
    ),
    "all in one line with a summary mark": (
        ["青山市卫生健康委员会（汇总）2022年度部门决算"],
        ("青山市卫生健康委员会（汇总）", 2022, "final_accounts", ""),
    ),
    "year in Chinese numerals": (["二○二三年度", "青山县审计局部门决算"], ("青山县审计局", 2023, "final_accounts", "")),
    "a budget": (["青山市科学技术局2022年部门综合预算"], ("青山市科学技术局", 2022, "budget", "")),
    "an evaluation": (
        ["2021年度", "青山市老龄补贴项目绩效评价报告", "青山市民政局", "2022年7月"],
        ("青山市民政局", 2021, "performance", "2022-07"),
    ),
    "a table's head instead of a cover": (
        ["2023年度部门决算", "支出决算表", "编制单位：青山市统计局"],
        ("青山市统计局", 2023, "final_accounts", ""),
    ),
    "a template's placeholder is no name": (["青山市XX局", "2024年度部门决算"], ("", 2024, "template", "")),
    "nothing is guessed": (["情况说明", "一、基本情况"], ("", None, "unknown", "")),
    "the date is not the year": (["青山市水务局部门决算", "2024年8月"], ("青山市水务局", None, "final_accounts", "2024-08")),
}


@pytest.mark.parametrize("case", COVERS)
def test_cover(case, definitions):
    lines, expected = COVERS[case]
    identity = identify([_page(1, lines), _page(2, ["目录", "一、收入支出决算总表"])], (), definitions)
    assert (identity.unit_name, identity.fiscal_year, identity.kind, identity.published_on) == expected


def test_an_answer_replaces_what_was_read_and_says_so(definitions):
    identity = identify([_page(1, ["青山市水务局", "2023年度部门决算"])], (), definitions, {"fiscal_year": "2022"})
    assert (identity.fiscal_year, identity.unit_name) == (2022, "青山市水务局")
    assert {found.field: found.source for found in identity.evidence}["fiscal_year"] == "answered"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("西安市卫生健康委员会", "6101"),
        ("辽宁省朝阳市科学技术局", "2113"),
        ("内蒙古自治区鄂尔多斯市某中心", "1506"),
        ("上海市普陀区某局", "31"),
        ("中国某协会", ""),
    ],
)
def test_region_is_told_by_the_names_beginning(name, code, definitions):
    assert region_of(name, definitions) == code
