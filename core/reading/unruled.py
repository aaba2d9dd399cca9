"""Tables without a full set of rules → a grid, from the places of their words."""

from pathlib import Path

from core.reading.page import Grid


def read_unruled(path: str | Path, number: int, top: float, bottom: float) -> Grid | None:
    """The table between `top` and `bottom` (points) of the page, or None when its words make no table of two columns."""
    return None
