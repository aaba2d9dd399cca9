"""The self-evaluation of a whole department as a sheet: its tasks with their money, then its indicators, signs and units in columns."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from core.typeset.amounts_by_name import planned, this_year
from core.typeset.entries import points_text
from core.typeset.evaluation import Fund, Whole, hundredths
from core.typeset.figures import Figures
from core.typeset.golden import GoldenProject
from core.typeset.printing import amount_text
from core.typeset.project_form import golden_indicator, left, levels, line
from core.typeset.sheet import BLANK, Row, Sheet, SheetCell
from core.typeset.words import Words

FORM = "whole_department_evaluation"
_WIDTHS = (1.3, 1.5, 1.9, 2.4, 1.0, 1.5, 1.1, 1.5, 1.1, 1.1, 1.1, 1.5, 1.5, 1.5, 1.5, 1.7, 1.7)
_LABEL, _REST = 4, 13
_TASK = (8, 2, 2, 2, 1, 1)


def whole_sheet(whole: Whole, figures: Figures, labels: Mapping[str, Any], words: Words) -> Sheet:
    """`labels`: evaluation.toml, [whole].  Its budget is that of the start of the year, that of a task what it was granted in the end."""
    tasks = _tasks(figures, labels, words)
    return Sheet(
        table=FORM,
        title=labels["title"],
        number_line="",
        body_line="",
        unit_line="",
        widths=_WIDTHS,
        head=(),
        body=(
            *_head(whole, figures, labels, _points(whole, tasks)),
            *_task_rows(whole, tasks, labels),
            *_aims(whole, labels),
            *_indicators(whole, figures.unit_name, labels),
            line(SheetCell(labels["total"], columns=10), SheetCell(points_text(_points(whole, tasks))), *[BLANK] * 6),
        ),
        notes=(),
        subtitle=labels["subtitle"].format(year=figures.fiscal_year),
        wide=True,
    )


def _tasks(figures: Figures, labels: Mapping[str, Any], words: Words) -> list[tuple[str, Fund]]:
    """Staff and operation, whose money was spent as planned in the end, then the projects."""
    amounts = this_year(figures, words.basic("personnel_classes"))
    basic = [(labels[name], Fund(0, amounts[name], amounts[name])) for name in ("personnel", "operating")]
    return [*basic, *((project.name, project.fund()) for project in figures.projects)]


def _points(whole: Whole, tasks: list[tuple[str, Fund]]) -> Decimal:
    earned = [fund.points(weight) for weight, (_, fund) in zip(whole.weights, tasks, strict=True)]
    return sum([*earned, *(goal.score for goal in whole.goals)], Decimal(0))


def _head(whole: Whole, figures: Figures, labels: Mapping[str, Any], points: Decimal) -> Iterator[Row]:
    name = figures.unit_name
    golden = GoldenProject(FORM, name, name, "", points_text(points), "")
    printed = labels["named"].format(code=whole.code, unit_name=name)
    yield line(SheetCell(labels["name"], columns=_LABEL, record=golden), SheetCell(printed, columns=_REST))
    budget = amount_text(planned(figures)["grand_total"], "wan", "plain")
    for label in ("revenue", "spending"):
        yield line(SheetCell(labels[label], columns=_LABEL), SheetCell(budget, columns=_REST))


def _task_rows(whole: Whole, tasks: list[tuple[str, Fund]], labels: Mapping[str, Any]) -> Iterator[Row]:
    heads = [SheetCell(text, columns=columns) for text, columns in zip(labels["task_columns"], _TASK, strict=True)]
    yield line(SheetCell(labels["tasks"], rows=len(tasks) + 1), *heads)
    for weight, (name, fund) in zip(whole.weights, tasks, strict=True):
        money = [amount_text(fen, "wan", "plain") for fen in (fund.adjusted, fund.executed)]
        texts = (name, *money, f"{fund.rate()}%", points_text(weight), points_text(fund.points(weight)))
        yield line(None, *(SheetCell(text, columns=columns) for text, columns in zip(texts, _TASK, strict=True)))


def _aims(whole: Whole, labels: Mapping[str, Any]) -> Iterator[Row]:
    yield line(SheetCell(labels["goals"], rows=2), SheetCell(labels["aims"], columns=8), SheetCell(labels["done"], columns=8))
    yield line(None, left(whole.aims, columns=8), left(whole.done, columns=8))


def _indicators(whole: Whole, unit_name: str, labels: Mapping[str, Any]) -> Iterator[Row]:
    heads = [SheetCell(text, rows=2) for text in labels["columns"]]
    side = SheetCell(labels["indicators"], rows=len(whole.goals) + 2)
    yield line(side, *heads, SheetCell(labels["reasons"], columns=5), SheetCell(labels["measures"], rows=2))
    yield line(*[None] * 11, *map(SheetCell, labels["reason_columns"]), None)
    for goal, cells in zip(whole.goals, levels(whole.goals), strict=True):
        golden = golden_indicator(unit_name, goal, goal.target, goal.unit, goal.actual)
        degree = points_text(hundredths(goal.score / goal.weight))
        texts = (goal.operator, goal.target, goal.unit, goal.actual, degree, points_text(goal.weight), points_text(goal.score))
        reasons = (*[BLANK] * 4, left(goal.reason), left(goal.measure))
        yield line(None, *cells, left(goal.name, record=golden), *map(SheetCell, texts), *reasons)
