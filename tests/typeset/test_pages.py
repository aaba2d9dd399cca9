"""What the typesetter says it printed stands on the page: read by pdfplumber, which shares no code with us."""

import csv
import tomllib

import pdfplumber
import pytest

from core.typeset.chance import random_figures, random_layout
from core.typeset.forms import golden_facts
from core.typeset.layout import TABLES, Layout
from core.typeset.report import typeset
from core.typeset.samples import SAMPLES, make_sample

SEEDS = range(8)
GOLDENS = ("facts.csv", "statements.csv", "projects.csv", "funding.csv", "indicators.csv", "scores.csv", "golden.toml")
SAMPLE_NAMES = sorted(path.parent.name for path in SAMPLES.glob("*/figures.toml"))


def text_in(page, box):
    """The black text of a box, without blanks (a watermark or white text below it does not count)."""
    inside = page.crop((box.x0, box.top, box.x1, box.bottom)).filter(
        lambda thing: thing.get("non_stroking_color") in ((0,), (0, 0, 0), None)
    )
    return "".join((inside.extract_text() or "").split())


def assert_printed(path, made):
    with pdfplumber.open(path) as pdf:
        assert len(pdf.pages) == made.pages
        for placed in made.facts:
            page = pdf.pages[placed.page - 1]
            assert text_in(page, placed.box) == placed.fact.printed.replace(" ", ""), placed


@pytest.mark.parametrize("seed", SEEDS)
def test_every_golden_fact_of_a_random_report_is_printed_in_its_box(seed, tmp_path):
    figures, layout = random_figures(seed, items=4), random_layout(seed, narrative=False)
    made = typeset(figures, layout, tmp_path / "report.pdf")
    assert sorted(map(repr, golden_facts(figures, layout))) == sorted(repr(placed.fact) for placed in made.facts)
    assert_printed(tmp_path / "report.pdf", made)


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_samples_are_what_the_typesetter_prints(name, tmp_path):
    (tmp_path / "figures.toml").write_bytes((SAMPLES / name / "figures.toml").read_bytes())
    made = make_sample(tmp_path)
    for golden in GOLDENS:
        assert (tmp_path / golden).read_text(encoding="utf-8") == (SAMPLES / name / golden).read_text(encoding="utf-8")
    # the compression of the file may differ between machines, the text of its pages may not
    with pdfplumber.open(tmp_path / "report.pdf") as new, pdfplumber.open(SAMPLES / name / "report.pdf") as kept:
        assert [page.extract_text() for page in new.pages] == [page.extract_text() for page in kept.pages]
    assert_printed(SAMPLES / name / "report.pdf", made)


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_samples_print_every_table_of_the_set_and_say_they_are_examples(name):
    with (SAMPLES / name / "golden.toml").open("rb") as file:
        golden = tomllib.load(file)
    assert set(golden["table_pages"]) == set(TABLES)
    with (SAMPLES / name / "facts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(int(row["page"]) in range(*_pages(golden, row["table"])) for row in rows)
    with pdfplumber.open(SAMPLES / name / "report.pdf") as pdf:
        assert golden["unit_name"].startswith("示例")
        assert "示例报告" in pdf.pages[0].extract_text()


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_samples_stay_small(name):
    with (SAMPLES / name / "golden.toml").open("rb") as file:
        assert 15 <= tomllib.load(file)["pages"] <= 28
    assert (SAMPLES / name / "report.pdf").stat().st_size <= 200_000


def _pages(golden, table):
    first, last = golden["table_pages"][table]
    return first, last + 1


def test_the_same_report_is_the_same_bytes(tmp_path):
    figures, layout = random_figures(1, items=3), random_layout(1)
    for name in ("one.pdf", "two.pdf"):
        typeset(figures, layout, tmp_path / name)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_turned_tables_are_wide_pages_through_rotate(tmp_path):
    figures, layout = random_figures(2, items=3), Layout(narrative=False, rotated=("revenue",), landscape=("expenditure",))
    made = typeset(figures, layout, tmp_path / "report.pdf")
    with pdfplumber.open(tmp_path / "report.pdf") as pdf:
        turned = pdf.pages[made.table_pages["revenue"][0] - 1]
        wide = pdf.pages[made.table_pages["expenditure"][0] - 1]
        left, bottom, right, top = turned.page_obj.mediabox
        assert (turned.rotation, right - left < top - bottom) == (90, True)
        assert turned.width > turned.height
        assert (wide.rotation, wide.width > wide.height) == (0, True)


@pytest.mark.parametrize(("rulings", "level", "upright"), [("full", True, True), ("horizontal", True, False), ("none", False, False)])
@pytest.mark.parametrize("style", ["sides", "lines", "boxes"])
def test_rules_are_drawn_as_the_layout_says(rulings, level, upright, style, tmp_path):
    layout = Layout(narrative=False, order=("revenue",), rulings=rulings, ruling_style=style)
    made = typeset(random_figures(4, items=2), layout, tmp_path / "report.pdf")
    with pdfplumber.open(tmp_path / "report.pdf") as pdf:
        edges = pdf.pages[made.table_pages["revenue"][0] - 1].edges
    long = [edge for edge in edges if max(edge["width"], edge["height"]) > 2]
    assert any(edge["orientation"] == "h" for edge in long) == level
    assert any(edge["orientation"] == "v" for edge in long) == upright


def test_tables_that_are_only_listed_print_no_figure(tmp_path):
    layout = Layout(order=(), listed=TABLES)
    made = typeset(random_figures(4, items=2), layout, tmp_path / "report.pdf")
    assert made.facts == ()
    with pdfplumber.open(tmp_path / "report.pdf") as pdf:
        assert "收入支出决算总表" in pdf.pages[1].extract_text()
        assert "见附件" in "".join(page.extract_text() for page in pdf.pages)
