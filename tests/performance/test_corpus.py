"""The performance tables of the corpus of real reports, where JUESUAN_CORPUS names it, against what is printed."""

import csv
import json
import re
from collections import Counter
from pathlib import Path

from core.names import fold
from tests.conftest import reading_of

PROJECTS = {"project_self_evaluation", "project_target_completion"}
PARTS = (("总额", "total"), ("财政拨款", "appropriation"), ("结转", "carryover"), ("其他", "other"), ("其它", "other"), ("预算数", "total"))


def _truth(corpus: Path):
    for file in sorted((corpus / "truth").glob("*/performance.json")):
        yield reading_of(corpus / "pdf" / f"{file.parent.name}.pdf"), json.loads(file.read_text(encoding="utf-8"))


def _name(text: str) -> str:
    return re.sub(r"^指标\d*:", "", fold(text or ""))


def _number(text: str) -> str:
    found = re.fullmatch(r"([-+]?\d+(?:\.\d+)?)(?:%|万元)?", fold(text or "").replace(",", ""))
    value = found.group(1) if found else fold(text or "").replace("—", "-")
    return (value.rstrip("0").rstrip(".") if "." in value else value) if found else value


def test_all_indicators_and_nothing_else(corpus):
    for reading, records in _truth(corpus):
        rows = [row for record in records for row in record.get("indicators") or []]
        said = [row for row in rows if row["level3"] and (row.get("actual") or row.get("weight") or row.get("score"))]
        wanted = Counter((_name(x["level3"]), *(_number(x.get(k)) for k in ("actual", "weight", "score"))) for x in said)
        read = Counter((_name(x.indicator), *map(_number, (x.actual, x.weight, x.score))) for p in reading.projects for x in p.indicators)
        assert (wanted - read, read - wanted) == (Counter(), Counter()), reading.file


def test_levels_are_repeated_in_every_indicator(corpus):
    for reading, records in _truth(corpus):
        rows = [row for record in records for row in record.get("indicators") or []]
        levels = {(_name(row["level3"]), fold(row["level1"]), fold(row["level2"])) for row in rows}
        for project in reading.projects:
            for row in project.indicators:
                assert (_name(row.indicator), fold(row.level1), fold(row.level2)) in levels, (reading.file, row)


def test_projects_and_their_funds(corpus):
    for reading, records in _truth(corpus):
        projects = [record for record in records if record["type"] in PROJECTS]
        wanted = Counter((_name(p["project"]), _number((p.get("total") or {}).get("score"))) for p in projects)
        own = [project for project in reading.projects if "whole" not in project.form]
        assert Counter((_name(p.project), _number(p.score)) for p in own) == wanted, reading.file
        assert Counter(_printed_funds(projects)) == Counter(_read_funds(own)), reading.file


def _printed_funds(projects: list[dict]) -> list[tuple]:
    return [
        (_name(p["project"]), _part(f), _number(f.get("full_year_budget", f.get("budget"))), _number(f.get("executed")))
        for p in projects
        for f in p.get("funds") or []
    ]


def _part(fund: dict) -> str:
    label = fund.get("item") or fund["budget_label"]
    return next(part for word, part in PARTS if word in fold(label))


def _read_funds(projects) -> list[tuple]:
    return [(_name(p.project), f.part, _number(f.adjusted_budget), _number(f.executed)) for p in projects for f in p.funding]


def test_whole_departments_and_their_tasks(corpus):
    for reading, records in _truth(corpus):
        printed = [record for record in records if record["type"] == "whole_department_evaluation"]
        read = [project for project in reading.projects if "whole" in project.form]
        assert [_number(p.score) for p in read] == [_number(record["total"]["score"]) for record in printed], reading.file
        tasks = [(fold(task["project"]), _number(task["executed"])) for record in printed for task in record.get("tasks") or []]
        assert [(fold(task.task), _number(task.executed)) for p in read for task in p.tasks] == tasks, reading.file


def test_rows_of_score_sheets_and_lists(corpus):
    for reading, records in _truth(corpus):
        rows = [row for record in records for row in record.get("rows") or [] if row.get("score")]
        named = [(row.get("level2") or row.get("project"), row) for row in rows]
        wanted = Counter((_name(name), _number(row.get("weight")), _number(row["score"])) for name, row in named if name)
        read = Counter((_name(row.item), _number(row.weight), _number(row.score)) for row in reading.scores)
        assert wanted - read == Counter(), reading.file


def test_totals_of_many_forms(corpus):
    for file in sorted((corpus / "truth").glob("*/performance_tables.csv")):
        reading = reading_of(corpus / "real" / f"{file.parent.name}.pdf")
        with file.open(newline="", encoding="utf-8-sig") as lines:
            wanted = [_totals(row) for row in csv.DictReader(lines)]
        own = [project for project in reading.projects if "whole" not in project.form]
        assert [_read_totals(project) for project in own] == wanted


def _totals(row: dict[str, str]) -> tuple:
    names = ("initial_budget", "full_year_budget", "executed", "rate", "rate_score", "total_weight", "total_score")
    return (row["page"], fold(row["project"]), *(_number(row[name]) for name in names))


def _read_totals(project) -> tuple:
    total = next(row for row in project.funding if row.part == "total")
    figures = (total.initial_budget, total.adjusted_budget, total.executed, total.rate, total.score, project.weight_total, project.score)
    return (str(project.place.page), fold(project.project), *map(_number, figures))
