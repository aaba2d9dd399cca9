"""Each sample in, its goldens out: the folder's name is the test's name."""

import csv
from collections import Counter, defaultdict
from difflib import SequenceMatcher

import pdfplumber
import pytest

from core.batch import import_paths
from core.export.tabular import export_tables
from core.names import fold
from core.store.library import Library
from core.tables.own_sums import broken_sums
from tests.conftest import SAMPLES, golden_of, reading_of

CONTACT, CONTACT_NUMBER = "联系人", "000-0000000"
PROJECT = ("form", "project", "department", "implementing_unit", "score", "weight_total")
FUNDING = ("part", "initial_budget", "adjusted_budget", "executed", "weight", "rate", "score")
INDICATOR = ("level1", "level2", "indicator", "operator", "target", "target_unit", "actual", "weight", "score", "reason")
SCORE = ("sheet", "level1", "item", "weight", "score")
KEYS = ("table", "side", "line", "parent_line", "line_code", "line_name", "column", "printed", "amount_fen", "unit", "page")


def golden_rows(sample, name) -> list[dict[str, str]]:
    with (sample / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_facts_are_the_golden_ones(sample):
    golden = Counter(tuple(fold(row[key]) if key == "line_name" else row[key] for key in KEYS) for row in golden_rows(sample, "facts"))
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


def test_every_figure_of_the_text_says_what_it_should(sample):
    golden = Counter((row["measure"], row["value"], fold(row["unit"])) for row in golden_rows(sample, "statements"))
    read = Counter((said.measure, said.value, fold(said.unit)) for said in reading_of(sample / "report.pdf").statements)
    assert (golden - read, read - golden) == (Counter(), Counter())


def test_figures_of_the_text_are_about_their_subjects(sample):
    read = defaultdict(list)
    for said in reading_of(sample / "report.pdf").statements:
        read[said.value, fold(said.unit)].append(fold(said.subject))
    for row in golden_rows(sample, "statements"):
        assert any(_alike(fold(row["subject"]), name) for name in read[row["value"], fold(row["unit"])]), row


def _alike(wanted, name):
    return bool(name) and (name in wanted or wanted in name or SequenceMatcher(None, name, wanted).ratio() >= 0.5)


def test_figures_stand_under_their_headings_with_their_codes(sample):
    """Page, headings above and what it is a part of; the code of every figure about a functional item."""
    golden, read = golden_rows(sample, "statements"), reading_of(sample / "report.pdf").statements
    places = Counter((row["measure"], row["value"], fold(row["section"]), fold(row["basis"]), int(row["page"])) for row in golden)
    assert places == Counter((said.measure, said.value, fold(said.section), fold(said.basis), said.place.page) for said in read)
    codes = Counter((row["measure"], row["value"], row["line_code"]) for row in golden if row["line_code"])
    assert codes - Counter((said.measure, said.value, said.line_code) for said in read) == Counter()


@pytest.mark.parametrize(
    ("name", "fields"), [("projects", PROJECT), ("funding", FUNDING), ("indicators", INDICATOR), ("scores", SCORE)], ids=lambda value: value
)
def test_performance_is_the_golden_one(sample, name, fields):
    reading = reading_of(sample / "report.pdf")
    read = {
        "projects": reading.projects,
        "funding": [row for project in reading.projects for row in project.funding],
        "indicators": [row for project in reading.projects for row in project.indicators],
        "scores": reading.scores,
    }[name]
    golden = [[int(row["page"]), *(fold(row[field]) for field in fields)] for row in golden_rows(sample, name)]
    assert [[row.place.page, *(fold(getattr(row, field)) for field in fields)] for row in read] == golden


def test_whom_to_ask_is_in_no_statement_and_no_export(tmp_path, definitions):
    told = [(path, reading_of(path / "report.pdf")) for path in SAMPLES]
    with Library.open(tmp_path / "library") as library:
        list(import_paths([path / "report.pdf" for path in SAMPLES], library, definitions))
        export_tables(library, tmp_path, definitions, library.selection())
    exported = "".join(path.read_text(encoding="utf-8-sig") for path in tmp_path.glob("*.csv"))
    said = "".join(statement.sentence + statement.subject for _, reading in told for statement in reading.statements)
    numbers = {number.text for _, reading in told for number in reading.numbers}
    with pdfplumber.open(next(path for path in SAMPLES if path.name == "vertical_form") / "report.pdf") as pdf:
        assert any(CONTACT_NUMBER in page.extract_text() for page in pdf.pages)
    assert "2060101" in exported
    assert not any(mark in exported + said for mark in (CONTACT, CONTACT_NUMBER))
    assert not {text for text in numbers if "0000000" in text}
