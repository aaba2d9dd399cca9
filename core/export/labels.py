"""Where the label of a box goes on a crowded page: beside it, over nothing that is printed."""

from collections.abc import Iterator, Sequence

from core.model import Box

_GAP = 2.0  # points between a box and its label
_EDGE = 4.0  # points between a label and the edge of the page


def spot(box: Box, sizes: Sequence[tuple[float, float]], page: tuple[float, float], taken: Sequence[Box]) -> tuple[int, Box]:
    """Which of these sizes (width, height; the most wanted first) the label of a box gets, and where.

    It is the first size that fits without covering anything of `taken`; where none does, the last one where it covers least.
    """
    near = [other for other in taken if other is not box]
    covering = []
    for number, (width, height) in enumerate(sizes):
        places = list(_around(box, width, height, page))
        areas = [sum(_common(place, other) for other in near) + _common(place, box) for place in places]
        best = min(range(len(places)), key=areas.__getitem__)
        if areas[best] == 0:
            return number, places[best]
        covering.append((number, places[best]))
    return covering[-1]


def _around(box: Box, width: float, height: float, page: tuple[float, float]) -> Iterator[Box]:
    """Places for a label, the most natural first: beside the box, above, below, at its corners."""
    middle = (box.top + box.bottom - height) / 2
    right, left = box.x1 + _GAP, box.x0 - _GAP - width
    above, below = box.top - _GAP - height, box.bottom + _GAP
    for x, y in (
        *((right, middle), (left, middle), (box.x1 - width, above), (box.x0, above), (box.x1 - width, below), (box.x0, below)),
        *((right, above), (right, below), (left, above), (left, below)),
    ):
        x0 = min(max(x, _EDGE), max(page[0] - _EDGE - width, 0.0))
        top = min(max(y, _EDGE), max(page[1] - _EDGE - height, 0.0))
        yield Box(x0, top, x0 + width, top + height)


def _common(one: Box, other: Box) -> float:
    """The area both cover."""
    wide = min(one.x1, other.x1) - max(one.x0, other.x0)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    return wide * high if wide > 0 and high > 0 else 0.0
