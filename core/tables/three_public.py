"""The three public expenses: whatever the layout, each amount has an item and a basis among the words of its column and its row."""

from core.amounts import number_text
from core.model import Place
from core.names import fold, nearest, squeeze
from core.reading.page import Cell
from core.tables.facts import Yield, report_columns_left_out
from core.tables.foreign import is_foreign_word, other_budget, own
from core.tables.grid import Row
from core.tables.headings import label_key, strip_heading
from core.tables.lines import LineName
from core.tables.sheet import Part
from core.tables.three_public_words import find_basis, find_item


def three_public_facts(parts: list[Part], made: Yield) -> None:
    """Facts of a table in blocks, interleaved, vertical or transposed; adds to `made`."""
    for part in parts:
        labels = [own(label_key(_row_label(row, part)[0], made.definitions), made.definitions) for row in part.data]
        passed_over = {part.data[number].index for number in other_budget([(label,) for label in labels], made.definitions)}
        report_columns_left_out(part, made, ("foreign",))
        for row in _rows_of_interest(part, made):
            label, labelled = _row_label(row, part)
            if _is_left_out(row, label, labelled, part, made, row.index in passed_over):
                continue
            for cell in row.starting:
                if cell.column not in labelled and cell.text.strip():
                    _place_amount(part, cell, label, made)


def _rows_of_interest(part: Part, made: Yield) -> list[Row]:
    """The data rows; where single units are listed below a total, only the total."""
    rows = [row for row in part.data if any(cell.text.strip() for cell in row.starting)]
    totals = [row for row in rows if fold(row.starting[0].text) in made.definitions.words["total"]]
    others = [label_key(cell.text, made.definitions) for row in rows for cell in row.starting if row not in totals]
    by_item = any(find_item([name], made.table, made.definitions) for name in others)
    return totals[:1] if len(totals) == 1 and len(rows) > 1 and not by_item else rows


def _row_label(row: Row, part: Part) -> tuple[str, set[int]]:
    """The row's own words and the columns they stand in."""
    roles = {column.index: column.role for column in part.columns}
    words, columns = [], set()
    for cell in row.starting:
        if roles.get(cell.column) in ("label", "code", "line_number", "skipped", "foreign"):
            columns.add(cell.column)
            if roles[cell.column] == "label" and squeeze(cell.text):
                words.append(cell.text)
    return (words[-1] if words else ""), columns


def _is_left_out(row: Row, label: str, labelled: set[int], part: Part, made: Yield, other_budget: bool) -> bool:
    """Whether a row is of another year, a change, a share, or counts what is no money; it is told as such."""
    word = own(label_key(label, made.definitions), made.definitions)
    foreign = other_budget or (bool(word) and is_foreign_word(word, made.table, made.definitions))
    beside = word not in made.table.line_keys and bool(made.definitions.patterns["beside_public"].search(word))
    amounts = [cell for cell in row.starting if number_text(cell.text) is not None and cell.column not in labelled]
    if amounts and (foreign or beside):
        kind = "column_not_kept" if foreign else "line_not_kept"
        made.problem(kind, Place(part.page, amounts[0].box), text=squeeze(label), count=len(amounts))
    return foreign or beside


def _place_amount(part: Part, cell: Cell, label: str, made: Yield) -> None:
    path = tuple(strip_heading(text, made.definitions) for text in part.columns[cell.column].path)
    words = [label_key(label, made.definitions)] if label else []
    item = find_item([label_key(text, made.definitions) for text in path], made.table, made.definitions)
    if item is None or (item.key == "total" and words):
        item = find_item(words, made.table, made.definitions) or item
    basis = find_basis([*path, *words], made.table)
    place = Place(part.page, cell.box)
    if item is None:
        if made.definitions.patterns["note"].match(fold(label)) or made.definitions.patterns["blank_amount"].match(fold(cell.text)):
            return
        names = [name for line in made.table.lines for name in line.names]
        made.problem("unknown_line", place, text="/".join([*path, *words]), near=nearest((words or list(path) or [""])[-1], names))
    elif not basis:
        made.problem("unknown_heading", place, text="/".join([*path, *words]), near=made.table.columns[0].names[0], count=1)
    else:
        name = made.definitions.name("line", item.key)
        made.amount(part, cell, LineName(item.key, name, total=item.total), basis)
