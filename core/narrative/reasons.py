"""Reasons in a sentence: where they are told, and their text."""

from dataclasses import dataclass

from core.narrative.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason from `start` (its opening words) to `end`; its text begins at `body`; `word`: the opening words."""

    start: int
    body: int
    end: int
    word: str
    weak: bool = False


def reasons_in(text: str, start: int, end: int, words: Lexicon) -> list[Reason]:
    """The reasons told in text[start:end].  A weak one is a reason only after a change or a rate, else it tells what money is for."""
    found: list[Reason] = []
    for name in ("opens", "weak"):
        for opening in words[f"measures.reason.{name}"].finditer(text, start, end):
            if any(reason.start <= opening.start() < reason.end for reason in found):
                continue
            closing = words["measures.reason.closes"].search(text, opening.end(), end)
            stop = closing.start() if closing else end
            word = words["measures.basis.around"].sub("", opening.group())
            found.append(Reason(opening.start(), opening.end(), stop, word, name == "weak"))
    return sorted(found, key=lambda reason: reason.start)
