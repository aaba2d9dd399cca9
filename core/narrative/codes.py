"""Functional codes for items named in prose, through the tables of the same report."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from core.definitions import Definitions
from core.model import Statement, Table
from core.names import fold
from core.narrative.lexicon import Lexicon, lexicon

_PRINTED = re.compile(r"(?<!\d)(\d{7}|\d{5})(?!\d)")
_DEPTHS = (3, 5, 7)
_TWO_SIDED = "two_sided"
_FUNCTIONAL = "functional"


@dataclass(frozen=True, slots=True)
class _Names:
    """Codes by comparable name, and the name of each code."""

    codes: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]


def with_codes(statements: Sequence[Statement], tables: Sequence[Table], definitions: Definitions) -> list[Statement]:
    """The statements, those about a functional item with its code; a name that fits several codes or none gets none.

    A report without functional tables takes them from the classification, for items named with their class and group.
    """
    words = lexicon(definitions)
    printed = _names(_printed_items(tables, definitions), words)
    standard = printed.names == {}
    known = _standard(definitions) if standard else printed
    found: dict[tuple[str, str], str] = {}
    coded = []
    for statement in statements:
        key = (statement.section, statement.subject)
        if key not in found:
            found[key] = _code(statement, known, standard, words)
        coded.append(replace(statement, line_code=found[key]) if found[key] else statement)
    return coded


def _printed_items(tables: Sequence[Table], definitions: Definitions) -> Iterable[tuple[str, str]]:
    """(code, name) of the functional lines of the report's own tables."""
    for table in tables:
        rows = definitions.tables[table.table].rows if table.table in definitions.tables else ""
        for fact in table.facts:
            code = fact.line_code or fact.line
            if rows in (_FUNCTIONAL, _TWO_SIDED) and code.isdigit() and len(code) in _DEPTHS and fact.line_name:
                yield code, fact.line_name


@lru_cache(maxsize=4)
def _standard(definitions: Definitions) -> _Names:
    return _names(definitions.functional.items(), lexicon(definitions))


def _names(items: Iterable[tuple[str, str]], words: Lexicon) -> _Names:
    codes: dict[str, list[str]] = defaultdict(list)
    names: dict[str, str] = {}
    for code, printed in items:
        name = _comparable(printed, words)
        names.setdefault(code, name)
        if code not in codes[name]:
            codes[name].append(code)
    return _Names({name: tuple(found) for name, found in codes.items()}, names)


def _comparable(name: str, words: Lexicon) -> str:
    """A name without what is added to it in prose."""
    return words["codes.name.added"].sub("", fold(name))


def _code(statement: Statement, known: _Names, standard: bool, words: Lexicon) -> str:
    """The code of one statement's subject, or ""."""
    printed = _PRINTED.search(statement.subject)
    if printed and (standard or printed.group() in known.names):
        return printed.group()
    levels = _levels(fold(statement.subject), words)
    titles = [fold(title) for title in statement.section.split("/")]
    if not levels and (standard or not any(words["codes.section.functional"].search(title) for title in titles)):
        return ""
    if not levels:
        return _only(_of_name(_comparable(statement.subject, words), known, "", 0))
    above = _levels("/".join(titles), words) or levels
    depth = max(levels)
    codes = _of_name(levels[depth], known, "", _DEPTHS[depth])
    for level, name in {**{level: name for level, name in above.items() if level < depth}, **levels}.items():
        codes = [code for code in codes if level == depth or known.names.get(code[: _DEPTHS[level]], name) == name]
    if standard and len(levels) == 1 and depth > 0 and not above:
        return ""
    return _only(codes)


def _levels(text: str, words: Lexicon) -> dict[int, str]:
    """Level (0 class, 1 group, 2 item) → name, as far as the text marks them."""
    marks = words.files["codes"]["levels"]["marks"]
    return {marks.index(found["mark"]): _comparable(found["name"], words) for found in words["codes.levels.named"].finditer(text)}


def _of_name(name: str, known: _Names, prefix: str, length: int) -> list[str]:
    return [code for code in known.codes.get(name, ()) if code.startswith(prefix) and length in (0, len(code))]


def _only(codes: Sequence[str]) -> str:
    return codes[0] if len(codes) == 1 else ""
