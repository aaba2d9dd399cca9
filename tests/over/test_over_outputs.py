"""What only other reports contradict is in the list and the letter about a report, apart from its own findings."""

import io
import zipfile

from core.definitions import load
from core.export.listing import listing
from core.export.notice_word import notice_docx
from core.export.notices import export_notices
from core.export.self_check import self_check_docx, self_check_xlsx
from core.over.board import OVER, board, groups
from core.over.run import over_reports
from tests.export.test_self_check import sheets, words
from tests.over.conftest import HALL, UNIT, number_of
from tests.over.test_over_reports import changed


def contradicted(library) -> str:
    """A report that tells an opening balance another than last year's report closed with; its number."""
    changed(library, number_of(library, UNIT, 2022), """"table" = 'revenue_expenditure_summary' AND line = 'closing_balance'""")
    return number_of(library, UNIT)


def test_the_list_has_a_part_for_it(library):
    report = contradicted(library)
    compared = [each for each in over_reports(library, load(), [report]) if each.report == report]
    found = sheets(self_check_xlsx(library, report, load()))
    told = [row for row in found["与其他报告核对"] if str(row[0]).startswith("另")]
    assert len(told) == len(compared)
    (failed,) = [row for row in told if row[1] == "✕ 不符"]
    assert failed[2] == "OV-01"
    assert failed[5:8] == ["42.00", "47.00", "-5.00"]
    assert "本报告：第" in failed[4]
    assert "first.pdf" in failed[4]
    assert [row[0] for row in told] == [f"另{n}" for n in range(1, len(told) + 1)]
    assert any("与资料库里其他报告核对：不符 1 项" in str(row[0]) for row in found["概况"])
    text, tables = words(self_check_docx(library, report, load()))
    assert "与其他报告核对" in text
    assert any(failed[9 + 1] in row for table in tables for row in table)


def test_a_report_compared_with_none_says_so(library):
    library.cursor().execute("UPDATE report SET kind = 'template' WHERE report = ?", [number_of(library, HALL)])
    report = library.cursor().execute("SELECT report FROM report WHERE kind = 'template'").fetchone()[0]
    assert "没有与其他报告核对" in words(self_check_docx(library, report, load()))[0]


def test_the_letter_asks_about_it_with_both_pages(library, tmp_path):
    report = contradicted(library)
    own = [item for item in listing(library, report, load()).items if item.open]
    text, (asked,) = words(notice_docx(library, report, load()))
    assert f"发现以下 {len(own) + 1} 项" in text
    assert asked[-1][3:6] == ["42.00", "47.00", "-5.00"]
    assert "2022 年度决算" in asked[-1][2]
    assert [row[0] for row in asked[1:]] == [*(str(item.number) for item in own), "另1"]
    assert "编号带“另”的 1 项" in text
    (letter,) = export_notices(library, tmp_path / "n.zip", load(), [report])
    assert letter.items == len(own) + 1
    with zipfile.ZipFile(tmp_path / "n.zip") as archive:
        assert words(archive.read(letter.name))[1][0] == asked
        summary = sheets(io.BytesIO(archive.read("通知单汇总.xlsx")).getvalue())
    assert [row[3] for row in summary["各项明细"][1:] if row[2]][-1] == "OV-01"
    assert summary["通知单汇总"][1][5] == 0  # explained: what only others contradict is none of the report's own


def test_the_board_counts_it_among_over_reports(library):
    report = contradicted(library)
    found = board(library, load(), 2023, "final_accounts", over_reports(library, load()))
    row = next(row for row in found.rows if row.report.report == report)
    assert row.count("fail", OVER) == 1
    assert OVER in {group.key for group in groups()}
