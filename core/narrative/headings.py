"""What a heading is: a numbered, short text without figure and sentence."""

from core.narrative.lexicon import Lexicon


def heading_level(folded: str, words: Lexicon) -> int:
    """The level of the ordinal a text begins with: 0 for a part, 1 … 4 below it, -1 without ordinal."""
    for level, pattern in enumerate(words.section("outline.ordinal").values()):
        if pattern.match(folded):
            return level
    return -1


def is_heading(folded: str, words: Lexicon) -> bool:
    """Whether a whole paragraph is a heading: numbered, short, no figure, no sentence."""
    if len(folded) > words.files["outline"]["shape"]["longest"] or heading_level(folded, words) < 0:
        return False
    return not words["outline.shape.no_heading"].search(folded)


def section_kind(folded: str, words: Lexicon) -> str:
    """What a heading is about, or ""."""
    return next((kind for kind, pattern in words.section("outline.section").items() if pattern.search(folded)), "")


def run_in_heading(folded: str, words: Lexicon) -> str:
    """The heading a paragraph begins with, its full stop included, or ""."""
    found = words["outline.shape.run_in"].match(folded)
    return found.group() if found else ""
