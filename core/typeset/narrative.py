"""The text of a report: values worked out from the figures, sentences from data/definitions/typeset/narrative.toml."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from core.typeset.figures import EARNED, FUNDS, GENERAL, GOVERNMENT, SPENT, Figures, Item
from core.typeset.layout import Layout
from core.typeset.printing import amount_text
from core.typeset.three_public import three_public_amounts
from core.typeset.words import Words, code_names, definitions, functional_name

_THREE = {
    "three": "total",
    "overseas": "overseas_visits",
    "vehicles": "official_vehicles",
    "purchase": "vehicle_purchase",
    "operation": "vehicle_operation",
    "hospitality": "official_hospitality",
}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the text and its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


class Story:
    """The filled text of one report.  `sections` gives the sections of a part, `cover` the lines of the first page."""

    def __init__(self, figures: Figures, layout: Layout) -> None:
        self._figures = figures
        self._layout = layout
        self._words = Words(layout)
        self._templates = definitions("narrative")
        self.values = self._base() | self._amounts() | self._changes() | self._shares() | self._three_public() | self._lists()
        self._flags = {
            "affiliates": bool(figures.affiliates),
            "government": bool(figures.granted(GOVERNMENT) or figures.opening((GOVERNMENT,)) or figures.spending((GOVERNMENT,))),
            "capital": bool(figures.spending((FUNDS[2],))),
            "agency_operating": "agency_operating" in figures.amounts,
        }

    def fill(self, template: str, **more: object) -> str:
        """A template of narrative.toml with its {names} filled in."""
        return template.format_map({**self.values, **more})

    def cover(self, line: str) -> str:
        """A line of the cover: `name`, `title`, `date`, `mark`."""
        return self.fill(self._templates["cover"][line])

    def part(self, key: str, number: int) -> str:
        """The heading of a part."""
        return self.fill(self._templates["part"][key], part=self._words.ordinal(number))

    def sections(self, part: str) -> list[Section]:
        """The sections of `overview` or `explanation`, headings numbered from one."""
        found = self._templates[part]
        return [
            Section(self._words.numbered(number, self.fill(section["heading"])), tuple(self._paragraphs(section["paragraphs"])))
            for number, section in enumerate(found, start=1)
        ]

    def glossary(self) -> list[str]:
        """The explained terms, one paragraph each."""
        template = self._templates["glossary_entry"]["text"]
        entries = enumerate(self._templates["glossary"], start=1)
        return [template.format(number=self._words.ordinal(number), **entry) for number, entry in entries]

    def _paragraphs(self, found: list[Any]) -> Iterator[str]:
        for entry in found:
            paragraph = {"text": entry} if isinstance(entry, str) else entry
            if ("when" in paragraph and not self._flags[paragraph["when"]]) or self._flags.get(paragraph.get("unless"), False):
                continue
            for more in self._items() if paragraph.get("each") == "items" else ({},):
                yield self.fill(paragraph["text"], **more)

    def _base(self) -> dict[str, str]:
        figures, year = self._figures, self._figures.fiscal_year
        parts = figures.published_on.split("-")
        date = dict(zip(("year", "month", "day"), (str(int(part)) for part in parts), strict=False))
        return {
            "unit_name": figures.unit_name,
            "year": str(year),
            "prior_year": str(year - 1),
            "published": self._templates["date"]["day" if len(parts) == 3 else "month"].format(**date),
            "affiliates": self._templates["list"]["names"]["between"].join((figures.unit_name, *figures.affiliates)),
            "affiliate_count": str(len(figures.affiliates) + 1),
            "budget_name": self._phrase(f"budget_{self._layout.budget_basis}"),
            **{name: str(count) for name, count in figures.counts.items()},
        }

    def _totals(self) -> dict[str, int]:
        """Fen of this year under the names that `prior` of the figures uses for last year."""
        figures = self._figures
        return {
            "grand_total": figures.grand_total(),
            "revenue": figures.revenue(),
            "spending": figures.spending(),
            "basic": figures.spending(kinds=("basic",)),
            "project": figures.spending(kinds=("project",)),
            "appropriation_total": figures.opening() + sum(map(figures.granted, FUNDS)),
            "general_budget": figures.spending((GENERAL,)),
            "three_public": three_public_amounts(figures)["total"][1],
            **{name: fen for name, fen in figures.amounts.items() if name == "agency_operating"},
        }

    def _amounts(self) -> dict[str, str]:
        figures = self._figures
        personnel = figures.economic(self._words.basic("personnel_classes"))
        fens = self._totals() | {
            "general_basic": figures.spending((GENERAL,), ("basic",)),
            "general_project": figures.spending((GENERAL,), ("project",)),
            "personnel": personnel,
            "operating": sum(figures.basic.values()) - personnel,
            "initial_budget": sum(item.budget or 0 for item in figures.items),
            "government_opening": figures.opening((GOVERNMENT,)),
            "government_revenue": figures.granted(GOVERNMENT),
            "government_spending": figures.spending((GOVERNMENT,)),
            "government_closing": figures.closing((GOVERNMENT,)),
            "capital_spending": figures.spending((FUNDS[2],)),
            **figures.amounts,
        }
        fens["procurement"] = sum(fens[f"procurement_{kind}"] for kind in ("goods", "works", "services"))
        return {name: self._money(fen) for name, fen in fens.items()}

    def _changes(self) -> dict[str, str]:
        found = {}
        for order, (name, fen) in enumerate(self._totals().items()):
            before = self._figures.prior[name]
            direction = "up" if fen > before else "down" if fen < before else "flat"
            reasons = self._templates["reason"][direction]
            found[f"reason_{name}"] = reasons[order % len(reasons)]
            phrase = "up_from_nothing" if not before else direction
            found[f"change_{name}"] = self._phrase(phrase, delta=self._money(abs(fen - before)), percent=percent(abs(fen - before), before))
        return found

    def _shares(self) -> dict[str, str]:
        figures, amounts = self._figures, self._figures.amounts
        bought = sum(amounts[f"procurement_{kind}"] for kind in ("goods", "works", "services"))
        return {
            "share_general_budget": percent(figures.spending((GENERAL,)), figures.spending()),
            "completion_general_budget": percent(figures.spending((GENERAL,)), sum(item.budget or 0 for item in figures.items)),
            "share_sme": percent(amounts["procurement_sme"], bought),
            "share_micro": percent(amounts["procurement_micro"], bought),
        }

    def _three_public(self) -> dict[str, str]:
        found, amounts = {}, three_public_amounts(self._figures)
        name = self._phrase(f"budget_{self._layout.budget_basis}")
        for key, line in _THREE.items():
            budget, executed = amounts[line]
            found |= {f"{key}_budget": self._money(budget), f"{key}_executed": self._money(executed)}
            done = self._phrase("completion", percent=percent(executed, budget), budget_name=name)
            said = done if budget else self._phrase("no_budget", year=self._figures.fiscal_year)
            found[f"{key}_completion"] = said
        return found

    def _lists(self) -> dict[str, str]:
        figures, words = self._figures, self._words
        columns = words.columns("revenue")
        sources = {columns["appropriation"]: sum(map(figures.granted, FUNDS))} | {columns[name]: figures.earned(name) for name in EARNED}
        kinds = {words.columns("expenditure")[kind]: figures.spending(kinds=(kind,)) for kind in SPENT}
        classes: dict[str, int] = {}
        for item in figures.items:
            name = self._bare(functional_name(item.code[:3]))
            classes[name] = classes.get(name, 0) + item.spending((GENERAL,))
        personnel = tuple(words.basic("personnel_classes"))
        named = [(code, code_names("economic")[code]) for code in sorted(figures.basic) if figures.basic[code]]
        return {
            "sources": self._list("sources", sources, figures.revenue()),
            "kinds": self._list("kinds", kinds, figures.spending()),
            "classes": self._list("classes", classes, figures.spending((GENERAL,))),
            "personnel_names": self._names(name for code, name in named if code.startswith(personnel)),
            "operating_names": self._names(name for code, name in named if not code.startswith(personnel)),
        }

    def _list(self, key: str, amounts: Mapping[str, int], whole: int) -> str:
        template = self._templates["list"][key]
        entries = [(name, fen) for name, fen in amounts.items() if fen]
        return template["between"].join(
            template["text"].format(name=name, amount=self._money(fen), share=percent(fen, whole)) for name, fen in entries
        )

    def _names(self, names: Iterator[str]) -> str:
        return self._templates["list"]["names"]["between"].join(names)

    def _items(self) -> Iterator[dict[str, str]]:
        shown = [item for item in self._figures.items if item.spending((GENERAL,)) or item.budget]
        for number, item in enumerate(shown, start=1):
            yield {
                "number": str(number),
                "class_name": functional_name(item.code[:3]),
                "section_name": functional_name(item.code[:5]),
                "item_name": functional_name(item.code),
                "item_budget": self._money(item.budget or 0),
                "item_executed": self._money(item.spending((GENERAL,))),
                "item_completion": self._item_completion(item, number),
            }

    def _item_completion(self, item: Item, number: int) -> str:
        executed, budget = item.spending((GENERAL,)), item.budget or 0
        reasons = self._templates["reason"]["up" if executed >= budget else "down"]
        reason = reasons[number % len(reasons)]
        if not budget:
            return self._phrase("item_no_budget", reason=reason)
        phrase = "item_above" if executed > budget else "item_below" if executed < budget else "item_even"
        return self._phrase(phrase, percent=percent(executed, budget), reason=reason)

    def _bare(self, name: str) -> str:
        return name.removesuffix(self._templates["phrase"]["class_ending"])

    def _money(self, fen: int) -> str:
        return amount_text(fen, "wan", "comma" if self._layout.narrative_separators else "plain")

    def _phrase(self, name: str, **values: object) -> str:
        return self._templates["phrase"][name].format(**values)


def percent(part: int, whole: int) -> str:
    """100 × part ÷ whole with two decimals, rounded half up; 0.00 on a whole of nothing."""
    hundredths = (part * 20_000 + whole) // (2 * whole) if whole else 0
    return f"{hundredths // 100}.{hundredths % 100:02}"
