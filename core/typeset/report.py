"""A whole report from its figures: cover, contents, overview, tables, explanation with charts, glossary, contact, forms of performance."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

from core.typeset.charts import drawing
from core.typeset.figures import Figures
from core.typeset.flow import NO_PAGE, Flow
from core.typeset.forms import sheets
from core.typeset.grid import PlacedFact, PlacedRecord, draw_sheet
from core.typeset.layout import Layout
from core.typeset.marks import Told
from core.typeset.narrative import Block, Chart, Paragraph, Story
from core.typeset.performance import performance_sheets
from core.typeset.press import Press
from core.typeset.sheet import Sheet
from core.typeset.words import Words, definitions


@dataclass(frozen=True, slots=True)
class Misprint:
    """What goes wrong between the figures and the page: how each sheet and each paragraph comes out."""

    sheet: Callable[[Sheet], Sheet] = lambda sheet: sheet
    text: Callable[[str], str] = lambda text: text


@dataclass(frozen=True, slots=True)
class PlacedStatement:
    """What a figure of the explanation says, the headings above it, and its page."""

    told: Told
    section: str
    page: int


@dataclass(frozen=True, slots=True)
class Typeset:
    """What was printed: the facts with their places, what the text says, the rows of the forms, the pages of tables, their number."""

    facts: tuple[PlacedFact, ...]
    statements: tuple[PlacedStatement, ...]
    records: tuple[PlacedRecord, ...]
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
    misprint: Misprint
    entries: list[tuple[int, str, int]] = field(default_factory=list)
    facts: list[PlacedFact] = field(default_factory=list)
    statements: list[PlacedStatement] = field(default_factory=list)
    records: list[PlacedRecord] = field(default_factory=list)
    table_pages: dict[str, tuple[int, int]] = field(default_factory=dict)


def typeset(figures: Figures, layout: Layout, path: Path, misprint: Misprint | None = None) -> Typeset:
    """Prints a report to `path`, the same bytes for the same figures and layout, and returns what should stand where.

    A misprint changes what is printed, not what should be there.
    """
    contents: list[tuple[int, str, int]] = []
    while True:
        target = BytesIO()
        run = _print(figures, layout, target, contents, misprint or Misprint())
        if run.entries == contents:
            break
        contents = run.entries
    path.write_bytes(target.getvalue())
    return Typeset(tuple(run.facts), tuple(run.statements), tuple(run.records), run.table_pages, run.press.page)


def _print(figures: Figures, layout: Layout, target: BytesIO, contents: list[tuple[int, str, int]], misprint: Misprint) -> _Run:
    story = Story(figures, layout)
    press = Press(target, layout, f"{story.cover('name')} {story.cover('title')}", definitions("narrative")["watermark"])
    run = _Run(press, Flow(press), story, layout, figures, misprint)
    run.flow.cover(story.cover("mark"), story.cover("name"), story.cover("title"), story.cover("date"))
    if layout.narrative:
        run.flow.contents(definitions("narrative")["contents"]["heading"], contents)
    for number, (key, write) in enumerate(_parts(layout), start=1):
        write(run, story.part(key, number))
    press.finish()
    return run


def _parts(layout: Layout) -> list[tuple[str, Callable[[_Run, str], None]]]:
    forms = [("attachments", _attachments)] if layout.performance == "attached" else []
    tables = [("tables", _tables)]
    if not layout.narrative:
        return [*tables, *forms]
    text = [("explanation", _explanation), ("glossary", _glossary)]
    contact = [("contact", _contact)] if definitions(f"text/{layout.text}").get("contact") else []
    parts = [*tables, *text] if layout.tables_first else [*text, *tables]
    return [("overview", _overview), *parts, *contact, *forms]


def _overview(run: _Run, heading: str) -> None:
    _text(run, heading, "overview")


def _explanation(run: _Run, heading: str) -> None:
    _text(run, heading, "explanation")


def _text(run: _Run, heading: str, part: str) -> None:
    _open(run, heading)
    for section in run.story.sections(part):
        run.flow.heading(section.heading)
        run.entries.append((1, section.heading, run.flow.page))
        titles = [section.heading]
        for block in section.blocks:
            if isinstance(block, Paragraph) and block.heading:
                titles[1:] = [block.text]
            _block(run, block, "/".join(titles))


def _block(run: _Run, block: Block, section: str) -> None:
    if isinstance(block, Chart):
        run.flow.figure(drawing(block), block.caption)
    elif isinstance(block, Paragraph):
        lines = run.flow.paragraph(run.misprint.text(block.text))
        for told in block.told:
            page = next(page for start, page in reversed(lines) if start <= told.start)
            run.statements.append(PlacedStatement(told, section, page))
    elif run.layout.performance == "inside":
        _forms(run)
        run.flow.leave_page()


def _open(run: _Run, heading: str) -> None:
    """Begins a part that the contents page lists."""
    run.flow.part(heading)
    run.entries.append((0, heading, run.flow.page))


def _glossary(run: _Run, heading: str) -> None:
    _open(run, heading)
    for paragraph in run.story.glossary():
        run.flow.paragraph(paragraph)


def _contact(run: _Run, heading: str) -> None:
    _open(run, heading)
    run.flow.paragraph(run.story.contact())


def _attachments(run: _Run, heading: str) -> None:
    run.flow.part(heading, own_page=True)
    run.entries.append((0, heading, run.flow.page))
    _forms(run)


def _forms(run: _Run) -> None:
    """The forms of performance, ruled even where the tables are not."""
    for sheet in performance_sheets(run.figures, run.layout):
        _, records = draw_sheet(run.press, run.misprint.sheet(sheet), replace(run.layout, rulings="full", rows=0))
        run.records += records


def _tables(run: _Run, heading: str) -> None:
    run.flow.part(heading, own_page=bool(run.layout.order))
    run.entries.append((0, heading, run.flow.page))
    words = Words(run.layout)
    if not run.layout.order:
        attached = definitions("narrative")["tables"]["attached"]
        run.flow.paragraph(attached.format(count=len(run.layout.listed)))
    for number, sheet in enumerate(sheets(run.figures, run.layout), start=1):
        first = run.press.page + 1
        placed, _ = draw_sheet(run.press, run.misprint.sheet(sheet), run.layout)
        run.entries.append((1, words.numbered(number, sheet.title), first))
        run.facts.extend(placed)
        run.table_pages[sheet.table] = (first, run.press.page)
    for number, table in enumerate(run.layout.listed, start=len(run.layout.order) + 1):
        run.entries.append((1, words.numbered(number, words.title(table)), NO_PAGE))
