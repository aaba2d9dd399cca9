"""Queries to begin with, in words and SQL, from data/definitions/example_queries.toml."""

import tomllib
from functools import cache

from core.definitions import FOLDER

FILE = FOLDER / "example_queries.toml"
_LANGUAGES = ("zh", "en")


@cache
def example_queries(language: str) -> dict[str, str]:
    """What it asks, in words → its SQL, whose answer has headings in that language (`zh` or `en`)."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    names = {name: words[_LANGUAGES.index(language)] for name, words in told["names"].items()}
    return {query[language]: query["sql"].strip().format_map(names) for query in told["query"]}
