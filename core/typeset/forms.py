"""Figures and a layout -> the nine tables as sheets, and the facts they print."""

from core.typeset.basic_table import basic_body, basic_head, basic_widths
from core.typeset.code_tables import CODE_TABLES, code_body, code_head, code_widths, tree
from core.typeset.figures import Figures
from core.typeset.layout import Layout
from core.typeset.sheet import GoldenFact, Row, Sheet
from core.typeset.three_public import three_public_amounts, three_public_body, three_public_head, three_public_widths
from core.typeset.two_sided import appropriation_rows, summary_rows, two_sided_body, two_sided_head, two_sided_widths
from core.typeset.words import Words

Parts = tuple[tuple[float, ...], tuple[Row, ...], tuple[Row, ...]]


def sheets(figures: Figures, layout: Layout) -> list[Sheet]:
    """The printed tables in the order of the layout."""
    words = Words(layout)
    return [_sheet(table, number, figures, layout, words) for number, table in enumerate(layout.order, start=1)]


def golden_facts(figures: Figures, layout: Layout) -> list[GoldenFact]:
    """Every amount the layout prints, table by table and row by row; a total repeated on each page counts once."""
    return [fact for sheet in sheets(figures, layout) if sheet.grid for fact in sheet.facts()]


def is_empty(table: str, figures: Figures) -> bool:
    """Whether a table has no figure at all."""
    if table in CODE_TABLES:
        return not tree(table, figures)
    return table == "three_public" and not any(map(any, three_public_amounts(figures).values()))


def _sheet(table: str, number: int, figures: Figures, layout: Layout, words: Words) -> Sheet:
    widths, head, body = _parts(table, figures, layout, words)
    empty = is_empty(table, figures)
    return Sheet(
        table=table,
        title=words.title(table),
        number_line=words.say("number_line", number=number) if layout.numbered else "",
        body_line=words.say("body_line", unit_name=figures.unit_name),
        unit_line=words.say("unit_line", unit=words.unit(table)),
        widths=widths,
        head=head,
        body=body,
        notes=_notes(table, empty, figures, layout, words),
        grid=not (empty and layout.empty == "only_note"),
    )


def _parts(table: str, figures: Figures, layout: Layout, words: Words) -> Parts:
    if table in CODE_TABLES:
        body, total = code_body(table, layout, words, figures)
        return code_widths(table, layout, words), code_head(table, layout, words, total), body
    if table == "general_budget_basic":
        return basic_widths(layout), basic_head(layout, words), basic_body(layout, words, figures)
    if table == "three_public":
        return three_public_widths(layout), three_public_head(layout, words), three_public_body(layout, words, figures)
    rows = summary_rows if table == "revenue_expenditure_summary" else appropriation_rows
    body = two_sided_body(table, layout, words, *rows(figures, layout, words))
    return two_sided_widths(table, layout), two_sided_head(table, layout, words), body


def _notes(table: str, empty: bool, figures: Figures, layout: Layout, words: Words) -> tuple[str, ...]:
    key = f"three_public_{layout.budget_basis}" if table == "three_public" else table
    usual = (words.note(key),) if layout.notes or table == "three_public" else ()
    if layout.empty == "generic":
        return (*usual, words.note("generic_empty"))
    if not empty:
        rounded = table == "revenue_expenditure_summary" and layout.unit(table) == "wan"
        return (*usual, words.note("rounding")) if usual and rounded else usual
    kind = "explanation" if layout.empty == "explanation" else "note"
    sentence = words.empty(table, kind, figures.unit_name)
    return (sentence,) if kind == "note" else (*usual, sentence)
