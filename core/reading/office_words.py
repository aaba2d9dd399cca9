"""The words of data/definitions/office.toml, by which files without pages are laid out."""

import re
import tomllib

from core.definitions import FOLDER

with (FOLDER / "office.toml").open("rb") as _file:
    _WORDS = tomllib.load(_file)

NUMERALS: dict[str, str] = _WORDS["numerals"]
NAMES_UNIT = re.compile(_WORDS["above"]["names_unit"])
NOTE = re.compile(_WORDS["above"]["note"])
