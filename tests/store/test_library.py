"""What goes into the library comes out unchanged, or does not go in at all."""

import io
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from core.errors import LibraryError, ReportError
from core.model import Place, Problem
from core.store.library import Library, library_folder
from tests.readings import a_cell, a_fact, a_reading, a_table, an_identity, sha

ASKS = Problem("unit_name_unknown", "")
TELLS = Problem("row_without_label", "支出决算表", {"page": 3, "table": "支出决算表", "text": "1.00"}, Place(3))


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library") as opened:
        yield opened


def rows(library: Library) -> dict[str, int]:
    """How many rows every table has that belongs to a report."""
    owned = library.cursor().execute("SELECT table_name FROM duckdb_columns() WHERE column_name = 'report' AND table_name <> 'event'")
    return {name: library.cursor().execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in owned.fetchall()}


def test_a_saved_report_comes_back(library):
    reading = a_reading("ab", problems=(TELLS,))
    report = library.save(reading)
    assert (report.report, report.version, report.file) == ("ab" * 6, 1, "ab.pdf")
    assert (report.unit_name, report.fiscal_year, report.kind, report.state) == ("示例市财政局", 2023, "final_accounts", "needs_person")
    assert library.find(reading.sha256) == library.report(report.report) == report
    assert [library.fact(report.report, number) for number in range(2)] == list(reading.tables[0].facts)
    cells, printed = library.cells(report.report, 0), reading.tables[0].cells
    assert list(cells["text"]) == [cell.text for cell in printed]
    assert list(zip(cells["x0"], cells["bottom"], strict=True)) == [(cell.place.box.x0, cell.place.box.bottom) for cell in printed]
    assert list(library.tables(report.report)["state"]) == ["filled", "missing"]
    assert list(library.pages(report.report)["page"]) == [1, 2, 3, 4]
    assert list(library.evidence(report.report)["value"]) == ["示例市财政局"]
    problem = library.problems(report.report).iloc[0]
    assert (problem["kind"], json.loads(problem["details"]), problem["page"]) == (TELLS.kind, TELLS.details, 3)


def test_amounts_stay_whole_numbers(library):
    fen = 92_233_720_368_547_758
    table = a_table(facts=(a_fact(1, 2, "9", fen), a_fact(2, 2, "-9", -fen)))
    report = library.save(a_reading(tables=(table,)))
    facts = library.facts(report.report, 0)
    assert list(facts["amount_fen"]) == [fen, -fen]
    assert facts["amount_fen"].dtype == "int64"


def test_what_is_unknown_stays_unknown(library):
    bare = a_reading(identity=replace(an_identity("", None, "unknown"), region="", published_on=""), problems=(ASKS,))
    report = library.save(bare)
    assert (report.unit_name, report.fiscal_year, report.kind, report.state, report.version) == ("", None, "unknown", "needs_person", 1)
    assert library.reports()["fiscal_year"].isna().all()


def test_the_same_bytes_are_kept_once(library):
    first, again = library.save(a_reading()), library.save(a_reading(file="another name.pdf"))
    assert first == again
    assert len(library.reports()) == 1


def test_other_bytes_of_the_same_unit_year_and_kind_are_a_new_version(library):
    versions = [library.save(a_reading(seed)).version for seed in ("ab", "cd", "ef")]
    assert versions == [1, 2, 3]
    assert library.save(a_reading("12", an_identity(fiscal_year=2022))).version == 1
    assert library.save(a_reading("34", an_identity(kind="budget"))).version == 1
    assert library.selection() == [sha("12")[:12], sha("34")[:12], sha("ef")[:12]]
    assert list(library.reports().query("newest")["report"]) == library.selection()
    assert len(library.selection(all_versions=True)) == 5
    assert library.selection(sha("ab")[:12]) == [sha("ab")[:12]]


def test_reports_of_unknown_unit_or_year_are_never_versions_of_each_other(library):
    unnamed, undated = an_identity(""), an_identity(fiscal_year=None)
    for seed, identity in (("ab", unnamed), ("cd", unnamed), ("ef", undated), ("12", undated)):
        assert library.save(a_reading(seed, identity)).version == 1
    assert len(library.selection()) == 4


def test_a_report_that_fails_half_way_leaves_nothing(library):
    before = rows(library)
    too_large = a_table(facts=(a_fact(1, 2, "1", 1), a_fact(2, 2, "2", 2**70)))
    with pytest.raises(OverflowError):
        library.save(a_reading(tables=(too_large,)))
    assert rows(library) == before
    assert library.save(a_reading()).version == 1


def test_a_number_that_is_taken_is_said(library):
    library.save(a_reading())
    with pytest.raises(ReportError) as raised:
        library.save(a_reading(sha256="ab" * 6 + "0" * 52))
    assert raised.value.code == "same_number"


def test_reading_again_puts_the_new_reading_in_the_place_of_the_old(library):
    library.save(a_reading("cd"))
    old = library.save(a_reading("ab", an_identity(""), problems=(ASKS,)))
    library.answer(old.report, "unit_name", "示例市财政局")
    library.answer(old.report, "unit", "元", table_no=1)
    before = rows(library)
    new = library.replace(old.report, a_reading("ab", problems=(ASKS,)))
    assert (new.unit_name, new.version) == ("示例市财政局", 2)
    assert rows(library) == {**before, "evidence": before["evidence"] + 1}
    assert library.answers(old.report) == {"unit_name": "示例市财政局", "unit:three_public:": "元"}
    assert library.replace(old.report, a_reading("ab")).state == "read"
    assert library.replace(old.report, a_reading("ab")).version == 2
    assert library.imported_at(old.report) < library.events()["happened_at"].max()


