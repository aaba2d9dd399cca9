"""The answer to a query as files: exact, harmless for spreadsheets, with the dictionary beside, cut rows said."""

import csv

import pyarrow.parquet as pq
import pytest

from core.export.answer import export_answer
from core.store.dictionary import described
from core.store.library import Library
from core.store.query import ask
from tests.readings import a_reading

SQL = """SELECT '=1+1' AS a, '@x' AS b, -0.5 AS c, 1234567890123456789012::HUGEINT AS d, 1234.500000::DECIMAL(18, 6) AS e, NULL AS f,
TIMESTAMP '2024-01-02 03:04:05' AS g, [1, 2] AS h, INTERVAL 1 DAY AS i FROM range(3)"""


@pytest.fixture
def made(tmp_path, definitions):
    def make(form: str, most: int = 100, language: str = "zh"):
        with Library.open(tmp_path / "library") as library:
            library.save(a_reading())
            rows = described(library, language)
            return export_answer(ask(library, SQL, most=most), SQL, rows, tmp_path / form, definitions, form, language)

    return make


def lines(path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_csv_is_exact_and_harmless(made):
    result, dictionary, note = made("csv")
    head, *rows = lines(result)
    assert head == list("abcdefghi")
    assert rows[0][:8] == ["'=1+1", "'@x", "-0.5", "1234567890123456789012", "1234.50", "", "2024-01-02 03:04:05", "1, 2"]
    assert len(rows) == 3
    assert ["report", "unit_name", "VARCHAR"] in [line[:3] for line in lines(dictionary)]
    assert SQL.strip() in note.read_text("utf-8-sig")


@pytest.mark.parametrize(("language", "words"), [("zh", "只取了前 2 行"), ("en", "Only the first 2 rows")])
def test_a_cut_answer_ends_with_a_line_that_says_so(made, language, words):
    result, _dictionary, note = made("csv", most=2, language=language)
    assert words in lines(result)[-1][0]
    assert len(lines(result)) == 4
    assert words in note.read_text("utf-8-sig")


def test_parquet_keeps_the_types(made):
    result, _dictionary, note = made("parquet", most=2)
    table = pq.read_table(result)
    assert [str(table.schema.field(name).type) for name in "de"] == ["decimal128(38, 0)", "decimal128(18, 6)"]
    assert table.num_rows == 2
    assert "只取了前 2 行" in note.read_text("utf-8-sig")
