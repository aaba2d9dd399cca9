"""The workbook like the official forms: every total a formula that comes to the printed figure, every figure linked, importable again."""

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from core.export.kept_ledger import kept_ledger
from core.export.official import export_official, official_workbook
from core.export.official_rows import placed
from core.export.official_sums import sums_of, without_circles
from core.export.verify_workbook import verify_workbook
from core.ingest import read_file
from core.model import Box, Place, PrintedCell
from core.reading.held_cells import held_cells
from core.store.library import Library
from core.typeset.chance import random_figures, random_layout
from core.typeset.report import typeset
from tests.conftest import SAMPLES, reading_of
from tests.export.recalculated import OFFICE, recalculated, worked_out
from tests.readings import a_cell, a_fact, a_reading, a_table

WILD = "=cmd|' /C calc'!A0"
FACT = (
    *("table", "side", "line", "parent_line", "role", "line_code", "line_name", "column"),
    *("printed", "amount_fen", "precision_fen", "unit"),
)


def said(fact) -> tuple:
    return tuple(getattr(fact, name) for name in FACT)


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda path: path.name)
def made(request, tmp_path_factory, definitions):
    """A sample: its reading, its ledger as kept, its workbook."""
    reading = reading_of(request.param / "report.pdf")
    with Library.open(tmp_path_factory.mktemp("official")) as library:
        report = library.save(reading).report
        yield reading, kept_ledger(library, report, definitions), official_workbook(library, report, definitions)


def small(tmp_path, definitions, rows, **changes) -> bytes:
    """The workbook of a table of classes: rows of code, total, basic and project expenditure as printed."""
    columns = ("total", "basic", "project")
    cells = [a_cell(0, 0, "项目", "header", column_span=2)]
    cells += [a_cell(0, n, name, "header") for n, name in enumerate(("本年支出合计", "基本支出", "项目支出"), 2)]
    facts = []
    for row, (code, *amounts) in enumerate(rows, 1):
        whole = code == "合计"
        cells += [a_cell(row, 0, code, column_span=2)] if whole else [a_cell(row, 0, code, "code"), a_cell(row, 1, f"科目{code}")]
        names = {"line": "total", "line_code": "", "line_name": "合计", "role": "total"} if whole else {"line": code, "line_code": code}
        for column, (key, printed) in enumerate(zip(columns, amounts, strict=True), 2):
            cells.append(a_cell(row, column, printed, "amount"))
            fen = int(Decimal(printed.replace(",", "")) * 1_000_000)
            facts.append(replace(a_fact(row, column, printed, fen, **names), column=key))
    table = a_table(cells=tuple(cells), facts=tuple(facts), **changes)
    with Library.open(tmp_path) as library:
        report = library.save(a_reading(tables=(table,))).report
        return official_workbook(library, report, definitions)


def comments(workbook: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if "comments" in name)


def test_a_sheet_stands_for_each_printed_table(made, definitions):
    reading, _, workbook = made
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook))
    titles = [table.title[:31] for table in reading.tables if table.table in definitions.tables and table.cells]
    assert book.sheet_names == ["封面", *titles, "来源", "核验"]
    assert len(titles) >= 9


def test_title_number_and_unit_stand_above_and_heads_are_merged(made, definitions):
    reading, _, workbook = made
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook))
    for table in reading.tables:
        if table.table not in definitions.tables or not table.cells or any(cell.kind == "title" for cell in table.cells):
            continue
        sheet = book.get_sheet_by_name(table.title[:31])
        rows = sheet.to_python(skip_empty_area=False)
        assert rows[0][0] == table.title
        assert rows[1][-1] == table.printed_number
        assert rows[2][-1] == f"金额单位：{table.unit}"
        spans = [cell for cell in table.cells if cell.kind == "header" and cell.row_span * cell.column_span > 1 and cell.row == 0]
        merged = {(first[1], last[1]) for first, last in sheet.merged_cell_ranges if first[0] == 3}
        assert {(cell.column, cell.column + cell.column_span - 1) for cell in spans} == merged


def test_every_figure_is_the_printed_number(made):
    """As a number, exactly; in the order of the report."""
    _, ledger, workbook = made
    cells = held_cells(workbook)
    source = list(cells["来源"].items())
    by_row = {}
    for place, held in source:
        letters, row = re.fullmatch(r"([A-Z]+)(\d+)", place).groups()
        by_row.setdefault(int(row), {})[letters] = held.value
    rows = [row for number, row in sorted(by_row.items()) if number > 1 and "B" in row]
    assert len(rows) >= len(ledger.facts) > 100
    found = [(Decimal(cells[row["A"]][row["B"]].value), row["E"]) for row in rows if row.get("D")]
    printed = sorted((Decimal(fact.amount_fen) / ledger.per_unit(fact), fact.printed) for fact in ledger.facts)
    assert sorted(found) == printed


