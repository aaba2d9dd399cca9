"""A project's self-evaluation as a sheet, in one of three wordings; merged cells of levels, and the row of points below them."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from core.typeset.entries import points_text
from core.typeset.evaluation import PARTS, POINTS_OF_EXECUTION, Evaluated, Fund, Goal
from core.typeset.golden import Golden, GoldenFunding, GoldenIndicator, GoldenProject
from core.typeset.printing import amount_text
from core.typeset.sheet import BLANK, Row, Sheet, SheetCell, spanned

FORM = "project_self_evaluation"
_WIDTHS = (1.2, 1.5, 1.8, 2.8, 2.0, 2.0, 1.3, 1.6, 2.4)
_ALL_POINTS = "100"


def project_sheet(project: Evaluated, form: Mapping[str, Any], labels: Mapping[str, str], year: int) -> Sheet:
    """A project with goals.  `form`: the wording (evaluation.toml, [form.*]), `labels`: what all of them say ([project])."""
    body = (*_head(project, labels), *_funds(project, form), *_aims(project, labels), *_indicators(project, form, labels))
    return Sheet(
        table=FORM,
        title=form["title"],
        number_line="",
        body_line="",
        unit_line=form["unit_line"],
        widths=_WIDTHS,
        head=(),
        body=(*body, _total(project, labels)),
        notes=(),
        subtitle=form["subtitle"].format(year=year),
    )


def levels(goals: tuple[Goal, ...]) -> Iterator[tuple[SheetCell | None, SheetCell | None]]:
    """The two level cells of every goal: merged over the goals that share them."""
    for level1, first in groupby(goals, key=lambda goal: goal.level1):
        group = list(first)
        head: SheetCell | None = SheetCell(level1, rows=len(group))
        for level2, second in groupby(group, key=lambda goal: goal.level2):
            count = len(list(second))
            yield head, SheetCell(level2, rows=count)
            head = None
            yield from [(None, None)] * (count - 1)


def golden_indicator(project: str, goal: Goal, target: str, unit: str, actual: str) -> GoldenIndicator:
    """What a goal's row says; `target`, `unit` and `actual` as printed."""
    points = points_text(goal.weight), points_text(goal.score)
    reason = ";".join(text for text in (goal.reason, goal.measure) if text)
    return GoldenIndicator(project, goal.level1, goal.level2, goal.name, goal.operator, target, unit, actual, points[0], points[1], reason)


def line(*cells: SheetCell | None) -> Row:
    """A row of cells, each with the places it covers to its right."""
    return tuple(place for cell in cells for place in (spanned(cell) if cell else (None,)))


def left(text: str, columns: int = 1, record: Golden | None = None) -> SheetCell:
    """A cell of words that begin at its left."""
    return SheetCell(text, columns=columns, align="left", record=record)


def _head(project: Evaluated, labels: Mapping[str, str]) -> Iterator[Row]:
    total = points_text(project.score)
    golden = GoldenProject(FORM, project.name, project.department, project.implementing_unit, total, _ALL_POINTS)
    yield line(SheetCell(labels["name"], record=golden), SheetCell(project.name, columns=8))
    unit = SheetCell(labels["implementing_unit"]), SheetCell(project.implementing_unit, columns=3)
    yield line(SheetCell(labels["department"]), SheetCell(project.department, columns=4), *unit)


def _funds(project: Evaluated, form: Mapping[str, Any]) -> Iterator[Row]:
    rows = [("total", project.fund())] + [(part, project.funds.get(part, Fund())) for part in PARTS]
    yield line(SheetCell(form["money"], rows=len(rows) + 1), SheetCell(columns=2), *map(SheetCell, form["columns"]))
    for part, fund in rows:
        amounts = [amount_text(fen, "wan") for fen in (fund.initial, fund.adjusted, fund.executed)]
        points = [points_text(POINTS_OF_EXECUTION), points_text(fund.points())] if part == "total" else [form["unscored"]] * 2
        rate = f"{fund.rate()}%" if fund.rate() else form["unscored"]
        bare = [amount.replace(",", "") for amount in amounts]
        golden = GoldenFunding(project.name, part, *bare, points[0], rate.removesuffix("%"), points[1])
        texts = (*amounts, points[0], rate, points[1])
        yield line(None, left(form[part], columns=2, record=golden), *map(SheetCell, texts))


def _aims(project: Evaluated, labels: Mapping[str, str]) -> Iterator[Row]:
    yield line(SheetCell(labels["goals"], rows=2), SheetCell(labels["aims"], columns=4), SheetCell(labels["done"], columns=4))
    yield line(None, left(project.aims, columns=4), left(project.done, columns=4))


def _indicators(project: Evaluated, form: Mapping[str, Any], labels: Mapping[str, str]) -> Iterator[Row]:
    heads = [labels[key] for key in ("level1", "level2", "indicator")] + [form["target"], form["actual"], labels["weight"], labels["score"]]
    yield line(SheetCell(labels["indicators"], rows=len(project.goals) + 1), *map(SheetCell, (*heads, form["reason"])))
    for number, (goal, cells) in enumerate(zip(project.goals, levels(project.goals), strict=True), start=1):
        between = form["between"] if goal.unit not in ("", "%") else ""
        alone = form.get("sign_alone", False) and goal.operator
        target = goal.operator if alone else f"{goal.operator}{goal.target}{between}{goal.unit}"
        actual = f"{goal.actual}{between}{goal.unit}" if goal.operator else goal.actual
        printed = form["numbered"].format(number=number, name=goal.name) if "numbered" in form else goal.name
        golden = golden_indicator(project.name, goal, "" if alone else target, "" if alone else goal.unit, actual)
        weight, score = points_text(goal.weight), points_text(goal.score)
        texts = (target, actual, weight, score)
        yield line(None, *cells, left(printed, record=golden), *map(SheetCell, texts), left(goal.reason))


def _total(project: Evaluated, labels: Mapping[str, str]) -> Row:
    return line(SheetCell(labels["total"], columns=6), SheetCell(_ALL_POINTS), SheetCell(points_text(project.score)), BLANK)
