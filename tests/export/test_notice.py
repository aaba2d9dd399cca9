"""The letters, opened again: they ask about what the library's findings are, with the pages pictured; none is left out silently."""

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from PIL import Image
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from core.checks.verdict import shown_as
from core.errors import ExportError
from core.export.listing import listing
from core.export.marked_pdf import marked_pdf
from core.export.notice_word import notice_docx
from core.export.notices import export_notices, notices_zip
from core.export.self_check import self_check_xlsx
from core.model import Box, Finding, Place, PrintedNumber
from core.reading.seen_page import Piece, pictured
from core.store.library import Library
from core.version import VERSION
from tests.conftest import reading_of
from tests.export.faulty import SAMPLE, faulty, keep
from tests.export.test_self_check import rows, sheets, words
from tests.readings import a_reading, an_identity

ACCUSING = ("错误", "造假", "违规", "虚报")


@pytest.fixture
def kept(tmp_path):
    """The faulty sample; a report of nobody; a clean report."""
    library, report = keep(tmp_path / "library")
    failed = Finding("IT-05", "balance", "fail", "error", message="两数不同", message_en="apart")
    with library:
        library.save(a_reading("cd", an_identity(""), findings=(failed,)))
        library.save(a_reading("ef", an_identity("没有问题的单位"), findings=(replace(failed, state="pass"),)))
        yield library, report


