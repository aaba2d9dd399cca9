"""Every drawn layout is understood as it says it must be."""

from collections import Counter
from pathlib import Path

import pytest

from core.tables.understand import understand_tables
from tests.tables.drawn import read_drawing

DRAWINGS = sorted((Path(__file__).parent.parent / "grids").glob("*.txt"))


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: path.stem)
def test_drawn_layout(path, definitions):
    drawing = read_drawing(path)
    tables = understand_tables(drawing.pages, definitions, lambda number, top, bottom: None)
    facts = [_said(fact) for table in tables for fact in table.facts]
    assert Counter(facts) == Counter(drawing.facts)
    assert sorted(problem.kind for table in tables for problem in table.problems) == sorted(drawing.problems)
    if drawing.states:
        assert [f"{table.table} {table.state}" for table in tables if table.state != "missing"] == drawing.states


def _said(fact) -> str:
    line = f"{fact.line}/{fact.parent_line}" if fact.parent_line and not fact.line_code else fact.line
    return " ".join(filter(None, [fact.table, fact.side, line, fact.column, str(fact.amount_fen)]))
