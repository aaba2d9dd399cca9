"""The figures of a text: numbers with their units, without those that are part of a name, a formula or a date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from core.narrative.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Figure:
    """A number from `start` to `end` (its unit included), the unit beginning at `unit_start`.  `value`: bare; `kind`: class of the unit."""

    start: int
    unit_start: int
    end: int
    value: str
    kind: str


def find_figures(text: str, start: int, end: int, words: Lexicon) -> Iterator[Figure]:
    """The figures of text[start:end], left to right."""
    pattern, kinds = _pattern(words)
    reach = start
    for found in pattern.finditer(text, start, end):
        unit = found["unit"]
        kind = _bare_kind(text[reach : found.start()], words) if not unit else kinds.get(unit) or kinds.get(unit[1:], "money")
        if kind and not _is_part_of_name(text, found, kind, start, end, words) and not _is_cut(text, found, reach, words):
            yield Figure(found.start(), found.start("unit"), found.end(), found["number"].replace(",", ""), kind)
            reach = found.end()


def _bare_kind(before: str, words: Lexicon) -> str:
    """The class of a number whose unit was forgotten: a percentage of change, points; else ""."""
    if words["figures.bare.change"].search(before):
        return "percent"
    return "score" if words["figures.bare.score"].search(before) else ""


def _is_part_of_name(text: str, found: re.Match, kind: str, start: int, end: int, words: Lexicon) -> bool:
    """A threshold, a term of a formula, an ordinal, the end of a range."""
    if words["figures.skip.before"].search(text[max(start, found.start() - 8) : found.start()]):
        return True
    after = words["figures.skip.after"].match(text[found.end() : min(end, found.end() + 10)])
    return bool(after) and kind not in words.files["figures"]["skip"]["results"]


def _is_cut(text: str, found: re.Match, reach: int, words: Lexicon) -> bool:
    """A bare ten thousand stands for money only after a name of money."""
    bare = words.files["figures"]["bare_money"]["unit"]
    return found["unit"] == bare and not words["figures.bare_money.before"].search(text[reach : found.start()])


@lru_cache(maxsize=4)
def _pattern(words: Lexicon) -> tuple[re.Pattern[str], dict[str, str]]:
    files = words.files["figures"]
    kinds = {unit: kind for kind, units in files["units"].items() for unit in units}
    ends = files["after"]
    units = []
    for unit in sorted(kinds, key=len, reverse=True):
        scaled = files["number"]["scale"] if kinds[unit] == "count" else ""
        units.append(scaled + re.escape(unit) + (f"(?!{ends[unit]})" if unit in ends else ""))
    bare = files["bare_money"]
    units.append(re.escape(bare["unit"]) + bare["after"])
    units.append(files["bare"]["after"])
    number, more = files["number"]["value"], files["number"]["more"]
    return re.compile(f"(?P<number>{number}){more}(?P<unit>{'|'.join(units)})"), kinds
