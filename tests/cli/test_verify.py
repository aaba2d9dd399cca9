"""`check` runs the checks again; `verify` names what was altered behind the program's back: an original, the log, a figure, a decision."""

import csv
import io
import json
import shutil
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from core.__main__ import main
from core.batch import import_paths
from core.checks.verdict import shown_as
from core.correct import consequences, correct, of_fact, of_property, of_statement, undo, undo_consequences
from core.definitions import load
from core.errors import LibraryError
from core.recheck import check_again
from core.reread import reread
from core.store.library import Library
from tests.conftest import SAMPLES


@pytest.fixture(scope="module")
def filled(tmp_path_factory) -> Path:
    """A library with one sample, and one decision of each kind."""
    folder = tmp_path_factory.mktemp("library")
    with Library.open(folder) as library:
        (receipt,) = import_paths([SAMPLES[0] / "report.pdf"], library, load(), ocr="off")
        library.name_person("李四")
        correct(library, of_fact(library, receipt.report, total(library, receipt.report), "1.00", "试改"), load())
        library.accept(receipt.report, [library.findings(receipt.report)[0].identity], "other", "已核实")
    return folder


@pytest.fixture
def folder(filled, tmp_path) -> Path:
    return Path(shutil.copytree(filled, tmp_path / "library"))


