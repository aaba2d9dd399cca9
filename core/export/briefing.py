"""A PowerPoint briefing of a report: seven slides with native charts, one sentence each, every figure with its page.

Cover with four figures · revenue · functional classes · basic and project · three public expenses · balance · what was not checked.
"""

import io
from collections.abc import Sequence
from pathlib import Path

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.slide import Slide
from pptx.table import _Cell as Cell
from pptx.text.text import TextFrame
from pptx.util import Inches, Length, Pt

from core.definitions import Definitions
from core.export.back_link import ADDRESS, back_link
from core.export.briefing_charts import draw
from core.export.briefing_figures import Figure, ReportFigures, Topic, pages_text, plain_text, shortened
from core.export.file_name import file_name
from core.export.unchecked import unchecked
from core.export.whole import whole_file
from core.model import Report
from core.store.library import Library
from core.version import VERSION

FONT = "Microsoft YaHei"  # named, not put in: where it is missing the program takes its own
_WIDTH, _HEIGHT, _EDGE = Inches(13.333), Inches(7.5), Inches(0.5)
_TABLE_LEFT, _TABLE_TOP, _TABLE_WIDTH, _ROW = Inches(8.0), Inches(2.1), Inches(4.85), Inches(0.4)
_HEADING_TOP, _HEADING = Inches(0.35), Pt(28)
_INK, _GREY, _BLUE, _HEAD = "1B2733", "5F6B7A", "1F6FB2", "EEF3F8"
_TITLED = ("final_accounts", "budget")
_LONGEST_PROPERTY = 255  # characters an office file may hold there
_TITLE_LAYOUT = 5  # of the template that comes with the library: a title and nothing else
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def export_briefings(
    library: Library, folder: Path, definitions: Definitions, reports: Sequence[str], language: str = "zh", address: str = ADDRESS
) -> list[Path]:
    """Writes a briefing of each of these reports and returns their paths.

    Raises LibraryError report_unknown, ExportError export_not_writable.
    """
    written = []
    for report in reports:
        path = folder / file_name(library.known(report), definitions.message("file_briefing", language), ".pptx")
        with whole_file(path) as unfinished:
            unfinished.write_bytes(briefing(library, report, definitions, language, address))
        written.append(path)
    return written


def briefing(library: Library, report: str, definitions: Definitions, language: str = "zh", address: str = ADDRESS) -> bytes:
    """The presentation as a file holds it.  Raises LibraryError report_unknown."""
    return _Briefing(library, library.known(report), definitions, language, address).content()


