"""Fen -> the text a report prints, and the exact value of that text."""

from decimal import Decimal

from core.amounts import format_amount
from core.errors import DefinitionError
from core.typeset.layout import Layout

FEN_PER_UNIT = {"wan": 1_000_000, "yuan": 100}
DASH = "—"
_THOUSANDS = {"plain": "", "comma": ",", "wide_comma": "，", "blank": " "}


def read_amount(text: str) -> int:
    """Fen of an amount written in ten thousand yuan.  Raises DefinitionError (`figures_inconsistent`) for parts of a fen."""
    fen = Decimal(text) * FEN_PER_UNIT["wan"]
    if fen != fen.to_integral_value():
        raise DefinitionError("figures_inconsistent", where=text, found="parts of a fen", expected="whole fen")
    return int(fen)


def rounded(fen: int, unit: str) -> int:
    """Fen rounded half up (away from zero) to the two decimals of the unit: `wan` or `yuan`."""
    step = FEN_PER_UNIT[unit] // 100
    value = (abs(fen) * 2 + step) // (2 * step) * step
    return value if fen >= 0 else -value


def amount_text(fen: int, unit: str, numbers: str = "comma") -> str:
    """Fen in `wan` or `yuan` with two decimals; `numbers` (see Layout) says how the thousands are set apart."""
    return format_amount(fen, FEN_PER_UNIT[unit]).replace(",", _THOUSANDS[numbers])


def cell_text(fen: int, table: str, layout: Layout) -> str:
    """What the cell of an amount shows; nothing or a dash for zero where the layout says so."""
    if fen == 0:
        return {"blank": "", "dash": DASH, "zero": "0.00"}[layout.zero(table)]
    return amount_text(fen, layout.unit(table), layout.numbers)
