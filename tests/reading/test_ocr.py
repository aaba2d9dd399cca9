"""Scanned pages: read where text recognition is installed, named where it is not, and no figure invented either way."""

import csv
import io
import math
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from core.batch import import_paths
from core.errors import ReportError
from core.ingest import read_file
from core.model import Box, Place
from core.names import fold
from core.reading import open_document, open_report, render_page
from core.reading.ocr import as_scanned, available
from core.reading.page import Page
from core.redraw import suggested
from core.store.library import Library
from core.typeset.chance import random_figures, random_layout
from core.typeset.report import typeset
from tests.conftest import ROOT, reading_of

DPI, TILT, NOISE = 150, 0.7, 12
KEYS = ("table", "side", "line", "parent_line", "line_code", "line_name", "column", "printed", "amount_fen")
TABLES = [("central_form", "revenue"), ("shandong_form", "appropriation_summary"), ("vertical_form", "general_budget_basic")]
recognising = pytest.mark.skipif(not available(), reason="text recognition is not installed (requirements-ocr.txt)")


def sample_file(name: str) -> Path:
    return ROOT / "data" / "samples" / name / "report.pdf"


def scanned(source: Path, numbers: list[int], target: Path, tilt: float = TILT) -> Path:
    """These pages as pictures: 150 dots per inch, turned counter-clockwise by `tilt` degrees, grey and noisy."""
    sideways = 45 < tilt % 180 < 135
    chance, canvas = np.random.default_rng(1), Canvas(str(target), invariant=True)
    with open_report(source) as file:
        sizes = file.page_sizes
    for number in numbers:
        width, height = sizes[number - 1]
        picture = Image.open(io.BytesIO(render_page(source, number, round(width * DPI / 72)))).convert("L")
        turned = picture.rotate(tilt, Image.Resampling.BICUBIC, expand=sideways, fillcolor=255)
        grey = 0.9 * np.asarray(turned, float) + 12 + chance.normal(0, NOISE, (turned.height, turned.width))
        paper = io.BytesIO()
        Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)).save(paper, "JPEG", quality=75)
        size = (height, width) if sideways else (width, height)
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(paper), 0, 0, *size)
        canvas.showPage()
    canvas.save()
    return target


def golden(sample: str, table: str, page: int) -> Counter:
    with (ROOT / "data" / "samples" / sample / "facts.csv").open(newline="", encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if (row["table"], row["page"]) == (table, str(page))]
    return Counter(tuple(fold(row[key]) if key == "line_name" else row[key] for key in KEYS) for row in rows)


def first_page(sample: str, table: str) -> int:
    return next(each.first_page for each in reading_of(sample_file(sample)).tables if each.table == table)


@recognising
@pytest.mark.parametrize(("sample", "table"), TABLES)
def test_a_scanned_table_gives_its_facts(sample, table, tmp_path, definitions):
    page = first_page(sample, table)
    steps = []
    path = scanned(sample_file(sample), [page], tmp_path / "scan.pdf")
    reading = read_file(path, definitions, progress=lambda *step: steps.append(step))
    facts = [fact for each in reading.tables for fact in each.facts]
    wanted = golden(sample, table, page)
    found = Counter(tuple(str(fold(fact.line_name) if key == "line_name" else getattr(fact, key)) for key in KEYS) for fact in facts)
    assert (wanted & found).total() >= 0.95 * wanted.total(), wanted - found
    assert (found - wanted).total() <= 0.05 * wanted.total(), found - wanted
    assert {fact.source for fact in facts} == {"ocr"}
    assert reading.unread_pages == ()
    assert [problem.kind for problem in reading.problems if problem.kind.startswith("pages")] == ["pages_recognised"]
    assert ("ocr", 1, 1) in steps
    assert_lie_where_they_are_printed(facts, sample, table, page)


