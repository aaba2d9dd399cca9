"""The words of the ledger: a text is looked at only where something may begin, and nothing is overlooked by that."""

import re

import pytest

from core.coverage.words import words_of

EXAMPLES = {
    "unit.code": "[123456]某市财政局",
    "unit.economic": "商品和服务支出(302)",
    "date.compared": "2022比2021",
    "date.year": "2021—2023年度",
    "date.years": "2021-2023",
    "date.months": "2023.1-12",
    "date.short": "23年度",
    "date.month": "3月15日",
    "date.day": "至15日",
    "date.numeric": "2023/1/5",
    "date.bare": "2023部门预算",
    "date.clock": "8:30",
    "contact.labelled": "电话:01012345",
    "contact.landline": "010-12345678",
    "contact.mobile": "13912345678",
    "document.bracket": "〔2023〕12号",
    "document.year": "〔2023〕",
    "document.number": "12号文件",
    "document.form": "公开01表",
    "document.figure": "图3",
    "document.caption": "(3、收入图)",
    "document.standard": "GB/T19001",
    "ordinal.nth": "第3",
    "ordinal.item": "1.收入",
    "ordinal.dated": "施工完成2、2022年6月",
    "ordinal.bracket": "(1)",
    "ordinal.aim": "目标1:",
    "name.law": "《第90号令》",
    "name.quoted": "“十四五2025”",
    "name.letters": "PM2.5",
    "name.hotline": "12345热线",
    "name.costing": "单价50万元以上",
    "name.grade": "90-100分的优",
    "name.formula": "*100%",
}
SECTIONS = {"unit": "code", "date": "date", "contact": "contact", "document": "ordinal", "ordinal": "ordinal", "name": "name"}


def test_every_expression_has_an_example(definitions):
    assert {f"{section}.{key}" for section in SECTIONS for key in definitions.coverage[section]} == set(EXAMPLES)


@pytest.mark.parametrize("named", EXAMPLES)
def test_what_an_expression_finds_is_found_among_all(definitions, named):
    section, key = named.split(".")
    text = EXAMPLES[named]
    found = re.compile(definitions.coverage[section][key]).search(text)
    assert found, "the example is none"
    spans = words_of(definitions).spans(text)
    assert any(kind == SECTIONS[section] and start <= found.start() and found.end() <= end for start, end, kind in spans)


QUANTITIES = [("5-10项", True), ("24.56万平米", True), ("300例", True), ("300例如", False), ("35.00,", False)]


@pytest.mark.parametrize(("text", "is_one"), QUANTITIES)
def test_what_tells_how_much_of_something(definitions, text, is_one):
    end = re.match(r"[\d.]+", text).end()
    assert words_of(definitions).is_quantity(text, end, explained=True) == is_one
