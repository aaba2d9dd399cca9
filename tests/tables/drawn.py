"""Tables drawn as text: the smallest way to say what a layout looks like and what must be understood.

A file of tests/grids holds pages, divided by a line of `=`.  On a page a line with `|` is a row of a ruled grid, any other line is text.
`<` in a cell: merged with the cell on its left; `^`: merged with the cell above.  A blank line between rows starts another grid.
After `--- facts` stand the facts expected, `table side line[/parent] column amount-in-fen`, after `--- problems` the kinds of problems.
"""

from dataclasses import dataclass, field
from pathlib import Path

from core.model import Box
from core.reading.page import Cell, Grid, Line, Page, Word

WIDTH, HEIGHT, ROW = 80.0, 18.0, 40.0


@dataclass
class Drawing:
    """Pages to understand and what must come of them."""

    pages: list[Page]
    facts: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    states: list[str] = field(default_factory=list)


def read_drawing(path: Path) -> Drawing:
    """The drawing of a file."""
    parts: dict[str, list[str]] = {"pages": []}
    name = "pages"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("--- "):
            name = line[4:].strip()
            parts[name] = []
        elif not line.startswith("// "):
            parts[name].append(line)
    pages = [_page(number, lines) for number, lines in enumerate(_split(parts["pages"]), 1)]
    expected = {key: [line.strip() for line in parts.get(key, []) if line.strip()] for key in ("facts", "problems", "states")}
    return Drawing(pages, **expected)


def _split(lines: list[str]) -> list[list[str]]:
    pages: list[list[str]] = [[]]
    for line in lines:
        if line and set(line) == {"="}:
            pages.append([])
        else:
            pages[-1].append(line)
    return pages


def _page(number: int, lines: list[str]) -> Page:
    texts, grids, rows, top = [], [], [], ROW
    for line in [*lines, ""]:
        if "|" in line:
            rows.append((top, [cell.strip() for cell in line.strip().strip("|").split("|")]))
        else:
            if rows:
                grids.append(_grid(rows))
                texts += [_line(cell.text, cell.box) for cell in grids[-1].cells if cell.text]
                rows = []
            if line.strip():
                texts.append(_line(line.strip(), Box(60, top, 60 + 10 * len(line.strip()), top + 12)))
        top += HEIGHT
    return Page(number, 842.0, max(595.0, top + 100), tuple(texts), tuple(grids))


def _line(text: str, box: Box) -> Line:
    return Line(text, box, 10.0, (Word(text, box),))


def _grid(rows: list[tuple[float, list[str]]]) -> Grid:
    count = max(len(cells) for _, cells in rows)
    assert all(len(cells) == count for _, cells in rows), [cells for _, cells in rows if len(cells) != count]
    cells = [
        _cell(rows, r, c) for r, (_, texts) in enumerate(rows) for c, text in enumerate(texts) if text not in ("<", "^")
    ]  # fmt: skip
    return Grid(Box(50, rows[0][0], 50 + WIDTH * count, rows[-1][0] + HEIGHT), tuple(cells), len(rows), count)


def _cell(rows: list[tuple[float, list[str]]], r: int, c: int) -> Cell:
    columns = 1
    while c + columns < len(rows[r][1]) and rows[r][1][c + columns] == "<":
        columns += 1
    height = 1
    while r + height < len(rows) and rows[r + height][1][c] == "^":
        height += 1
    top = rows[r][0]
    box = Box(50 + WIDTH * c, top, 50 + WIDTH * (c + columns), top + HEIGHT * height)
    return Cell(r, c, height, columns, rows[r][1][c].replace("\\n", "\n"), box)
