"""Sentences without figures: each once, in its part and place; none that a statement tells, none of a contact."""

import pytest

from core.definitions import load
from core.narrative.prose import Prose
from core.narrative.sentences import plain_sentences
from core.narrative.understand import understand_narrative
from tests.conftest import reading_of
from tests.narrative.drawn import pages

PROSE = (
    "一、收入支出决算总体情况说明",
    "2031年度本单位收入总计5994.68万元。收入增加的主要原因是项目增多，人员经费按规定调整。",
    "本单位没有政府性基金预算财政拨款支出。",
    "第三部分 名词解释",
    "财政拨款收入：指本级财政当年拨付的资金。",
)


def told(paragraphs: tuple[str, ...]) -> list[tuple[str, str]]:
    """Part and text of every sentence of these paragraphs."""
    definitions = load()
    prose = Prose(pages(paragraphs), definitions)
    return [(each.part, each.sentence) for each in plain_sentences(prose, understand_narrative(prose, (), definitions), definitions)]


def test_sentences_and_headings_stand_in_their_parts_without_those_of_statements():
    sentences = told(PROSE)
    assert ("explanation", "收入增加的主要原因是项目增多，人员经费按规定调整。") in sentences
    assert ("explanation", "本单位没有政府性基金预算财政拨款支出。") in sentences
    assert ("glossary", "财政拨款收入：指本级财政当年拨付的资金。") in sentences
    assert ("explanation", "一、收入支出决算总体情况说明") in sentences
    assert not any("5994.68" in text for _, text in sentences)


@pytest.mark.parametrize("line", ["联系人：张三丰", "联系电话：0377-8589873，请在工作日拨打。", "如有疑问请拨打13800001234。"])
def test_lines_of_a_contact_are_left_out(line):
    sentences = told((*PROSE[:2], line))
    assert not any(secret in text for _, text in sentences for secret in ("张三丰", "8589873", "13800001234"))
    assert len(sentences) > 1


def test_the_part_that_names_a_contact_is_left_out():
    assert not any("张三丰" in text for _, text in told((*PROSE, "第四部分 决算公开联系方式", "张三丰 办公室")))


def test_figures_of_charts_are_no_sentences():
    assert not any(text.strip() in ("800", "878.16 851.14") for _, text in told((*PROSE[:2], "800", "878.16 851.14")))


def test_of_a_sample_every_sentence_has_its_page(sample):
    reading = reading_of(sample / "report.pdf")
    assert len(reading.sentences) > 30
    assert all(each.place.page and each.place.box for each in reading.sentences)
    statements = {"".join(statement.sentence.split()) for statement in reading.statements}
    assert not [each.sentence for each in reading.sentences if "".join(each.sentence.split()) in statements]


def test_the_box_of_a_sentence_holds_its_lines_and_no_more():
    prose = Prose(pages(("一、情况说明", "甲乙。" + "这一句没有数字，只说明了原因" * 6 + "。", "末句。")), load())
    heights = {each.sentence: each.place.box.bottom - each.place.box.top for each in plain_sentences(prose, (), load())}
    widths = {each.sentence: each.place.box.x1 - each.place.box.x0 for each in plain_sentences(prose, (), load())}
    (long,) = [sentence for sentence in heights if len(sentence) > 60]
    assert heights[long] > 1.8 * heights["末句。"]
    assert widths["甲乙。"] < widths[long] / 4
