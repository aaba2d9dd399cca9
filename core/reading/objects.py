"""What is drawn on a page besides characters: straight rules, pictures, and which text objects need a closer look."""

import ctypes
from dataclasses import dataclass, field

import pypdfium2.raw as pdfium

from core.reading import calls

Matrix = tuple[float, float, float, float, float, float]
# x0, bottom, x1, top in page coordinates; a rule has x0 == x1 or bottom == top
Rect = tuple[float, float, float, float]

_THIN = 2.0  # a filled box thinner than this is a rule
_MAX_SEGMENTS = 20_000  # a map or a chart, not a table
_MAX_DEPTH = 8  # form in form in form
_STRAIGHT = 0.5  # points a rule may lean


@dataclass(slots=True)
class Drawing:
    """`rules`: straight strokes; `pictures`: where images lie; `outlines`: number of curved paths; `hidden`: text objects by address
    that draw nothing a reader sees; `invisible`: those of them in render mode 3 (a text layer made by OCR is); `tilted`: whether some text is not upright.
    """

    rules: list[Rect] = field(default_factory=list)
    pictures: list[Rect] = field(default_factory=list)
    outlines: int = 0
    hidden: set[int] = field(default_factory=set)
    invisible: set[int] = field(default_factory=set)
    white: dict[int, Rect] = field(default_factory=dict)
    tilted: bool = False


class _Scratch:
    """Structures PDFium writes into, allocated once."""

    def __init__(self) -> None:
        self.edges = (ctypes.c_float * 4)()
        at = ctypes.addressof(self.edges)
        self.left, self.bottom, self.right, self.top = (ctypes.byref(ctypes.c_float.from_address(at + 4 * i)) for i in range(4))
        self.matrix = (ctypes.c_float * 6)()
        self.matrix_ref = ctypes.byref(self.matrix)
        self.point = (ctypes.c_float * 2)()
        at = ctypes.addressof(self.point)
        self.x, self.y = (ctypes.byref(ctypes.c_float.from_address(at + 4 * i)) for i in range(2))
        self.colour = (ctypes.c_uint * 4)()
        at = ctypes.addressof(self.colour)
        self.rgba = tuple(ctypes.byref(ctypes.c_uint.from_address(at + 4 * i)) for i in range(4))


def page_drawing(page: calls.Handle) -> Drawing:
    """Everything drawn on the page, forms inside forms included."""
    drawing, scratch = Drawing(), _Scratch()
    for index in range(calls.page_objects(page)):
        _take(calls.page_object(page, index), None, 0, drawing, scratch)
    return drawing


def _take(item: calls.Handle, matrix: Matrix | None, depth: int, drawing: Drawing, scratch: _Scratch) -> None:
    kind = calls.object_type(item)
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        _take_text(item, matrix, drawing, scratch)
    elif kind == pdfium.FPDF_PAGEOBJ_PATH:
        _take_path(item, matrix, drawing, scratch)
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        drawing.pictures.append(_bounds(item, matrix, scratch))
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
        calls.object_matrix(item, scratch.matrix_ref)
        inner = _product(tuple(scratch.matrix), matrix)
        for index in range(calls.form_objects(item)):
            _take(calls.form_object(item, index), inner, depth + 1, drawing, scratch)


def _take_text(item: calls.Handle, matrix: Matrix | None, drawing: Drawing, scratch: _Scratch) -> None:
    calls.object_matrix(item, scratch.matrix_ref)
    a, b, c, d, _, _ = scratch.matrix if matrix is None else _product(tuple(scratch.matrix), matrix)
    if a <= 0 or d <= 0 or abs(b) > 0.01 * a:  # c alone is a slanted (italic) face
        drawing.tilted = True
    mode = calls.render_mode(item)
    if mode in (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP):
        drawing.invisible.add(item.value)
        return
    calls.fill_colour(item, *scratch.rgba)
    red, green, blue, alpha = scratch.colour
    if alpha == 0:
        drawing.hidden.add(item.value)
    elif min(red, green, blue) > 250 and mode == pdfium.FPDF_TEXTRENDERMODE_FILL:
        drawing.white[item.value] = _bounds(item, matrix, scratch)


def _take_path(item: calls.Handle, matrix: Matrix | None, drawing: Drawing, scratch: _Scratch) -> None:
    count = calls.path_segments(item)
    if count < 2 or count > _MAX_SEGMENTS:
        return
    x0, bottom, x1, top = _bounds(item, matrix, scratch)
    width, height = x1 - x0, top - bottom
    if count <= 5 and (width < _THIN or height < _THIN):
        if height < _THIN and width >= 1:
            drawing.rules.append((x0, (bottom + top) / 2, x1, (bottom + top) / 2))
        if width < _THIN and height >= 1:
            drawing.rules.append(((x0 + x1) / 2, bottom, (x0 + x1) / 2, top))
    else:
        _take_segments(item, count, matrix, drawing, scratch)


def _take_segments(item: calls.Handle, count: int, matrix: Matrix | None, drawing: Drawing, scratch: _Scratch) -> None:
    calls.object_matrix(item, scratch.matrix_ref)
    a, b, c, d, e, f = _product(tuple(scratch.matrix), matrix)
    start = previous = (0.0, 0.0)
    curved = False
    for index in range(count):
        segment = calls.path_segment(item, index)
        calls.segment_point(segment, scratch.x, scratch.y)
        x, y = scratch.point
        point = (a * x + c * y + e, b * x + d * y + f)
        kind = calls.segment_type(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            _take_stroke(previous, point, drawing)
        else:
            curved = True
        previous = point
        if calls.segment_close(segment):
            _take_stroke(previous, start, drawing)
            previous = start
    drawing.outlines += curved


def _take_stroke(one: tuple[float, float], other: tuple[float, float], drawing: Drawing) -> None:
    (ax, ay), (bx, by) = one, other
    width, height = abs(ax - bx), abs(ay - by)
    if height <= _STRAIGHT and width >= 1:
        drawing.rules.append((min(ax, bx), (ay + by) / 2, max(ax, bx), (ay + by) / 2))
    elif width <= _STRAIGHT and height >= 1:
        drawing.rules.append(((ax + bx) / 2, min(ay, by), (ax + bx) / 2, max(ay, by)))


def _bounds(item: calls.Handle, matrix: Matrix | None, scratch: _Scratch) -> Rect:
    calls.object_bounds(item, scratch.left, scratch.bottom, scratch.right, scratch.top)
    left, bottom, right, top = scratch.edges
    if matrix is None:
        return left, bottom, right, top
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
    ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
    return min(xs), min(ys), max(xs), max(ys)


def _product(inner: Matrix, outer: Matrix | None) -> Matrix:
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
