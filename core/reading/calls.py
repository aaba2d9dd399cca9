"""The PDFium functions called for every character and every object, bound without argument types.

ctypes checks and converts arguments against the declared types at every call; with handles, integers and references prepared once that
work is wasted, and it is most of the cost of reading a page (0.53 against 0.20 microseconds a call).  So: pass only handles made by
PDFium or by `Handle`, plain small integers, and `ctypes.byref` of the structures below.
"""

import ctypes

import pypdfium2.raw as pdfium


class Handle(ctypes.c_void_p):
    """A pointer that stays a pointer when returned by ctypes."""


def _bound(name: str, result: type = ctypes.c_int):
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(result)(address)


def handle(pointer: object) -> Handle:
    """The handle for a pointer returned by the ordinary bindings."""
    return Handle(ctypes.cast(pointer, ctypes.c_void_p).value)


text_length = _bound("FPDFText_CountChars")
text_into = _bound("FPDFText_GetText")
font_size = _bound("FPDFText_GetFontSize", ctypes.c_double)
loose_box = _bound("FPDFText_GetLooseCharBox")
char_origin = _bound("FPDFText_GetCharOrigin")
char_unicode = _bound("FPDFText_GetUnicode", ctypes.c_uint)
char_has_no_meaning = _bound("FPDFText_HasUnicodeMapError")
char_object = _bound("FPDFText_GetTextObject", Handle)
char_matrix = _bound("FPDFText_GetMatrix")
page_objects = _bound("FPDFPage_CountObjects")
page_object = _bound("FPDFPage_GetObject", Handle)
form_objects = _bound("FPDFFormObj_CountObjects")
form_object = _bound("FPDFFormObj_GetObject", Handle)
object_type = _bound("FPDFPageObj_GetType")
object_bounds = _bound("FPDFPageObj_GetBounds")
object_matrix = _bound("FPDFPageObj_GetMatrix")
fill_colour = _bound("FPDFPageObj_GetFillColor")
render_mode = _bound("FPDFTextObj_GetTextRenderMode")
path_segments = _bound("FPDFPath_CountSegments")
path_segment = _bound("FPDFPath_GetPathSegment", Handle)
draw_mode = _bound("FPDFPath_GetDrawMode")
segment_point = _bound("FPDFPathSegment_GetPoint")
segment_type = _bound("FPDFPathSegment_GetType")
segment_close = _bound("FPDFPathSegment_GetClose")
