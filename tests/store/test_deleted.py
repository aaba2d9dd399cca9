"""The file of a deleted report stays in the bin for thirty days, whole and under its name, and can be imported again."""

from datetime import date, timedelta

from core.batch import import_paths
from core.definitions import load
from core.store.deleted import DAYS, deleted_files, drop_old, keep_deleted
from core.store.library import Library
from tests.conftest import SAMPLES


def test_a_deleted_report_can_be_imported_again_from_the_bin(tmp_path):
    source = SAMPLES[0] / "report.pdf"
    with Library.open(tmp_path / "资料 库") as library:
        (receipt,) = import_paths([source], library, load())
        library.delete(receipt.report)
        (kept,) = deleted_files(library.folder)
        assert (kept.name, kept.path.read_bytes()) == ("report.pdf", source.read_bytes())
        assert not list((library.folder / "originals").iterdir())
        (again,) = import_paths([kept.path], library, load())
        assert (again.state, again.report) == ("imported", receipt.report)


def test_after_thirty_days_it_is_gone(tmp_path):
    day = date(2026, 3, 1)
    original = tmp_path / f"{'ab' * 32}.pdf"
    original.write_bytes(b"x")
    keep_deleted(tmp_path, original, '决算: "一"/二.pdf', day)
    drop_old(tmp_path, day + timedelta(days=DAYS))
    assert [each.name for each in deleted_files(tmp_path)] == ["决算_ _一__二.pdf"]
    drop_old(tmp_path, day + timedelta(days=DAYS + 1))
    assert deleted_files(tmp_path) == []
    assert deleted_files(tmp_path / "nothing") == []


def test_a_name_longer_than_a_file_can_have_keeps_its_end(tmp_path):
    original = tmp_path / f"{'ab' * 32}.pdf"
    original.write_bytes(b"x")
    keep_deleted(tmp_path, original, f"{'决算' * 60}公开.pdf", date(2026, 3, 1))
    (kept,) = deleted_files(tmp_path)
    assert kept.name.endswith("决算公开.pdf")
    assert len(kept.path.name.encode()) <= 255
