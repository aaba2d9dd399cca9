"""The words of the printed tables and of the text, in the wording a layout chooses.  All of them come from data/definitions."""

import csv
import tomllib
from functools import cache
from typing import Any

from core.typeset.layout import DEFINITIONS, Layout


@cache
def definitions(name: str) -> dict[str, Any]:
    """data/definitions/typeset/<name>.toml as it stands."""
    with (DEFINITIONS / "typeset" / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def code_names(name: str) -> dict[str, str]:
    """code -> name of data/definitions/codes/<name>.csv (`functional`, `functional_class`, `economic`)."""
    with (DEFINITIONS / "codes" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


def functional_name(code: str) -> str:
    """The name of a functional class, section or item.  KeyError when the code list does not hold it."""
    return code_names("functional_class" if len(code) == 3 else "functional")[code]


class Words:
    """Words as one layout prints them.  A wording is chosen by `layout.wording[term]`, the first one when it says nothing."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._words = definitions("words")

    def say(self, term: str, **values: object) -> str:
        """A wording by its term, with `{names}` filled in."""
        return self._choose(term, self._words["wording"][term]).format(**values)

    def head(self, term: str) -> str:
        """A wording as it stands in a heading: `spaced_heads` puts a blank between two characters."""
        return self.spaced(self.say(term))

    def title(self, table: str) -> str:
        """The printed title of a table."""
        return self._choose(f"title.{table}", self._words["title"][table])

    def unit(self, table: str) -> str:
        """The printed unit of a table."""
        return self._words["unit"][self._layout.unit(table)]

    def columns(self, table: str) -> dict[str, str]:
        """column key -> heading, in printed order, of a code table or of the expenditure side of the appropriation summary."""
        return {key: self._choose(f"column.{key}", names) for key, names in self._words["column"][table].items()}

    def line(self, table: str, key: str) -> str:
        """The label of a line of a summary table, without its ordinal."""
        return self._choose(f"line.{key}", self._words["line"][table][key])

    def three_public(self, key: str, part: str) -> str:
        """Of a three-public line: its `name` in the facts, its `head` (or `group` head), its label (`row`) in the vertical form."""
        found = self._words["three_public"][key][part]
        return found if isinstance(found, str) else self._choose(f"three_public.{key}", found)

    def note(self, key: str) -> str:
        """A note printed under a table."""
        return self._words["note"][key].format(unit=self._words["unit"]["wan"])

    def empty(self, table: str, kind: str, unit_name: str) -> str:
        """The sentence that says why a table is empty."""
        return self._words["empty"][table][kind].format(unit_name=unit_name)

    def numbered(self, number: int, name: str) -> str:
        """A label with its ordinal in front."""
        return self._words["ordinal"]["summary"].format(ordinal=self.ordinal(number), name=name)

    def ordinal(self, number: int) -> str:
        """1 to 99 in Chinese numerals."""
        digits, ten = self._words["ordinal"]["digits"], self._words["ordinal"]["ten"]
        tens, ones = divmod(number, 10)
        front = "" if tens == 0 else ten if tens == 1 else digits[tens] + ten
        return front + (digits[ones] if ones or not tens else "")

    def basic(self, key: str) -> Any:
        """A list of the form of basic expenditure (words.toml, [basic])."""
        return self._words["basic"][key]

    def spaced(self, text: str) -> str:
        """Two characters set apart where the layout does so."""
        return " ".join(text) if self._layout.spaced_heads and len(text) == 2 else text

    def _choose(self, term: str, wordings: list[str]) -> str:
        return wordings[self._layout.wording.get(term, 0) % len(wordings)]
