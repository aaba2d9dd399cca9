"""Patterns worth a look.  They are clues and nothing more: each leads to its cells, and only a person can say what they mean."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from core.compare.clue_queries import BETWEEN_UNITS, BETWEEN_YEARS, IN_LINES, IN_UNITS, IN_YEARS, ROUND
from core.compare.definition import settings
from core.compare.slots import offered
from core.metrics.display import display_for
from core.metrics.values import known, values
from core.store.reader import LibraryReader

KINDS = ("magnitude", "repeated", "round", "outlier")
MOST = 200  # the strongest clues of a kind


@dataclass(frozen=True, slots=True)
class Spot:
    """A printed figure: its report, table and cell (`row.column`); `statement` instead where it stands in the text."""

    report: str
    unit_name: str
    year: int
    table: str
    table_no: int
    line_name: str
    column: str
    printed: str
    unit: str
    cell: str
    page: int | None
    statement: int | None = None


@dataclass(frozen=True, slots=True)
class Clue:
    """One clue: what is looked at, what it is held against (None for none), `code` and `details` of its sentence.  `weight` orders them.

    `metric`: of an outlier, whose `value` (with its unit, exact text in the metric's own decimals) `spot` is only a part of.
    """

    kind: str
    spot: Spot
    other: Spot | None
    code: str
    details: Mapping[str, object] = field(default_factory=dict)
    weight: float = 0.0
    metric: str = ""
    value: str = ""


def clues(library: LibraryReader, kind: str, reports: Sequence[str] | None = None) -> list[Clue]:
    """The clues of a kind among the final accounts, the newest of each unit and year; or among these of them.  The strongest first."""
    wanted = [each.report for each in offered(library) if reports is None or each.report in set(reports)]
    found = _KINDS[kind](library, wanted) if wanted else []
    once = {_told_once(each): each for each in reversed(found)}
    return sorted(once.values(), key=lambda each: (-each.weight, each.spot.unit_name, each.spot.year, each.spot.table_no))[:MOST]


def _told_once(clue: Clue) -> tuple:
    """The same figures of a line stand in several tables and columns: they are one clue."""
    spots = [(each.report, each.line_name, each.printed) for each in (clue.spot, clue.other) if each]
    of_table = clue.code in ("clue_of_table", "clue_of_table_less", "clue_many_round")
    return clue.code, clue.metric, *spots, *([clue.spot.table_no] if of_table else [])


def _rows(library: LibraryReader, sql: str, reports: Sequence[str], **named: object) -> list[dict]:
    cursor = library.cursor().execute(sql, {"reports": list(reports), **named})
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _spot(row: Mapping[str, object], beginning: str = "") -> Spot:
    return Spot(**{name: row[beginning + name] for name in Spot.__dataclass_fields__ if name != "statement"})


def _magnitude(library: LibraryReader, reports: Sequence[str]) -> list[Clue]:
    entry = settings("magnitude")
    limits = {name: float(entry[name]) for name in ("near", "far")}
    named = {"times": list(entry["times"]), "least": int(entry["least_fen"]), **limits}
    found = []
    for row in _rows(library, BETWEEN_YEARS, reports, **named, lines=int(entry["lines"])):
        code = ("clue_of_table" if row["whole"] else "clue_of_years") + ("_less" if row["ratio"] < 1 else "")
        details = {"other": row["other_year"], "times": f"{row['power']:,}"}
        found.append(Clue("magnitude", _spot(row), _spot(row, "other_"), code, details, row["power"] * 1e12 + row["size"]))
    for row in _rows(library, BETWEEN_UNITS, reports, times=named["times"], least=named["least"], digits=int(entry["digits"])):
        details = {"other": row["other_unit_name"], "times": f"{row['power']:,}"}
        found.append(Clue("magnitude", _spot(row), _spot(row, "other_"), "clue_of_units", details, row["size"]))
    return found


def _repeated(library: LibraryReader, reports: Sequence[str]) -> list[Clue]:
    entry = settings("repeated")
    named = {"least": int(entry["least_fen"]), "digits": int(entry["digits"])}
    asked = {"years": (IN_YEARS, "other_year"), "units": (IN_UNITS, "other_unit_name"), "lines": (IN_LINES, "other_line_name")}
    return [
        Clue("repeated", _spot(row), _spot(row, "other_"), f"clue_same_{what}", {"other": row[column]}, row["size"])
        for what, (sql, column) in asked.items()
        for row in _rows(library, sql, reports, **named)
    ]


def _round(library: LibraryReader, reports: Sequence[str]) -> list[Clue]:
    entry = settings("round")
    named = {"step": int(entry["step_fen"]), "fewest": int(entry["fewest"]), "share": float(entry["share"])}
    found = []
    for row in _rows(library, ROUND, reports, **named):
        details = {"n": row["n"], "round": row["round"], "share": f"{100 * row['round'] / row['n']:.0f}"}
        found.append(Clue("round", _spot(row), None, "clue_many_round", details, row["round"] / row["n"]))
    return found


def _outlier(library: LibraryReader, reports: Sequence[str]) -> list[Clue]:
    wanted = {each.report: each for each in offered(library) if each.report in set(reports)}
    found = []
    for key in settings("outlier")["metrics"]:
        told = values(library, key, list(wanted)).assign(year=lambda rows: [wanted[report].fiscal_year for report in rows["report"]])
        for _year, of in told.groupby("year"):
            found += _far_out(library, key, of.assign(value=of["value"].astype("float64")))
    return found


def _far_out(library: LibraryReader, key: str, of: pd.DataFrame) -> list[Clue]:
    """The values of one metric and year beyond the fences; none where there are few or the middle half is one value."""
    entry = settings("outlier")
    low, high = of["value"].quantile(0.25), of["value"].quantile(0.75)
    room = float(entry["fences"]) * (high - low)
    if len(of) < int(entry["fewest"]) or not room > 0:
        return []
    beyond = of[(of["value"] < low - room) | (of["value"] > high + room)]
    display = display_for(known(key), of["value"])
    details = {"n": len(of), "low": display.text(low), "high": display.text(high)}
    found = []
    for row in beyond.itertuples():
        spot = _first_input(library, row)
        if spot:
            far = max(low - row.value, row.value - high) / (high - low)
            found.append(Clue("outlier", spot, None, "clue_far_out", details, far, key, display.text(row.value)))
    return found


_FACT = """SELECT f.report, r.unit_name, r.fiscal_year AS year, f."table", f.table_no, f.line_name, f."column", f.printed, f.unit,
    f.cell_row || '.' || f.cell_column AS cell, f.page
    FROM fact f JOIN report r USING (report) WHERE f.report = $report AND f.fact_no = $number"""
_STATEMENT = """SELECT s.report, r.unit_name, r.fiscal_year AS year, '' AS "table", 0 AS table_no, s.subject AS line_name,
    s.measure AS "column", s.value AS printed, s.unit, '' AS cell, s.page, s.statement_no AS statement
    FROM statement s JOIN report r USING (report) WHERE s.report = $report AND s.statement_no = $number"""


def _first_input(library: LibraryReader, row: tuple) -> Spot | None:
    """The first cell or sentence a value was made of."""
    for sql, numbers in ((_FACT, row.facts), (_STATEMENT, row.statements)):
        if numbers:
            cursor = library.cursor().execute(sql, {"report": row.report, "number": int(str(numbers).split(";")[0])})
            names = [column[0] for column in cursor.description]
            return Spot(**dict(zip(names, cursor.fetchone(), strict=True)))
    return None


_KINDS: Mapping[str, Callable[[LibraryReader, Sequence[str]], list[Clue]]] = {
    "magnitude": _magnitude,
    "repeated": _repeated,
    "round": _round,
    "outlier": _outlier,
}
