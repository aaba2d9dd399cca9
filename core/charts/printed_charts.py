"""The charts that reports print of themselves, as frames made from the facts: two years side by side, or the parts of a whole.

`CHARTS`: the usual seven, in their usual order, by key.  Two years need the year before: it follows from the change the text tells.
"""

from dataclasses import dataclass

import pandas as pd

from core.charts import frames

APPROPRIATION, GENERAL = "appropriation_summary", "general_budget_expenditure"


@dataclass(frozen=True, slots=True)
class PrintedChart:
    """One of them.  Of two years: where this year's figure stands (table, line, column) and the metric of the year before; else ""."""

    key: str
    table: str
    line: str = ""
    column: str = ""
    prior: str = ""


CHARTS = (
    PrintedChart("totals", frames.SUMMARY, "grand_total", "amount", "grand_total_prior_year"),
    PrintedChart("revenue", frames.SUMMARY),
    PrintedChart("kinds", frames.EXPENDITURE),
    PrintedChart("appropriation", APPROPRIATION, "grand_total", "amount", "appropriation_prior_year"),
    PrintedChart("general", GENERAL, "total", "total", "general_budget_prior_year"),
    PrintedChart("general_classes", GENERAL),
    PrintedChart("three_public", frames.THREE_PUBLIC),
)
_BALANCES = ("opening_balance", "use_of_non_appropriation_surplus", "grand_total", "total_revenue")
_COLUMNS = ["name", "line", "amount_fen", "page", "table_no", "cell"]


def parts_of(facts: pd.DataFrame, chart: PrintedChart) -> pd.DataFrame:
    """The parts of a chart of one year, the largest first; parts of nothing are left out.  `name` of kinds is the column's key."""
    if chart.key == "revenue":
        rows = frames.composition(facts, "revenue")
        return rows[~rows["line"].isin(_BALANCES)].reset_index(drop=True)
    if chart.key == "kinds":
        rows = frames.kinds_of_expenditure(facts)
        return rows.assign(line=rows["name"])
    if chart.key == "general_classes":
        return _classes(facts[(facts["table"] == GENERAL) & (facts["column"] == "total")])
    rows = frames.three_public(facts)
    rows = rows[(rows["series"] == "executed") & (rows["amount_fen"] != 0)]
    return rows.assign(line=rows["name"]).sort_values("amount_fen", ascending=False, kind="stable")[_COLUMNS].reset_index(drop=True)


def this_year(facts: pd.DataFrame, chart: PrintedChart) -> pd.DataFrame:
    """The figure of this year, a row, or none where it is not printed or printed differently in several places."""
    rows = facts[(facts["table"] == chart.table) & (facts["line"] == chart.line) & facts["column"].isin([chart.column, "total"])]
    if rows["amount_fen"].nunique() != 1:
        return pd.DataFrame(columns=_COLUMNS)
    return _placed(rows.iloc[:1])


def _classes(rows: pd.DataFrame) -> pd.DataFrame:
    kept = rows[(rows["line_code"].str.len() == frames.LEVELS["class"]) & (rows["amount_fen"] != 0)]
    return _placed(kept.sort_values("amount_fen", ascending=False, kind="stable"))


def _placed(rows: pd.DataFrame) -> pd.DataFrame:
    cell = rows["cell_row"].astype(str) + "." + rows["cell_column"].astype(str)
    return rows.assign(name=rows["line_name"], cell=cell)[_COLUMNS].reset_index(drop=True)
