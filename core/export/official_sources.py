"""The last two sheets of a workbook like the official forms: where each figure stands in the report, and what was written, to verify by."""

from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass

from xlsxwriter.worksheet import Worksheet

from core.export.harmless import harmless
from core.export.official_layout import OfficialCell, OfficialSheet, reference
from core.export.sheet import Styles, width_of
from core.ledger import Ledger
from core.model import Box, Report
from core.version import VERSION

MARK = "juesuan-lens official workbook 1"  # the first cell of the sheet to verify by; its number changes with the sheet's form
FIRST_KEPT = 8  # the row the kept cells begin in
_COLUMNS = ("sheet_name", "cell", "line", "column", "printed", "unit", "page", "box", "link", "how")
_WIDEST = 44


@dataclass(frozen=True, slots=True)
class Kept:
    """A cell as it was written: sheet, reference, `number` or `text`, its value, its formula, and the printed cell it came from.

    `table_no`, `row` and `column` are "" for what is not printed in a table.
    """

    sheet: str
    cell: str
    kind: str
    value: str
    formula: str
    table_no: str
    row: str
    column: str


def write_sources(
    sheet: Worksheet,
    styles: Styles,
    ledger: Ledger,
    sheets: Sequence[OfficialSheet],
    say: Callable[..., str],
    link: Callable[..., str],
    source: str,
) -> None:
    """A row for every figure: where it is written, what it is, what the report prints, page and box, a link to that page."""
    rows = [(laid, cell) for laid in sheets for cell in laid.cells if cell.number]
    texts = [[say(f"sources_{column}") for column in _COLUMNS], *(_row(laid, cell, ledger, say) for laid, cell in rows)]
    head, plain, linked = styles(bold=True, bg_color="#EEF3F8", border=1), styles(), styles(font_color="#1F6FB2", underline=1)
    for number, texts_of_row in enumerate(texts):
        for column, text in enumerate(texts_of_row):
            sheet.write_string(number, column, harmless(text), plain if number else head)
    for number, (laid, cell) in enumerate(rows, 1):
        at = f"internal:'{laid.name}'!{reference(cell.row, cell.column)}"
        sheet.write_url(number, 1, at, linked, reference(cell.row, cell.column))
        view = link(tab="tables", table=str(laid.table_no), cell=f"{cell.printed.row}.{cell.printed.column}")
        sheet.write_url(number, _COLUMNS.index("link"), view, linked, say("sources_link"))
    for column in range(len(_COLUMNS)):
        sheet.set_column(column, column, min(_WIDEST, max(width_of(row[column]) for row in texts) + 2))
    sheet.autofilter(0, 0, max(1, len(rows)), len(_COLUMNS) - 1)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(len(rows) + 2, 0, harmless(source), styles(font_color="#5F6B7A"))


def write_verification(sheet: Worksheet, report: Report, kept: Sequence[Kept]) -> None:
    """What was written, cell by cell, as text; hidden, because it is for the program."""
    facts = (MARK, report.file, report.sha256, report.report, VERSION)
    for row, text in enumerate(facts):
        sheet.write_string(row, 0, text)
    for row, cell in enumerate(kept, FIRST_KEPT):
        for column, text in enumerate(astuple(cell)):
            sheet.write_string(row, column, text)
    sheet.hide()


def _row(laid: OfficialSheet, cell: OfficialCell, ledger: Ledger, say: Callable[..., str]) -> list[str]:
    fact = ledger.facts[cell.fact] if cell.fact is not None else None
    place = cell.printed.place
    return [
        laid.name,
        reference(cell.row, cell.column),
        f"{fact.line_code} {fact.line_name}".strip() if fact else "",
        ledger.definitions.name("column", fact.column) if fact else "",
        cell.printed.text.strip(),
        fact.unit if fact else laid.table.unit,
        str(place.page or place.locator),
        _box(place.box, say) if place.box else "",
        say("sources_link"),
        _how(cell, say),
    ]


def _how(cell: OfficialCell, say: Callable[..., str]) -> str:
    if cell.corrected:
        return say("sources_corrected", corrected=cell.text.strip())
    if cell.formula:
        return say("sources_formula_rest", rest=cell.rest) if cell.rest else say("sources_formula")
    return say("sources_against", failed=cell.failed) if cell.failed else say("sources_number")


def _box(box: Box, say: Callable[..., str]) -> str:
    return say("sources_place", **{name: f"{getattr(box, name):.1f}" for name in ("x0", "top", "x1", "bottom")})
