"""The board: every unit of a year against the groups of checks, the units nothing came from, and what fails alike in many reports."""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import pandas as pd

from core.definitions import FOLDER, Definitions
from core.model import Finding, ListedUnit, Report
from core.over.comparison import Comparison
from core.over.departments import same_unit
from core.over.versions import NEW, SOLVED, STILL, UNCHECKED, Fate, fates_of
from core.store import tallies
from core.store.pairs import newest_reports, versions_of
from core.store.reader import LibraryReader
from core.store.tallies import ACCEPTED, Grouping, Weights
from core.store.units import listed_units

OVER = "over"
KINDS = ("fail", "not_run", "rounding", "hint", ACCEPTED, "pass", "not_applicable")  # the first that is there marks a cell


@dataclass(frozen=True, slots=True)
class Group:
    """A column of the board: key, name and English name."""

    key: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Issue:
    """A line of the list of what does not agree.  `weight`: fen, see issues; `finding`: its number in the report, None for a check over

    reports.  `pages` are separated by ;.
    """

    report: str
    group: str
    check: str
    severity: str
    kind: str
    message: str
    message_en: str
    difference: str
    unit: str
    pages: str
    weight: int
    finding: int | None = None


@dataclass(frozen=True)
class Row:
    """A report on the board.  `cells`: group → kind → how many findings; `weight`: of all its failures, in fen."""

    report: Report
    cells: Mapping[str, Mapping[str, int]]
    weight: int

    def count(self, kind: str, group: str = "") -> int:
        """How many findings of a kind it has, in a group or in all."""
        return sum(cell.get(kind, 0) for key, cell in self.cells.items() if group in ("", key))


@dataclass(frozen=True)
class Board:
    """The rows, the weightiest first; units of the list without a report of the year; reports of units the list does not have."""

    year: int | None
    kind: str
    groups: tuple[Group, ...]
    rows: tuple[Row, ...]
    listed: int
    missing: tuple[ListedUnit, ...]
    unlisted: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A check that fails in many reports of one layout: which, in how many, of how many of that layout, and one of them."""

    check: str
    reports: tuple[str, ...]
    alike: int


@dataclass(frozen=True)
class Round:
    """What became of the findings of a report from one version to the next."""

    old: Report
    new: Report
    fates: tuple[Fate, ...]

    @property
    def counts(self) -> dict[str, int]:
        """solved, new, still, unchecked → how many."""
        found = Counter(fate.fate for fate in self.fates)
        return {fate: found[fate] for fate in (SOLVED, NEW, STILL, UNCHECKED)}


def groups() -> tuple[Group, ...]:
    """The columns of the board in order."""
    found = {entry["key"]: Group(entry["key"], entry["name"], entry["name_en"]) for entry in _definition()["group"]}
    return tuple(found[key] for key in _definition()["board"]["columns"])


def years_and_kinds(reports: Iterable[Report]) -> list[tuple[int, str]]:
    """The years and kinds there are boards of, the newest first, final accounts before others."""
    found = {(report.fiscal_year, report.kind) for report in reports}
    return sorted(found, key=lambda pair: (-pair[0], pair[1] != "final_accounts", pair[1]))


def board(library: LibraryReader, definitions: Definitions, year: int, kind: str, compared: Sequence[Comparison]) -> Board:
    """The board of a year: the newest version of each unit's report.  `compared`: what over_reports gives, at least for these."""
    reports = [each for each in newest_reports(library) if (each.fiscal_year, each.kind) == (year, kind)]
    numbers = [each.report for each in reports]
    compared = [each for each in compared if each.report in set(numbers)]
    cells = _cells(tallies.counts(library, numbers, grouping()), compared)
    weights: Counter[str] = Counter()
    for issue in issues(library, definitions, numbers, compared):
        weights[issue.report] += issue.weight
    rows = [Row(each, cells.get(each.report, {}), weights[each.report]) for each in reports]
    rows.sort(key=lambda row: (-row.weight, -row.count("fail"), -row.count("not_run"), row.report.unit_name))
    listed = listed_units(library)
    missing, unlisted = _against_list(listed, reports)
    return Board(year, kind, groups(), tuple(rows), len(listed), missing, unlisted)


