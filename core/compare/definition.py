"""data/definitions/comparison.toml: what counts as a difference between reports, and the patterns looked for."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache

from core.definitions import FOLDER


@cache
def settings(part: str) -> Mapping[str, object]:
    """One part of comparison.toml as written."""
    with (FOLDER / "comparison.toml").open("rb") as file:
        return tomllib.load(file)[part]


@cache
def expression(part: str, name: str) -> re.Pattern[str]:
    """An expression of a part, compiled; it sees folded text."""
    return re.compile(str(settings(part)[name]))
