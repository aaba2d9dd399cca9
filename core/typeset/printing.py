"""Fen -> the text a report prints, and the exact value of that text."""

from core.typeset.layout import Layout

# the value of the last printed digit: 0.01 of ten thousand yuan, or one fen
STEP = {"wan": 10_000, "yuan": 1}
DASH = "—"
_THOUSANDS = {"plain": "", "comma": ",", "wide_comma": "，", "blank": " "}


def rounded(fen: int, unit: str) -> int:
    """Fen rounded half up (away from zero) to the two decimals of the unit."""
    step = STEP[unit]
    value = (abs(fen) * 2 + step) // (2 * step) * step
    return value if fen >= 0 else -value


def amount_text(fen: int, unit: str, numbers: str = "comma") -> str:
    """Fen in `wan` or `yuan` with two decimals; `numbers` says how the thousands are set apart."""
    hundredths = abs(rounded(fen, unit)) // STEP[unit]
    whole, decimals = divmod(hundredths, 100)
    sign = "-" if fen < 0 and hundredths else ""
    return f"{sign}{whole:,}".replace(",", _THOUSANDS[numbers]) + f".{decimals:02}"


def cell_text(fen: int, table: str, layout: Layout) -> str:
    """What the cell of an amount shows; nothing or a dash for zero where the layout says so."""
    unit = layout.unit(table)
    if rounded(fen, unit) == 0 and fen == 0:
        return {"blank": "", "dash": DASH, "zero": "0.00"}[layout.zero(table)]
    return amount_text(fen, unit, layout.numbers)
