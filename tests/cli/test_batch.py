"""Many files: each ends in a receipt, the receipts add up, and what is kept depends neither on the others nor on the number of workers."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from core.batch import Progress, import_paths
from core.errors import ReportError
from core.parsers import parser
from core.store.library import Library
from tests.conftest import ROOT, SAMPLES
from tests.reading.test_sources import a_zip, dropped

KEPT = ["reports", "tables", "facts", "problems"]


@pytest.fixture
def library(tmp_path, definitions):
    with Library.open(tmp_path / "library", definitions=definitions) as opened:
        yield opened


@pytest.fixture
def mixed(tmp_path) -> Path:
    """A folder with everything that happens to files."""
    folder = tmp_path / "dropped 决算"
    folder.mkdir()
    report = (SAMPLES[0] / "report.pdf").read_bytes()
    contents = {
        "1 first.pdf": report,
        "2 the same.pdf": report,
        "3 zero.pdf": b"",
        "4 cut off.pdf": report[: len(report) // 2],
        "5 zero again.pdf": b"",
        "6 no pdf.pdf": b"<html>not a pdf</html>",
        "7 more.zip": a_zip(("里面.pdf", (SAMPLES[1] / "report.pdf").read_bytes()), ("../out.pdf", report), ("readme.txt", b"")),
        "8 word.doc": b"",
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return folder


def test_every_file_ends_in_a_receipt(library, definitions, mixed):
    receipts = list(import_paths([mixed], library, definitions))
    assert [(receipt.file, receipt.state, receipt.reason) for receipt in receipts] == [
        ("1 first.pdf", "imported", ""),
        ("2 the same.pdf", "already", "already_kept"),
        ("3 zero.pdf", "failed", "empty_file"),
        ("4 cut off.pdf", "failed", "damaged"),
        ("5 zero again.pdf", "failed", "empty_file"),
        ("6 no pdf.pdf", "failed", "not_a_pdf"),
        ("out.pdf", "failed", "zip_path_outside"),
        ("readme.txt", "skipped", "not_a_report"),
        ("里面.pdf", "imported", ""),
        ("8 word.doc", "skipped", "old_word"),
    ]
    first, same = receipts[:2]
    assert first.report == same.report == first.sha256[:12]
    assert (first.facts, first.pages, first.tables_found) == (same.facts, same.pages, same.tables_found)
    assert 0 < first.facts == len(library.facts(first.report))
    assert first.seconds > same.seconds > 0


def test_workers_change_nothing(definitions, tmp_path, mixed):
    kept, receipts = [], []
    for jobs in (1, 2):
        with Library.open(tmp_path / f"jobs{jobs}", definitions=definitions) as library:
            found = list(import_paths([mixed], library, definitions, jobs))
            receipts.append([(r.file, r.state, r.reason, r.details, r.report, r.facts, r.version) for r in found])
            kept.append([library.exported(file, library.selection(all_versions=True)) for file in KEPT])
    assert receipts[0] == receipts[1]
    assert all(one.equals(two) for one, two in zip(*kept, strict=True))


def test_a_file_that_fails_leaves_nothing(library, definitions, mixed):
    receipts = list(import_paths([mixed], library, definitions))
    imported = {receipt.sha256 for receipt in receipts if receipt.state == "imported"}
    assert {path.stem for path in (library.folder / "originals").iterdir()} == imported
    assert len(library.reports()) == len(imported) == 2
    log = Counter(library.events()["action"])
    assert log == {"import": 2, "not_imported": 5}


def test_the_original_kept_is_the_file(library, definitions):
    sample = SAMPLES[0] / "report.pdf"
    (receipt,) = import_paths([sample], library, definitions)
    assert library.original_path(receipt.sha256).read_bytes() == sample.read_bytes()


def test_an_import_broken_off_goes_on_where_it_stopped(library, definitions):
    files = [sample / "report.pdf" for sample in SAMPLES]
    started = import_paths(files, library, definitions)
    assert next(started).state == "imported"
    started.close()
    assert [receipt.state for receipt in import_paths(files, library, definitions)] == ["already", "imported", "imported"]


def test_names_no_disk_takes_survive(library, definitions):
    content = (SAMPLES[0] / "report.pdf").read_bytes()
    name = "‘名’\"'; DROP 😀 =cmd|..‮ " + "长" * 480 + ".pdf"
    (receipt,) = import_paths([dropped(f"../../{name}", content)], library, definitions)
    assert (receipt.file, receipt.state, library.report(receipt.report).file) == (name, "imported", name)


def test_every_step_is_told(library, definitions):
    told: list[Progress] = []
    list(import_paths([SAMPLES[0] / "report.pdf", "gone.pdf"], library, definitions, progress=told.append))
    steps = [event.step for event in told if event.file == "report.pdf"]
    assert list(dict.fromkeys(steps)) == ["opening", "pages", "tables", "saving", "done"]
    assert [event for event in told if event.file == "gone.pdf"] == [Progress("gone.pdf", "done", 1, 1)]
    assert all(f"step_{step}" in definitions.messages for step in steps)


def test_every_reason_has_its_sentence(library, definitions, mixed):
    for receipt in import_paths([mixed], library, definitions):
        if receipt.reason:
            for language in ("zh", "en"):
                assert "?" not in definitions.message(receipt.reason, language, **receipt.details)


@pytest.mark.skipif(os.name == "nt", reason="a worker cannot be made to crash like this here")
def test_a_file_that_ends_its_worker_costs_that_file_only(definitions, tmp_path):
    with parser(definitions, 2) as parse:
        assert parse.start(SAMPLES[0] / "report.pdf", None)().reading.pages
        for worker in parse._all:
            worker.abandon()
        with pytest.raises(ReportError, match="reader_stopped"):
            parse.start(SAMPLES[1] / "report.pdf", None)()
        assert parse.start(SAMPLES[2] / "report.pdf", None)().reading.pages


def test_what_a_worker_raises_arrives(definitions, tmp_path):
    (tmp_path / "empty.pdf").write_bytes(b"")
    with parser(definitions, 2) as parse:
        with pytest.raises(ReportError) as raised:
            parse.start(tmp_path / "empty.pdf", None)()
        with pytest.raises(FileNotFoundError):
            parse.start(tmp_path / "gone.pdf", None)()
    assert raised.value.code == "empty_file"


def test_killed_in_the_middle_the_library_is_whole(tmp_path, definitions):
    """A process that dies between two reports, or while it writes one, leaves only whole reports behind."""
    dying = (
        "import os, sys; from core.batch import import_paths; from core.definitions import load; from core.store.library import Library\n"
        "library = Library.open(sys.argv[1]); files = import_paths(sys.argv[2:], library, load()); next(files)\n"
        "library._insert = lambda *a, own=library._insert: (own(*a), os._exit(9))\n"
        "next(files)\n"
    )
    files = [str(sample / "report.pdf") for sample in SAMPLES]
    died = subprocess.run([sys.executable, "-c", dying, tmp_path / "library", *files], cwd=ROOT)
    assert died.returncode == 9
    with Library.open(tmp_path / "library") as library:
        assert len(library.reports()) == 1
        owners = library.cursor().execute("SELECT DISTINCT report FROM fact UNION SELECT DISTINCT report FROM cell").fetchall()
        assert owners == [(library.reports()["report"][0],)]
        assert [receipt.state for receipt in import_paths(files, library, definitions)] == ["already", "imported", "imported"]
