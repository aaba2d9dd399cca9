"""Word files (.docx) → paragraphs and tables in the order of the text.

Left out: headers, footers, notes, comments, deleted and hidden text.  Paragraphs are counted through the text outside tables, tables
through the whole document; rows and columns of a table count from 1, merged cells by their first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from core.reading.laid_out import Block, Break, Paragraph, PlacedCell, PlacedTable
from core.reading.numbering import Numbering
from core.reading.package import Package, child, name, value
from core.reading.word_styles import Styles, is_led, is_on, list_of, size_of

_INSIDE = {
    *("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple"),
    *("r", "dir", "bdo", "oMath", "oMathPara", "ruby", "rubyBase"),
}
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_PAGE = "\f"
_LED_NUMBER = re.compile(r"\t\s*(\d*)\s*$")
_LEFT = 72.0
_TWIPS = 20.0
_WIDEST = 2000.0  # points: wider columns are a slip in the file


@dataclass(slots=True)
class _Written:
    """What a paragraph holds besides its text: text boxes, and the size of its first letters."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    size: float | None = None


def read_word(package: Package) -> list[Block]:
    """Everything in a Word file, in order.  Raises ReportError damaged."""
    main = package.main
    body = child(package.root(main), "body")
    if body is None:
        return []
    reader = _Reader(Styles(_part(package, main, "styles")), Numbering(_part(package, main, "numbering")))
    reader.read(body)
    return reader.blocks


def _part(package: Package, main: str, kind: str) -> etree._Element | None:
    path = package.related(main, kind)
    return package.root(path) if path and package.has(path) else None


class _Reader:
    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles, self._numbering = styles, numbering
        self._paragraphs = self._tables = 0
        self.blocks: list[Block] = []

    def read(self, parent: etree._Element) -> None:
        """The paragraphs and tables below an element."""
        for element in parent:
            kind = name(element)
            if kind == "p":
                self._paragraphs += 1
                self._add_paragraph(element, f"\u00b6{self._paragraphs}")
            elif kind == "tbl":
                self._tables += 1
                self._add_table(element, f"table {self._tables}")
            elif kind == "AlternateContent":
                self.read(_chosen(element))
            elif kind in _INSIDE:
                self.read(element)

    def _add_paragraph(self, element: etree._Element, locator: str) -> None:
        properties, style = child(element, "pPr"), value(child(element, "pPr", "pStyle"))
        text, written = self._text(element)
        before, text, after = _breaks(text)
        own = child(properties, "pageBreakBefore")
        if before or (is_on(own) if own is not None else self._styles.begins_page(style)):
            self.blocks.append(Break())
        self.blocks.append(Paragraph(text, locator, written.size or self._styles.size(style)))
        for box in written.boxes:
            self.read(box)
        section = child(properties, "sectPr")
        if after or (section is not None and value(child(section, "type")) != "continuous"):
            self.blocks.append(Break())

    def _text(self, element: etree._Element) -> tuple[str, _Written]:
        """A paragraph's text with its number before it; a form feed where a page ends."""
        properties, style = child(element, "pPr"), value(child(element, "pPr", "pStyle"))
        written = _Written()
        self._write(element, written)
        text = "".join(written.pieces)
        if is_led(properties) or self._styles.is_led(style):
            text = _LED_NUMBER.sub(r"......\1", text)
        (number, level), (usual, usual_level) = list_of(properties), self._styles.numbered(style)
        number = usual if number is None else number
        prefix = self._numbering.prefix(number, usual_level if level is None else level) if number else ""
        text = text.replace("\t", " ")
        letters = text.lstrip(_PAGE)
        return text[: len(text) - len(letters)] + prefix + letters, written

    def _write(self, parent: etree._Element, written: _Written) -> None:
        for element in parent:
            kind = name(element)
            if kind == "t":
                written.pieces.append(element.text or "")
                self._note_size(element.getparent(), written)
            elif kind == "br":
                written.pieces.append(_PAGE if value(element, "type") == "page" else "\n")
            elif kind == "lastRenderedPageBreak":
                written.pieces.append(_PAGE)
            elif kind == "AlternateContent":
                self._write(_chosen(element), written)
            elif kind in ("drawing", "pict", "object"):
                written.boxes += [box for box in element.iter() if name(box) == "txbxContent" and _is_outermost(box, element)]
            elif kind in _SIGNS:
                written.pieces.append(_SIGNS[kind])
            elif kind in _INSIDE and not is_on(child(element, "rPr", "vanish")):
                self._write(element, written)

    def _note_size(self, run: etree._Element, written: _Written) -> None:
        if written.size is None:
            properties = child(run, "rPr")
            style = value(child(properties, "rStyle"))
            written.size = size_of(properties) or (self._styles.size(style) if style else None)

    def _add_table(self, element: etree._Element, locator: str) -> None:
        rows = list(_rows(element))
        if any(name(inner) == "tbl" for row in rows for cell in row for inner in cell.iter()) and max(map(len, rows)) <= 1:
            for row in rows:
                for cell in row:
                    self.read(cell)
            return
        cells = self._cells(rows, locator)
        if len(cells) > 1:
            self.blocks.append(PlacedTable(tuple(cells), _edges(element, max(cell.column + cell.column_span for cell in cells))))
        else:
            self.blocks += [Paragraph(cell.text, cell.locator) for cell in cells]

    def _cells(self, rows: list[list[etree._Element]], locator: str) -> list[PlacedCell]:
        cells: list[PlacedCell] = []
        open_above: dict[int, int] = {}  # column → number of the cell that reaches down to here
        for row, found in enumerate(rows):
            column, reaching = _skipped(found), {}
            for element in found:
                properties = child(element, "tcPr")
                span = _span(properties)
                merged = child(properties, "vMerge")
                above = open_above.get(column)
                if merged is not None and value(merged) != "restart" and above is not None:
                    cells[above] = replace(cells[above], row_span=row - cells[above].row + 1)
                    reaching[column] = above
                elif (value(child(properties, "hMerge")) or "") == "continue" and cells and cells[-1].row == row:
                    cells[-1] = replace(cells[-1], column_span=cells[-1].column_span + span)
                else:
                    reaching[column] = len(cells)
                    text = "\n".join(filter(str.strip, self._cell_texts(element)))
                    cells.append(PlacedCell(row, column, 1, span, text, f"{locator} r{row + 1} c{column + 1}"))
                column += span
            open_above = reaching
        return cells

    def _cell_texts(self, parent: etree._Element) -> Iterator[str]:
        """The paragraphs of a cell, those of tables in it too."""
        for element in parent:
            kind = name(element)
            if kind == "p":
                text, written = self._text(element)
                yield text.replace(_PAGE, "")
                for box in written.boxes:
                    yield from self._cell_texts(box)
            elif kind == "AlternateContent":
                yield from self._cell_texts(_chosen(element))
            elif kind in _INSIDE or kind in ("tbl", "tr", "tc"):
                yield from self._cell_texts(element)