def test_every_total_is_a_formula_that_comes_to_the_stored_value(made):
    _, ledger, workbook = made
    chosen = without_circles(sums_of(ledger))
    totals = [n for n, fact in enumerate(ledger.facts) if fact.role in ("total", "subtotal")]
    failing = {total for total, sums in sums_of(ledger).items() if all(each.state == "fail" for each in sums)}
    assert totals
    assert not [ledger.facts[n] for n in totals if n not in chosen and n not in failing]
    held = held_cells(workbook)
    formulas = [(sheet, place) for sheet, cells in held.items() for place, cell in cells.items() if cell.formula]
    assert len(formulas) == len(chosen)
    for sheet, place in formulas:
        assert worked_out(held[sheet], place) == Decimal(held[sheet][place].value), (sheet, place)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: formulas are worked out by the test alone")
def test_libreoffice_comes_to_the_stored_values(tmp_path, made):
    workbook = made[2]
    before, after = held_cells(workbook), recalculated(workbook, tmp_path)
    formulas = [(sheet, place) for sheet, cells in before.items() for place, cell in cells.items() if cell.formula]
    assert len(formulas) > 50
    for sheet, place in formulas:
        assert abs(Decimal(after[sheet][place].value) - Decimal(before[sheet][place].value)) < Decimal("1e-9"), (sheet, place)


def test_every_figure_leads_to_its_page(made):
    """A link to the cell in the running program, with its page in the tip; the same link in the list of sources."""
    reading, _, workbook = made
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        tips = sum(len(re.findall(r'tooltip="第 \d+ 页', archive.read(name).decode())) for name in archive.namelist() if "/sheet" in name)
        links = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".rels"))
    figures = sum(len(table.facts) for table in reading.tables)
    assert tips >= figures
    assert links.count(f"http://127.0.0.1:8765/report?report={reading.sha256[:12]}&amp;tab=tables&amp;table=") >= 2 * figures


def test_imported_again_it_gives_the_same_facts(tmp_path, made, definitions):
    reading, _, workbook = made
    path = tmp_path / "again.xlsx"
    path.write_bytes(workbook)
    again = read_file(path, definitions, ocr="off")
    assert [said(fact) for table in again.tables for fact in table.facts] == [said(f) for table in reading.tables for f in table.facts]
    same = ("unit_name", "fiscal_year", "kind")
    assert [getattr(again.identity, name) for name in same] == [getattr(reading.identity, name) for name in same]


@pytest.mark.parametrize("seed", [302, 307, 312])
def test_reports_drawn_by_lot_come_back_too(tmp_path, definitions, seed):
    """Pages whose grids leave out columns, headings cut otherwise on a later page, blanks between thousands (shown as commas)."""
    units = {"units": {"": "yuan"}} if seed % 3 == 0 else {}
    typeset(random_figures(seed), random_layout(seed, narrative=False, **units), tmp_path / "report.pdf")
    reading = read_file(tmp_path / "report.pdf", definitions, ocr="off")
    with Library.open(tmp_path / "library") as library:
        report = library.save(reading).report
        workbook = official_workbook(library, report, definitions)
        assert verify_workbook(workbook, library).changed == ()
    (tmp_path / "again.xlsx").write_bytes(workbook)
    again = read_file(tmp_path / "again.xlsx", definitions, ocr="off")
    plain = [[replace(fact, printed="") for table in each.tables for fact in table.facts] for each in (again, reading)]
    assert [said(fact) for fact in plain[0]] == [said(fact) for fact in plain[1]]
    held = held_cells(workbook)
    formulas = [(sheet, place) for sheet, cells in held.items() for place, cell in cells.items() if cell.formula]
    assert len(formulas) > 50
    assert all(worked_out(held[sheet], place) == Decimal(held[sheet][place].value) for sheet, place in formulas)


def test_rounding_is_written_at_the_end_of_the_formula_and_told(tmp_path, definitions):
    rows = [("合计", "100.01", "60.00", "40.01"), ("201", "50.00", "30.00", "20.00"), ("208", "50.00", "30.00", "20.00")]
    workbook = small(tmp_path, definitions, rows)
    cells = held_cells(workbook)["支出决算表"]
    assert (cells["E5"].formula, cells["E5"].value) == ("SUM(E6:E7)+0.01", "40.01")
    assert (cells["C5"].formula, cells["C5"].value) == ("SUM(D5:E5)", "100.01")
    assert "印刷尾差 0.01 万元" in comments(workbook)


def test_a_total_that_contradicts_its_parts_stays_as_printed_and_says_so(tmp_path, definitions):
    rows = [("合计", "100.00", "60.00", "90.00"), ("201", "50.00", "30.00", "20.00"), ("208", "50.00", "30.00", "20.00")]
    workbook = small(tmp_path, definitions, rows)
    cells = held_cells(workbook)["支出决算表"]
    assert (cells["E5"].formula, cells["E5"].value) == ("", "90.00")
    assert "相差 50 万元，超出四舍五入，请核实" in comments(workbook)
    assert cells["C5"].formula == "SUM(C6:C7)"
    assert "另一条合计关系不符：相差 -50 万元" in comments(workbook)


