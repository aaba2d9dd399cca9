"""A file damaged inside says so: what the PDF library shows of it may lack words, and pages."""

import io
import re
import zipfile
from contextlib import suppress
from functools import cache

import pytest

from core.definitions import load
from core.errors import LibraryError, ReportError, costs_the_file_only
from core.ingest import read_file
from core.model import Reading
from core.performance.rows import Row, words_and_values
from core.reading.damage import ranges
from core.reading.html import is_cut_short
from core.reading.intact import Inside, look_inside
from core.reading.old_spreadsheet import read_old_sheets
from core.store.state import asks_of
from tests.conftest import SAMPLES
from tests.reading.rewritten import as_xls, as_xlsx

WHOLE = SAMPLES[0].joinpath("report.pdf").read_bytes()
PAGES = len(re.findall(rb"/Type /Page\b(?!s)", WHOLE))


def streams() -> list[int]:
    """Where the packed streams of the sample begin."""
    return [match.end() for match in re.finditer(rb"(?<!end)stream\r?\n", WHOLE)]


def with_damage(at: int, length: int = 4) -> bytes:
    return WHOLE[:at] + b"!" * length + WHOLE[at + length :]


def asked(tmp_path, data: bytes) -> list[str]:
    path = tmp_path / "report.pdf"
    path.write_bytes(data)
    return [problem.kind for problem in asks_of(read_file(path, load(), only_checks=True), load())]


def test_whole_files_are_whole():
    assert PAGES > 10
    for sample in SAMPLES:
        data = sample.joinpath("report.pdf").read_bytes()
        inside = look_inside(data, len(re.findall(rb"/Type /Page\b(?!s)", data)))
        assert inside.parts > 10
        assert (inside.broken, inside.hidden) == (0, 0)


@pytest.mark.parametrize("number", [0, 5, 11, -1])
def test_one_damaged_stream_is_seen(number):
    assert look_inside(with_damage(streams()[number] + 40), PAGES).broken == 1


def test_contents_that_are_named_but_nowhere():
    contents = re.search(rb"/Contents (\d+) 0 R", WHOLE).group(1)
    lost = re.sub(rb"(?<!\d)%s 0 obj" % contents, b"X" * len(contents) + b" 0 obj", WHOLE)
    assert look_inside(lost, PAGES).broken == 1


def test_pages_left_out_of_the_count_are_hidden(tmp_path):
    shorter = re.sub(rb"/Count %d " % PAGES, b"/Count %s " % b"3".rjust(len(str(PAGES)), b"0"), WHOLE)
    assert look_inside(shorter, 3).hidden == PAGES - 3
    assert asked(tmp_path, shorter)[0] == "pages_hidden"


def test_pages_of_a_former_version_are_not_hidden():
    """Programs that take pages out leave them in the file, outside its tree."""
    kids = re.search(rb"/Kids \[\s*((?:\d+ 0 R\s*)+)\]", WHOLE)
    two = b" ".join(kids.group(1).split()[:6]).ljust(len(kids.group(1)))
    shorter = WHOLE.replace(kids.group(1), two).replace(b"/Count %d " % PAGES, b"/Count 2  ")
    assert look_inside(shorter, 2).hidden == 0


def test_a_person_is_told_first(tmp_path):
    assert asked(tmp_path, with_damage(streams()[12] + 40))[0] == "damaged_inside"


def test_a_file_damaged_all_over_is_no_report(tmp_path):
    data = WHOLE
    for at in streams():
        data = data[: at + 40] + b"!!!!" + data[at + 44 :]
    with pytest.raises(ReportError, match="damaged"):
        asked(tmp_path, data)


def test_several_files_are_told_together():
    assert Inside(3, 1, 0) + Inside(2, 0, 4) == Inside(5, 1, 4)
    assert (ranges([7, 3, 8, 9]), ranges([1]), ranges([])) == ("3, 7-9", "1", "")


def test_what_nobody_foresaw_costs_the_file_and_says_where():
    with pytest.raises(ReportError) as raised, costs_the_file_only():
        read_file([], {})
    assert raised.value.code == "not_foreseen"
    assert raised.value.details["error"] in ("AttributeError", "TypeError")
    assert re.fullmatch(r"\w+\.py:\d+", raised.value.details["where"])


@pytest.mark.parametrize("error", [OSError, RuntimeError, KeyboardInterrupt, LibraryError])
def test_what_no_file_is_to_blame_for_is_not_told_of_it(error):
    with pytest.raises(error), costs_the_file_only():
        raise error("library_not_writable")


def test_a_row_without_any_cell_names_nothing():
    assert words_and_values(Row(1, 0, (), ()), re.compile("")) == []


@cache
def sample() -> Reading:
    return read_file(SAMPLES[0] / "report.pdf", load(), only_checks=True)


def refused(tmp_path, name: str, data: bytes) -> str:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReportError) as raised:
        read_file(path, load(), only_checks=True)
    return raised.value.code


def test_a_web_page_without_its_end_says_so(tmp_path):
    page = f"<html><body><p>{'公开的说明' * 40}</p>"
    assert [is_cut_short(text.encode()) for text in (page, page + "</body></html>", page[6:])] == [True, False, False]
    assert is_cut_short(page.encode("utf-16"))
    assert asked(tmp_path, page.encode())[0] == "damaged_inside"


def test_an_old_workbook_is_known_by_what_it_holds_and_its_damage_ends_no_program(tmp_path):
    book = as_xls(sample())
    (tmp_path / "named.xlsx").write_bytes(book)
    assert read_file(tmp_path / "named.xlsx", load(), only_checks=True).tables
    assert {refused(tmp_path, "cut.xls", book[: int(len(book) * share)]) for share in (0.9, 0.97, 0.99)} <= {"damaged", "not_a_pdf"}
    entry = book.index("Workbook".encode("utf-16-le"))
    for at in (44, 62, 76, 512, entry + 0x74):  # where lengths and places stand
        wild = book[:at] + b"\xee\xee\xee\x7e" + book[at + 4 :]
        with suppress(ReportError):
            assert read_old_sheets(wild)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet2.xml", "xl/sharedStrings.xml"])
def test_a_workbook_that_lacks_a_part_is_damaged_not_shorter(tmp_path, part):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(as_xlsx(sample()))) as old, zipfile.ZipFile(out, "w") as new:
        assert part in old.namelist()
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
    assert refused(tmp_path, "report.xlsx", out.getvalue()) == "damaged"