def _cells(counted: pd.DataFrame, compared: Sequence[Comparison]) -> dict[str, dict[str, dict[str, int]]]:
    cells: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for report, group, kind, n in counted.itertuples(index=False, name=None):
        cells[report][group][kind] = cells[report][group].get(kind, 0) + int(n)
    for each in compared:
        cell = cells[each.report][OVER]
        cell[each.kind] = cell.get(each.kind, 0) + 1
    return cells


def _against_list(listed: Sequence[ListedUnit], reports: Sequence[Report]) -> tuple[tuple[ListedUnit, ...], tuple[Report, ...]]:
    """Units of the list without a report, reports of units that are not on it; a list that is not there misses nobody."""
    if not listed:
        return (), ()
    there = {same_unit(report.unit_name) for report in reports}
    known = {same_unit(unit.unit_name) for unit in listed} | {same_unit(unit.department) for unit in listed if unit.department}
    missing = tuple(unit for unit in listed if same_unit(unit.unit_name) not in there)
    return missing, tuple(report for report in reports if same_unit(report.unit_name) not in known)


def issues(
    library: LibraryReader,
    definitions: Definitions,
    reports: Sequence[str],
    compared: Sequence[Comparison],
    kinds: Sequence[str] = ("fail",),
) -> list[Issue]:
    """The findings of these reports and what came of the checks over reports, the weightiest first: amount times certainty."""
    doubt = int(_definition()["weight"]["reading_in_doubt"])
    weights = Weights(_certainty(), definitions.message("cause_reading"), doubt, definitions.money)
    found = [_issue(row) for row in tallies.issues(library, reports, grouping(), weights, kinds).to_dict("records")]
    found += [_over(each) for each in compared if each.kind in kinds and each.report in set(reports)]
    sure = _certainty()
    return sorted(found, key=lambda issue: (-issue.weight, -sure[issue.severity]))


def _issue(row: Mapping[str, object]) -> Issue:
    names = ("report", "group", "check", "severity", "kind", "message", "message_en", "difference", "unit", "pages")
    return Issue(*(str(row[name]) for name in names), int(row["weight"]), int(row["finding_no"]))


def _over(each: Comparison) -> Issue:
    pages = ";".join(str(spot.place.page) for spot in each.left_spots if spot.place.page)
    weight = each.difference_fen * _certainty()[each.severity] // 100
    told = (each.message, each.message_en, each.difference, each.unit, pages)
    return Issue(each.report, OVER, each.check, each.severity, each.kind, *told, weight)


def patterns(library: LibraryReader, reports: Sequence[str]) -> list[Pattern]:
    """Checks that fail in most reports of one layout, those of most reports first: perhaps the layout's doing, not the units'."""
    fewest, share = (int(_definition()["pattern"][name]) for name in ("fewest", "share"))
    layouts = tallies.layouts(library, reports)
    sizes = Counter(layouts.values())
    found = []
    for check, failing in tallies.failing(library, reports).items():
        by_layout: dict[str, list[str]] = defaultdict(list)
        for report in failing:
            by_layout[layouts[report]].append(report)
        for layout, alike in by_layout.items():
            if len(alike) >= fewest and 100 * len(alike) >= share * sizes[layout]:
                found.append(Pattern(check, tuple(alike), sizes[layout]))
    return sorted(found, key=lambda pattern: (-len(pattern.reports), pattern.check))


def rounds(library: LibraryReader, reports: Iterable[Report]) -> list[Round]:
    """Each step from one version of a report to the next, by unit, the first step first."""
    found = []
    for report in reports:
        versions = versions_of(library, report) if report.version > 1 else []
        for old, new in pairwise(versions):
            found.append(Round(old, new, tuple(fates_of(library, old, new))))
    return found


def group_of(finding: Finding) -> str:
    """The group a finding is counted under; "" for a check of no group."""
    grouped = grouping()
    return grouped.tables.get(next(iter(finding.tables), "")) or grouped.series.get(finding.check[:2], "")


@cache
def grouping() -> Grouping:
    """Which group a finding belongs to."""
    entries = _definition()["group"]
    series = {name: entry["key"] for entry in entries for name in entry.get("series", ())}
    return Grouping(series, {table: entry["key"] for entry in entries for table in entry.get("tables", ())})


def _certainty() -> dict[str, int]:
    return {name: int(value) for name, value in _definition()["weight"].items() if name != "reading_in_doubt"}


@cache
def _definition(folder: Path = FOLDER) -> dict:
    with (folder / "checks_over" / "board.toml").open("rb") as file:
        return tomllib.load(file)
