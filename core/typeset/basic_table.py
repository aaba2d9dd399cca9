"""The table of basic expenditure by economic code, in two or three blocks side by side."""

from core.typeset.figures import Figures
from core.typeset.layout import Layout
from core.typeset.sheet import BLANK, Line, Row, SheetCell, amount_cell, spanned
from core.typeset.words import Words, code_names

TABLE = "general_budget_basic"


def basic_blocks(layout: Layout, words: Words) -> list[list[str]]:
    """The economic codes of each block, from top to bottom."""
    unprinted = set(words.basic("unprinted"))
    blocks = words.basic("classes" if layout.basic_blocks == 3 else "classes_two_blocks")
    codes = [code for code in code_names("economic") if code not in unprinted]
    return [[code for start in block for code in codes if code.startswith(start)] for block in blocks]


def basic_widths(layout: Layout) -> tuple[float, ...]:
    """Relative widths of code, name and amount, block by block."""
    return (1.3, 4.0, 1.9) * layout.basic_blocks


def basic_head(layout: Layout, words: Words) -> tuple[Row, ...]:
    """The names of the two kinds of expenses (where the layout has them) over the heads of the blocks."""
    heads = tuple(SheetCell(words.say(term)) for term in ("economic_code", "name", "economic_amount"))
    rows: list[Row] = []
    if layout.basic_heads:
        operating = SheetCell(words.say("operating"), columns=3 * (layout.basic_blocks - 1))
        rows.append((*spanned(SheetCell(words.say("personnel"), columns=3)), *spanned(operating)))
    return (*rows, heads * layout.basic_blocks)


def basic_body(layout: Layout, words: Words, figures: Figures) -> tuple[Row, ...]:
    """The codes of all blocks row by row, and the two totals below them."""
    blocks = basic_blocks(layout, words)
    rows = []
    for index in range(max(map(len, blocks))):
        cells: list[SheetCell] = []
        for block in blocks:
            cells += _entry(layout, words, figures, block[index]) if index < len(block) else (BLANK,) * 3
        rows.append(tuple(cells))
    return (*rows, _totals(layout, words, figures))


def _entry(layout: Layout, words: Words, figures: Figures, code: str) -> tuple[SheetCell, ...]:
    name = code_names("economic")[code]
    line = Line(code, name, code, parent=code[:3] if len(code) > 3 else "")
    amount = amount_cell(layout, TABLE, line, "amount", figures.economic((code,)), words.unit(TABLE))
    return SheetCell(code, align="left"), SheetCell(name, align="left"), amount


def _totals(layout: Layout, words: Words, figures: Figures) -> Row:
    personnel = figures.economic(words.basic("personnel_classes"))
    amounts = {"personnel_total": personnel, "operating_total": sum(figures.basic.values()) - personnel}
    spans = {"personnel_total": 2, "operating_total": 3 * (layout.basic_blocks - 1) - 1}
    cells: list[SheetCell | None] = []
    for key, fen in amounts.items():
        cells += spanned(SheetCell(words.say(key), columns=spans[key], bold=True))
        cells.append(amount_cell(layout, TABLE, Line(key, words.say(key)), "amount", fen, words.unit(TABLE)))
    return tuple(cells)
