"""Which one figure, if it were another, would explain what does not agree.  Proposed to a person, never changed by itself."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from core.checks.exact import Exact, ratio
from core.checks.outcome import Outcome, Sides
from core.checks.slips import is_slip
from core.ledger import Ledger
from core.model import Suspect

MOST_SUSPECTS = 3
MOST_FAILURES = 60  # more failures than this have no single cause worth looking for: the report was not read right


@dataclass(frozen=True, slots=True)
class Equation:
    """A comparison as a weighted sum of facts that should be zero (`=`), or at least or at most zero."""

    weights: dict[int, Exact]
    sides: Sides
    holds: bool

    def holds_with(self, fact: int, change: Exact) -> bool:
        """Whether it would hold if the fact were larger by `change`."""
        difference = self.sides.difference + self.weights[fact] * change
        if (self.sides.sign == ">=" and difference >= 0) or (self.sides.sign == "<=" and difference <= 0):
            return True
        return abs(difference) <= self.sides.tolerance


@dataclass(frozen=True, slots=True)
class Cause:
    """Outcomes (by number) with a common cause, and the figures that would explain them, the likeliest first."""

    outcomes: tuple[int, ...]
    suspects: tuple[Suspect, ...]


def causes(outcomes: Mapping[int, Outcome], ledger: Ledger) -> list[Cause]:
    """The failures that one figure each would explain, most explained first; failures without numbers are in none."""
    failed = {number for number, outcome in outcomes.items() if outcome.state == "fail" and _equation(outcome)}
    if not failed or len(failed) > MOST_FAILURES:
        return []
    equations = {number: found for number, outcome in outcomes.items() if (found := _equation(outcome))}
    by_fact = defaultdict(list)
    for number, equation in equations.items():
        for fact in equation.weights:
            by_fact[fact].append(number)
    found = []
    while failed:
        ranked = _ranked(failed, equations, by_fact, ledger)
        if not ranked:
            break
        explained = ranked[0][2]
        found.append(Cause(tuple(sorted(explained)), tuple(suspect for _, suspect, _ in ranked[:MOST_SUSPECTS])))
        failed -= explained
    return found


def _equation(outcome: Outcome) -> Equation | None:
    sides = outcome.sides
    if sides is None or not (sides.left.linear and sides.right.linear):
        return None
    weights: dict[int, Exact] = defaultdict(int)
    for sign, side in ((1, sides.left), (-1, sides.right)):
        for term in side.terms:
            if not term.stated:
                weights[term.number] += sign * term.weight
    return Equation({fact: weight for fact, weight in weights.items() if weight}, sides, outcome.state != "fail")


def _ranked(failed: set[int], equations: dict[int, Equation], by_fact: dict[int, list[int]], ledger: Ledger) -> list:
    """(rank, suspect, explained) of the best proposal for every figure that has a part in a failure, best first."""
    best: dict[int, tuple] = {}
    for number in sorted(failed):
        for fact, weight in equations[number].weights.items():
            proposal = _proposal(fact, ratio(-equations[number].sides.difference, weight), failed, equations, by_fact[fact], ledger)
            if proposal and (fact not in best or proposal[0] > best[fact][0]):
                best[fact] = proposal
    return sorted(best.values(), key=lambda proposal: proposal[0], reverse=True)


def _proposal(
    fact: int, change: Exact, failed: set[int], equations: dict[int, Equation], concerned: list[int], ledger: Ledger
) -> tuple | None:
    explained = {number for number in concerned if number in failed and equations[number].holds_with(fact, change)}
    broken = sum(equations[number].holds and not equations[number].holds_with(fact, change) for number in concerned)
    still = sum(number in failed and number not in explained for number in concerned)
    printed = ledger.facts[fact]
    amount = printed.amount_fen + change
    if amount.denominator != 1 or not explained:
        return None
    exact = sum(equations[number].sides.difference + equations[number].weights[fact] * change == 0 for number in concerned)
    value = _as_printed(int(amount), ledger.per_unit(printed))
    rank = (len(explained) - broken, -broken - still, _likeness(printed.corrected or printed.printed, value), exact, -fact)
    return rank, Suspect(fact, printed.corrected or printed.printed, value, len(explained), broken), explained


def _as_printed(fen: int, per_unit: int) -> str:
    """The exact amount in its unit, with the decimals it needs and at least two."""
    sign, fen = ("-", -fen) if fen < 0 else ("", fen)
    whole, rest = divmod(fen, per_unit)
    decimals = str(rest).zfill(len(str(per_unit)) - 1).rstrip("0").ljust(2, "0")
    return f"{sign}{whole}.{decimals}"


def _likeness(printed: str, value: str) -> int:
    """2 when the value is one slip of the hand away from what is printed (a digit, two swapped, a sign, a place), else 0.

    1 for a printed nothing: hardly ever the slip of a hand.
    """
    if not any(digit in printed for digit in "123456789"):
        return 1 if value.strip("-0.,") and len(value.strip("-0.,")) == 1 else 0
    one, other = ("".join(filter(str.isdecimal, text)).lstrip("0") or "0" for text in (printed, value))
    if one == other or one.rstrip("0") == other.rstrip("0"):
        return 2
    if len(one) != len(other):
        longer, shorter = sorted((one, other), key=len, reverse=True)
        return 2 if len(longer) == len(shorter) + 1 and any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer))) else 0
    return 2 if is_slip(one, other) else 0
