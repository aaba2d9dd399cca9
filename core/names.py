"""Comparing printed names: the same word however it is spaced, bracketed or quoted."""

import re
import unicodedata
from difflib import get_close_matches
from functools import lru_cache

_DROPPED = re.compile("[#*\"'“”‘’„『』「」﹃﹄＂＇]")


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Text without blanks and quotation marks, full-width forms made half-width: what names are compared by."""
    return "".join(_DROPPED.sub("", unicodedata.normalize("NFKC", text)).split())


def squeeze(text: str) -> str:
    """Text without blanks, otherwise as printed."""
    return "".join(text.split())


def nearest(name: str, known: list[str]) -> str:
    """The known name most like this one, or "" when none is near."""
    found = get_close_matches(name, known, n=1, cutoff=0.6)
    return found[0] if found else ""
