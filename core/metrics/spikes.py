"""Large changes from one year to the next, and the sentence of the report that tells of each, or that none does."""

import pandas as pd

from core.metrics.definition import relations
from core.metrics.values import known
from core.store.reader import LibraryReader

LEAST_RATE, LEAST_FEN = 0.3, 100_000_000  # more than 30% and more than a million yuan
_ROUNDED_FEN = 20_000  # both years and the change told are rounded to a hundredth of 10,000 yuan each
COLUMNS = ["unit_name", "before_year", "year", "before", "after", "report", "statement_no", "sentence", "reason"]


def spikes(library: LibraryReader, frame: pd.DataFrame) -> pd.DataFrame:
    """COLUMNS: the large changes among the rows of a trend, the largest first; statement_no is missing and sentence "" where none tells it.

    A sentence tells a change when the amount it names is the change, within rounding.  Only amounts of money change by an amount.
    """
    rows = [change for _, of in frame.groupby("unit_name", sort=False) for change in _changes(of)]
    told = [(*change, *_explained(library, change)) for change in rows]
    return pd.DataFrame(sorted(told, key=lambda row: -abs(row[4] - row[3])), columns=COLUMNS)


def _changes(of: pd.DataFrame) -> list[tuple]:
    """The large changes of one unit between years that follow one another."""
    rows = of[of["value"].notna()].sort_values("year")
    found = []
    for (_, before), (_, after) in zip(rows.iloc[:-1].iterrows(), rows.iloc[1:].iterrows(), strict=True):
        follows = int(after["year"]) == int(before["year"]) + 1 and known(after["metric"]).kind == "money"
        change = abs(int(after["value"]) - int(before["value"])) if follows else 0
        if change > LEAST_FEN and change > LEAST_RATE * abs(int(before["value"])):
            years = int(before["year"]), int(after["year"])
            found.append((after["unit_name"], *years, int(before["value"]), int(after["value"]), after["report"]))
    return found


def _explained(library: LibraryReader, change: tuple) -> tuple:
    """(statement_no, sentence, reason) of the first sentence that names the change; (None, "", "")."""
    *_, before, after, report = change
    sql = f"""WITH stated AS ({relations()["stated"]}) SELECT s.statement_no, s.sentence, s.reason FROM statement s
        JOIN stated d ON d.report = s.report AND d.statement_no = s.statement_no
        WHERE s.report = $1 AND s.measure = 'delta' AND abs(d.amount_fen - $2) <= $3 ORDER BY s.reason = '', s.statement_no LIMIT 1"""
    return library.cursor().execute(sql, [report, abs(after - before), _ROUNDED_FEN]).fetchone() or (None, "", "")
