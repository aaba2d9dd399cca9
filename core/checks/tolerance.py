"""How far two sides may differ when every printed figure was rounded on its own.

A figure printed with the last digit u lies within u/2 of what it was.  Sums of them can be off by the sum of these halves at worst, and
hardly ever by more than a few digits: what is likely grows with the square root of how many there are.
"""

from fractions import Fraction
from math import floor, isqrt

from core.checks.exact import Exact, half
from core.checks.outcome import Sides, Value
from core.model import State

EXACT = "exact"


def compare(left: Value, sign: str, right: Value, allowed: Exact | str | None = None) -> tuple[Sides, State, str]:
    """Both sides, the state and a note.  `allowed`: None for the rounding of the figures, `exact` for one figure printed twice, or fen."""
    difference = left.at - right.at
    tolerance = _tolerance(left, right) if allowed is None else _coarser(left, right) if allowed == EXACT else allowed
    sides = Sides(left, sign, right, difference, tolerance)
    if _holds(difference, sign) or (allowed is None and _printed_so(left, right)):
        return sides, "pass", ""
    if not _within(left, right, difference, tolerance, allowed):
        return sides, "fail", "truncated" if _truncated(left, right) else ""
    unlikely = allowed is None and left.linear and right.linear and abs(difference) > likely((*left.rounded, *right.rounded))
    return sides, "rounding", "unlikely_rounding" if unlikely else ""


def likely(rounded: tuple[Exact, ...]) -> Exact:
    """The difference that so many rounded figures reach at most as a rule, in whole last digits and at least one."""
    if not rounded:
        return 0
    digit = max(rounded)
    return digit * max(1, isqrt(floor(Fraction(3 * len(rounded), 4) + Fraction(1, 10**6))))


def _tolerance(left: Value, right: Value) -> Exact:
    """Half of each last digit; in whole last digits where all figures have the same.

    A side on which only nothing is printed may have lost as much as one figure of the other.
    """
    if not left.rounded and not right.rounded:
        return half(left.high - left.low + right.high - right.low)
    lost = tuple(max(one.rounded) for one, other in ((left, right), (right, left)) if one.rounded and _prints_nothing(other))
    rounded = (*left.rounded, *right.rounded, *lost)
    spread = half(left.high - left.low + right.high - right.low + sum(lost))
    alike = len(set(rounded)) == 1 and (left.at - right.at) % rounded[0] == 0 and left.linear and right.linear
    return spread // rounded[0] * rounded[0] if alike else spread


def _prints_nothing(side: Value) -> bool:
    return bool(side.terms) and not side.rounded and not side.at and bool(side.money)


def _coarser(left: Value, right: Value) -> Exact:
    """For one figure printed twice: nothing, or half the last digit of the coarser one where they are printed differently fine."""
    twice = bool(left.terms and right.terms)  # a number of the formula is not printed at all
    digits = [max(side.rounded, default=side.zero if twice else 0) for side in (left, right)]
    return 0 if digits[0] == digits[1] else half(max(digits))


def _holds(difference: Exact, sign: str) -> bool:
    return difference == 0 or (sign == ">=" and difference > 0) or (sign == "<=" and difference < 0)


def _within(left: Value, right: Value, difference: Exact, tolerance: Exact, allowed: Exact | str | None) -> bool:
    if allowed is not None or (left.linear and right.linear):
        return abs(difference) <= tolerance
    return left.low <= right.high and right.low <= left.high


def _single(left: Value, right: Value) -> tuple[Value, Value] | None:
    """The side that is one printed rate, and the side it is worked out from."""
    if left.money or right.money:
        return None
    for printed, other in ((left, right), (right, left)):
        if len(printed.terms) == 1 and printed.linear and len(printed.rounded) == 1 and not other.linear:
            return printed, other
    return None


def _printed_so(left: Value, right: Value) -> bool:
    """Whether the worked-out rate, rounded, is the printed one."""
    found = _single(left, right)
    return found is not None and abs(found[0].at - found[1].at) <= half(found[0].rounded[0])


def _truncated(left: Value, right: Value) -> bool:
    found = _single(left, right)
    return found is not None and 0 <= found[1].at - found[0].at < found[0].rounded[0]
