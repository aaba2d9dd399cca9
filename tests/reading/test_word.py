"""Word files: the same figures and the same sentences as the PDF of the report, every place told as paragraph or cell."""

import io
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from core.batch import import_paths
from core.definitions import load
from core.errors import ReportError
from core.ingest import read_file
from core.model import Place, Problem
from core.names import fold
from core.reading import Page, open_document
from core.reading.located import located
from core.reading.numbering import spelled
from core.store.library import Library
from tests.conftest import SAMPLES, reading_of
from tests.reading.goldens import figures, golden_figures, identity_of
from tests.reading.rewritten import as_docx

NAMESPACES = nsdecls("w", "wp", "a") + (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)
BOX = "<w:txbxContent><w:p><w:r><w:t>框里</w:t></w:r></w:p></w:txbxContent>"
BODIES = {
    "line broken by hand": ("<w:p><w:r><w:t>某局</w:t><w:br/><w:t>二〇二三年</w:t></w:r></w:p>", [("某局", "¶1"), ("二〇二三年", "¶1")]),
    "sentence broken by hand": (
        f"<w:p><w:r><w:t>{'字' * 34}5,66</w:t><w:br/><w:t>1.38万元。</w:t></w:r></w:p>",
        [(f"{'字' * 34}5,661.38万元。", "¶1")],
    ),
    "deleted, moved and inserted": (
        "<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>走</w:t></w:r></w:moveFrom>"
        "<w:ins><w:r><w:t>新</w:t></w:r></w:ins></w:p>",
        [("新", "¶1")],
    ),
    "hidden": ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:t>见</w:t></w:r></w:p>", [("见", "¶1")]),
    "text box, in two forms": (
        f"<w:p><w:r><w:t>外</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        [("外", "¶1"), ("框里", "¶2")],
    ),
    "field with its instruction": (
        "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink></w:p>",
        [("链接", "¶1")],
    ),
    "content control": ("<w:sdt><w:sdtContent><w:p><w:r><w:t>控件</w:t></w:r></w:p></w:sdtContent></w:sdt>", [("控件", "¶1")]),
    "empty paragraphs are counted": ("<w:p/><w:p/><w:p><w:r><w:t>三</w:t></w:r></w:p>", [("三", "¶3")]),
    "look-alike": ("<w:p><w:r><w:t>部⻔</w:t></w:r></w:p>", [("部门", "¶1")]),
    "list of contents": (
        '<w:p><w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8000"/></w:tabs></w:pPr>'
        "<w:r><w:t>一、概况</w:t><w:tab/><w:t>3</w:t></w:r></w:p>",
        [("一、概况......3", "¶1")],
    ),
}


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def word(body: str) -> bytes:
    """A Word file with this body."""
    document, out = docx.Document(), io.BytesIO()
    for element in parse_xml(f"<w:body {NAMESPACES}>{body}</w:body>"):
        document.element.body.insert(len(document.element.body) - 1, element)
    document.save(out)
    return out.getvalue()


def kept(content: bytes, folder: Path) -> Path:
    path = folder / "kept.tmp"  # a file is known by what it holds, whatever its name
    path.write_bytes(content)
    return path


def pages_of(content: bytes, folder: Path) -> tuple[list[Page], list[tuple[str, str]]]:
    """The pages, and each line with its locator."""
    with open_document(kept(content, folder)) as document:
        pages = document.read()
        lines = [(line.text, document.locate(Place(page.number, line.box)).locator) for page in pages for line in page.lines]
    return pages, lines


@pytest.mark.parametrize("name", BODIES)
def test_paragraphs(name, tmp_path):
    body, expected = BODIES[name]
    assert pages_of(word(body), tmp_path)[1] == expected