def assert_lie_where_they_are_printed(facts, sample, table, page):
    """Each in its own cell on the page as it was scanned, not on the page as it was turned to be read."""
    reading = reading_of(sample_file(sample))
    width, height = reading.page_sizes[page - 1]
    turn = math.radians(TILT)
    printed = next(each.facts for each in reading.tables if each.table == table)
    straight = {(fact.side, fact.line, fact.parent_line, fact.column): fact.place.box for fact in printed}
    for fact in facts:
        box = straight.get((fact.side, fact.line, fact.parent_line, fact.column))
        if box is None:
            continue
        x, y = (box.x0 + box.x1 - width) / 2, (box.top + box.bottom - height) / 2
        x, y = x * math.cos(turn) + y * math.sin(turn) + width / 2, y * math.cos(turn) - x * math.sin(turn) + height / 2
        seen = fact.place.box
        assert (seen.x0 + seen.x1) / 2 == pytest.approx(x, abs=2)
        assert (seen.top + seen.bottom) / 2 == pytest.approx(y, abs=2)


@recognising
def test_under_a_red_seal_figures_are_right_or_doubted_and_none_is_made_of_it(tmp_path):
    source, number = sample_file("central_form"), first_page("central_form", "revenue")
    picture = Image.open(io.BytesIO(render_page(source, number, 1240))).convert("RGBA")
    seal = Image.new("RGBA", picture.size)
    draw, red = ImageDraw.Draw(seal), (220, 20, 30, 190)
    draw.ellipse((420, 420, 760, 760), outline=red, width=10)
    draw.ellipse((450, 450, 730, 730), outline=red, width=3)
    draw.line((440, 590, 740, 600), fill=red, width=14)
    with open_report(source) as file:
        size, (printed,) = file.page_sizes[number - 1], file.read_page(number).grids
    canvas = Canvas(str(tmp_path / "scan.pdf"), pagesize=size)
    canvas.drawImage(ImageReader(Image.alpha_composite(picture, seal).convert("RGB")), 0, 0, *size)
    canvas.save()
    with open_document(tmp_path / "scan.pdf") as file:
        (page,) = file.read_scans(file.read())
    (grid,) = page.grids
    pairs = list(zip(printed.cells, grid.cells, strict=True))
    assert [(was.text, now.text) for was, now in pairs if was.text != now.text and not now.doubt] == []
    assert [now.text for was, now in pairs if now.text and not was.text] == []
    assert any(now.doubt for _, now in pairs)


@recognising
@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_scanned_sideways_or_upside_down_is_read_and_its_figures_lie_where_they_are_seen(turned, tmp_path, definitions):
    page = first_page("central_form", "three_public")
    reading = read_file(scanned(sample_file("central_form"), [page], tmp_path / "scan.pdf", tilt=turned), definitions)
    facts = [fact for table in reading.tables for fact in table.facts]
    found = Counter(tuple(str(fold(fact.line_name) if key == "line_name" else getattr(fact, key)) for key in KEYS) for fact in facts)
    assert found == golden("central_form", "three_public", page)
    assert {fact.source for fact in facts} == {"ocr"}
    straight = {(fact.line, fact.column): fact.place.box for fact in facts_of("central_form", "three_public")}
    width, height = reading_of(sample_file("central_form")).page_sizes[page - 1]
    for fact in facts:
        box, seen = straight[fact.line, fact.column], fact.place.box
        x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
        x, y = {90: (y, width - x), 180: (width - x, height - y), 270: (height - y, x)}[turned]
        assert ((seen.x0 + seen.x1) / 2, (seen.top + seen.bottom) / 2) == (pytest.approx(x, abs=2), pytest.approx(y, abs=2))
    if turned == 180:
        with pytest.raises(ReportError, match="page_turned"):
            suggested([tmp_path / "scan.pdf"], "three_public", 1, definitions)


def facts_of(sample: str, key: str) -> tuple:
    return next(table.facts for table in reading_of(sample_file(sample)).tables if table.table == key)


