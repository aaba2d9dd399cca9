"""What the checks look at: the figures of a report and, where its pages are at hand, its words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from core.checks.outcome import UnavailableError
from core.checks.talk import Talk
from core.definitions import Definitions
from core.ledger import Ledger
from core.model import Place
from core.names import fold
from core.narrative.outline import Outline
from core.narrative.passages import Passage
from core.narrative.prose import Prose
from core.reading.page import Line, Page
from core.tables.find import is_contents


@dataclass
class Case:
    """A ledger, and the pages it was read from (None when they are not at hand: then checks of words are not run).

    `told`: their running text where somebody has worked it out already.  `ran`: whether each core check run so far could be run, by its
    number.  `rows`: the indicators, once they are understood.
    """

    ledger: Ledger
    pages: Sequence[Page] | None = None
    ran: dict[str, bool] = field(default_factory=dict)
    rows: list | None = None
    told: Prose | None = None

    @property
    def definitions(self) -> Definitions:
        """The nouns the report was read with."""
        return self.ledger.definitions

    @cached_property
    def talk(self) -> Talk:
        """What the explanation says, by section and subject."""
        return Talk(self.ledger)

    @cached_property
    def outline(self) -> Outline:
        """Parts, sections and contents of the report.  Raises UnavailableError without pages."""
        return self._prose.outline

    @cached_property
    def explanation(self) -> list[Passage]:
        """Headings and paragraphs of the explanation.  Raises UnavailableError without pages."""
        return [passage for part in self.outline.of("explanation") for passage in self._prose.passages[part.body : part.last]]

    @cached_property
    def lines(self) -> tuple[tuple[str, Line, Page], ...]:
        """Every line of text with its folded form and its page.  Raises UnavailableError without pages."""
        return tuple((fold(line.text), line, page) for page in self._pages() for line in page.lines)

    @cached_property
    def body(self) -> tuple[tuple[str, Line, Page], ...]:
        """The lines outside grids and contents pages.  Raises UnavailableError without pages."""
        return tuple(each for each in self.lines if each[2].number not in self._contents and not _in_grid(each[1], each[2]))

    @cached_property
    def text(self) -> str:
        """The folded running text in one piece, without contents, tables and page numbers.  Raises UnavailableError without pages."""
        return "".join(fold(line.line.text) for line in self._prose.lines if line.page not in self._contents)

    @cached_property
    def _prose(self) -> Prose:
        pages = self._pages()
        return self.told or Prose(pages, self.definitions)

    @cached_property
    def organisations(self) -> dict[str, Place]:
        """The organisations named beside tables, folded, each with where it is named first.  Raises UnavailableError without pages."""
        named = self.definitions.patterns["organisation"]
        found: dict[str, Place] = {}
        for _, line, page in self.lines:
            match = named.search("".join(line.text.split()).replace("：", ":"))
            if match:
                found.setdefault(fold(match.group(1)), place_of(line, page))
        return found

    @cached_property
    def _contents(self) -> set[int]:
        return {page.number for page in self._pages() if is_contents(page, self.definitions)}

    def _pages(self) -> Sequence[Page]:
        if self.pages is None:
            raise UnavailableError("not_run", "words_not_at_hand")
        if self.pages and all(page.image_only for page in self.pages):
            raise UnavailableError("not_run", "pages_not_read")
        return self.pages


def place_of(line: Line, page: Page) -> Place:
    """Where a line of text stands."""
    return Place(page.number, line.box)


def _in_grid(line: Line, page: Page) -> bool:
    middle = (line.box.top + line.box.bottom) / 2
    return any(
        grid.box.top <= middle <= grid.box.bottom and line.box.x0 >= grid.box.x0 - 3 and line.box.x1 <= grid.box.x1 + 3
        for grid in page.grids
    )
