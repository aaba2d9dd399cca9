"""A Word document in the manner of official papers: title, lines, ruled tables whose heads repeat, pictures, a source in the foot."""

import io
import re
from collections.abc import Sequence
from datetime import datetime
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

_BODY, _HEAD = "FangSong", "SimHei"  # fonts Word and WPS know in every language
_A4 = (Mm(210), Mm(297))
_MARGINS = {False: (Mm(25), Mm(20)), True: (Mm(18), Mm(15))}  # sides, top and bottom; by whether the page lies on its side
_TWIPS = 56.7  # in a millimetre
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_GREY, _SHADE, _RULE = RGBColor(0x5F, 0x6B, 0x7A), "EEF3F8", "7F8A96"
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_ALIGN = {"left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}


class Paper:
    """A document while it is written, from top to bottom.  `width`: millimetres between the margins."""

    def __init__(self, title: str, author: str, foot: str, made_at: datetime, *, landscape: bool = False) -> None:
        self._document = Document()
        section = self._document.sections[0]
        sides, ends = _MARGINS[landscape]
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = reversed(_A4) if landscape else _A4
        section.left_margin = section.right_margin = sides
        section.top_margin = section.bottom_margin = ends
        self.width = (section.page_width - 2 * sides) / Mm(1)
        _use_font(self._document.styles["Normal"], _BODY)
        told = self._document.core_properties
        told.title, told.author, told.comments, told.created, told.modified = plain(title), author, plain(foot)[:255], made_at, made_at
        _write(section.footer.paragraphs[0], foot, 8, color=_GREY)

    def title(self, text: str) -> None:
        """The heading of the paper."""
        _write(self._line("center", 10), text, 18, font=_HEAD)

    def heading(self, text: str, size: float = 13) -> None:
        """The heading of a part; it stays with what follows."""
        line = self._line("left", 4, before=8)
        line.paragraph_format.keep_with_next = True
        _write(line, text, size, font=_HEAD)

    def line(
        self, text: str, size: float = 12, *, align: str = "left", indent: bool = False, after: float = 4, with_next: bool = False
    ) -> None:
        """A paragraph; `indent`: its first line stands in by two characters; `with_next`: on the page of what follows."""
        line = self._line(align, after)
        if indent:
            line.paragraph_format.first_line_indent = Pt(2 * size)
        line.paragraph_format.keep_with_next = with_next
        _write(line, text, size)

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], size: float = 9) -> None:
        """A ruled table over the whole width; `widths` are shares.  The heads come again on every page, no row is broken."""
        total = sum(widths)
        twips = [round(self.width * _TWIPS * share / total) for share in widths]
        body = "".join(_row(row, twips, size, head=False) for row in rows)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
        rules = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_RULE}"/>' for side in _SIDES)
        about = f'<w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:tblBorders>{rules}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        head = _row(headings, twips, size, head=True) if headings else ""
        table = f"<w:tbl {nsdecls('w')}><w:tblPr>{about}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>"
        self._document.element.body.insert_element_before(parse_xml(table), "w:sectPr")
        self._line("left", 2)

    def picture(self, jpeg: bytes, alt: str, width: float | None = None) -> None:
        """A picture, `width` millimetres wide (as wide as the text by default); `alt` is what a screen reader says."""
        line = self._line("center", 6)
        shape = line.add_run().add_picture(io.BytesIO(jpeg), width=Mm(width or self.width))
        shape._inline.docPr.set("descr", plain(alt))

    def content(self) -> bytes:
        """The document as a file holds it."""
        out = io.BytesIO()
        self._document.save(out)
        return out.getvalue()

    def _line(self, align: str, after: float, before: float = 0) -> Paragraph:
        line = self._document.add_paragraph()
        line.alignment = _ALIGN[align]
        line.paragraph_format.space_after, line.paragraph_format.space_before = Pt(after), Pt(before)
        return line


def plain(text: str) -> str:
    """The text without the control characters that no XML file may hold."""
    return _NOT_IN_XML.sub("", text)


def _write(line: Paragraph, text: str, size: float, *, font: str = "", color: RGBColor | None = None) -> None:
    run = line.add_run(plain(text))
    run.font.size = Pt(size)
    if font:
        _use_font(run, font)
    if color is not None:
        run.font.color.rgb = color


def _use_font(owner: object, name: str) -> None:
    """A style's or a run's font, for Chinese too."""
    owner.font.name = name
    owner.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _row(texts: Sequence[str], widths: Sequence[int], size: float, *, head: bool) -> str:
    cells = "".join(_cell(text, width, size, head) for text, width in zip(texts, widths, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{cells}</w:tr>"


def _cell(text: str, width: int, size: float, head: bool) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{_SHADE}"/>' if head else ""
    look = f'{"<w:b/>" if head else ""}<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
    lines = "".join(
        f'<w:p><w:pPr><w:spacing w:before="20" w:after="20"/></w:pPr><w:r><w:rPr>{look}</w:rPr>'
        f'<w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for line in plain(text).split("\n")
    )
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{lines}</w:tc>'
