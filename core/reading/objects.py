"""What is drawn on a page besides characters: straight rules, pictures, and which text objects need a closer look."""

import ctypes
from collections.abc import Callable, Iterator
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
_COVERING = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING)
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


def page_drawing(page: calls.Handle) -> Drawing:
    """Everything drawn on the page, forms inside forms included."""
    walk = _Walk()
    walk.take_all(page, calls.page_objects(page), calls.page_object, None, 0)
    return walk.drawing


def painted_areas(page: calls.Handle) -> list[Rect]:
    """Where something other than white is painted over an area: filled paths, shadings and pictures, forms inside forms included."""
    return list(_Walk().painted(page, calls.page_objects(page), calls.page_object, None, 0))


class _Walk:
    """One pass over the objects of a page.

    Holds the structures PDFium writes into, allocated once, and what reads them back (a memory view is a third faster than a slice).
    """

    def __init__(self) -> None:
        self.drawing = Drawing()
        edges, matrix, point, colour = (ctypes.c_float * 4)(), (ctypes.c_float * 6)(), (ctypes.c_float * 2)(), (ctypes.c_uint * 4)()
        self.edges_at = tuple(ctypes.byref(edges, 4 * n) for n in range(4))
        self.matrix_at = ctypes.byref(matrix)
        self.point_at = tuple(ctypes.byref(point, 4 * n) for n in range(2))
        self.colour_at = tuple(ctypes.byref(colour, 4 * n) for n in range(4))
        self.edges, self.matrix, self.point, self.colour = (
            memoryview(array).cast("B").cast(code).tolist for array, code in ((edges, "f"), (matrix, "f"), (point, "f"), (colour, "I"))
        )

    def take_all(self, holder: calls.Handle, count: int, item_at: Callable, matrix: Matrix | None, depth: int) -> None:
        """Add `count` objects to the drawing.  Text objects are many and nearly always plain: no function of ours is called for them."""
        render_mode, path_segments = calls.render_mode, calls.path_segments
        object_matrix, fill_colour = calls.object_matrix, calls.fill_colour
        read_matrix, matrix_at, read_colour, (red, green, blue, alpha) = self.matrix, self.matrix_at, self.colour, self.colour_at
        drawing = self.drawing
        for index in range(count):
            item = item_at(holder, index)
            mode = render_mode(item)
            if mode == _NOT_TEXT:
                segments = path_segments(item)
                if segments < 0:
                    self._take_other(item, matrix, depth)
                elif 1 < segments <= _MAX_SEGMENTS:
                    self._take_path(item, segments, matrix)
                continue
            drawing.texts += 1
            object_matrix(item, matrix_at)
            a, b, c, d, e, f = read_matrix()
            if matrix is not None:
                a, b, c, d, e, f = _product((a, b, c, d, e, f), matrix)
            if b or a <= 0 or d <= 0:  # c alone is a slanted (italic) face
                drawing.tilted = drawing.tilted or a <= 0 or d <= 0 or abs(b) > _LEAN * a
            fill_colour(item, red, green, blue, alpha)
            r, g, b, opaque = read_colour()
            if mode or not opaque or (r > _WHITE and g > _WHITE and b > _WHITE):
                self._take_odd_text(item, mode, opaque, matrix)

    def painted(self, holder: calls.Handle, count: int, item_at: Callable, matrix: Matrix | None, depth: int) -> Iterator[Rect]:
        """Where each of `count` objects covers what lies below."""
        for index in range(count):
            item = item_at(holder, index)
            kind = calls.object_type(item)
            if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
                yield from self.painted(item, calls.form_objects(item), calls.form_object, self._inner(item, matrix), depth + 1)
            elif kind in _COVERING or (kind == pdfium.FPDF_PAGEOBJ_PATH and self._is_filled(item)):
                yield self._bounds(item, matrix)

    def _take_odd_text(self, item: calls.Handle, mode: int, opaque: int, matrix: Matrix | None) -> None:
        filled = mode in (pdfium.FPDF_TEXTRENDERMODE_FILL, pdfium.FPDF_TEXTRENDERMODE_FILL_CLIP)
        if mode in (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP):
            self.drawing.invisible.add(item.value)
        elif filled and not opaque:
            self.drawing.hidden.add(item.value)
        elif filled:
            self.drawing.white[item.value] = self._bounds(item, matrix)

    def _take_other(self, item: calls.Handle, matrix: Matrix | None, depth: int) -> None:
        kind = calls.object_type(item)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self.drawing.pictures.append(self._bounds(item, matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            self.take_all(item, calls.form_objects(item), calls.form_object, self._inner(item, matrix), depth + 1)

    def _take_path(self, item: calls.Handle, count: int, matrix: Matrix | None) -> None:
        x0, bottom, x1, top = self._bounds(item, matrix)
        width, height = x1 - x0, top - bottom
        if count > 5 or (width >= _THIN and height >= _THIN):
            self._take_segments(item, count, matrix)
            return
        if height < _THIN and width >= 1:
            middle = (bottom + top) / 2
            self.drawing.rules.append((x0, middle, x1, middle))
        if width < _THIN and height >= 1:
            middle = (x0 + x1) / 2
            self.drawing.rules.append((middle, bottom, middle, top))

    def _take_segments(self, item: calls.Handle, count: int, matrix: Matrix | None) -> None:
        a, b, c, d, e, f = self._inner(item, matrix)
        start = previous = (0.0, 0.0)
        curved = False
        for index in range(count):
            segment = calls.path_segment(item, index)
            calls.segment_point(segment, *self.point_at)
            x, y = self.point()
            point = (a * x + c * y + e, b * x + d * y + f)
            kind = calls.segment_type(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                start = point
            elif kind == pdfium.FPDF_SEGMENT_LINETO:
                self._take_stroke(previous, point)
            else:
                curved = True
            previous = point
            if calls.segment_close(segment):
                self._take_stroke(previous, start)
                previous = start
        self.drawing.outlines += curved

    def _take_stroke(self, one: tuple[float, float], other: tuple[float, float]) -> None:
        (ax, ay), (bx, by) = one, other
        width, height = abs(ax - bx), abs(ay - by)
        if height <= _STRAIGHT and width >= 1:
            self.drawing.rules.append((min(ax, bx), (ay + by) / 2, max(ax, bx), (ay + by) / 2))
        elif width <= _STRAIGHT and height >= 1:
            self.drawing.rules.append(((ax + bx) / 2, min(ay, by), (ax + bx) / 2, max(ay, by)))

    def _is_filled(self, item: calls.Handle) -> bool:
        calls.draw_mode(item, *self.colour_at[:2])
        if self.colour()[0] == pdfium.FPDF_FILLMODE_NONE:
            return False
        calls.fill_colour(item, *self.colour_at)
        red, green, blue, opaque = self.colour()
        return opaque > 0 and min(red, green, blue) <= _WHITE

    def _inner(self, item: calls.Handle, outer: Matrix | None) -> Matrix:
        """From the coordinates inside the object to those of the page."""
        calls.object_matrix(item, self.matrix_at)
        return _product(tuple(self.matrix()), outer)

    def _bounds(self, item: calls.Handle, matrix: Matrix | None) -> Rect:
        calls.object_bounds(item, *self.edges_at)
        left, bottom, right, top = self.edges()
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
