"""What is damaged of a file that can be opened, as problems: the first a person is told, because nothing read of it can be relied on."""

from collections.abc import Sequence
from itertools import pairwise

from core.model import Place, Problem
from core.reading.document import Document
from core.reading.joined import Joined


def damage_problems(file: Document | Joined) -> list[Problem]:
    """Of a file that was read: damaged parts, pages not shown, and pages that could not be loaded, at most one problem of each kind."""
    inside, numbers = file.inside, file.damaged_pages
    problems = []
    if inside.broken:
        problems.append(Problem("damaged_inside", "", {"count": inside.broken, "total": inside.parts}))
    if inside.hidden:
        problems.append(Problem("pages_hidden", "", {"count": inside.hidden}))
    if numbers:
        problems.append(Problem("page_damaged", "", {"page": ranges(numbers)}, Place(numbers[0])))
    return problems


def ranges(numbers: Sequence[int]) -> str:
    """Numbers as a person writes them: 3, 5-9."""
    ordered = sorted(set(numbers))
    starts = [n for before, n in pairwise([None, *ordered]) if before is None or n != before + 1]
    ends = [n for n, after in pairwise([*ordered, None]) if after != n + 1]
    return ", ".join(f"{first}-{last}" if last > first else str(first) for first, last in zip(starts, ends, strict=True))
