"""Every amount the text may speak of, by name: this year's, last year's, and what was planned at the start of the year.  Fen."""

from core.typeset.evaluation import Fund
from core.typeset.figures import CAPITAL, EARNED, FUNDS, GENERAL, GOVERNMENT, SPENT, THREE_PUBLIC, Figures, prior_sum
from core.typeset.three_public import three_public_amounts

PROCURED = ("goods", "works", "services")
VEHICLES = ("vehicle_purchase", "vehicle_operation")


def this_year(figures: Figures, personnel_classes: list[str]) -> dict[str, int]:
    """Amounts of this year.  Names of digits are functional classes of all funds, `general.206` of the general budget alone."""
    return {
        **_totals(figures),
        **{source: figures.earned(source) for source in EARNED},
        **{kind: figures.spending(kinds=(kind,)) for kind in SPENT},
        **{item.code[:3]: _class(figures, item.code[:3]) for item in figures.items},
        **{f"general.{item.code[:3]}": _class(figures, item.code[:3], (GENERAL,)) for item in figures.items},
        **_of_funds(figures),
        **{line: executed for line, (_, executed) in _three_public(figures).items()},
        **_economic(figures, personnel_classes),
        **_evaluated(figures),
        **figures.amounts,
        "procurement": sum(figures.amounts.get(f"procurement_{kind}", 0) for kind in PROCURED),
    }


def last_year(figures: Figures) -> dict[str, int]:
    """Amounts of last year; a name that is not there was nothing then, or is not known."""
    prior = figures.prior
    revenue = prior_sum(prior, ("appropriation", *EARNED))
    return {
        **prior,
        "revenue": revenue,
        "spending": prior_sum(prior, SPENT),
        "grand_total": revenue + prior_sum(prior, ("use_of_surplus", "opening_balance")),
        "closing_balance": figures.opening() + figures.own_opening,
        "official_vehicles": prior_sum(prior, VEHICLES),
        "three_public": prior_sum(prior, THREE_PUBLIC),
    }


def planned(figures: Figures) -> dict[str, int]:
    """What was planned at the start of the year, of the three public expenses what their table calls so."""
    items = [item for item in figures.items if item.budget]
    budgets = {f"general.{item.code[:3]}": 0 for item in figures.items}
    for item in items:
        budgets[f"general.{item.code[:3]}"] += item.budget or 0
    general = sum(budgets.values())
    earned = sum(map(figures.earned, EARNED))
    agency = figures.amounts.get("agency_operating_budget", 0)
    lines = {line: budget for line, (budget, _) in _three_public(figures).items()}
    return {**budgets, "general_budget": general, "grand_total": general + earned, "agency_operating": agency, **lines}


def _totals(figures: Figures) -> dict[str, int]:
    granted = sum(map(figures.granted, FUNDS))
    return {
        "grand_total": figures.grand_total(),
        "revenue": figures.revenue(),
        "spending": figures.spending(),
        "appropriation": granted,
        "appropriation_total": granted + figures.opening(),
        "use_of_surplus": figures.use_of_surplus,
        "opening_balance": figures.opening() + figures.own_opening,
        "surplus_distribution": figures.surplus_distribution,
        "closing_balance": figures.closing() + figures.own_closing(),
    }


def _of_funds(figures: Figures) -> dict[str, int]:
    return {
        **{fund: figures.granted(fund) for fund in FUNDS},
        "general_budget": figures.spending((GENERAL,)),
        "general_basic": figures.spending((GENERAL,), ("basic",)),
        "general_project": figures.spending((GENERAL,), ("project",)),
        "government_opening": figures.opening((GOVERNMENT,)),
        "government_spending": figures.spending((GOVERNMENT,)),
        "government_closing": figures.closing((GOVERNMENT,)),
        "capital_spending": figures.spending((CAPITAL,)),
    }


def _three_public(figures: Figures) -> dict[str, tuple[int, int]]:
    amounts = three_public_amounts(figures)
    return {"three_public" if line == "total" else line: pair for line, pair in amounts.items()}


def _economic(figures: Figures, personnel_classes: list[str]) -> dict[str, int]:
    personnel = figures.economic(personnel_classes)
    classes = {f"economic.{code[:3]}": figures.economic((code[:3],)) for code in figures.basic}
    return {"personnel": personnel, "operating": sum(figures.basic.values()) - personnel, **classes}


def _evaluated(figures: Figures) -> dict[str, int]:
    fund = sum((project.fund() for project in figures.projects), Fund())
    return {"evaluated": fund.executed, "evaluated_budget": fund.adjusted}


def _class(figures: Figures, code: str, funds: tuple[str, ...] | None = None) -> int:
    items = [item for item in figures.items if item.code.startswith(code)]
    return sum(item.spending() if funds is None else item.spending(funds) for item in items)