def _breaks(text: str) -> tuple[bool, str, bool]:
    """Whether a page ends before the paragraph's first letter, its text, whether one ends in it or behind it."""
    rest = text.lstrip()
    head = text[: len(text) - len(rest)]
    if not rest:
        return False, "", _PAGE in head
    return _PAGE in head, rest.replace(_PAGE, ""), _PAGE in rest


def _chosen(alternatives: etree._Element) -> etree._Element:
    """One of the forms a program wrote the same content in."""
    first = child(alternatives, "Choice")
    if first is not None:
        return first
    fallback = child(alternatives, "Fallback")
    return fallback if fallback is not None else etree.Element("none")


def _is_outermost(box: etree._Element, drawing: etree._Element) -> bool:
    """Whether no other text box of the drawing holds it, and it is in the form of the drawing that is read."""
    for above in box.iterancestors():
        if above is drawing:
            return True
        if name(above) in ("txbxContent", "Fallback"):
            return False
    return True


def _rows(parent: etree._Element) -> Iterator[list[etree._Element]]:
    """The cells of each row, those of rows deleted under revision left out."""
    for element in parent:
        if name(element) == "tr":
            if child(element, "trPr", "del") is None:
                yield list(_row_cells(element))
        elif name(element) in _INSIDE:
            yield from _rows(element)


def _row_cells(parent: etree._Element) -> Iterator[etree._Element]:
    for element in parent:
        if name(element) == "tc":
            yield element
        elif name(element) in _INSIDE:
            yield from _row_cells(element)


def _skipped(cells: list[etree._Element]) -> int:
    """Grid columns left out before the first cell of a row."""
    row = next((above for cell in cells[:1] for above in cell.iterancestors() if name(above) == "tr"), None)
    return _count(value(child(row, "trPr", "gridBefore")), 0)


def _span(properties: etree._Element | None) -> int:
    return max(1, _count(value(child(properties, "gridSpan")), 1))


def _count(text: str | None, otherwise: int) -> int:
    return min(int(text), 256) if text and text.isdigit() else otherwise


def _edges(table: etree._Element, columns: int) -> tuple[float, ...]:
    """The x of the column edges by the table's own grid, () where it does not fit the cells."""
    grid = child(table, "tblGrid")
    widths = [value(column, "w") or "" for column in (grid if grid is not None else ()) if name(column) == "gridCol"]
    if len(widths) != columns or not all(width.isdigit() and 0 < int(width) / _TWIPS < _WIDEST for width in widths):
        return ()
    edges = [_LEFT]
    for width in widths:
        edges.append(edges[-1] + int(width) / _TWIPS)
    return tuple(edges)
