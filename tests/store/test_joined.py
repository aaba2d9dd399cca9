"""A report published as two files is read as one once a person says so, and taken apart again."""

import shutil
from pathlib import Path

import pypdfium2
import pytest
import xlsxwriter

from core.batch import import_paths
from core.definitions import load
from core.ingest import read_file
from core.model import Report
from core.reread import join, reread, separate
from core.store.library import Library
from tests.conftest import SAMPLES, reading_of

SAMPLE = next(sample for sample in SAMPLES if sample.name == "central_form")


def cut(target: Path, pages: list[int]) -> Path:
    """A PDF of these pages of the sample, from 1."""
    with pypdfium2.PdfDocument(SAMPLE / "report.pdf") as whole, pypdfium2.PdfDocument.new() as part:
        part.import_pages(whole, [page - 1 for page in pages])
        part.save(target)
    return target


def table_pages() -> list[int]:
    found = [t for t in reading_of(SAMPLE / "report.pdf").tables if t.table in load().tables and t.first_page]
    return list(range(min(t.first_page for t in found), max(t.last_page for t in found) + 1))


def workbook(target: Path) -> Path:
    """The tables of the sample as a workbook, a sheet each."""
    with xlsxwriter.Workbook(target) as book:
        book.add_worksheet("cover").write(0, 0, f"{reading_of(SAMPLE / 'report.pdf').identity.unit_name}2023年度部门决算")
        for number, table in enumerate(t for t in reading_of(SAMPLE / "report.pdf").tables if t.table in load().tables):
            sheet = book.add_worksheet(f"table{number}")
            sheet.write(0, 0, table.title)
            sheet.write(1, 0, f"金额单位：{table.unit}")
            for cell in table.cells:
                if cell.kind not in ("title", "note"):
                    last = cell.row + cell.row_span + 2, cell.column + cell.column_span - 1
                    merged = cell.row_span > 1 or cell.column_span > 1
                    sheet.merge_range(cell.row + 3, cell.column, *last, cell.text) if merged else sheet.write(
                        cell.row + 3, cell.column, cell.text
                    )
    return target


def halves(folder: Path, kind: str) -> list[Path]:
    inside = table_pages()
    others = [n for n in range(1, reading_of(SAMPLE / "report.pdf").pages + 1) if n not in inside]
    tables = cut(folder / "tables.pdf", [1, *inside]) if kind == "pdf" else workbook(folder / "tables.xlsx")
    return [cut(folder / "text.pdf", others), tables]


def amounts(library: Library, report: Report) -> set[tuple[str, ...]]:
    facts = library.exported("facts", [report.report]).to_pylist()
    return {tuple(str(row[name]) for name in ("table", "side", "line", "column", "amount_fen")) for row in facts}


def golden() -> set[tuple[str, ...]]:
    facts = [fact for table in reading_of(SAMPLE / "report.pdf").tables for fact in table.facts]
    return {(fact.table, fact.side, fact.line, fact.column, str(fact.amount_fen)) for fact in facts}


@pytest.fixture(params=["pdf", "xlsx"])
def two(request, tmp_path):
    """A library with the text and the tables of one report as two reports."""
    paths = halves(tmp_path, request.param)
    with Library.open(tmp_path / "library") as library:
        receipts = list(import_paths(paths, library, load()))
        text, tables = (library.known(receipt.report) for receipt in receipts)
        for each in (text, tables):
            library.answer(each.report, "unit_name", "某单位")
            library.answer(each.report, "fiscal_year", "2023")
            reread(library, each.report, load())
        yield library, library.known(text.report), library.known(tables.report)


def test_the_two_become_one_with_every_figure_and_link(two):
    library, text, tables = two
    assert library.other_half(text.report) == tables
    whole = join(library, text.report, tables.report, load())
    assert library.report(tables.report) is None
    assert amounts(library, whole) == golden()
    linked = (library.statements(whole.report)["linked_facts"] != "").sum()
    assert linked == sum(bool(each.linked_facts) for each in reading_of(SAMPLE / "report.pdf").statements) > 0
    assert library.other_half(whole.report) is None
    assert library.find(tables.sha256) == whole


def test_pages_lead_to_the_file_they_are_in(two):
    library, text, tables = two
    whole = join(library, text.report, tables.report, load())
    assert library.page_file(whole.report, 1) == (library.original_path(text.sha256), 1)
    facts = library.facts(whole.report)
    if tables.pages:
        first = int(facts["page"].min())
        assert first > text.pages
        assert library.page_file(whole.report, first) == (library.original_path(tables.sha256), first - text.pages)
    else:
        assert facts["page"].isna().all()
        assert (facts["locator"] != "").all()


def test_reading_again_keeps_both(two):
    library, text, tables = two
    whole = join(library, text.report, tables.report, load())
    assert reread(library, whole.report, load()) == whole
    assert amounts(library, whole) == golden()


def test_taken_apart_they_are_as_before(two):
    library, text, tables = two
    before = amounts(library, tables)
    whole = join(library, text.report, tables.report, load())
    own, other = separate(library, whole.report, load())
    assert (own.report, other.report, other.file) == (text.report, tables.report, tables.file)
    assert amounts(library, own) == set()
    assert amounts(library, other) == before
    assert library.annexes(own.report) == []


def test_both_files_go_with_the_report(two):
    library, text, tables = two
    whole = join(library, text.report, tables.report, load())
    library.delete(whole.report)
    assert list((library.folder / "originals").iterdir()) == []


def test_tables_in_several_workbooks_are_all_read_and_told_by_their_own_cells(tmp_path):
    """The pages made of a workbook skip numbers: those of the next one begin behind the last."""
    text, tables = halves(tmp_path, "xlsx")
    other = Path(shutil.copy(tables, tmp_path / "second.xlsx"))
    reading = read_file(text, load(), annexes=[tables, other])
    facts = [fact for table in reading.tables for fact in table.facts]
    assert {(fact.table, fact.side, fact.line, fact.column, str(fact.amount_fen)) for fact in facts} == golden()
    alone = [fact.place.locator for table in read_file(tables, load()).tables for fact in table.facts]
    assert sorted(fact.place.locator for fact in facts) == sorted(2 * alone)
