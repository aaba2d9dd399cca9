"""The table of the three public expenses: one row of twelve amounts, two rows, or one line for each expense."""

from core.typeset.figures import BEYOND_THREE_PUBLIC, THREE_PUBLIC, Figures
from core.typeset.layout import Layout
from core.typeset.sheet import Line, Row, SheetCell, amount_cell, spanned
from core.typeset.words import Words

TABLE = "three_public"
BASES = ("budget", "executed")
_HORIZONTAL = ("total", "overseas_visits", "official_vehicles", "vehicle_purchase", "vehicle_operation", "official_hospitality")
_VERTICAL = ("total", "overseas_visits", "official_hospitality", "official_vehicles", "vehicle_operation", "vehicle_purchase")
_VEHICLES = ("official_vehicles", "vehicle_purchase", "vehicle_operation")


def three_public_amounts(figures: Figures) -> dict[str, tuple[int, int]]:
    """line -> (budget, executed) with the two sums: vehicles, and all three."""
    parts = {line: figures.three_public.get(line, (0, 0)) for line in (*THREE_PUBLIC, *BEYOND_THREE_PUBLIC)}
    vehicles = _sum(parts[line] for line in ("vehicle_purchase", "vehicle_operation"))
    return parts | {"official_vehicles": vehicles, "total": _sum(parts[line] for line in THREE_PUBLIC)}


def three_public_widths(layout: Layout) -> tuple[float, ...]:
    """Relative widths of the columns of the layout's shape."""
    if layout.three_public == "vertical":
        return (5.0, 2.0, 2.0)
    return (1.0,) * 9 if layout.three_public == "transposed" else (1.0,) * 12


def three_public_head(layout: Layout, words: Words) -> tuple[Row, ...]:
    """Heading rows of the layout's shape."""
    shape = {"vertical": _vertical_head, "blocks": _blocks_head, "interleaved": _interleaved_head, "transposed": _transposed_head}
    rows = shape[layout.three_public](words)
    if layout.column_numbers and layout.three_public in ("blocks", "interleaved"):
        rows += (tuple(SheetCell(str(number)) for number in range(1, 13)),)
    if layout.column_numbers and layout.three_public == "transposed":
        rows += ((SheetCell(words.head("column_number")), *(SheetCell(str(number)) for number in range(1, 9))),)
    return rows


def three_public_body(layout: Layout, words: Words, figures: Figures) -> tuple[Row, ...]:
    """The rows below the heading."""
    amounts = three_public_amounts(figures)

    def cell(line: str, basis: str) -> SheetCell:
        what = Line(line, words.three_public(line, "name"))
        return amount_cell(layout, TABLE, what, basis, amounts[line][BASES.index(basis)], words.unit(TABLE))

    if layout.three_public == "vertical":
        lines = [(line, words.three_public(line, "row")) for line in _VERTICAL]
        return tuple((_label(words, line, label), cell(line, "budget"), cell(line, "executed")) for line, label in lines)
    if layout.three_public == "transposed":
        lines = (*_HORIZONTAL, *BEYOND_THREE_PUBLIC)
        return tuple((SheetCell(words.say(basis)), *(cell(line, basis) for line in lines)) for basis in BASES)
    if layout.three_public == "interleaved":
        return (tuple(cell(line, basis) for line in _HORIZONTAL for basis in BASES),)
    return (tuple(cell(line, basis) for basis in BASES for line in _HORIZONTAL),)


def _label(words: Words, line: str, label: str) -> SheetCell:
    return SheetCell(words.spaced(label), align="center" if line == "total" else "left", bold=line == "total")


def _sum(pairs) -> tuple[int, int]:
    budgets, executed = zip(*pairs, strict=True)
    return sum(budgets), sum(executed)


def _vertical_head(words: Words) -> tuple[Row, ...]:
    return (tuple(SheetCell(words.head(term)) for term in ("item", "budget", "executed")),)


def _heads(words: Words, rows: int) -> tuple[list[SheetCell | None], list[SheetCell | None]]:
    """The two rows of heads of one set of six: the vehicles grouped over their three parts."""
    top: list[SheetCell | None] = []
    second: list[SheetCell | None] = []
    for line in _HORIZONTAL:
        if line == "official_vehicles":
            top += spanned(SheetCell(words.three_public(line, "group"), columns=3))
        if line in _VEHICLES:
            second.append(SheetCell(words.three_public(line, "head")))
        else:
            top.append(SheetCell(words.three_public(line, "head"), rows=rows))
            second.append(None)
    return top, second


def _blocks_head(words: Words) -> tuple[Row, ...]:
    first = tuple(cell for basis in BASES for cell in spanned(SheetCell(words.head(basis), columns=6)))
    top, second = _heads(words, rows=2)
    return first, tuple(top * 2), tuple(second * 2)


def _interleaved_head(words: Words) -> tuple[Row, ...]:
    first: list[SheetCell | None] = []
    second: list[SheetCell | None] = []
    for line in _HORIZONTAL:
        if line == "official_vehicles":
            first += spanned(SheetCell(words.three_public(line, "group"), columns=6))
        if line in _VEHICLES:
            second += spanned(SheetCell(words.three_public(line, "head"), columns=2))
        else:
            first += spanned(SheetCell(words.three_public(line, "head"), columns=2, rows=2))
            second += (None, None)
    third = tuple(SheetCell(words.head(basis)) for _ in _HORIZONTAL for basis in BASES)
    return tuple(first), tuple(second), third


def _transposed_head(words: Words) -> tuple[Row, ...]:
    top, second = _heads(words, rows=2)
    group = spanned(SheetCell(words.say("three_public_part"), columns=6))
    beyond = [SheetCell(words.say(line), rows=3) for line in BEYOND_THREE_PUBLIC]
    first = (SheetCell(words.head("item"), rows=3), *group, *beyond)
    return first, (None, *top, None, None), (None, *second, None, None)
