"""A corrected figure of the narrative: what follows from it is what would follow had the page printed it so; else it goes with a word."""

from dataclasses import replace

import pytest

from core.corrections import corrected, statement_subjects
from core.definitions import load
from core.model import Change
from core.narrative.prose import Prose
from core.narrative.rederived import rederived
from core.narrative.understand import understand_narrative
from tests.narrative.drawn import pages
from tests.readings import a_reading

INCOME = "2031年事业收入{now}万元。与2030年相比，{word}{delta}万元，{rated}{rate}%。"
ITEM = "2.科技奖励（项）支出决算{spent}万元，完成年初预算的{done}%。"
PRINTED = {"now": "90.00", "word": "减少", "delta": "10.0", "rated": "下降", "rate": "10", "spent": "50.00", "done": "69.3"}
# What is corrected: place in the text → (measure of the statement, which of these, the value given).
GIVEN = {
    "now": ("current", 0, "95.00"),
    "delta": ("delta", 0, "1,012.5"),
    "rate": ("percent_change", 0, "12.5"),
    "word": ("direction", 0, "up"),
    "spent": ("current", 1, "51.25"),
    "done": ("completion_percent", 0, "70.0"),
}
WORDS = {"up": "增加"}


def read(**other: str):
    text = {**PRINTED, **other}
    return understand_narrative(Prose(pages([INCOME.format(**text), ITEM.format(**text)]), load()), (), load())


def with_correction(statements, measure: str, which: int, value: str):
    reading = a_reading(statements=statements, tables=())
    at = [number for number, told in enumerate(statements) if told.measure == measure][which]
    subject = statement_subjects(statements)[at]
    change = Change("correct", "", subject, value, "对照原页", original=statements[at].value)
    return rederived(reading, corrected(reading, [change], load()), load())


def intervals(statements):
    return [(told.measure, told.derived_low, told.derived_high) for told in statements]


@pytest.mark.parametrize("place", GIVEN)
def test_what_follows_is_what_would_follow_had_it_been_printed_so(place):
    measure, which, value = GIVEN[place]
    now = with_correction(read(), measure, which, value)
    printed = read(**{place: WORDS.get(value, value)})
    assert intervals(now.statements) == intervals(printed) != intervals(read())
    assert now.problems == ()


def test_what_stays_as_printed_keeps_what_follows_from_it():
    now = with_correction(read(), "current", 1, "51.25")
    kept = [each for each in intervals(now.statements) if each[0] in ("delta", "percent_change")]
    assert kept == [each for each in intervals(read()) if each[0] in ("delta", "percent_change")]
    assert all(low is not None for _, low, _ in kept)


def test_what_cannot_be_told_any_more_goes_with_a_word():
    statements = read()
    lost = tuple(replace(told, derived_low=1, derived_high=2) if told.measure == "delta" else told for told in statements)
    now = with_correction(lost, "percent_change", 0, "12.5")
    (gone,) = now.problems
    assert gone.kind == "correction_derived_gone"
    assert "事业收入" in load().message(gone.kind, **gone.details)
    assert [told.derived_low for told in now.statements if told.measure == "delta"] == [None]


def test_a_direction_without_a_change_takes_away_what_followed():
    now = with_correction(read(), "direction", 0, "flat")
    assert [told.derived_low for told in now.statements if told.measure == "delta"] == [None]
    assert [problem.kind for problem in now.problems] == ["correction_derived_gone"]


def test_without_a_correction_nothing_is_touched():
    reading = a_reading(statements=read(), tables=())
    assert rederived(reading, reading, load()) == reading
