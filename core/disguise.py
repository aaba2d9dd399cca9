"""Other names for units, regions and persons: a name becomes the same alias wherever it stands, on screens and in files."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

FEWEST = 4  # letters of a name; what is shorter is rather an ordinary word
FEWEST_WITHOUT_REGION = 6  # letters that must be left of a name whose region is left out
_BRACKET = re.compile(r"\([^()]*\)$")
_HALF_WIDTH = str.maketrans("（）", "()")
_HEAD = 2


def letters(number: int) -> str:
    """0 → A, 25 → Z, 26 → AA, 27 → AB …"""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def aliases(
    names: Iterable[str],
    alias: Callable[[str], str],
    regions: Iterable[str] = (),
    short: Mapping[str, Sequence[str]] | None = None,
    levels: str = "",
) -> dict[str, str]:
    """name → alias for every name of at least FEWEST letters and the forms it is also printed in.

    `alias` makes an alias from letters (A, B, …), given out in the order of the names.  Forms: without a bracket at the end (of several
    that differ in it the first), without the regions at the beginning, with the endings of `short` in the place of long ones, and where
    the region ends with one of `levels` with that level or with the rest in its place.  A form that two names share is left alone,
    unless one of them is that form itself.
    """
    full = list(dict.fromkeys(name for name in map(bare, names) if len(name) >= FEWEST))
    known = {name: alias(letters(number)) for number, name in enumerate(full)}
    places = sorted(set(regions), key=len, reverse=True)
    claims: dict[str, set[str]] = defaultdict(set)
    named: dict[str, str] = {}  # without its bracket → the alias of that name itself, else of the first with one
    for name in sorted(full, key=lambda each: each != _BRACKET.sub("", each)):
        named.setdefault(_BRACKET.sub("", name), known[name])
    for name, told in named.items():
        for form in _forms(name, places, short or {}, levels):
            claims[form].add(told)
    return {form: min(told) for form, told in claims.items() if len(told) == 1} | known


class Disguise:
    """Text with the names in `names` replaced; blanks and line ends between the letters of a name do not hide it.

    `partial`: names that begin with the name of a level: they stand only at the beginning or behind a letter of `before`.
    `whole`: names too short to be looked for inside a text: replaced where they are the text.
    """

    def __init__(
        self, names: Mapping[str, str], partial: Iterable[str] = (), before: str = "", whole: Mapping[str, str] | None = None
    ) -> None:
        self._names = {bare(name): alias for name, alias in names.items()}
        self._partial, self._before, self._whole = frozenset(partial), frozenset(before.translate(_HALF_WIDTH)), dict(whole or {})
        sizes: dict[str, set[int]] = defaultdict(set)
        for name in self._names:
            sizes[name[:_HEAD]].add(len(name))
        self._sizes = {head: sorted(of, reverse=True) for head, of in sizes.items()}
        self._heads = re.compile("|".join(map(re.escape, self._sizes))) if sizes else None

    def text(self, text: str) -> str:
        """The text with aliases in the place of names."""
        if self._heads is None and not self._whole:
            return text
        folded = bare(text)
        if folded in self._whole:
            return self._whole[folded]
        found = list(self._found(folded))
        if not found:
            return text
        at = [number for number, letter in enumerate(text) if not letter.isspace()] if len(folded) < len(text) else range(len(text))
        pieces, end = [], 0
        for first, last, alias in found:
            pieces += [text[end : at[first]], alias]
            end = at[last] + 1
        return "".join((*pieces, text[end:]))

    def _found(self, folded: str) -> Iterator[tuple[int, int, str]]:
        """First letter, last letter and alias of each name, the longest that begins there."""
        start = 0
        while self._heads and (head := self._heads.search(folded, start)):
            at = head.start()
            name = next((name for size in self._sizes[head[0]] if self._stands(name := folded[at : at + size], folded[:at])), "")
            if name:
                yield at, at + len(name) - 1, self._names[name]
            start = at + (len(name) or 1)

    def _stands(self, name: str, left: str) -> bool:
        return name in self._names and (name not in self._partial or not left or left[-1] in self._before)


def bare(text: str) -> str:
    """Text as names are compared: without blanks, brackets half-width."""
    return "".join(text.split()).translate(_HALF_WIDTH)


def partial_forms(names: Iterable[str], regions: Iterable[str], levels: str) -> set[str]:
    """Those of these names that begin with the name of a level and with no region."""
    known = tuple(regions)
    return {name for name in names if name[0] in levels and not name.startswith(known)}


def _forms(name: str, regions: list[str], short: Mapping[str, Sequence[str]], levels: str) -> set[str]:
    """Of a name without its bracket."""
    rest, forms = name, {form for form in (name, *_shortened(name, short)) if len(form) >= FEWEST}
    while region := next((place for place in regions if rest.startswith(place)), ""):
        rest = rest[len(region) :]
        if not rest:
            break
        tails = {rest, *_shortened(rest, short)}
        if region[-1] in levels:
            heads = {region[-1], region[:-1]} if len(region) > _HEAD else {region[-1]}
            forms |= {form for tail in tails for head in heads if len(form := head + tail) >= FEWEST}
        if len(rest) >= FEWEST_WITHOUT_REGION:
            forms.add(rest)
    return forms


def _shortened(name: str, short: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The name with each short word in the place of its long one; the longest long one that it holds."""
    long = max((word for word in short if word in name), key=len, default="")
    for word in short.get(long, ()):
        yield name.replace(long, word)
