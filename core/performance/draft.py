"""A form while it is read: what its rows have said so far, over the grids it runs through."""

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from core.model import Funding, Place, SheetScore, Task
from core.performance.rows import Layout, Piece


@dataclass(slots=True)
class Entry:
    """One row below the indicator heading, still open: its rest may stand on the next page."""

    level1: str
    level2: str
    indicator: str
    operator: str
    target: str
    target_unit: str
    actual: str
    weight: str
    score: str
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class Total:
    """A total row: its word and the figures under weight and score."""

    word: str
    weight: str
    score: str
    place: Place


@dataclass(slots=True)
class Draft:
    """A form, a score sheet or a list, as far as read.

    `names`: what its head says, by role.  `section`: what the rows now mean ("" · funding · pairs · tasks · indicators · list).
    `pairs`: the roles of the money that is printed as word and figure, left to right.  `figures`: how many figures its grids hold.
    `granted`: its appropriation has a row of its own.
    """

    title: str
    place: Place
    names: dict[str, str] = field(default_factory=dict)
    section: str = ""
    layout: Layout | None = None
    pairs: tuple[str, ...] = ()
    funding: list[Funding] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    scores: list[SheetScore] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    level1: str = ""
    level2: str = ""
    figures: int = 0
    granted: bool = False

    @property
    def closed(self) -> bool:
        """Whether its total row has been read and nothing came after it."""
        return bool(self.totals)

    @property
    def begun(self) -> bool:
        """Whether it has a name, money, indicators or scores: another name then begins another form."""
        return bool(self.names.keys() & {"project", "whole"} or self.entries or self.funding or self.scores)

    def levels(self, first: str, second: str) -> tuple[str, str]:
        """The levels of a row: a merged or repeated cell stays in force until another is printed; a new first level ends the second."""
        if first and first != self.level1:
            self.level1, self.level2 = first, ""
        self.level2 = second or self.level2
        return self.level1, self.level2


def sum_of(figures: list[str]) -> Decimal:
    """The sum of those that are numbers."""
    total = Decimal(0)
    for figure in figures:
        try:
            total += Decimal(figure) if figure else 0
        except InvalidOperation:
            continue
    return total


def texts(pieces: list[Piece] | None) -> str:
    """The printed texts of pieces under one heading, one after the other."""
    return "".join(piece.text for piece in pieces or [])
