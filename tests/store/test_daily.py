"""A copy of the database for each day of use: whole, at most seven, none of a library that was not closed."""

import shutil
from datetime import date, timedelta

from core.store.daily import KEPT, daily_copies, keep_daily
from core.store.library import Library
from tests.readings import a_reading

DAY = date(2026, 3, 1)


def test_a_copy_a_day_opens_as_the_library_of_that_day(tmp_path):
    folder = tmp_path / "资料 库"
    assert keep_daily(folder, DAY) is None
    with Library.open(folder) as library:
        library.save(a_reading("ab"))
    copy = keep_daily(folder, DAY)
    assert keep_daily(folder, DAY) is None
    with Library.open(folder) as library:
        library.delete(library.selection()[0])
    shutil.copyfile(copy, folder / "library.duckdb")
    with Library.open(folder) as library:
        assert len(library.selection()) == 1


def test_the_newest_seven_are_kept_and_nothing_else_is_touched(tmp_path):
    Library.open(tmp_path).close()
    other = tmp_path / "backups" / "library-v1-20260101-000000-000000.duckdb"
    other.parent.mkdir()
    other.write_bytes(b"of an upgrade")
    days = [DAY + timedelta(n) for n in range(KEPT + 3)]
    for day in days:
        assert keep_daily(tmp_path, day)
    assert [day for day, _path in daily_copies(tmp_path)] == days[: -KEPT - 1 : -1]
    assert other.exists()
    assert not list(tmp_path.glob("backups/*.tmp"))


def test_no_copy_of_a_library_that_was_not_closed_or_cannot_be_copied(tmp_path):
    Library.open(tmp_path).close()
    log = tmp_path / "library.duckdb.wal"
    log.write_bytes(b"")
    assert keep_daily(tmp_path, DAY) is None
    log.unlink()
    (tmp_path / "backups").write_bytes(b"a file in the place of the folder")
    assert keep_daily(tmp_path, DAY) is None
    assert keep_daily(tmp_path / "nothing", DAY) is None
