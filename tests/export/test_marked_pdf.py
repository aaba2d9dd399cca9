"""The marked report, opened again: the original byte for byte, boxes on the figures of the findings, notes in Chinese."""

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader, PdfWriter

from core.checks.verdict import shown_as
from core.errors import ExportError, LibraryError
from core.export.labels import spot
from core.export.listing import listing
from core.export.marked_pdf import marked_pdf
from core.ingest import read_file
from core.model import Box
from core.reading import render_page
from core.reading.placement import Placement
from core.reading.seen_page import Piece, pictured, seen_pages
from core.version import VERSION
from tests.conftest import reading_of
from tests.export.faulty import SAMPLE, faulty, keep


@pytest.fixture
def kept(tmp_path):
    library, report = keep(tmp_path / "library")
    with library:
        yield library, report


def turned(content: bytes, quarters: int) -> bytes:
    """The same pages, put on their side as a copier does: content turned one way, the page told to be shown turned the other."""
    writer = PdfWriter(clone_from=io.BytesIO(content))
    for page in writer.pages:
        page.rotate(-90 * quarters)
        page.transfer_rotation_to_content()
        page.rotation = 90 * quarters
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def marks(pdf: bytes, kind: str = "/Square") -> list[tuple[int, Box, str]]:
    """Page, box as seen and words of every annotation of a kind."""
    found = []
    pages = list(PdfReader(io.BytesIO(pdf)).pages)
    seen = seen_pages(pdf, range(1, len(pages) + 1))
    for number, page in enumerate(pages, start=1):
        for annotation in page.get("/Annots", ()):
            told = annotation.get_object()
            if told["/Subtype"] == kind:
                found.append((number, Box(*seen[number].placement.box(*map(float, told["/Rect"]))), told["/Contents"]))
    return found


def encloses(outer: Box, inner: Box) -> bool:
    return outer.x0 <= inner.x0 and outer.top <= inner.top and outer.x1 >= inner.x1 and outer.bottom >= inner.bottom


def overlap(one: Box, other: Box) -> float:
    wide, high = min(one.x1, other.x1) - max(one.x0, other.x0), min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(wide, 0) * max(high, 0)


def test_the_original_is_untouched_and_its_pages_stand_in_order(kept, definitions):
    library, report = kept
    original, marked = SAMPLE.read_bytes(), marked_pdf(library, report, definitions)
    assert marked.startswith(original)
    before, after = PdfReader(io.BytesIO(original)).pages, PdfReader(io.BytesIO(marked)).pages
    assert len(after) > len(before)
    assert [page.extract_text() for page in after[: len(before)]] == [page.extract_text() for page in before]


def test_every_figure_of_what_does_not_agree_is_boxed(kept, definitions):
    library, report = kept
    found = marks(marked_pdf(library, report, definitions))
    items = listing(library, report, definitions).of_kind("fail")
    places = [(item, place) for item in items for place in item.finding.places if place.box]
    assert places
    for item, place in places:
        held = [words for page, box, words in found if page == place.page and encloses(box, place.box)]
        assert any(item.message in words and words.startswith(tuple("123456789")) for words in held), item.message
    wanted = {(place.page, place.box) for _item, place in places}
    assert len(found) == len(wanted)


def test_what_agrees_is_not_boxed_and_tail_differences_only_when_asked_for(tmp_path, definitions):
    reading = reading_of(SAMPLE)
    fact = next(fact for table in reading.tables for fact in table.facts if fact.place.box)
    one = faulty(reading).findings[0]
    findings = tuple(replace(one, state=state, severity="error", places=(fact.place,)) for state in ("pass", "not_run", "rounding"))
    library, report = keep(tmp_path, reading=replace(reading, findings=findings))
    with library:
        assert marks(marked_pdf(library, report, definitions)) == []
        assert len(marks(marked_pdf(library, report, definitions, with_rounding=True))) == 1


