"""Answers to questions: the rows a chart draws and its table shows, what is not among them, and why."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import pandas as pd

from core.metrics.definition import USED
from core.metrics.facets import Faceted
from core.metrics.questions import Question
from core.metrics.values import known, measured, reasons
from core.store.reader import LibraryReader

COLUMNS = ["key", "report", "unit_name", "year", "metric", "value", "estimated", *USED, "gap"]
MOST = {"trend": 7, "ranking": 20, "pairs": 12, "shares": 15, "dots": 200, "classes": 30}  # marks a reader can tell apart
_NO_REASON = ["report", "unit_name", "year", "metric", "reason", "table"]

_CLASSES = """
SELECT f.line_code AS "key", min(f.line_name) AS unit_name, CAST(sum(f.amount_fen) AS BIGINT) AS value,
    string_agg(f.report || ':' || f.fact_no, ';') AS facts
FROM fact f
WHERE f."table" = 'expenditure' AND f."column" = 'total' AND length(f.line_code) = 3 AND f.report IN (SELECT unnest($1))
GROUP BY f.line_code
"""


@dataclass(frozen=True)
class Answer:
    """`frame`: what is drawn, a row per mark, COLUMNS: `key` tells marks apart, `gap` is no_report or no_figure where a trend has none.

    `year`: the one year of all but trends.  `left_out`: reports without the figure, with the reason.  `more`: units that have it but are
    not drawn; `whole`: every value there is, for the sentence.  `other_years`: reports of years that are not asked about.
    """

    question: Question
    year: int | None
    frame: pd.DataFrame
    whole: pd.DataFrame
    left_out: pd.DataFrame
    more: int
    other_years: int


def answer(library: LibraryReader, question: Question, faceted: Faceted, reports: Sequence[str], most: int | None = None) -> Answer:
    """The answer over these of the comparable reports; `most` marks instead of as many as can be told apart.

    All but trends speak of one year: the one in which most units have the figure, the newest among equals.
    """
    wanted = set(reports)
    of = faceted.reports[[report in wanted for report in faceted.reports["report"]]].rename(columns={"fiscal_year": "year"})
    if question.chart == "classes":
        return _classes(library, question, of, most)
    found = _Found(library, question.metrics, of)
    return (_trend if question.chart == "trend" else _one_year)(found, question, most)


class _Found:
    """The values of several metrics in some reports, with unit and year (`rows`); why there are none is asked when it is told."""

    def __init__(self, library: LibraryReader, wanted: Sequence[str], of: pd.DataFrame) -> None:
        self.library, self.of = library, of
        self.units = dict(zip(of["report"], of["unit_name"], strict=True))
        self.years: dict[str, int | None] = dict(zip(of["report"], of["year"].to_numpy("object", na_value=None), strict=True))
        self.told: dict[str, dict[str, int]] = {}
        frames = []
        for name in wanted:
            values, self.told[name] = measured(library, known(name), list(of["report"]))
            frames.append(values.assign(metric=name, value=values["value"].astype("object")))
        self.rows = self._placed(pd.concat(frames, ignore_index=True)).assign(gap="", key=lambda rows: rows["report"])[COLUMNS]

    def _placed(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows with unit and year of their reports."""
        reports = list(rows["report"])
        years = pd.array([self.years[report] for report in reports], dtype="Int64")
        return rows.assign(unit_name=[self.units[report] for report in reports], year=years)

    def left_out(self, within: Callable[[int | None], bool], having: Collection[str] = ()) -> pd.DataFrame:
        """The reports of these years that lack a metric, but for those of `having`, each once with its first reason."""
        frames = []
        asked = [report for report, year in self.years.items() if report not in having and within(year)]
        for name, told in self.told.items():
            absent = [report for report in asked if told.get(report) != 1]
            frames.append(reasons(self.library, known(name), absent, told).assign(metric=name))
        return self._placed(pd.concat(frames, ignore_index=True).drop_duplicates("report"))[_NO_REASON]


def _one_year(found: _Found, question: Question, most: int | None) -> Answer:
    dated = found.rows[found.rows["year"].notna()]
    if question.chart == "dots":  # a dot needs both
        dated = dated[dated.groupby("report")["metric"].transform("nunique") == len(question.metrics)]
    year = _fullest(dated)
    now = dated[dated["year"] == year] if year is not None else dated
    order = _order(question, now)
    drawn = order[: most or MOST[question.chart]]
    others = sum(each != year for each in found.years.values()) if year is not None else 0
    some = set(now["report"]) if question.chart == "shares" else ()  # a part that is blank leaves the others
    absent = found.left_out(lambda each: year is None or each == year, some)
    return Answer(question, year, _in_order(now, drawn), now, absent, len(order) - len(drawn), others)


def _fullest(dated: pd.DataFrame) -> int | None:
    """The year with most reports, the newest among equals; None where there is none."""
    counts = dated.groupby("year")["report"].nunique()
    return int(max(counts.index[counts == counts.max()])) if len(counts) else None


