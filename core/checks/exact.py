"""Exact numbers: whole ones where they are whole (ten times as fast), fractions where they are not."""

from fractions import Fraction

Exact = int | Fraction


def ratio(number: Exact, divisor: Exact) -> Exact:
    """`number / divisor`, whole where it comes out even.  Plain division of whole numbers would give a float."""
    if isinstance(number, int) and isinstance(divisor, int) and number % divisor == 0:
        return number // divisor
    return Fraction(number) / divisor


def half(number: Exact) -> Exact:
    """Half of a number."""
    return number >> 1 if type(number) is int and not number & 1 else ratio(number, 2)


def decimal(text: str, scale: int = 1) -> Exact:
    """A bare decimal number, times a scale."""
    whole, _, decimals = text.partition(".")
    return ratio(int(whole + decimals) * scale, 10 ** len(decimals)) if decimals else int(whole) * scale
