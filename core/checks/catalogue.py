"""The catalogue: data/definitions/checks/*.toml → checks with every name resolved."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

from core.checks import (  # noqa: F401  (they register)
    special_changes,
    special_declared,
    special_departments,
    special_figures,
    special_forms,
    special_indicators,
    special_narrative,
    special_performance,
    special_print,
    special_projects,
    special_reasons,
    special_scores,
    special_shares,
    special_sheets,
    special_stated,
    special_sums,
    special_tables,
    special_text,
    special_titles,
)
from core.checks.formula import Formula, compile_formula
from core.checks.registry import FUNCTIONS
from core.checks.resolve import find_table
from core.definitions import FOLDER, Definitions, load
from core.errors import DefinitionError
from core.model import Severity
from core.names import nearest

SERIES = ("IT", "XT", "TN", "NA", "PF", "CP", "FM")
CLASSES = ("balance", "logic", "verify")
CORE = {"IT": {"critical", "error"}, "XT": {"critical", "error"}, "TN": {"error"}}
_KNOWN = {
    *("id", "title", "title_en", "class", "severity", "basis", "why", "pass", "fail"),
    *("formula", "each", "only_if_printed", "or_zero", "tolerance", "part", "function", "arguments"),
    *("years", "regions", "kinds"),
}
_FILLED = ("id", "title", "title_en", "class", "severity", "basis", "pass", "fail")


@dataclass(frozen=True)
class Check:
    """One check.  Either `formulas` or `function` (with `arguments`) says what it does; `passes` and `fails` are its examples as written.

    `years`: first and last fiscal year it applies to (0 for open); `regions`: code prefixes, () for all; `kinds`: kinds of reports.
    """

    id: str
    title: str
    title_en: str
    check_class: str
    severity: Severity
    basis: str
    why: str
    formulas: tuple[Formula, ...]
    function: str
    arguments: Mapping[str, object]
    passes: object
    fails: object
    years: tuple[int, int]
    regions: tuple[str, ...]
    kinds: tuple[str, ...]
    entry: Mapping[str, object]

    @property
    def core(self) -> bool:
        """Whether it must have run for a report to be called consistent."""
        return self.severity in CORE.get(self.id[:2], ())


@cache
def catalogue(folder: Path = FOLDER) -> tuple[Check, ...]:
    """Every check in the order of the catalogue.  Raises DefinitionError for an entry that contradicts itself or names the unknown."""
    definitions = load(folder)
    checks = [check_of(entry, definitions) for path in sorted((folder / "checks").glob("*.toml")) for entry in _entries(path)]
    seen: set[str] = set()
    for check in checks:
        if check.id in seen:
            raise DefinitionError("check_twice", where=check.id)
        seen.add(check.id)
    return tuple(sorted(checks, key=lambda check: (SERIES.index(check.id[:2]), check.id)))


def mistakes(folder: Path = FOLDER) -> list[str]:
    """Every mistake of the catalogue, a sentence each; [] when it holds."""
    definitions, found, seen = load(folder), [], set()
    for path in sorted((folder / "checks").glob("*.toml")):
        try:
            entries = _entries(path)
        except tomllib.TOMLDecodeError as error:
            found.append(f"{path.name}: {error}")
            continue
        for entry in entries:
            try:
                check_of(entry, definitions)
            except DefinitionError as error:
                found.append(f"{path.name}: {entry.get('id', '?')}: {error}")
            if entry.get("id") in seen:
                found.append(f"{path.name}: {entry['id']} is there twice")
            seen.add(entry.get("id"))
    return found


def check_of(entry: Mapping[str, object], definitions: Definitions) -> Check:
    """One entry as a check.  Raises DefinitionError when it lacks something, has something unknown, or names something unknown."""
    _is_complete(entry)
    compiled = tuple(formula for part in entry.get("part", [entry]) for formula in _formulas({**entry, **part}, definitions))
    function = entry.get("function", "")
    if function and function not in FUNCTIONS:
        raise DefinitionError("unknown_name", where=entry["id"], found=function, expected=nearest(function, list(FUNCTIONS)))
    return Check(
        *(entry[name] for name in ("id", "title", "title_en", "class", "severity", "basis")),
        entry.get("why", ""),
        compiled,
        function,
        _arguments(entry.get("arguments", {}), definitions),
        entry["pass"],
        entry["fail"],
        tuple(entry.get("years", (0, 0))),
        tuple(entry.get("regions", ())),
        tuple(entry.get("kinds", ("final_accounts", "unknown"))),
        entry,
    )


def _formulas(part: Mapping[str, object], definitions: Definitions) -> list[Formula]:
    """The formulas of an entry or of one of its parts."""
    conditions = tuple(_many(part, "only_if_printed"))
    extra = {"each": part.get("each", ""), "tolerance": part.get("tolerance", ""), "or_zero": part.get("or_zero", "")}
    return [compile_formula(text, definitions, only_if_printed=conditions, **extra) for text in _many(part, "formula")]


def _many(part: Mapping[str, object], name: str) -> list[str]:
    """A key that holds a text or a list of texts."""
    found = part.get(name, [])
    return [found] if isinstance(found, str) else list(found)


def _is_complete(entry: Mapping[str, object]) -> None:
    where = str(entry.get("id", "?"))
    lacking = [name for name in _FILLED if not entry.get(name)]
    if lacking or sum(bool(entry.get(name)) for name in ("formula", "part", "function")) != 1:
        raise DefinitionError("check_incomplete", where=where, found="", expected=", ".join(lacking) or "formula / part / function")
    unknown = sorted(set(entry) - _KNOWN)
    wrong = [entry[name] for name, known in (("class", CLASSES), ("severity", get_args(Severity))) if entry[name] not in known]
    if unknown or wrong or where[:2] not in SERIES:
        raise DefinitionError("check_incomplete", where=where, found=", ".join([*unknown, *wrong]), expected=", ".join(sorted(_KNOWN)))


def _arguments(written: Mapping[str, object], definitions: Definitions) -> Mapping[str, object]:
    """Arguments named `table` or `tables` hold titles: they become keys."""
    keys = {
        name: find_table(value, definitions).key for name, value in written.items() if name.startswith("table") and isinstance(value, str)
    }
    many = {
        name: tuple(find_table(each, definitions).key for each in value)
        for name, value in written.items()
        if name.startswith("table") and isinstance(value, list)
    }
    return {**written, **keys, **many}


def _entries(path: Path) -> list[dict]:
    with path.open("rb") as file:
        return tomllib.load(file).get("check", [])