def _order(question: Question, now: pd.DataFrame) -> list[str]:
    """The reports by the value of the metric that leads: the second of a pair, else the first; parts of a whole by their sum for money."""
    leading = question.metrics[1] if question.chart == "pairs" else question.metrics[0]
    if question.chart == "shares" and known(leading).kind == "money":
        values = now.groupby("report")["value"].sum()
    else:
        values = now[now["metric"] == leading].set_index("report")["value"]
    names = now.drop_duplicates("report").set_index("report")["unit_name"]
    ranked = pd.DataFrame({"value": values.astype("float64"), "name": names}).sort_values(
        ["value", "name"], ascending=[question.ascending, True], na_position="last"
    )
    return list(ranked.index)


def _in_order(rows: pd.DataFrame, reports: Sequence[str]) -> pd.DataFrame:
    place = {report: number for number, report in enumerate(reports)}
    kept = rows[rows["report"].isin(place)]
    return kept.assign(place=kept["report"].map(place)).sort_values("place", kind="stable")[COLUMNS].reset_index(drop=True)


def _trend(found: _Found, question: Question, most: int | None) -> Answer:
    dated = pd.concat([found.rows, _earlier(found, question)], ignore_index=True) if question.prior else found.rows
    dated = dated[dated["year"].notna()].astype({"year": "int64"})
    last = int(dated["year"].max()) if len(dated) else 0
    within = dated[dated["year"] > last - question.years].sort_values("year", kind="stable")
    ends = first_and_last(within)
    ranked = ends.assign(several=ends["year"] != ends["year_last"]).sort_values(["several", "number_last"], ascending=False, kind="stable")
    units = list(ranked.index)
    drawn = units[: most or MOST["trend"]]
    frame = _with_gaps(within[within["unit_name"].isin(drawn)], drawn, found.of)
    absent = found.left_out(lambda each: not last or each is None or each > last - question.years)
    return Answer(question, None, frame, within, absent, len(units) - len(drawn), 0)


def first_and_last(rows: pd.DataFrame) -> pd.DataFrame:
    """number, year, number_last, year_last of each unit (the index, in the order of names), from rows in the order of years."""
    numbered = rows.assign(number=rows["value"].astype("float64"))[["unit_name", "number", "year"]]
    firsts, lasts = (numbered.drop_duplicates("unit_name", keep=end).set_index("unit_name") for end in ("first", "last"))
    return firsts.sort_index().join(lasts.add_suffix("_last"))


def _earlier(found: _Found, question: Question) -> pd.DataFrame:
    """What reports tell of the year before, where no report of that year has it."""
    told = _Found(found.library, [question.prior], found.of).rows
    told = told.assign(year=told["year"] - 1, key=told["report"] + "-1", metric=question.metrics[0])
    there = set(zip(found.rows["unit_name"], found.rows["year"], strict=True))
    return told[[(unit, year) not in there for unit, year in zip(told["unit_name"], told["year"], strict=True)]]


def _with_gaps(kept: pd.DataFrame, units: Sequence[str], of: pd.DataFrame) -> pd.DataFrame:
    """A row for every unit and year between the first and the last: where there is no value the row says why."""
    if kept.empty:
        return kept[COLUMNS]
    years = range(int(kept["year"].min()), int(kept["year"].max()) + 1)
    rows = {(row.unit_name, int(row.year)): row._asdict() for row in kept[COLUMNS].itertuples(index=False)}
    dated = of[of["year"].notna() & of["unit_name"].isin(units)]
    reports = set(zip(dated["unit_name"], dated["year"], strict=True))
    empty = {"key": "", "report": "", "metric": kept["metric"].iloc[0], "value": None, "estimated": False, **dict.fromkeys(USED, "")}
    every = [
        rows.get((unit, year))
        or {**empty, "unit_name": unit, "year": year, "gap": "no_figure" if (unit, year) in reports else "no_report"}
        for unit in units
        for year in years
    ]
    exact = pd.Series([row["value"] for row in every], dtype="object")  # whole fen stay whole beside what is missing
    return pd.DataFrame(every, columns=COLUMNS).assign(value=exact)


def _classes(library: LibraryReader, question: Question, of: pd.DataFrame, most: int | None) -> Answer:
    """The functional classes of all units in the fullest year: `key` is the code, `unit_name` the name, facts are report:number."""
    dated = of[of["year"].notna()]
    read = """SELECT DISTINCT report FROM fact WHERE "table" = 'expenditure' AND length(line_code) = 3 AND report IN (SELECT unnest($1))"""
    having = {report for (report,) in library.cursor().execute(read, [list(dated["report"])]).fetchall()}
    year = _fullest(dated[dated["report"].isin(having)])
    now = dated[dated["year"] == year] if year is not None else dated
    rows = library.cursor().execute(_CLASSES, [list(now["report"])]).df().sort_values(["value", "key"], ascending=[False, True])
    rows = rows.assign(report="", year=year, metric="", estimated=False, statements="", projects="", gap="")[COLUMNS].reset_index(drop=True)
    absent = now[~now["report"].isin(having)].assign(metric="", reason="no_table", table="expenditure")[_NO_REASON]
    drawn = rows.head(most or MOST["classes"])
    return Answer(question, year, drawn, rows, absent, len(rows) - len(drawn), len(of) - len(now))
