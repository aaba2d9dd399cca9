"""One figure of a report against one of another: the result, with the places of both sides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import pandas as pd

from core.checks.outcome import Value
from core.checks.tolerance import compare
from core.definitions import Definitions
from core.model import Box, Place, Report, Severity, State
from core.over.rules import Rule
from core.store.pairs import KeptFact


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a figure is printed: its report and place; the table and cell, or the statement, it is shown at."""

    report: str
    place: Place
    table_no: int | None = None
    cell: str = ""
    statement: int | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """A side of a comparison: its value in fen, what it is called in (zh, en), whose it is, and where it is printed."""

    value: Value
    names: tuple[str, str]
    report: Report
    spots: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of a check over reports.  It is about `report`; `other` is the report it was compared with, "" where none is there.

    Numbers are decimal texts in `unit`, "" where nothing was compared; `reason` is a message code (why_…) where it was not, and
    `missing` then names the units or reports that are not in the library.
    """

    check: str
    check_class: str
    severity: Severity
    state: State
    report: str
    other: str = ""
    left: str = ""
    right: str = ""
    difference: str = ""
    tolerance: str = ""
    unit: str = ""
    difference_fen: int = 0
    reason: str = ""
    message: str = ""
    message_en: str = ""
    missing: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    left_spots: tuple[Spot, ...] = ()
    right_spots: tuple[Spot, ...] = ()

    @property
    def kind(self) -> str:
        """The state, or `hint` for a failure of the mildest severity: as findings are counted."""
        return "hint" if self.state == "fail" and self.severity == "info" else self.state


@dataclass(frozen=True)
class Scale:
    """The unit the numbers of a comparison are said in."""

    unit: str
    definitions: Definitions = field(repr=False)

    def text(self, fen: Fraction) -> str:
        """An amount in fen as a decimal number in the unit: at least two decimals, as many as it takes up to six."""
        number = fen / self.definitions.money[self.unit]
        scaled = round(abs(number) * 10**6)
        digits = str(scaled).zfill(7)
        return f"{'-' if number < 0 and scaled else ''}{digits[:-6]}.{digits[-6:].rstrip('0').ljust(2, '0')}"


def compared(
    rule: Rule, left: Side, right: Side, unit: str, definitions: Definitions, tables: Sequence[str] = (), severity: Severity | None = None
) -> Comparison:
    """The comparison of two sides that are both known; the report of the left side is the one it is about."""
    sides, state, _note = compare(left.value, "=", right.value)
    scale = Scale(unit, definitions)
    numbers = [scale.text(number) for number in (left.value.at, right.value.at, sides.difference, sides.tolerance)]
    told = dict(zip(("left", "right", "difference", "tolerance"), numbers, strict=True))
    messages = [_sentence(f"over_{state}", language, rule, left, right, unit, told, definitions) for language in ("zh", "en")]
    return Comparison(
        rule.id,
        rule.check_class,
        severity or rule.severity,
        state,
        left.report.report,
        right.report.report,
        **told,
        unit=unit,
        difference_fen=int(abs(sides.difference)),
        message=messages[0],
        message_en=messages[1],
        tables=tuple(tables),
        left_spots=left.spots,
        right_spots=right.spots,
    )


def not_compared(
    rule: Rule,
    report: Report,
    state: State,
    reason: str,
    definitions: Definitions,
    details: Mapping[str, Mapping[str, object]],
    missing: Sequence[str] = (),
    other: str = "",
) -> Comparison:
    """The comparison that could not be made.  `details`: language → what fills the sentence of the reason."""
    messages = [definitions.message(reason, language, **details[language]) for language in ("zh", "en")]
    return Comparison(
        rule.id,
        rule.check_class,
        rule.severity,
        state,
        report.report,
        other,
        reason=reason,
        message=messages[0],
        message_en=messages[1],
        missing=tuple(missing),
    )


def report_words(report: Report, definitions: Definitions, language: str) -> str:
    """How a report is called within a sentence about a unit: its year and kind."""
    kind = definitions.message(f"over_kind_{report.kind}", language)
    return definitions.message("over_report", language, year=report.fiscal_year, kind=kind)


def spots_of(facts: Sequence[KeptFact]) -> tuple[Spot, ...]:
    """Where facts are printed."""
    return tuple(Spot(kept.report, kept.fact.place, kept.table_no, f"{kept.fact.cell_row}.{kept.fact.cell_column}") for kept in facts)


def place_of_row(row: Mapping[str, object]) -> Place:
    """Where the row of a frame is printed."""
    page = None if pd.isna(row["page"]) else int(row["page"])
    box = None if pd.isna(row["x0"]) else Box(*(float(row[side]) for side in ("x0", "top", "x1", "bottom")))
    return Place(page, box, str(row["locator"]))


def spot_of_row(row: Mapping[str, object], statement: int | None = None) -> Spot:
    """Where the row of a frame that names its report is printed; `statement`: its number, where it is one."""
    return Spot(str(row["report"]), place_of_row(row), statement=statement)


def amount(low: Fraction, high: Fraction) -> Value:
    """An amount of which the least and the most is known, in fen."""
    spread = high - low
    middle = (low + high) / 2
    return Value(middle, low, high, 1, (), (spread,) if spread else ())


def sum_of(facts: Sequence[KeptFact]) -> Value:
    """The sum of facts, each rounded on its own; nothing for none."""
    at = Fraction(sum(kept.fact.amount_fen for kept in facts))
    digits = [Fraction(kept.fact.precision_fen) for kept in facts if kept.fact.amount_fen and kept.fact.precision_fen > 1]
    return Value(at, at - sum(digits) / 2, at + sum(digits) / 2, 1, (), tuple(digits))


def _sentence(
    code: str,
    language: str,
    rule: Rule,
    left: Side,
    right: Side,
    unit: str,
    told: Mapping[str, str],
    definitions: Definitions,
) -> str:
    at = 0 if language == "zh" else 1
    return definitions.message(
        code,
        language,
        left_report=report_words(left.report, definitions, language),
        right_report=report_words(right.report, definitions, language),
        left_name=left.names[at],
        right_name=right.names[at],
        unit=unit,
        may_be=rule.may_be[at],
        **{**told, "difference": told["difference"].lstrip("-")},
    )
