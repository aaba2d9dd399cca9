"""Libraries of reports that belong together, printed and read once; a test that changes one gets a copy."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.model import ListedUnit
from core.store.library import Library
from tests.over.reports import added, kept, printed, unit_figures

UNIT, DEPARTMENT, OWN, HALL = "示例市科学技术局", "示例市教育局", "示例市教育局（本级）", "示例市少年宫"


@pytest.fixture(scope="session")
def together(tmp_path_factory) -> Path:
    """Two years of a unit; a department with its own books and one unit.  A library folder, closed."""
    folder = tmp_path_factory.mktemp("over")
    first = unit_figures(UNIT, 2022)
    own, hall = unit_figures(OWN, 2023, 60), unit_figures(HALL, 2023, 20)
    reports = {"first": first, "second": unit_figures(UNIT, 2023, 120, first), "own": own, "hall": hall}
    reports["sum"] = added(DEPARTMENT, 2023, [own, hall])
    library = kept(folder / "library", printed(folder / "files", reports, text="shandong"))
    library.list_units([ListedUnit(OWN, DEPARTMENT), ListedUnit(HALL, DEPARTMENT), ListedUnit(UNIT)], "units.csv")
    library.close()
    return folder


@pytest.fixture
def library(together, tmp_path) -> Iterator[Library]:
    """A copy of it, open."""
    shutil.copytree(together / "library", tmp_path / "library")
    with Library.open(tmp_path / "library") as library:
        yield library


def number_of(library: Library, unit: str, year: int = 2023, kind: str = "final_accounts") -> str:
    sql = "SELECT report FROM report WHERE unit_name = ? AND fiscal_year = ? AND kind = ? ORDER BY version DESC"
    return library.cursor().execute(sql, [unit, year, kind]).fetchone()[0]
