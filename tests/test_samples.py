"""Each sample in, its goldens out: the folder's name is the test's name."""

import csv
from collections import Counter

from core.names import fold
from core.tables.own_sums import broken_sums
from tests.conftest import golden_of, reading_of

KEYS = ("table", "side", "line", "parent_line", "line_code", "line_name", "column", "printed", "amount_fen", "unit", "page")


def test_facts_are_the_golden_ones(sample):
    with (sample / "facts.csv").open(newline="", encoding="utf-8-sig") as file:
        golden = Counter(tuple(fold(row[key]) if key == "line_name" else row[key] for key in KEYS) for row in csv.DictReader(file))
    read = Counter(_row(fact) for table in reading_of(sample / "report.pdf").tables for fact in table.facts)
    assert not golden - read, "missing"
    assert not read - golden, "extra"


def _row(fact):
    values = {**{key: getattr(fact, key) for key in KEYS if key != "page"}, "page": fact.place.page, "line_name": fold(fact.line_name)}
    return tuple(str(values[key]) for key in KEYS)


def test_identity_is_the_golden_one(sample):
    identity, golden = reading_of(sample / "report.pdf").identity, golden_of(sample)
    assert (identity.unit_name, identity.fiscal_year, identity.kind, identity.published_on) == (
        golden["unit_name"],
        golden["fiscal_year"],
        golden["kind"],
        golden["published_on"],
    )


def test_every_identity_value_has_its_place(sample):
    for evidence in reading_of(sample / "report.pdf").identity.evidence:
        assert evidence.place.page
        assert evidence.text


def test_nothing_is_left_unread(sample):
    reading = reading_of(sample / "report.pdf")
    assert [problem for table in reading.tables for problem in table.problems] == []
    assert reading.problems == ()


def test_printed_totals_equal_the_sums_of_what_was_read(sample):
    assert broken_sums(fact for table in reading_of(sample / "report.pdf").tables for fact in table.facts) == []


def test_every_fact_lies_in_its_printed_cell(sample):
    for table in reading_of(sample / "report.pdf").tables:
        cells = {(cell.row, cell.column): cell for cell in table.cells}
        for fact in table.facts:
            cell = cells[fact.cell_row, fact.cell_column]
            assert (cell.text.strip(), cell.place) == (fact.printed, fact.place)
            assert cell.kind == "amount"
