"""What in the tables could contradict a figure, worked out from the form alone: a second opinion that shares nothing with the checks.

A relation is a sum of figures that comes to nothing (or to no less than nothing) in a report that is right.  Rounding is taken at its
worst: half the last digit of every figure.  A fault that breaks no relation by more than that cannot be found by anyone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from core.model import Fact

FUNDS = ("general_public_budget", "government_managed_funds", "state_capital_operations")
GRANTS = tuple(f"{fund}_appropriation" for fund in FUNDS)
EARNED = ("subsidy_from_superior", "service_revenue", "business_revenue", "remittance_from_affiliates", "other_revenue")
SPENT = ("basic", "project", "remittance_to_superior", "business", "subsidy_to_affiliates")
CODED = {
    "revenue": ("appropriation", *EARNED),
    "expenditure": SPENT,
    "general_budget_expenditure": SPENT[:2],
    "government_funds": SPENT[:2],
    "state_capital": SPENT[:2],
}
SUMMARY, GRANTED, GENERAL, BASIC = (
    "revenue_expenditure_summary",
    "appropriation_summary",
    "general_budget_expenditure",
    "general_budget_basic",
)
VEHICLES = ("vehicle_purchase", "vehicle_operation")
ECONOMIC_OF_EXPENSES = {
    "official_hospitality": "30217",
    "vehicle_operation": "30231",
    "vehicle_purchase": "31013",
    "overseas_visits": "30212",
}

Numbers = list[int]


@dataclass(frozen=True)
class Relation:
    """Facts (by number) with their weights: together nothing, or (`least`) no less than nothing."""

    weights: Mapping[int, int]
    least: bool = False

    def broken(self, facts: Sequence[Fact], changed: Mapping[int, Fact]) -> bool:
        """Whether it fails by more than rounding explains once some facts are others."""
        present = {number: changed.get(number, facts[number]) for number in self.weights}
        total = sum(weight * present[number].amount_fen for number, weight in self.weights.items())
        digits = sum(fact.precision_fen for fact in present.values() if fact.amount_fen and fact.precision_fen > 1)
        return (total if self.least and total < 0 else 0 if self.least else abs(total)) != 0 and abs(total) > Fraction(digits, 2)


class Relations:
    """The relations of the tables of a report."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._facts = facts
        self._at: dict[tuple[str, str, str, str, str], int] = {}
        for number, fact in enumerate(facts):
            group = fact.parent_line if fact.table in (SUMMARY, GRANTED) else ""
            self._at[fact.table, fact.side, group, fact.line, fact.column] = number
        # what is broken without any fault leans on a table that was not read
        self.all = [found for found in self._found() if found.weights and not found.broken(facts, {})]
        self._of: dict[int, list[Relation]] = {}
        for relation in self.all:
            for number in relation.weights:
                self._of.setdefault(number, []).append(relation)

    def of(self, number: int) -> list[Relation]:
        """The relations a fact stands in."""
        return self._of.get(number, [])

    def contradicted(self, changed: Mapping[int, Fact]) -> bool:
        """Whether anything contradicts the report once these facts are others."""
        return any(relation.broken(self._facts, changed) for number in changed for relation in self.of(number))

    def _found(self) -> Iterator[Relation]:
        for table, columns in CODED.items():
            yield from self._coded(table, columns)
        yield from self._summary()
        yield from self._granted()
        yield from self._basic()
        yield from self._expenses()
        yield from self._between()

    def _cell(self, table: str, side: str, line: str, column: str = "amount", group: str = "") -> Numbers:
        found = self._at.get((table, side, group, line, column))
        return [] if found is None else [found]

    def _cells(self, table: str, side: str, lines: Iterable[str], column: str = "amount", group: str = "") -> Numbers:
        return [number for line in lines for number in self._cell(table, side, line, column, group)]

    def _lines(self, table: str, side: str = "") -> list[str]:
        return list(dict.fromkeys(key[3] for key in self._at if key[0] == table and key[1] == side and not key[2]))

    def _codes(self, table: str, side: str = "", length: int = 0) -> list[str]:
        return [line for line in self._lines(table, side) if line.isdigit() and len(line) == (length or len(line))]

    def _coded(self, table: str, columns: tuple[str, ...]) -> Iterator[Relation]:
        for line in self._lines(table):
            yield relation(self._cell(table, "", line, "total"), [number for one in columns for number in self._cell(table, "", line, one)])
            if table == "government_funds":
                ends = [self._cell(table, "", line, one) for one in ("closing_balance", "total", "opening_balance", "revenue")]
                yield relation(ends[0] + ends[1], ends[2] + ends[3])
        for column in dict.fromkeys(key[4] for key in self._at if key[0] == table):
            for line in ("total", *self._codes(table)):
                parts = self._below(table, line)
                if parts:
                    yield relation(self._cell(table, "", line, column), self._cells(table, "", parts, column))

    def _below(self, table: str, line: str) -> list[str]:
        codes = self._codes(table)
        if line == "total":
            return [code for code in codes if not any(code != other and code.startswith(other) for other in codes)]
        length = min((len(code) for code in codes if code.startswith(line) and code != line), default=0)
        return [code for code in codes if code.startswith(line) and len(code) == length]

    def _summary(self) -> Iterator[Relation]:
        grand, revenue, spending = ("grand_total", "total_revenue", "total_expenditure")
        yield relation(self._cell(SUMMARY, "revenue", revenue), self._cells(SUMMARY, "revenue", (*GRANTS, *EARNED)))
        came = (revenue, "use_of_non_appropriation_surplus", "opening_balance")
        yield relation(self._cell(SUMMARY, "revenue", grand), self._cells(SUMMARY, "revenue", came))
        classes = self._cells(SUMMARY, "expenditure", self._codes(SUMMARY, "expenditure"))
        yield relation(self._cell(SUMMARY, "expenditure", spending), classes)
        went = (spending, "surplus_distribution", "closing_balance")
        yield relation(self._cell(SUMMARY, "expenditure", grand), self._cells(SUMMARY, "expenditure", went))
        yield relation(self._cell(SUMMARY, "revenue", grand), self._cell(SUMMARY, "expenditure", grand))

    def _granted(self) -> Iterator[Relation]:
        total, opening, spending, closing = ("grand_total", "opening_balance", "total_expenditure", "closing_balance")
        yield relation(self._cell(GRANTED, "revenue", "total_revenue"), self._cells(GRANTED, "revenue", GRANTS))
        parts = self._cells(GRANTED, "revenue", GRANTS, group=opening)
        if parts:
            yield relation(self._cell(GRANTED, "revenue", opening), parts)
        yield relation(self._cell(GRANTED, "revenue", total), self._cells(GRANTED, "revenue", ("total_revenue", opening)))
        yield relation(self._cell(GRANTED, "revenue", total), self._cell(GRANTED, "expenditure", total, "total"))
        for line in self._lines(GRANTED, "expenditure"):
            of_funds = [number for fund in FUNDS for number in self._cell(GRANTED, "expenditure", line, fund)]
            yield relation(self._cell(GRANTED, "expenditure", line, "total"), of_funds)
        for column in ("total", *FUNDS):
            classes = self._cells(GRANTED, "expenditure", self._codes(GRANTED, "expenditure"), column)
            yield relation(self._cell(GRANTED, "expenditure", spending, column), classes)
            went = self._cells(GRANTED, "expenditure", (spending, closing), column)
            yield relation(self._cell(GRANTED, "expenditure", total, column), went)
        for fund, grant in zip(FUNDS, GRANTS, strict=True):
            left = self._cells(GRANTED, "expenditure", (closing, spending), fund)
            right = self._cell(GRANTED, "revenue", grant) + self._cell(GRANTED, "revenue", grant, group=opening)
            yield relation(left, right)

    def _basic(self) -> Iterator[Relation]:
        for code in self._codes(BASIC, length=3):
            parts = [line for line in self._codes(BASIC, length=5) if line.startswith(code)]
            yield relation(self._cell(BASIC, "", code), self._cells(BASIC, "", parts))
        personnel = [code for code in self._codes(BASIC, length=3) if code in ("301", "303")]
        others = [code for code in self._codes(BASIC, length=3) if code not in personnel]
        yield relation(self._cell(BASIC, "", "personnel_total"), self._cells(BASIC, "", personnel))
        yield relation(self._cell(BASIC, "", "operating_total"), self._cells(BASIC, "", others))
        yield relation(self._cell(GENERAL, "", "total", "basic"), self._cells(BASIC, "", ("personnel_total", "operating_total")))

    def _expenses(self) -> Iterator[Relation]:
        table = "three_public"
        for column in ("budget", "executed"):
            parts = ("overseas_visits", "official_vehicles", "official_hospitality")
            yield relation(self._cell(table, "", "total", column), self._cells(table, "", parts, column))
            yield relation(self._cell(table, "", "official_vehicles", column), self._cells(table, "", VEHICLES, column))
        for line, code in ECONOMIC_OF_EXPENSES.items():
            yield relation(self._cell(table, "", line, "executed"), self._cell(BASIC, "", code), least=True)
            yield relation(self._cell(table, "", line, "budget"), self._cell(table, "", line, "executed"), least=True)

    def _between(self) -> Iterator[Relation]:
        yield relation(self._cell(SUMMARY, "revenue", "total_revenue"), self._cell("revenue", "", "total", "total"))
        yield relation(self._cell(SUMMARY, "expenditure", "total_expenditure"), self._cell("expenditure", "", "total", "total"))
        yield relation(self._cells(SUMMARY, "revenue", GRANTS), self._cell("revenue", "", "total", "appropriation"))
        yield relation(self._cell(GRANTED, "revenue", "total_revenue"), self._cell("revenue", "", "total", "appropriation"))
        for source in EARNED:
            yield relation(self._cell(SUMMARY, "revenue", source), self._cell("revenue", "", "total", source))
        for grant in GRANTS:
            yield relation(self._cell(SUMMARY, "revenue", grant), self._cell(GRANTED, "revenue", grant))
        tables = (GENERAL, "government_funds", "state_capital")
        for fund, table in zip(FUNDS, tables, strict=True):
            yield relation(self._cell(GRANTED, "expenditure", "total_expenditure", fund), self._cell(table, "", "total", "total"))
        for code in self._codes(SUMMARY, "expenditure"):
            yield relation(self._cell(SUMMARY, "expenditure", code), self._cell("expenditure", "", code, "total"))
            yield relation(self._cell(SUMMARY, "expenditure", code), self._cell(GRANTED, "expenditure", code, "total"), least=True)
            yield relation(self._cell(GRANTED, "expenditure", code, FUNDS[0]), self._cell(GENERAL, "", code, "total"))
        for line in self._lines(GENERAL):
            for column in ("total", "basic", "project"):
                yield relation(self._cell("expenditure", "", line, column), self._cell(GENERAL, "", line, column), least=True)
        for line, side in (("opening_balance", "revenue"), ("closing_balance", "expenditure")):
            column = "amount" if side == "revenue" else "total"
            yield relation(self._cell(SUMMARY, side, line), self._cell(GRANTED, side, line, column), least=True)


def relation(left: Numbers, right: Numbers, least: bool = False) -> Relation:
    """Left = right (or no less than right)."""
    return Relation({**dict.fromkeys(left, 1), **dict.fromkeys(right, -1)}, least)
