"""The sums a clean report's tables must hold, over facts as plain rows: what was printed as a total against what was read below it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from core.model import Fact

ONE_SIDED = {"revenue", "expenditure", "general_budget_expenditure", "government_funds", "state_capital"}


def broken_sums(facts: Iterable[Fact]) -> list[str]:
    """Every printed total that differs from the sum of what was read by more than rounding allows, as a sentence."""
    grouped = defaultdict(list)
    for fact in facts:
        grouped[fact.table].append(fact)
    return [text for table, rows in grouped.items() for text in _broken(table, rows)]


def _broken(table: str, facts: list[Fact]) -> Iterator[str]:
    if table in ONE_SIDED:
        for column in {fact.column for fact in facts}:
            yield from _tree(table, [fact for fact in facts if fact.column == column])
    elif table == "general_budget_basic":
        yield from _tree(table, [fact for fact in facts if fact.role != "total"])
    elif table in ("revenue_expenditure_summary", "appropriation_summary"):
        yield from _two_sided(table, facts)
    elif table == "three_public":
        yield from _three_public(facts)


def _tree(table: str, facts: list[Fact]) -> Iterator[str]:
    coded = {fact.line: fact for fact in facts if fact.line_code}
    total = next((fact for fact in facts if fact.line == "total"), None)
    if total:
        yield from _compare(f"{table} {total.column} total", total, [fact for code, fact in coded.items() if len(code) == 3])
    for code, fact in coded.items():
        children = [child for child in coded.values() if child.parent_line == code]
        if children:
            yield from _compare(f"{table} {fact.column} {code}", fact, children)


def _two_sided(table: str, facts: list[Fact]) -> Iterator[str]:
    revenue = {fact.line: fact for fact in facts if fact.side == "revenue" and not fact.parent_line}
    sources = [fact for line, fact in revenue.items() if line not in ("total_revenue", "grand_total", "opening_balance", "use_of_non_appropriation_surplus")]
    if "total_revenue" in revenue:
        yield from _compare(f"{table} revenue", revenue["total_revenue"], sources)
    for column in {fact.column for fact in facts if fact.side == "expenditure"}:
        spent = {fact.line: fact for fact in facts if fact.side == "expenditure" and fact.column == column}
        if "total_expenditure" in spent:
            yield from _compare(f"{table} expenditure {column}", spent["total_expenditure"], [f for line, f in spent.items() if line.isdigit()])


def _three_public(facts: list[Fact]) -> Iterator[str]:
    for column in {fact.column for fact in facts}:
        rows = {fact.line: fact for fact in facts if fact.column == column}
        for whole, parts in (("total", ("overseas_visits", "official_vehicles", "official_hospitality")), ("official_vehicles", ("vehicle_purchase", "vehicle_operation"))):
            present = [rows[part] for part in parts if part in rows]
            if whole in rows and present:
                yield from _compare(f"three_public {column} {whole}", rows[whole], present)


def _compare(where: str, total: Fact, parts: list[Fact]) -> Iterator[str]:
    """Half a last digit for every number that was rounded."""
    difference = total.amount_fen - sum(part.amount_fen for part in parts)
    allowed = (total.precision_fen + sum(part.precision_fen for part in parts)) / 2
    if abs(difference) > allowed:
        yield f"{where}: printed {total.printed} (page {total.place.page}), parts add up to {(total.amount_fen - difference) / 1_000_000:.2f}"
