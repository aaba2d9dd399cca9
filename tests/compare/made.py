"""Small libraries of several units and years, saved as readings: what comparing is tested with."""

import hashlib
from dataclasses import replace

from core.model import NOWHERE, PlainSentence, Reading
from tests.metrics.made import made as of_lines
from tests.readings import a_cell

EXPENDITURE = "revenue_expenditure_summary/expenditure/total_expenditure/amount"
UNITS = [f"示例市{name}局" for name in ("财政", "教育", "卫生", "水利", "审计", "交通", "商务", "农业", "文化")]


def of(unit_name: str, year: int, /, *facts: str, kind: str = "final_accounts", **changes: object) -> Reading:
    """A report of these facts (table/side/line/column = amount in 10,000 yuan).

    `statements` and `sentences`: of its text; `heads`: printed over each table; others are changes of its tables (`note`, `title` …).
    """
    reading = of_lines("made", {"facts": list(facts), "statements": changes.pop("statements", [])}, unit_name, year, kind)
    told = tuple(PlainSentence("explanation", text, NOWHERE) for text in changes.pop("sentences", ()))
    heads = tuple(a_cell(0, at, text, "header") for at, text in enumerate(changes.pop("heads", ())))
    tables = tuple(replace(table, cells=heads, **changes) for table in reading.tables)
    sha256 = hashlib.sha256(f"{unit_name}{year}{kind}".encode()).hexdigest()
    return replace(reading, file=f"{unit_name}{year}.pdf", sha256=sha256, tables=tables, sentences=told)


def spending(unit_name: str, year: int, amount: str, /, **changes: object) -> Reading:
    """A report whose expenditure of the year is this."""
    return of(unit_name, year, f"{EXPENDITURE} = {amount}", **changes)
