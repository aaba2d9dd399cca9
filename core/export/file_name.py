"""Names of exported files that every system takes."""

import re

from core.model import Report

_NOT_IN_FILE_NAMES = re.compile(r"[^\w-]+")
_LONGEST_UNIT, _LONGEST_WORDS = 48, 24


def file_name(report: Report, words: str, ending: str) -> str:
    """`unit_year_words_number` and the ending (`.xlsx`): of two reports no two names are the same."""
    return stem(report.unit_name, report.fiscal_year, words, report.report) + ending


def stem(unit_name: str, fiscal_year: int | None, *words: str) -> str:
    """Unit, year and words as the beginning of a file name, joined by underscores; what no name may hold and empty words are left out."""
    parts = [_plain(unit_name)[:_LONGEST_UNIT], str(fiscal_year or ""), *(_plain(word)[:_LONGEST_WORDS] for word in words)]
    return "_".join(filter(None, parts))


def _plain(text: str) -> str:
    return _NOT_IN_FILE_NAMES.sub("_", text).strip("_")