@recognising
@pytest.mark.parametrize(("rulings", "seed", "page"), [("horizontal", 101, 7), ("none", 107, 3)])
def test_a_scanned_table_without_rules_is_read_where_it_adds_up(rulings, seed, page, tmp_path, definitions):
    typeset(random_figures(seed), random_layout(seed, narrative=False, rulings=rulings), tmp_path / "report.pdf")
    truth = [fact for table in reading_of(tmp_path / "report.pdf").tables for fact in table.facts if fact.place.page == page]
    reading = read_file(scanned(tmp_path / "report.pdf", [page], tmp_path / "scan.pdf"), definitions)
    facts = [fact for table in reading.tables for fact in table.facts]
    wanted, found = (Counter((each.side, each.line, each.column, each.amount_fen) for each in some) for some in (truth, facts))
    assert wanted.total() > 20
    assert found == wanted
    assert {fact.source for fact in facts} == {"ocr"}
    assert all(fact.doubt for fact in facts)


@recognising
def test_a_scanned_performance_form_gives_its_indicators(tmp_path, definitions):
    truth = reading_of(sample_file("central_form")).projects[0]
    reading = read_file(scanned(sample_file("central_form"), [truth.place.page], tmp_path / "scan.pdf"), definitions)
    (project,) = reading.projects
    told = [
        {tuple("".join(said.split()) for said in (i.indicator, i.target, i.actual, i.weight, i.score)) for i in each.indicators}
        for each in (truth, project)
    ]
    assert len(told[0] & told[1]) >= 0.9 * len(truth.indicators), told[0] - told[1]
    assert len(project.indicators) == len(truth.indicators)
    assert (project.project, project.score) == (truth.project, truth.score)
    assert "pages_recognised" in {problem.kind for problem in reading.problems}


@recognising
def test_a_picture_without_text_is_named_as_one_nothing_could_be_read_of(tmp_path, definitions):
    chance, canvas = np.random.default_rng(3), Canvas(str(tmp_path / "photo.pdf"))
    canvas.drawImage(ImageReader(Image.fromarray(chance.integers(0, 255, (600, 400, 3), np.uint8))), 0, 0, 595, 842)
    canvas.save()
    reading = read_file(tmp_path / "photo.pdf", definitions)
    assert reading.unread_pages == (1,)
    assert [problem.kind for problem in reading.problems][:1] == ["pages_not_recognised"]


@pytest.mark.parametrize(("turns", "seen"), [(1, (20, 560, 40, 590)), (2, (560, 760, 590, 780)), (3, (760, 10, 780, 40))])
def test_a_place_on_a_turned_page_is_where_the_person_sees_it(turns, seen):
    page = Page(1, 600, 800, (), (), ocr=True, turns=turns)
    place = Place(1, Box(10, 20, 40, 40))
    box = as_scanned(place, {1: page}).box
    assert (box.x0, box.top, box.x1, box.bottom) == seen
    assert as_scanned(place, {2: page}) == place


@pytest.mark.parametrize(("sample", "table"), TABLES[:1])
def test_without_recognition_the_page_is_named_and_no_figure_invented(sample, table, tmp_path, definitions):
    path = scanned(sample_file(sample), [first_page(sample, table)], tmp_path / "scan.pdf")
    reading = read_file(path, definitions, ocr="off")
    assert reading.unread_pages == (1,)
    assert "pages_are_images" in [problem.kind for problem in reading.problems]
    assert [fact for each in reading.tables for fact in each.facts] == []
    assert reading.statements == ()


class StoppedError(Exception):
    """What a screen raises that is not waited for any more."""


@pytest.mark.parametrize("step", ["pages", pytest.param("ocr", marks=recognising)])
def test_stopped_in_the_middle_nothing_is_left_behind(step, tmp_path, definitions):
    def listen(progress):
        if progress.step == step:
            raise StoppedError

    path = scanned(sample_file("central_form"), [first_page("central_form", "three_public")], tmp_path / "scan.pdf")
    with Library.open(tmp_path / "library", definitions=definitions) as library:
        with pytest.raises(StoppedError):
            list(import_paths([path], library, definitions, progress=listen))
        assert library.reports().empty
        assert [each for each in (tmp_path / "library" / "originals").rglob("*") if each.is_file()] == []
