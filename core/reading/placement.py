"""From a page's own coordinates (origin bottom left, unrotated) to the page as a reader sees it (origin top left, upright)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Placement:
    """The visible rectangle of the page in its own coordinates, and how many quarter turns clockwise make it upright."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int = 0

    @property
    def width(self) -> float:
        """Width as seen, in points."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Height as seen, in points."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where the point is seen: (points from the left, points from the top)."""
        if self.turns == 0:
            return x - self.left, self.top - y
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Where the rectangle is seen: x0, top, x1, bottom."""
        ax, ay = self.point(left, bottom)
        bx, by = self.point(right, top)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def boxes(self, rects: list[tuple[float, float, float, float]]) -> list[tuple[float, float, float, float]]:
        """`box` for many rectangles at once."""
        if self.turns:
            return [self.box(*rect) for rect in rects]
        dx, dy = self.left, self.top
        return [(left - dx, dy - top, right - dx, dy - bottom) for left, bottom, right, top in rects]

    def printed(self, x0: float, top: float, x1: float, bottom: float) -> tuple[float, float, float, float]:
        """The other way round: the seen rectangle in the page's own coordinates: left, bottom, right, top."""
        ax, ay = self._own(x0, top)
        bx, by = self._own(x1, bottom)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def _own(self, x: float, y: float) -> tuple[float, float]:
        """The point of the page that is seen there."""
        if self.turns == 0:
            return x + self.left, self.top - y
        if self.turns == 1:
            return y + self.left, x + self.bottom
        if self.turns == 2:
            return self.right - x, y + self.bottom
        return self.right - y, self.top - x
