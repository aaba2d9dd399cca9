"""What a page holds once read: lines of text and ruled grids.  Plain data, independent of the file format."""

from dataclasses import dataclass

from core.model import Box, sent_often


@sent_often
@dataclass(frozen=True, slots=True)
class Line:
    """One line of text as a reader sees it (characters of one baseline, left to right), with its box and its font size in points.

    Characters far apart (wider than one em) are separated by one blank: `text` is for reading, `words` keeps the pieces.
    """

    text: str
    box: Box
    size: float
    words: tuple["Word", ...]


@sent_often
@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a gap wider than a third of an em between them."""

    text: str
    box: Box


@sent_often
@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid.  `row`/`column` count the grid's own edges from 0; spans cover merged cells.

    `text`: the printed lines joined by a newline, characters as printed (look-alikes repaired).  `doubt`: why it may be misread, else "".
    """

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    box: Box
    doubt: str = ""


@sent_often
@dataclass(frozen=True, slots=True)
class Grid:
    """A table of two cells or more found on the page.  `method`: ruled (by its rules) · text (by the position of its words)."""

    box: Box
    cells: tuple[Cell, ...]
    rows: int
    columns: int
    method: str = "ruled"


@sent_often
@dataclass(frozen=True, slots=True)
class Page:
    """One page.  `lines`: all visible text top to bottom (those inside grids too).

    `image_only`: pictures, or letters without meaning, and no text layer.  `ocr`: the text is an invisible layer over a picture of the
    page, somebody's text recognition, or our own reading of the picture: to be doubted.  `laid_out`: no page of the file but one made of
    its paragraphs, a line each.  `turns`, `tilt`: quarter turns clockwise by which the picture was turned to be read, then degrees
    counter-clockwise about its middle; width, height and places are those after turning.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    grids: tuple[Grid, ...]
    image_only: bool = False
    ocr: bool = False
    laid_out: bool = False
    tilt: float = 0.0
    turns: int = 0

    @property
    def seen_size(self) -> tuple[float, float]:
        """Width and height of the page as a person sees it, before its quarter turns."""
        return (self.height, self.width) if self.turns % 2 else (self.width, self.height)

    @property
    def text(self) -> str:
        """The page's text, a line each."""
        return "\n".join(line.text for line in self.lines)
