"""The words of the ledger: data/definitions/coverage.toml, compiled once for each Definitions."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from core.definitions import Definitions
from core.names import fold

# In this order: what fits first counts.
_CLASSES = {"unit": "code", "date": "date", "contact": "contact", "document": "ordinal", "ordinal": "ordinal", "name": "name"}
_CODE_WITHOUT_NAME = 7  # digits of a code that needs no name beside it to be one
_NAME_BEGINS = 2  # letters of a name that tell it


class Words:
    """What numbers are by the words around them."""

    def __init__(self, definitions: Definitions) -> None:
        files = definitions.coverage
        self._mark, self._margin = re.compile(files["page"]["mark"]), files["page"]["margin"]
        self._title, self._led = re.compile(files["contents"]["title"]), re.compile(files["contents"]["led"])
        self._fewest = files["contents"]["fewest"]
        self._item, self._between = re.compile(files["apart"]["item"]), re.compile(files["code"]["between"])
        self._classes = [(kind, _any_of(files, name)) for name, kind in _CLASSES.items()]
        self._counted, self._measured = (re.compile(files["quantity"][name]) for name in ("counted", "measured"))
        self._codes = {**definitions.economic, **definitions.functional}

    def is_page_number(self, text: str, middle: float, height: float) -> bool:
        """Whether a line is the page's own number: a mark of a page, at the edge of it."""
        if not height or self._margin * height < middle < (1 - self._margin) * height:
            return False
        return self._mark.match(text) is not None

    def is_contents(self, texts: Iterable[str]) -> bool:
        """Whether these lines are those of a page of contents."""
        texts = list(texts)
        led = sum(text[-1:].isdigit() and self._led.match(text) is not None for text in texts)
        return led >= self._fewest or any(self._title.match(text) for text in texts[:6])

    def stands_apart(self, before: str, text: str) -> bool:
        """Whether a line does not go on from the letter before it: an item begins, or two numbers would meet."""
        return (before.isdigit() and text[0].isdigit()) or self._item.match(text) is not None

    def spans(self, text: str) -> list[tuple[int, int, str]]:
        """Start, end and kind of everything in a text whose numbers are no figures, what counts first before the others."""
        return [(*found.span(), kind) for kind, pattern in self._classes for found in pattern.finditer(text)]

    def is_quantity(self, text: str, end: int, explained: bool) -> bool:
        """Whether the number that ends here tells how much of something by the word behind it.

        In the explanation money and rates are statements or nothing; only things counted may be told there in passing.
        """
        return bool(self._counted.match(text, end) or (not explained and self._measured.match(text, end)))

    def is_code(self, number: str, after: str) -> bool:
        """Whether a number is the code of an item that is named behind it, or a known code of full length."""
        name = self._codes.get(number)
        if name is None:
            return False
        return len(number) == _CODE_WITHOUT_NAME or self._between.sub("", after, count=1).startswith(fold(name)[:_NAME_BEGINS])


def _any_of(files: Mapping[str, Mapping[str, str]], name: str) -> re.Pattern[str]:
    """The expressions of a section as one, tried only where what they find may begin: most letters begin nothing."""
    return re.compile(f"(?={files['begins'][name]})(?:{'|'.join(files[name].values())})")


@lru_cache(maxsize=4)
def words_of(definitions: Definitions) -> Words:
    """The words of these definitions."""
    return Words(definitions)
