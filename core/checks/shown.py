"""What the examples of a check come to, and what was measured of the checks: for the people who read the rules."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from core.checks.catalogue import Check
from core.checks.example import case_of
from core.checks.run import run
from core.definitions import load
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


def measured(path: Path = MEASURED) -> dict[str, Measured]:
    """What was measured, by `what`; {} where nothing was.  Nothing is assumed: what is not in the file is not known."""
    if not path.exists():
        return {}
    with path.open("rb") as file:
        entries = tomllib.load(file).get("measured", [])
    return {entry["what"]: Measured(entry["what"], entry["value"], entry["cases"], str(entry["date"])) for entry in entries}