def pictures(content: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [archive.read(name) for name in archive.namelist() if name.startswith("word/media/")]


def test_the_letter_asks_about_what_does_not_agree(kept, definitions):
    library, report = kept
    content = notice_docx(library, report, definitions)
    text, (asked,) = words(content)
    failed = [finding for finding in library.findings(report) if shown_as(finding) == "fail"]
    assert f"{library.known(report).unit_name}：" in text
    assert f"发现以下 {len(failed)} 项数据疑似不一致" in text
    assert all(finding.message in text for finding in failed)
    assert sorted(row[3:6] for row in asked[1:]) == sorted([f.left, f.right, f.difference] for f in failed)
    assert f"指纹 {library.known(report).sha256[:8]}　决算镜 {VERSION}" in text
    assert not [word for word in ACCUSING if word in text]


def test_every_item_with_a_place_is_pictured(kept, definitions):
    library, report = kept
    items = [item for item in listing(library, report, definitions).items if item.open]
    document = docx.Document(io.BytesIO(notice_docx(library, report, definitions)))
    placed = [item for item in items if any(place.box for place in item.finding.places)]
    assert len(document.inline_shapes) >= len(placed) > 0
    for content in pictures(notice_docx(library, report, definitions)):
        red = sum(n for n, (r, g, b) in Image.open(io.BytesIO(content)).convert("RGB").getcolors(1 << 24) if r > 150 and g < 90 and b < 90)
        assert red > 100


def test_a_strip_frames_its_figure_and_hides_what_is_private():
    fact = next(fact for table in reading_of(SAMPLE).tables for fact in table.facts if fact.place.box)
    box = fact.place.box
    part = Box(0, box.top - 20, 5000, box.bottom + 20)
    plain, framed, hidden = pictured(
        SAMPLE, [Piece(fact.place.page, part, ()), Piece(fact.place.page, part, (box,)), Piece(fact.place.page, part, (), (box,))], 2
    )
    sizes = {Image.open(io.BytesIO(each)).size for each in (plain, framed, hidden)}
    assert len(sizes) == 1
    middle = round(box.x0 + box.x1), 2 * 20 + round(box.bottom - box.top)
    grey = Image.open(io.BytesIO(hidden)).convert("RGB").getpixel(middle)
    assert all(abs(value - 200) < 12 for value in grey)
    edge = Image.open(io.BytesIO(framed)).convert("RGB").getpixel((middle[0], round(2 * (20 + box.bottom - box.top)) + 3))
    assert edge[0] > 150
    assert edge[1] < 110


def test_telephone_numbers_in_the_strips_are_painted_over(tmp_path, definitions):
    reading = faulty(reading_of(SAMPLE), 1)
    place = next(p for f in reading.findings if shown_as(f) == "fail" for p in f.places if p.box)
    over = Place(place.page, Box(place.box.x0 - 60, place.box.top, place.box.x0 - 20, place.box.bottom))
    library, report = keep(tmp_path / "one", reading=reading)
    with library:
        before = pictures(notice_docx(library, report, definitions))
    library, report = keep(tmp_path / "two", reading=replace(reading, numbers=(PrintedNumber("", "contact", "", over),)))
    with library:
        after = pictures(notice_docx(library, report, definitions))
    assert before != after


def test_letters_summary_self_check_and_marked_pdf_have_the_same_items(kept, definitions, tmp_path):
    library, report = kept
    letters = export_notices(library, tmp_path / "n.zip", definitions, library.selection(all_versions=True))
    with zipfile.ZipFile(tmp_path / "n.zip") as archive:
        names = [name for name in archive.namelist() if name.endswith(".docx")]
        asked = {name: words(archive.read(name))[1][0][1:] for name in names}
        summary = CalamineWorkbook.from_filelike(io.BytesIO(archive.read("通知单汇总.xlsx")))
    by_report = {letter.report: letter for letter in letters}
    assert set(names) == {letter.name for letter in letters if letter.name} == {by_report[report].name}
    numbers = [row[0] for row in asked[by_report[report].name]]
    checked = rows(sheets(self_check_xlsx(library, report, definitions))["不符、提示和尾差"])
    checked = [str(int(row[0])) for row in checked if row[1] == "✕ 不符"]
    pages = PdfReader(io.BytesIO(marked_pdf(library, report, definitions))).pages[len(PdfReader(str(SAMPLE)).pages) :]
    told = "".join(page.extract_text() for page in pages)
    items = summary.get_sheet_by_name("各项明细").to_python()
    assert numbers == checked == [str(int(row[2])) for row in items[1:] if row[2]]
    assert len(numbers) == by_report[report].items > 0
    assert f"不符 {len(numbers)} 项" in told


def test_reports_without_a_letter_are_named_with_the_reason(kept, definitions, tmp_path):
    library, report = kept
    reports = library.selection(all_versions=True)
    letters = {letter.report: letter for letter in export_notices(library, tmp_path / "n.zip", definitions, reports)}
    with zipfile.ZipFile(tmp_path / "n.zip") as archive:
        book = CalamineWorkbook.from_filelike(io.BytesIO(archive.read("通知单汇总.xlsx")))
    found = {row[3]: row for row in book.get_sheet_by_name("通知单汇总").to_python()[1:] if row[3]}
    assert len(found) == len(letters) == 3
    for number, letter in letters.items():
        sha8 = library.known(number).sha256[:8]
        assert found[sha8][8] == letter.name or letter.why
    told = {row[2]: row[8] for row in found.values()}
    assert told["cd.pdf"] == "未生成：缺单位全称"
    assert "没有需要核实" in told["ef.pdf"]
    assert told["report.pdf"].endswith(f"_整改通知单_{report}.docx")


def test_what_was_explained_is_counted_but_not_asked_about(tmp_path, definitions):
    library, report = keep(tmp_path)
    with library:
        failed = [finding for finding in library.findings(report) if shown_as(finding) == "fail"]
        library.accept(report, [failed[0].identity], "as_printed", "已核实", who="复核人")
        text, (asked,) = words(notice_docx(library, report, definitions))
    assert len(asked) - 1 == len(failed) - 1
    assert "另有 1 项不符已说明理由" in text


@pytest.mark.parametrize(("seed", "why"), [("cd", "export_no_unit"), ("ef", "export_nothing_open")])
def test_no_letter_without_an_addressee_or_without_a_question(kept, definitions, seed, why):
    library, _report = kept
    with pytest.raises(ExportError, match=why):
        notice_docx(library, next(r.report for r in library.reports().itertuples() if r.file == f"{seed}.pdf"), definitions)


def test_a_letter_is_written_without_pictures_where_the_file_is_gone(kept, definitions):
    library, report = kept
    library.original_path(library.known(report).sha256).unlink()
    content = notice_docx(library, report, definitions)
    assert pictures(content) == []
    assert "请看原文第" in words(content)[0]


def test_what_stops_the_work_leaves_nothing(kept, definitions, tmp_path):
    library, report = kept

    class StopError(RuntimeError):
        pass

    def stop(done: int, total: int) -> None:
        raise StopError(f"{done} of {total}")

    with pytest.raises(StopError):
        export_notices(library, tmp_path / "n.zip", definitions, [report], progress=stop)
    assert not list(tmp_path.glob("n.zip*"))
    (tmp_path / "taken").mkdir()
    with pytest.raises(ExportError, match="export_not_writable"):
        export_notices(library, tmp_path / "taken", definitions, [report])


def test_the_zip_for_a_download_is_the_same(tmp_path, definitions):
    with Library.open(tmp_path) as library:
        failed = Finding("IT-05", "balance", "fail", "error", message="两数不同", message_en="apart")
        reports = [library.save(a_reading(seed, an_identity(f"单位{seed}"), findings=(failed,))).report for seed in ("ab", "cd")]
        content = notices_zip(library, [*reports, reports[0]], definitions, "en")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == 3
        assert "kindly ask you" in words(archive.read(archive.namelist()[0]))[0]
