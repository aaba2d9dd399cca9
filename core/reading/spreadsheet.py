"""Excel workbooks (.xlsx) → sheets as a reader sees them: hidden ones, hidden rows and hidden columns left out, numbers as printed.

Read part by part rather than by a library: what a cell prints depends on its number format, and only cells that hold something may take
room, or one stray cell in the last row would take gigabytes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from lxml import etree

from core.errors import ReportError
from core.reading.number_format import BUILT_IN, is_date, printed_number
from core.reading.package import Package, child, name, value

MOST_CELLS = 300_000
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TAGS = ("{*}sheetView", "{*}col", "{*}row", "{*}mergeCell", "{*}sheetData")
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_LAST_DAY = 2_958_465


@dataclass
class Sheet:
    """A sheet: texts by (row, column) from 0, blank ones left out; merged ranges as first row, first column, last row, last column."""

    name: str
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def add(self, row: int, column: int, text: str) -> None:
        """Keeps what a cell prints, unless it is blank.  Raises ReportError too_large_inside."""
        if text.strip():
            self.texts[row, column] = text
            if len(self.texts) > MOST_CELLS:
                raise ReportError("too_large_inside", where=self.name)


def read_sheets(package: Package) -> Iterator[Sheet]:
    """The visible sheets in order.  Raises ReportError damaged · too_large_inside."""
    main = package.main
    workbook, relations = package.root(main), package.relations(main)
    formats = _Formats(package, main, value(child(workbook, "workbookPr"), "date1904") in ("1", "true"))
    shared = shared_strings(package, main)
    for entry in child(workbook, "sheets") if child(workbook, "sheets") is not None else ():
        kind, path = relations.get(value(entry, "id") or "", ("worksheet", ""))  # one whose part is not there is damage, not a shorter book
        if kind == "worksheet" and (value(entry, "state") or "visible") == "visible":
            yield _Reader(Sheet(value(entry, "name") or ""), shared, formats).read(package, path)


def shared_strings(package: Package, main: str) -> list[str]:
    """The texts that cells name by number."""
    path = package.related(main, "sharedstrings")
    return [text_of_string(entry) for entry in package.root(path)] if path else []


def text_of_string(entry: etree._Element) -> str:
    """The text of a string, without the reading aids beside it."""
    pieces = [part.text or "" for part in entry.iter() if name(part) == "t" and not any(name(up) == "rPh" for up in part.iterancestors())]
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), "".join(pieces)).replace("\r\n", "\n").replace("\r", "\n")


class _Formats:
    """What the cells print: number formats by the number of a cell's style."""

    def __init__(self, package: Package, main: str, from_1904: bool) -> None:
        self._epoch = _EPOCH_1904 if from_1904 else _EPOCH
        self._codes: list[str] = []
        path = package.related(main, "styles")
        if not path or not package.has(path):
            return
        root = package.root(path)
        own = {value(each, "numFmtId"): value(each, "formatCode") or "" for each in _each(root, "numFmts")}
        for style in _each(root, "cellXfs"):
            number = value(style, "numFmtId") or "0"
            self._codes.append(own.get(number) or BUILT_IN.get(int(number) if number.isdigit() else 0, ""))

    def printed(self, number: str, style: str | None) -> str:
        """A number as its cell prints it."""
        code = self._codes[int(style)] if style and style.isdigit() and int(style) < len(self._codes) else ""
        try:
            return self._date(float(number)) if is_date(code) else printed_number(number, code)
        except ValueError:
            return number

    def _date(self, days: float) -> str:
        if not 0 <= days <= _LAST_DAY:
            raise ValueError(days)
        moment = self._epoch + timedelta(days=days)
        return f"{moment:%Y-%m-%d}" if days >= 1 else f"{moment:%H:%M}"


def _each(root: etree._Element, group: str) -> list[etree._Element]:
    found = child(root, group)
    return list(found) if found is not None else []


class _Reader:
    """Reads one sheet, row by row, and forgets each row once it is read."""

    def __init__(self, sheet: Sheet, shared: list[str], formats: _Formats) -> None:
        self._sheet, self._shared, self._formats = sheet, shared, formats
        self._zeros = True
        self._row = -1
        self._ended = False  # a sheet without its list of rows is no empty sheet

    def read(self, package: Package, path: str) -> Sheet:
        read = {"sheetView": self._view, "col": self._columns, "row": self._cells, "mergeCell": self._merge, "sheetData": self._end}
        events = etree.iterparse(
            package.data(path), ("end",), tag=_TAGS, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        try:
            for _, element in events:
                read[name(element)](element)
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
        except (etree.XMLSyntaxError, ValueError) as error:
            raise ReportError("damaged", where=path) from error
        if not self._ended:
            raise ReportError("damaged", where=path)
        return self._sheet

    def _end(self, _: etree._Element) -> None:
        self._ended = True

    def _view(self, element: etree._Element) -> None:
        self._zeros = value(element, "showZeros") not in ("0", "false")

    def _columns(self, element: etree._Element) -> None:
        if value(element, "hidden") in ("1", "true"):
            first, last = int(value(element, "min") or 1), int(value(element, "max") or 1)
            self._sheet.hidden_columns.update(range(first - 1, min(last, 16_384)))

    def _cells(self, element: etree._Element) -> None:
        self._row = int(value(element, "r") or self._row + 2) - 1
        if value(element, "hidden") in ("1", "true"):
            self._sheet.hidden_rows.add(self._row)
            return
        column = -1
        for cell in element:
            reference = _REFERENCE.fullmatch(value(cell, "r") or "")
            column = column_number(reference.group(1)) if reference else column + 1
            self._sheet.add(self._row, column, self._printed(cell))

    def _merge(self, element: etree._Element) -> None:
        ends = [_REFERENCE.fullmatch(part) for part in (value(element, "ref") or "").split(":")]
        if len(ends) == 2 and all(ends):
            (first, top), (last, bottom) = (end.groups() for end in ends)
            self._sheet.merged.append((int(top) - 1, column_number(first), int(bottom) - 1, column_number(last)))

    def _printed(self, cell: etree._Element) -> str:
        kind = value(cell, "t") or "n"
        if kind == "inlineStr":
            return text_of_string(cell)
        held = child(cell, "v")
        text = held.text or "" if held is not None else ""
        if kind == "s":
            if not (text.isdigit() and int(text) < len(self._shared)):
                raise ValueError(text)
            return self._shared[int(text)]
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(text, text)
        if kind != "n" or not text:
            return text
        printed = self._formats.printed(text, value(cell, "s"))
        return printed if self._zeros or any(digit in "123456789" for digit in printed) else ""


def column_number(letters: str) -> int:
    """`A` is 0, `Z` is 25, `AA` is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def column_letters(number: int) -> str:
    """0 is `A`, 26 is `AA`."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
