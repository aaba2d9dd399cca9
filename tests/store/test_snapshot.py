"""A copy of the database while another program has it open is of one moment: never a log of one beside a file of another."""

import shutil

import pytest

from core.errors import LibraryError
from core.store.database import FILE, LOG
from core.store.library import Library
from core.store.snapshot import snapshot_of
from tests.readings import a_reading


def test_a_library_closed_while_it_is_copied_is_copied_anew_without_its_log(tmp_path, monkeypatch):
    library = Library.open(tmp_path)
    report = library.save(a_reading("ab")).report
    assert (tmp_path / LOG).exists()
    copied, copy_file = [], shutil.copyfile

    def copy_and_close(source, target):
        copy_file(source, target)
        copied.append(source.name)
        if source.name == LOG:
            library.close()

    monkeypatch.setattr(shutil, "copyfile", copy_and_close)
    with snapshot_of(tmp_path) as copy:
        assert copied == [FILE, LOG, FILE]
        assert [path.name for path in copy.iterdir()] == [FILE]
        with Library.open(copy) as found:
            assert found.selection() == [report]


def test_a_file_that_cannot_be_read_is_in_use(tmp_path):
    (tmp_path / FILE).mkdir()
    with pytest.raises(LibraryError, match="library_in_use"), snapshot_of(tmp_path):
        pass
