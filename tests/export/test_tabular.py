"""The files of an export: names, columns and order are promised to programs that read them."""

import csv
import json

import duckdb
import pyarrow.parquet as pq
import pytest

from core.errors import ExportError
from core.export.harmless import harmless
from core.export.tabular import export_tables
from core.model import Place, Problem
from core.store.library import Library
from tests.readings import a_cell, a_fact, a_reading, a_table, an_identity, sha

COLUMNS = {
    "reports": "report, version, file, sha256, unit_name, fiscal_year, kind, region, amount_unit, published_on, pages, state",
    "tables": "report, file, table, title, printed_number, unit, first_page, last_page, state, budget_basis, note",
    "facts": "report, file, table, side, line, parent_line, role, line_code, line_name, column, printed, amount_fen, precision_fen, unit, "
    "page, x0, top, x1, bottom, locator, source, doubt",
    "statements": "report, file, section, subject, measure, value, unit, basis, line_code, sentence, page, locator, linked_facts",
    "projects": "report, file, form, project, department, implementing_unit, score, weight_total, page, locator",
    "funding": "report, file, project, part, initial_budget, adjusted_budget, executed, weight, rate, score, page",
    "indicators": "report, file, project, level1, level2, indicator, operator, target, target_unit, actual, weight, score, reason, page",
    "scores": "report, file, sheet, level1, item, weight, score, page",
    "findings": "report, file, check, class, state, severity, left, right, difference, tolerance, reason, cause, cluster, exception, "
    "message, pages",
    "problems": "report, file, where, kind, message, page",
}
WILD = "=cmd|' /C calc'!A0"
PROBLEM = Problem("unreadable_amount", WILD, {"page": 3, "table": "T", "line": "L", "text": "x"}, Place(3))


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library") as opened:
        opened.save(a_reading("ab", problems=(PROBLEM,)))
        opened.save(a_reading("cd"))
        opened.save(a_reading("ef", an_identity(WILD, None), tables=()))
        yield opened


