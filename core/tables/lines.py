"""What a row is about: its code, its name, its line key, and the line it is part of."""

import re
from dataclasses import dataclass

from core.definitions import Definitions, TableDefinition, TableLine
from core.names import fold, squeeze
from core.tables.grid import Row
from core.tables.headings import HeadColumn, label_key, strip_ordinal

_BRACKETED = re.compile(r"\(.*\)$")


@dataclass(frozen=True, slots=True)
class LineName:
    """A row's line: key or code, the parent line, code as printed (digits only), name without blanks and ordinals, total or not."""

    line: str
    name: str
    code: str = ""
    parent: str = ""
    total: bool = False


@dataclass(slots=True)
class Codes:
    """The codes of the rows read so far: a code printed in parts needs the class and section above it."""

    last: str = ""

    def complete(self, parts: list[str]) -> str:
        """The whole code of a row from the texts of its code columns ("" if there is none)."""
        digits = [part for part in parts if part]
        if not digits:
            return ""
        code = self._joined(digits)
        self.last = code
        return code

    def _joined(self, digits: list[str]) -> str:
        if len(digits[-1]) in (5, 7):
            return digits[-1]
        if len(digits[0]) >= 3:
            return "".join([digits[0], *(digit for digit in digits[1:] if len(digit) == 2)])
        return self.last[:3] + "".join(digits) if len(self.last) >= 3 else ""


def functional_line(row: Row, columns: tuple[HeadColumn, ...], codes: Codes, definitions: Definitions) -> LineName | None:
    """The line of a row of functional (or economic) codes; None for a row that names nothing."""
    parts, labels = _texts(row, columns, definitions)
    name = strip_ordinal("".join(labels), definitions)
    if not parts and fold(name) in definitions.words["total"]:
        return LineName("total", name, total=True)
    code = _staggered(row, columns, parts, codes)
    if code:
        return LineName(code, name, code, parent_of(code))
    return LineName(name, name) if name else None


def parent_of(code: str) -> str:
    """The code one level up ("" for a class)."""
    return code[:-2] if len(code) > 3 else ""


def _staggered(row: Row, columns: tuple[HeadColumn, ...], parts: list[str], codes: Codes) -> str:
    """Two digits alone are a section or an item by the column they stand in: the third code column holds items."""
    code_columns = [column.index for column in columns if column.role == "code"]
    if len(parts) == 1 and len(parts[0]) == 2 and len(code_columns) == 3 and len(codes.last) >= 3:
        level = next((i for i, index in enumerate(code_columns) if row.text(index).strip()), 1)
        prefix = codes.last[: 3 if level < 2 else 5]
        codes.last = prefix + parts[0]
        return codes.last
    return codes.complete(parts)


def _texts(row: Row, columns: tuple[HeadColumn, ...], definitions: Definitions) -> tuple[list[str], list[str]]:
    """The code parts and the label texts of a row; a code printed before its name in one cell is taken apart."""
    parts, labels = [], []
    for column in columns:
        text = row.text(column.index)
        folded = fold(text)
        if not folded or column.role not in ("code", "label"):
            continue
        whole = definitions.patterns["code"].match(folded) or definitions.patterns["code_part"].match(folded)
        both = definitions.patterns["code_and_name"].match(squeeze(text))
        if whole:
            parts.append("".join(filter(str.isdigit, folded)))
        elif both:
            parts.append(both.group(1))
            labels.append(both.group(2))
        elif folded not in definitions.words["column_code"]:
            labels.append(squeeze(text))
    return parts, labels


@dataclass(slots=True)
class Side:
    """The lines of one side read so far: the same name below an opening balance is its part."""

    group: TableLine | None = None


def two_sided_line(label: str, side: Side, table: TableDefinition, definitions: Definitions) -> tuple[LineName, bool]:
    """The line of a label in a two-sided table, and whether it is known.  An unknown label keeps its own name as line."""
    name = strip_ordinal(label, definitions)
    folded = label_key(label, definitions)
    line = table.line_keys.get(folded) or table.line_keys.get(_BRACKETED.sub("", folded))
    if line is None:
        code = definitions.functional_classes.get(folded, "")
        return LineName(code or name, name), bool(code)
    parent = side.group.key if side.group and line.key in side.group.children else ""
    if not parent:
        side.group = line if line.children else None
    return LineName(line.key, name, parent=parent, total=line.total), True
