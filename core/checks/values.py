"""Arithmetic with figures that were rounded: every value carries the least and the most it can be."""

from collections.abc import Iterable

from core.checks.exact import Exact, ratio
from core.checks.outcome import Term, UnavailableError, Value


def constant(number: Exact, money: int = 0) -> Value:
    """A number that is no figure of the report."""
    return Value(number, number, number, money)


def add(left: Value, right: Value) -> Value:
    """The sum; absent only where both are."""
    return Value(
        left.at + right.at,
        left.low + right.low,
        left.high + right.high,
        left.money or right.money,
        (*left.terms, *right.terms),
        (*left.rounded, *right.rounded),
        left.absent if left.absent and right.absent else None,
        left.linear and right.linear,
    )


def total(values: Iterable[Value]) -> Value:
    """The sum of any number of values; nothing for none."""
    found = constant(0, 1)
    for value in values:
        found = add(found, value)
    return found


def negate(value: Value) -> Value:
    """The value with the other sign."""
    terms = tuple(Term(term.number, -term.weight, term.stated) for term in value.terms)
    return Value(-value.at, -value.high, -value.low, value.money, terms, value.rounded, value.absent, value.linear)


def multiply(left: Value, right: Value) -> Value:
    """The product."""
    corners = [a * b for a in (left.low, left.high) for b in (right.low, right.high)]
    money = left.money + right.money
    return _joined(left, right, left.at * right.at, corners, money)


def divide(left: Value, right: Value) -> Value:
    """The quotient.  Raises UnavailableError zero_base where the divisor is, or may be, zero."""
    if right.at == 0 or right.low <= 0 <= right.high:
        raise UnavailableError("not_applicable", "zero_base")
    corners = [ratio(a, b) for a in (left.low, left.high) for b in (right.low, right.high)]
    return _joined(left, right, ratio(left.at, right.at), corners, left.money - right.money)


def _joined(left: Value, right: Value, at: Exact, corners: list[Exact], money: int) -> Value:
    absent = left.absent or right.absent
    return Value(at, min(corners), max(corners), money, (*left.terms, *right.terms), (*left.rounded, *right.rounded), absent, linear=False)
