"""The facts of a report as the frames of its charts.  Amounts stay integer fen; zero and absent parts are left out.

Every frame has `name` (as printed, or a key where said so), `line` (its key or code), `amount_fen`, `page`, `table_no`, `cell`
(`row.column` of the printed cell); some also `series`.
"""

import pandas as pd

SUMMARY, EXPENDITURE, THREE_PUBLIC = "revenue_expenditure_summary", "expenditure", "three_public"
THREE_PUBLIC_LINES = ("overseas_visits", "vehicle_purchase", "vehicle_operation", "official_hospitality")
LEVELS = {"class": 3, "section": 5, "item": 7}  # digits of a functional code
_COLUMNS = ["name", "line", "amount_fen", "page", "table_no", "cell"]


def composition(facts: pd.DataFrame, side: str) -> pd.DataFrame:
    """The parts of one side (`revenue` or `expenditure`) of the summary table, the largest first."""
    rows = facts[(facts["table"] == SUMMARY) & (facts["side"] == side) & (facts["role"] != "total") & (facts["parent_line"] == "")]
    return _parts(rows, "line_name")


def kinds_of_expenditure(facts: pd.DataFrame) -> pd.DataFrame:
    """The columns of the expenditure table's total line (basic, project, …): `name` is the column's key."""
    rows = facts[(facts["table"] == EXPENDITURE) & (facts["line"] == "total") & (facts["column"] != "total")]
    return _parts(rows, "column")


def functional(facts: pd.DataFrame, level: str) -> pd.DataFrame:
    """Expenditure by functional classification at a level of LEVELS, the largest first; equal names are told apart by their code."""
    rows = facts[(facts["table"] == EXPENDITURE) & (facts["column"] == "total") & (facts["line_code"].str.len() == LEVELS[level])]
    repeated = rows["line_name"].duplicated(keep=False)
    return _parts(rows.assign(line_name=rows["line_name"].mask(repeated, rows["line_name"] + " " + rows["line_code"])), "line_name")


def three_public(facts: pd.DataFrame) -> pd.DataFrame:
    """Budget and executed amount of each item: `series` is the column's key, `name` the line's key; zero amounts stay."""
    rows = facts[(facts["table"] == THREE_PUBLIC) & facts["column"].isin(["budget", "executed"])]
    rows = rows[rows["line"].isin(THREE_PUBLIC_LINES)]
    order = {line: place for place, line in enumerate(THREE_PUBLIC_LINES)}
    rows = rows.assign(series=rows["column"], place=rows["line"].map(order)).sort_values(["place", "series"], kind="stable")
    return _framed(rows, "line", "series")


def _parts(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    rows = rows[rows["amount_fen"] != 0]
    return _framed(rows.sort_values("amount_fen", ascending=False, kind="stable"), name)


def _framed(rows: pd.DataFrame, name: str, *more: str) -> pd.DataFrame:
    cell = rows["cell_row"].astype(str) + "." + rows["cell_column"].astype(str)
    return rows.assign(name=rows[name], cell=cell)[[*_COLUMNS, *more]].reset_index(drop=True)
