"""Arithmetic of what performance tables print: points lost, and the rate of execution of a project's money."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Protocol

from core.definitions import Definitions
from core.names import fold

_HUNDRED = Decimal(100)
_CENT = Decimal("0.01")
_CONTRADICTED = 1  # points of a percent
_TOTAL = "total"


class FundingRow(Protocol):
    """A row of the store's table `funding`."""

    part: str
    initial_budget: str
    adjusted_budget: str
    executed: str
    rate: str


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate of execution in percent.  `printed`: what the table has, or ""; `executed` and `budget` where the rate follows from them."""

    percent: Decimal
    printed: str
    executed: str = ""
    budget: str = ""


def number(printed: str) -> Decimal | None:
    """A figure as the store keeps it (no separators, no unit); None for blanks, dashes and words."""
    try:
        value = Decimal(printed)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def points_lost(weight: str, score: str) -> Decimal | None:
    """How many points of the attainable ones are missing; 0 when none or more than all are given, None where either is no number."""
    attainable, given = number(weight), number(score)
    return None if attainable is None or given is None else max(attainable - given, Decimal(0))


def says_why(reason: str, definitions: Definitions) -> bool:
    """Whether a reason is given: a dash, or a word for none, is none."""
    return re.fullmatch(definitions.performance["words"]["reasons"]["none"], fold(reason)) is None


def total_of(funding: Sequence[FundingRow]) -> FundingRow | None:
    """The row of a project's money as a whole."""
    return next((row for row in funding if row.part == _TOTAL), None)


def execution_rate(row: FundingRow) -> Rate | None:
    """The rate a row prints; where it prints none, or one that its own money contradicts by a point or more, the rate of the money.

    The money: executed amount by the budget of the full year, or by the first budget where there is no other.
    """
    budget_text = row.adjusted_budget if number(row.adjusted_budget) is not None else row.initial_budget
    budget, executed, printed = number(budget_text), number(row.executed), number(row.rate)
    exact = _HUNDRED * executed / budget if budget and executed is not None and budget > 0 else None
    if printed is not None and (exact is None or abs(printed - exact) < _CONTRADICTED):
        return Rate(printed, row.rate)
    told = "" if printed is None else row.rate
    return None if exact is None else Rate(exact.quantize(_CENT, ROUND_HALF_UP), told, row.executed, budget_text)
