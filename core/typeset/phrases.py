"""Amounts by name -> the words that tell them: an amount, a share, a change, a rate, each in the wording of the text."""

from collections.abc import Callable, Mapping

from core.typeset.amounts_by_name import last_year, planned, this_year
from core.typeset.figures import Figures
from core.typeset.layout import Layout
from core.typeset.printing import amount_text, rounded
from core.typeset.words import Words, definitions


class Asked(dict[str, str]):
    """What a template asks for by name, as in {amount[revenue]}."""

    def __init__(self, tell: Callable[[str], str]) -> None:
        super().__init__()
        self._tell = tell

    def __missing__(self, name: str) -> str:
        return self._tell(name)


class Phrases:
    """Tells amounts.  `values` is what templates may ask for: {amount[a]}, {planned[a]}, {percent[a/b]} and {whole_percent[a/b]} (b may

    be `planned:b`), {change[a]}, {compared[a]} and {reason[a]} against last year, {against[a]} and {reason_against[a]} against the plan,
    {moved[a]} (a change without percentage), {completion[a]} (the rate, or that nothing was planned), {versus[a]} (more or less than
    planned, and why).
    """

    def __init__(self, figures: Figures, layout: Layout, words: Words, base: Mapping[str, str]) -> None:
        self._text = definitions(f"text/{layout.text}")
        self._reasons = definitions("narrative")["reason"]
        self._numbers = "comma" if layout.narrative_separators else "plain"
        self._base = base
        self.this = this_year(figures, words.basic("personnel_classes"))
        self.prior = last_year(figures)
        self.planned = planned(figures)
        tellers = {
            "amount": lambda name: self.money(self.this.get(name, 0)),
            "planned": lambda name: self.money(self.planned[name]),
            "percent": lambda name: percent(*self._pair(name)),
            "whole_percent": lambda name: whole_percent(*self._pair(name)),
            "change": lambda name: self.change(self.this.get(name, 0), self.prior.get(name, 0)),
            "compared": lambda name: self.compared(self.this.get(name, 0), self.prior.get(name, 0)),
            "against": lambda name: self.change(self.this.get(name, 0), self.planned[name]),
            "moved": lambda name: self.moved(self.this.get(name, 0), self.prior.get(name, 0)),
            "completion": lambda name: self.completion(self.this.get(name, 0), self.planned[name]),
            "versus": lambda name: self.versus(self.this.get(name, 0), self.planned[name], name),
            "reason_against": lambda name: self.reason(self.this.get(name, 0), self.planned[name], name),
            "reason": lambda name: self.reason(self.this.get(name, 0), self.prior.get(name, 0), name),
        }
        self.values = {name: Asked(teller) for name, teller in tellers.items()}

    def money(self, fen: int) -> str:
        """An amount as the text prints it."""
        return amount_text(fen, "wan", self._numbers)

    def phrase(self, name: str, **values: object) -> str:
        """A wording of the text with its {names} filled in."""
        return self._text["phrase"][name].format_map({**self._base, **values})

    def change(self, now: int, before: int) -> str:
        """By how much and by what percentage; without percentage where there was nothing before."""
        direction = _direction(now, before)
        name = "up_from_nothing" if not before and now else direction
        return self.phrase(name, delta=self.money(abs(now - before)), percent=percent(abs(now - before), before))

    def compared(self, now: int, before: int) -> str:
        """A whole sentence against last year."""
        name = "compared_flat" if _direction(now, before) == "flat" else "compared"
        return self.phrase(name, change=self.change(now, before))

    def moved(self, now: int, before: int) -> str:
        """By how much, without percentage."""
        return self.phrase(f"moved_{_direction(now, before)}", delta=self.money(abs(now - before)))

    def completion(self, executed: int, budget: int) -> str:
        """The rate of a budget."""
        return self.phrase("completion", percent=percent(executed, budget)) if budget else self.phrase("no_budget")

    def versus(self, executed: int, budget: int, name: str) -> str:
        """Whether more or less was spent than planned, and why."""
        direction = _direction(executed, budget)
        return self.phrase(f"versus_{direction}", reason=self._reason(direction, name))

    def item(self, executed: int, budget: int, name: str) -> str:
        """What became of the budget of a functional item, and why."""
        direction = _direction(executed, budget)
        key = "item_no_budget" if not budget else f"item_{direction}"
        rates = {"percent": percent(executed, budget), "whole_percent": whole_percent(executed, budget)} if budget else {}
        return self.phrase(key, reason=self._reason(direction, name), **rates)

    def reason(self, now: int, before: int, name: str) -> str:
        """A reason that fits the direction."""
        return self._reason(_direction(now, before), name)

    def _reason(self, direction: str, name: str) -> str:
        reasons = self._reasons[direction]
        return reasons[sum(map(ord, name)) % len(reasons)]

    def _pair(self, name: str) -> tuple[int, int]:
        part, _, whole = name.partition("/")
        return self._fen(part), self._fen(whole)

    def _fen(self, name: str) -> int:
        kind, _, rest = name.rpartition(":")
        return (self.planned if kind == "planned" else self.this).get(rest, 0)


def percent(part: int, whole: int) -> str:
    """100 × part ÷ whole with two decimals, rounded half up; 0.00 on a whole of nothing."""
    hundredths = (part * 20_000 + whole) // (2 * whole) if whole else 0
    return f"{hundredths // 100}.{hundredths % 100:02}"


def whole_percent(part: int, whole: int) -> str:
    """The same without decimals."""
    return str((part * 200 + whole) // (2 * whole) if whole else 0)


def _direction(now: int, before: int) -> str:
    """Up or down where the printed difference is not nothing."""
    if rounded(now - before, "wan") == 0:
        return "flat"
    return "up" if now > before else "down"