def rows(path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("reports", [[], ["all"]], ids=["empty", "filled"])
def test_every_file_is_there_with_its_columns_in_both_forms(library, definitions, tmp_path, reports):
    chosen = library.selection() if reports else []
    for form in ("csv", "parquet"):
        written = export_tables(library, tmp_path / form, definitions, chosen, form)
        assert sorted(path.name for path in written) == sorted([*(f"{file}.{form}" for file in COLUMNS), "dictionary.csv"])
    for file, columns in COLUMNS.items():
        heading = (tmp_path / "csv" / f"{file}.csv").read_text(encoding="utf-8-sig").splitlines()[0]
        assert heading.split(",") == pq.read_schema(tmp_path / "parquet" / f"{file}.parquet").names == columns.split(", ")


def test_csv_and_parquet_hold_the_same(library, definitions, tmp_path):
    for form in ("csv", "parquet"):
        export_tables(library, tmp_path, definitions, library.selection(all_versions=True), form)
    for file in COLUMNS:
        exact = pq.read_table(tmp_path / f"{file}.parquet").to_pylist()
        as_text = [{name: "" if value is None else harmless(str(value)) for name, value in row.items()} for row in exact]
        assert rows(tmp_path / f"{file}.csv") == as_text
    assert len(rows(tmp_path / "facts.csv")) == 4


def test_json_and_the_database_hold_the_same_and_say_what_a_column_means(library, definitions, tmp_path):
    for form in ("parquet", "json", "duckdb"):
        export_tables(library, tmp_path, definitions, library.selection(all_versions=True), form)
    with duckdb.connect(str(tmp_path / "juesuan.duckdb"), read_only=True) as database:
        for file in COLUMNS:
            exact = pq.read_table(tmp_path / f"{file}.parquet").to_pylist()
            assert [json.loads(line) for line in (tmp_path / f"{file}.json").read_text("utf-8").splitlines()] == exact
            assert database.sql(f'SELECT * FROM "{file}"').to_arrow_table().to_pylist() == exact
        told = database.execute("SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal").fetchall()
    assert {(row["file"], row["column"], row["meaning"]) for row in rows(tmp_path / "dictionary.csv")} == set(told)
    assert not list(tmp_path.glob("*.tmp*"))


def test_a_fact_is_exported_as_printed_and_exact(library, definitions, tmp_path):
    export_tables(library, tmp_path, definitions, library.selection(sha("ab")[:12]), "csv")
    first, last = rows(tmp_path / "facts.csv")
    assert (first["printed"], first["amount_fen"], first["precision_fen"], first["unit"]) == ("1,234.56", "1234560000", "10000", "万元")
    assert (first["page"], first["x0"], first["bottom"], first["locator"]) == ("3", "50.0", "132.5", "")
    assert (last["printed"], last["amount_fen"], last["role"], last["file"]) == ("-0.5", "-500000", "total", "ab.pdf")
    assert [row["state"] for row in rows(tmp_path / "tables.csv")] == ["filled", "missing"]


def test_the_newest_version_stands_for_a_unit_and_year(library, definitions, tmp_path):
    export_tables(library, tmp_path, definitions, library.selection(), "csv")
    found = [(row["file"], row["version"], row["fiscal_year"]) for row in rows(tmp_path / "reports.csv")]
    assert found == [("ef.pdf", "1", ""), ("cd.pdf", "2", "2023")]


def test_a_problem_is_told_in_its_sentence(library, definitions, tmp_path):
    export_tables(library, tmp_path, definitions, library.selection(all_versions=True), "csv")
    (problem,) = rows(tmp_path / "problems.csv")
    assert problem["message"] == definitions.message("unreadable_amount", "zh", **PROBLEM.details)
    assert problem["page"] == "3"


def test_exported_twice_is_the_same_twice(library, definitions, tmp_path):
    for form in ("csv", "parquet"):
        first = [path.read_bytes() for path in export_tables(library, tmp_path, definitions, library.selection(), form)]
        assert [path.read_bytes() for path in export_tables(library, tmp_path, definitions, library.selection(), form)] == first
    assert not list(tmp_path.glob("*.tmp"))


def test_order_of_import_does_not_show(definitions, tmp_path):
    contents = []
    for number, seeds in enumerate((("ab", "cd"), ("cd", "ab"))):
        with Library.open(tmp_path / str(number)) as library:
            for seed in seeds:
                library.save(a_reading(seed, an_identity(f"单位{seed}")))
            written = export_tables(library, tmp_path / f"out{number}", definitions, library.selection())
            contents.append([path.read_bytes() for path in written])
    assert contents[0] == contents[1]


def test_the_dictionary_explains_every_column(library, definitions, tmp_path):
    export_tables(library, tmp_path, definitions, [], "csv")
    told = [(row["file"], row["column"]) for row in rows(tmp_path / "dictionary.csv") if row["meaning"] and row["type"]]
    assert told == [(file, column) for file, columns in COLUMNS.items() for column in columns.split(", ")]


def test_text_is_no_formula_in_csv_and_untouched_in_parquet(library, definitions, tmp_path):
    for form in ("csv", "parquet"):
        export_tables(library, tmp_path, definitions, library.selection(), form)
    assert rows(tmp_path / "reports.csv")[0]["unit_name"] == f"'{WILD}"
    assert pq.read_table(tmp_path / "reports.parquet")["unit_name"][0].as_py() == WILD


@pytest.mark.parametrize("text", ["=1+1", "+86 10", "-办公费", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1+1", "－见附件", "-1+2", "=-1"])
def test_what_a_spreadsheet_would_compute_is_marked(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-1,234.56", "-0.5", "－12.30", "-12.5%", "-", "--", "", "1+1", "一、收入", "<script>alert(1)</script>"])
def test_numbers_dashes_and_plain_text_stay(text):
    assert harmless(text) == text


def test_a_folder_that_cannot_be_written_is_said(library, definitions, tmp_path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(ExportError, match="export_not_writable"):
        export_tables(library, tmp_path / "taken", definitions, [], "csv")


def test_a_file_that_cannot_be_replaced_stays_as_it_was(library, definitions, tmp_path):
    (tmp_path / "facts.csv").mkdir(parents=True)
    with pytest.raises(ExportError, match="export_not_writable"):
        export_tables(library, tmp_path, definitions, [], "csv")
    assert (tmp_path / "facts.csv").is_dir()
    assert not list(tmp_path.glob("*.tmp"))


def test_line_breaks_and_quotes_survive(definitions, tmp_path):
    odd = 'a "b",\n c\r\nd'
    with Library.open(tmp_path / "library") as library:
        library.save(a_reading(tables=(a_table(title=odd, cells=(a_cell(0, 0, odd),), facts=(a_fact(0, 0, "1", 1, line_name=odd),)),)))
        export_tables(library, tmp_path, definitions, library.selection())
    assert rows(tmp_path / "facts.csv")[0]["line_name"] == rows(tmp_path / "tables.csv")[0]["title"] == odd
