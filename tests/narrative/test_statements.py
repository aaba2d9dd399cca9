"""Sentences of all patterns and the statements expected of them; where a statement stands, and what follows from it."""

from pathlib import Path

import pytest

from core.definitions import load
from core.narrative.prose import Prose
from core.narrative.understand import understand_narrative
from tests.narrative.drawn import cases, pages

FILES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
CASES = [pytest.param(case, id=f"{path.stem}: {case.name}") for path in FILES for case in cases(path)]


def _row(statement) -> tuple[str, ...]:
    return (statement.subject, statement.measure, statement.value, statement.unit, statement.basis)


@pytest.mark.parametrize("case", CASES)
def test_statements_of_a_sentence(case):
    read = understand_narrative(Prose(pages(case.paragraphs), load()), (), load())
    assert [_row(statement) for statement in read] == [(*row, *[""] * (5 - len(row))) for row in case.expected]
