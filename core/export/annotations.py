"""Annotations of a PDF page: a red box and a label, each with its own drawing, so that every reader shows them alike."""

from pypdf import PageObject, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from core.model import Box
from core.reading.placement import Placement

_AIR = 1.5  # points between a figure and its box
_LINE = 1.2
_PRINTED = 4  # flag of an annotation: it is printed with the page
_RED = (0.776, 0.157, 0.157)
# By how many quarter turns clockwise a page is seen: the turn of a label that makes it upright there.
_UPRIGHT = ((1, 0, 0, 1, 0, 0), (0, 1, -1, 0, 0, 0), (-1, 0, 0, -1, 0, 0), (0, -1, 1, 0, 0, 0))


def box_annotation(box: Box, placement: Placement, words: str, writer: PdfWriter) -> DictionaryObject:
    """A red frame around a seen box that says `words` when pointed at."""
    x0, y0, x1, y1 = placement.printed(box.x0 - _AIR, box.top - _AIR, box.x1 + _AIR, box.bottom + _AIR)
    outline = _LINE / 2
    path = f"{_RED[0]} {_RED[1]} {_RED[2]} RG {_LINE} w {outline} {outline} {x1 - x0 - _LINE:.3f} {y1 - y0 - _LINE:.3f} re S"
    return _annotation(
        "Square",
        (x0, y0, x1, y1),
        words,
        _form(path.encode("ascii"), x1 - x0, y1 - y0, DictionaryObject(), 0, writer),
        BS=DictionaryObject({NameObject("/W"): FloatObject(_LINE), NameObject("/S"): NameObject("/S")}),
    )


def label_annotation(box: Box, placement: Placement, words: str, drawing: PageObject, writer: PdfWriter) -> DictionaryObject:
    """A label that fills a seen box; `drawing` is a page of just its size, upright."""
    resources = drawing["/Resources"].get_object().clone(writer)
    form = _form(drawing.get_contents().get_data(), box.x1 - box.x0, box.bottom - box.top, resources, placement.turns, writer)
    appearance = TextStringObject("/Helv 7 Tf 0.776 0.157 0.157 rg")
    return _annotation("FreeText", placement.printed(box.x0, box.top, box.x1, box.bottom), words, form, DA=appearance)


def _form(content: bytes, width: float, height: float, resources: DictionaryObject, turns: int, writer: PdfWriter) -> object:
    form = DecodedStreamObject()
    form.set_data(content)
    form.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): _numbers((0, 0, width, height)),
            NameObject("/Matrix"): _numbers(_UPRIGHT[turns % 4]),
            NameObject("/Resources"): resources,
        }
    )
    return writer._add_object(form.flate_encode())


def _annotation(kind: str, rect: tuple[float, float, float, float], words: str, form: object, **more: object) -> DictionaryObject:
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject(f"/{kind}"),
            NameObject("/Rect"): _numbers(rect),
            NameObject("/Contents"): TextStringObject(words),
            NameObject("/F"): NumberObject(_PRINTED),
            NameObject("/C"): _numbers(_RED),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): form}),
            **{NameObject(f"/{name}"): value for name, value in more.items()},
        }
    )


def _numbers(values: tuple[float, ...]) -> ArrayObject:
    return ArrayObject([FloatObject(round(value, 3)) for value in values])
