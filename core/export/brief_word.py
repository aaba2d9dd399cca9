"""A report on one page of Word: four figures, three sentences, a small table, what was not checked, where it is from."""

import io
from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from core.definitions import Definitions
from core.export.back_link import ADDRESS, back_link
from core.export.briefing_figures import Figure, ReportFigures, Topic, pages_text, plain_text, shortened
from core.export.file_name import file_name
from core.export.unchecked import unchecked
from core.export.whole import whole_file
from core.model import Report
from core.store.library import Library
from core.version import VERSION

FONT = "Microsoft YaHei"  # named, not put in: where it is missing the program takes its own
_INK, _GREY, _BLUE, _HEAD = "1B2733", "5F6B7A", "1F6FB2", "EEF3F8"
_TITLED = ("final_accounts", "budget")
_MOST_ROWS, _MOST_OPEN = 8, 10
_LONGEST_PROPERTY = 255  # characters an office file may hold there
_WIDE = (8.6, 5.0, 3.0)


def export_briefs(
    library: Library, folder: Path, definitions: Definitions, reports: Sequence[str], language: str = "zh", address: str = ADDRESS
) -> list[Path]:
    """Writes a one-page brief of each of these reports and returns their paths.

    Raises LibraryError report_unknown, ExportError export_not_writable.
    """
    written = []
    for report in reports:
        path = folder / file_name(library.known(report), definitions.message("file_brief", language), ".docx")
        with whole_file(path) as unfinished:
            unfinished.write_bytes(brief(library, report, definitions, language, address))
        written.append(path)
    return written


def brief(library: Library, report: str, definitions: Definitions, language: str = "zh", address: str = ADDRESS) -> bytes:
    """The document as a file holds it.  Raises LibraryError report_unknown."""
    return _Brief(library, library.known(report), definitions, language, address).content()


