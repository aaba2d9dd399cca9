"""Lists of the scores of all projects, and score sheets of evaluations by others."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from core.typeset.entries import points_text
from core.typeset.evaluation import Evaluated, ScoreSheet
from core.typeset.golden import GoldenScore
from core.typeset.project_form import left, line
from core.typeset.sheet import Row, Sheet, SheetCell


def list_sheet(projects: Iterable[Evaluated], labels: Mapping[str, Any], body_line: str) -> Sheet:
    """Every project with its score."""
    rows = []
    for number, project in enumerate(projects, start=1):
        score = points_text(project.score)
        name = left(project.name, record=GoldenScore(labels["title"], "", project.name, "", score))
        rows.append(line(SheetCell(str(number)), name, SheetCell(score)))
    return _sheet("score_list", labels["title"], body_line, (1.0, 6.0, 2.0), (line(*map(SheetCell, labels["columns"])), *rows))


def score_sheet(sheet: ScoreSheet, labels: Mapping[str, Any]) -> Sheet:
    """Points to be had and given, with their sums."""
    rows: list[Row] = [line(*map(SheetCell, labels["columns"]))]
    for level1, group in groupby(sheet.rows, key=lambda row: row[0]):
        items = list(group)
        for number, (_, item, *points) in enumerate(items):
            weight, score = map(points_text, points)
            golden = GoldenScore(sheet.title, level1, item, weight, score)
            first = SheetCell(level1, rows=len(items)) if number == 0 else None
            rows.append(line(first, left(item, record=golden), SheetCell(weight), SheetCell(score)))
    weight, score = points_text(sheet.weight), points_text(sheet.score)
    total = SheetCell(labels["total"], columns=2, record=GoldenScore(sheet.title, "", labels["total"], weight, score))
    return _sheet("score_sheet", sheet.title, "", (2.0, 5.0, 1.5, 1.5), (*rows, line(total, SheetCell(weight), SheetCell(score))))


def _sheet(table: str, title: str, body_line: str, widths: tuple[float, ...], body: tuple[Row, ...]) -> Sheet:
    return Sheet(table, title, "", body_line, "", widths, (), body, ())
