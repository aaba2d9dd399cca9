"""The place of a value among its peers: reports of the same kind, year and level."""

from dataclasses import dataclass

from core.compare.definition import settings
from core.compare.slots import Compared, offered
from core.metrics.facets import level_of
from core.metrics.values import values
from core.model import Report
from core.store.reader import LibraryReader

ALL_LEVELS = ""


@dataclass(frozen=True, slots=True)
class Position:
    """`rank` from the highest, `n` peers that have the figure, `lower`: how many percent of the other peers lie below.

    `rank` and `lower` are None where there are too few.  `level`: that of the peers, ALL_LEVELS where the unit's name does not tell it.
    """

    unit_name: str
    year: int
    level: str
    n: int
    rank: int | None
    lower: int | None


def positions(library: LibraryReader, found: Compared) -> list[Position]:
    """The places of the compared values, in the order of the slots; what is missing or worked out has none."""
    peers = [report for report in offered(library) if report.fiscal_year in found.years]
    told = values(library, found.subject, [report.report for report in peers])
    by_report = dict(zip(told["report"], told["value"], strict=True))
    having = [report for report in peers if report.report in by_report]
    rows = found.frame[(found.frame["gap"] == "") & ~found.frame["estimated"].astype(bool)]
    return [_position(row.unit_name, row.year, row.value, having, by_report) for row in rows.itertuples()]


def _position(unit: str, year: int, value: object, having: list[Report], by_report: dict[str, object]) -> Position:
    level = level_of(unit)
    level = ALL_LEVELS if level == "unknown" else level
    alike = [each for each in having if each.fiscal_year == year and level in (ALL_LEVELS, level_of(each.unit_name))]
    if len(alike) < int(settings("peers")["fewest"]):
        return Position(unit, year, level, len(alike), None, None)
    others = [by_report[each.report] for each in alike]
    above, below = sum(other > value for other in others), sum(other < value for other in others)
    return Position(unit, year, level, len(alike), above + 1, round(100 * below / (len(alike) - 1)))
