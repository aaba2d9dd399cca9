"""The cells of a stored table, as the table beside the page wants them."""

import pandas as pd

from pages.widgets.language import N_, _
from pages.widgets.source_page import ShownCell
from pages.widgets.stock import name_of

DOUBTS = {"ocr": N_("扫描识别"), "cross_page": N_("跨页"), "out_of_bounds": N_("越界"), "missing_glyph": N_("字体缺码")}


def shown_cells(cells: pd.DataFrame, facts: pd.DataFrame, sizes: pd.DataFrame) -> list[ShownCell]:
    """Cells (rows of `cell`) with what a screen reader says of those that became facts; `sizes`: width and height by page."""
    by_cell = {(fact.cell_row, fact.cell_column): fact for fact in facts.itertuples()}
    return [_shown(cell, by_cell.get((cell.row, cell.column)), sizes) for cell in cells.itertuples()]


def _shown(cell: tuple, fact: tuple | None, sizes: pd.DataFrame) -> ShownCell:
    page = None if pd.isna(cell.page) else int(cell.page)
    return ShownCell(
        row=int(cell.row),
        column=int(cell.column),
        row_span=int(cell.row_span),
        column_span=int(cell.column_span),
        kind=cell.kind,
        text=cell.text,
        page=page,
        box=None if page is None or pd.isna(cell.x0) else _parts(cell, float(sizes.width[page]), float(sizes.height[page])),
        label=_label(fact, page) if fact else "",
        figure=fact is not None,
        doubt=_(DOUBTS.get(fact.doubt, fact.doubt)) if fact else "",
    )


def _parts(cell: tuple, width: float, height: float) -> tuple[float, float, float, float]:
    return cell.x0 / width, cell.top / height, cell.x1 / width, cell.bottom / height


def _label(fact: tuple, page: int | None) -> str:
    column = name_of("column", fact.column)
    if page is None:
        return _("{line}，{column}：{printed} {unit}").format(line=fact.line_name, column=column, printed=fact.printed, unit=fact.unit)
    words = _("第 {page} 页，{line}，{column}：{printed} {unit}")
    return words.format(page=page, line=fact.line_name, column=column, printed=fact.printed, unit=fact.unit)