class _Briefing:
    """One presentation while it is made."""

    def __init__(self, library: Library, report: Report, definitions: Definitions, language: str, address: str) -> None:
        self._library, self._report, self._definitions, self._language, self._address = library, report, definitions, language, address
        self._figures = ReportFigures(library, report.report, definitions, language)
        self._made = Presentation()
        self._made.slide_width, self._made.slide_height = _WIDTH, _HEIGHT

    def content(self) -> bytes:
        self._named_font()
        self._cover()
        for topic in self._figures.topics():
            self._topic(topic)
        self._last()
        self._made.core_properties.title = self._title()
        self._made.core_properties.author = ""
        self._made.core_properties.comments = plain_text(self._source())[:_LONGEST_PROPERTY]
        # The same report gives the same properties: no time of writing in it.
        moment = self._library.imported_at(self._report.report)
        self._made.core_properties.created = self._made.core_properties.modified = moment
        file = io.BytesIO()
        self._made.save(file)
        return file.getvalue()

    def _cover(self) -> None:
        slide = self._slide(self._report.unit_name or self._say("briefing_unknown_unit"), Inches(1.1), Pt(38))
        self._words(slide, Inches(2.1), Inches(0.7), self._title(), Pt(26))
        headlines = self._figures.headlines()
        if headlines:
            links = [self._link(figure) for figure in headlines]
            rows = [[(of.name, ""), (of.text, link), (self._page(of), link)] for of, link in zip(headlines, links, strict=True)]
            head = [self._say(f"briefing_column_{name}") for name in ("name", "amount", "page")]
            head[0] = self._say("briefing_headlines") if len(headlines) == 4 else head[0]
            self._table(slide, head, rows, (_EDGE, Inches(3.1), Inches(9.2)), (5, 3, 2), Pt(18), Inches(0.5))
        self._words(slide, Inches(5.9), Inches(0.7), self._say("briefing_made"), Pt(13), _GREY)
        self._foot(slide, {figure.page for figure in headlines if figure.page})

    def _topic(self, topic: Topic) -> None:
        slide = self._slide(self._say(f"briefing_heading_{topic.key}"))
        self._words(slide, Inches(1.02), Inches(0.8), topic.sentence, Pt(18))
        if draw(slide, topic, self._say) is not None:
            unit = self._say("briefing_axis", unit=self._say("unit_wan"))
            self._words(slide, Inches(1.78), Inches(0.3), unit, Pt(11), _GREY, Inches(7.4))
            self._figure_table(slide, topic)
        basis = self._say(f"briefing_basis_{topic.basis or 'budget'}")
        self._words(slide, Inches(6.6), Inches(0.3), self._say(f"briefing_basis_note_{topic.key}", basis=basis), Pt(11), _GREY)
        self._foot(slide, set(topic.pages))

    def _figure_table(self, slide: Slide, topic: Topic) -> None:
        """Every figure of the chart with its printed text, its page, and the way there."""
        named, rest = shortened(topic.figures)
        third = "share" if any(figure.share for figure in named) else "series" if topic.key == "three_public" else ""
        rows = []
        for figure in named:
            middle = f"{figure.share}%" if figure.share else self._series(figure, topic) if third == "series" else ""
            link = self._link(figure)
            rows.append([(figure.name, ""), (figure.text, link), *([(middle, "")] if third else []), (self._page(figure), link)])
        if rest:
            link = back_link(self._address, self._report.report, "tables", self._language, table=str(rest[0].table_no))
            more = (self._say("briefing_rest", n=len(rest)), ""), (self._say("briefing_rest_amount"), link)
            rows.append([*more, *([("", "")] if third else []), (self._page(rest[0]), link)])
        head = [self._say(f"briefing_column_{name}") for name in ("name", "amount", *([third] if third else []), "page")]
        widths = (8, 7, 5, 5) if third else (8, 7, 5)
        self._table(slide, head, rows, (_TABLE_LEFT, _TABLE_TOP, _TABLE_WIDTH), widths, Pt(12), _ROW)

    def _last(self) -> None:
        slide = self._slide(self._say("briefing_heading_unchecked"))
        said = unchecked(self._library, self._report.report, self._definitions, self._language, self._say)
        frame = self._frame(slide, Inches(1.2), Inches(5.2))
        for number, text in enumerate(said):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            run = paragraph.add_run()
            run.text, run.font.size = plain_text(text), Pt(18 if number == 0 else 14)
            run.font.color.rgb = RGBColor.from_string(_INK)
            paragraph.space_after = Pt(8)
        link = back_link(self._address, self._report.report, "checks", self._language)
        run = frame.add_paragraph().add_run()
        run.text, run.font.size = self._say("briefing_open_checks"), Pt(14)
        run.hyperlink.address = link
        self._foot(slide, set())

    def _slide(self, title: str, top: Length = _HEADING_TOP, size: Length = _HEADING) -> Slide:
        slide = self._made.slides.add_slide(self._made.slide_layouts[_TITLE_LAYOUT])
        shape = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = _EDGE, top, _WIDTH - 2 * _EDGE, Inches(0.8)
        shape.text_frame.word_wrap = True
        shape.text_frame.text = plain_text(title)
        paragraph = shape.text_frame.paragraphs[0]
        paragraph.alignment, paragraph.font.size, paragraph.font.bold = PP_ALIGN.LEFT, size, True
        paragraph.font.color.rgb = RGBColor.from_string(_INK)
        return slide

    def _frame(self, slide: Slide, top: Length, height: Length, width: Length | None = None) -> TextFrame:
        frame = slide.shapes.add_textbox(_EDGE, top, width or _WIDTH - 2 * _EDGE, height).text_frame
        frame.word_wrap = True
        return frame

    def _words(
        self, slide: Slide, top: Length, height: Length, text: str, size: Length, colour: str = _INK, width: Length | None = None
    ) -> None:
        run = self._frame(slide, top, height, width).paragraphs[0].add_run()
        run.text, run.font.size = plain_text(text), size
        run.font.color.rgb = RGBColor.from_string(colour)

    def _table(
        self, slide: Slide, head: list[str], rows: list[list[tuple[str, str]]], place: tuple[Length, Length, Length],
        widths: tuple[int, ...], size: Length, height: Length,
    ) -> None:  # fmt: skip
        """A native table of texts with their links; all but the first column to the right."""
        left, top, width = place
        table = slide.shapes.add_table(len(rows) + 1, len(head), left, top, width, height * (len(rows) + 1)).table
        for column, share in zip(table.columns, widths, strict=True):
            column.width = int(width * share / sum(widths))
        for number, row in enumerate([[(text, "") for text in head], *rows]):
            table.rows[number].height = height
            for column, (text, link) in enumerate(row):
                self._filled(table.cell(number, column), text, link, size, column > 0, number == 0)

    def _filled(self, cell: Cell, text: str, link: str, size: Length, right: bool, head: bool) -> None:
        cell.fill.solid()
        cell.fill.fore_color.rgb = RGBColor.from_string(_HEAD if head else "FFFFFF")
        cell.margin_left = cell.margin_right = Inches(0.06)
        cell.margin_top = cell.margin_bottom = Inches(0.02)
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        paragraph = cell.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text, run.font.size, run.font.bold = plain_text(text), size, head
        run.font.color.rgb = RGBColor.from_string(_BLUE if link else _INK)
        if link:
            run.hyperlink.address = link

    def _foot(self, slide: Slide, pages: set[int]) -> None:
        """Where it comes from: file, page, first eight digits of its SHA-256, version of the software."""
        self._words(slide, Inches(6.95), Inches(0.3), self._source(pages_text(sorted(pages))), Pt(11), _GREY)

    def _source(self, pages: str = "") -> str:
        code = "source_pages" if pages else "source"
        return self._say(code, file=self._report.file, sha8=self._report.sha256[:8], pages=pages, version=VERSION)

    def _series(self, figure: Figure, topic: Topic) -> str:
        return self._say("briefing_executed" if figure.series == "executed" else f"briefing_basis_{topic.basis or 'budget'}")

    def _page(self, figure: Figure) -> str:
        return self._say("briefing_page", page=figure.page) if figure.page else self._say("briefing_place")

    def _link(self, figure: Figure) -> str:
        where = {"table": str(figure.table_no), "cell": figure.cell}
        return back_link(self._address, self._report.report, "tables", self._language, **where)

    def _title(self) -> str:
        kind = self._report.kind if self._report.kind in _TITLED else "other"
        year = self._say("briefing_year", year=self._report.fiscal_year) if self._report.fiscal_year else ""
        return self._say(f"briefing_title_{kind}", year=year).strip()

    def _named_font(self) -> None:
        """The font of Chinese text in the theme, so that charts and tables have it too."""
        part = self._made.slide_masters[0].part.part_related_by(RELATIONSHIP_TYPE.THEME)
        theme = parse_xml(part.blob)
        for font in theme.iter(f"{{{_DRAWING}}}ea", f"{{{_DRAWING}}}latin"):
            if font.getparent().tag in (f"{{{_DRAWING}}}majorFont", f"{{{_DRAWING}}}minorFont"):
                font.set("typeface", FONT)
        part._blob = serialize_part_xml(theme)  # a theme is not among the parts the library gives a setter for

    def _say(self, code: str, **details: object) -> str:
        return self._definitions.message(code, self._language, **details)