def test_a_corrected_figure_is_written_and_says_what_was_printed(tmp_path, definitions):
    facts = (replace(a_fact(1, 2, "1,234.56", 1_243_560_000), corrected="1,243.56", read_fen=1_234_560_000, source="corrected"),)
    with Library.open(tmp_path) as library:
        report = library.save(a_reading(tables=(a_table(facts=facts),))).report
        workbook = official_workbook(library, report, definitions)
        assert verify_workbook(workbook, library).changed == ()
    assert held_cells(workbook)["支出决算表"]["C5"].value == "1243.56"
    assert "报告印的是 1,234.56" in comments(workbook)


def test_numbers_show_as_they_were_printed(tmp_path, definitions):
    rows = [("合计", "1,000.5", "1000.50", "0"), ("201", "1,000.5", "1000.50", "0")]
    with zipfile.ZipFile(io.BytesIO(small(tmp_path, definitions, rows))) as archive:
        styles = archive.read("xl/styles.xml").decode()
    assert set(re.findall(r'formatCode="([^"]*)"', styles)) == {"#,##0.0", "0.00", "#,##0"}


def test_headings_printed_again_on_the_next_page_are_left_out(tmp_path, definitions):
    head = (a_cell(0, 0, "项目", "header", column_span=2), a_cell(0, 2, "本年支出合计", "header"))
    whole = (a_cell(1, 0, "合计", column_span=2), a_cell(1, 2, "3.00", "amount"))
    first = (a_cell(2, 0, "201", "code"), a_cell(2, 1, "一般"), a_cell(2, 2, "1.00", "amount"))
    second = (a_cell(2, 0, "208", "code"), a_cell(2, 1, "社会"), a_cell(2, 2, "2.00", "amount"))
    again = tuple(replace(cell, row=cell.row + 3, place=Place(4)) for cell in (*head, *whole, *second))
    facts = (
        a_fact(1, 2, "3.00", 3_000_000, line="total", line_code="", line_name="合计", role="total"),
        a_fact(2, 2, "1.00", 1_000_000),
        a_fact(5, 2, "2.00", 2_000_000, line="208", line_code="208"),
    )
    table = a_table(cells=(*head, *whole, *first, *again), facts=facts)
    with Library.open(tmp_path) as library:
        report = library.save(a_reading(tables=(table,))).report
        cells = held_cells(official_workbook(library, report, definitions))["支出决算表"]
    assert [cells[f"A{row}"].value for row in range(4, 8)] == ["项目", "合计", "201", "208"]
    assert cells["C5"].formula == "SUM(C6:C7)"


def test_columns_of_a_later_page_stand_under_those_of_the_first():
    """A page whose grid leaves out a column: by where its cells stand, not by their number."""

    def cell(row, column, text, x0, x1, page, span=1):
        return PrintedCell(row, column, 1, span, "amount", text, Place(page, Box(x0, 10.0 * row, x1, 10.0 * row + 9)))

    first = [cell(0, column, f"{column}", 100 * column, 100 * column + 100, 1) for column in range(4)]
    second = [cell(1, 0, "a", 0, 100, 2), cell(1, 1, "b", 110, 290, 2), cell(1, 2, "c", 310, 400, 2)]
    found = placed([*first, *second], set())
    assert [(found[1, column].column, found[1, column].column_span) for column in range(3)] == [(0, 1), (1, 2), (3, 1)]
    crowded = [cell(1, 0, "a", 0, 40, 2), cell(1, 1, "b", 60, 100, 2), cell(1, 2, "c", 310, 400, 2)]
    found = placed([*first, *crowded], set())
    assert [found[1, column].column for column in range(3)] == [0, 1, 2]  # two words for one place: as printed


def test_text_is_no_formula(tmp_path, definitions):
    wild = a_table(title=WILD, note=WILD, unit="万元", cells=(a_cell(0, 0, WILD), a_cell(1, 0, "-12.30", "amount")), facts=())
    with Library.open(tmp_path / "library") as library:
        reading = a_reading(file=f"{WILD}.pdf", tables=(wild,))
        library.save(replace(reading, identity=replace(reading.identity, unit_name=WILD)))
        (path,) = export_official(library, tmp_path / "out", definitions, library.selection())
    with zipfile.ZipFile(path) as archive:
        texts = [archive.read(name).decode() for name in archive.namelist()]
    assert not [text for text in texts if "<f>" in text]
    shown = [cell.value for sheet, cells in held_cells(path.read_bytes()).items() if sheet != "核验" for cell in cells.values()]
    assert not [text for text in shown if text.startswith(("=", "+", "@"))]


def test_the_same_report_gives_the_same_bytes(tmp_path, definitions):
    with Library.open(tmp_path) as library:
        report = library.save(a_reading()).report
        assert official_workbook(library, report, definitions) == official_workbook(library, report, definitions)


def test_a_report_without_tables_has_a_cover(tmp_path, definitions):
    with Library.open(tmp_path) as library:
        report = library.save(a_reading(tables=())).report
        held = held_cells(official_workbook(library, report, definitions, "en"))
    assert list(held) == ["Cover", "Sources", "Verification"]
