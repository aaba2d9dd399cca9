"""Answers to questions: the rows a chart draws and its table shows, what is not among them, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from core.metrics.definition import USED
from core.metrics.facets import Faceted
from core.metrics.questions import Question
from core.metrics.values import known, measured
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
    of = faceted.reports[faceted.reports["report"].isin(list(reports))].rename(columns={"fiscal_year": "year"})
    if question.chart == "classes":
        return _classes(library, question, of, most)
    found, lacking = _measured(library, question.metrics, of)
    if question.chart == "trend":
        return _trend(library, question, of, found, lacking, most)
    return _one_year(question, of, found, lacking, most)


def _measured(library: LibraryReader, wanted: Sequence[str], of: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Values and absences of several metrics, each with unit and year, by report."""
    pairs = [(name, measured(library, known(name), list(of["report"]))) for name in wanted]
    values = pd.concat([rows.assign(metric=name, value=rows["value"].astype("object")) for name, (rows, _) in pairs])
    absent = pd.concat([rows.assign(metric=name) for name, (_, rows) in pairs])
    return _told(values, of).assign(gap="", key=lambda rows: rows["report"])[COLUMNS], _told(absent, of)[_NO_REASON]


def _told(rows: pd.DataFrame, of: pd.DataFrame) -> pd.DataFrame:
    return rows.merge(of[["report", "unit_name", "year"]], on="report", how="left")


def _one_year(question: Question, of: pd.DataFrame, found: pd.DataFrame, lacking: pd.DataFrame, most: int | None) -> Answer:
    dated = found[found["year"].notna()]
    if question.chart == "dots":  # a dot needs both
        both = dated.groupby("report")["metric"].transform("nunique") == len(question.metrics)
        dated = dated[both]
    year = _fullest(dated)
    now = dated[dated["year"] == year] if year is not None else dated
    order = _order(question, now)
    drawn = order[: most or MOST[question.chart]]
    frame = _in_order(now, drawn)
    absent = lacking[lacking["year"].eq(year).fillna(False)] if year is not None else lacking
    others = int((of["year"].ne(year).fillna(True)).sum()) if year is not None else 0
    return Answer(question, year, frame, now, absent.drop_duplicates("report"), len(order) - len(drawn), others)


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


def _trend(
    library: LibraryReader, question: Question, of: pd.DataFrame, found: pd.DataFrame, lacking: pd.DataFrame, most: int | None
) -> Answer:
    dated = pd.concat([found, _earlier(library, question, of, found)]) if question.prior else found
    dated = dated[dated["year"].notna()]
    last = int(dated["year"].max()) if len(dated) else 0
    within = dated[dated["year"] > last - question.years]
    points = within.groupby("unit_name")["year"].nunique()
    newest = within.sort_values("year").groupby("unit_name")["value"].last().astype("float64")
    ranked = pd.DataFrame({"several": points > 1, "value": newest}).sort_values(["several", "value"], ascending=False, kind="stable")
    drawn = list(ranked.index[: most or MOST["trend"]])
    kept = within[within["unit_name"].isin(drawn)]
    frame = _with_gaps(kept, drawn, of)
    absent = lacking[lacking["year"].gt(last - question.years).fillna(True)] if last else lacking
    return Answer(question, None, frame, within, absent, len(ranked) - len(drawn), 0)


def _earlier(library: LibraryReader, question: Question, of: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """What reports tell of the year before, where no report of that year has it."""
    told, _ = _measured(library, [question.prior], of)
    told = told.assign(year=told["year"] - 1, key=told["report"] + "-1", metric=question.metrics[0])
    there = set(zip(found["unit_name"], found["year"], strict=True))
    return told[[(unit, year) not in there for unit, year in zip(told["unit_name"], told["year"], strict=True)]]


def _with_gaps(kept: pd.DataFrame, units: Sequence[str], of: pd.DataFrame) -> pd.DataFrame:
    """A row for every unit and year between the first and the last: where there is no value the row says why."""
    if kept.empty:
        return kept[COLUMNS]
    years = range(int(kept["year"].min()), int(kept["year"].max()) + 1)
    rows = {(row.unit_name, int(row.year)): row._asdict() for row in kept[COLUMNS].itertuples(index=False)}
    reports = {(row.unit_name, int(row.year)) for row in of[of["year"].notna()].itertuples()}
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
