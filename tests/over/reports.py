"""Invented reports that belong together: two years of a unit, a department with its units; printed and read as any other."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from core.batch import import_paths
from core.definitions import load
from core.store.library import Library
from core.typeset.chance import random_layout
from core.typeset.figures import GENERAL, Figures, Item, check
from core.typeset.report import typeset

WAN = 1_000_000  # fen in ten thousand yuan
CODES = ("2060101", "2080505", "2210201")
COUNTS = dict.fromkeys(
    (
        *("overseas_groups", "overseas_persons", "vehicles_bought", "vehicles_kept", "reception_groups", "reception_persons", "vehicles"),
        *("vehicles_leading", "vehicles_messenger", "vehicles_emergency", "vehicles_other", "equipment", "special_equipment"),
        *("foreign_groups", "foreign_persons"),
    ),
    1,
)

AMOUNTS = (
    *("procurement_goods", "procurement_works", "procurement_services", "procurement_sme_goods", "procurement_sme_services"),
    *("procurement_sme", "procurement_micro", "agency_operating", "agency_operating_budget"),
)


def unit_figures(unit: str, year: int, size: int = 100, before: Figures | None = None, **changes: object) -> Figures:
    """A unit's year: three items, what was left of the year before carried over, last year told as it was."""
    items = []
    for number, code in enumerate(CODES, 1):
        last = next((item for item in before.items if item.code == code), None) if before else None
        opening = last.closing(GENERAL) if last else 0
        spent = {"basic": size * number * WAN} if number > 1 else {"basic": size * WAN, "project": 3 * size * WAN + 50 * WAN // 100}
        left = 7 * number * WAN
        granted = sum(spent.values()) + left - opening
        items.append(Item(code, {GENERAL: granted}, {}, {GENERAL: spent}, {GENERAL: opening} if opening else {}, granted))
    figures = Figures(
        unit_name=unit,
        fiscal_year=year,
        published_on=f"{year + 1}-08-20",
        items=tuple(items),
        basic={"30101": sum(item.spending((GENERAL,), ("basic",)) for item in items) - 3 * WAN, "30217": WAN, "30231": 2 * WAN},
        three_public={
            "overseas_visits": (0, 0),
            "vehicle_purchase": (0, 0),
            "vehicle_operation": (2 * WAN, 2 * WAN),
            "official_hospitality": (WAN, WAN),
        },
        counts=COUNTS,
        amounts=dict.fromkeys(AMOUNTS, WAN),
    )
    figures = replace(figures, prior=told_of(before) if before else {}, **changes)
    check(figures)
    return figures


def told_of(before: Figures) -> dict[str, int]:
    """What a report tells of the year before."""
    spent = before.spending()
    return {
        **{code[:3]: _spent(before, code[:3]) for code in CODES},
        "basic": before.spending(kinds=("basic",)),
        "project": spent - before.spending(kinds=("basic",)),
        "appropriation": before.revenue(),
        "opening_balance": before.opening(),
        "appropriation_total": before.grand_total(),
        "general_budget": spent,
        "agency_operating": WAN,
        **{line: pair[1] for line, pair in before.three_public.items()},
    }


def _spent(figures: Figures, code: str) -> int:
    return sum(item.spending() for item in figures.items if item.code.startswith(code))


def added(unit: str, year: int, units: Sequence[Figures]) -> Figures:
    """The department of these units: every figure the sum."""
    items = []
    for code in CODES:
        parts = [item for figures in units for item in figures.items if item.code == code]
        spent = {kind: sum(part.spent[GENERAL].get(kind, 0) for part in parts) for kind in parts[0].spent[GENERAL]}
        opening = sum(part.opening.get(GENERAL, 0) for part in parts)
        granted = sum(part.granted[GENERAL] for part in parts)
        items.append(Item(code, {GENERAL: granted}, {}, {GENERAL: spent}, {GENERAL: opening} if opening else {}, granted))
    basic: dict[str, int] = {}
    for figures in units:
        for code, fen in figures.basic.items():
            basic[code] = basic.get(code, 0) + fen
    lines = units[0].three_public
    public = {line: tuple(sum(figures.three_public[line][at] for figures in units) for at in (0, 1)) for line in lines}
    return replace(units[0], unit_name=unit, fiscal_year=year, items=tuple(items), basic=basic, three_public=public, prior={})


def printed(folder: Path, reports: Mapping[str, Figures], **layout: object) -> list[Path]:
    """The reports as PDF files, by name."""
    folder.mkdir(parents=True, exist_ok=True)
    fixed = {"narrative": True, "text": "central", "performance": "", "units": {"": "wan"}, "rulings": "full", "stray": False, **layout}
    paths = []
    for name, figures in reports.items():
        paths.append(folder / f"{name}.pdf")
        typeset(figures, random_layout(3, **fixed), paths[-1])
    return paths


def kept(folder: Path, paths: Sequence[Path]) -> Library:
    """A library of these files, open."""
    library = Library.open(folder)
    receipts = list(import_paths(paths, library, load()))
    assert {receipt.state for receipt in receipts} == {"imported"}, [(each.file, each.state, each.reason) for each in receipts]
    return library
