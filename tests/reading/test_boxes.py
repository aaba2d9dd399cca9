"""Boxes lie where the page shows its words, on the page as we draw it."""

import io

import pytest
from PIL import Image

from core.reading import read_pages, render_page
from tests.conftest import SAMPLES
from tests.reading.drawing import HEIGHT, WIDTH, pdf, turned

SCALE = 3


def scattered(canvas):
    """Figures of many sizes and faces, far apart."""
    faces = [("Helvetica", 8), ("Times-Roman", 11), ("Courier", 14), ("Helvetica-Bold", 24), ("STSong-Light", 10)]
    for row, (face, size) in enumerate(faces):
        canvas.setFont(face, size)
        for column in range(3):
            canvas.drawString(60 + 170 * column, 700 - 120 * row, f"{1234.56 * (row + 1) * (column + 1):,.2f}")


def assert_every_dot_is_in_a_box(data: bytes, page, ours: list, slack: float = 1.0):
    drawn = Image.open(io.BytesIO(render_page(data, page.number, round(page.width * SCALE)))).convert("L")
    scale = drawn.width / page.width
    assert drawn.height / page.height == pytest.approx(scale, abs=0.01)
    assert ours
    for box in ours:
        area = [round(edge * scale) for edge in (box.x0 - slack, box.top - slack, box.x1 + slack, box.bottom + slack)]
        assert drawn.crop(area).getextrema()[0] < 128, f"nothing is printed in {box}"
        drawn.paste(255, tuple(area))
    return drawn


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
@pytest.mark.parametrize("in_file", [True, False], ids=["turned by the file", "drawn sideways"])
def test_words_are_enclosed(degrees, in_file):
    def draw(canvas):
        if in_file:
            canvas.setPageRotation(degrees)
        turned(canvas, degrees)
        scattered(canvas)

    data = pdf(draw, (HEIGHT, WIDTH) if degrees in (90, 270) and not in_file else (WIDTH, HEIGHT))
    (page,) = read_pages(data)
    boxes = [word.box for line in page.lines for word in line.words]
    assert len(boxes) == 15
    left = assert_every_dot_is_in_a_box(data, page, boxes)
    assert left.getextrema()[0] > 128, "something is printed outside every box"


def test_words_of_a_cropped_page_are_enclosed():
    def draw(canvas):
        canvas.setCropBox((30, 100, 560, 780))
        scattered(canvas)

    data = pdf(draw)
    (page,) = read_pages(data)
    left = assert_every_dot_is_in_a_box(data, page, [line.box for line in page.lines])
    assert left.getextrema()[0] > 128


def test_every_word_of_a_sample_is_printed_where_its_box_is():
    data = SAMPLES[0].joinpath("report.pdf").read_bytes()
    for page in read_pages(data)[2:8]:
        assert_every_dot_is_in_a_box(data, page, [word.box for line in page.lines for word in line.words])