def total(library: Library, report: str) -> int:
    """The number of a total that several checks look at."""
    facts = library.facts(report)
    return int(facts[(facts["table"] == "expenditure") & (facts["role"] == "total")]["fact_no"].iloc[0])


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    code = main([*arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def alter(folder: Path, statement: str) -> None:
    with duckdb.connect(str(folder / "library.duckdb")) as connection:
        connection.execute(statement)


def test_an_untouched_library_holds(folder, capsys):
    code, _, said = run(capsys, "verify", "--library", str(folder))
    assert code == 0, said
    assert "没有被改过" in said
    lines = (folder / "events.log").read_text("utf-8").splitlines()
    assert [json.loads(line)["action"] for line in lines] == ["import", "correct", "accept"]


def test_an_empty_library_has_nothing_to_verify(tmp_path, capsys):
    Library.open(tmp_path).close()
    assert run(capsys, "verify", "--library", str(tmp_path))[0] == 1
    assert run(capsys, "check", "--library", str(tmp_path))[0] == 1
    assert run(capsys, "verify", "--library", str(tmp_path / "none"))[0] == 1


def test_one_byte_of_an_original_is_named(folder, capsys):
    (original,) = (folder / "originals").iterdir()
    data = bytearray(original.read_bytes())
    data[len(data) // 2] ^= 1
    original.write_bytes(bytes(data))
    code, _, said = run(capsys, "verify", "--library", str(folder))
    assert (code, "原件“report.pdf”" in said, "内容被改过" in said) == (2, True, True)
    original.unlink()
    code, _, said = run(capsys, "verify", "--library", str(folder))
    assert (code, "不见了" in said) == (2, True)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET who = '王五' WHERE event_no = 2",
        "UPDATE event SET details = replace(details, '试改', '核实') WHERE event_no = 2",
        "UPDATE event SET happened_at = happened_at + INTERVAL 1 SECOND WHERE event_no = 2",
        "DELETE FROM event WHERE event_no = 2",
    ],
)
def test_an_altered_entry_of_the_log_is_named(folder, capsys, statement):
    alter(folder, statement)
    code, _, said = run(capsys, "verify", "--library", str(folder))
    assert code == 2
    assert "操作记录第 3 条" in said if statement.startswith("DELETE") else "操作记录第 2 条" in said


def test_entries_cut_off_the_log_or_changed_in_its_file_are_named(folder, capsys):
    alter(folder, "DELETE FROM event WHERE event_no = 3")
    code, _, said = run(capsys, "verify", "--library", str(folder))
    assert (code, "第 3 行" in said) == (2, True)
    path = folder / "events.log"
    path.write_text(path.read_text("utf-8").replace("试改", "核实"), "utf-8")
    assert "第 2 行" in run(capsys, "verify", "--library", str(folder))[2]


@pytest.mark.parametrize("column", ["amount_fen = amount_fen + 1", "printed = printed || '0'", "line_name = '别的'"])
def test_an_altered_figure_is_named_by_table_line_and_column(folder, capsys, column):
    alter(folder, f"""UPDATE fact SET {column} WHERE "table" = 'revenue' AND line = 'total' AND "column" = 'total'""")
    code, _, said = run(capsys, "verify", "--library", str(folder))
    assert code == 2
    (line,) = [line for line in said.splitlines() if "没有操作记录" in line]
    assert "收入决算表 合计" in line


def test_an_altered_decision_is_named(folder, capsys):
    alter(folder, "UPDATE change SET why = '主管部门口径' WHERE kind = 'accept'")
    code, _, said = run(capsys, "verify", "--library", str(folder))
    assert (code, "第 3 条操作记录" in said) == (2, True)


def test_the_log_goes_on_after_a_crash_in_the_middle_of_a_line(folder, capsys):
    path = folder / "events.log"
    path.write_bytes(path.read_bytes()[:-20])
    assert run(capsys, "verify", "--library", str(folder))[0] == 0


def test_check_prints_the_counts_and_keeps_them(folder, capsys):
    with Library.open(folder) as library:
        report = library.selection()[0]
        library.switch_off("IT-05", "本地不核对这一项")
    code, out, said = run(capsys, "check", "--library", str(folder))
    assert code == 0, said
    (row,) = csv.DictReader(io.StringIO(out))
    with Library.open(folder) as library:
        states = library.findings_by_state(report)
        off = [finding for finding in library.findings(report) if finding.check == "IT-05"]
    assert {state: int(row[state]) for state in ("pass", "rounding", "fail", "not_applicable", "not_run")} == {
        state: states.get(state, 0) for state in ("pass", "rounding", "fail", "not_applicable", "not_run")
    }
    assert [(finding.state, finding.reason) for finding in off] == [("not_run", "switched_off")]
    assert "本地不核对这一项" in off[0].message
    assert run(capsys, "verify", "--library", str(folder))[0] == 0


def test_a_report_whose_original_is_gone_is_named_and_stays(folder, capsys):
    (original,) = (folder / "originals").iterdir()
    original.unlink()
    with Library.open(folder) as library:
        before = library.findings(library.selection()[0])
    code, _, said = run(capsys, "check", "--library", str(folder))
    assert (code, "其中 1 份没有核对成" in said) == (1, True)
    with Library.open(folder) as library:
        assert library.findings(library.selection()[0]) == before


def test_worker_processes_check_as_this_process_does(folder):
    with Library.open(folder) as library:
        reports = library.selection()
        one = [checked.counts for checked in check_again(library, load(), reports)]
        assert [checked.counts for checked in check_again(library, load(), reports, jobs=2)] == one


def test_the_consequences_told_before_saving_are_those_that_come(folder):
    with Library.open(folder) as library:
        report, definitions = library.selection()[0], load()
        undo(library, library.changes(report)[0].number, definitions)
        before = library.findings(report)
        told = library.statements(report)
        number = int(told[told["linked_facts"] != ""]["statement_no"].iloc[0])
        for change in (
            of_fact(library, report, total(library, report), "1.00", "试改"),
            of_statement(library, report, number, "1.00", "试改"),
            of_property(library, report, "fiscal_year", "2012", "试改"),
        ):
            told_before = consequences(library, change, definitions)
            assert library.findings(report) == before
            correct(library, change, definitions)
            after = library.findings(report)
            shown = [shown_as(finding) for finding in after]
            assert {kind: count for kind, (_, count) in told_before.counts.items() if count} == {
                kind: shown.count(kind) for kind in set(shown)
            }
            assert [turn.after for turn in told_before.turned if turn.after] == [
                f for f in after if f in {t.after for t in told_before.turned}
            ]
            assert told_before.turned
            event = library.changes(report)[-1].number
            back = undo_consequences(library, event, definitions)
            undo(library, event, definitions)
            assert (
                library.findings(report)
                == before
                == list(map(lambda f, old: replace(f, exception=old.exception), back.reading.findings, before))
            )


def test_a_correction_turns_findings_and_names_the_sentences_that_repeat_the_figure(folder):
    with Library.open(folder) as library:
        report, definitions = library.selection()[0], load()
        undo(library, library.changes(report)[0].number, definitions)
        links = library.links(report)
        number = int(links["fact_no"].iloc[0])
        found = consequences(library, of_fact(library, report, number, "1.00", "试改"), definitions)
        assert found.turning("pass", "fail") + found.turning("rounding", "fail") > 0
        assert set(found.statements) == set(links[links["fact_no"] == number]["statement_no"])


@pytest.mark.parametrize("value", ["", "约三百", "1,23", "0.0000001"])
def test_what_is_no_amount_is_refused(folder, value):
    with Library.open(folder) as library:
        report = library.selection()[0]
        with pytest.raises(LibraryError) as raised:
            consequences(library, of_fact(library, report, 0, value, "试改"), load())
        assert raised.value.code == "value_not_fitting"


def test_corrections_survive_reading_the_report_again(folder):
    with Library.open(folder) as library:
        report = library.selection()[0]
        facts = library.facts(report)
        reread(library, report, load())
        assert library.facts(report).equals(facts)
        assert (facts["source"] == "corrected").sum() == 1
