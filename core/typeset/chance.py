"""Figures and layouts drawn by lot: the same seed gives the same report, and every report adds up."""

import random
from collections.abc import Iterable
from dataclasses import replace

from core.typeset.basic_table import basic_blocks
from core.typeset.chance_of_text import random_counts, random_evaluation, random_last_year, random_text
from core.typeset.figures import CAPITAL, EARNED, GENERAL, GOVERNMENT, OWN, THREE_PUBLIC, Figures, Item, check
from core.typeset.layout import TABLES, Layout
from core.typeset.two_sided import printed_classes
from core.typeset.words import Words, code_names, definitions

_ITEM_DIGITS = 7
_CAPITAL_CLASS = "223"
_GOVERNMENT_CLASSES = ("212", "229")
# 0.01 of ten thousand yuan: figures of this grain are printed without a rounding error
_GRAIN = 10_000
_LARGEST = 8_000_000_000
_GOODS_AND_SERVICES = "302"
_VEHICLE_PURCHASE = "31013"
_ECONOMIC_OF_THREE_PUBLIC = {"official_hospitality": "30217", "vehicle_operation": "30231", "overseas_visits": "30212"}
_UNITS = (("wan", "wan"), ("wan", "wan"), ("wan", "yuan"), ("yuan", "yuan"), ("yuan", "wan"))


def random_figures(seed: int, items: int | None = None) -> Figures:
    """Figures of an invented unit: all sums hold, some to the fen and some to 0.01 of ten thousand yuan."""
    lot = random.Random(f"figures {seed}")
    grain = lot.choice((1, _GRAIN))
    chosen = _items(lot, grain, items or lot.randint(2, 24))
    chance = definitions("chance")
    figures = Figures(
        unit_name=lot.choice(chance["units"]),
        fiscal_year=lot.randint(2017, 2025),
        published_on="",
        items=tuple(chosen),
        basic={},
        three_public={},
        own_opening=_amount(lot, grain) if lot.random() < 0.4 else 0,
        counts={"vehicles_kept": lot.randint(0, 3)},
        affiliates=tuple(lot.sample(chance["affiliates"], lot.randint(0, 2))),
    )
    figures = replace(figures, published_on=f"{figures.fiscal_year + 1}-{lot.randint(8, 10):02}-{lot.randint(1, 28):02}")
    figures = replace(figures, basic=_split(lot, grain, figures.spending((GENERAL,), ("basic",)), _economic_codes(lot)))
    figures = replace(figures, three_public=_three_public(lot, grain, figures))
    figures = replace(figures, basic=_without_three_public(figures), counts=random_counts(seed, figures))
    figures = _own_money(lot, grain, figures)
    figures = replace(figures, prior=random_last_year(seed, figures), amounts=_text_amounts(lot, grain, figures))
    figures = replace(figures, **random_evaluation(seed))
    check(figures)
    return figures


def random_layout(seed: int, **fixed: object) -> Layout:
    """A layout in which everything that may differ is drawn by lot; `fixed` sets fields of Layout instead of drawing them."""
    lot = random.Random(f"layout {seed}")
    unit, other = lot.choice(_UNITS)
    shape = lot.choice(("blocks", "interleaved", "vertical", "transposed"))
    turned = lot.sample(TABLES, lot.randint(0, 3))
    basis = lot.choice(("adjusted", "initial"))
    drawn: dict[str, object] = {
        "order": _order(lot),
        "rulings": lot.choice(("full", "full", "full", "horizontal", "none")),
        "ruling_style": lot.choice(("sides", "lines", "boxes")),
        "numbered": lot.random() < 0.6,
        "line_numbers": lot.random() < 0.6,
        "column_numbers": lot.random() < 0.6,
        "classes": lot.choice(("all", "used")),
        "code_columns": lot.choice((1, 1, 3)),
        "totals": _some(lot, ("first", "last", "head")),
        "heads": _some(lot, ("repeated", "titled", "absent")),
        "units": {"": unit, lot.choice(TABLES): other},
        "zeros": _some(lot, ("blank", "blank", "zero", "dash")),
        "numbers": lot.choice(("plain", "comma", "comma", "wide_comma", "blank")),
        "amounts": lot.choice(("right", "right", "center")),
        "basic_blocks": lot.choice((2, 3)),
        "basic_heads": lot.random() < 0.5,
        "three_public": shape,
        "budget_basis": basis,
        "empty": lot.choice(("explanation", "note", "generic", "only_note")),
        "broken_heads": lot.random() < 0.4,
        "spaced_heads": lot.random() < 0.4,
        "notes": lot.random() < 0.7,
        "landscape": tuple(table for table in TABLES if table not in turned and lot.random() < 0.4),
        "rotated": tuple(turned),
        "rows": lot.choice((0, 0, 8, 13, 20)),
        "watermark": lot.random() < 0.25,
        "stray": lot.random() < 0.25,
        "bold": lot.choice(("stroke", "twice", "none")),
        "tables_first": lot.random() < 0.5,
        "narrative": lot.random() < 0.3,
        "narrative_separators": lot.random() < 0.5,
    }
    drawn |= random_text(seed, bool((drawn | fixed)["narrative"]))
    layout = Layout(**(drawn | fixed | {"wording": _wording(lot, str(fixed.get("three_public", shape)), basis)}))
    return _wide_enough(layout)


