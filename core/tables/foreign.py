"""Columns (and rows) of what is not this year's final account: last year's figures, other budgets, growth, shares, remarks.

They stand under the same words as the figures wanted (the sum, the basic expenditure), so they are told before any key is given.
"""

from collections.abc import Sequence

from core.definitions import Definitions, TableDefinition

Path = tuple[str, ...]


def is_foreign_word(word: str, table: TableDefinition, definitions: Definitions) -> bool:
    """Whether a folded heading or label names something this table does not hold; the table's own names never do."""
    if word in table.line_keys or any(word in column.names for column in table.columns):
        return False
    patterns = definitions.patterns
    if patterns["foreign"].search(word):
        return True
    return "budget" not in {column.key for column in table.columns} and bool(patterns["budget_heading"].match(word))


def foreign_columns(paths: Sequence[Path], table: TableDefinition, definitions: Definitions) -> set[int]:
    """The columns, by number, over which such a word stands, or an earlier year beside this one, or the first of two budgets."""
    words = [[own(word, definitions) for word in path] for path in paths]
    found = {number for number, path in enumerate(words) if any(is_foreign_word(word, table, definitions) for word in path)}
    years = [_year(path, definitions) for path in paths]
    told = {year for number, (year, path) in enumerate(zip(years, paths, strict=True)) if year and number not in found}
    found |= {number for number, year in enumerate(years) if year and year < max(told, default=0)}
    return found | other_budget([() if number in found else path for number, path in enumerate(words)], definitions)


def own(word: str, definitions: Definitions) -> str:
    """The word without the year before it."""
    return definitions.patterns["heading_year"].sub("", word) or word


def _year(path: Path, definitions: Definitions) -> int:
    found = [definitions.patterns["heading_year"].match(word) for word in path]
    return max((int(match.group(1)) for match in found if match), default=0)


def other_budget(paths: Sequence[Sequence[str]], definitions: Definitions) -> set[int]:
    """Which of these headings (or labels) are of the initial budget where the adjusted one, the one to compare with, stands too."""
    initial, adjusted = set(), set()
    for number, words in enumerate(paths):
        if any(word.startswith(tuple(definitions.words["initial_budget"])) for word in words):
            initial.add(number)
        elif any(definitions.patterns["budget_heading"].match(word) for word in words):
            adjusted.add(number)
    return initial if adjusted else set()
