"""A whole report from its figures: cover, contents, overview, tables, explanation, glossary."""

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from core.typeset.figures import Figures
from core.typeset.flow import NO_PAGE, Flow
from core.typeset.forms import sheets
from core.typeset.grid import PlacedFact, draw_sheet
from core.typeset.layout import Layout
from core.typeset.narrative import Story
from core.typeset.press import Press
from core.typeset.words import Words, definitions


@dataclass(frozen=True, slots=True)
class Typeset:
    """What was printed: the facts with their places, the pages each table covers, the number of pages."""

    facts: tuple[PlacedFact, ...]
    table_pages: dict[str, tuple[int, int]]
    pages: int


@dataclass(slots=True)
class _Run:
    """One pass over the report: the first finds the page numbers that the contents page of the second prints."""

    press: Press
    flow: Flow
    story: Story
    layout: Layout
    figures: Figures
    entries: list[tuple[int, str, int]] = field(default_factory=list)
    facts: list[PlacedFact] = field(default_factory=list)
    table_pages: dict[str, tuple[int, int]] = field(default_factory=dict)


def typeset(figures: Figures, layout: Layout, path: Path) -> Typeset:
    """Prints a report to `path`, the same bytes for the same figures and layout, and returns what stands where."""
    contents: list[tuple[int, str, int]] = []
    while True:
        target = BytesIO()
        run = _print(figures, layout, target, contents)
        if run.entries == contents:
            break
        contents = run.entries
    path.write_bytes(target.getvalue())
    return Typeset(tuple(run.facts), run.table_pages, run.press.page)


def _print(figures: Figures, layout: Layout, target: BytesIO, contents: list[tuple[int, str, int]]) -> _Run:
    story = Story(figures, layout)
    press = Press(target, layout, f"{story.cover('name')} {story.cover('title')}", definitions("narrative")["watermark"])
    run = _Run(press, Flow(press), story, layout, figures)
    run.flow.cover(story.cover("mark"), story.cover("name"), story.cover("title"), story.cover("date"))
    if layout.narrative:
        run.flow.contents(definitions("narrative")["contents"]["heading"], contents)
    for number, (key, write) in enumerate(_parts(layout), start=1):
        write(run, story.part(key, number))
    press.finish()
    return run


def _parts(layout: Layout) -> list[tuple[str, Callable[[_Run, str], None]]]:
    tables = [("tables", _tables)]
    if not layout.narrative:
        return tables
    text = [("explanation", _explanation), ("glossary", _glossary)]
    return [("overview", _overview), *tables, *text] if layout.tables_first else [("overview", _overview), *text, *tables]


def _overview(run: _Run, heading: str) -> None:
    _text(run, heading, "overview")


def _explanation(run: _Run, heading: str) -> None:
    _text(run, heading, "explanation")


def _text(run: _Run, heading: str, part: str) -> None:
    run.flow.part(heading)
    run.entries.append((0, heading, run.flow.page))
    for section in run.story.sections(part):
        run.flow.heading(section.heading)
        run.entries.append((1, section.heading, run.flow.page))
        for paragraph in section.paragraphs:
            run.flow.paragraph(paragraph)


def _glossary(run: _Run, heading: str) -> None:
    run.flow.part(heading)
    run.entries.append((0, heading, run.flow.page))
    for paragraph in run.story.glossary():
        run.flow.paragraph(paragraph)


def _tables(run: _Run, heading: str) -> None:
    run.flow.part(heading, own_page=bool(run.layout.order))
    run.entries.append((0, heading, run.flow.page))
    words = Words(run.layout)
    if not run.layout.order:
        attached = definitions("narrative")["tables"]["attached"]
        run.flow.paragraph(attached.format(count=len(run.layout.listed)))
    for number, sheet in enumerate(sheets(run.figures, run.layout), start=1):
        first = run.press.page + 1
        placed = draw_sheet(run.press, sheet, run.layout)
        run.entries.append((1, words.numbered(number, sheet.title), first))
        run.facts.extend(placed)
        run.table_pages[sheet.table] = (first, run.press.page)
    for number, table in enumerate(run.layout.listed, start=len(run.layout.order) + 1):
        run.entries.append((1, words.numbered(number, words.title(table)), NO_PAGE))
