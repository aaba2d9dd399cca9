"""What the text and the forms of a report drawn by lot say: last year's figures, projects and their points, the wording."""

import random
from dataclasses import replace
from decimal import Decimal
from typing import Any

from core.typeset.evaluation import Evaluated, Fund, Goal, ScoreSheet, Whole
from core.typeset.figures import FUNDS, GENERAL, THREE_PUBLIC, Figures
from core.typeset.words import definitions

_GRAIN = 10_000
_LEAST = 100 * _GRAIN  # fen of a project at least
_VEHICLES_NOT_ALWAYS_TOLD = ("vehicles_leading", "vehicles_emergency")
_POINTS_OF_TASKS = 40
_POINTS_OF_A_TASK = 5


def random_last_year(seed: int, figures: Figures) -> dict[str, int]:
    """Last year's figures: what was left at its end is what this year began with, and both sides balance."""
    lot = random.Random(f"last year {seed}")
    codes = dict.fromkeys(item.code[:3] for item in figures.items)
    classes = {code: int(_spent(figures, code) * lot.uniform(0.5, 1.6)) for code in codes}
    spending = sum(classes.values())
    basic = int(spending * lot.uniform(0.2, 0.8))
    opening = int(spending * lot.uniform(0, 0.3)) if lot.random() < 0.5 else 0
    revenue = spending + figures.opening() + figures.own_opening - opening
    other = int(revenue * lot.uniform(0, 0.2)) if lot.random() < 0.5 else 0
    return {
        **classes,
        "basic": basic,
        "project": spending - basic,
        "appropriation": revenue - other,
        "other_revenue": other,
        "opening_balance": opening,
        "appropriation_total": int((figures.opening() + sum(map(figures.granted, FUNDS))) * lot.uniform(0.7, 1.3)),
        "general_budget": int(figures.spending((GENERAL,)) * lot.uniform(0.7, 1.3)),
        "agency_operating": lot.randrange(_GRAIN, _GRAIN * 100_000),
        **{line: int(figures.three_public.get(line, (0, 0))[1] * lot.uniform(0.5, 2.0)) for line in THREE_PUBLIC},
    }


def random_counts(seed: int, figures: Figures) -> dict[str, int]:
    """Travel groups, receptions and vehicles: some where there is money for them, none where there is none; kinds of vehicles sum up."""
    lot = random.Random(f"counts {seed}")

    def some(line: str) -> int:
        return lot.randint(1, 3) if figures.three_public.get(line, (0, 0))[1] else 0

    groups, batches, bought = some("overseas_visits"), some("official_hospitality"), some("vehicle_purchase")
    kinds = {f"vehicles_{kind}": lot.randint(0, 3) for kind in ("messenger", "other")} | dict.fromkeys(_VEHICLES_NOT_ALWAYS_TOLD, 0)
    foreign = lot.randint(0, batches)
    return {
        "overseas_groups": groups,
        "overseas_persons": groups * lot.randint(1, 4),
        "reception_groups": batches,
        "reception_persons": batches * lot.randint(1, 9),
        "foreign_groups": foreign,
        "foreign_persons": foreign,
        "vehicles_bought": bought,
        "vehicles_kept": min(figures.counts.get("vehicles_kept", 0), sum(kinds.values())),
        "vehicles": sum(kinds.values()),
        **kinds,
        "equipment": lot.randint(0, 3),
        "special_equipment": lot.randint(0, 3),
    }


def random_evaluation(seed: int) -> dict[str, Any]:
    """Fields of Figures: projects, the last perhaps only in the list, the whole department, a score sheet."""
    lot, chance = random.Random(f"evaluation {seed}"), definitions("chance")
    names = lot.sample(chance["projects"], lot.randint(0, 3))
    projects = [_project(lot, chance, name) for name in names]
    if len(projects) > 1 and lot.random() < 0.5:
        projects[-1] = replace(projects[-1], goals=(), points=Decimal(lot.randint(700, 1000)) / 10)
    rows = tuple((level, item, Decimal(weight), Decimal(weight) - lot.randint(0, 4)) for level, item, weight in chance["sheet_rows"])
    sheets = (ScoreSheet(chance["sheet_title"], projects[0].name, rows),) if projects and lot.random() < 0.4 else ()
    whole = _whole(chance, len(projects)) if lot.random() < 0.4 else None
    return {"projects": tuple(projects), "score_sheets": sheets, "whole": whole}


def random_text(seed: int, told: bool) -> dict[str, Any]:
    """Fields of Layout: wording, charts and forms; no forms where nothing is told."""
    lot = random.Random(f"text {seed}")
    return {
        "text": lot.choice(("central", "shandong", "vertical")),
        "charts": lot.random() < 0.5,
        "performance": lot.choice(("", "inside", "attached")) if told else "",
        "performance_form": lot.choice(("central", "shandong", "liaoning")),
    }


def _spent(figures: Figures, code: str) -> int:
    return sum(item.spending() for item in figures.items if item.code.startswith(code))


def _project(lot: random.Random, chance: dict[str, Any], name: str) -> Evaluated:
    goals = [Goal(*row[:7], Decimal(row[7])) for row in chance["goals"]]
    unlucky = lot.randrange(len(goals) * 2)
    if unlucky < len(goals):
        lost = Decimal(lot.randint(1, 80)) / 10
        goals[unlucky] = replace(goals[unlucky], lost=lost, reason=chance["reason"])
    funds = {}
    for part in ("appropriation", "carryover", "other"):
        adjusted = lot.choice((0, lot.randrange(1, 100_000) * _GRAIN))
        funds[part] = Fund(adjusted, adjusted, int(adjusted * lot.uniform(0.6, 1)))
    if not any(fund.adjusted for fund in funds.values()):  # a rate of nothing is not told
        funds["appropriation"] = Fund(_LEAST, _LEAST, _LEAST)
    unit = chance["affiliates"][0]
    return Evaluated(name, chance["units"][0], unit, funds, chance["aims"], chance["done"], tuple(goals))


def _whole(chance: dict[str, Any], projects: int) -> Whole:
    others = [Decimal(_POINTS_OF_A_TASK)] * (projects + 1)
    goals = tuple(Goal(*row[:7], Decimal(row[7])) for row in chance["whole_goals"])
    return Whole(chance["whole_code"], (_POINTS_OF_TASKS - sum(others), *others), chance["aims"], chance["done"], goals)
