"""Pages → statements: the narrative of a report understood."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from core.definitions import Definitions
from core.model import Statement, Table
from core.narrative.codes import with_codes
from core.narrative.headings import heading_level, is_heading, run_in_heading
from core.narrative.lexicon import Lexicon, lexicon
from core.narrative.links import link
from core.narrative.passages import Passage
from core.narrative.prose import Prose
from core.narrative.statements import Sentence, Setting
from core.narrative.subjects import balanced, is_generic, subject_of
from core.narrative.text import Text
from core.narrative.topics import Topics

_YEAR = re.compile(r"(?:19|20)\d\d")
_SMALL = 0.86  # of the usual size: labels of charts, notes
_LONGEST_NAME = 90  # class, section and item, each in full


def understand_narrative(prose: Prose, tables: Sequence[Table], definitions: Definitions) -> tuple[Statement, ...]:
    """Every figure of the explanation, in printed order, with code, intervals, reason and links; () where a report has no explanation.

    `tables` are those of the same report: they give functional items their codes, and `linked_facts` counts their facts through all of
    them in order, from 0.  Lines inside grids, captions, small print and lines that name a contact person are not read.
    """
    words = lexicon(definitions)
    found, parts = prose.passages, prose.outline.of("explanation")
    explained = [passage for part in parts for passage in found[part.body : part.last]]
    if not explained:
        return ()
    year = _year([parts[0].title, *(passage.folded for passage in explained)])
    reader = _Reader(Setting(words, definitions, _unit_names(found, explained, words), year), _usual_size(explained))
    for part in parts:
        for passage, text in zip(found[part.body : part.last], prose.texts[part.body : part.last], strict=True):
            reader.read(passage, text)
    return link(with_codes(reader.statements, tables, definitions), tables, definitions)


@dataclass(slots=True)
class _Reader:
    """Reads passage after passage; keeps the headings above and what is spoken of."""

    setting: Setting
    size: float
    statements: list[Statement] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    topics: Topics = field(default_factory=Topics)

    def read(self, passage: Passage, text: Text) -> None:
        """One passage with its text: a heading moves the section, a paragraph gives statements."""
        words, folded = self.setting.words, passage.folded
        if is_heading(folded, words) and not words["subjects.project.review"].match(folded):
            self._enter(heading_level(folded, words), passage.printed, folded)
        elif self._is_prose(passage):
            self._read_paragraph(text, folded)

    def _is_prose(self, passage: Passage) -> bool:
        words = self.setting.words
        if words["outline.shape.contact_line"].search(passage.folded) or words["outline.shape.caption"].search(passage.folded):
            return False
        return not passage.size or passage.size >= _SMALL * self.size

    def _read_paragraph(self, text: Text, folded: str) -> None:
        words = self.setting.words
        head = run_in_heading(text.folded, words)
        if head:
            self._enter(heading_level(head, words), text.printed(0, len(head)), head)
        review = words["subjects.project.review"].match(text.folded)
        self.topics.begin_passage(balanced(review["name"]) if review else "")
        section = "/".join(title for _, title in self.headings)
        made: list[Statement] = []
        for start, end in text.sentences():
            if end <= len(head):
                continue
            if not made and self._names_only(text.folded[start:end]):
                continue
            made += Sentence(text, (start, end), section, self.topics, self.setting).statements(made)
        self.statements += made

    def _names_only(self, sentence: str) -> bool:
        """A first sentence that is a name alone: what follows is about it."""
        words = self.setting.words
        if len(sentence) > _LONGEST_NAME or heading_level(sentence, words) < 0 or not words["outline.shape.item_name"].search(sentence):
            return False
        if words["outline.shape.no_heading"].search(sentence[:-1]):
            return False
        name = subject_of(sentence.rstrip("。.:"), "", (), words)
        if name:
            self.topics.main = name
        return bool(name)

    def _enter(self, level: int, printed: str, folded: str) -> None:
        self.headings = [heading for heading in self.headings if heading[0] < level]
        self.headings.append((level, printed.strip()))
        words = self.setting.words
        name = words["subjects.heading.words"].sub("", subject_of(folded.rstrip("。.:"), "", (), words))
        self.topics.begin_section("" if is_generic(name, words) else name)


def _usual_size(explained: Sequence[Passage]) -> float:
    sizes: Counter[float] = Counter()
    for passage in explained:
        sizes[round(passage.size, 0)] += len(passage.folded)
    return sizes.most_common(1)[0][0]


def _year(texts: Iterable[str]) -> str:
    """The year the explanation names first, in its title or its first sentences: the report's own."""
    return next((found.group() for found in map(_YEAR.search, texts) if found), "")


def _unit_names(found: Sequence[Passage], explained: Sequence[Passage], words: Lexicon) -> tuple[str, ...]:
    """Names the report gives its unit: what stands alone on its cover, and what often stands before the year."""
    pattern = words["subjects.unit_name.before_year"]
    often = Counter(name["name"] for passage in explained for name in pattern.finditer(passage.folded))
    cover = {passage.folded for passage in found[:8] if words["subjects.unit_name.cover"].fullmatch(passage.folded)}
    names = {name for name, times in often.items() if times > 1} | cover
    return tuple(sorted(names, key=len, reverse=True))
