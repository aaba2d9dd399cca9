"""The sentences and headings of a report that state no figure: nothing is checked in them, but they can be searched."""

import re
from collections.abc import Iterator, Sequence

from core.definitions import Definitions
from core.model import Place, PlainSentence, Statement
from core.names import squeeze
from core.narrative.lexicon import lexicon
from core.narrative.lines import BodyLine
from core.narrative.prose import Prose
from core.narrative.text import Text

_LETTERS = re.compile(r"[^\W\d_][\W\d_]*[^\W\d_]")  # two at least; the figures of a chart's axis have none


def plain_sentences(prose: Prose, statements: Sequence[Statement], definitions: Definitions) -> tuple[PlainSentence, ...]:
    """What the running text says besides `statements` of the same report, in printed order.

    The page of contents, the part that names a contact and lines that name one are left out.
    """
    words = lexicon(definitions)
    told = {squeeze(statement.sentence) for statement in statements}
    parts = [(part.first, part.last, part.kind) for part in prose.outline.parts]
    contents = {entry.place for entry in prose.outline.contents}
    found = []
    for number, passage in enumerate(prose.passages):
        kind = next((kind for first, last, kind in parts if first <= number < last), "")
        if kind == "contact" or _place(passage.lines[0]) in contents or words["outline.shape.contact_line"].search(passage.folded):
            continue
        found += [PlainSentence(kind, text, place) for text, place in _sentences(prose.texts[number]) if squeeze(text) not in told]
    return tuple(found)


def _sentences(text: Text) -> Iterator[tuple[str, Place]]:
    for start, end in text.sentences():
        if _LETTERS.search(text.folded, start, end):
            yield text.printed(start, end), text.whole_place(start, end)


def _place(line: BodyLine) -> Place:
    return Place(line.page, line.line.box)
