"""A sheet drawn on pages: column widths, row heights, page breaks, rules and texts."""

from dataclasses import dataclass

from core.errors import DefinitionError
from core.model import Box
from core.typeset.golden import Golden
from core.typeset.layout import Layout
from core.typeset.lines import wrap
from core.typeset.press import ASCENT, Press
from core.typeset.rules import draw_rules
from core.typeset.sheet import GoldenFact, Row, Sheet, SheetCell
from core.typeset.spans import cells_of, rows_of_page
from core.typeset.words import Words

MARGIN = 54.0
TITLE_SIZE = 16.0
SMALL = 9.0
_SIZES = (9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0)
_LEADING = 1.25
_PAD = 3.0
_PAD_OF_ROW = 2.6
_CHARACTERS_OF_BROKEN_HEAD = 3


@dataclass(frozen=True, slots=True)
class PlacedFact:
    """A printed amount and where it stands: its page (from 1) and the box of its cell."""

    fact: GoldenFact
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class PlacedRecord:
    """A golden row of a form, and the page it begins on."""

    record: Golden
    page: int


@dataclass(frozen=True, slots=True)
class Frame:
    """A sheet fitted to a page width: the edges of its columns, its font size, the height of every row."""

    edges: tuple[float, ...]
    size: float
    head: tuple[float, ...]
    body: tuple[float, ...]


def draw_sheet(press: Press, sheet: Sheet, layout: Layout) -> tuple[list[PlacedFact], list[PlacedRecord]]:
    """Draws a sheet on as many pages as it needs, starting a new one; where its amounts, and its golden rows, came to stand."""
    wide, turned = sheet.wide or sheet.table in layout.landscape, sheet.table in layout.rotated
    press.start_page(wide, turned)
    top = _title(press, sheet)
    if not sheet.grid:
        _notes(press, sheet, top + 6, wide, turned)
        return [], []
    frame = fit(press, sheet, layout)
    placed: dict[tuple[str, ...], PlacedFact] = {}
    records: list[PlacedRecord] = []
    rows, heights = sheet.head + sheet.body, frame.head + frame.body
    first = len(sheet.head)
    shown = range(first)
    while True:
        room = press.height - MARGIN - top - sum(heights[row] for row in shown)
        last = first + _fitting(heights[first:], room, layout.rows)
        used = [*shown, *range(first, last)]
        bottom = top + sum(heights[row] for row in used)
        page = [*(rows[row] for row in shown), *rows_of_page(rows, first, last)]
        for fact in _draw_rows(press, layout, page, [heights[row] for row in used], frame, top, len(shown)):
            placed.setdefault(_key(fact.fact), fact)
        records += [PlacedRecord(cell.record, press.page) for _, _, cell in cells_of(page) if cell.record]
        if last == len(rows):
            break
        first = last
        press.start_page(wide, turned)
        top, shown = _continued(press, sheet, layout)
    _notes(press, sheet, bottom + 4, wide, turned)
    return list(placed.values()), records


def fit(press: Press, sheet: Sheet, layout: Layout) -> Frame:
    """The largest font in which every amount stands on one line of its column, and the heights that follow.

    Raises DefinitionError (`sheet_too_narrow`) when no font is small enough.
    """
    width = press.width - 2 * MARGIN
    scale = width / sum(sheet.widths)
    edges = [MARGIN]
    for relative in sheet.widths:
        edges.append(edges[-1] + relative * scale)
    size = next((size for size in _SIZES if _amounts_fit(press, sheet, edges, size)), None)
    if size is None:
        raise DefinitionError("sheet_too_narrow", where=sheet.table, found=round(width), expected="a wider page or smaller amounts")
    heads = _heights(press, layout, sheet.head, edges, size, head=True)
    return Frame(tuple(edges), size, heads, _heights(press, layout, sheet.body, edges, size, head=False))


def cell_lines(press: Press, layout: Layout, cell: SheetCell, width: float, size: float, head: bool) -> list[str]:
    """The lines of a cell; with `broken_heads` a heading breaks every few characters."""
    if cell.fact or not cell.text:
        return [cell.text]
    room = width - 2 * _PAD
    if head and layout.broken_heads and cell.columns == 1 and len(cell.text) > _CHARACTERS_OF_BROKEN_HEAD + 1:
        room = min(room, size * (_CHARACTERS_OF_BROKEN_HEAD + 0.1))
    return wrap(cell.text, room, lambda text: press.measure(text, size))


