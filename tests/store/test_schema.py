"""The schema explains itself, and libraries of older versions open."""

import re

import pytest

from core.errors import LibraryError
from core.store import exported, schema
from core.store.database import open_database
from core.store.library import Library
from core.store.migrations import newest_version
from tests.readings import a_reading

STEPS = {
    2: "ALTER TABLE report ADD COLUMN remark VARCHAR; UPDATE report SET remark = ''",
    3: "UPDATE report SET remark = 'from 2 to 3'",
}


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
    assert connection.execute("SELECT report, remark FROM report").fetchall() == [(report.report, "from 2 to 3")]
    assert connection.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchall() == [("3",)]
    connection.close()
    (copy,) = (tmp_path / "backups").iterdir()
    copy.rename(tmp_path / "backups" / "library.duckdb")
    with Library.open(tmp_path / "backups") as older:
        assert older.report(report.report) == report


def test_steps_already_taken_are_not_taken_again(tmp_path):
    Library.open(tmp_path).close()
    for _ in range(2):
        open_database(tmp_path, STEPS).close()
    assert len(list((tmp_path / "backups").iterdir())) == 1


def test_a_step_that_fails_leaves_the_library_as_it_was(tmp_path):
    with Library.open(tmp_path) as library:
        report = library.save(a_reading())
    with pytest.raises(Exception, match="no_such_table"):
        open_database(tmp_path, {2: "UPDATE report SET unit_name = 'x'; UPDATE no_such_table SET n = 1"})
    with Library.open(tmp_path) as library:
        assert library.report(report.report) == report


def test_a_library_of_a_newer_version_is_refused(tmp_path):
    open_database(tmp_path, {**STEPS, 2: "SELECT 1", 3: "SELECT 1"}).close()
    before = (tmp_path / "library.duckdb").read_bytes()
    with pytest.raises(LibraryError) as raised:
        Library.open(tmp_path)
    assert (raised.value.code, raised.value.details["found"], raised.value.details["expected"]) == ("library_newer", 3, newest_version())
    assert (tmp_path / "library.duckdb").read_bytes() == before
