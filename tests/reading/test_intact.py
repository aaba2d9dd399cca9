"""A file damaged inside says so: what the PDF library shows of it may lack words, and pages."""

import re

import pytest

from core.definitions import load
from core.errors import ReportError, costs_the_file_only
from core.ingest import read_file
from core.performance.rows import Row, words_and_values
from core.reading.damage import ranges
from core.reading.intact import Inside, look_inside
from core.store.state import asks_of
from tests.conftest import SAMPLES

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


def test_a_row_without_any_cell_names_nothing():
    assert words_and_values(Row(1, 0, (), ()), re.compile("")) == []
