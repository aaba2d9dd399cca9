"""Readings made by hand: what the library and the exports are tested with where a whole PDF would only be in the way."""

from core.model import Box, Evidence, Fact, Identity, Place, PrintedCell, Problem, Reading, Table

FEN_PER_WAN = 1_000_000


def sha(seed: str) -> str:
    """A SHA-256 that looks like one; other seeds of two characters or more give other report numbers."""
    return (seed * 64)[:64]


def place(page: int = 3, top: float = 100.0) -> Place:
    return Place(page, Box(50.0, top, 120.25, top + 12.5))


def a_cell(row: int, column: int, text: str, kind: str = "label", row_span: int = 1, column_span: int = 1) -> PrintedCell:
    return PrintedCell(row, column, row_span, column_span, kind, text, place(top=100.0 + 20 * row))


def a_fact(row: int, column: int, printed: str, fen: int, **changes: object) -> Fact:
    fields = {
        "table": "expenditure",
        "side": "",
        "line": "201",
        "parent_line": "",
        "role": "detail",
        "line_code": "201",
        "line_name": "一般公共服务支出",
        "column": "total",
        "printed": printed,
        "amount_fen": fen,
        "precision_fen": FEN_PER_WAN // 100,
        "unit": "万元",
        "place": place(top=100.0 + 20 * row),
        "cell_row": row,
        "cell_column": column,
    }
    return Fact(**{**fields, **changes})


def a_table(**changes: object) -> Table:
    """Two columns under a merged head, a class, and the total."""
    fields = {
        "table": "expenditure",
        "title": "支出决算表",
        "printed_number": "公开03表",
        "unit": "万元",
        "first_page": 3,
        "last_page": 4,
        "state": "filled",
        "cells": (
            a_cell(0, 0, "项目", "header", column_span=2),
            a_cell(0, 2, "本年支出合计", "header"),
            a_cell(1, 0, "201", "code"),
            a_cell(1, 1, "一般公共服务支出"),
            a_cell(1, 2, "1,234.56", "amount"),
            a_cell(2, 0, "合计", column_span=2),
            a_cell(2, 2, "-0.5", "amount"),
        ),
        "facts": (
            a_fact(1, 2, "1,234.56", 1_234_560_000),
            a_fact(2, 2, "-0.5", -500_000, line="total", line_code="", line_name="合计", role="total", precision_fen=100_000),
        ),
    }
    return Table(**{**fields, **changes})


def an_identity(unit_name: str = "示例市财政局", fiscal_year: int | None = 2023, kind: str = "final_accounts") -> Identity:
    evidence = (Evidence("unit_name", unit_name, unit_name, place(1)),) if unit_name else ()
    return Identity(unit_name, fiscal_year, kind, "6101", "万元", "2024-08-20", evidence)


def a_reading(seed: str = "ab", identity: Identity | None = None, problems: tuple[Problem, ...] = (), **changes: object) -> Reading:
    fields = {
        "file": f"{seed}.pdf",
        "sha256": sha(seed),
        "pages": 4,
        "page_sizes": ((595.0, 842.0),) * 4,
        "unread_pages": (),
        "identity": identity or an_identity(),
        "tables": (a_table(), Table("three_public", "", "", "", None, None, "missing")),
        "problems": problems,
    }
    return Reading(**{**fields, **changes})
