"""The ledger of a report as the library keeps it: its figures as checks and exports look them up, without reading the file again."""

import json

import pandas as pd

from core.definitions import Definitions
from core.ledger import Ledger
from core.model import Box, Identity, Place, PrintedCell, Problem, Statement, Table
from core.store.library import Library
from core.store.rows import fact_from

_TABLE = ("table", "title", "printed_number", "unit", "state", "budget_basis", "note")
_STATEMENT = ("section", "subject", "measure", "value", "unit", "basis", "line_code", "sentence", "reason")
_CELL = ("row", "column", "row_span", "column_span", "kind", "text")


def kept_ledger(library: Library, report: str, definitions: Definitions) -> Ledger:
    """The tables of a report with their cells and facts, and its statements, numbered as in the library.

    Raises LibraryError report_unknown.
    """
    known = library.known(report)
    facts, problems = library.facts(report), library.problems(report)
    tables = [
        _table(row, library.cells(report, int(row["table_no"])), facts, problems) for row in library.tables(report).to_dict("records")
    ]
    identity = Identity(known.unit_name, known.fiscal_year, known.kind, known.region, known.amount_unit)
    return Ledger(tables, definitions, identity, [_statement(row) for row in library.statements(report).to_dict("records")])


def _statement(row: dict) -> Statement:
    amounts = {name: None if pd.isna(row[name]) else int(row[name]) for name in ("derived_low", "derived_high")}
    linked = tuple(int(number) for number in row["linked_facts"].split(";") if number)
    return Statement(**{name: row[name] for name in _STATEMENT}, **amounts, linked_facts=linked, place=_place(row))


def _table(row: dict, cells: pd.DataFrame, facts: pd.DataFrame, problems: pd.DataFrame) -> Table:
    own = facts[facts["table_no"] == row["table_no"]].to_dict("records")
    left = problems[problems["table_no"] == row["table_no"]][["kind", "where", "details"]].itertuples(index=False, name=None)
    return Table(
        **{name: row[name] for name in _TABLE},
        first_page=_page(row["first_page"]),
        last_page=_page(row["last_page"]),
        cells=tuple(PrintedCell(**{name: cell[name] for name in _CELL}, place=_place(cell)) for cell in cells.to_dict("records")),
        facts=tuple(map(fact_from, map(_with_place, own))),
        problems=tuple(Problem(kind, where, json.loads(details)) for kind, where, details in left),
    )


def _place(row: dict) -> Place:
    box = Box(*(row[name] for name in ("x0", "top", "x1", "bottom"))) if pd.notna(row["x0"]) else None
    return Place(_page(row["page"]), box, row["locator"])


def _with_place(row: dict) -> dict:
    """A fact's row as the library answers it one by one: None where a frame has NaN."""
    places = {name: None if pd.isna(row.get(name)) else row[name] for name in ("x0", "top", "x1", "bottom", "read_fen")}
    return {**row, **places, "page": _page(row["page"])}


def _page(page: float | None) -> int | None:
    return None if pd.isna(page) else int(page)