def _items(lot: random.Random, grain: int, count: int) -> list[Item]:
    codes = [code for code in code_names("functional") if len(code) == _ITEM_DIGITS and code[:5] in code_names("functional")]
    drawn = lot.sample([code for code in codes if not code.startswith(_CAPITAL_CLASS)], count)
    plain = [code for code in drawn if code[:3] in printed_classes()] or [next(code for code in codes if code[:3] in printed_classes())]
    items = {code: _item(lot, grain, code, GENERAL) for code in plain}
    for fund, starts, chance in ((GOVERNMENT, _GOVERNMENT_CLASSES, 0.45), (CAPITAL, (_CAPITAL_CLASS,), 0.35)):
        if lot.random() < chance:
            for code in lot.sample([code for code in codes if code.startswith(starts)], lot.randint(1, 3)):
                items[code] = _item(lot, grain, code, fund)
    return [items[code] for code in sorted(items)]


def _item(lot: random.Random, grain: int, code: str, fund: str) -> Item:
    """An item that spends what it was granted or carried into the year, and keeps the rest."""
    kinds = [kind for kind in (("basic", "project") if fund == GENERAL else ("project",)) if lot.random() < 0.6]
    spent = {kind: _amount(lot, grain) for kind in kinds or ["project"]}
    total = sum(spent.values())
    opening = min(total, _amount(lot, grain)) if lot.random() < 0.2 else 0
    granted = total - opening + (_amount(lot, grain) if lot.random() < 0.2 else 0)
    all_spent = {fund: spent}
    earned: dict[str, int] = {}
    if fund == GENERAL and lot.random() < 0.25:
        earned = {source: _amount(lot, grain) for source in lot.sample(EARNED, lot.randint(1, 2))}
        others = ("project", "remittance_to_superior", "business", "subsidy_to_affiliates")
        all_spent[OWN] = {kind: _amount(lot, grain) for kind in lot.sample(others, lot.randint(1, 2))}
    budget = _amount(lot, grain) if fund == GENERAL and lot.random() < 0.8 else None
    return Item(code, {fund: granted} if granted else {}, earned, all_spent, {fund: opening} if opening else {}, budget)


