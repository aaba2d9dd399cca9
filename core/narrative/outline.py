"""The outline of a report: parts and sections told by the text of their headings, and what the contents page promises."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.model import Place
from core.narrative.headings import heading_level, is_heading, section_kind
from core.narrative.lexicon import Lexicon
from core.narrative.lines import BodyLine, half_width
from core.narrative.passages import Passage

_LED = re.compile(r"[.·…⋯—\-_\s]{3,}(\d{1,4})?$|[.…](\d{1,4})$")
_FEWEST_ENTRIES = 3
_LONGEST_TITLE = 4  # passages


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents page: what it promises, and the page it promises it on (None if it names none)."""

    text: str
    promised_page: int | None
    place: Place


@dataclass(frozen=True, slots=True)
class Section:
    """A heading inside a part.  `level`: 1 for the highest ordinal; `kind`: key of narrative/outline.toml [section], or "" ."""

    title: str
    level: int
    kind: str
    place: Place
    last_page: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the report: the passages from `first` (its title) up to and without `last`; `body` is the first after the title.

    `kind`: overview · tables · explanation · glossary · contact · attachments · "" (a part of another name).
    """

    kind: str
    title: str
    place: Place
    last_page: int | None
    first: int
    body: int
    last: int
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts in printed order and the lines of the contents page."""

    parts: tuple[Part, ...]
    contents: tuple[Entry, ...]

    def of(self, kind: str) -> tuple[Part, ...]:
        """The parts of one kind."""
        return tuple(part for part in self.parts if part.kind == kind)


def outline_of(found: Sequence[Passage], words: Lexicon) -> Outline:
    """Parts and sections of a report in the order they are printed, whatever their numbers; a report without headings has none."""
    start, stop, entries = _contents(found, words)
    titles = [title for title in _titles(found, words) if not start <= title[0] < stop]
    if not any(kind == "explanation" for _, _, kind, _ in titles):
        titles = _opened_by_section(found, titles, stop, words)
    parts = []
    for index, (first, body, kind, title) in enumerate(titles):
        last = titles[index + 1][0] if index + 1 < len(titles) else len(found)
        sections = tuple(_sections(found, body, last, words)) if kind not in ("glossary", "contact") else ()
        parts.append(Part(kind, title, _place(found[first].lines[0]), found[last - 1].lines[-1].page, first, body, last, sections))
    return Outline(tuple(parts), tuple(entries))


def _titles(found: Sequence[Passage], words: Lexicon) -> list[tuple[int, int, str, str]]:
    """(first passage, passage after, kind, title) of every part title."""
    titles, index = [], 0
    chapter = words["outline.ordinal.chapter"]
    while index < len(found):
        folded, taken = found[index].folded, 0
        if chapter.match(folded) and not _LED.search(found[index].printed):
            kind, taken = _chapter(found, index, words)
            title = half_width(" ".join(passage.printed for passage in found[index : index + taken]))
            titles.append((index, index + taken, kind, title))
        elif kind := _bare_title(folded, words):
            titles.append((index, index + 1, kind, found[index].printed))
        index += max(1, taken)
    return titles


def _chapter(found: Sequence[Passage], index: int, words: Lexicon) -> tuple[str, int]:
    """The kind of the part titled from this passage on, and how many passages its title takes (one if its kind is not known)."""
    text = words["outline.ordinal.chapter"].sub("", found[index].folded, count=1)
    for taken in range(1, _LONGEST_TITLE):
        kind = _part_kind(text, words)
        if kind:
            return kind, taken
        if index + taken >= len(found) or heading_level(found[index + taken].folded, words) >= 0:
            break
        text += found[index + taken].folded
    return "", 1


def _part_kind(text: str, words: Lexicon) -> str:
    return next((kind for kind, pattern in words.section("outline.part").items() if pattern.search(text)), "")


def _bare_title(folded: str, words: Lexicon) -> str:
    """The kind of a part titled without a part ordinal, for the kinds that may be."""
    if not words["outline.part_without_ordinal.title"].match(folded) or words["outline.shape.no_heading"].search(folded):
        return ""
    kind = _part_kind(words["outline.ordinal.first"].sub("", folded, count=1), words)
    return kind if kind in words.files["outline"]["part_without_ordinal"]["kinds"] else ""


def _opened_by_section(found: Sequence[Passage], titles: list, start: int, words: Lexicon) -> list[tuple[int, int, str, str]]:
    """The explanation opened by its first usual heading, where no title names it."""
    for index in range(start, len(found)):
        if words["outline.opens.explanation"].match(found[index].folded) and not _LED.search(found[index].printed):
            return sorted([*titles, (index, index, "explanation", "")])
    return titles


def _contents(found: Sequence[Passage], words: Lexicon) -> tuple[int, int, list[Entry]]:
    """The passages of the contents page, from its heading until the first thing it promises is printed again, and its entries."""
    first = next((i for i, passage in enumerate(found) if words["outline.contents.title"].match(passage.folded)), None)
    if first is None:
        return 0, 0, []
    entries, seen, stop = [], "", first + 1
    for index in range(first + 1, len(found)):
        read = [_entry(line) for line in found[index].lines]
        key = "".join(read[0].text.split())
        if (seen and _again(key, seen, words)) or not all(_may_be_entry(line, words) for line in found[index].lines):
            break
        if not seen and heading_level(key, words) >= 0:
            seen = key
        entries += read
        stop = index + 1
    return (first, stop, entries) if len(entries) >= _FEWEST_ENTRIES else (first, first + 1, [])


def _again(key: str, seen: str, words: Lexicon) -> bool:
    """Whether a heading is the first promised one, perhaps set in two lines."""
    return key == seen or (bool(words["outline.ordinal.chapter"].match(key)) and seen.startswith(key))


def _entry(line: BodyLine) -> Entry:
    text = half_width(line.line.text.strip())
    led = _LED.search(text)
    number = (led.group(1) or led.group(2)) if led else None
    return Entry(text[: led.start()].strip() if led else text, int(number) if number else None, _place(line))


def _may_be_entry(line: BodyLine, words: Lexicon) -> bool:
    text = line.folded
    return bool(_LED.search(line.line.text)) or not (
        text.endswith(("。", ";", ",", ":")) or words["outline.shape.contact_line"].search(text)
    )


def _sections(found: Sequence[Passage], first: int, last: int, words: Lexicon) -> Iterable[Section]:
    headings = [index for index in range(first, last) if is_heading(found[index].folded, words)]
    levels = [heading_level(found[index].folded, words) for index in headings]
    for number, index in enumerate(headings):
        later = zip(headings[number + 1 :], levels[number + 1 :], strict=True)
        following = next((after for after, level in later if level <= levels[number]), last)
        passage, last_page = found[index], found[following - 1].lines[-1].page
        yield Section(passage.printed, levels[number], section_kind(passage.folded, words), _place(passage.lines[0]), last_page)


def _place(line: BodyLine) -> Place:
    return Place(line.page, line.line.box)
