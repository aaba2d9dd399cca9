"""What is drawn on a page besides characters: straight rules, pictures, and which text objects need a closer look."""

import ctypes
from collections.abc import Callable
from dataclasses import dataclass, field

import pypdfium2.raw as pdfium

from core.reading import calls

Matrix = tuple[float, float, float, float, float, float]
# x0, bottom, x1, top in page coordinates; a rule has x0 == x1 or bottom == top
Rect = tuple[float, float, float, float]

_THIN = 2.0  # a filled box thinner than this is a rule
_MAX_SEGMENTS = 20_000  # a map or a chart, not a table
_MAX_DEPTH = 8  # form in form in form
_NOT_TEXT = pdfium.FPDF_TEXTRENDERMODE_UNKNOWN
_LEAN = 0.01  # a baseline that rises more is not upright
_WHITE = 250  # of 255
_STRAIGHT = 0.5  # points a rule may lean


@dataclass(slots=True)
class Drawing:
    """`rules`: straight strokes; `pictures`: where images lie; `texts`, `outlines`: number of text objects and of curved paths;
    `tilted`: some text is not upright.

    Text objects by address: `invisible` paint nothing by their mode (text layers made by OCR do so), `hidden` are fully transparent,
    `white` are white and lie in the rectangle given.
    """

    rules: list[Rect] = field(default_factory=list)
    pictures: list[Rect] = field(default_factory=list)
    texts: int = 0
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
    _take_all(page, calls.page_objects(page), calls.page_object, None, 0, drawing, scratch)
    return drawing


def _take_all(
    holder: calls.Handle, count: int, item_at: Callable, matrix: Matrix | None, depth: int, drawing: Drawing, scratch: _Scratch
) -> None:
    # Text objects are many and nearly always plain: they are looked at here, without a function call of ours.
    render_mode, object_matrix, fill_colour = calls.render_mode, calls.object_matrix, calls.fill_colour
    cells, cells_ref, (red, green, blue, alpha), colour = scratch.matrix, scratch.matrix_ref, scratch.rgba, scratch.colour
    drawing.texts += count
    for index in range(count):
        item = item_at(holder, index)
        mode = render_mode(item)
        if mode == _NOT_TEXT:
            drawing.texts -= 1
            _take_other(item, matrix, depth, drawing, scratch)
            continue
        object_matrix(item, cells_ref)
        a, b, c, d, e, f = cells[:]
        if matrix is not None:
            a, b, c, d, e, f = _product((a, b, c, d, e, f), matrix)
        if b or a <= 0 or d <= 0:  # c alone is a slanted (italic) face
            drawing.tilted = drawing.tilted or a <= 0 or d <= 0 or abs(b) > _LEAN * a
        fill_colour(item, red, green, blue, alpha)
        r, g, b, opaque = colour[:]
        if mode or not opaque or (r > _WHITE and g > _WHITE and b > _WHITE):
            _take_odd_text(item, mode, opaque, matrix, drawing, scratch)


def _take_odd_text(item: calls.Handle, mode: int, opaque: int, matrix: Matrix | None, drawing: Drawing, scratch: _Scratch) -> None:
    filled = mode in (pdfium.FPDF_TEXTRENDERMODE_FILL, pdfium.FPDF_TEXTRENDERMODE_FILL_CLIP)
    if mode in (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP):
        drawing.invisible.add(item.value)
    elif filled and not opaque:
        drawing.hidden.add(item.value)
    elif filled:
        drawing.white[item.value] = _bounds(item, matrix, scratch)


def _take_other(item: calls.Handle, matrix: Matrix | None, depth: int, drawing: Drawing, scratch: _Scratch) -> None:
    segments = calls.path_segments(item)
    if segments >= 0:
        _take_path(item, segments, matrix, drawing, scratch)
        return
    kind = calls.object_type(item)
    if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        drawing.pictures.append(_bounds(item, matrix, scratch))
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
        calls.object_matrix(item, scratch.matrix_ref)
        inner = _product(scratch.matrix[:], matrix)
        _take_all(item, calls.form_objects(item), calls.form_object, inner, depth + 1, drawing, scratch)


def painted_areas(page: calls.Handle) -> list[Rect]:
    """Where something other than white is painted over an area: filled paths, shadings and pictures, forms inside forms included."""
    areas: list[Rect] = []
    _add_areas(page, calls.page_objects(page), calls.page_object, None, 0, areas, _Scratch())
    return areas


def _add_areas(
    holder: calls.Handle, count: int, item_at: Callable, matrix: Matrix | None, depth: int, areas: list[Rect], scratch: _Scratch
) -> None:
    for index in range(count):
        item = item_at(holder, index)
        kind = calls.object_type(item)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            calls.object_matrix(item, scratch.matrix_ref)
            inner = _product(scratch.matrix[:], matrix)
            _add_areas(item, calls.form_objects(item), calls.form_object, inner, depth + 1, areas, scratch)
        elif kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING) or (
            kind == pdfium.FPDF_PAGEOBJ_PATH and _is_filled(item, scratch)
        ):
            areas.append(_bounds(item, matrix, scratch))


def _is_filled(item: calls.Handle, scratch: _Scratch) -> bool:
    calls.draw_mode(item, *scratch.rgba[:2])
    if scratch.colour[0] == pdfium.FPDF_FILLMODE_NONE:
        return False
    calls.fill_colour(item, *scratch.rgba)
    red, green, blue, opaque = scratch.colour
    return opaque > 0 and min(red, green, blue) <= _WHITE


def _take_path(item: calls.Handle, count: int, matrix: Matrix | None, drawing: Drawing, scratch: _Scratch) -> None:
    if count < 2 or count > _MAX_SEGMENTS:
        return
    x0, bottom, x1, top = _bounds(item, matrix, scratch)
    width, height = x1 - x0, top - bottom
    if count <= 5 and (width < _THIN or height < _THIN):
        if height < _THIN and width >= 1:
            middle = (bottom + top) / 2
            drawing.rules.append((x0, middle, x1, middle))
        if width < _THIN and height >= 1:
            middle = (x0 + x1) / 2
            drawing.rules.append((middle, bottom, middle, top))
    else:
        _take_segments(item, count, matrix, drawing, scratch)


def _take_segments(item: calls.Handle, count: int, matrix: Matrix | None, drawing: Drawing, scratch: _Scratch) -> None:
    calls.object_matrix(item, scratch.matrix_ref)
    a, b, c, d, e, f = _product(scratch.matrix[:], matrix)
    start = previous = (0.0, 0.0)
    curved = False
    for index in range(count):
        segment = calls.path_segment(item, index)
        calls.segment_point(segment, scratch.x, scratch.y)
        x, y = scratch.point[:]
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
    left, bottom, right, top = scratch.edges[:]
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
