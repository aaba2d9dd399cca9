"""Comparisons in words: what a sentence compares with, and what is said to be the same, more or less without a figure."""

from dataclasses import dataclass

from core.narrative.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Comparison:
    """From `start` to `end`; `direction`: up · down · flat, or "" where only the basis is named."""

    start: int
    end: int
    basis: str
    direction: str = ""


def comparisons_in(text: str, start: int, end: int, words: Lexicon) -> list[Comparison]:
    """The comparisons of text[start:end], left to right."""
    found: list[Comparison] = []
    for told in words["measures.flat.compared"].finditer(text, start, end):
        found.append(Comparison(*told.span(), told["basis"], _direction(told["how"], words)))
    for name in ("equals", "before"):
        for told in words[f"measures.flat.{name}"].finditer(text, start, end):
            _add(found, Comparison(*told.span(), told["basis"], "flat"))
    for told in words["measures.basis.phrase"].finditer(text, start, end):
        _add(found, Comparison(*told.span(), told["basis"]))
    for told in words["measures.flat.alone"].finditer(text, start, end):
        if any(other.end <= told.start() and not other.direction for other in found):
            _add(found, Comparison(*told.span(), "", "flat"))
    return sorted(found, key=lambda each: each.start)


def _add(found: list[Comparison], new: Comparison) -> None:
    if not any(other.start < new.end and new.start < other.end for other in found):
        found.append(new)


def _direction(how: str, words: Lexicon) -> str:
    if words["measures.flat.up"].match(how):
        return "up"
    return "down" if words["measures.flat.down"].match(how) else "flat"
