"""One table as it will be printed: rows of cells with spans, each amount knowing which fact it is.  No drawing here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from core.typeset.golden import Golden
from core.typeset.layout import Layout
from core.typeset.printing import cell_text, rounded


@dataclass(frozen=True, slots=True)
class GoldenFact:
    """An amount as printed, with the keys of the contract's facts.  `amount_fen` is the exact value of `printed`."""

    table: str
    side: str
    line: str
    parent_line: str
    line_code: str
    line_name: str
    column: str
    printed: str
    amount_fen: int
    unit: str


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell; `rows` and `columns` are its spans, `fact` the amount it prints, `record` the golden row of a form that begins here."""

    text: str = ""
    columns: int = 1
    rows: int = 1
    align: str = "center"
    fact: GoldenFact | None = None
    bold: bool = False
    record: Golden | None = None


# a row has one entry for each column; None stands where a span of another cell covers the place
Row = tuple[SheetCell | None, ...]
BLANK = SheetCell()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table ready to be drawn.  `widths` are relative; `head` repeats on a continued page where the layout says so.

    `grid` is False when the table is printed as its note alone; a `wide` sheet stands on a landscape page, whatever the layout says.
    """

    table: str
    title: str
    number_line: str
    body_line: str
    unit_line: str
    widths: tuple[float, ...]
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    notes: tuple[str, ...]
    grid: bool = True
    subtitle: str = ""
    wide: bool = False

    def facts(self) -> Iterator[GoldenFact]:
        """The facts printed, row by row."""
        for row in (*self.head, *self.body):
            for cell in row:
                if cell and cell.fact:
                    yield cell.fact


@dataclass(frozen=True, slots=True)
class Line:
    """What a row of a table is: the keys and the name its facts carry."""

    key: str
    name: str
    code: str = ""
    side: str = ""
    parent: str = ""


def amount_cell(layout: Layout, table: str, line: Line, column: str, fen: int, unit_word: str) -> SheetCell:
    """The cell of one amount, with its fact unless it prints nothing or a dash."""
    text = cell_text(fen, table, layout)
    if not any(character.isdigit() for character in text):
        return SheetCell(text, align="center" if text else layout.amounts)
    value = rounded(fen, layout.unit(table))
    fact = GoldenFact(table, line.side, line.key, line.parent, line.code, line.name, column, text, value, unit_word)
    return SheetCell(text, align=layout.amounts, fact=fact)


def amount_cells(
    layout: Layout, table: str, line: Line, columns: Iterable[str], fens: Mapping[str, int], unit_word: str
) -> tuple[SheetCell, ...]:
    """The cells of a row, one for each column; a column without a figure counts as zero."""
    return tuple(amount_cell(layout, table, line, column, fens.get(column, 0), unit_word) for column in columns)


def spanned(cell: SheetCell) -> Row:
    """A cell and the places to its right that it covers."""
    return (cell, *([None] * (cell.columns - 1)))
