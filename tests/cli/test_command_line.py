"""The command line as it is promised: options, one JSON object a line, sentences on stderr, exit codes."""

import csv
import json
import subprocess
import sys

import pyarrow.parquet as pq
import pytest

from core.__main__ import main
from core.store.library import Library
from tests.conftest import ROOT, SAMPLES
from tests.reading.test_sources import a_zip

FIELDS = [
    *("file", "sha256", "report", "state", "reason", "pages", "tables_found", "facts", "statements", "indicators"),
    *("findings_by_state", "seconds"),
]
REPORT = SAMPLES[0] / "report.pdf"


@pytest.fixture(autouse=True)
def own_library(tmp_path, monkeypatch):
    monkeypatch.setenv("JUESUAN_LIBRARY", str(tmp_path / "library"))


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


def test_one_json_object_for_each_file(capsys, tmp_path):
    (tmp_path / "部门.zip").write_bytes(a_zip(("一.pdf", REPORT.read_bytes()), ("二.txt", b"")))
    assert run("import", REPORT, tmp_path / "部门.zip", "--json") == 0
    out, err = capsys.readouterr()
    objects = [json.loads(line) for line in out.splitlines()]
    assert [list(one) for one in objects] == [FIELDS] * 3
    assert [(one["file"], one["state"]) for one in objects] == [("report.pdf", "imported"), ("一.pdf", "already"), ("二.txt", "skipped")]
    assert objects[0]["report"] == objects[0]["sha256"][:12] == objects[1]["report"]
    assert {"pass", "not_applicable"} <= set(objects[0]["findings_by_state"]) <= {"pass", "rounding", "fail", "not_applicable", "not_run"}
    assert objects[0]["facts"] > 0
    assert len(err.splitlines()) == 4
    assert "共 3 份" in err


def test_without_json_stdout_is_empty(capsys):
    assert run("import", REPORT, "--jobs", 2, "--ocr", "off") == 0
    assert capsys.readouterr().out == ""


def test_exit_codes_of_import(tmp_path, capsys):
    (tmp_path / "zero.pdf").write_bytes(b"")
    (tmp_path / "old.doc").write_bytes(b"")
    (tmp_path / "notes.txt").write_bytes(b"")
    (tmp_path / "no folder").write_bytes(b"")
    assert run("import", tmp_path / "zero.pdf") == 1
    assert run("import", tmp_path / "gone.pdf") == 1
    assert run("import", REPORT, tmp_path / "notes.txt") == 0
    assert run("import", REPORT) == 0
    assert run("import", REPORT, tmp_path / "zero.pdf") == 2
    assert run("import", REPORT, tmp_path / "old.doc") == 2
    assert run("import", REPORT, "--library", tmp_path / "no folder") == 1
    assert "写不进去" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    ["", "import", "import x --jobs 0", "import x --ocr on", "export", "check --report", "metrics --format xml", "definitions"],
)
def test_wrong_arguments_are_nothing_done(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        run(*arguments.split())
    assert ended.value.code == 1
    assert capsys.readouterr().err


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_export_writes_ten_files_and_the_dictionary(tmp_path, form, capsys):
    run("import", *(sample / "report.pdf" for sample in SAMPLES))
    assert run("export", "--to", tmp_path / "out", "--format", form) == 0
    assert len(list((tmp_path / "out").glob(f"*.{form}"))) == (11 if form == "csv" else 10)
    assert (tmp_path / "out" / "dictionary.csv").exists()


def test_export_of_one_report_and_of_all_versions(tmp_path, capsys):
    content = REPORT.read_bytes()
    (tmp_path / "2.pdf").write_bytes(content + b"\n% other bytes\n")
    run("import", REPORT, tmp_path / "2.pdf", "--json")
    first, second = (json.loads(line)["report"] for line in capsys.readouterr().out.splitlines())
    exported = {}
    for name, options in {"newest": [], "all": ["--all-versions"], "first": ["--report", first]}.items():
        assert run("export", "--to", tmp_path / name, *options) == 0
        with (tmp_path / name / "reports.csv").open(newline="", encoding="utf-8-sig") as file:
            exported[name] = [(row["report"], row["version"]) for row in csv.DictReader(file)]
    assert exported == {"newest": [(second, "2")], "all": [(first, "1"), (second, "2")], "first": [(first, "1")]}


def test_export_to_workbooks(tmp_path, capsys):
    run("import", REPORT)
    assert run("export", "--to", tmp_path / "out", "--format", "xlsx") == 0
    (workbook,) = (tmp_path / "out").iterdir()
    assert workbook.suffix == ".xlsx"
    with Library.open() as library:
        event = library.history()[-1]
    assert (event["action"], event["file"]) == ("export", "out")
    assert event["details"] == {"format": "xlsx", "files": 1, "reports": 1}


@pytest.mark.parametrize(("form", "ending"), [("official", ".xlsx"), ("pptx", ".pptx"), ("docx", ".docx")])
def test_export_to_documents(tmp_path, form, ending, capsys):
    run("import", REPORT)
    assert run("export", "--to", tmp_path / "out", "--format", form) == 0
    (document,) = (tmp_path / "out").iterdir()
    assert document.suffix == ending
    assert document.read_bytes().startswith(b"PK")


def test_export_of_nothing(tmp_path, capsys):
    assert run("export", "--to", tmp_path / "out") == 1
    assert "没有资料库" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    Library.open().close()
    assert run("export", "--to", tmp_path / "out") == 0
    assert len(list((tmp_path / "out").iterdir())) == 11
    assert run("export", "--to", tmp_path / "books", "--format", "xlsx") == 1
    assert run("export", "--to", tmp_path / "out", "--report", "0123456789ab") == 1
    assert "没有编号" in capsys.readouterr().err


def test_what_a_name_smuggles_in_stays_on_its_line(tmp_path, capsys):
    (tmp_path / "a.zip").write_bytes(a_zip(("x\n\x1b[31m伪造.pdf", b"")))
    run("import", tmp_path / "a.zip", "--json")
    out, err = capsys.readouterr()
    assert json.loads(out)["file"] == "x\n\x1b[31m伪造.pdf"
    assert "\x1b" not in err
    assert len(err.splitlines()) == 2


def test_definitions_hold(capsys):
    assert run("definitions", "check") == 0
    assert capsys.readouterr().out == ""


def test_run_as_a_module(tmp_path):
    ran = subprocess.run([sys.executable, "-m", "core", "import", REPORT, "--json"], cwd=ROOT, capture_output=True)
    assert ran.returncode == 0, ran.stderr.decode()
    assert json.loads(ran.stdout.decode("utf-8"))["state"] == "imported"
    assert "已导入" in ran.stderr.decode("utf-8")


def test_while_another_program_has_the_library_open_a_copy_is_read(tmp_path, capsys):
    assert run("import", REPORT) == 0
    held = "import os, sys; from core.store.library import Library; opened = Library.open(); print('open', flush=True); sys.stdin.read()"
    holder = subprocess.Popen([sys.executable, "-c", held], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout.readline() == "open\n"
        assert run("export", "--to", tmp_path / "out", "--format", "parquet") == 0
        assert "副本（只读）" in capsys.readouterr().err
        assert pq.read_metadata(tmp_path / "out" / "facts.parquet").num_rows > 0
        assert run("export", "--to", tmp_path / "out", "--format", "xlsx") == 1
        assert run("check") == 1
    finally:
        holder.communicate("")
