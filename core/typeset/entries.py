"""The lists the text runs through: sources, kinds, classes, items and projects, each entry with the words a template may ask for."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from core.typeset.amounts_by_name import PROCURED
from core.typeset.evaluation import Evaluated
from core.typeset.figures import EARNED, FUNDS, GENERAL, SPENT, THREE_PUBLIC, Figures, Item
from core.typeset.phrases import Phrases, percent, whole_percent
from core.typeset.printing import rounded
from core.typeset.two_sided import GRANT_LINES
from core.typeset.words import Words, code_names, functional_name

_SUMMARY = "revenue_expenditure_summary"
_CHIEF_ITEMS = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A named amount; `key` is its name in `Phrases`, `whole` what it is a share of, `prior` and `budget` what it is compared with."""

    key: str
    name: str
    fen: int
    whole: int = 0
    prior: int = 0
    budget: int = 0


class Entries:
    """Lists by name.  `of(name)` gives the values of each entry, `amounts(name)` the bare entries (for charts)."""

    def __init__(self, figures: Figures, words: Words, phrases: Phrases, class_ending: str) -> None:
        self._figures = figures
        self._words = words
        self._phrases = phrases
        self._ending = class_ending

    def of(self, name: str) -> Iterator[dict[str, str]]:
        """name, code, value, share, whole_share, share_of_all (of the grand total), change, compared, against, completion, reason and

        number of every entry, and more by list.
        """
        if name in ("items", "chief_items", "sections"):
            found: Iterable[dict[str, str]] = getattr(self, f"_{name}")()
        elif name in ("projects", "evaluated_projects"):
            found = map(self._project, [one for one in self._figures.projects if one.goals or name == "projects"])
        else:
            found = map(self._values, self.amounts(name))
        for number, values in enumerate(found, start=1):
            yield {**values, "number": str(number), "ordinal": self._words.ordinal(number)}

    def amounts(self, name: str) -> list[Entry]:
        """The entries of a list of amounts, those that were nothing this year and last left out unless its name begins with `all_`."""
        entries = getattr(self, f"_{name.removeprefix('all_')}")()
        return [entry for entry in entries if name.startswith("all_") or rounded(entry.fen, "wan") or rounded(entry.prior, "wan")]

    def _entry(self, key: str, name: str, whole: str = "grand_total") -> Entry:
        phrases = self._phrases
        fen, prior, budget = phrases.this.get(key, 0), phrases.prior.get(key, 0), phrases.planned.get(key, 0)
        return Entry(key, name, fen, phrases.this.get(whole, 0), prior, budget)

    def _sources(self) -> list[Entry]:
        columns = self._words.columns("revenue")
        return [self._entry(key, columns[key], "revenue") for key in ("appropriation", *EARNED)]

    def _grants(self) -> list[Entry]:
        return [self._entry(fund, self._words.line(_SUMMARY, GRANT_LINES[fund]), "revenue") for fund in FUNDS]

    def _revenue_side(self) -> list[Entry]:
        line = self._words.line(_SUMMARY, "use_of_non_appropriation_surplus")
        opening = self._words.line(_SUMMARY, "opening_balance")
        return [*self._sources(), self._entry("use_of_surplus", line), self._entry("opening_balance", opening)]

    def _spending_side(self) -> list[Entry]:
        codes = sorted({key for key in (*self._phrases.this, *self._phrases.prior) if key.isdigit() and len(key) == 3})
        classes = [self._entry(code, functional_name(code), "spending") for code in codes]
        rest = [self._entry(key, self._words.line(_SUMMARY, key)) for key in ("surplus_distribution", "closing_balance")]
        return [*classes, *rest]

    def _kinds(self) -> list[Entry]:
        columns = self._words.columns("expenditure")
        return [self._entry(key, columns[key], "spending") for key in SPENT]

    def _classes(self) -> list[Entry]:
        codes = dict.fromkeys(item.code[:3] for item in self._figures.items)
        found = [self._entry(f"general.{code}", functional_name(code).removesuffix(self._ending), "general_budget") for code in codes]
        return [entry for entry in found if entry.fen]

    def _economic_classes(self) -> list[Entry]:
        codes = sorted({code[:3] for code, fen in self._figures.basic.items() if fen})
        return [self._entry(f"economic.{code}", code_names("economic")[code], "general_basic") for code in codes]

    def _personnel(self) -> list[Entry]:
        return [entry for entry in self._economic() if entry.key.startswith(tuple(self._words.basic("personnel_classes")))]

    def _operating(self) -> list[Entry]:
        return [entry for entry in self._economic() if not entry.key.startswith(tuple(self._words.basic("personnel_classes")))]

    def _economic(self) -> list[Entry]:
        names = code_names("economic")
        return [Entry(code, names[code], fen) for code, fen in sorted(self._figures.basic.items())]

    def _procurement(self) -> list[Entry]:
        return [self._entry(f"procurement_{kind}", self._words.say(f"procurement_{kind}"), "procurement") for kind in PROCURED]

    def _three_public(self) -> list[Entry]:
        return [self._entry(line, self._words.three_public(line, "name"), "three_public") for line in THREE_PUBLIC]

    def _values(self, entry: Entry) -> dict[str, str]:
        phrases = self._phrases
        return {
            "name": entry.name,
            "code": entry.key.rpartition(".")[2] if entry.key.rpartition(".")[2].isdigit() else "",
            "value": phrases.money(entry.fen),
            "share": percent(entry.fen, entry.whole),
            "whole_share": whole_percent(entry.fen, entry.whole),
            "share_of_all": percent(entry.fen, phrases.this["grand_total"]),
            "change": phrases.change(entry.fen, entry.prior),
            "compared": phrases.compared(entry.fen, entry.prior),
            "against": phrases.change(entry.fen, entry.budget),
            "reason": phrases.reason(entry.fen, entry.prior, entry.key),
        }

    def _items(self) -> list[dict[str, str]]:
        return [self._item(item) for item in self._shown()]

    def _chief_items(self) -> list[dict[str, str]]:
        largest = sorted(self._shown(), key=lambda item: (-item.spending((GENERAL,)), item.code))[:_CHIEF_ITEMS]
        return [self._item(item) for item in largest if item.budget]

    def _sections(self) -> Iterator[dict[str, str]]:
        """Sections with their items; `several` says that there is more than one."""
        for code in dict.fromkeys(item.code[:5] for item in self._shown()):
            items = [item for item in self._shown() if item.code.startswith(code)]
            executed, budget = sum(item.spending((GENERAL,)) for item in items), sum(item.budget or 0 for item in items)
            between = self._phrases.phrase("between_items")
            parts = between.join(self._phrases.phrase("part", **self._item(item)) for item in items)
            section = {"code": code, "value": self._phrases.money(executed), "completion": self._phrases.item(executed, budget, code)}
            yield {**self._item(items[0]), **section, "parts": parts} if len(items) > 1 else {**self._item(items[0]), "parts": ""}

    def _shown(self) -> list[Item]:
        return [item for item in self._figures.items if item.spending((GENERAL,)) or item.budget]

    def _item(self, item: Item) -> dict[str, str]:
        executed, budget = item.spending((GENERAL,)), item.budget or 0
        return {
            "code": item.code,
            "class_name": functional_name(item.code[:3]),
            "section_name": functional_name(item.code[:5]),
            "item_name": functional_name(item.code),
            "budget": self._phrases.money(budget),
            "value": self._phrases.money(executed),
            "whole_rate": whole_percent(executed, budget),
            "completion": self._phrases.item(executed, budget, item.code),
            "use": self._phrases.phrase("use_basic" if item.spending((GENERAL,), ("basic",)) else "use_project"),
        }

    def _project(self, project: Evaluated) -> dict[str, str]:
        fund = project.fund()
        money: Mapping[str, int] = {"adjusted": fund.adjusted, "spent": fund.executed, "left": fund.adjusted - fund.executed}
        texts = {name: self._phrases.money(fen) for name, fen in money.items()}
        return {"name": project.name, "score": points_text(project.score), "rate": fund.rate(), "done": project.done, **texts}


def points_text(points: object) -> str:
    """Points without needless zeros."""
    text = f"{points:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