def test_merged_cells(tmp_path):
    rows = [
        row(cell("项目", '<w:vMerge w:val="restart"/>'), cell("支出", '<w:gridSpan w:val="2"/>')),
        row(cell("", "<w:vMerge/>"), cell("基本"), cell("项目支出")),
        row(cell("删去"), cell("1"), cell("2"), properties="<w:del/>"),
        row(cell("3"), cell("4"), properties='<w:gridBefore w:val="1"/>'),
    ]
    pages, _ = pages_of(word(f"<w:p/><w:tbl>{''.join(rows)}</w:tbl>"), tmp_path)
    (grid,) = pages[0].grids
    assert [(c.row, c.column, c.row_span, c.column_span, c.text) for c in grid.cells] == [
        (0, 0, 2, 1, "项目"), (0, 1, 1, 2, "支出"), (1, 1, 1, 1, "基本"), (1, 2, 1, 1, "项目支出"),
        (2, 0, 1, 1, ""), (2, 1, 1, 1, "3"), (2, 2, 1, 1, "4"),
    ]  # fmt: skip


def test_cells_are_told_by_table_row_and_column(tmp_path):
    table = f"<w:tbl>{row(cell('甲'), cell('乙'))}{row(cell('丙'), cell('丁'))}</w:tbl>"
    _, lines = pages_of(word(f"{table}<w:p/>{table}"), tmp_path)
    assert lines[3:6] == [("丁", "table 1 r2 c2"), ("甲", "table 2 r1 c1"), ("乙", "table 2 r1 c2")]


