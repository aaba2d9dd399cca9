"""Web pages: the printed figures of the samples, whatever the encoding and whatever frames the page."""

import pytest

from core.definitions import load
from core.errors import ReportError
from core.ingest import read_file
from core.model import Place
from core.reading import open_document
from core.reading.html import decoded, is_html
from tests.conftest import reading_of
from tests.reading.goldens import figures, golden_figures, identity_of
from tests.reading.rewritten import as_html, as_saved_sheets

TEXT = "字" * 101
PAGES = {
    "blanks and breaks": (f"<html><p> 某  局&nbsp;\n决算<br>{TEXT}", [("某 局 决算", "¶1"), (TEXT, "¶1")]),
    "what is not seen": (
        f"<html><head><title>题</title></head><style>p{{}}</style><p>{TEXT}<p style='display: none'>藏</p><p hidden>隐</p>",
        [(TEXT, "¶1")],
    ),
    "text around blocks": (f"<html><div>甲<p>{TEXT}</p>乙<span>丙</span></div>", [("甲", "¶1"), (TEXT, "¶2"), ("乙丙", "¶3")]),
    "rows and columns joined": (
        "<html><table><thead><tr><th rowspan=2>甲<th colspan=2>乙</thead><tr><td>丙<td>丁<tr><td>戊<td colspan=9>己</table>",
        [("甲", "table 1 r1 c1"), ("乙", "table 1 r1 c2"), ("丙", "table 1 r2 c2"), ("丁", "table 1 r2 c3"),
         ("戊", "table 1 r3 c1"), ("己", "table 1 r3 c2")],
    ),
}  # fmt: skip


def lines_of(content: bytes, path) -> list[tuple[str, str]]:
    path.write_bytes(content)
    with open_document(path) as document:
        return [(line.text, document.locate(Place(p.number, line.box)).locator) for p in document.read() for line in p.lines]


@pytest.mark.parametrize("name", PAGES)
def test_what_a_reader_sees(name, tmp_path):
    page, expected = PAGES[name]
    assert lines_of(page.encode(), tmp_path / "a.tmp") == expected


@pytest.mark.parametrize(("encoding", "framed"), [("utf-8", False), ("gb2312", False), ("gb18030", True)])
def test_the_figures_are_the_golden_ones(sample, encoding, framed, tmp_path):
    path = tmp_path / "kept.tmp"
    printed = reading_of(sample / "report.pdf")
    path.write_bytes(as_html(printed, encoding, framed))
    reading = read_file(path, load())
    wanted, found = golden_figures(sample), figures(reading)
    assert (wanted - found, found - wanted) == ({}, {})
    assert identity_of(reading) == identity_of(printed)


@pytest.mark.parametrize("one_table", [False, True])
def test_a_workbook_saved_as_a_page_gives_the_golden_figures(sample, one_table, tmp_path):
    path = tmp_path / "kept.tmp"
    path.write_bytes(as_saved_sheets(reading_of(sample / "report.pdf"), one_table))
    wanted, found = golden_figures(sample), figures(read_file(path, load()))
    assert (wanted - found, found - wanted) == ({}, {})


@pytest.mark.parametrize(
    "data",
    [
        "<html>决算".encode(),
        "<html>决算".encode("gbk"),
        "<html>决算".encode("utf-16"),
        b"\xef\xbb\xbf" + "<html>决算".encode(),
        '<html><meta charset="GB2312">决算'.encode("gbk"),
        '<html><meta http-equiv="content-type" content="text/html; charset=utf-8">决算'.encode("gbk"),
        '<html><meta charset="no-such">决算'.encode(),
    ],
)
def test_encodings(data):
    assert decoded(data).endswith("决算")
    assert is_html(data)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<html><table>" + (b"<tr>" + b"<td colspan=1000>x" * 100) * 300, "too_large_inside"),
        (b"<html>" + b"<div>" * 5000 + b"x", "not_a_pdf"),
        (b"<html><h1>404</h1><p>Not Found</p></html>", "not_a_pdf"),
        (b"<html></html>", "not_a_pdf"),
        (b"plain words", "not_a_pdf"),
    ],
)
def test_what_is_no_report_says_so(content, code, tmp_path):
    path = tmp_path / "a.html"
    path.write_bytes(content)
    with pytest.raises(ReportError) as caught:
        open_document(path)
    assert caught.value.code == code
