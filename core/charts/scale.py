"""One money unit per chart, chosen by size.  Drawing may use floats; what a person reads is made from the exact fen."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.amounts import rounds_to_something, told_amount

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
        """The amount in this unit: two decimals, half up from the exact value, thousands separated; more where two would show nothing."""
        return told_amount(int(fen), self.divisor_fen)


WAN = Scale("wan", FEN_PER_TEN_THOUSAND_YUAN)
YI = Scale("yi", FEN_PER_HUNDRED_MILLION_YUAN)


def scale_for(amounts: Iterable[int]) -> Scale:
    """The unit of a chart of these amounts in fen: `yi` as soon as the largest reaches one, unless the smallest would look like nothing."""
    sizes = [abs(int(fen)) for fen in amounts if fen]
    fits = bool(sizes) and max(sizes) >= YI.divisor_fen and rounds_to_something(min(sizes), YI.divisor_fen)
    return YI if fits else WAN
