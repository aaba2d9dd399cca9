"""The schema explains itself, and libraries of older versions open."""

import re
from pathlib import Path

import duckdb
import pytest

from core.errors import LibraryError
from core.store import exported, schema
from core.store.database import open_database
from core.store.library import Library
from core.store.migrations import newest_version
from tests.readings import a_reading

NOW = newest_version()
STEPS = {
    NOW + 1: "ALTER TABLE report ADD COLUMN remark VARCHAR; UPDATE report SET remark = ''",
    NOW + 2: "UPDATE report SET remark = 'two steps on'",
}
VERSIONS = sorted((Path(__file__).parent / "versions").glob("*.sql"))


def test_every_table_and_column_says_what_it_means(tmp_path):
    with Library.open(tmp_path) as library:
        dictionary = library.dictionary()
        tables = library.cursor().execute("SELECT table_name, comment FROM duckdb_tables() WHERE NOT internal").fetchall()
    assert all(comment for _, comment in tables)
    assert dictionary["meaning"].notna().all()
    told = {(row.table, row.column): row.meaning for row in dictionary.itertuples()}
    assert told == {key: remark for key, remark in schema.dictionary().items() if key[1]}


def test_the_comments_of_the_schema_are_all_found():
    text = schema.SCHEMA.read_text(encoding="utf-8")
    assert len(schema.dictionary()) == len(re.findall(r"\S.* -- .", text))


def test_every_exported_column_has_a_meaning():
    assert not [(file, name) for file in exported.FILES for name, meaning in exported.meanings(file).items() if not meaning]


def test_an_older_library_is_brought_forward_after_a_copy(tmp_path):
    with Library.open(tmp_path) as library:
        report = library.save(a_reading())
    connection = open_database(tmp_path, STEPS)
    assert connection.execute("SELECT report, remark FROM report").fetchall() == [(report.report, "two steps on")]
    assert connection.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchall() == [(str(NOW + 2),)]
    connection.close()
    (copy,) = (tmp_path / "backups").iterdir()
    copy.rename(tmp_path / "backups" / "library.duckdb")
    with Library.open(tmp_path / "backups") as older:
        assert older.report(report.report) == report


def described(library: Library) -> list[tuple]:
    """Every column of the database, with the remarks of tables and columns."""
    cursor = library.cursor()
    tables = cursor.execute("SELECT table_name, comment FROM duckdb_tables() WHERE NOT internal ORDER BY ALL").fetchall()
    columns = "SELECT table_name, column_index, column_name, data_type, is_nullable, comment FROM duckdb_columns() WHERE NOT internal"
    return [*tables, *cursor.execute(f"{columns} ORDER BY ALL").fetchall()]


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: path.stem)
def test_an_upgraded_library_is_the_same_as_a_new_one(tmp_path, path):
    old = tmp_path / "old"
    old.mkdir()
    with duckdb.connect(str(old / "library.duckdb")) as connection:
        text = path.read_text(encoding="utf-8")
        connection.execute(text)
        connection.execute(schema.comments(text))
        connection.execute("INSERT INTO meta VALUES ('schema_version', ?)", [path.stem])
    with Library.open(old) as upgraded, Library.open(tmp_path / "new") as new:
        assert described(upgraded) == described(new)


def test_steps_already_taken_are_not_taken_again(tmp_path):
    Library.open(tmp_path).close()
    for _ in range(2):
        open_database(tmp_path, STEPS).close()
    assert len(list((tmp_path / "backups").iterdir())) == 1


def test_a_step_that_fails_leaves_the_library_as_it_was(tmp_path):
    with Library.open(tmp_path) as library:
        report = library.save(a_reading())
    with pytest.raises(Exception, match="no_such_table"):
        open_database(tmp_path, {NOW + 1: "UPDATE report SET unit_name = 'x'; UPDATE no_such_table SET n = 1"})
    with Library.open(tmp_path) as library:
        assert library.report(report.report) == report


def test_a_library_of_a_newer_version_is_refused(tmp_path):
    open_database(tmp_path, {NOW + 1: "SELECT 1", NOW + 2: "SELECT 1"}).close()
    before = (tmp_path / "library.duckdb").read_bytes()
    with pytest.raises(LibraryError) as raised:
        Library.open(tmp_path)
    assert (raised.value.code, raised.value.details["found"], raised.value.details["expected"]) == ("library_newer", NOW + 2, NOW)
    assert (tmp_path / "library.duckdb").read_bytes() == before
