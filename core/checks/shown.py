"""What the examples of a check come to, and what was measured of the checks: for the people who read the rules."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from core.checks.case import Case
from core.checks.catalogue import SERIES, Check, check_of
from core.checks.example import case_of
from core.checks.run import run
from core.definitions import load
from core.ledger import Ledger
from core.model import Finding

MEASURED = Path(__file__).resolve().parents[2] / "data" / "measured.toml"


@dataclass(frozen=True, slots=True)
class Measured:
    """One measured value: what (a key of the screen), the value as text, how many cases, when (ISO date)."""

    what: str
    value: str
    cases: int
    date: str


def example_finding(check: Check, fails: bool) -> Finding | None:
    """What the failing (or passing) example of a check comes to: the finding of that kind, None where it gives another."""
    case = case_of(check.fails if fails else check.passes, load())
    states = ("fail",) if fails else ("pass", "rounding")
    return next((finding for finding in run(case, checks=[check]) if finding.state in states), None)


def tried(text: str, ledger: Ledger, each: str = "") -> tuple[Finding, ...]:
    """What a formula just written comes to on a report, a finding for each of its instances.  `each`: the cells it goes over, or "".

    Raises DefinitionError unknown_name or formula_not_understood.
    """
    told = {"id": f"{SERIES[0]}-00", "title": text, "title_en": text, "class": "verify", "severity": "warn", "basis": text}
    over = {"each": each} if each else {}
    entry = {**told, **over, "formula": text, "pass": text, "fail": text, "kinds": [ledger.identity.kind]}
    return run(Case(ledger), checks=[check_of(entry, ledger.definitions)])


def measured(path: Path = MEASURED) -> dict[str, Measured]:
    """What was measured, by `what`; {} where nothing was.  Nothing is assumed: what is not in the file is not known."""
    if not path.exists():
        return {}
    with path.open("rb") as file:
        entries = tomllib.load(file).get("measured", [])
    return {entry["what"]: Measured(entry["what"], entry["value"], entry["cases"], str(entry["date"])) for entry in entries}
