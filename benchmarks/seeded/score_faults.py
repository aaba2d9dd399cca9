"""Faults in the forms of performance as read: points, what they come to, and the money of the projects."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from benchmarks.seeded.clean import Clean, findings_of
from benchmarks.seeded.fault import Fault, Result, judged
from benchmarks.seeded.slips import slipped
from core.amounts import number_text
from core.model import Project, Reading

KINDS = ("score", "weight", "total", "sheet", "funds")
_HUNDRED = Fraction(100)
_WHOLE = "total"  # the row of a project's money that is all of it


@dataclass(frozen=True)
class Cell:
    """A figure of a form: the number of the form (-1: a row of a score sheet), its list (or "" for the form's own), row and field."""

    form: int
    part: str
    row: int
    field: str


def score_faults(clean: Clean, count: int, lot: random.Random) -> Iterator[Result]:
    """So many faults of each kind, as far as the report has room for them, and what the checks say of them."""
    for kind in KINDS:
        cells = [cell for cell in cells_of(clean.reading, kind) if any(digit in text_of(clean.reading, cell) for digit in "123456789")]
        for _ in range(count if cells else 0):
            cell = lot.choice(cells)
            text = slipped(text_of(clean.reading, cell), lot.choice(("digit", "digit", "swap")), lot)
            if text and number_text(text) is not None:
                changed = with_text(clean.reading, cell, text)
                yield judged_score(clean, kind, "memory", cell, text, changed, findings_of(changed, clean.pages, clean.definitions))


def judged_score(clean: Clean, kind: str, way: str, cell: Cell, text: str, changed: Reading, findings) -> Result:
    """What the findings say of a form with another figure."""
    told = f"{name_of(clean.reading, cell)} {text_of(clean.reading, cell)} > {text}"
    fault = Fault(clean.name, "score", kind, way, told, broken(changed) > broken(clean.reading))
    return judged(fault, clean, findings, anything=True)


def name_of(reading: Reading, cell: Cell) -> str:
    """Which figure it is, for a person."""
    form = "sheet" if cell.form < 0 else reading.projects[cell.form].form
    return f"{form}/{cell.part}[{cell.row}].{cell.field}"


def cells_of(reading: Reading, kind: str) -> list[Cell]:
    """The figures in which a kind of fault may be."""
    if kind == "sheet":
        return [Cell(-1, "", row, field) for row in range(len(reading.scores)) for field in ("weight", "score")]
    found = []
    for number, project in enumerate(reading.projects):
        if kind == "total":
            found += [Cell(number, "", 0, field) for field in ("score", "weight_total")]
        elif kind == "funds":
            fields = ("initial_budget", "adjusted_budget", "executed", "rate")
            found += [Cell(number, "funding", row, field) for row in range(len(project.funding)) for field in fields]
        else:
            parts = {"indicators": project.indicators, "tasks": project.tasks, "funding": project.funding[:1]}
            found += [Cell(number, part, row, kind) for part, rows in parts.items() for row in range(len(rows))]
    return [cell for cell in found if number_text(text_of(reading, cell).rstrip("%")) is not None]


def _row(reading: Reading, cell: Cell):
    if cell.form < 0:
        return reading.scores[cell.row]
    project = reading.projects[cell.form]
    return getattr(project, cell.part)[cell.row] if cell.part else project


def text_of(reading: Reading, cell: Cell) -> str:
    """The figure as printed."""
    return getattr(_row(reading, cell), cell.field)


def with_text(reading: Reading, cell: Cell, text: str) -> Reading:
    """The reading with another figure there."""
    row = replace(_row(reading, cell), **{cell.field: text})
    if cell.form < 0:
        return replace(reading, scores=_put(reading.scores, cell.row, row))
    project = reading.projects[cell.form]
    project = replace(project, **{cell.part: _put(getattr(project, cell.part), cell.row, row)}) if cell.part else row
    return replace(reading, projects=_put(reading.projects, cell.form, project))


def _put(rows: Sequence, number: int, row: object) -> tuple:
    return (*rows[:number], row, *rows[number + 1 :])


def broken(reading: Reading) -> int:
    """How many sums, rates and limits of the forms do not hold, worked out without the checks."""
    wrong = sum(_broken_in(project) for project in reading.projects)
    for sheet in {row.sheet for row in reading.scores}:
        rows = [row for row in reading.scores if row.sheet == sheet]
        wrong += sum(_sum_is_wrong([getattr(row, field) for row in rows]) for field in ("weight", "score"))
        wrong += sum(_above(row.score, row.weight) for row in rows)
        known = {project.project: project.score for project in reading.projects}
        wrong += sum(row.item in known and _number(row.score) != _number(known[row.item]) for row in rows)
    return wrong


def _broken_in(project: Project) -> int:
    parts = (*project.indicators, *project.tasks, *project.funding[:1])
    weights, scores = ([_number(getattr(row, field)) for row in parts] for field in ("weight", "score"))
    total = _number(project.score)
    wrong = sum(_above(row.score, row.weight) for row in parts)
    wrong += sum(weight or 0 for weight in weights) != (_number(project.weight_total) or _HUNDRED)
    wrong += total is not None and abs(sum(score or 0 for score in scores) - total) > Fraction(1, 100)
    for row in project.funding:
        executed, budget, rate = (_number(getattr(row, field)) for field in ("executed", "adjusted_budget", "rate"))
        # half a last digit of both amounts and of the rate
        slack = Fraction(1, 200) + Fraction(1, budget) if budget else 0
        wrong += bool(budget and rate is not None and abs(100 * (executed or 0) / budget - rate) > slack)
    rows = {row.part: row for row in project.funding}
    for field in ("initial_budget", "adjusted_budget", "executed"):
        amounts = {part: _number(getattr(row, field)) or Fraction(0) for part, row in rows.items()}
        wrong += _WHOLE in amounts and abs(2 * amounts[_WHOLE] - sum(amounts.values())) > Fraction(3, 100)
    return wrong


def _sum_is_wrong(texts: Sequence[str]) -> bool:
    numbers = [number for text in texts if (number := _number(text)) is not None]
    return len(numbers) > 2 and 2 * max(numbers) != sum(numbers)


def _above(score: str, weight: str) -> bool:
    numbers = _number(score), _number(weight)
    return None not in numbers and numbers[0] > numbers[1]


def _number(text: str) -> Fraction | None:
    found = number_text(text.rstrip("%"))
    return None if found is None else Fraction(found)
