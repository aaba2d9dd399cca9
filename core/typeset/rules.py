"""The rules of a table as offices draw them: sides of cells, long lines, thin boxes, horizontal rules alone, or none."""

from collections.abc import Iterable

from core.model import Box
from core.typeset.layout import Layout
from core.typeset.press import Press

_TOGETHER = 0.01

# along one line: its fixed coordinate, and where it starts and ends
Stroke = tuple[float, float, float]


def draw_rules(press: Press, layout: Layout, boxes: list[Box]) -> None:
    """Draws the rules of the cells given, in the style of the layout."""
    if layout.rulings == "none":
        return
    level = [(y, box.x0, box.x1) for box in boxes for y in (box.top, box.bottom)]
    upright = [(x, box.top, box.bottom) for box in boxes for x in (box.x0, box.x1)] if layout.rulings == "full" else []
    if layout.ruling_style != "sides":
        level, upright = _joined(level), _joined(upright)
    filled = layout.ruling_style == "boxes"
    for y, start, end in level:
        press.rule(start, y, end, y, box=filled)
    for x, start, end in upright:
        press.rule(x, start, x, end, box=filled)


def _joined(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Strokes on one line that touch become one."""
    joined: list[Stroke] = []
    for place, start, end in sorted((round(place, 3), start, end) for place, start, end in strokes):
        if joined and joined[-1][0] == place and start <= joined[-1][2] + _TOGETHER:
            joined[-1] = (place, joined[-1][1], max(end, joined[-1][2]))
        else:
            joined.append((place, start, end))
    return joined
