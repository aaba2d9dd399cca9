"""The figures of one report as a small tree, from which all nine tables follow.  Money is an integer number of fen."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.errors import DefinitionError
from core.typeset.evaluation import Evaluated, ScoreSheet, Whole, check_points, read_project, read_score_sheet, read_whole
from core.typeset.printing import read_amount

FUNDS = ("general_public_budget", "government_managed_funds", "state_capital_operations")
GENERAL, GOVERNMENT, CAPITAL = FUNDS
OWN = "own"
EARNED = ("subsidy_from_superior", "service_revenue", "business_revenue", "remittance_from_affiliates", "other_revenue")
SPENT = ("basic", "project", "remittance_to_superior", "business", "subsidy_to_affiliates")
THREE_PUBLIC = ("overseas_visits", "vehicle_purchase", "vehicle_operation", "official_hospitality")
BEYOND_THREE_PUBLIC = ("conference", "training")

Amounts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Item:
    """One functional item (seven digits): what it received, spent and carried over, by fund (`FUNDS`, or `own` money).

    `granted`: fund -> fen; `earned`: source (`EARNED`) -> fen; `spent`: fund or `own` -> kind (`SPENT`) -> fen;
    `opening`: fund -> fen carried into the year; `budget`: the initial general public budget, None when none was set.
    """

    code: str
    granted: Amounts = field(default_factory=dict)
    earned: Amounts = field(default_factory=dict)
    spent: Mapping[str, Amounts] = field(default_factory=dict)
    opening: Amounts = field(default_factory=dict)
    budget: int | None = None

    def spending(self, funds: Iterable[str] = (*FUNDS, OWN), kinds: Iterable[str] = SPENT) -> int:
        """Fen spent from the funds named, of the kinds named."""
        kinds = tuple(kinds)
        return sum(self.spent.get(fund, {}).get(kind, 0) for fund in funds for kind in kinds)

    def closing(self, fund: str) -> int:
        """Fen of a fund left at the end of the year."""
        return self.opening.get(fund, 0) + self.granted.get(fund, 0) - self.spending((fund,))


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything a report says in numbers.  `basic`: economic code (five digits) -> fen of basic general-budget expenditure;

    `three_public`: line -> (budget, executed); `prior`: last year's fen by source, kind of spending, functional class, three-public
    line and a few names of its own; `counts`: things and persons of the text; `amounts`: other amounts of the text (procurement and
    the like), in fen; `projects`, `whole`, `score_sheets`: what was evaluated.
    """

    unit_name: str
    fiscal_year: int
    published_on: str
    items: tuple[Item, ...]
    basic: Amounts
    three_public: Mapping[str, tuple[int, int]]
    own_opening: int = 0
    use_of_surplus: int = 0
    surplus_distribution: int = 0
    prior: Amounts = field(default_factory=dict)
    counts: Amounts = field(default_factory=dict)
    amounts: Amounts = field(default_factory=dict)
    affiliates: tuple[str, ...] = ()
    projects: tuple[Evaluated, ...] = ()
    whole: Whole | None = None
    score_sheets: tuple[ScoreSheet, ...] = ()

    def granted(self, fund: str) -> int:
        """Fen granted to the unit from a fund this year."""
        return sum(item.granted.get(fund, 0) for item in self.items)

    def earned(self, source: str) -> int:
        """Fen earned from a source of its own this year."""
        return sum(item.earned.get(source, 0) for item in self.items)

    def revenue(self) -> int:
        """Fen received this year, from all sources."""
        return sum(map(self.granted, FUNDS)) + sum(map(self.earned, EARNED))

    def spending(self, funds: Iterable[str] = (*FUNDS, OWN), kinds: Iterable[str] = SPENT) -> int:
        """Fen spent this year from the funds named, of the kinds named."""
        funds, kinds = tuple(funds), tuple(kinds)
        return sum(item.spending(funds, kinds) for item in self.items)

    def opening(self, funds: Iterable[str] = FUNDS) -> int:
        """Fen of the funds named carried into the year (own money apart)."""
        funds = tuple(funds)
        return sum(item.opening.get(fund, 0) for item in self.items for fund in funds)

    def closing(self, funds: Iterable[str] = FUNDS) -> int:
        """Fen of the funds named left at the end of the year (own money apart)."""
        funds = tuple(funds)
        return sum(item.closing(fund) for item in self.items for fund in funds)

    def own_closing(self) -> int:
        """Fen of own money left at the end of the year: what comes in goes out, is distributed, or stays."""
        received = sum(map(self.earned, EARNED)) + self.own_opening + self.use_of_surplus
        return received - self.spending((OWN,)) - self.surplus_distribution

    def grand_total(self) -> int:
        """Fen of both sides of the summary of revenue and expenditure."""
        return self.revenue() + self.use_of_surplus + self.opening() + self.own_opening

    def economic(self, prefixes: Iterable[str]) -> int:
        """Fen of basic expenditure whose economic code starts with one of the prefixes."""
        starts = tuple(prefixes)
        return sum(fen for code, fen in self.basic.items() if code.startswith(starts))


