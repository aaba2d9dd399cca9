"""The library of the journeys that compare: thirty invented reports of ten units over three years, and the samples; printed, then read."""

from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

from core.batch import import_paths
from core.definitions import load
from core.store.library import Library
from core.typeset.figures import Figures, check
from core.typeset.layout import Layout
from core.typeset.report import typeset
from tests.conftest import SAMPLES
from tests.over.reports import COUNTS, WAN, unit_figures

UNITS = tuple(f"示例县{name}局" for name in ("财政", "教育", "民政", "水利", "审计", "交通运输", "商务", "农业农村", "文化旅游", "林业"))
YEARS = (2021, 2022, 2023)
# One unit prints another budget beside its accounts: what the guard has to say before units are compared.
UNLIKE = UNITS[3]
# One unit spends far more than the others: what stands out on a chart.
OUTLIER = UNITS[7]


def figures_of(unit: str, year: int, before: Figures | None) -> Figures:
    """A unit's year: another size for every unit and year, reception and vehicles that move."""
    number, turn = UNITS.index(unit), YEARS.index(year)
    size = (90 + 17 * number + 9 * turn * (-1 if number % 3 == 0 else 1)) * (12 if unit == OUTLIER else 1)
    figures = unit_figures(unit, year, size, before)
    hosting, driving = (11 + 7 * number + 5 * turn) * WAN // 10, (23 + 4 * number - 3 * turn) * WAN // 10
    public = {**figures.three_public, "vehicle_operation": (driving + WAN, driving), "official_hospitality": (hosting + WAN // 2, hosting)}
    total = sum(figures.basic.values())
    basic = {"30101": total - hosting - driving, "30217": hosting, "30231": driving}
    cars = dict.fromkeys((name for name in COUNTS if name.startswith("vehicles_")), 0) | {"vehicles_kept": 1, "vehicles_messenger": 1}
    figures = replace(figures, three_public=public, basic=basic, counts={**COUNTS, **cars})
    check(figures)
    return figures


def layout_of(unit: str) -> Layout:
    """The form of a unit's reports."""
    return Layout(text="central", budget_basis="initial" if unit == UNLIKE else "adjusted", three_public="vertical", classes="used")


def _print(folder: Path, unit: str) -> list[Path]:
    """The years of a unit as files."""
    before, paths = None, []
    for year in YEARS:
        before = figures_of(unit, year, before)
        paths.append(folder / f"{unit}{year}年度部门决算.pdf")
        typeset(before, layout_of(unit), paths[-1])
    return paths


def print_reports(folder: Path) -> list[Path]:
    """The thirty reports as PDF files."""
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(2) as workers:
        return [path for paths in workers.map(_print, [folder] * len(UNITS), UNITS) for path in paths]


def fill(folder: Path, files: Iterable[Path]) -> None:
    """Keep these reports and the samples in a library in this folder, closed again."""
    with Library.open(folder) as library:
        receipts = list(import_paths([*files, *(sample / "report.pdf" for sample in SAMPLES)], library, load(), jobs=2, ocr="off"))
    assert {receipt.state for receipt in receipts} == {"imported"}, [(each.file, each.state, each.reason) for each in receipts]
