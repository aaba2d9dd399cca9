"""Telephone numbers and the names of contact persons, which a report prints and an output about it must not repeat."""

import re
import tomllib
from functools import cache

from core.definitions import FOLDER


def without_contacts(text: str, instead: str) -> str:
    """The text with every telephone number and every named contact person replaced by `instead`."""
    return _contacts().sub(instead, text)


@cache
def _contacts() -> re.Pattern[str]:
    with (FOLDER / "outputs.toml").open("rb") as file:
        return re.compile("|".join(tomllib.load(file)["contacts"].values()))
