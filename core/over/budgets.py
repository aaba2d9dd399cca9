"""What a published budget gives by code and by project, read from the cells of its tables: they are none of the final accounts' forms."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from core.amounts import parse
from core.checks.outcome import Value
from core.definitions import Definitions
from core.names import fold
from core.over.comparison import Spot, place_of_row
from core.over.rules import rules
from core.store.pairs import cells_of_others
from core.store.reader import LibraryReader

TOTAL = "total"
_CODE_LENGTHS = (3, 5, 7)


@dataclass(frozen=True, slots=True)
class Budgeted:
    """An amount of a budget: its value in fen, the printed label, the unit it is printed in, and where."""

    value: Value
    name: str
    unit: str
    spot: Spot


@dataclass(frozen=True)
class Budget:
    """A published budget.  `by_code`: functional code, or TOTAL, of general public budget expenditure; `by_name`: folded label → amount."""

    by_code: dict[str, Budgeted]
    by_name: dict[str, Budgeted]


def read_budget(library: LibraryReader, report: str, definitions: Definitions) -> Budget:
    """What a stored budget gives.  Of what is printed twice the first counts; tables without a unit of money give nothing."""
    by_code: dict[str, Budgeted] = {}
    by_name: dict[str, Budgeted] = {}
    cells = cells_of_others(library, report)
    for _, table in cells[cells["unit"].isin(definitions.money.keys())].groupby("table_no", sort=True):
        if _gives_codes(fold(table["title"].iloc[0])):
            for code, found in _coded(table, report, definitions):
                by_code.setdefault(code, found)
        for name, found in _named(table, report, definitions):
            by_name.setdefault(name, found)
    return Budget(by_code, by_name)


def _gives_codes(title: str) -> bool:
    entry = rules()["OV-04"].entry
    return bool(re.search(str(entry["titles"]), title)) and not re.search(str(entry["but"]), title)


def _coded(table: pd.DataFrame, report: str, definitions: Definitions) -> Iterator[tuple[str, Budgeted]]:
    entry = rules()["OV-04"].entry
    column = _column(table, str(entry["columns"]))
    for _, row in table[table["kind"] != "header"].groupby("row"):
        code = "".join(re.sub(r"\D", "", text) for text in row[row["kind"] == "code"]["text"])
        labels = [fold(text) for text in row[row["kind"] == "label"]["text"]]
        name = "".join(labels[:1])
        key = code if len(code) in _CODE_LENGTHS else TOTAL if not code and re.fullmatch(str(entry["totals"]), name) else ""
        amount = row[(row["column"] == column) & (row["kind"] == "amount")]
        if key and len(amount):
            found = _budgeted(amount.iloc[0], name, report, definitions)
            if found:
                yield key, found


def _named(table: pd.DataFrame, report: str, definitions: Definitions) -> Iterator[tuple[str, Budgeted]]:
    """Rows by label, where a column of the whole is told from the others or there is only one amount."""
    column = _column(table, str(rules()["OV-05"].entry["columns"]))
    for _, row in table[table["kind"] != "header"].groupby("row"):
        amounts = row[row["kind"] == "amount"]
        chosen = amounts[amounts["column"] == column] if column is not None else amounts if len(amounts) == 1 else amounts[:0]
        found = _budgeted(chosen.iloc[0], "", report, definitions) if len(chosen) else None
        for text in row[row["kind"] == "label"]["text"] if found else ():
            yield fold(text), Budgeted(found.value, "".join(text.split()), found.unit, found.spot)


def _column(table: pd.DataFrame, names: str) -> int | None:
    """The first column of amounts whose lowest heading is one of the names."""
    heads = table[table["kind"] == "header"].sort_values("row")
    for column in sorted(table[table["kind"] == "amount"]["column"].unique()):
        above = heads[(heads["column"] <= column) & (heads["column"] + heads["column_span"] > column)]
        if len(above) and re.fullmatch(names, fold(above["text"].iloc[-1])):
            return int(column)
    return None


def _budgeted(cell: pd.Series, name: str, report: str, definitions: Definitions) -> Budgeted | None:
    found = parse(str(cell["text"]), definitions.money[cell["unit"]])
    if found is None:
        return None
    half = Fraction(found.precision_fen, 2) if found.precision_fen > 1 else Fraction(0)
    value = Value(Fraction(found.fen), found.fen - half, found.fen + half, 1, (), (2 * half,) if half else ())
    spot = Spot(report, place_of_row(cell), int(cell["table_no"]), f"{int(cell['row'])}.{int(cell['column'])}")
    return Budgeted(value, name, str(cell["unit"]), spot)
