"""Pages that are drawn for a marked report: the labels, a small page each, and the list of marks that follows the last page."""

import io
from collections.abc import Iterator, Sequence
from functools import partial
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from core.definitions import Definitions
from core.export.listing import Item, Listing
from core.export.print_font import use_font, width_of

LABEL_HEIGHT = 10.0
_SIZE, _SIDE = 7.0, 2.5
_RED, _GREY, _LINE_COLOUR = HexColor("#c62828"), HexColor("#5f6b7a"), HexColor("#9aa5b1")
_MARGIN = 48
_COLUMNS = (36, 40, 360, 62)  # points: number, page, what it is, difference


def label_width(text: str) -> float:
    """How wide the label of a text is, in points."""
    return width_of(text, _SIZE) + 2 * _SIDE


def label_pages(texts: Sequence[str]) -> bytes:
    """A PDF with a page of just its size for each label."""
    file = io.BytesIO()
    canvas = Canvas(file, invariant=True)
    for text in texts:
        width = label_width(text)
        canvas.setPageSize((width, LABEL_HEIGHT))
        canvas.setFillColorRGB(1, 1, 1)
        canvas.setStrokeColor(_RED)
        canvas.setLineWidth(0.6)
        canvas.roundRect(0.3, 0.3, width - 0.6, LABEL_HEIGHT - 0.6, 2, fill=1)
        canvas.setFillColor(_RED)
        canvas.setFont(use_font(), _SIZE)
        canvas.drawString(_SIDE, 2.4, text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def list_pages(listed: Listing, items: Sequence[Item], boxed: set[int], definitions: Definitions, language: str) -> bytes:
    """A PDF that lists the marks: head, counts, and each item in full; those without a box (not in `boxed`) say so."""
    file = io.BytesIO()
    say = partial(_say, definitions, language)
    frame = {"leftMargin": _MARGIN, "rightMargin": _MARGIN, "topMargin": _MARGIN, "bottomMargin": _MARGIN}
    page = SimpleDocTemplate(file, pagesize=A4, title=say("out_marks_title"), author=say("out_product"), invariant=True, **frame)

    def foot(canvas: Canvas, _document: object) -> None:
        canvas.setFont(use_font(), 8)
        canvas.setFillColor(_GREY)
        canvas.drawString(_MARGIN, _MARGIN / 2, listed.source)

    page.build(list(_story(listed, items, boxed, say)), onFirstPage=foot, onLaterPages=foot)
    return file.getvalue()


def _story(listed: Listing, items: Sequence[Item], boxed: set[int], say: partial) -> Iterator[Flowable]:
    yield _paragraph(say("out_marks_title"), size=16, after=8)
    yield _paragraph(" · ".join(f"{name}{say('out_colon')}{text}" for name, text in listed.head), size=9, after=4)
    yield _paragraph(say("out_counts", **listed.verdict.counts), size=11, after=4)
    if not listed.verdict.complete:
        yield _paragraph(say("out_not_complete"), size=11, after=4)
    yield _paragraph(say("out_marks_note"), size=9, after=8)
    if not items:
        yield _paragraph(say("out_nothing_open"), size=10)
        return
    rows = [[_paragraph(say(f"out_column_{name}"), 9) for name in ("number", "page", "message", "difference")]]
    for item in items:
        place = item.pages if item.number in boxed else f"{item.pages} {say('out_no_box')}".strip()
        words = "\n".join(filter(None, [item.message, item.finding.exception and say("out_excepted", why=item.finding.exception)]))
        difference = f"{item.finding.difference} {item.finding.unit}".strip()
        rows.append([_paragraph(text, 9) for text in (str(item.number), place, words, difference)])
    everywhere = ((0, 0), (-1, -1))
    yield Table(rows, colWidths=_COLUMNS, repeatRows=1, style=[("GRID", *everywhere, 0.5, _LINE_COLOUR), ("VALIGN", *everywhere, "TOP")])


def _paragraph(text: str, size: float, after: float = 0) -> Paragraph:
    style = ParagraphStyle("p", fontName=use_font(), fontSize=size, leading=size * 1.45, spaceAfter=after, wordWrap="CJK")
    return Paragraph(escape(text).replace("\n", "<br/>"), style)


def _say(definitions: Definitions, language: str, code: str, **details: object) -> str:
    return definitions.message(code, language, **details)