def test_a_later_answer_replaces_an_earlier_one(library):
    report = library.save(a_reading()).report
    for value in ("2022", "2023"):
        library.answer(report, "fiscal_year", value)
    assert library.answers(report) == {"fiscal_year": "2023"}


def test_a_deleted_report_is_gone_with_its_original(library, tmp_path):
    file = tmp_path / "ab.pdf"
    file.write_bytes(b"bytes of a report")
    with file.open("rb") as stream:
        sha256 = library.keep_stream(stream, file.name).sha256
    report = library.save(a_reading(sha256=sha256)).report
    kept = library.original_path(sha256)
    library.save(a_reading("cd"))
    others = rows(library)
    library.answer(report, "kind", "budget")
    library.delete(report)
    assert library.report(report) is None
    assert not kept.exists()
    assert file.exists()
    assert all(count < others[table] or count == 0 or table == "problem" for table, count in rows(library).items())
    assert list(library.events()["action"]) == ["import", "import", "answer", "delete"]
    with pytest.raises(LibraryError, match="report_unknown"):
        library.delete(report)


def test_an_original_is_the_file_byte_for_byte(library):
    content = bytes(range(256)) * 9000
    for name in ("报告 “一”.PDF", "again.pdf"):
        library.keep_stream(io.BytesIO(content), name)
    originals = list((library.folder / "originals").iterdir())
    assert [path.name[64:] for path in originals] == [".pdf"]
    assert originals[0].read_bytes() == content


def test_an_original_taken_away_is_said(library):
    sha256 = library.keep_stream(io.BytesIO(b"bytes"), "ab.pdf").sha256
    library.save(a_reading(sha256=sha256))
    library.original_path(sha256).unlink()
    with pytest.raises(LibraryError, match="original_missing"):
        library.original_path(sha256)


def test_unfinished_originals_go_at_the_next_start(tmp_path):
    with Library.open(tmp_path) as library:
        (library.folder / "originals" / "0123.tmp").write_bytes(b"half a fi")
    with Library.open(tmp_path):
        assert not list((tmp_path / "originals").iterdir())


def test_counts_are_those_of_known_tables(library):
    other = a_table(table="other:项目支出绩效自评表")
    report = library.save(a_reading(tables=(a_table(), a_table(), other, a_table(table="revenue", state="listed_only", facts=())))).report
    assert library.counts(report) == {"tables_found": 1, "facts": 6, "statements": 0, "indicators": 0}
    assert library.reports().iloc[0][["tables_found", "facts", "problems"]].tolist() == [1, 6, 0]


def test_threads_write_and_read_at_once(library):
    seeds = [f"{number:02x}" for number in range(16)]

    def save_and_look(seed: str) -> int:
        library.save(a_reading(seed))
        return len(library.facts(sha(seed)[:12]))

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(save_and_look, seeds)) == {2}
    assert sorted(library.reports()["version"]) == list(range(1, 17))


def test_a_library_open_elsewhere_is_said(tmp_path):
    holder = "import sys; from core.store.library import Library; held = Library.open(sys.argv[1]); print(1, flush=True); input()"
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen([sys.executable, "-c", holder, tmp_path], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline().strip() == b"1"
        with pytest.raises(LibraryError, match="library_in_use"):
            Library.open(tmp_path)
        process.stdin.close()
    Library.open(tmp_path).close()


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "a file").write_text("no folder")
    with pytest.raises(LibraryError, match="library_not_writable"):
        Library.open(tmp_path / "a file")


def test_a_damaged_database_is_said_and_left_alone(tmp_path):
    (tmp_path / "library.duckdb").write_bytes(b"not a database" * 1000)
    with pytest.raises(LibraryError, match="library_damaged"):
        Library.open(tmp_path)
    assert (tmp_path / "library.duckdb").read_bytes() == b"not a database" * 1000


def test_a_database_of_something_else_is_said_and_left_alone(tmp_path):
    with duckdb.connect(str(tmp_path / "library.duckdb")) as other:
        other.execute("CREATE TABLE theirs AS SELECT 1 AS n")
    with pytest.raises(LibraryError, match="library_damaged"):
        Library.open(tmp_path)
    with duckdb.connect(str(tmp_path / "library.duckdb")) as other:
        assert other.execute("FROM theirs").fetchall() == [(1,)]


def test_no_library_is_made_where_one_is_only_looked_for(tmp_path):
    with pytest.raises(LibraryError, match="library_missing"):
        Library.open(tmp_path / "nowhere", create=False)
    assert not (tmp_path / "nowhere").exists()


def test_the_folder_is_the_one_named(monkeypatch, tmp_path):
    monkeypatch.setenv("JUESUAN_LIBRARY", str(tmp_path / "资料库"))
    assert library_folder() == tmp_path / "资料库"
    assert library_folder(tmp_path / "other") == tmp_path / "other"
    monkeypatch.delenv("JUESUAN_LIBRARY")
    assert library_folder().parts[-2:] == ("data", "library")


@pytest.mark.parametrize(
    "sql",
    [
        "COPY report TO 'out.csv'",
        "SELECT * FROM read_text('/etc/hostname')",
        "ATTACH 'other.duckdb'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
    ],
)
def test_queries_reach_no_other_file_and_no_network(library, sql):
    with pytest.raises(duckdb.Error):
        library.cursor().execute(sql)


def test_text_of_a_report_stays_text(library):
    wild = "'); DROP TABLE report; -- <script>alert(1)</script> =cmd|' /C calc'!A0 \u202e \x07"
    report = library.save(a_reading(identity=an_identity(wild), file=wild, tables=(a_table(title=wild, cells=(a_cell(0, 0, wild),)),)))
    assert (report.unit_name, report.file) == (wild, wild)
    assert library.tables(report.report).iloc[0]["title"] == library.cells(report.report, 0).iloc[0]["text"] == wild
