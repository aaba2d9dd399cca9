"""What two readings of the same report are compared by: figures and identity, without their places."""

import csv
from collections import Counter
from pathlib import Path

from core.model import Reading


def figures(reading: Reading) -> Counter:
    """Every fact: table, side, line, parent line, column, amount."""
    facts = [fact for table in reading.tables for fact in table.facts]
    return Counter((f.table, f.side, f.line, f.parent_line, f.column, f.amount_fen) for f in facts)


def golden_figures(sample: Path) -> Counter:
    """The same from the sample's facts.csv."""
    names = ("table", "side", "line", "parent_line", "column")
    with (sample / "facts.csv").open(newline="", encoding="utf-8-sig") as file:
        return Counter((*(row[name] for name in names), int(row["amount_fen"])) for row in csv.DictReader(file))


def identity_of(reading: Reading) -> tuple:
    """Unit, year and kind."""
    return reading.identity.unit_name, reading.identity.fiscal_year, reading.identity.kind
