"""Twenty figures drawn by lot from the charts: each was made of cells and sentences whose box on the page holds the printed figure."""

import random
from pathlib import Path

import pandas as pd
import pypdfium2
import pytest

from core.compare.slots import compared, offered
from core.compare.subject import subject
from core.definitions import load
from core.metrics.answers import answer
from core.metrics.facets import faceted
from core.metrics.inputs import inputs
from core.metrics.questions import questions
from core.store.library import Library
from tests.browser.library import UNITS, YEARS

HOW_MANY = 20
COMPARED = ("three_public", "closing_balance", "three_public_share", "expenditure|||total|total")


def drawn(library: Library) -> list[pd.DataFrame]:
    """Every mark of the charts of the ready questions and of a few comparisons, a frame of one row each."""
    choices = faceted(library)
    frames = [answer(library, question, choices, list(choices.reports["report"])).frame for question in questions().values()]
    frames += [compared(library, found, UNITS, YEARS).frame for key in COMPARED if (found := subject(key, load()))]
    assert len(offered(library)) >= len(UNITS) * len(YEARS)
    return [frame.iloc[[at]] for frame in frames for at in range(len(frame)) if frame.iloc[at]["gap"] == ""]


def boxed(library: Library, of: pd.Series) -> str:
    """The words inside the box of a cell or a sentence, read from the file at that place by another reader of PDF than ours."""
    rows = library.facts(of["report"]).set_index("fact_no") if of["kind"] == "fact" else library.statements(of["report"])
    place = rows.loc[of["number"]] if of["kind"] == "fact" else rows.set_index("statement_no").loc[of["number"]]
    assert int(place["page"]) == int(of["page"])
    path, number = library.page_file(of["report"], int(place["page"]))
    with pypdfium2.PdfDocument(path) as pdf:
        page = pdf[number - 1]
        high = page.get_height()
        return page.get_textpage().get_text_bounded(place["x0"] - 1, high - place["bottom"] - 1, place["x1"] + 1, high - place["top"] + 1)


def digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit() or letter in ".-")


@pytest.fixture(scope="module")
def library(thirty: Path):
    with Library.open(thirty) as opened:
        yield opened


def test_twenty_figures_of_charts_stand_in_their_boxes(library):
    marks = drawn(library)
    looked = 0
    for row in random.Random(HOW_MANY).sample(marks, len(marks)):
        found = inputs(library, row)
        found = found[found["page"].notna() & found["kind"].isin(["fact", "statement"])]
        if found.empty:
            continue  # counted, not printed: findings, projects
        one = found.iloc[random.Random(looked).randrange(len(found))]
        assert digits(one["printed"]) in digits(boxed(library, one)), (one.to_dict(), boxed(library, one))
        looked += 1
        if looked == HOW_MANY:
            return
    raise AssertionError(f"only {looked} figures with pages on all charts")
