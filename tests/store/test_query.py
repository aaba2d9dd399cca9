"""Questions in SQL: they can only read, they end in time, their mistakes are told in words with their place."""

import pytest

from core.errors import QueryError
from core.store.dictionary import described
from core.store.example_queries import example_queries
from core.store.library import Library
from core.store.query import ask
from tests.readings import a_reading


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path) as opened:
        opened.save(a_reading())
        yield opened


def refused(library, sql: str, **limits: float) -> QueryError:
    with pytest.raises(QueryError) as raised:
        ask(library, sql, **limits)
    return raised.value


def told(definitions, error: QueryError) -> tuple[str, str]:
    """The sentence in both languages; nothing in it is left open."""
    sentences = tuple(definitions.message(error.code, language, **error.details) for language in ("zh", "en"))
    assert not any("{" in sentence or "?" in sentence for sentence in sentences)
    return sentences


def test_an_answer_has_exact_types_and_columns_of_their_own_names(library):
    answer = ask(library, "SELECT sum(amount_fen) AS fen, sum(amount_fen) * 0.000001 AS fen FROM fact")
    assert answer.rows.column_names == ["fen", "fen_1"]
    assert [str(value) for value in answer.rows.to_pylist()[0].values()] == ["1234060000", "1234.060000"]
    assert not answer.cut


READING = ["FROM report", "WITH a AS (SELECT 1) SELECT * FROM a", "DESCRIBE fact", "SHOW TABLES", "VALUES (1)", "SELECT 1;"]


@pytest.mark.parametrize("sql", READING)
def test_every_way_to_read_is_allowed(library, sql):
    assert ask(library, sql).rows.num_rows


WRITING = [
    "INSERT INTO report SELECT * FROM report",
    "UPDATE report SET unit_name = ''",
    "DELETE FROM fact",
    "DROP TABLE fact",
    "CREATE TABLE mine AS SELECT 1",
    "CREATE TEMP TABLE mine (a INTEGER)",
    "ALTER TABLE fact DROP COLUMN page",
    "COPY report TO 'out.csv'",
    "EXPORT DATABASE 'out'",
    "ATTACH 'other.duckdb'",
    "DETACH library",
    "PRAGMA database_list",
    "SET threads = 1",
    "RESET threads",
    "INSTALL httpfs",
    "LOAD httpfs",
    "CALL pragma_version()",
    "CHECKPOINT",
    "VACUUM",
    "BEGIN",
    "PREPARE mine AS SELECT 1",
    "EXECUTE mine",
    "USE memory",
    "EXPLAIN ANALYZE SELECT 1",
    "/* only */ -- reading\nDELETE FROM fact",
]


@pytest.mark.parametrize("sql", WRITING)
def test_what_does_more_than_read_is_refused(library, definitions, sql):
    before = ask(library, "SELECT (SELECT count(*) FROM fact), (SELECT string_agg(unit_name, ',') FROM report)").rows.to_pylist()
    error = refused(library, sql)
    assert error.code == "query_not_reading"
    assert "资料库没有改动" in told(definitions, error)[0]
    assert ask(library, "SELECT (SELECT count(*) FROM fact), (SELECT string_agg(unit_name, ',') FROM report)").rows.to_pylist() == before


@pytest.mark.parametrize("sql", ["WITH gone AS (DELETE FROM fact RETURNING *) SELECT * FROM gone", "SELECT nextval('event_no')"])
def test_writing_inside_a_select_is_refused(library, definitions, sql):
    error = refused(library, sql)
    assert error.code == "query_writes"
    assert told(definitions, error)
    assert ask(library, "FROM fact").rows.num_rows == 2


OUTSIDE = ["read_csv('/etc/hosts')", "read_text('x')", "glob('*')", "read_parquet('x')", "read_json('x')", "parquet_metadata('x')"]
OUTSIDE += ["force_checkpoint()", "enable_logging()", "query('SELECT 1')", "query_table('fact')", "python_arrow_scan(1, 2, 3)"]


@pytest.mark.parametrize("function", OUTSIDE)
def test_functions_that_reach_outside_are_refused_wherever_they_stand(library, definitions, function):
    for sql in (f"SELECT * FROM {function}", f"SELECT 1 FROM report WHERE EXISTS (FROM {function})", f"WITH a AS (FROM {function}) FROM a"):
        error = refused(library, sql)
        assert (error.code, error.details["found"]) == ("query_function", function.partition("(")[0])
        assert told(definitions, error)


