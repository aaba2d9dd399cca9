"""What stands around a table: its title, printed number, money unit, organisation and notes."""

from dataclasses import dataclass
from functools import lru_cache

from core.definitions import Definitions
from core.names import fold, squeeze

TITLE_REACH = 14  # lines above a grid in which its title may stand
LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Title:
    """A recognised or plausible title: the table's key ("" when unknown), the printed text, and how many lines it took."""

    key: str
    text: str
    lines: int = 1


@lru_cache(maxsize=1 << 14)
def match_title(text: str, definitions: Definitions) -> str:
    """The key of the table this line is the title of, longest title first, or "".

    Only an ordinal, the year, the unit's name or the like may stand before the title, and nothing but marks of continuation after it:
    a title that merely contains a known one is another table.
    """
    folded = fold(text)
    if not definitions.title_ends.intersection(folded):
        return ""
    folded = definitions.patterns["leader"].sub("", folded)
    if len(folded) > LONGEST_TITLE:
        return ""
    for name, key in definitions.titles:
        at = folded.find(name)
        if at < 0:
            continue
        before, after = folded[:at], folded[at + len(name) :]
        if definitions.patterns["title_prefix"].match(before) and definitions.patterns["title_suffix"].match(after):
            return key
        return ""
    return ""


def bare_title(text: str, definitions: Definitions) -> str:
    """A printed title without blanks, the form's number and the dots that lead to a page number."""
    text = definitions.patterns["leader"].sub("", squeeze(text))
    return definitions.patterns["printed_number"].sub("", text)


def find_title(lines: list[str], definitions: Definitions) -> tuple[int, Title] | None:
    """The known title nearest to the end of `lines` (the lines above a grid), with its index; a title may be broken over two lines."""
    for index in range(len(lines) - 1, max(-1, len(lines) - 1 - TITLE_REACH), -1):
        for count in (1, 2):
            if index - count + 1 < 0:
                continue
            text = "".join(map(squeeze, lines[index - count + 1 : index + 1]))
            key = match_title(text, definitions)
            if key:
                return index - count + 1, Title(key, bare_title(text, definitions), count)
    return None


def other_title(lines: list[str], definitions: Definitions) -> str:
    """The printed title of a table that is none of the known ones: the nearest line above that reads like a title, or ""."""
    for text in reversed(lines[-6:]):
        folded = fold(text)
        if definitions.patterns["continued"].match(folded):
            return ""
        if (
            folded
            and len(folded) <= LONGEST_TITLE
            and definitions.patterns["other_title"].search(folded)
            and not definitions.patterns["sentence"].search(folded)
        ):
            return squeeze(text)
    return ""


def money_unit(texts: list[str], definitions: Definitions) -> str:
    """The money unit printed in these texts, nearest to the table first (also broken over two lines), or "" when none is."""
    for text in [*reversed(texts), "".join(texts)]:
        found = definitions.patterns["unit"].search(fold(text))
        if found:
            return found.group(1)
    return ""


def bracketed_unit(texts: list[str], definitions: Definitions) -> str:
    """A unit printed in brackets behind a title or a heading, or ""."""
    for text in texts:
        found = definitions.patterns["unit_bracket"].search(fold(text))
        if found:
            return found.group(1)
    return ""


def printed_number(texts: list[str], definitions: Definitions) -> str:
    """The number the form prints for itself, for people only; "" when it prints none."""
    for text in texts:
        found = definitions.patterns["printed_number"].search(fold(text))
        if found:
            return found.group(1)
    return ""


def notes(lines: list[str], definitions: Definitions) -> str:
    """The notes printed below a table, joined; a note ends where no line follows it directly, and where a part of the report begins."""
    kept: list[str] = []
    for text in lines:
        if definitions.patterns["part"].match(fold(text)):
            break
        if definitions.patterns["note"].match(fold(text)) or (kept and not definitions.patterns["page_mark"].match(fold(text))):
            kept.append(squeeze(text))
        elif kept:
            break
    return "".join(kept)


def budget_basis(note: str, headings: list[str], definitions: Definitions) -> str:
    """Which budget a table means, by its headings and note: initial · adjusted · ""."""
    text = fold("".join(headings) + note)
    if any(word in text for word in definitions.words["adjusted_budget"]):
        return "adjusted"
    return "initial" if any(word in text for word in definitions.words["initial_budget"]) else ""
