"""The two summaries: revenue on the left, expenditure on the right, stacked lists side by side."""

from collections.abc import Callable

from core.typeset.figures import CAPITAL, EARNED, FUNDS, GENERAL, GOVERNMENT, Figures
from core.typeset.layout import Layout
from core.typeset.sheet import BLANK, Line, Row, SheetCell, amount_cells, spanned
from core.typeset.words import Words, code_names

GRANT_LINES = dict(zip(FUNDS, (f"{fund}_appropriation" for fund in (GENERAL, GOVERNMENT, CAPITAL)), strict=True))
# classes no unit's report prints: contributions, reserve, transfers, costs of issuing debt
_UNPRINTED_CLASSES = ("209", "227", "230", "233")

# a label, the line it stands for, and its amounts by column; a label alone where nothing is printed
Half = tuple[str, Line | None, dict[str, int]]
_EMPTY: Half = ("", None, {})


def printed_classes() -> list[str]:
    """The functional classes of the full form, in printed order."""
    return [code for code in code_names("functional_class") if code not in _UNPRINTED_CLASSES]


def summary_rows(figures: Figures, layout: Layout, words: Words) -> tuple[list[Half], list[Half]]:
    """Left and right rows of the summary of revenue and expenditure."""
    table = "revenue_expenditure_summary"
    left = _numbered(words, _sources(figures, layout, words))
    right = _class_rows(figures, layout, words, lambda item: {"amount": item.spending()}, renumbered=layout.classes == "used")
    left, right = _padded(left, right, extra=0 if layout.classes == "all" else 1)
    balance = (
        ("total_revenue", figures.revenue(), "total_expenditure", figures.spending()),
        ("use_of_non_appropriation_surplus", figures.use_of_surplus, "surplus_distribution", figures.surplus_distribution),
        ("opening_balance", figures.opening() + figures.own_opening, "closing_balance", figures.closing() + figures.own_closing()),
        None,
        ("grand_total", figures.grand_total(), "grand_total", figures.grand_total()),
    )
    for entry in balance:
        if entry is None:
            left.append(_EMPTY)
            right.append(_EMPTY)
            continue
        left.append(_plain(words, table, entry[0], "revenue", {"amount": entry[1]}))
        right.append(_plain(words, table, entry[2], "expenditure", {"amount": entry[3]}))
    return left, right


def appropriation_rows(figures: Figures, layout: Layout, words: Words) -> tuple[list[Half], list[Half]]:
    """Left and right rows of the summary of fiscal appropriations."""
    table = "appropriation_summary"
    left = _numbered(words, [_plain(words, table, GRANT_LINES[fund], "revenue", {"amount": figures.granted(fund)}) for fund in FUNDS])
    right = _class_rows(figures, layout, words, lambda item: _by_fund(lambda funds: item.spending(funds)), renumbered=False)
    left, right = _padded(left, right, extra=0 if layout.classes == "all" else 2)
    left.append(_plain(words, table, "total_revenue", "revenue", {"amount": sum(map(figures.granted, FUNDS))}))
    right.append(_plain(words, table, "total_expenditure", "expenditure", _by_fund(figures.spending)))
    left.append(_plain(words, table, "opening_balance", "revenue", {"amount": figures.opening()}))
    right.append(_plain(words, table, "closing_balance", "expenditure", _by_fund(figures.closing)))
    for fund in FUNDS:
        opening = {"amount": figures.opening((fund,))}
        left.append(_plain(words, table, GRANT_LINES[fund], "revenue", opening, parent="opening_balance"))
        right.append(_EMPTY)
    both = figures.opening() + sum(map(figures.granted, FUNDS))
    left.append(_plain(words, table, "grand_total", "revenue", {"amount": both}))
    right.append(
        _plain(words, table, "grand_total", "expenditure", _by_fund(lambda funds: figures.spending(funds) + figures.closing(funds)))
    )
    return left, right


def two_sided_body(table: str, layout: Layout, words: Words, left: list[Half], right: list[Half]) -> tuple[Row, ...]:
    """Rows of cells; `line_numbers` count down the left half and on through the right one."""
    right_columns = ("amount",) if table == "revenue_expenditure_summary" else ("total", *FUNDS)
    rows = []
    for number, (one, other) in enumerate(zip(left, right, strict=True), start=1):
        halves = (one, ("amount",), number), (other, right_columns, number + len(left))
        rows.append(tuple(cell for half in halves for cell in _half_cells(table, layout, words, *half)))
    return tuple(rows)


