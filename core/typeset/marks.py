"""Sentences with marks -> the sentences as printed, and what each of their figures says.

[name]             a subject: printed, and what the figures after it are about
[=name]            the same, not printed
[#2060101]         the functional code of the subject, not printed
[@words]           what the changes after it are compared with: printed; holds to the end of the sentence
<measure>          the figure that follows, with its unit; <measure basis> says what it is a share or a part of
<up> <down> ...    a direction: the word that follows has no figure
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.errors import DefinitionError

_MARK = re.compile(r"\[(?P<sign>[=#@]?)(?P<name>[^\]]*)\]|<(?P<measure>[a-z_]+)(?: (?P<basis>[^>]*))?>")
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_DIRECTIONS = ("up", "down", "flat", "unfilled")
_COMPARED = ("delta", "percent_change", "direction")


@dataclass(frozen=True, slots=True)
class Told:
    """A figure of a sentence, with the keys of the contract's statements; `start`: where it stands in the paragraph."""

    subject: str
    measure: str
    value: str
    unit: str
    basis: str
    line_code: str
    sentence: str
    start: int


@dataclass(slots=True)
class _Reading:
    """What holds where the reading of a paragraph stands."""

    subject: str = ""
    code: str = ""
    compared: str = ""


def read_marks(marked: str, units: tuple[str, ...], full_stop: str) -> tuple[str, tuple[Told, ...]]:
    """A paragraph without its marks, and what its figures say.  `units`: the words that may follow a figure.

    Raises DefinitionError (`text_mark_without_figure`) for a measure that no number follows.
    """
    printed, told, at, reading = "", [], 0, _Reading()
    for mark in _MARK.finditer(marked):
        printed, at = printed + _between(marked[at : mark.start()], full_stop, reading), mark.end()
        if mark["measure"]:
            told.append((_told(mark, marked[at:], units, reading), len(printed)))
        elif mark["sign"] == "#":
            reading.code = mark["name"]
        elif mark["sign"] == "@":
            reading.compared = mark["name"]
            printed += mark["name"]
        else:
            reading.subject, reading.code = mark["name"], ""
            printed += "" if mark["sign"] else mark["name"]
    printed += marked[at:]
    return printed, tuple(_placed(fields, printed, start, full_stop) for fields, start in told)


def unmarked_figures(text: str, told: tuple[Told, ...], units: tuple[str, ...]) -> Iterator[str]:
    """The numbers of a printed paragraph that have a unit and no mark, with their units."""
    starts = {one.start for one in told}
    for number in _NUMBER.finditer(text):
        unit = _unit(text[number.end() :], units)
        if number.start() not in starts and unit:
            yield number[0] + unit


def _between(text: str, full_stop: str, reading: _Reading) -> str:
    if full_stop in text:
        reading.compared = ""
    return text


def _told(mark: re.Match[str], rest: str, units: tuple[str, ...], reading: _Reading) -> dict[str, str]:
    measure, value, unit = mark["measure"], mark["measure"], ""
    if measure in _DIRECTIONS:
        measure = "direction"
    else:
        number = _NUMBER.match(rest)
        if number is None:
            raise DefinitionError("text_mark_without_figure", where=mark[0], found=rest[:12], expected="a number")
        value = number[0].replace(",", "")
        unit = _unit(rest[number.end() :], units)
    basis = mark["basis"] or (reading.compared if measure in _COMPARED else "")
    return {"subject": reading.subject, "measure": measure, "value": value, "unit": unit, "basis": basis, "line_code": reading.code}


def _unit(after: str, units: tuple[str, ...]) -> str:
    """The unit a text begins with."""
    return next((unit for unit in units if after.lstrip(" ").startswith(unit)), "")


def _placed(fields: dict[str, str], printed: str, start: int, full_stop: str) -> Told:
    end = printed.find(full_stop, start)
    sentence = printed[printed.rfind(full_stop, 0, start) + 1 : end + 1 if end >= 0 else len(printed)]
    return Told(**fields, sentence=sentence, start=start)
