"""The fingerprint of what is about to be kept is that of what is kept; the log finds its end however long it is."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from core.definitions import load
from core.ingest import read_file
from core.store import fingerprint
from core.store.library import Library
from core.store.rows import columns_of
from core.verify import verify
from tests.readings import a_reading

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "data" / "samples").glob("*/report.pdf"))


def readings():
    """Every sample; one with texts that sort, split or hold what a database could take otherwise; one without a figure."""
    yield from (read_file(path, load()) for path in SAMPLES)
    odd = a_reading("cd")
    facts = [
        replace(fact, line_name=name, printed=printed, read_fen=read, line_code=code)
        for fact in odd.tables[0].facts
        for name, printed, read, code in (("甲\n乙\x1f丙", "-0.00", None, "𠮷"), ("é\u0301", "", -(2**62), "ﬀ"), ("", "'\"\\", 0, "Z"))
    ]
    yield replace(odd, tables=(replace(odd.tables[0], facts=tuple(facts)),))
    yield replace(a_reading("ef"), tables=())


def test_the_fingerprint_of_what_will_be_kept_is_that_of_what_is_kept(tmp_path):
    with Library.open(tmp_path) as library:
        for reading in readings():
            report = library.save(reading)
            columns = columns_of(reading)
            expected = fingerprint.of_columns(columns["fact"], columns["statement"])
            assert fingerprint.of_all(library.cursor())[report.report] == expected, reading.file
            assert library.known(report.report) == report


@pytest.mark.parametrize("sizes", [(40_000, 40_000), (10, 100_000), (200_000,)], ids=["two long lines", "the last too long", "one line"])
def test_a_log_longer_than_what_is_read_of_it_goes_on_after_a_torn_line(tmp_path, sizes):
    with Library.open(tmp_path) as library:
        for size in sizes:
            library.record("export", "x" * size)
    log = tmp_path / "events.log"
    whole = log.read_bytes()
    log.write_bytes(whole[:-20])
    with Library.open(tmp_path) as library:
        assert log.read_bytes() == whole
        library.record("export", "after")
        assert not verify(library, load()).altered
    assert [json.loads(line)["event_no"] for line in log.read_text("utf-8").splitlines()] == list(range(1, len(sizes) + 2))