def read_figures(path: Path) -> Figures:
    """Figures from a compact TOML file whose amounts are texts in ten thousand yuan.

    Raises DefinitionError (`figures_inconsistent`) when the parts do not add up.
    """
    with path.open("rb") as file:
        found = tomllib.load(file)
    figures = Figures(
        unit_name=found["unit_name"],
        fiscal_year=found["fiscal_year"],
        published_on=found["published_on"],
        affiliates=tuple(found.get("affiliates", ())),
        items=tuple(_item(entry) for entry in found["item"]),
        basic=_amounts(found["basic"]),
        three_public={line: (read_amount(pair[0]), read_amount(pair[1])) for line, pair in found["three_public"].items()},
        prior=_amounts(found.get("prior", {})),
        amounts=_amounts(found.get("amounts", {})),
        counts=found.get("counts", {}),
        projects=tuple(map(read_project, found.get("project", ()))),
        whole=read_whole(found["whole"]) if "whole" in found else None,
        score_sheets=tuple(map(read_score_sheet, found.get("score_sheet", ()))),
        **_amounts({name: found[name] for name in ("own_opening", "use_of_surplus", "surplus_distribution") if name in found}),
    )
    check(figures)
    return figures


def check(figures: Figures) -> None:
    """Raises DefinitionError when basic expenditure and its economic parts differ, more was spent than there was, last year does not

    balance, or the points of an evaluation are not a hundred.
    """
    equal = {"basic": (figures.spending((GENERAL,), ("basic",)), sum(figures.basic.values()))}
    if figures.prior:
        equal |= _last_year(figures)
    for where, (expected, found) in equal.items():
        if found != expected:
            raise DefinitionError("figures_inconsistent", where=where, found=found, expected=expected)
    left = {fund: figures.closing((fund,)) for fund in FUNDS} | {OWN: figures.own_closing()}
    for fund, fen in left.items():
        if fen < 0:
            raise DefinitionError("figures_inconsistent", where=f"closing balance of {fund}", found=fen, expected=0)
    check_points(figures.projects, figures.whole, figures.score_sheets)


def prior_sum(prior: Amounts, names: Iterable[str]) -> int:
    """Fen of last year under these names."""
    return sum(prior.get(name, 0) for name in names)


def _last_year(figures: Figures) -> dict[str, tuple[int, int]]:
    """Pairs that must be equal: kinds and classes of last year's spending, and what came in and what became of it."""
    prior = figures.prior
    spent = prior_sum(prior, SPENT)
    received = prior_sum(prior, ("appropriation", *EARNED, "use_of_surplus", "opening_balance"))
    kept = prior.get("surplus_distribution", 0) + figures.opening() + figures.own_opening
    return {
        "classes of last year": (spent, sum(fen for name, fen in prior.items() if name.isdigit())),
        "balance of last year": (spent + kept, received),
    }


def _item(entry: Mapping[str, Any]) -> Item:
    budget = entry.get("budget")
    return Item(
        code=entry["code"],
        granted=_amounts(entry.get("granted", {})),
        earned=_amounts(entry.get("earned", {})),
        spent={fund: _amounts(kinds) for fund, kinds in entry.get("spent", {}).items()},
        opening=_amounts(entry.get("opening", {})),
        budget=None if budget is None else read_amount(budget),
    )


def _amounts(texts: Mapping[str, str]) -> dict[str, int]:
    return {name: read_amount(text) for name, text in texts.items()}
