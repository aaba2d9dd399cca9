"""What a person drew on a page where a table was not found or misread."""

from dataclasses import dataclass

from core.model.place import Box


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where a known table stands on one page.  A table over several pages has a drawing for each.

    `columns`: x of the lines between neighbouring columns, ascending; `rows`: y of the lines between rows, none where the lines of text
    tell them; both in points, inside `area`.  `headings`: what each column holds, from the left, one more than `columns` (the keys are
    those of core.tables.drawn); "" leaves a column unread.  `unit`: money unit of its figures.
    """

    table: str
    unit: str
    page: int
    area: Box
    columns: tuple[float, ...]
    rows: tuple[float, ...]
    headings: tuple[str, ...]
