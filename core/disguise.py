"""Other names for units: the same name becomes the same alias wherever it stands, on screens and in what is taken away."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

FEWEST = 4  # letters of a name; what is shorter is rather an ordinary word
FEWEST_WITHOUT_REGION = 6  # letters that must be left of a name whose region is left out
_BRACKET = re.compile(r"[（(][^（()）]*[)）]$")
_HEAD = 3


def letters(number: int) -> str:
    """0 → A, 25 → Z, 26 → AA, 27 → AB …"""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def aliases(names: Iterable[str], alias: Callable[[str], str], regions: Iterable[str] = ()) -> dict[str, str]:
    """name → alias for every name of at least FEWEST letters and the forms it is also printed in.

    `alias` makes an alias from letters (A, B, …), given out in the order of the names.  Forms: without a bracket at the end,
    without the regions at the beginning.  A form that two names share is left alone, unless one of them is that form itself.
    """
    full = list(dict.fromkeys(name for name in map(_bare, names) if len(name) >= FEWEST))
    known = {name: alias(letters(number)) for number, name in enumerate(full)}
    places = sorted(set(regions), key=len, reverse=True)
    claims: dict[str, set[str]] = defaultdict(set)
    for name, told in known.items():
        for form in _forms(name, places):
            claims[form].add(told)
    return {form: min(told) for form, told in claims.items() if len(told) == 1} | known


class Disguise:
    """Text with the names in `names` replaced; blanks and line ends between the letters of a name do not hide it."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = dict(names)
        ordered = sorted(self._names, key=len, reverse=True)
        self._whole = re.compile("|".join(r"\s*".join(map(re.escape, name)) for name in ordered)) if ordered else None
        self._heads = re.compile("|".join({re.escape(name[:_HEAD]) for name in ordered}))

    def text(self, text: str) -> str:
        """The text with aliases in the place of names."""
        if self._whole is None or not self._heads.search(_bare(text)):
            return text
        return self._whole.sub(lambda found: self._names[_bare(found[0])], text)


def _bare(text: str) -> str:
    return "".join(text.split())


def _forms(name: str, regions: list[str]) -> set[str]:
    forms, rest = {name}, _BRACKET.sub("", name)
    if len(rest) >= FEWEST:
        forms.add(rest)
    while region := next((place for place in regions if rest.startswith(place)), ""):
        rest = rest[len(region) :]
        if len(rest) < FEWEST_WITHOUT_REGION:
            break
        forms.add(rest)
    return forms