def _title(press: Press, sheet: Sheet) -> float:
    """Title, number, name of the body and unit; returns where the grid begins."""
    press.text(press.width / 2, MARGIN + TITLE_SIZE, sheet.title, TITLE_SIZE, align="center", bold=True)
    baseline = MARGIN + TITLE_SIZE + 20
    press.text(press.width / 2, baseline, sheet.subtitle, SMALL + 1, align="center")
    press.text(press.width - MARGIN, baseline, sheet.number_line, SMALL, align="right")
    baseline += 14 if sheet.number_line else 0
    press.text(MARGIN, baseline, sheet.body_line, SMALL)
    press.text(press.width - MARGIN, baseline, sheet.unit_line, SMALL, align="right")
    return baseline + 6


def _continued(press: Press, sheet: Sheet, layout: Layout) -> tuple[float, range]:
    """Where a continued page begins, and which rows of the heading it repeats."""
    kind = layout.head(sheet.table)
    if kind == "titled":
        title = Words(layout).say("continued", title=sheet.title)
        press.text(press.width / 2, MARGIN + 12, title, 12, align="center", bold=True)
        press.text(press.width - MARGIN, MARGIN + 28, sheet.unit_line, SMALL, align="right")
        return MARGIN + 34, range(len(sheet.head))
    return MARGIN + 10, range(len(sheet.head)) if kind == "repeated" else range(0)


def _notes(press: Press, sheet: Sheet, top: float, wide: bool, turned: bool) -> None:
    for note in sheet.notes:
        for line in wrap(note, press.width - 2 * MARGIN, lambda text: press.measure(text, SMALL)):
            top += SMALL * 1.4
            if top > press.height - MARGIN + 14:
                press.start_page(wide, turned)
                top = MARGIN + SMALL
            press.text(MARGIN, top, line, SMALL)


def _draw_rows(
    press: Press, layout: Layout, rows: list[Row], heights: list[float], frame: Frame, top: float, heads: int
) -> list[PlacedFact]:
    """Draws texts first, then rules; `heads` of the rows belong to the heading."""
    tops = [top]
    for height in heights:
        tops.append(tops[-1] + height)
    boxes, placed = [], []
    for index, column, cell in cells_of(rows):
        box = Box(frame.edges[column], tops[index], frame.edges[column + cell.columns], tops[index + cell.rows])
        boxes.append(box)
        _draw_text(press, layout, cell, box, frame.size, index < heads)
        if cell.fact:
            placed.append(PlacedFact(cell.fact, press.page, box))
    draw_rules(press, layout, boxes)
    return placed


def _draw_text(press: Press, layout: Layout, cell: SheetCell, box: Box, size: float, head: bool) -> None:
    lines = cell_lines(press, layout, cell, box.x1 - box.x0, size, head)
    leading = size * _LEADING
    baseline = (box.top + box.bottom - leading * len(lines)) / 2 + leading / 2 - size / 2 + size * ASCENT
    x = {"left": box.x0 + _PAD, "center": (box.x0 + box.x1) / 2, "right": box.x1 - _PAD}[cell.align]
    for line in lines:
        press.text(x, baseline, line, size, align=cell.align, bold=cell.bold)
        baseline += leading


def _amounts_fit(press: Press, sheet: Sheet, edges: list[float], size: float) -> bool:
    for _, column, cell in cells_of([*sheet.head, *sheet.body]):
        whole = cell.fact or cell.text.isdigit()
        if whole and press.measure(cell.text, size) > edges[column + cell.columns] - edges[column] - 2 * _PAD:
            return False
    return True


def _heights(press: Press, layout: Layout, rows: tuple[Row, ...], edges: list[float], size: float, head: bool) -> tuple[float, ...]:
    heights = [size * _LEADING + 2 * _PAD_OF_ROW] * len(rows)
    for wanted_rows in sorted({cell.rows for _, _, cell in cells_of(list(rows))}):
        for index, column, cell in cells_of(list(rows)):
            if cell.rows != wanted_rows:
                continue
            lines = cell_lines(press, layout, cell, edges[column + cell.columns] - edges[column], size, head)
            missing = len(lines) * size * _LEADING + 2 * _PAD_OF_ROW - sum(heights[index : index + cell.rows])
            heights[index + cell.rows - 1] += max(missing, 0)
    return tuple(heights)


def _fitting(heights: tuple[float, ...], room: float, most: int) -> int:
    """How many rows go on this page: at least one."""
    count, used = 0, 0.0
    for height in heights[: most or None]:
        used += height
        if count and used > room:
            break
        count += 1
    return count


def _key(fact: GoldenFact) -> tuple[str, ...]:
    return (fact.side, fact.parent_line, fact.line, fact.column)