def _amount(lot: random.Random, grain: int) -> int:
    """Fen between one grain and `_LARGEST`, small ones as likely as large ones."""
    size = lot.randint(1, 5)
    return max(grain, min(_LARGEST, lot.randrange(1, _GRAIN * 10 ** (size + 1))) // grain * grain)


def _economic_codes(lot: random.Random) -> list[str]:
    """Economic codes that every form of basic expenditure prints: wages, goods and services, households, capital."""
    printed = [code for block in basic_blocks(Layout(basic_blocks=2), Words(Layout())) for code in block if len(code) > 3]
    return sorted({*lot.sample(printed, lot.randint(3, 30)), *_ECONOMIC_OF_THREE_PUBLIC.values()})


def _split(lot: random.Random, grain: int, total: int, codes: list[str]) -> dict[str, int]:
    """A total divided over codes; codes that get nothing are left out."""
    cuts = sorted(lot.randint(0, total // grain) * grain for _ in codes[1:])
    parts = [end - start for start, end in zip([0, *cuts], [*cuts, total], strict=True)]
    return {code: fen for code, fen in zip(codes, parts, strict=True) if fen}


def _three_public(lot: random.Random, grain: int, figures: Figures) -> dict[str, tuple[int, int]]:
    """What was paid from basic expenditure, and a budget that is not smaller; conferences and training by lot."""
    if lot.random() < 0.15:
        return {}
    found = {}
    for line in (*THREE_PUBLIC, "conference", "training"):
        code = _ECONOMIC_OF_THREE_PUBLIC.get(line)
        executed = figures.basic.get(code, 0) if code else lot.choice((0, _amount(lot, grain)))
        if line == "vehicle_purchase":
            executed = max(executed, figures.basic.get(_VEHICLE_PURCHASE, 0))
        found[line] = (executed + lot.choice((0, grain * lot.randint(1, 500))), executed)
    return found


def _without_three_public(figures: Figures) -> dict[str, int]:
    """Basic expenditure in which nothing was paid for what the table of the three public expenses says was not spent."""
    if figures.three_public:
        return dict(figures.basic)
    codes = (*_ECONOMIC_OF_THREE_PUBLIC.values(), _VEHICLE_PURCHASE)
    kept = {code: fen for code, fen in figures.basic.items() if code not in codes}
    moved = sum(figures.basic.values()) - sum(kept.values())
    first = next(iter(kept), "30201")
    return kept | ({first: kept.get(first, 0) + moved} if moved else {})


def _own_money(lot: random.Random, grain: int, figures: Figures) -> Figures:
    """Own money that lasts: a deficit is met from the surplus of former years, something left may be distributed."""
    left = figures.own_closing()
    if left < 0:
        return replace(figures, use_of_surplus=-left)
    given = min(left, _amount(lot, grain)) if lot.random() < 0.3 else 0
    return replace(figures, surplus_distribution=given)


def _text_amounts(lot: random.Random, grain: int, figures: Figures) -> dict[str, int]:
    """What only the text tells: procurement, and the operating funds of the office, a part of what was spent on operation."""
    amounts = {f"procurement_{kind}": _amount(lot, grain) for kind in ("goods", "works", "services")}
    small = sum(amounts.values()) // 2 // grain * grain
    parts = {f"procurement_sme_{kind}": amounts[f"procurement_{kind}"] // 2 for kind in ("goods", "services")}
    agency = {name: _amount(lot, grain) for name in ("agency_operating", "agency_operating_budget")}
    agency["agency_operating"] = min(agency["agency_operating"], figures.economic((_GOODS_AND_SERVICES,)))
    return amounts | parts | {"procurement_sme": small, "procurement_micro": small // 2} | agency


def _order(lot: random.Random) -> tuple[str, ...]:
    """The nine tables: the first six always in this order, the last three in any."""
    return (*TABLES[:6], *lot.sample(TABLES[6:], 3))


def _some(lot: random.Random, values: tuple[str, ...]) -> dict[str, str]:
    """A value for all tables, and another for some of them."""
    return {"": lot.choice(values)} | {table: lot.choice(values) for table in lot.sample(TABLES, lot.randint(0, 2))}


def _wording(lot: random.Random, shape: str, basis: str) -> dict[str, int]:
    """A wording for every term; words that say which budget is meant, or what a table holds, fit the figures."""
    words = definitions("words")
    found = {term: lot.randrange(len(wordings)) for term, wordings in words["wording"].items()}
    for group in ("title", "line", "column"):
        for term, wordings in _terms(words[group]):
            found[f"{group}.{term}"] = lot.randrange(len(wordings))
    for line in words["three_public"]:
        found[f"three_public.{line}"] = lot.randrange(2)
    found["budget"] = lot.choice((0, 1 if basis == "adjusted" else 2))
    found["title.three_public"] = 2 if shape == "transposed" else lot.randrange(2)
    return found


def _terms(found: dict) -> Iterable[tuple[str, list[str]]]:
    for term, wordings in found.items():
        if isinstance(wordings, dict):
            yield from _terms(wordings)
        else:
            yield term, wordings


def _wide_enough(layout: Layout) -> Layout:
    """Tables of many columns in yuan need a wide page."""
    many = ("revenue", "expenditure", "appropriation_summary", "general_budget_basic", "government_funds", "three_public")
    broad = [table for table in many if layout.unit(table) == "yuan"]
    wide = [table for table in broad if table not in (*layout.landscape, *layout.rotated)]
    return replace(layout, landscape=(*layout.landscape, *wide))
