"""The self-check list, opened again with other libraries than those that wrote it: its rows are the findings of the library."""

import io
import shutil
import subprocess
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import date

import docx
import pytest
from python_calamine import CalamineWorkbook

from core.checks.verdict import shown_as
from core.errors import LibraryError
from core.export.listing import KINDS, listing
from core.export.private import without_contacts
from core.export.self_check import self_check_docx, self_check_xlsx
from core.model import Finding
from core.store.library import Library
from core.version import VERSION
from tests.conftest import reading_of
from tests.export.faulty import SAMPLE, faulty, keep
from tests.readings import a_reading, an_identity

DAY = date(2026, 3, 9)
WILD = "=cmd|' /C calc'!A0"


@pytest.fixture
def kept(tmp_path):
    reading = reading_of(SAMPLE)
    library, report = keep(tmp_path / "library", reading=faulty(replace(reading, tables=reading.tables[:5])))
    with library:
        yield library, report


def sheets(content: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def rows(sheet: list[list[object]]) -> list[list[object]]:
    """The rows below the heads that have a number."""
    return [row for row in sheet[2:] if isinstance(row[0], int | float)]


def words(content: bytes) -> tuple[str, list[list[list[str]]]]:
    """The text outside the tables of a Word file, and its tables."""
    document = docx.Document(io.BytesIO(content))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    foot = document.sections[0].footer.paragraphs[0].text
    return "\n".join([*(line.text for line in document.paragraphs), foot]), tables


def test_the_workbook_has_a_row_for_each_finding(kept, definitions):
    library, report = kept
    found = sheets(self_check_xlsx(library, report, definitions, made_on=DAY))
    findings = library.findings(report)
    assert list(found) == ["概况", "不符、提示和尾差", "未查", "相符和不适用", "与其他报告核对"]
    listed = [row for name in list(found)[1:4] for row in rows(found[name])]
    assert [row[0] for row in listed] == list(range(1, len(findings) + 1))
    of_kind = {kind: definitions.message(f"out_state_{kind}") for kind in KINDS}
    told = Counter(row[1] for name in ("不符、提示和尾差", "相符和不适用") for row in rows(found[name]))
    counted = Counter(of_kind[shown_as(finding)] for finding in findings)
    assert told + Counter({of_kind["not_run"]: len(rows(found["未查"]))}) == counted
    assert counted["✕ 不符"] > 0
    assert counted["? 未查"] > 0


def test_what_was_not_checked_is_as_large_as_what_differs_and_says_why(kept, definitions):
    library, report = kept
    found = sheets(self_check_xlsx(library, report, definitions, made_on=DAY))
    counts = {row[0]: row[1] for row in found["概况"] if row[0]}
    findings = library.findings(report)
    unchecked = [finding for finding in findings if finding.state == "not_run"]
    assert counts["? 未查"] == len(unchecked)
    assert counts["✕ 不符"] == sum(shown_as(finding) == "fail" for finding in findings)
    text = "\n".join(str(row[0]) for row in found["概况"])
    assert "不能视为通过" in text
    assert all(finding.message in text for finding in unchecked)
    told = [row[4] for row in rows(found["未查"])]
    assert Counter(told) == Counter(finding.message for finding in unchecked)


def test_the_numbers_stand_as_the_finding_has_them(kept, definitions):
    library, report = kept
    found = sheets(self_check_xlsx(library, report, definitions, made_on=DAY))["不符、提示和尾差"]
    heads = found[1]
    for row, item in zip(rows(found), listing(library, report, definitions).of_kind("fail", "hint", "rounding"), strict=True):
        told = dict(zip(heads, row, strict=True))
        finding = item.finding
        numbers = (told["一边"], told["另一边"], told["相差"], told["四舍五入允许"], told["单位"])
        assert numbers == (finding.left, finding.right, finding.difference, finding.tolerance, finding.unit)
        assert (told["核对项"], told["处理情况"], told["例外说明"]) == (finding.check, "", finding.exception)
        assert all(place in told["行列或句子"] for place in item.where)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_word_file_tells_the_same(kept, definitions, language):
    library, report = kept
    listed = listing(library, report, definitions, language, DAY)
    text, tables = words(self_check_docx(library, report, definitions, language, DAY))
    known = library.known(report)
    for told in (known.unit_name, str(known.fiscal_year), known.file, known.sha256[:8], VERSION, "2026-03-09"):
        assert told in text
    counts, found, not_run, _over, others = tables
    kinds = ("fail", "not_run", "rounding", "hint", "pass", "not_applicable")
    assert counts == [[f"{definitions.message(f'out_state_{kind}', language)} {listed.verdict.counts[kind]}" for kind in kinds]]
    assert [row[0] for row in found[1:]] == [str(item.number) for item in listed.of_kind("fail", "hint", "rounding")]
    assert [row[0] for row in not_run[1:]] == [str(item.number) for item in listed.of_kind("not_run")]
    assert sum(int(row[3]) for row in others[1:]) == len(listed.of_kind("pass", "not_applicable"))
    assert definitions.message("out_signatures", language) in text
    assert (language == "en") == ("Prepared by" in text)


def test_both_say_where_they_come_from(kept, definitions):
    library, report = kept
    source = f"来源：report.pdf　指纹 {library.known(report).sha256[:8]}　决算镜 {VERSION}"
    assert source in words(self_check_docx(library, report, definitions))[0]
    for sheet in sheets(self_check_xlsx(library, report, definitions)).values():
        assert source in [row[0] for row in sheet]


def test_an_exception_is_told_with_its_reason(tmp_path, definitions):
    library, report = keep(tmp_path)
    with library:
        failed = next(finding for finding in library.findings(report) if shown_as(finding) == "fail")
        library.accept(report, [failed.identity], "as_printed", "已核实", who="复核人")
        found = sheets(self_check_xlsx(library, report, definitions))["不符、提示和尾差"]
        tables = words(self_check_docx(library, report, definitions))[1]
    assert sum("原文如此：已核实" in row for row in found) == 1
    assert sum("原文如此：已核实" in row for row in tables[1]) == 1


def test_text_of_a_report_is_no_formula_and_no_control_character_breaks_a_file(tmp_path, definitions):
    wild = Finding("IT-05", "balance", "fail", "error", message=f"{WILD}\x00\x0b坏", message_en=WILD, exception=WILD)
    with Library.open(tmp_path) as library:
        report = library.save(a_reading(identity=an_identity(WILD), file=f"{WILD}.pdf", findings=(wild,))).report
        workbook, paper = (make(library, report, definitions) for make in (self_check_xlsx, self_check_docx))
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        assert not [name for name in archive.namelist() if b"<f>" in archive.read(name)]
    assert not [cell for sheet in sheets(workbook).values() for row in sheet for cell in row if str(cell).startswith("=")]
    assert "坏" in words(paper)[1][1][1][4]


def test_telephone_numbers_and_contact_persons_are_left_out(tmp_path, definitions):
    message = "文字“联系人：王小明，联系电话：029-86781234，手机13812345678”重复，金额13812345678.90元和029.50万元"
    finding = Finding("FM-05", "verify", "fail", "warn", message=message, message_en=message)
    with Library.open(tmp_path) as library:
        report = library.save(a_reading(findings=(finding,))).report
        workbook, paper = (make(library, report, definitions) for make in (self_check_xlsx, self_check_docx))
    text = str(sheets(workbook)) + str(words(paper))
    for private in ("王小明", "86781234", "手机13812345678"):
        assert private not in text
    assert "金额13812345678.90元和029.50万元" in text


@pytest.mark.parametrize("text", ["支出 12345.67 万元", "联系群众", "2023年12月31日", "邮电费 1234567.89 元", "0.00", "电话费12345.67元"])
def test_figures_are_not_taken_for_telephone_numbers(text):
    assert without_contacts(text, "×") == text


def test_a_report_that_is_not_there(tmp_path, definitions):
    with Library.open(tmp_path) as library, pytest.raises(LibraryError, match="report_unknown"):
        self_check_xlsx(library, "0" * 12, definitions)


def test_libreoffice_opens_it(kept, definitions, tmp_path):
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed")
    library, report = kept
    for name, make in (("a.docx", self_check_docx), ("b.xlsx", self_check_xlsx)):
        (tmp_path / name).write_bytes(make(library, report, definitions))
        home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
        call = [office, "--headless", home, "--convert-to", "pdf", str(tmp_path / name)]
        subprocess.run(call, cwd=tmp_path, check=True, capture_output=True, timeout=240)
        assert (tmp_path / name).with_suffix(".pdf").read_bytes().startswith(b"%PDF")
