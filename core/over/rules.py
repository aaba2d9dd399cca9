"""The checks over several reports: data/definitions/checks_over/checks.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.definitions import FOLDER
from core.model import Severity


@dataclass(frozen=True, eq=False)
class Rule:
    """One check over reports.  `may_be`: what else makes a difference, `what`: what is compared, both (zh, en); `entry`: all as written."""

    id: str
    title: str
    title_en: str
    check_class: str
    severity: Severity
    basis: str
    may_be: tuple[str, str]
    what: tuple[str, str]
    entry: Mapping[str, object]


@cache
def rules(folder: Path = FOLDER) -> dict[str, Rule]:
    """Number of the check → the check, in order."""
    with (folder / "checks_over" / "checks.toml").open("rb") as file:
        entries = tomllib.load(file)["check"]
    return {entry["id"]: _rule(entry) for entry in entries}


def _rule(entry: Mapping[str, object]) -> Rule:
    plain = (str(entry[name]) for name in ("id", "title", "title_en", "class", "severity", "basis"))
    return Rule(*plain, *((str(entry[name]), str(entry[f"{name}_en"])) for name in ("may_be", "what")), entry)
