"""How the values of one metric are shown: one unit for all of them, rounded half up from the exact value, digits grouped."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from core.amounts import rounded, rounds_to_something, told_amount
from core.definitions import Definitions
from core.metrics.definition import Metric

_FEN = {"wan": 1_000_000, "yi": 10_000_000_000}
_FINER = ((1, 2), (0.1, 3), (0, 4))  # the largest value from here on → decimals: small shares need more than two


@dataclass(frozen=True, slots=True)
class Display:
    """`key`: wan or yi (10,000 or 100,000,000 yuan) for money, else ""; `metric` names the other units."""

    metric: Metric
    key: str
    decimals: int

    def number(self, value: float) -> float:
        """The length to draw."""
        return float(value) / _FEN[self.key] if self.key else float(value)

    def text(self, value: float) -> str:
        """The value in the unit, without it; what is not zero never looks like zero."""
        if self.key:
            return told_amount(int(value), _FEN[self.key])
        shown = rounded(Decimal(repr(float(value))), self.decimals)
        return f"{shown if shown else abs(shown):,f}"

    def unit(self, definitions: Definitions, language: str = "zh") -> str:
        """The unit's name."""
        return definitions.message(f"unit_{self.key}", language) if self.key else self.metric.text("unit", language)

    def told(self, value: float, definitions: Definitions, language: str = "zh") -> str:
        """The value with its unit; in a sentence an amount too small for the chart's unit gets its own."""
        if self.key == "yi" and value and not rounds_to_something(int(value), _FEN["yi"]):
            return Display(self.metric, "wan", self.decimals).told(value, definitions, language)
        code = f"told_{self.key or ('percent' if self.metric.kind == 'percent' else 'other')}"
        return definitions.message(code, language, text=self.text(value), unit=self.unit(definitions, language))


def display_for(metric: Metric, values: Iterable[float]) -> Display:
    """The display of these values: `yi` as soon as the largest reaches one, unless the smallest would look like nothing in it.

    Values that are not money get more decimals where all of them are small.
    """
    sizes = [abs(value) for value in values if value]
    largest = max(sizes, default=0)
    if metric.kind == "money":
        return Display(metric, "yi" if largest >= _FEN["yi"] and rounds_to_something(int(min(sizes)), _FEN["yi"]) else "wan", 2)
    if metric.kind == "count":
        return Display(metric, "", 0)
    return Display(metric, "", 2 if largest == 0 else next(decimals for least, decimals in _FINER if largest >= least))
