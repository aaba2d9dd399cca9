"""Two reports in one file: told, never mixed, and kept as two once a person says so."""

import csv

import pypdfium2
import pytest

from core.batch import import_paths
from core.definitions import load
from core.errors import LibraryError
from core.ingest import read_file
from core.model import Place, Statement
from core.parts import parts_of
from core.reread import reread, split
from core.store.library import Library, report_number
from tests.conftest import SAMPLES, golden_of, reading_of
from tests.readings import a_reading, an_identity

PAIRS = [(SAMPLES[0], SAMPLES[1]), (SAMPLES[2], SAMPLES[0])]


@pytest.fixture(params=PAIRS, ids=lambda pair: f"{pair[0].name}, {pair[1].name}")
def both(request, tmp_path):
    """One file with the pages of two samples, and the samples."""
    path = tmp_path / "两个单位.pdf"
    whole = pypdfium2.PdfDocument.new()
    for sample in request.param:
        whole.import_pages(pypdfium2.PdfDocument(sample / "report.pdf"))
    whole.save(path)
    return path, *request.param


@pytest.fixture
def kept(both, tmp_path):
    """A library with the file, imported as it came; the report; and the two samples."""
    path, first, second = both
    with Library.open(tmp_path / "library") as library:
        (receipt,) = import_paths([path], library, load())
        yield library, receipt, first, second


def printed(sample) -> list[tuple[str, ...]]:
    with (sample / "facts.csv").open(encoding="utf-8") as file:
        return sorted((row["table"], row["line"], row["column"], row["printed"]) for row in csv.DictReader(file))


def read(library, report) -> list[tuple[str, ...]]:
    return sorted(zip(*(library.facts(report)[name] for name in ("table", "line", "column", "printed")), strict=True))


def test_only_the_first_is_read_and_the_others_are_named(both):
    path, first, second = both
    reading = read_file(path, load())
    told = next(problem for problem in reading.problems if problem.kind == "several_reports")
    pages = reading_of(first / "report.pdf").pages
    assert told.details["count"] == 2
    assert told.details["ranges"] == [f"1-{pages}", f"{pages + 1}-{reading.pages}"]
    assert all(golden_of(sample)["unit_name"] in told.details["parts"] for sample in (first, second))
    assert reading.unread_pages == tuple(range(pages + 1, reading.pages + 1))
    alone = reading_of(first / "report.pdf")
    assert [table.facts for table in reading.tables] == [table.facts for table in alone.tables]
    assert reading.statements == alone.statements
    assert reading.identity.unit_name == golden_of(first)["unit_name"]


def test_confirmed_it_becomes_two_reports(kept):
    library, receipt, first, second = kept
    assert (receipt.state, receipt.reason) == ("needs_person", "several_reports")
    one, two = split(library, receipt.report, load())
    assert {report.report for report in (one, two)} == set(library.reports()["report"])
    assert one.report == report_number(one.sha256, one.part) != one.sha256[:12]
    for report, sample in ((one, first), (two, second)):
        assert report.unit_name == golden_of(sample)["unit_name"]
        assert report.sha256 == receipt.sha256
        assert read(library, report.report) == printed(sample)
        assert not library.pages(report.report)["unread"].any()
    first_page, last_page = map(int, two.part.split("-"))
    assert library.facts(two.report)["page"].between(first_page, last_page).all()
    assert split(library, two.report, load()) == [two]


def test_a_part_is_read_again_as_that_part_and_keeps_the_file_the_other_needs(kept):
    library, receipt, _first, second = kept
    one, two = split(library, receipt.report, load())
    assert reread(library, two.report, load()) == two
    assert read(library, two.report) == printed(second)
    library.delete(one.report)
    assert library.original_path(two.sha256).exists()
    assert library.find(receipt.sha256) == two
    path = library.original_path(two.sha256)
    library.delete(two.report)
    assert not path.exists()
    with pytest.raises(LibraryError):
        library.known(two.report)


def test_a_report_alone_in_its_file_stays_one(sample, definitions):
    reading = reading_of(sample / "report.pdf")
    assert "several_reports" not in {problem.kind for problem in reading.problems}
    assert reading.part == ""


def test_the_tables_of_one_unit_printed_twice_are_one_report(sample, tmp_path, definitions):
    whole = pypdfium2.PdfDocument.new()
    for _time in range(2):
        whole.import_pages(pypdfium2.PdfDocument(sample / "report.pdf"))
    whole.save(tmp_path / "twice.pdf")
    reading = read_file(tmp_path / "twice.pdf", definitions)
    assert "several_reports" not in {problem.kind for problem in reading.problems}


def test_an_empty_file_has_no_parts(definitions):
    assert parts_of([], (), definitions) == ()


def test_text_and_tables_in_two_files_are_told_of_one_another(tmp_path):
    told = Statement("收入", "本年收入合计", "current", "1.00", "万元", "", "", "本年收入合计1.00万元。", Place(2))
    text = a_reading("ab", tables=(), statements=(told,))
    tables = a_reading("cd", an_identity(fiscal_year=None))
    with Library.open(tmp_path) as library:
        one = library.save(text)
        assert library.other_half(one.report) is None
        two = library.save(tables)
        assert library.other_half(one.report) == two
        assert library.other_half(two.report) == one
        for seed, identity in (("ef", an_identity("另一个单位")), ("12", an_identity(fiscal_year=2001)), ("34", an_identity(""))):
            assert library.other_half(library.save(a_reading(seed, identity)).report) is None
        whole = library.save(a_reading("56", statements=(told,)))
        assert library.other_half(whole.report) is None
