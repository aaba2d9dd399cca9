"""Drawn narrative: cases in text files, set as pages of lines the way a report prints them."""

from dataclasses import dataclass
from pathlib import Path

from core.model import Box
from core.reading.page import Line, Page, Word

SIZE, LEFT, RIGHT, TOP, PITCH, LINES_PER_PAGE = 15.0, 85.0, 520.0, 80.0, 27.0, 24
WIDTH, HEIGHT = 595.0, 842.0


@dataclass(frozen=True)
class Case:
    """A name, the paragraphs of the explanation, and the statements expected of them as printed fields."""

    name: str
    paragraphs: tuple[str, ...]
    expected: tuple[tuple[str, ...], ...]


def cases(path: Path) -> list[Case]:
    """The cases of a file: `== name`, paragraphs a line each, `--`, then `subject | measure | value | unit | basis` lines."""
    found = []
    for block in path.read_text(encoding="utf-8").split("\n== ")[1:]:
        head, _, rest = block.partition("\n")
        text, _, expected = rest.partition("\n--\n")
        rows = [tuple(field.strip() for field in line.split("|")) for line in expected.splitlines() if line.strip()]
        found.append(Case(head.strip(), tuple(line for line in text.splitlines() if line.strip()), tuple(rows)))
    return found


def set_lines(paragraphs: tuple[str, ...]) -> list[tuple[float, str]]:
    """Indent and text of each line: first lines stand in two letters, lines are as long as the page is wide."""
    lines = []
    for paragraph in paragraphs:
        rest, indent = paragraph, 2 * SIZE
        while rest:
            taken, room = 0, RIGHT - LEFT - indent
            while taken < len(rest) and (room := room - _width(rest[taken])) >= 0:
                taken += 1
            lines.append((indent, rest[:taken]))
            rest, indent = rest[taken:], 0.0
    return lines


def _width(letter: str) -> float:
    return SIZE / 2 if letter.isascii() else SIZE


def pages(paragraphs: tuple[str, ...], title: str = "第二部分 2031年度部门决算情况说明") -> list[Page]:
    """The paragraphs on as many pages as they need, page numbers at the foot, under the title of a part."""
    lines = set_lines((title, *paragraphs))
    return [_page(number + 1, lines[start : start + LINES_PER_PAGE]) for number, start in enumerate(range(0, len(lines), LINES_PER_PAGE))]


def _page(number: int, lines: list[tuple[float, str]]) -> Page:
    drawn = [line(text, LEFT + indent, TOP + PITCH * row) for row, (indent, text) in enumerate(lines)]
    return Page(number, WIDTH, HEIGHT, (*drawn, line(f"- {number} -", 290, 800)), ())


def line(text: str, x0: float, top: float, size: float = SIZE) -> Line:
    """A line of one word."""
    box = Box(x0, top, x0 + sum(_width(letter) for letter in text), top + size)
    return Line(text, box, size, (Word("".join(text.split()), box),))
