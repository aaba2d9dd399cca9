"""A figure's box, drawn on the page, holds that figure: told by an independent reader of the same page."""

import random

import pdfplumber

from core.amounts import number_text
from tests.conftest import SAMPLES, reading_of

HOW_MANY = 50


def test_random_boxes_hold_their_printed_figures():
    facts = [(path / "report.pdf", fact) for path in SAMPLES for table in reading_of(path / "report.pdf").tables for fact in table.facts]
    for path, fact in random.Random(20260801).sample(facts, HOW_MANY):
        assert number_text(_text_in_box(path, fact.place)) == number_text(fact.printed), (path.parent.name, fact)


def _text_in_box(path, place) -> str:
    with pdfplumber.open(path) as pdf:
        page = pdf.pages[place.page - 1]
        box = place.box
        return page.within_bbox((box.x0 - 1, box.top - 1, box.x1 + 1, box.bottom + 1)).extract_text()
