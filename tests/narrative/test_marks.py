"""Figures inside their sentences: each is found once, in order, and a sentence printed twice stays two sentences."""

from itertools import groupby
from types import SimpleNamespace

import pytest

from core.narrative.marks import is_figure, marked_sentences, state_of
from tests.conftest import SAMPLES, reading_of


def row(number, value, measure="current", unit="万元", sentence="", linked="", section="一"):
    fields = {"statement_no": number, "section": section, "sentence": sentence, "measure": measure, "value": value, "unit": unit}
    return SimpleNamespace(**fields, linked_facts=linked)


def texts(sentence):
    return [sentence.sentence[mark.start : mark.end] for mark in sentence.marks]


@pytest.mark.parametrize(
    ("sentence", "figures", "found"),
    [
        ("支出15.00万元，其中5.00万元。", [("5.00", "万元")], ["5.00万元"]),
        ("收入1,234.50万元、234.50万元。", [("1234.50", "万元"), ("234.50", "万元")], ["1,234.50万元", "234.50万元"]),
        ("收入１２３．４０ 万 元。", [("123.40", "万元")], ["１２３．４０ 万 元"]),
        ("占5.4%，5.40%。", [("5.4", "%"), ("5.40", "%")], ["5.4%", "5.40%"]),
        ("预算10万元，决算10万元。", [("10", "万元"), ("10", "万元")], ["10万元", "10万元"]),
        ("增加0.3。", [("0.3", "")], ["0.3"]),
        ("2022年0.20万元", [("0.20", "万元")], ["0.20万元"]),
    ],
)
def test_figures_are_found_from_left_to_right(sentence, figures, found):
    rows = [row(number, value, unit=unit, sentence=sentence) for number, (value, unit) in enumerate(figures)]
    [marked] = marked_sentences(rows)
    assert texts(marked) == found
    assert [mark.start for mark in marked.marks] == sorted({mark.start for mark in marked.marks})


def test_a_sentence_printed_twice_is_two_sentences():
    sentence = "预算10万元，决算8万元。"
    rows = [row(number, value, sentence=sentence) for number, value in enumerate(["10", "8", "10", "8"])]
    first, second = marked_sentences(rows)
    assert [mark.number for mark in first.marks] == [0, 1]
    assert [mark.number for mark in second.marks] == [2, 3]


def test_a_figure_that_is_not_in_its_sentence_is_kept():
    [marked] = marked_sentences([row(7, "99", sentence="没有这个数。")])
    assert [(mark.number, mark.start) for mark in marked.marks] == [(7, -1)]


def test_words_of_direction_are_no_figures_and_their_sentence_stays():
    [marked] = marked_sentences([row(0, "flat", measure="direction", unit="", sentence="与上年持平。")])
    assert marked.marks == ()
    assert marked.sentence == "与上年持平。"


@pytest.mark.parametrize(
    ("measure", "linked", "state"),
    [("current", "3;5", "linked"), ("budget", "", "unlinked"), ("current", "", "unlinked"), ("delta", "", "other"), ("count", "", "other")],
)
def test_only_amounts_a_table_may_print_can_be_unlinked(measure, linked, state):
    assert state_of(row(0, "1", measure=measure, linked=linked)) == state


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_figure_of_a_sample_stands_in_its_sentence(path):
    statements = reading_of(path / "report.pdf").statements
    rows = [row(n, s.value, s.measure, s.unit, s.sentence, section=s.section) for n, s in enumerate(statements)]
    marked = list(marked_sentences(rows))
    marks = [mark for sentence in marked for mark in sentence.marks]
    assert [mark.number for mark in marks] == [r.statement_no for r in rows if is_figure(r)]
    assert all(mark.start >= 0 for mark in marks)
    assert [text for text, _same in groupby(s.sentence for s in marked)] == [text for text, _same in groupby(r.sentence for r in rows)]
