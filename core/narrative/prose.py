"""The running text of a report: its lines, paragraphs and outline, each worked out once for all who ask."""

from collections.abc import Sequence
from functools import cached_property

from core.definitions import Definitions
from core.narrative.lexicon import lexicon
from core.narrative.lines import BodyLine, body_lines
from core.narrative.outline import Outline, outline_of
from core.narrative.passages import Passage, passages
from core.narrative.text import Text
from core.reading.page import Page


class Prose:
    """What these pages say outside tables."""

    def __init__(self, pages: Sequence[Page], definitions: Definitions) -> None:
        self._pages, self._words = pages, lexicon(definitions)

    @cached_property
    def lines(self) -> list[BodyLine]:
        """All lines of running text in reading order."""
        return body_lines(self._pages, self._words)

    @cached_property
    def passages(self) -> list[Passage]:
        """The lines as paragraphs and headings."""
        return passages(self.lines, self._words)

    @cached_property
    def texts(self) -> list[Text]:
        """The text of each of the `passages`, for matching."""
        return [Text(passage) for passage in self.passages]

    @cached_property
    def outline(self) -> Outline:
        """Parts and sections in the order they are printed; a report without headings has none."""
        return outline_of(self.passages, self._words)
