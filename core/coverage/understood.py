"""What of a report was understood, found again by its place: facts by their cell, statements by their box, performance by its row."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from core.amounts import number_text
from core.coverage.blocks import Number, numbers_in
from core.definitions import Definitions
from core.model import Box, Place, PrintedCell, Project, SheetScore, Statement, Table
from core.names import fold

_LONGEST_HEAD = 6  # characters
_SAME_ROW = 1.0  # points the tops of cells of one row may differ


class FactCells:
    """The cells that are facts, and the cells that repeat a total on a later page."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self._by_cell: dict[tuple[int, int, int], int] = {}
        self._totals: dict[tuple[int, int, str | None], int] = {}
        facts = ((number, fact) for number, table in enumerate(tables) for fact in table.facts)
        for fact_no, (number, fact) in enumerate(facts):
            self._by_cell[number, fact.cell_row, fact.cell_column] = fact_no
            if fact.role == "total":
                self._totals[number, fact.cell_column, number_text(fact.printed)] = fact_no

    def number(self, table: int, cell: PrintedCell) -> int | None:
        """The number of the fact a cell is, or repeats."""
        found = self._by_cell.get((table, cell.row, cell.column))
        if found is None and cell.kind == "amount":
            found = self._totals.get((table, cell.column, number_text(cell.text)))
        return found


class Counted:
    """The columns that only count lines, by the word above them, in tables whose heading says nothing else."""

    def __init__(self, tables: Sequence[Table], definitions: Definitions) -> None:
        heads = definitions.words["column_line"]
        self._heads = {
            (number, cell.column): cell.row
            for number, table in enumerate(tables)
            for cell in table.cells
            if 0 < len(cell.text) <= _LONGEST_HEAD and fold(cell.text) in heads
        }

    def counts(self, table: int, cell: PrintedCell) -> bool:
        """Whether a cell holds the number of its line."""
        return cell.text.strip().isdigit() and cell.row > self._heads.get((table, cell.column), cell.row)


class Figures:
    """The figures that are statements."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._by_page: dict[int | None, list[tuple[Box, int, str]]] = defaultdict(list)
        for number, each in enumerate(statements):
            if each.measure != "direction" and each.place.box:
                self._by_page[each.place.page].append((each.place.box, number, each.value.lstrip("-")))

    def at(self, page: int | None, box: Box) -> tuple[int, str] | None:
        """Number and bare value of the statement whose box holds the middle of this one."""
        x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
        found = ((number, value) for own, number, value in self._by_page[page] if own.top <= y <= own.bottom and own.x0 <= x <= own.x1)
        return next(found, None)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that says something: where it begins, its numbers, and those of the form it belongs to."""

    page: int
    box: Box
    ref: str
    numbers: frozenset[str]
    form: frozenset[str]
    owner: str


class Rows:
    """The rows of performance tables that were understood."""

    def __init__(self, projects: Sequence[Project], scores: Sequence[SheetScore]) -> None:
        self._pages: dict[int, list[_Row]] = defaultdict(list)
        for row in _rows(projects, scores):
            self._pages[row.page].append(row)
        self._tops = {}
        for page, rows in self._pages.items():
            rows.sort(key=lambda row: row.box.top)
            self._tops[page] = [row.box.top for row in rows]

    def ref(self, cell: PrintedCell, number: Number) -> str:
        """What row a number of a cell is part of, "" if none says it: the cell's own row, or, where it has none, the row above it
        that goes on here, and the form this belongs to.
        """
        page, box = cell.place.page, cell.place.box
        if page is None or box is None:
            return ""
        bare = number.text.replace(",", "")
        own = self._own(page, box)
        if own:
            return next((row.ref for row in own if bare in row.numbers), "")
        above = self._above(page, box)
        if above is None:
            return ""
        return above.ref if bare in above.numbers else above.owner if bare in above.form else ""

    def _own(self, page: int, box: Box) -> list[_Row]:
        rows, tops = self._pages.get(page, []), self._tops.get(page, [])
        near = rows[bisect_right(tops, box.top - _SAME_ROW) : bisect_right(tops, box.top + _SAME_ROW)]
        x = (box.x0 + box.x1) / 2
        return [row for row in near if row.box.x0 <= x <= row.box.x1]

    def _above(self, page: int, box: Box) -> _Row | None:
        at = bisect_right(self._tops.get(page, []), box.top)
        if at:
            return self._pages[page][at - 1]
        before = self._pages.get(page - 1)
        return before[-1] if before else None


def _rows(projects: Sequence[Project], scores: Sequence[SheetScore]) -> Iterator[_Row]:
    counted = dict.fromkeys(("funding", "indicator", "task"), 0)
    for number, project in enumerate(projects):
        owner, form = f"project:{number}", numbers_in(f"{project.score} {project.weight_total}")
        yield from _row(project, owner, form, owner)
        for name, parts in (("funding", project.funding), ("indicator", project.indicators), ("task", project.tasks)):
            for part in parts:
                yield from _row(part, f"{name}:{counted[name]}", form, owner)
                counted[name] += 1
    for number, score in enumerate(scores):
        yield from _row(score, f"score:{number}", frozenset(), "")


def _row(item: object, ref: str, form: frozenset[str], owner: str) -> Iterator[_Row]:
    place: Place = item.place
    if place.page is None or place.box is None:
        return
    texts = [getattr(item, field.name) for field in fields(item)]
    numbers = frozenset().union(*[numbers_in(text) for text in texts if isinstance(text, str)])
    yield _Row(place.page, place.box, ref, numbers, form, owner)
