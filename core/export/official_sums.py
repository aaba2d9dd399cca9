"""Which figures of a report are the sum of others, as the checks have it: what stands in a workbook as a formula."""

from dataclasses import dataclass
from functools import partial

from core.checks.case import Case
from core.checks.catalogue import catalogue
from core.checks.outcome import Outcome
from core.checks.run import outcomes
from core.ledger import Ledger

_IN_ONE_TABLE = "IT"
_STATES = ("pass", "rounding", "fail")  # from the best


@dataclass(frozen=True, slots=True)
class Sum:
    """A total that is made of other figures of its table: numbers of facts as in the report.

    `rest_fen`: printed total less the sum of its parts.  `state`: pass (no rest), rounding (independent rounding explains the rest), fail.
    `check`: the relation it follows from.
    """

    total: int
    parts: tuple[int, ...]
    rest_fen: int
    state: str
    check: str


def sums_of(ledger: Ledger) -> dict[int, list[Sum]]:
    """Number of a fact → the sums it is printed as, the best first: one that holds, then one that rounding explains, then one that fails.

    Only plain sums within one table: what is subtracted, stands in another table or in the text, or cannot be checked, gives none.
    """
    case, found = Case(ledger), {}
    for check in catalogue():
        if check.id.startswith(_IN_ONE_TABLE) and check.formulas:
            for outcome in outcomes(check, case, {}):
                made = _sum(outcome, check.id, ledger)
                if made is not None:
                    found.setdefault(made.total, []).append(made)
    return {total: sorted(sums, key=lambda each: _STATES.index(each.state)) for total, sums in found.items()}


def without_circles(sums: dict[int, list[Sum]]) -> dict[int, Sum]:
    """One sum for each total, so that no figure is made of itself over others; those that fail are left out."""
    chosen: dict[int, Sum] = {}
    for total, candidates in sums.items():
        fitting = (each for each in candidates if each.state != "fail" and not _needs(total, each.parts, chosen))
        first = next(fitting, None)
        if first is not None:
            chosen[total] = first
    return chosen


def _needs(total: int, parts: tuple[int, ...], chosen: dict[int, Sum]) -> bool:
    """Whether one of these parts is made of the total."""
    further = partial(_needs, total, chosen=chosen)
    return total in parts or any(part in chosen and further(chosen[part].parts) for part in parts)


def _sum(outcome: Outcome, check: str, ledger: Ledger) -> Sum | None:
    sides = outcome.sides
    if sides is None or sides.sign != "=" or outcome.state not in _STATES:
        return None
    left, right = sides.left.terms, sides.right.terms
    if not (sides.left.linear and sides.right.linear) or len(left) != 1 or not right:
        return None
    if any(term.stated or term.weight != 1 for term in (*left, *right)):
        return None
    total, parts = left[0].number, tuple(term.number for term in right)
    concerned = [ledger.facts[number] for number in (total, *parts)]
    if len({(fact.table, fact.unit) for fact in concerned}) > 1 or len(set(parts)) < len(parts):
        return None
    rest = concerned[0].amount_fen - sum(fact.amount_fen for fact in concerned[1:])
    state = outcome.state if rest or outcome.state == "fail" else "pass"
    return None if sides.difference != rest else Sum(total, parts, rest, state, check)