def test_the_labels_are_beside_the_boxes_and_cover_no_text_where_there_is_room(kept, definitions):
    library, report = kept
    pdf = marked_pdf(library, report, definitions)
    boxes, labels = marks(pdf), marks(pdf, "/FreeText")
    assert len(labels) == len(boxes)
    seen = seen_pages(SAMPLE, {page for page, _box, _words in labels})
    for (page, box, words), (label_page, label, text) in zip(boxes, labels, strict=True):
        assert page == label_page
        assert text[0].isdigit()
        assert words.startswith(text.split("　")[0].split("、")[0] + ".")
        assert overlap(box, label) < 0.4 * (label.x1 - label.x0) * (label.bottom - label.top)
        assert abs((box.top + box.bottom) / 2 - (label.top + label.bottom) / 2) < 40
        covered = sum(overlap(label, printed) for printed in seen[page].words)
        assert covered < 0.3 * (label.x1 - label.x0) * (label.bottom - label.top)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_marks_stand_right_on_turned_pages(tmp_path, definitions, quarters):
    content = turned(SAMPLE.read_bytes(), quarters)
    path = tmp_path / "turned.pdf"
    path.write_bytes(content)
    reading = faulty(read_file(path, definitions, ocr="off"))
    library, report = keep(tmp_path / "library", content, reading=reading)
    with library:
        pdf = marked_pdf(library, report, definitions)
        places = {(p.page, p.box) for f in library.findings(report) if shown_as(f) == "fail" for p in f.places if p.box}
    assert places
    found = marks(pdf)
    assert all(any(page == at and encloses(box, figure) for page, box, _words in found) for at, figure in places)
    at, figure = next(iter(places))
    plain, drawn = (pictured(source, [Piece(at, figure, ())])[0] for source in (content, pdf))
    assert plain
    assert plain != drawn or render_page(content, at, 800) != render_page(pdf, at, 800)


def test_the_list_behind_the_last_page_tells_everything(kept, definitions):
    library, report = kept
    pdf = marked_pdf(library, report, definitions)
    pages = PdfReader(io.BytesIO(pdf)).pages[len(PdfReader(str(SAMPLE)).pages) :]
    text = "".join(page.extract_text() for page in pages).replace("\n", "")
    known = library.known(report)
    assert f"来源：report.pdf　指纹 {known.sha256[:8]}　决算镜 {VERSION}".replace("　", "") in text.replace("　", "").replace(" 　", "")
    counts = listing(library, report, definitions).verdict.counts
    assert f"不符 {counts['fail']} 项" in text
    assert f"未查 {counts['not_run']} 项" in text


def test_a_file_that_is_locked_against_changes_is_marked_too(tmp_path, definitions):
    writer = PdfWriter(clone_from=io.BytesIO(SAMPLE.read_bytes()))
    writer.encrypt("", "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    library, report = keep(tmp_path, out.getvalue())
    with library:
        pdf = marked_pdf(library, report, definitions)
    assert marks(pdf)
    assert not PdfReader(io.BytesIO(pdf)).is_encrypted


def test_a_report_without_pages_or_without_its_file_says_so(tmp_path, definitions):
    library, report = keep(tmp_path, b"PK not a pdf", name="report.xlsx")
    with library:
        with pytest.raises(ExportError, match="export_without_pages"):
            marked_pdf(library, report, definitions)
        library.original_path(library.known(report).sha256).unlink()
        with pytest.raises(LibraryError, match="original_missing"):
            marked_pdf(library, report, definitions)


@pytest.mark.parametrize("turns", range(4))
def test_seen_boxes_go_back_to_the_page(turns):
    placement = Placement(10, 20, 310, 620, turns)
    assert placement.box(*placement.printed(5, 6, 70, 90)) == (5, 6, 70, 90)


def test_a_label_takes_the_fullest_text_that_fits():
    box, page = Box(100, 100, 140, 110), (200.0, 200.0)
    assert spot(box, [(50, 10), (10, 10)], page, [box])[0] == 0
    crowd = [Box(x, y, x + 60, y + 10) for x, y in ((142, 100), (30, 100), (80, 84), (80, 114), (142, 84), (30, 84), (142, 114), (30, 114))]
    number, place = spot(box, [(50, 10), (3, 3)], page, [box, *crowd])
    assert number == 1
    assert not any(overlap(place, other) for other in [box, *crowd])
