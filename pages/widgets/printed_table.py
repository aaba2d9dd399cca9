"""The cells of a stored table, as the table beside the page wants them."""

from collections.abc import Mapping

import pandas as pd

from pages.widgets.language import N_, _
from pages.widgets.source_page import Note, ShownCell
from pages.widgets.stock import library, name_of
from pages.widgets.words import locator_name

DOUBTS = {
    "ocr": N_("扫描识别"),
    "ocr_readings_differ": N_("扫描识别，两次读数不同"),
    "ocr_sum": N_("扫描识别，合计对不上"),
    "unruled": N_("原表没有框线"),
    "cross_page": N_("跨页"),
    "out_of_bounds": N_("越界"),
    "missing_glyph": N_("字体缺码"),
}


Notes = Mapping[tuple[int, int], tuple[Note, ...]]
Sizes = Mapping[int, tuple[float, float]]  # page → width and height in points


def sizes_of(report: str) -> Sizes:
    """The sizes of the pages of a stored report."""
    return {int(page.page): (float(page.width), float(page.height)) for page in library().pages(report).itertuples()}


def shown_cells(cells: pd.DataFrame, facts: pd.DataFrame, sizes: Sizes, notes: Notes) -> list[ShownCell]:
    """Cells (rows of `cell`) with what a screen reader says of those that became facts.

    `notes`: what cells lead to, by row and column.
    """
    by_cell = {(fact.cell_row, fact.cell_column): fact for fact in facts.itertuples()}
    places = [(cell, (cell.row, cell.column)) for cell in cells.itertuples()]
    return [_shown(cell, by_cell.get(place), sizes, notes.get(place, ())) for cell, place in places]


def page_and_box(row: tuple, sizes: Sizes) -> tuple[int | None, tuple[float, float, float, float] | None]:
    """The page of a stored row and its box in parts of the page; None where there is none."""
    if pd.isna(row.page) or pd.isna(row.x0):
        return (None if pd.isna(row.page) else int(row.page)), None
    width, height = sizes[row.page]
    return int(row.page), (row.x0 / width, row.top / height, row.x1 / width, row.bottom / height)


def _shown(cell: tuple, fact: tuple | None, sizes: Sizes, notes: tuple[Note, ...]) -> ShownCell:
    page, box = page_and_box(cell, sizes)
    if page is None and cell.locator:
        notes = (Note(_("出处：{locator}").format(locator=locator_name(cell.locator))), *notes)
    return ShownCell(
        row=int(cell.row),
        column=int(cell.column),
        row_span=int(cell.row_span),
        column_span=int(cell.column_span),
        kind=cell.kind,
        text=fact.corrected if fact and fact.corrected else cell.text,
        page=page,
        box=box,
        label=_label(fact, page) if fact else "",
        figure=fact is not None,
        doubt=_doubt(fact) if fact else "",
        notes=notes,
    )


def _doubt(fact: tuple) -> str:
    if fact.corrected:
        return _("已更正为 {value}，原印 {printed}").format(value=fact.corrected, printed=fact.printed)
    doubt = fact.doubt or ("ocr" if fact.source == "ocr" else "")
    return _(DOUBTS.get(doubt, doubt)) if doubt else ""


def _label(fact: tuple, page: int | None) -> str:
    printed = fact.printed
    if fact.corrected:
        printed = _("已更正为 {value}，原印 {printed}").format(value=fact.corrected, printed=printed)
    told = {"line": fact.line_name, "column": name_of("column", fact.column), "printed": printed, "unit": fact.unit}
    if page is None:
        return _("{line}，{column}：{printed} {unit}").format(**told)
    return _("第 {page} 页，{line}，{column}：{printed} {unit}").format(page=page, **told)
