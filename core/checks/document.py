"""The part of docs/checks.md that the catalogue tells; core/over/document.py writes the file."""

from pathlib import Path

from core.checks.catalogue import SERIES, Check, catalogue

TARGET = Path(__file__).resolve().parents[2] / "docs" / "checks.md"
_SERIES = {
    "IT": "Within a table",
    "XT": "Between tables",
    "TN": "Tables and narrative",
    "NA": "Within the narrative",
    "PF": "Performance",
    "CP": "Completeness",
    "FM": "Format",
}
_HEAD = """# The checks

Made from `data/definitions/checks` by `python -m core.over.document`; change the definitions, not this file.

Each check gives one result per place it looks at: **pass**, **rounding** (the figures were rounded), **fail**, **not_applicable**, or
**not_run** with the reason. Silence is never a pass. How far rounded figures may differ is in `core/checks/tolerance.py`.

- `class`: balance (sums and equalities of amounts), logic (text, percentages, performance), verify (plausibility, completeness, format).
- `severity`: critical, error, warn, info. Of those marked *core*, all must have run before a report may be called consistent.
"""


def document_of_reports() -> str:
    """The checks that look at one report each."""
    checks = catalogue()
    parts = [_HEAD, f"There are {len(checks)} checks of a report, and those [over several reports](#over-several-reports).\n"]
    for series in SERIES:
        of_series = [check for check in checks if check.id.startswith(series)]
        if of_series:
            parts += [f"## {_SERIES[series]}\n", *map(_entry, of_series)]
    return "\n".join(parts)


def _entry(check: Check) -> str:
    told = [
        f"### {check.id} {check.title}\n",
        f"{check.title_en}. Class {check.check_class}, severity {check.severity}{', core' if check.core else ''}. Basis: {check.basis}.\n",
    ]
    if check.why:
        told.append(f"{check.why}\n")
    told += [*_what(check), f"- passes: {_example(check.passes)}", f"- fails: {_example(check.fails)}"]
    return "\n".join(told) + "\n"


def _what(check: Check) -> list[str]:
    if check.function:
        return [f"- function: `{check.function}`"]
    told = []
    for part in check.entry.get("part", [check.entry]):
        formulas = part["formula"] if isinstance(part["formula"], list) else [part["formula"]]
        over = f" for each `{part['each']}`" if "each" in part else ""
        told += [f"- formula: `{text}`{over}" for text in formulas]
    tolerance = check.entry.get("tolerance")
    return [*told, *([f"- tolerance: `{tolerance}`"] if tolerance else [])]


def _example(example: object) -> str:
    if isinstance(example, str):
        return f"`{example}`"
    return "; ".join(f"{name}: `{value}`" for name, value in example.items())
