"""Do the figures of a table add up among themselves?  Asked where a table had to be read without its rules, and of every sample.

Not a check of the report (those are definitions): only whether what was read can be right.  Half a last digit is allowed for each number.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import repeat

from core.model import Fact

NOT_OF_THE_YEAR = {
    "total_revenue",
    "total_expenditure",
    "grand_total",
    "opening_balance",
    "closing_balance",
    "surplus_distribution",
    "use_of_non_appropriation_surplus",
}
COLUMNS_OF_TOTAL = {
    "revenue": {
        "appropriation",
        "subsidy_from_superior",
        "service_revenue",
        "business_revenue",
        "remittance_from_affiliates",
        "other_revenue",
    },
    "expenditure": {"basic", "project", "remittance_to_superior", "business", "subsidy_to_affiliates"},
    "general_budget_expenditure": {"basic", "project"},
    "government_funds": {"basic", "project"},
    "state_capital": {"basic", "project"},
    "appropriation_summary": {"general_public_budget", "government_managed_funds", "state_capital_operations"},
}
GRAND_TOTAL = "grand_total"
OF_GRAND_TOTAL = {
    "revenue": ("total_revenue", "opening_balance", "use_of_non_appropriation_surplus"),
    "expenditure": ("total_expenditure", "closing_balance", "surplus_distribution"),
}
THREE_PUBLIC = {
    "total": ("overseas_visits", "official_vehicles", "official_hospitality"),
    "official_vehicles": ("vehicle_purchase", "vehicle_operation"),
}


MOST_DOUBTED = 40  # of more figures in doubt no two are looked for
_FAR = 100  # so many times the rounding


@dataclass(frozen=True, slots=True)
class BrokenSum:
    """A printed total and the sum of its parts as they were read, in fen."""

    total: Fact
    parts_fen: int


def broken_sums(facts: Iterable[Fact]) -> list[BrokenSum]:
    """Every printed total that differs from the sum of what was read by more than rounding allows."""
    return [broken for rows in _by_table(facts) for total, parts in _sums(rows) if parts and (broken := _compare(total, parts))]


def in_broken_sums(facts: Iterable[Fact]) -> list[Fact]:
    """The figures of which one may be misread: those of every broken sum, but where some stand in no sum that holds, only these."""
    doubted: dict[int, Fact] = {}
    for rows in _by_table(facts):
        sums = [(total, parts, _compare(total, parts)) for total, parts in _sums(rows) if parts]
        proved = {id(fact) for total, parts, broken in sums if not broken for fact in (total, *parts)}
        for total, parts, broken in sums:
            members = [total, *parts] if broken else []
            doubted.update((id(fact), fact) for fact in [each for each in members if id(each) not in proved] or members)
    return list(doubted.values())


def one_figure_is_off(facts: Iterable[Fact]) -> bool:
    """Whether one figure printed wrong explains the broken sums, while as many others hold: it was read right.

    Several broken sums must share a figure and be off by the same; a single one must be off by the slip of a hand.  What is read into the
    wrong line or column breaks sums that have nothing in common, or by any amount.
    """
    sums = [(total, parts, _compare(total, parts)) for rows in _by_table(facts) for total, parts in _sums(rows) if parts]
    broken = [((total, *parts), abs(total.amount_fen - wrong.parts_fen)) for total, parts, wrong in sums if wrong]
    if not broken or len(sums) < 2 * len(broken):
        return False
    if len(broken) == 1:
        return _is_slip(*broken[0])
    digit = max(fact.precision_fen for members, _ in broken for fact in members)
    differences = [difference for _, difference in broken]
    shared = set.intersection(*({id(fact) for fact in members} for members, _ in broken))
    return bool(shared) and max(differences) - min(differences) <= max(2 * digit, *(_rounding(members) // 2 for members, _ in broken))


def two_are_exchanged(facts: Iterable[Fact]) -> bool:
    """Whether all sums hold once the figures of two lines of one column change places: they were read where they are printed."""
    facts = list(facts)
    doubted = [fact for fact in in_broken_sums(facts) if fact.amount_fen]
    differences = [abs(broken.total.amount_fen - broken.parts_fen) for broken in broken_sums(facts)]
    if not differences or len(doubted) > MOST_DOUBTED:
        return False
    slack = max(_rounding(doubted), 1)
    for one in doubted:
        for other in facts:
            alike = (one.table, one.side, one.column) == (other.table, other.side, other.column) and one is not other
            apart = abs(one.amount_fen - other.amount_fen)
            if alike and any(abs(apart - difference) <= slack for difference in differences):
                swapped = [_with_amount(fact, other if fact is one else one if fact is other else fact) for fact in facts]
                if not broken_sums(swapped):
                    return True
    return False


def _with_amount(fact: Fact, other: Fact) -> Fact:
    return fact if other is fact else replace(fact, amount_fen=other.amount_fen, precision_fen=other.precision_fen)


def _is_slip(members: tuple[Fact, ...], difference: int) -> bool:
    """Whether another digit, two digits swapped or another sign makes the difference: d, 9d or twice a figure, at any place.

    Within rounding only where the difference is far above it: there hardly anything else comes so near.
    """
    digit = max(fact.precision_fen for fact in members)
    off = _rounding(members) // 2 // digit * digit
    near = range(difference - off, difference + off + 1, digit) if difference > _FAR * off else [difference]
    return any(map(_is_round, near, repeat(digit))) or any(abs(2 * abs(fact.amount_fen) - difference) <= off for fact in members)


def _is_round(difference: int, digit: int) -> bool:
    digits = difference // digit
    while digits and digits % 10 == 0:
        digits //= 10
    return difference % digit == 0 and (digits < 10 or digits in range(18, 82, 9))


def _rounding(members: Iterable[Fact]) -> int:
    """The last digits of these figures together, in fen; whole fen are not rounded."""
    return sum(fact.precision_fen for fact in members if fact.precision_fen > 1)


def covered_share(facts: Iterable[Fact]) -> float:
    """The share of the figures that stand in some sum, as a part or as the total; what stands in none is proved by nothing."""
    facts = list(facts)
    covered = {id(fact) for rows in _by_table(facts) for total, parts in _sums(rows) if parts for fact in (total, *parts)}
    return len(covered) / len(facts) if facts else 0.0


def _by_table(facts: Iterable[Fact]) -> Iterable[list[Fact]]:
    tables: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        tables[fact.table].append(fact)
    return tables.values()


def _compare(total: Fact, parts: list[Fact]) -> BrokenSum | None:
    summed = sum(part.amount_fen for part in parts)
    allowed = total.precision_fen + sum(part.precision_fen for part in parts)
    return BrokenSum(total, summed) if 2 * abs(total.amount_fen - summed) > allowed else None


def _sums(facts: list[Fact]) -> Iterator[tuple[Fact, list[Fact]]]:
    table = facts[0].table
    yield from _across(table, facts)
    for side, column in {(fact.side, fact.column) for fact in facts}:
        rows = [fact for fact in facts if (fact.side, fact.column) == (side, column) and fact.parent_line != "opening_balance"]
        lines = {fact.line: fact for fact in rows}
        if GRAND_TOTAL in lines and side in OF_GRAND_TOTAL:
            yield lines[GRAND_TOTAL], [lines[part] for part in OF_GRAND_TOTAL[side] if part in lines]
        if side == "revenue" and "total_revenue" in lines:
            yield lines["total_revenue"], [fact for line, fact in lines.items() if line not in NOT_OF_THE_YEAR]
        elif side == "expenditure" and "total_expenditure" in lines:
            yield lines["total_expenditure"], [fact for line, fact in lines.items() if line not in NOT_OF_THE_YEAR]
        elif "overseas_visits" in lines or "official_vehicles" in lines:
            for whole in THREE_PUBLIC.keys() & lines.keys():
                yield lines[whole], [lines[part] for part in THREE_PUBLIC[whole] if part in lines]
        else:
            yield from _down(rows)


def _down(rows: list[Fact]) -> Iterator[tuple[Fact, list[Fact]]]:
    """Classes under the total, sections under classes, items under sections."""
    coded = {fact.line: fact for fact in rows if fact.line_code}
    total = next((fact for fact in rows if fact.line == "total"), None)
    if total and total.table != "general_budget_basic":
        yield total, [fact for code, fact in coded.items() if len(code) == 3]
    children: dict[str, list[Fact]] = defaultdict(list)
    for fact in coded.values():
        children[fact.parent_line].append(fact)
    yield from ((coded[code], parts) for code, parts in children.items() if code in coded)


def _across(table: str, facts: list[Fact]) -> Iterator[tuple[Fact, list[Fact]]]:
    """The total column of a row against the columns it sums."""
    columns = COLUMNS_OF_TOTAL.get(table)
    rows: dict[tuple[str, str, str], dict[str, Fact]] = defaultdict(dict)
    for fact in facts if columns else ():
        rows[fact.side, fact.line, fact.parent_line][fact.column] = fact
    for row in rows.values():
        if "total" in row:
            yield row["total"], [fact for column, fact in row.items() if column in columns]
