"""Web pages (.html) → paragraphs and tables; tables that only lay out the page are taken apart."""

import codecs
import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as markup

from core.errors import ReportError
from core.reading.laid_out import MOST_CELLS, Block, Paragraph, PlacedCell, PlacedTable
from core.reading.sheet_blocks import saved_sheet_blocks

LARGEST_PAGE = 32 << 20
_BEGINNING = 1 << 16
_SIGN = re.compile(rb"<(?:!doctype\s+html|html|table|body)[\s>]", re.IGNORECASE)
_OPENED, _CLOSED = re.compile(r"<html[\s>]", re.IGNORECASE), re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_CHINESE = {"gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936"}
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UNSEEN = {"script", "style", "head", "title", "template", "noscript", "select", "textarea", "object", "iframe", "svg"}
_BLOCKS = {
    *("p", "div", "li", "ul", "ol", "dl", "dt", "dd", "section", "article", "main", "header", "footer", "nav", "center", "form", "hr"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "address", "figure", "figcaption", "caption", "body", "html", "fieldset"),
}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_MOST_SPAN = 1000


def is_html(data: bytes) -> bool:
    """Whether a file begins like a web page."""
    return bool(_SIGN.search(decoded(data[:_BEGINNING]).encode()))


def is_cut_short(data: bytes) -> bool:
    """Whether a page that says where it begins does not say where it ends: what came behind is lost."""
    text = decoded(data)
    return bool(_OPENED.search(text[:_BEGINNING])) and not _CLOSED.search(text)


def decoded(data: bytes) -> str:
    """The text of a web page: by its byte order mark, by the encoding it names, else UTF-8, else the Chinese encoding."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    named = _CHARSET.search(data[:4096])
    encoding = named.group(1).decode("ascii").lower() if named else "utf-8"
    if encoding in _CHINESE:
        encoding = "gb18030"
    for attempt in (encoding, "utf-8"):
        try:
            return data.decode(attempt)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("gb18030", "replace")


def read_html(data: bytes) -> list[Block]:
    """Everything a reader sees of a web page, in order.  Raises ReportError damaged · too_large_inside."""
    if len(data) > LARGEST_PAGE:
        raise ReportError("too_large_inside")
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", decoded(data)).replace("\0", "")
    try:
        root = markup.document_fromstring(text, parser=markup.HTMLParser(no_network=True, huge_tree=False, remove_comments=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReportError("damaged") from error
    reader = _Reader()
    reader.read(root)
    reader.end_paragraph()
    return reader.blocks


class _Reader:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._pieces: list[str] = []
        self._paragraphs = self._tables = 0

    def read(self, element: etree._Element) -> None:
        """An element and all below it; the text behind it belongs to what is around it."""
        if not _is_seen(element):
            return
        if element.tag == "table" and not _lays_out(element):
            self.end_paragraph()
            self._tables += 1
            self._add_table(element, f"table {self._tables}")
            return
        apart = element.tag in _BLOCKS or element.tag in ("table", "tr", "td", "th")
        if apart:
            self.end_paragraph()
        elif element.tag == "br":
            self._pieces.append("\f")
        self._pieces.append(element.text or "")
        for inner in element:
            self.read(inner)
            self._pieces.append(inner.tail or "")
        if apart:
            self.end_paragraph()

    def end_paragraph(self) -> None:
        """What was read since the last paragraph is one."""
        text = _plain("".join(self._pieces))
        self._pieces = []
        if text:
            self._paragraphs += 1
            self.blocks.append(Paragraph(text, f"\u00b6{self._paragraphs}"))

    def _add_table(self, table: etree._Element, locator: str) -> None:
        for caption in (inner for inner in table if inner.tag == "caption"):
            self.read(caption)
        cells = _cells(table, locator)
        if len(cells) > 1:
            self.blocks += saved_sheet_blocks(cells) or [PlacedTable(tuple(cells))]
        else:
            self.blocks += [Paragraph(cell.text, cell.locator) for cell in cells]


def _is_seen(element: etree._Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in _UNSEEN or "hidden" in element.attrib:
        return False
    return not _HIDDEN.search(element.get("style") or "")


def _lays_out(table: etree._Element) -> bool:
    """Whether a table holds other tables: then it is no table of the report but the frame of the page."""
    return any(inner is not table for inner in table.iter("table"))


def _cells(table: etree._Element, locator: str) -> list[PlacedCell]:
    cells: list[PlacedCell] = []
    taken: set[tuple[int, int]] = set()
    rows = list(_rows(table))
    for row, element in enumerate(rows):
        column = 0
        for cell in element:
            if cell.tag not in ("td", "th") or not _is_seen(cell):
                continue
            while (row, column) in taken:
                column += 1
            width = _span(cell, "colspan")
            height = min(_span(cell, "rowspan") or _MOST_SPAN, len(rows) - row)
            if any((r, c) in taken for r in range(row, row + height) for c in range(column, column + width)):
                width, height = 1, 1
            taken.update((r, c) for r in range(row, row + height) for c in range(column, column + width))
            if len(taken) > MOST_CELLS:
                raise ReportError("too_large_inside", where=locator)
            cells.append(PlacedCell(row, column, height, width, _text(cell), f"{locator} r{row + 1} c{column + 1}"))
            column += width
    return cells


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for element in table:
        if element.tag == "tr" and _is_seen(element):
            yield element
        elif element.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(element)


def _span(cell: etree._Element, attribute: str) -> int:
    """How many rows or columns a cell covers; 0 rows: all that are left."""
    found = re.match(r"\s*(\d{1,4})", cell.get(attribute) or "1")
    return min(int(found.group(1)) if found else 1, _MOST_SPAN) or (0 if attribute == "rowspan" else 1)


def _text(cell: etree._Element) -> str:
    """The text of a cell, its paragraphs on lines of their own."""
    inner = _Reader()
    inner.read(cell)
    inner.end_paragraph()
    return "\n".join(block.text for block in inner.blocks if isinstance(block, Paragraph))


def _plain(text: str) -> str:
    """Text with blanks as a browser shows them; a form feed stands for a line broken by hand."""
    lines = [_BLANKS.sub(" ", line).strip() for line in text.replace("\u00a0", " ").split("\f")]
    return "\n".join(line for line in lines if line)
