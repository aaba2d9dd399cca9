"""What the examples of the checks over reports come to: for the people who read the rules."""

import tomllib
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import get_args

from core.amounts import parse
from core.checks.outcome import Value
from core.definitions import FOLDER, Definitions
from core.errors import DefinitionError
from core.model import Kind, Report
from core.over.comparison import Comparison, Side, compared
from core.over.rules import Rule, rules


def example_of(rule: Rule, fails: bool, definitions: Definitions) -> Comparison:
    """The comparison of the two figures of a rule's failing (or passing) example.  Raises DefinitionError for one that cannot be read."""
    example = rule.entry["example"]
    unit, figures = str(example["unit"]), example["fail" if fails else "pass"]
    sides = [_side(rule, example[name], figure, unit, definitions) for name, figure in zip(("left", "right"), figures, strict=True)]
    return compared(rule, *sides, unit, definitions)


def mistakes(definitions: Definitions, folder: Path = FOLDER) -> list[str]:
    """What is wrong with the checks over reports, a sentence each; [] when all of it is there and the examples come to what they say."""
    try:
        listed = rules(folder)
    except (tomllib.TOMLDecodeError, KeyError) as error:
        return [f"checks_over/checks.toml: {error}"]
    found = []
    for rule in listed.values():
        try:
            states = [example_of(rule, fails, definitions).state for fails in (False, True)]
        except (DefinitionError, KeyError) as error:
            found.append(f"checks_over/checks.toml: {rule.id}: {error}")
            continue
        if states != ["pass", "fail"]:
            found.append(f"checks_over/checks.toml: {rule.id}: pass, fail: {', '.join(states)}")
    return found


def _side(rule: Rule, told: Mapping[str, object], figure: str, unit: str, definitions: Definitions) -> Side:
    amount, kind = parse(figure, definitions.money[unit]), str(told["kind"])
    if amount is None or kind not in get_args(Kind):
        raise DefinitionError("check_incomplete", where=rule.id, found=f"{figure} {kind}", expected=", ".join(get_args(Kind)))
    at, spread = Fraction(amount.fen), Fraction(amount.precision_fen)
    report = Report("", 1, "", "", "", int(told["year"]), kind, "", unit, "", 0, "read")
    return Side(Value(at, at - spread / 2, at + spread / 2, 1, (), (spread,)), (str(told["name"]), str(told["name_en"])), report)
