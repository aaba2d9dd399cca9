"""Tables without a single rule, read by lines drawn where the rules would be: every figure the typesetter says it printed, no other."""

from collections import Counter
from dataclasses import replace

import pytest

from core.definitions import load
from core.ingest import read_file
from core.model import Box, Drawing
from core.reading import open_document, open_report, read_pages
from core.redraw import suggested, tried
from core.tables.drawn import choices, proposed
from core.tables.find import column_edges
from core.tables.understand import understand_drawn
from core.typeset.chance import random_figures, random_layout
from core.typeset.report import typeset
from tests.conftest import reading_of

UNITS = {"wan": "万元", "yuan": "元"}


def bare(text: str) -> str:
    return text.replace(" ", "")


def drawings_of(ruled, table: str, pages: range, unit: str, definitions) -> list[Drawing]:
    """The rules of the ruled twin as a person would draw them, each column said to hold what the first page's heading says."""
    drawings, headings = [], ()
    for number in pages:
        for grid in ruled.read_page(number).grids:
            headings = headings or proposed(grid, definitions.tables[table], definitions)
            columns = tuple(column_edges(grid)[1:-1])
            drawings.append(Drawing(table, unit, number, grid.box, columns, (), headings))
    return drawings


@pytest.mark.parametrize("seed", [101, 107, 113])
def test_drawn_lines_give_the_printed_figures(tmp_path, seed, definitions):
    figures = random_figures(seed)
    layouts = {kind: random_layout(seed, narrative=False, rulings=kind) for kind in ("full", "none")}
    made = {kind: typeset(figures, layout, tmp_path / f"{kind}.pdf") for kind, layout in layouts.items()}["none"]
    with open_report(tmp_path / "full.pdf") as ruled, open_document(tmp_path / "none.pdf") as twin:
        pages = twin.read()
        for table, (first, last) in made.table_pages.items():
            unit = UNITS[layouts["none"].unit(table)]
            drawings = drawings_of(ruled, table, range(first, last + 1), unit, definitions)
            tables = understand_drawn(pages, drawings, definitions, twin.read_drawn)
            read = Counter((f.side, f.line, f.column, bare(f.printed)) for t in tables for f in t.facts)
            printed = (p.fact for p in made.facts if p.fact.table == table)
            assert read == Counter((f.side, f.line, f.column, bare(f.printed)) for f in printed), table
            assert not [problem for t in tables for problem in t.problems], table
            assert {(f.source, f.doubt) for t in tables for f in t.facts} <= {("read", "")}


def test_the_first_guess_reads_a_known_table_as_it_was_read(sample, definitions):
    for table in reading_of(sample / "report.pdf").tables:
        if table.state != "filled" or table.table not in definitions.tables:
            continue
        drawings: list[Drawing] = []
        for number in range(table.first_page, table.last_page + 1):
            drawings.append(suggested([sample / "report.pdf"], table.table, number, definitions, drawings))
        again = tried([sample / "report.pdf"], drawings, definitions)
        assert again.unit == table.unit
        told = [(fact.side, fact.line, fact.column, fact.amount_fen) for fact in again.facts]
        assert sorted(told) == sorted((fact.side, fact.line, fact.column, fact.amount_fen) for fact in table.facts)


def test_a_drawn_table_takes_the_place_of_what_was_found_there(sample, definitions):
    before = reading_of(sample / "report.pdf")
    table = next(t for t in before.tables if t.table == "revenue")
    begun = suggested([sample / "report.pdf"], "revenue", table.first_page, definitions)
    missing = next(key for key in definitions.tables if key not in {t.table for t in before.tables})
    left_out = replace(begun, headings=tuple("" if key == "total" else key for key in begun.headings))
    after = read_file(sample / "report.pdf", load(), drawings=[left_out])
    drawn = [t for t in after.tables if t.table == "revenue"]
    assert len(drawn) == 1
    assert "total" not in {fact.column for fact in drawn[0].facts}
    assert [t.table for t in after.tables] == [t.table for t in before.tables]
    assert ("drawn_in_part" in {p.kind for p in drawn[0].problems}) == (table.last_page > table.first_page)
    others = [t.facts for t in before.tables if t.table != "revenue"]
    assert [t.facts for t in after.tables if t.table != "revenue"] == others
    as_other = replace(begun, table=missing, headings=tuple("label" if key == "label" else "" for key in begun.headings))
    moved = read_file(sample / "report.pdf", load(), drawings=[as_other])
    assert "revenue" not in {t.table for t in moved.tables if t.facts}


def test_two_figures_between_two_lines_are_never_one(sample, definitions):
    table = next(t for t in reading_of(sample / "report.pdf").tables if t.table == "expenditure")
    begun = suggested([sample / "report.pdf"], "expenditure", table.first_page, definitions)
    at = begun.headings.index("total")
    joined = replace(begun, columns=begun.columns[:at] + begun.columns[at + 1 :], headings=begun.headings[:at] + begun.headings[at + 1 :])
    read = tried([sample / "report.pdf"], [joined], definitions)
    printed = {fact.amount_fen for fact in table.facts}
    assert {fact.amount_fen for fact in read.facts} <= printed
    assert "unreadable_amount" in {problem.kind for problem in read.problems}


def test_drawn_rows_part_what_stands_close(sample, definitions):
    begun = suggested([sample / "report.pdf"], "expenditure", _page(sample, "expenditure"), definitions)
    page = read_pages(sample / "report.pdf")[begun.page - 1]
    middle = (begun.area.top + begun.area.bottom) / 2
    with open_document(sample / "report.pdf") as file:
        halves = file.read_drawn(page, replace(begun, rows=(middle,)))
        nothing = file.read_drawn(page, replace(begun, area=Box(1, 1, 3, 3), columns=()))
    assert {cell.row for cell in halves.cells if cell.box.top > middle} <= {halves.rows - 1}
    assert nothing is None


def _page(sample, key: str) -> int:
    return next(t.first_page for t in reading_of(sample / "report.pdf").tables if t.table == key)


def test_every_choice_has_a_name(definitions):
    for table in definitions.tables.values():
        known = choices(table, definitions)
        assert len(known) == len(set(known))
        names = {part for key in known for part in key.split("/") if part} - set(table.sides) - {"code", "label", "line_number"}
        kinds = ("column", "line")
        names = {name for name in names if name not in definitions.economic}
        assert not [name for name in names if not any((kind, name) in definitions.vocabulary for kind in kinds)]