def two_sided_head(table: str, layout: Layout, words: Words) -> tuple[Row, ...]:
    """Two heading rows, and the row of column numbers."""
    amounts = [words.head("amount")]
    right = amounts if table == "revenue_expenditure_summary" else list(words.columns(table).values())
    counter = [words.head("line_number")] if layout.line_numbers else []
    sides = (("revenue", amounts), ("expenditure", right))
    top = [cell for side, heads in sides for cell in spanned(SheetCell(words.head(side), columns=1 + len(counter) + len(heads)))]
    second = [SheetCell(text) for _, heads in sides for text in (words.head("item"), *counter, *heads)]
    rows = [tuple(top), tuple(second)]
    if layout.column_numbers:
        numbers = iter(range(1, 10))
        third: list[SheetCell] = []
        for _, heads in sides:
            texts = (words.head("column_number"), *[""] * len(counter), *(str(next(numbers)) for _ in heads))
            third += map(SheetCell, texts)
        rows.append(tuple(third))
    return tuple(rows)


def two_sided_widths(table: str, layout: Layout) -> tuple[float, ...]:
    """Relative widths: labels wide, line numbers narrow."""
    counter = (0.8,) if layout.line_numbers else ()
    right = (2.4,) if table == "revenue_expenditure_summary" else (2.2, 2.2, 2.2, 2.2)
    return (5.2, *counter, 2.4, 5.0, *counter, *right)


def _sources(figures: Figures, layout: Layout, words: Words) -> list[Half]:
    table = "revenue_expenditure_summary"
    grants = [(GRANT_LINES[fund], figures.granted(fund)) for fund in FUNDS]
    own = [(source, figures.earned(source)) for source in EARNED]
    shown = grants + [(source, fen) for source, fen in own if fen or layout.classes == "all"]
    return [_plain(words, table, key, "revenue", {"amount": fen}) for key, fen in shown]


def _class_rows(figures: Figures, layout: Layout, words: Words, amounts: Callable, renumbered: bool) -> list[Half]:
    rows: list[Half] = []
    for position, code in enumerate(printed_classes(), start=1):
        name = code_names("functional_class")[code]
        sums: dict[str, int] = {}
        for item in figures.items:
            if item.code.startswith(code):
                sums = {column: sums.get(column, 0) + fen for column, fen in amounts(item).items()}
        if layout.classes == "all" or any(sums.values()):
            number = len(rows) + 1 if renumbered else position
            rows.append((words.numbered(number, name), Line(code, name, side="expenditure"), sums))
    return rows


def _by_fund(amount: Callable) -> dict[str, int]:
    return {"total": amount(FUNDS)} | {fund: amount((fund,)) for fund in FUNDS}


def _plain(words: Words, table: str, key: str, side: str, fens: dict[str, int], parent: str = "") -> Half:
    name = words.line(table, key)
    return words.spaced(name), Line(key, name, side=side, parent=parent), fens


def _numbered(words: Words, rows: list[Half]) -> list[Half]:
    return [(words.numbered(number, label), line, fens) for number, (label, line, fens) in enumerate(rows, start=1)]


def _padded(left: list[Half], right: list[Half], extra: int) -> tuple[list[Half], list[Half]]:
    rows = max(len(left), len(right)) + extra
    return left + [_EMPTY] * (rows - len(left)), right + [_EMPTY] * (rows - len(right))


def _half_cells(table: str, layout: Layout, words: Words, half: Half, columns: tuple[str, ...], number: int) -> tuple[SheetCell, ...]:
    label, line, fens = half
    total = line is not None and line.key in ("total_revenue", "total_expenditure", "grand_total")
    first = SheetCell(label, align="center" if total else "left", bold=total)
    counter = (SheetCell(str(number)),) if layout.line_numbers else ()
    if line is None:
        return (first, *counter, *([BLANK] * len(columns)))
    return (first, *counter, *amount_cells(layout, table, line, columns, fens, words.unit(table)))
