"""Rules on a page → ruled grids.  A chain of pure functions with pdfplumber's meaning of a table.

rules → snapped edges → joined edges → crossings → cells → tables.  Tolerances are in points.  Two edges within `_NEAR` of one another
are one; a cell needs four connected edges; a table needs two cells; a table of one column is a box drawn around text, not a table.
"""

from bisect import bisect_left
from collections import defaultdict
from itertools import pairwise
from operator import itemgetter

_NEAR = 3.0
_MIN_LENGTH = 3.0
_MAX_EDGES = 2_000  # in one direction: beyond it is a drawing

Rule = tuple[float, float, float, float]  # x0, top, x1, bottom as seen
Edge = tuple[float, float, float]  # position across, from, to
Rect = tuple[float, float, float, float]  # x0, top, x1, bottom
Point = tuple[float, float]
# per crossing: the vertical and the horizontal edges that meet there, by number
Crossings = dict[Point, tuple[frozenset[int], frozenset[int]]]


def rules_to_tables(rules: list[Rule]) -> list[list[Rect]]:
    """The cells of each table, tables from top to bottom."""
    vertical, horizontal = rules_to_edges(rules)
    if len(vertical) < 2 or len(horizontal) < 2 or max(len(vertical), len(horizontal)) > _MAX_EDGES:
        return []
    tables = cells_to_tables(crossings_to_cells(edges_to_crossings(vertical, horizontal)))
    return [cells for cells in tables if len({cell[0] for cell in cells}) > 1]


def rules_to_edges(rules: list[Rule]) -> tuple[list[Edge], list[Edge]]:
    """Vertical and horizontal edges: rules at nearly the same place moved to their mean, touching ones joined, crumbs dropped."""
    vertical = [(x0, top, bottom) for x0, top, x1, bottom in rules if x0 == x1]
    horizontal = [(top, x0, x1) for x0, top, x1, bottom in rules if top == bottom]
    return _joined(vertical), _joined(horizontal)


def _joined(edges: list[Edge]) -> list[Edge]:
    joined: list[Edge] = []
    for group in _clusters(sorted(edges)):
        mean = sum([edge[0] for edge in group]) / len(group)
        spans = sorted([(start, end) for _, start, end in group])
        begin, reach = spans[0]
        for start, end in spans[1:]:
            if start <= reach + _NEAR:
                if end > reach:
                    reach = end
            else:
                joined.append((mean, begin, reach))
                begin, reach = start, end
        joined.append((mean, begin, reach))
    return [edge for edge in joined if edge[2] - edge[1] >= _MIN_LENGTH]


def _clusters(edges: list[Edge]) -> list[list[Edge]]:
    clusters: list[list[Edge]] = []
    last = None
    for edge in edges:
        if last is not None and edge[0] <= last + _NEAR:
            clusters[-1].append(edge)
        else:
            clusters.append([edge])
        last = edge[0]
    return clusters


def edges_to_crossings(vertical: list[Edge], horizontal: list[Edge]) -> Crossings:
    """Every point where a vertical and a horizontal edge meet within the tolerance."""
    ys = [edge[0] for edge in horizontal]
    crossings: dict[Point, tuple[set[int], set[int]]] = {}
    for number, (x, top, bottom) in enumerate(vertical):
        for other in range(bisect_left(ys, top - _NEAR), len(horizontal)):
            y, x0, x1 = horizontal[other]
            if y > bottom + _NEAR:
                break
            if x0 - _NEAR <= x <= x1 + _NEAR:
                meet = crossings.setdefault((x, y), (set(), set()))
                meet[0].add(number)
                meet[1].add(other)
    return crossings


def crossings_to_cells(crossings: Crossings) -> list[Rect]:
    """For each crossing the smallest rectangle that starts there and whose four sides are edges."""
    points = sorted(crossings)
    below = {one: other for one, other in pairwise(points) if one[0] == other[0]}
    right = {one: other for one, other in pairwise(sorted(points, key=itemgetter(1))) if one[1] == other[1]}
    cells = [_smallest_cell(point, crossings, below, right) for point in points]
    return [cell for cell in cells if cell]


def _smallest_cell(point: Point, crossings: Crossings, below: dict[Point, Point], right: dict[Point, Point]) -> Rect | None:
    """`below` and `right`: the next crossing in the column and in the row of each."""
    vertical, horizontal = crossings[point]
    low = point
    while low := below.get(low):
        low_left = crossings[low]
        if vertical.isdisjoint(low_left[0]):
            continue
        far = point
        while far := right.get(far):
            top_right, corner = crossings[far], crossings.get((far[0], low[1]))
            if corner is None or horizontal.isdisjoint(top_right[1]):
                continue
            if not corner[0].isdisjoint(top_right[0]) and not corner[1].isdisjoint(low_left[1]):
                return point[0], point[1], far[0], low[1]
    return None


def cells_to_tables(cells: list[Rect]) -> list[list[Rect]]:
    """Cells that share corners, together; groups of a single cell dropped; from top to bottom, then from left to right."""
    first_at: dict[Point, int] = {}
    leader = list(range(len(cells)))
    for number, (x0, top, x1, bottom) in enumerate(cells):
        for corner in ((x0, top), (x0, bottom), (x1, top), (x1, bottom)):
            other = first_at.setdefault(corner, number)
            if leader[other] != leader[number]:
                _unite(leader, other, number)
    tables = defaultdict(list)
    for number, cell in enumerate(cells):
        tables[_leader(leader, number)].append(cell)
    kept = [table for table in tables.values() if len(table) > 1]
    return sorted(kept, key=lambda table: min(map(itemgetter(1, 0), table)))


def _leader(leader: list[int], number: int) -> int:
    while leader[number] != number:
        leader[number] = number = leader[leader[number]]
    return number


def _unite(leader: list[int], one: int, other: int) -> None:
    one, other = _leader(leader, one), _leader(leader, other)
    leader[max(one, other)] = min(one, other)
