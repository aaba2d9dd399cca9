"""Where something stands in a file."""

from dataclasses import dataclass

from core.model.sent import sent_often


@sent_often
@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points, top left origin."""

    x0: float
    top: float
    x1: float
    bottom: float


@sent_often
@dataclass(frozen=True, slots=True)
class Place:
    """Where something was read: page (from 1) and box, or a locator such as `Sheet1!C7` for files without pages."""

    page: int | None = None
    box: Box | None = None
    locator: str = ""


NOWHERE = Place()
