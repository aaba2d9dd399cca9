"""Differences and ratios against a year or a unit; a rate is left out, in words, where its base is not above zero."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from core.amounts import rounded
from core.compare.slots import Compared
from core.definitions import Definitions
from core.metrics.display import Display

LAST_YEAR = "last"  # each year against the one before it


@dataclass(frozen=True, slots=True)
class Difference:
    """One value against another.  `rate`: growth in percent, None where there is none; `reason` says why: the code of its sentence.

    `amount`: value less base, in fen or in the metric's unit; None where one of the two is missing.  `estimated`: one of them is.
    """

    amount: int | float | None
    rate: Decimal | None
    reason: str = ""
    estimated: bool = False


def difference(value: object, base: object, kind: str, last_year: bool, estimated: bool = False) -> Difference:
    """A value against its base.  `kind` as of a metric: what is in percent already has a difference in points and no rate.

    reason: no_value, no_base, base_zero or base_negative; with `last_year` their sentences speak of the year before.
    """
    if value is None or base is None:
        return Difference(None, None, "no_value" if value is None else "no_base", estimated)
    exact = Decimal(int(value)) if kind == "money" else Decimal(repr(float(value)))
    below = Decimal(int(base)) if kind == "money" else Decimal(repr(float(base)))
    amount = int(exact - below) if kind == "money" else float(exact - below)
    if kind == "percent":
        return Difference(amount, None, "", estimated)
    if below <= 0:
        return Difference(amount, None, ("last_" if last_year else "base_") + ("zero" if below == 0 else "negative"), estimated)
    return Difference(amount, rounded(100 * (exact - below) / below), "", estimated)


def differences(found: Compared, base: str) -> dict[tuple[str, int], Difference]:
    """(unit, year) → the difference.  `base`: LAST_YEAR, `year:2021` or `unit:name`; {} for what is not among the compared.

    Against last year the first year has none unless the year before it was compared too.
    """
    how, _, what = base.partition(":")
    if not _is_there(found, how, what):
        return {}
    slots: Mapping[tuple[str, int], pd.Series] = {(row["unit_name"], row["year"]): row for _, row in found.frame.iterrows()}
    told = {}
    for (unit, year), row in slots.items():
        at = (unit, int(what)) if how == "year" else (what, year) if how == "unit" else (unit, year - 1)
        other = slots.get(at)
        if other is None or at == (unit, year):
            continue
        values = row["value"], other["value"]
        told[unit, year] = difference(*values, found.subject.kind, how == LAST_YEAR, bool(row["estimated"] or other["estimated"]))
    return told


def _is_there(found: Compared, how: str, what: str) -> bool:
    if how == "year":
        return what.isdecimal() and int(what) in found.years
    return what in found.units if how == "unit" else how == LAST_YEAR


def difference_words(each: Difference, display: Display, definitions: Definitions, language: str = "zh") -> str:
    """The difference in words: its amount in the unit of the display, then the rate or why there is none."""
    if each.amount is None:
        return definitions.message(f"compare_{each.reason}", language)
    sign = "same" if each.amount == 0 else "more" if each.amount > 0 else "less"
    amount = display.text(abs(each.amount))
    points = display.metric.kind == "percent"
    words = definitions.message(f"compare_{sign}{'_points' if points and sign != 'same' else ''}", language, amount=amount)
    if each.rate is not None and sign != "same":
        words += definitions.message("compare_rate", language, rate=f"{abs(each.rate):,}")
    elif each.reason:
        words += definitions.message("compare_no_rate", language, reason=definitions.message(f"compare_{each.reason}", language))
    return words + (definitions.message("compare_estimated", language) if each.estimated else "")
