"""The workbook of a report, read back with another library than the one that wrote it."""

import zipfile
from dataclasses import replace

import pytest
from python_calamine import CalamineWorkbook

from core.export.xlsx import export_workbooks, workbook_name
from core.model import Finding, Place, Problem
from core.store.library import Library
from core.version import VERSION
from tests.readings import a_cell, a_fact, a_reading, a_table, an_identity, sha

WILD = "=cmd|' /C calc'!A0"


def written(tmp_path, definitions, reading, language="zh"):
    with Library.open(tmp_path / "library") as library:
        library.save(reading)
        (path,) = export_workbooks(library, tmp_path / "out", definitions, library.selection(), language)
    return path


def sheet(path, number: int = 0) -> list[list[object]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_index(number).to_python(skip_empty_area=False)


def test_a_table_stands_as_printed(tmp_path, definitions):
    path = written(tmp_path, definitions, a_reading())
    book = CalamineWorkbook.from_path(path)
    assert book.sheet_names == ["支出决算表", "全部数字", "没有读懂的地方", "核对"]
    assert book.get_sheet_by_index(0).merged_cell_ranges == [((2, 0), (2, 1)), ((4, 0), (4, 1))]
    rows = sheet(path)
    assert rows[0][0] == "支出决算表"
    assert rows[1] == ["公开03表", "", "金额单位：万元"]
    assert rows[2:5] == [["项目", "", "本年支出合计"], ["201", "一般公共服务支出", 1234.56], ["合计", "", -0.5]]
    assert rows[6][0] == f"来源：ab.pdf　第 3–4 页　指纹 {sha('ab')[:8]}　决算镜 {VERSION}"


def test_numbers_keep_the_decimals_they_were_printed_with(tmp_path, definitions):
    path = written(tmp_path, definitions, a_reading())
    with zipfile.ZipFile(path) as archive:
        styles = archive.read("xl/styles.xml").decode()
    assert 'formatCode="#,##0.0"' in styles
    assert "#,##0.00" in styles or 'numFmtId="4"' in styles


def test_the_facts_and_the_problems_are_lists(tmp_path, definitions):
    problem = Problem("unknown_line", "支出决算表", {"page": 3, "table": "支出决算表", "text": "甲", "near": "乙"})
    path = written(tmp_path, definitions, a_reading(problems=(problem,)))
    facts, problems = sheet(path, 1), sheet(path, 2)
    assert facts[0][:4] == ["表", "收入或支出", "科目编码", "项目"]
    assert facts[1][6:10] == ["1,234.56", "万元", 12_345_600.0, 3]
    assert facts[0][9:11] == ["页", "来源"]
    assert {row[10] for row in facts[1:] if row[6]} == {"原文（ab.pdf）"}
    assert len([row for row in facts[1:] if row[6]]) == 2
    assert problems[1][1] == definitions.message("unknown_line", "zh", **problem.details)


def test_the_workbook_speaks_the_language_asked_for(tmp_path, definitions):
    path = written(tmp_path, definitions, a_reading(), "en")
    assert CalamineWorkbook.from_path(path).sheet_names == ["支出决算表", "All figures", "What was not understood", "Checks"]
    assert sheet(path)[1][2] == "Unit: 万元"


def test_text_is_no_formula(tmp_path, definitions):
    wild = a_table(title=WILD, unit=WILD, cells=(a_cell(0, 0, WILD), a_cell(1, 0, "-12.30", "amount"), a_cell(2, 0, "http://x.y/z")))
    path = written(tmp_path, definitions, a_reading(file=f"{WILD}.pdf", tables=(wild,)))
    with zipfile.ZipFile(path) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert not [name for name, text in texts.items() if "<f>" in text or "<hyperlink" in text]
    assert sheet(path)[2][0] == f"'{WILD}"
    assert sheet(path)[3][0] == -12.3


def test_sheets_of_one_title_have_names_of_their_own(tmp_path, definitions):
    long = "项目支出绩效自评表[一]:*?/\\'" + "长" * 40
    tables = [a_table(table=f"other:{title}", title=title) for title in (long, long, "", "", "History")]
    path = written(tmp_path, definitions, a_reading(tables=tuple(tables)))
    names = CalamineWorkbook.from_path(path).sheet_names
    assert len({name.casefold() for name in names}) == len(names) == 8
    assert all(0 < len(name) <= 31 for name in names)


def test_cells_that_overlap_are_all_written(tmp_path, definitions):
    cells = (a_cell(0, 0, "a", column_span=3), a_cell(0, 1, "b", row_span=2), a_cell(1, 0, "c"))
    path = written(tmp_path, definitions, a_reading(tables=(a_table(cells=cells),)))
    assert {text for row in sheet(path)[2:4] for text in row} >= {"a", "b", "c"}


def test_the_same_report_gives_the_same_bytes(tmp_path, definitions):
    with Library.open(tmp_path / "library") as library:
        library.save(a_reading())
        (first,) = export_workbooks(library, tmp_path / "1", definitions, library.selection())
        (second,) = export_workbooks(library, tmp_path / "2", definitions, library.selection())
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("unit", ["../../etc/passwd", "CON", "<script>", "a/b\\c:d*e?", "局" * 300, "😀", ""])
def test_every_system_takes_the_name(tmp_path, definitions, unit):
    path = written(tmp_path, definitions, a_reading(identity=an_identity(unit)))
    assert path.parent == tmp_path / "out"
    assert path.exists()
    assert len(path.name) < 100
    assert not set(path.name) & set('<>:"/\\|?*')
    assert path.name.endswith(f"{sha('ab')[:12]}.xlsx")


def test_a_report_without_tables_has_its_lists(tmp_path, definitions):
    path = written(tmp_path, definitions, a_reading(identity=an_identity("", None, "unknown"), tables=()))
    assert path.name == f"{sha('ab')[:12]}.xlsx"
    assert CalamineWorkbook.from_path(path).sheet_names == ["全部数字", "没有读懂的地方", "核对"]


def test_names_differ_where_reports_differ(tmp_path):
    with Library.open(tmp_path) as library:
        names = {workbook_name(library.save(a_reading(seed))) for seed in ("ab", "cd")}
    assert len(names) == 2


def test_what_did_not_pass_is_a_list(tmp_path, definitions):
    cause = definitions.message("cause_print")
    numbers = ("1.00", "2.00", "-1.00", "0.00", "万元")
    failed = Finding("IT-05", "balance", "fail", "critical", *numbers, cause=cause, message=WILD, message_en="apart")
    others = [replace(failed, state=state) for state in ("pass", "rounding", "not_run", "not_applicable")]
    reading = a_reading(findings=(failed, *others, replace(failed, severity="info")))
    rows = sheet(written(tmp_path, definitions, reading), 3)
    assert [row[1] for row in rows[1:5]] == ["✕ 不符，请核实", "≈ 尾差", "? 未查", "! 提示"]
    assert rows[1][0] == "IT-05"
    assert not rows[1][4].startswith("=")
    assert rows[1][5:11] == ["1.00", "2.00", "-1.00", "0.00", "万元", "原文不符"]
    english = sheet(written(tmp_path / "en", definitions, reading, "en"), 3)
    assert (english[1][4], english[1][10]) == ("apart", "as printed")


def test_each_figure_says_where_it_is_from(tmp_path, definitions):
    facts = (
        a_fact(1, 2, "1,234.56", 1_234_560_000, source="ocr"),
        a_fact(2, 2, "5.00", 600_000_000, source="corrected", corrected="6.00", read_fen=500_000_000),
        a_fact(3, 2, "7.00", 700_000_000, place=Place(locator="收入!C7")),
    )
    path = written(tmp_path, definitions, a_reading(tables=(a_table(facts=facts),)))
    rows = sheet(path, 1)[1:4]
    assert [row[9] for row in rows] == [3, 3, "收入!C7"]
    assert [row[10] for row in rows] == ["扫描识别，请对照原页（ab.pdf）", "人工更正为 6.00（ab.pdf）", "原文（ab.pdf）"]


def test_a_finding_that_was_explained_says_so(tmp_path, definitions):
    finding = Finding("IT-05", "balance", "fail", "error", message="两数不同", message_en="apart", identity="f1")
    with Library.open(tmp_path / "library") as library:
        report = library.save(a_reading(findings=(finding,))).report
        library.accept(report, ["f1"], "as_printed", "已核实", who="复核人")
        (path,) = export_workbooks(library, tmp_path / "out", definitions, [report])
    heads, row = sheet(path, 3)[:2]
    assert row[heads.index("例外说明")] == "原文如此：已核实"
