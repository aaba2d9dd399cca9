"""The words of the three public expenses: which item and which basis a figure has."""

from core.definitions import Definitions, TableDefinition, TableLine


def find_item(path: list[str], table: TableDefinition, definitions: Definitions) -> TableLine | None:
    """The item the words name: the last word that names one; a bare sum belongs to the group above it."""
    for depth in range(len(path) - 1, -1, -1):
        if path[depth] in definitions.words["sum_heading"] and depth > 0:
            above = find_item(path[:depth], table, definitions)
            if above is not None:
                return above
        for joined in ("".join(path[depth:]), path[depth]):
            if joined in table.line_keys:
                return table.line_keys[joined]
    return None


def find_basis(words: list[str], table: TableDefinition) -> str:
    """The key of the column one of these words begins or ends with, or ""."""
    for column in table.columns:
        if any(name == word or word.endswith(name) or word.startswith(name) for word in words for name in column.names):
            return column.key
    return ""
