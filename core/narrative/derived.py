"""What follows from a change or a rate: the prior year's amount, or the budget, as an interval in fen."""

from fractions import Fraction
from math import ceil, floor

from core.amounts import parse
from core.definitions import Definitions

Interval = tuple[Fraction, Fraction]


def amount_interval(value: str, unit: str, definitions: Definitions) -> Interval | None:
    """The amounts a printed amount may be rounded from, in fen; None for a unit that is no money."""
    fen = definitions.money.get(unit)
    amount = parse(value, fen) if fen else None
    if amount is None:
        return None
    return Fraction(2 * amount.fen - amount.precision_fen, 2), Fraction(2 * amount.fen + amount.precision_fen, 2)


def rate_interval(value: str) -> Interval:
    """The rates a printed percentage may be rounded from, as parts of one."""
    decimals = len(value.partition(".")[2])
    rate, half = Fraction(value) / 100, Fraction(1, 200 * 10**decimals)
    return rate - half, rate + half


def before_delta(now: Interval, delta: Interval, direction: str) -> tuple[int, int] | None:
    """Now minus (plus) the change."""
    if direction == "up":
        return _whole(now[0] - delta[1], now[1] - delta[0])
    if direction == "down":
        return _whole(now[0] + delta[0], now[1] + delta[1])
    return None


def before_change(now: Interval, rate: Interval, direction: str) -> tuple[int, int] | None:
    """Now divided by one plus (minus) the rate; None where the rate may be so large that nothing follows."""
    if direction not in ("up", "down"):
        return None
    low, high = (1 + rate[0], 1 + rate[1]) if direction == "up" else (1 - rate[1], 1 - rate[0])
    return _divided(now, (low, high))


def base_of(final: Interval, rate: Interval) -> tuple[int, int] | None:
    """The base of which `final` is the rate; never below nothing for an amount that is not."""
    base = _divided(final, rate)
    return (max(0, base[0]), base[1]) if base and final[1] > 0 else base


def _divided(amount: Interval, by: Interval) -> tuple[int, int] | None:
    if by[0] <= 0:
        return None
    ends = [end / part for end in amount for part in by]
    return _whole(min(ends), max(ends))


def _whole(low: Fraction, high: Fraction) -> tuple[int, int]:
    return floor(low), ceil(high)