def test_a_table_that_only_frames_another_is_taken_apart(tmp_path):
    inner = f"<w:tbl>{row(cell('甲'), cell('乙'))}{row(cell('丙'), cell('丁'))}</w:tbl>"
    pages, _ = pages_of(word(f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"), tmp_path)
    assert [c.text for c in pages[0].grids[0].cells] == ["甲", "乙", "丙", "丁"]


def test_words_put_side_by_side_above_a_table_are_no_table(tmp_path):
    head = f"<w:tbl>{row(cell('部门：某局'), cell('金额单位：万元'))}</w:tbl>"
    pages, lines = pages_of(word(head), tmp_path)
    assert (pages[0].grids, [text for text, _ in lines]) == ((), ["部门：某局", "金额单位：万元"])


def test_a_cover_and_a_list_of_contents_are_pages_of_their_own(tmp_path):
    contents = "".join(f"<w:p><w:r><w:t>第{n}章……{n}</w:t></w:r></w:p>" for n in range(1, 6))
    contents += "<w:p><w:r><w:t>附件</w:t></w:r></w:p>"
    cover = '<w:p><w:r><w:t>某局</w:t></w:r></w:p><w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    pages, _ = pages_of(word(f"{cover}{contents}<w:p><w:r><w:t>第1章</w:t></w:r></w:p>"), tmp_path)
    assert [len(page.lines) for page in pages] == [1, 6, 1]
    assert [page.number for page in pages] == [1, 2, 3]


def test_numbers_word_puts_before_paragraphs(tmp_path):
    document, out = docx.Document(), io.BytesIO()
    levels = (("chineseCounting", "%1、"), ("decimal", "（%2）"))
    lvl = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (kind, text) in enumerate(levels)
    )
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{lvl}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for level, text in ((0, "收入"), (1, "甲"), (1, "乙"), (0, "支出"), (1, "丙")):
        properties = document.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_numId().val, properties.get_or_add_ilvl().val = 90, level
    document.save(out)
    assert [text for text, _ in pages_of(out.getvalue(), tmp_path)[1]] == ["一、收入", "（1）甲", "（2）乙", "二、支出", "（1）丙"]


@pytest.mark.parametrize(
    ("count", "kind", "printed"),
    [
        *((n, "chineseCounting", text) for n, text in ((1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"))),
        *((n, "chineseCountingThousand", text) for n, text in ((101, "一百零一"), (110, "一百一十"), (115, "一百一十五"))),
        *((3, kind, text) for kind, text in (("decimal", "3"), ("upperRoman", "III"), ("decimalEnclosedCircle", "③"))),
        *((28, kind, text) for kind, text in (("lowerLetter", "bb"), ("decimalEnclosedCircle", "28"), ("unheardOf", "28"), ("none", ""))),
        (1024, "chineseCounting", "一零二四"),
    ],
)
def test_number_formats(count, kind, printed):
    assert spelled(count, kind) == printed


def test_the_figures_are_the_golden_ones(sample, tmp_path):
    printed = reading_of(sample / "report.pdf")
    reading = read_file(kept(as_docx(printed), tmp_path), load())
    wanted, found = golden_figures(sample), figures(reading)
    assert (wanted - found, found - wanted) == ({}, {})
    assert identity_of(reading) == identity_of(printed)
    assert all(fact.place.locator and fact.place.page is None for table in reading.tables for fact in table.facts)
    assert all(evidence.place.locator for evidence in reading.identity.evidence)
    assert (reading.pages, reading.page_sizes, reading.unread_pages) == (0, (), ())


def test_pdf_and_word_file_of_a_report_are_two_versions_of_it(tmp_path):
    (tmp_path / "a.pdf").write_bytes((SAMPLES[0] / "report.pdf").read_bytes())
    (tmp_path / "b.docx").write_bytes(as_docx(reading_of(SAMPLES[0] / "report.pdf")))
    with Library.open(tmp_path / "library") as library:
        pdf, word_file = import_paths([tmp_path / "a.pdf", tmp_path / "b.docx"], library, load())
        assert [(pdf.state, pdf.version), (word_file.state, word_file.version)] == [("imported", 1), ("imported", 2)]
        assert (word_file.facts, word_file.pages) == (pdf.facts, 0)
        assert library.known(word_file.report).unit_name == library.known(pdf.report).unit_name
        assert len(library.pages(word_file.report)) == 0
        assert library.facts(word_file.report)["locator"].str.fullmatch(r"table \d+ r\d+ c\d+").all()


def test_problems_name_the_place_and_no_page():
    problem = Problem("unit_unknown", "收入决算表", {"table": "收入决算表", "page": 7}, Place(7))
    (moved,) = located((problem,), lambda place: Place(None, None, f"¶{place.page}"))
    assert (moved.details, moved.place) == ({"table": "收入决算表", "locator": "¶7"}, Place(None, None, "¶7"))
    for language, begins in (("zh", "¶7 处《收入决算表》"), ("en", "At ¶7: ")):
        sentence = load().message(moved.kind, language, **moved.details)
        assert sentence.startswith(begins)
        assert "?" not in sentence


def ole(*streams: str) -> bytes:
    """The beginning of an old office file with these streams in its list."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(22) + b"\x09\x00" + bytes(16) + (1).to_bytes(4, "little")
    return head.ljust(1024, b"\0") + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *streams))


BROKEN = {
    "cut off": (word("<w:p/>")[:9000], "damaged"),
    "nothing in it": (word("<w:p/>"), "no_text"),
    "old Word": (ole("WordDocument", "1Table", "Workbook"), "old_word"),
    "with a password": (ole("EncryptionInfo", "EncryptedPackage"), "encrypted"),
    "old workbook, cut off": (ole("Workbook", "WordDocument"), "damaged"),
    "old, of another program": (ole("PowerPoint Document"), "not_a_pdf"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_says_why(name, tmp_path):
    content, code = BROKEN[name]
    with pytest.raises(ReportError) as caught:
        open_document(kept(content, tmp_path))
    assert caught.value.code == code
    assert load().message(code, "en", file="a.docx")


def _statements(reading):
    found = reading.statements
    return sorted((s.measure, s.value, s.unit, fold(s.basis), fold(s.subject), s.line_code, len(s.linked_facts)) for s in found)


def _performance(reading):
    rows = [(p.project, i) for p in reading.projects for i in p.indicators]
    names = ("level1", "level2", "indicator", "operator", "target", "actual", "weight", "score")
    indicators = sorted((fold(project), *(fold(getattr(indicator, name)) for name in names)) for project, indicator in rows)
    projects = sorted((p.form, fold(p.project), p.score, p.weight_total) for p in reading.projects)
    return projects, indicators, sorted((fold(s.sheet), fold(s.item), s.weight, s.score) for s in reading.scores)


def test_word_files_of_the_corpus_say_what_their_pdfs_say(corpus):
    paths = sorted((corpus / "docx").glob("*.docx"))
    assert paths
    for path in paths:
        word_file, pdf = reading_of(path), reading_of(corpus / "pdf" / f"{path.stem}.pdf")
        assert figures(word_file) == figures(pdf), path.name
        assert identity_of(word_file) == identity_of(pdf), path.name
        assert _statements(word_file) == _statements(pdf), path.name
        assert _performance(word_file) == _performance(pdf), path.name
        assert [problem.kind for problem in word_file.problems] == [problem.kind for problem in pdf.problems], path.name