class _Brief:
    """One document while it is made."""

    def __init__(self, library: Library, report: Report, definitions: Definitions, language: str, address: str) -> None:
        self._library, self._report, self._definitions, self._language, self._address = library, report, definitions, language, address
        self._figures = ReportFigures(library, report.report, definitions, language)
        self._made: WordDocument = Document()

    def content(self) -> bytes:
        self._page()
        self._heading(self._report.unit_name or self._say("briefing_unknown_unit"), 20)
        self._heading(self._title(), 13)
        self._headlines()
        for topic in self._figures.told():
            self._sentence(topic)
        self._parts(self._figures.functional())
        self._heading(self._say("briefing_heading_unchecked"), 12)
        for text in self._open():
            self._text(text, 9)
        self._text(self._say("briefing_made"), 8, _GREY)
        self._text(self._source(), 8, _GREY)
        self._properties()
        file = io.BytesIO()
        self._made.save(file)
        return file.getvalue()

    def _page(self) -> None:
        section = self._made.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(1.6)
        style = self._made.styles["Normal"]
        style.font.name, style.font.size = FONT, Pt(10)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
        style.paragraph_format.space_after = Pt(3)

    def _headlines(self) -> None:
        figures = self._figures.headlines()
        if figures:
            head = (self._say("briefing_headlines") if len(figures) == 4 else self._say("briefing_column_name"),)
            rows = [(figure.name, figure) for figure in figures]
            self._table((*head, self._say("briefing_column_amount"), self._say("briefing_column_page")), rows, 12)

    def _sentence(self, topic: Topic) -> None:
        """The sentence and the pages of its figures, each a link."""
        paragraph = self._text(topic.sentence, 11)
        paragraph.paragraph_format.space_before = Pt(6)
        by_page = {figure.page: figure for figure in reversed(topic.figures)}
        for page in topic.pages:
            paragraph.add_run("  ")
            self._link(paragraph, self._page_text(by_page[page]), by_page[page], 9)

    def _parts(self, topic: Topic) -> None:
        """Where the money goes, the largest first."""
        if not topic.figures:
            return
        self._heading(self._say("briefing_heading_functional"), 12)
        named, rest = shortened(topic.figures, _MOST_ROWS)
        rows = [(f"{figure.name}{f'  {figure.share}%' if figure.share else ''}", figure) for figure in named]
        head = tuple(self._say(f"briefing_column_{name}") for name in ("name", "amount", "page"))
        self._table(head, rows, 9)
        if rest:
            self._text(self._say("briefing_rest", n=len(rest)), 8, _GREY)
        self._text(self._say("briefing_basis_note_functional"), 8, _GREY)

    def _open(self) -> list[str]:
        """What was not checked, as much of it as a page has room for."""
        said = unchecked(self._library, self._report.report, self._definitions, self._language, self._say)
        if len(said) <= _MOST_OPEN:
            return said
        return [*said[: _MOST_OPEN - 2], self._say("briefing_more", n=len(said) - _MOST_OPEN + 1), said[-1]]

    def _table(self, head: Sequence[str], rows: Sequence[tuple[str, Figure]], size: int) -> Table:
        """A table of name, printed amount and page; amount and page lead to the page."""
        table = self._made.add_table(rows=len(rows) + 1, cols=len(head))
        table.style = "Table Grid"
        table.autofit = False
        for column, (text, width) in enumerate(zip(head, _WIDE, strict=True)):
            cell = table.cell(0, column)
            self._run(self._aligned(cell.paragraphs[0], column), text, size).bold = True
            shade = OxmlElement("w:shd")
            shade.set(qn("w:val"), "clear")
            shade.set(qn("w:fill"), _HEAD)
            cell._tc.get_or_add_tcPr().append(shade)
            for row in table.rows:
                row.cells[column].width = Cm(width)
        for number, (name, figure) in enumerate(rows, 1):
            cells = [self._aligned(cell.paragraphs[0], column) for column, cell in enumerate(table.rows[number].cells)]
            self._run(cells[0], name, size)
            self._link(cells[1], figure.text, figure, size)
            self._link(cells[2], self._page_text(figure), figure, size)
        return table

    def _aligned(self, paragraph: Paragraph, column: int) -> Paragraph:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if column else WD_ALIGN_PARAGRAPH.LEFT
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        return paragraph

    def _heading(self, text: str, size: int) -> None:
        paragraph = self._made.add_heading(level=1 if size > 14 else 2)
        paragraph.paragraph_format.space_before = Pt(6)
        paragraph.paragraph_format.space_after = Pt(3)
        run = self._run(paragraph, text, size)
        run.bold = True
        run.font.name = FONT
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)

    def _text(self, text: str, size: int, colour: str = _INK) -> Paragraph:
        paragraph = self._made.add_paragraph()
        self._run(paragraph, text, size, colour)
        return paragraph

    def _run(self, paragraph: Paragraph, text: str, size: int, colour: str = _INK):
        run = paragraph.add_run(plain_text(text))
        run.font.size = Pt(size)
        run.font.color.rgb = RGBColor.from_string(colour)
        return run

    def _link(self, paragraph: Paragraph, text: str, figure: Figure, size: int) -> None:
        """Text that opens the page of a figure in the running program."""
        where = {"table": str(figure.table_no), "cell": figure.cell}
        address = back_link(self._address, self._report.report, "tables", self._language, **where)
        run = self._run(paragraph, text, size, _BLUE)
        run.underline = True
        around = OxmlElement("w:hyperlink")
        around.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        paragraph._p.replace(run._r, around)
        around.append(run._r)

    def _page_text(self, figure: Figure) -> str:
        return self._say("briefing_page", page=figure.page) if figure.page else self._say("briefing_place")

    def _source(self) -> str:
        pages = pages_text(sorted({figure.page for figure in self._figures.headlines() if figure.page}))
        code = "source_pages" if pages else "source"
        return self._say(code, file=self._report.file, sha8=self._report.sha256[:8], pages=pages, version=VERSION)

    def _title(self) -> str:
        kind = self._report.kind if self._report.kind in _TITLED else "other"
        year = self._say("briefing_year", year=self._report.fiscal_year) if self._report.fiscal_year else ""
        return self._say(f"briefing_title_{kind}", year=year).strip()

    def _properties(self) -> None:
        """The same report gives the same properties: no time of writing in them."""
        known = self._made.core_properties
        known.title, known.author, known.comments = self._title(), "", plain_text(self._source())[:_LONGEST_PROPERTY]
        known.created = known.modified = self._library.imported_at(self._report.report)

    def _say(self, code: str, **details: object) -> str:
        return self._definitions.message(code, self._language, **details)
