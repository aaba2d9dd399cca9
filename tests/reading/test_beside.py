"""A long file read by two processes gives what one gives, also when the second dies."""

import time
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from core.reading import Page, open_document
from core.reading.beside import PagesBeside
from tests.conftest import SAMPLES
from tests.reading.drawing import pdf, titled_table, words

LONG = 60


@pytest.fixture(scope="module")
def long_file(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("long") / "report.pdf"
    path.write_bytes(pdf(_numbered_pages))
    return path


def _numbered_pages(canvas: Canvas) -> None:
    for number in range(1, LONG + 1):
        titled_table(canvas)
        words(canvas, 300, 40, f"— {number} —")
        canvas.showPage()


def pages_beside(path: Path, beside: PagesBeside, told: list[int] | None = None) -> tuple[list[Page], tuple, list[int]]:
    with open_document(path) as file:
        pages = file.read(lambda number, _: told.append(number) if told is not None else None, beside)
        return pages, file.page_sizes, file.damaged_pages


def alone(path: Path) -> tuple[list[Page], tuple, list[int]]:
    with open_document(path) as file:
        return file.read(), file.page_sizes, file.damaged_pages


def when_started(beside: PagesBeside, path: Path) -> None:
    """Until the second process has answered once, so that it is not merely slower than we are."""
    asked = beside.ask(path, 1, 1)
    until = time.monotonic() + 60
    while not asked.done() and time.monotonic() < until:
        time.sleep(0.01)
    assert asked.result(), "the second process read nothing"


def test_two_processes_read_what_one_reads(long_file):
    expected = alone(long_file)
    told: list[int] = []
    with PagesBeside() as beside:
        when_started(beside, long_file)
        assert pages_beside(long_file, beside, told) == expected
    assert told == list(range(1, LONG + 1))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_one_file_after_another(sample, long_file):
    with PagesBeside() as beside:
        when_started(beside, long_file)
        for path in (sample / "report.pdf", long_file, sample / "report.pdf"):
            assert pages_beside(path, beside) == alone(path)


def test_a_second_process_that_dies_costs_no_page(long_file):
    expected = alone(long_file)
    with PagesBeside() as beside:
        when_started(beside, long_file)
        beside._process.abandon()
        assert pages_beside(long_file, beside) == expected
        assert pages_beside(long_file, beside) == expected


def test_a_short_file_starts_no_process():
    with PagesBeside() as beside:
        assert beside.share(SAMPLES[0] / "report.pdf", 5) is None


def test_pages_come_from_the_second_process(long_file):
    with PagesBeside() as beside:
        when_started(beside, long_file)
        shared = beside.share(long_file, LONG)
        assert shared.page(1) is None
        until = time.monotonic() + 60
        while not (read := shared.page(LONG)) and time.monotonic() < until:
            time.sleep(0.01)
    assert read[0].number == LONG
