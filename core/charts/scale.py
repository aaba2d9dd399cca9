"""One money unit per chart, chosen by size.  Drawing may use floats; what a person reads is made from the exact fen."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.amounts import format_amount

FEN_PER_TEN_THOUSAND_YUAN = 1_000_000
FEN_PER_HUNDRED_MILLION_YUAN = 10_000_000_000


@dataclass(frozen=True, slots=True)
class Scale:
    """A money unit: `key` is `wan` (10,000 yuan) or `yi` (100,000,000 yuan)."""

    key: str
    divisor_fen: int

    def number(self, fen: int) -> float:
        """The length to draw for an amount."""
        return fen / self.divisor_fen

    def text(self, fen: int) -> str:
        """The amount in this unit: two decimals, half up from the exact value, thousands separated."""
        return format_amount(fen, self.divisor_fen)


WAN = Scale("wan", FEN_PER_TEN_THOUSAND_YUAN)
YI = Scale("yi", FEN_PER_HUNDRED_MILLION_YUAN)


def scale_for(amounts: Iterable[int]) -> Scale:
    """The unit of a chart of these amounts in fen: `yi` as soon as the largest reaches one."""
    largest = max((abs(int(fen)) for fen in amounts), default=0)
    return YI if largest >= FEN_PER_HUNDRED_MILLION_YUAN else WAN
