"""Figures that do not agree are read a second time: what was misread is told from what is printed."""

import io
import re
from dataclasses import replace
from functools import partial
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import ArrayObject, DecodedStreamObject, NameObject

from core.checks.doubted import with_second_reading
from core.checks.run import check_report
from core.definitions import load
from core.ingest import read_file
from core.model import Box, Place, Reading
from core.reading import read_pages
from core.reading.ocr import available
from core.reading.second import pictured_texts, second_texts
from core.typeset.chance import random_figures, random_layout
from core.typeset.report import Misprint, typeset
from core.typeset.sheet import Sheet
from tests.conftest import ROOT, reading_of
from tests.reading.drawing import pdf, titled_table, words

SAMPLE = ROOT / "data" / "samples" / "central_form" / "report.pdf"
recognising = pytest.mark.skipif(not available(), reason="text recognition is not installed (requirements-ocr.txt)")


def misread(path: Path, table: str, line: str, column: str, printed: str) -> tuple[Reading, int]:
    """The reading of a file with one figure read as another, and the number of that figure."""
    reading = reading_of(path)
    facts = [fact for each in reading.tables for fact in each.facts]
    number = next(n for n, fact in enumerate(facts) if (fact.table, fact.line, fact.column) == (table, line, column))
    fact = facts[number]
    fen = round(float(printed.replace(",", "")) * 100) * (load().money[fact.unit] // 100)
    wrong = replace(fact, printed=printed, amount_fen=fen)
    tables = tuple(replace(each, facts=tuple(wrong if one is fact else one for one in each.facts)) for each in reading.tables)
    return replace(reading, tables=tables), number


def failing(reading: Reading) -> Reading:
    return replace(reading, findings=check_report(reading, load()))


def test_every_figure_of_a_sample_reads_the_same_twice(sample):
    path = sample / "report.pdf"
    facts = [fact for table in reading_of(path).tables for fact in table.facts]
    for first in range(0, len(facts), 50):
        some = facts[first : first + 50]
        texts = second_texts(path, [fact.place for fact in some])
        assert [text and text.replace(",", "") for text in texts] == ["".join(fact.printed.split()).replace(",", "") for fact in some]


def test_a_misread_figure_is_the_likely_cause():
    reading, number = misread(SAMPLE, "expenditure", "total", "basic", "9,999.99")
    reading = failing(reading)
    about = [at for at, each in enumerate(reading.findings) if each.state == "fail" and number in each.facts]
    assert any(reading.findings[at].severity == "error" for at in about)
    told = with_second_reading(reading, load(), partial(second_texts, SAMPLE))
    assert {told[at].cause for at in about} == {load().message("cause_reading")}
    assert not {told[at].severity for at in about} & {"error", "critical"}
    assert [each for at, each in enumerate(told) if at not in about] == [
        each for at, each in enumerate(reading.findings) if at not in about
    ]


def with_wrong_total(sheet: Sheet) -> Sheet:
    """The sheet of expenditure with another total in its second column."""

    def printed(cell):
        total = cell is not None and cell.fact is not None and (cell.fact.line, cell.fact.column) == ("total", "basic")
        return replace(cell, text="9,999.99") if total else cell

    rows = [tuple(tuple(map(printed, row)) for row in part) for part in (sheet.head, sheet.body)]
    return replace(sheet, head=rows[0], body=rows[1]) if sheet.table == "expenditure" else sheet


def test_what_is_printed_so_stays_an_error(tmp_path):
    """The report is wrong and was read right: both readings agree."""
    layout = random_layout(1, narrative=False, rulings="full")
    typeset(random_figures(1), layout, tmp_path / "report.pdf", Misprint(sheet=with_wrong_total))
    findings = read_file(tmp_path / "report.pdf", load()).findings
    failed = [each for each in findings if each.state == "fail" and each.severity == "error"]
    assert "IT-10" in {each.check for each in failed}
    assert {each.cause for each in failed} == {load().message("cause_print")}


def test_nothing_is_read_again_where_nothing_fails():
    def never(places):
        raise AssertionError("read again")

    reading = reading_of(SAMPLE)
    assert [each for each in reading.findings if each.state == "fail" and each.severity != "info" and each.facts] == []
    assert with_second_reading(reading, load(), never, never) == reading.findings


def test_other_characters_in_the_cell_are_seen_the_second_time():
    """A hidden figure under the printed one: the first reading gives what a reader sees, the second tells that there is more."""

    def draw(canvas):
        titled_table(canvas)
        canvas.setFillGray(1)
        words(canvas, 300, 667, "99.99")

    data = pdf(draw)
    cell = next(cell for page in read_pages(data) for grid in page.grids for cell in grid.cells if cell.text == "1,234.56")
    inside, outside = second_texts(data, [Place(1, cell.box), Place(1, Box(5, 5, 6, 6))])
    assert sorted(inside) == sorted("1,234.5699.99")
    assert outside is None


def test_places_without_a_box_and_pages_beyond_the_file_have_no_second_text():
    assert second_texts(SAMPLE, [Place(1), Place(), Place(999, Box(0, 0, 10, 10))]) == [None, None, None]


def with_other_meaning(path: Path, one: str, other: str, target: Path) -> Path:
    """The file with the two digits told as one another: the pictures of the pages stay, their text does not."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(path.read_bytes()))
    digits = {f"00{ord(one):02X}": f"00{ord(other):02X}", f"00{ord(other):02X}": f"00{ord(one):02X}"}
    changed = set()
    for page in writer.pages:
        for font in page["/Resources"]["/Font"].values():
            stream = font.get_object().get("/ToUnicode")
            if stream is None or stream.idnum in changed:
                continue
            changed.add(stream.idnum)
            text = stream.get_object().get_data().decode("latin-1")
            text = re.sub(
                r"(?<=<)00[0-9A-Fa-f]{2}(?=>\s*(?:\n|<|\]|endbf))", lambda found: digits.get(found.group().upper(), found.group()), text
            )
            new = DecodedStreamObject()
            new.set_data(text.encode("latin-1"))
            font.get_object()[NameObject("/ToUnicode")] = writer._add_object(new)
    assert changed
    assert isinstance(writer.pages[0].mediabox, ArrayObject)
    writer.write(target)
    return target


@recognising
def test_a_font_that_tells_other_digits_than_it_shows_is_found_out(tmp_path):
    path = with_other_meaning(SAMPLE, "3", "8", tmp_path / "report.pdf")
    reading = read_file(path, load())
    failed = [each for each in reading.findings if each.state == "fail" and each.facts]
    assert failed
    places = [fact.place for table in reading.tables for fact in table.facts][:40]
    shown = pictured_texts(path, places, reading.page_sizes)
    assert None not in shown
    assert {each.severity for each in failed} <= {"warn", "info"}
