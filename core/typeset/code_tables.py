"""The tables whose lines are functional codes: class, section and item, with a total."""

from core.typeset.figures import CAPITAL, FUNDS, GENERAL, GOVERNMENT, SPENT, Figures, Item
from core.typeset.layout import Layout
from core.typeset.sheet import BLANK, Line, Row, SheetCell, amount_cells, spanned
from core.typeset.words import Words, functional_name

CODE_TABLES = ("revenue", "expenditure", "general_budget_expenditure", "government_funds", "state_capital")
_FUND = {"general_budget_expenditure": GENERAL, "government_funds": GOVERNMENT, "state_capital": CAPITAL}
_GROUPED = ("total", "basic", "project")
_BLANK_ROWS = 6


def item_amounts(table: str, item: Item) -> dict[str, int]:
    """column -> fen of one item in a code table."""
    if table == "revenue":
        sources = {"appropriation": sum(item.granted.get(fund, 0) for fund in FUNDS), **item.earned}
        return {"total": sum(sources.values()), **sources}
    if table == "expenditure":
        kinds = {kind: item.spending(kinds=(kind,)) for kind in SPENT}
        return {"total": sum(kinds.values()), **kinds}
    fund = _FUND[table]
    amounts = {kind: item.spending((fund,), (kind,)) for kind in ("basic", "project")}
    amounts["total"] = item.spending((fund,))
    if table == "government_funds":
        amounts |= {
            "opening_balance": item.opening.get(fund, 0),
            "revenue": item.granted.get(fund, 0),
            "closing_balance": item.closing(fund),
        }
    return amounts


def tree(table: str, figures: Figures) -> dict[str, dict[str, int]]:
    """code -> column -> fen of every class, section and item with a figure, in code order; "" is the total."""
    found: dict[str, dict[str, int]] = {}
    for item in figures.items:
        amounts = item_amounts(table, item)
        if any(amounts.values()):
            for code in ("", item.code[:3], item.code[:5], item.code):
                sums = found.setdefault(code, {})
                for column, fen in amounts.items():
                    sums[column] = sums.get(column, 0) + fen
    return dict(sorted(found.items()))


def code_widths(table: str, layout: Layout, words: Words) -> tuple[float, ...]:
    """Relative widths: the code (in one or three columns), the name, the amounts."""
    codes = (1.8,) if layout.code_columns == 1 else (0.8, 0.6, 0.6)
    return (*codes, 4.6, *([1.9] * len(words.columns(table))))


def code_head(table: str, layout: Layout, words: Words, total: Row | None) -> tuple[Row, ...]:
    """Heading rows, the column numbers, and the total where it belongs to the heading block."""
    columns = words.columns(table)
    grouped = table in _FUND
    codes = layout.code_columns
    top: list[SheetCell | None] = [*spanned(SheetCell(words.head("item"), columns=codes + 1))]
    second: list[SheetCell | None] = [*spanned(SheetCell(words.say("code"), columns=codes)), SheetCell(words.say("name"))]
    for key, name in columns.items():
        if grouped and key in _GROUPED:
            top += spanned(SheetCell(words.say("spent"), columns=3)) if key == "total" else ()
            second.append(SheetCell(words.spaced(name)))
        else:
            top.append(SheetCell(name, rows=2))
            second.append(None)
    return (tuple(top), tuple(second), *_counter_rows(layout, words, len(columns), total))


def code_body(table: str, layout: Layout, words: Words, figures: Figures) -> tuple[tuple[Row, ...], Row | None]:
    """The rows below the heading, and the total row where it belongs to the heading instead."""
    columns = tuple(words.columns(table))
    found = tree(table, figures)
    if not found:
        blank = (BLANK,) * (layout.code_columns + 1 + len(columns))
        total = (*_total_label(layout, words), *([BLANK] * len(columns)))
        rows = [blank] * _BLANK_ROWS
    else:
        line = Line("total", words.say("total"))
        total = (*_total_label(layout, words), *amount_cells(layout, table, line, columns, found[""], words.unit(table)))
        rows = [_code_row(table, layout, words, code, columns, fens) for code, fens in found.items() if code]
    place = layout.total(table)
    if place == "head":
        return tuple(rows), total
    return ((total, *rows) if place == "first" else (*rows, total)), None


def _code_row(table: str, layout: Layout, words: Words, code: str, columns: tuple[str, ...], fens: dict[str, int]) -> Row:
    name = functional_name(code)
    parts = (code,) if layout.code_columns == 1 else (code[:3], code[3:5], code[5:])
    cells = tuple(SheetCell(part, align="left" if layout.code_columns == 1 else "center") for part in parts)
    amounts = amount_cells(
        layout, table, Line(code, name, code, parent=code[:-2] if len(code) > 3 else ""), columns, fens, words.unit(table)
    )
    return (*cells, SheetCell(name, align="left"), *amounts)


def _total_label(layout: Layout, words: Words) -> Row:
    return spanned(SheetCell(words.head("total"), columns=layout.code_columns + 1))


def _counter_rows(layout: Layout, words: Words, columns: int, total: Row | None) -> list[Row]:
    """The row of column numbers and, in the heading, the total: with split codes their three heads stand beside both."""
    numbers = [SheetCell(str(number)) for number in range(1, columns + 1)]
    if layout.code_columns == 3 and total is not None and layout.column_numbers:
        heads = tuple(SheetCell(words.say(term), rows=2) for term in ("code_class", "code_section", "code_item"))
        amounts = total[layout.code_columns + 1 :]
        return [(*heads, SheetCell(words.head("column_number")), *numbers), (None, None, None, SheetCell(words.head("total")), *amounts)]
    rows: list[Row] = []
    if layout.column_numbers:
        if layout.code_columns == 3:
            heads = [SheetCell(words.say(term)) for term in ("code_class", "code_section", "code_item")]
            rows.append((*heads, SheetCell(words.head("column_number")), *numbers))
        else:
            rows.append((*spanned(SheetCell(words.head("column_number"), columns=2)), *numbers))
    elif layout.code_columns == 3:
        heads = [SheetCell(words.say(term)) for term in ("code_class", "code_section", "code_item")]
        rows.append((*heads, BLANK, *([BLANK] * columns)))
    return [*rows, total] if total is not None else rows
