"""Reads the heading of a grid: where it ends, the path of words over each column, and what each column holds."""

import itertools
import re
from dataclasses import dataclass, replace

from core.amounts import number_text
from core.definitions import Definitions, TableDefinition
from core.names import fold, nearest
from core.reading.page import Cell, Grid
from core.tables import heads
from core.tables.foreign import foreign_columns, own
from core.tables.grid import Row, extents

LONGEST_HEADING = 8
_BESIDE = "beside"  # of a list that stands beside the two sides of a table
_BRACKETS = re.compile(r"\(.*?\)")
_COLUMN_NUMBER = re.compile(r"^\(?(\d{1,2})\)?(?:[=＝(].*)?$")


@dataclass(frozen=True, slots=True)
class HeadColumn:
    """One column: its heading words from top to bottom, its role, key and side.

    Roles: code · label · line_number · amount · foreign (not of this table, see foreign.py) · skipped (words beside the amounts) · unknown.
    """

    index: int
    x0: float
    x1: float
    path: tuple[str, ...]
    role: str
    key: str = ""
    side: str = ""
    near: str = ""

    @property
    def heading(self) -> str:
        """The heading as one text."""
        return "/".join(self.path)


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the parts of a grid begin: rows before `first` are title rows, before `data` heading rows; `number_row` is -1 if none."""

    first: int
    data: int
    number_row: int
    columns: tuple[HeadColumn, ...]


def read_heading(grid: Grid, rows: list[Row], table: TableDefinition | None, definitions: Definitions) -> Heading:
    """The heading of one grid.  A grid that begins with data has `data` = `first` and columns without words."""
    first = _title_rows(grid, rows, definitions)
    number_row = next((r for r in range(first, min(first + LONGEST_HEADING, len(rows))) if is_number_row(rows[r], definitions)), -1)
    data = next((r for r in range(first, len(rows)) if _is_data(rows[r], table, definitions)), len(rows))
    if 0 <= number_row < data:
        data = number_row + 1
    paths = _paths(rows, first, data, number_row, definitions)
    reach = extents(grid, rows)
    columns = [HeadColumn(c, *reach[c], path, _role(path, definitions)) for c, path in enumerate(paths)]
    if table is not None:
        columns = _with_keys(columns, table, definitions)
    economic = table is not None and table.rows == "economic"
    return Heading(first, data, number_row, tuple(_by_content(columns, rows[data:], economic, definitions)))


def _title_rows(grid: Grid, rows: list[Row], definitions: Definitions) -> int:
    """How many leading rows hold the title, the number, the unit or the organisation rather than headings."""
    count = 0
    for row in rows[:4]:
        texts = [cell.text for cell in row.starting if cell.text.strip()]
        titled = any(heads.match_title(text, definitions) for text in texts)
        around = texts and len(texts) <= 3 and all(_is_head_text(text, definitions) for text in texts)
        if not (titled or around):
            break
        count += 1
    return count if count < len(rows) else 0


def _is_head_text(text: str, definitions: Definitions) -> bool:
    folded = fold(text)
    return any(definitions.patterns[name].search(folded) for name in ("unit", "organisation")) or bool(
        definitions.patterns["printed_number"].fullmatch(folded)
    )


def is_number_row(row: Row, definitions: Definitions) -> bool:
    """Whether the row only numbers the columns (1 2 3 …, on both sides of a two-sided table)."""
    named, values = False, []
    for text in (fold(cell.text) for cell in row.starting if cell.text.strip()):
        if text in definitions.words["number_row"]:
            named = True
        elif text not in definitions.words["column_code"]:
            number = _COLUMN_NUMBER.match(text)
            if number is None:
                return False
            values.append(int(number.group(1)))
    if not values:
        return named
    consecutive = all(b - a == 1 for a, b in itertools.pairwise(values))
    return consecutive and values[0] == 1 and (named or len(values) >= 3)


def _is_data(row: Row, table: TableDefinition | None, definitions: Definitions) -> bool:
    """Whether a row carries data: an amount, a code, or a known label at its left end with nothing but figures beside it."""
    starting = [cell for cell in row.starting if cell.text.strip()]
    if not starting or is_number_row(row, definitions):
        return False
    if any(_is_amount(cell.text) for cell in starting):
        return True
    first = starting[0]
    if definitions.patterns["code"].match(fold(first.text)) or definitions.patterns["code_and_name"].match(fold(first.text)):
        return True
    if table is not None and table.rows == "two_sided":
        return _is_two_sided_data(starting, table, definitions)
    name = label_key(first.text, definitions)
    others = [cell for cell in starting[1:] if not _is_figure(cell, definitions)]
    if others:
        return _total_beside_code_headings(starting, definitions)
    known = table is not None and (
        name in table.line_keys or name in definitions.words["budget"] or name in {n for c in table.columns for n in c.names}
    )
    return name in definitions.words["total"] or (known and first.column == 0 and first.column_span < len(row.cells) and len(starting) >= 1)


def _is_figure(cell: Cell, definitions: Definitions) -> bool:
    return number_text(cell.text) is not None or bool(definitions.patterns["blank_amount"].match(fold(cell.text)))


def _is_two_sided_data(starting: list[Cell], table: TableDefinition, definitions: Definitions) -> bool:
    """A row of line names and line numbers; the names of columns alone (which some lines share) are a heading still."""
    names = [label_key(cell.text, definitions) for cell in starting if not _is_figure(cell, definitions)]
    if not all(is_line_name(name, table, definitions) for name in names):
        return False
    return len(names) < len(starting) or starting[0].column == 0 or any(name in definitions.functional_classes for name in names)


def _total_beside_code_headings(starting: list[Cell], definitions: Definitions) -> bool:
    """The first total may stand in the last heading row, beside the words over the code columns."""
    words = [fold(cell.text) for cell in starting if number_text(cell.text) is None]
    rest = [word for word in words if word not in definitions.words["column_code"]]
    return len(rest) < len(words) and len(rest) == 1 and rest[0] in definitions.words["total"]


def _is_amount(text: str) -> bool:
    number = number_text(text)
    return number is not None and ("." in number or "," in text or len(number.lstrip("-")) > 2 or number == "0")


def label_key(text: str, definitions: Definitions) -> str:
    """A label without blanks, ordinals and a leading 其中, folded: what lines are looked up by."""
    return fold(strip_ordinal(text, definitions))


def strip_ordinal(text: str, definitions: Definitions) -> str:
    """A printed label without blanks, ordinals and a leading 其中."""
    return definitions.patterns["ordinal"].sub("", "".join(text.split()))


def is_line_name(name: str, table: TableDefinition, definitions: Definitions) -> bool:
    """Whether a folded label is a line of this two-sided table or a functional class."""
    return name in table.line_keys or name in definitions.functional_classes


def _paths(rows: list[Row], first: int, data: int, number_row: int, definitions: Definitions) -> list[tuple[str, ...]]:
    """For each column the words above it, top to bottom; a code heading that reaches down beside the first total counts too."""
    count = len(rows[0].cells) if rows else 0
    paths: list[list[str]] = [[] for _ in range(count)]
    for column in range(count):
        seen: set[int] = set()
        for row in rows[first:data]:
            cell = row.cells[column]
            if cell is None or id(cell) in seen:
                continue
            seen.add(id(cell))
            text = fold(cell.text)
            if text and not (row.index == number_row and text not in definitions.words["column_code"]):
                paths[column].append(text)
        following = rows[data].cells[column] if data < len(rows) else None
        if following is not None and fold(following.text) in definitions.words["column_code"] and id(following) not in seen:
            paths[column].append(fold(following.text))
    return [tuple(path) for path in paths]


def _role(path: tuple[str, ...], definitions: Definitions) -> str:
    texts = {text for joined in _joined(path) for text in (joined, _BRACKETS.sub("", joined))}
    for name, role in (("column_line", "line_number"), ("column_code", "code"), ("column_label", "label")):
        if not texts.isdisjoint(definitions.words[name]):
            return role
    return "unknown"


def _joined(path: tuple[str, ...]) -> list[str]:
    """The whole path joined, then ever shorter ends of it: headings are broken over cells as well as over lines."""
    return ["".join(path[start:]) for start in range(len(path))]


def _with_keys(columns: list[HeadColumn], table: TableDefinition, definitions: Definitions) -> list[HeadColumn]:
    sided = _sides(columns, table)
    foreign = foreign_columns([column.path for column in columns], table, definitions)
    keyed = []
    for column, side in zip(columns, sided, strict=True):
        if side == _BESIDE:
            keyed.append(replace(column, role=column.role if column.role == "line_number" else "foreign"))
        elif column.role != "unknown" or not column.path:
            keyed.append(replace(column, side=side))
        elif column.index in foreign:
            keyed.append(replace(column, role="foreign", side=side))
        else:
            key = column_key(column.path, side, table, definitions)
            near = "" if key else nearest(column.path[-1], [name for c in table.columns for name in c.names])
            keyed.append(replace(column, role="amount" if key else "unknown", key=key, side=side, near=near))
    return keyed


def _sides(columns: list[HeadColumn], table: TableDefinition) -> list[str]:
    """The side of each column of a two-sided table, by the word over it, else by the order of its label columns.

    Older forms list the expenditure once more by its nature: a third list has no side of its own.
    """
    if not table.sides:
        return [""] * len(columns)
    names = list(table.sides)
    sides, current = [], -1
    previous_label = False
    for column in columns:
        is_label = column.role == "label"
        if is_label and not previous_label:
            current += 1
        previous_label = is_label
        worded = [side for side, words in table.sides.items() if any(text in words for text in column.path[:2])]
        sides.append(_BESIDE if current >= len(names) else worded[0] if worded else names[max(current, 0)])
    return sides


def column_key(path: tuple[str, ...], side: str, table: TableDefinition, definitions: Definitions) -> str:
    """The key of an amount column, or "".  Below a known column only its own sum or a named part of it may stand."""
    keys = table.column_keys
    path = tuple(strip_heading(own(text, definitions), definitions) for text in path)
    for depth in range(len(path) - 2, -1, -1):
        parent = table.parent_keys.get((side, path[depth]))
        if parent is None:
            continue
        if path[-1] in definitions.words["sum_heading"]:
            return parent
        named = keys.get((side, path[depth] + "/" + path[-1]))
        if named:
            return named
        if parent not in ("total", "amount", keys.get((side, path[-1]))):
            return ""
    for joined in _joined(path):
        if (side, joined) in keys:
            return keys[side, joined]
    if table.economic_columns:
        return _economic_column(path, definitions)
    return ""


def strip_heading(text: str, definitions: Definitions) -> str:
    """A heading without a unit in brackets and without a column number behind it."""
    text = definitions.patterns["unit_bracket"].sub("", text)
    return re.sub(r"(?<=\D)\d{1,2}$", "", text) or text


def _economic_column(path: tuple[str, ...], definitions: Definitions) -> str:
    names = [text for text in path if text not in definitions.words["sum_heading"]]
    return definitions.economic_names.get(names[-1], "") if names else ""


def _by_content(columns: list[HeadColumn], rows: list[Row], economic: bool, definitions: Definitions) -> list[HeadColumn]:
    """Roles of columns whose heading does not say: a column of codes is a code column, of words a label column.

    Words to the right of amounts are remarks, not names, except where blocks stand side by side (`economic`).
    """
    decided: list[HeadColumn] = []
    for column in columns:
        if column.role in ("unknown", "label") and not column.key:
            beside = not economic and any(other.role == "amount" and other.side == column.side for other in decided)
            column = replace(column, role=_role_by_content(column, rows, beside, definitions))
        decided.append(column)
    return decided


def _role_by_content(column: HeadColumn, rows: list[Row], beside: bool, definitions: Definitions) -> str:
    """`beside`: amounts stand to the left of it."""
    texts = [fold(text) for text in (row.text(column.index) for row in rows) if text.strip()]
    codes = sum(definitions.patterns["code"].match(text) is not None for text in texts)
    if texts and codes >= 0.5 * len(texts):
        return "code"
    if column.role == "label":
        return "label"
    words = sum(number_text(text.rstrip("%")) is None and not definitions.patterns["blank_amount"].match(text) for text in texts)
    if words > 0.5 * len(texts):
        return "skipped" if beside else "label"
    return column.role