def test_a_file_is_no_table(library, tmp_path):
    (tmp_path / "other.csv").write_text("a\n1\n")
    error = refused(library, f"FROM '{tmp_path / 'other.csv'}'")
    assert (error.code, error.details["found"]) == ("query_function", str(tmp_path / "other.csv"))


@pytest.mark.parametrize(("sql", "code"), [("", "query_empty"), (" -- nothing", "query_empty"), ("SELECT 1; SELECT 2", "query_several")])
def test_not_one_statement(library, definitions, sql, code):
    assert refused(library, sql).code == code
    assert told(definitions, refused(library, sql))


MISTAKES = {
    "SELECT\n  1 +": ("query_syntax", None),
    "SELECT 'abc": ("query_syntax", (1, 8, "'")),
    "SELECT 1\nFROM report\nWHERE x = = 2": ("query_syntax", (3, 11, "=")),
    "SELECT *\nFROM reprot": ("query_table", (2, 6, "reprot")),
    "SELECT unit_name AS 单位, unit_nam FROM report": ("query_column", (1, 25, "unit_nam")),
    "SELECT nofunction(1)": ("query_unknown_function", (1, 8, "nofunction(1)")),
    "SELECT 1,\n CAST('甲' AS INTEGER)": ("query_mistake", (2, 2, "CAST('甲' AS INTEGER)")),
    "SELECT report FROM fact, report": ("query_mistake", (1, 8, "report")),
}


@pytest.mark.parametrize(("sql", "expected"), MISTAKES.items(), ids=MISTAKES)
def test_a_mistake_is_told_with_its_place(library, definitions, sql, expected):
    code, place = expected
    error = refused(library, sql)
    assert error.code == code
    assert error.details["detail"]
    assert told(definitions, error)
    if place:
        assert tuple(error.details[name] for name in ("line", "column", "place")) == place


@pytest.mark.parametrize(("sql", "near"), [("FROM reprot", "report"), ("SELECT unit_nam FROM report", "unit_name"), ("FROM zzz", "")])
def test_the_nearest_name_is_offered(library, sql, near):
    assert refused(library, sql).details["near"] == near


def test_a_query_without_end_is_stopped_and_the_library_goes_on(library, definitions):
    endless = "SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE (a.range * b.range) % 7 = 3"
    error = refused(library, endless, seconds=0.2)
    assert (error.code, error.details["seconds"]) == ("query_time", "0.2")
    assert "0.2 秒" in told(definitions, error)[0]
    assert ask(library, "FROM report").rows.num_rows == 1


@pytest.mark.parametrize(("most", "cut"), [(10, True), (20, False), (21, False)])
def test_rows_beyond_the_most_are_cut_and_that_is_said(library, most, cut):
    answer = ask(library, "FROM range(20) ORDER BY 1", most=most)
    assert answer.cut is cut
    assert answer.rows.column(0).to_pylist() == list(range(20))[:most]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_example_queries_have_answers(library, language):
    examples = example_queries(language)
    assert len(examples) == 5
    for sql in examples.values():
        assert ask(library, sql).rows.num_columns > 3
    assert all("{" not in sql for sql in examples.values())


def test_the_dictionary_explains_every_table_and_column_in_both_languages(library):
    for language in ("zh", "en"):
        rows = described(library, language)
        assert {(table, column) for table, column, _, _ in rows if column} == {
            (row.table, row.column) for row in library.dictionary().itertuples()
        }
        assert not [(table, column) for table, column, _, meaning in rows if not meaning], "data/definitions/dictionary.csv lacks them"


def test_views_are_kept_by_screen_and_name(library):
    library.keep_view("data", "一", "FROM report")
    library.keep_view("data", "二", "FROM fact")
    library.keep_view("analysis", "一", "q=1")
    library.keep_view("data", "一", "FROM page")
    assert library.views("data") == {"一": "FROM page", "二": "FROM fact"}
    library.delete_view("data", "二")
    library.delete_view("data", "二")
    assert (list(library.views("data")), list(library.views("analysis"))) == (["一"], ["一"])
