"""The sentences of the narrative with their figures, as the text beside the page wants them, and the way from a table back to them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from core.narrative.lines import half_width
from core.narrative.marks import Mark, MarkedSentence
from pages.widgets.address import report_link
from pages.widgets.language import _
from pages.widgets.plain import shortened
from pages.widgets.printed_table import Sizes, page_and_box
from pages.widgets.recognised import recognised_pages, scan_doubt, scan_notes
from pages.widgets.source_page import Note, Passage, ShownCell
from pages.widgets.stock import name_of
from pages.widgets.words import MARK_STATES, MEASURES, place_name

_LONGEST = 90  # letters of a sentence shown beside a table


def passages(sentences: Sequence[MarkedSentence], subjects: Mapping[int, str]) -> Iterator[Passage]:
    """Headings where they change, then the sentences; figures stand in them as cells: row is the statement's number, column 0.

    `subjects`: what each statement is about; it leads a sentence that does not name it, where it changes.
    """
    above: list[str] = []
    about = ""
    for sentence in sentences:
        path = sentence.section.split("/")
        same = next((n for n, (old, new) in enumerate(zip(above, path, strict=False)) if old != new), min(len(above), len(path)))
        yield from (Passage(heading=heading) for heading in path[same:] if heading)
        subject = subjects[sentence.marks[0].number] if sentence.marks else about
        is_named = _bare(subject) in _bare(sentence.sentence) or _bare(subject) in _bare(path[-1])
        yield Passage(lead="" if is_named or (subject == about and path == above) else subject, pieces=tuple(_pieces(sentence)))
        above, about = path, subject


def _bare(text: str) -> str:
    return half_width("".join(text.split()))


def _pieces(sentence: MarkedSentence) -> Iterator[str | tuple[int, int]]:
    """Text and figures in turn; a figure that was not found in the sentence stands behind it."""
    reach = 0
    for mark in sentence.marks:
        if mark.start >= reach:
            yield sentence.sentence[reach : mark.start]
            reach = mark.end
            yield mark.number, 0
    yield sentence.sentence[reach:]
    yield from ((mark.number, 0) for mark in sentence.marks if mark.start < 0)


def figures(
    sentences: Sequence[MarkedSentence], statements: pd.DataFrame, links: pd.DataFrame, sizes: Sizes, report: str
) -> list[ShownCell]:
    """The figures of the sentences as cells, each with what it repeats and whether it was read from a picture."""
    recognised = recognised_pages(report)
    by_number = {row.statement_no: row for row in statements.itertuples()}
    repeated: dict[int, list[tuple]] = {}
    for link in links.itertuples():
        repeated.setdefault(link.statement_no, []).append(link)
    return [
        _recognised(_figure(mark, sentence, by_number[mark.number], repeated.get(mark.number, []), sizes, report), recognised)
        for sentence in sentences
        for mark in sentence.marks
    ]


def _recognised(cell: ShownCell, recognised: frozenset[int]) -> ShownCell:
    doubt = scan_doubt(cell.page, recognised)
    if not doubt:
        return cell
    label = _("{words}，{doubt}").format(words=cell.label, doubt=doubt)
    return replace(cell, doubt=doubt, label=label, notes=(*scan_notes(cell.page, recognised), *cell.notes))


def _figure(mark: Mark, sentence: MarkedSentence, row: tuple, repeated: list[tuple], sizes: Sizes, report: str) -> ShownCell:
    page, box = page_and_box(row, sizes)
    text = sentence.sentence[mark.start : mark.end] if mark.start >= 0 else f"{row.value}{row.unit}"
    state = _(MARK_STATES[mark.state][1])
    words = _("{place}，{subject}，{measure}：{text}，{state}") if row.subject else _("{place}，{measure}：{text}，{state}")
    place = place_name(row.page, row.locator) or _("没有页码")
    label = words.format(place=place, subject=row.subject, measure=_(MEASURES[row.measure]), text=text, state=state)
    return ShownCell(mark.number, 0, 1, 1, mark.state, text, page, box, label, figure=True, notes=_notes(mark, row, repeated, report))


def _notes(mark: Mark, row: tuple, repeated: list[tuple], report: str) -> tuple[Note, ...]:
    """The cells a figure repeats, or why there is none."""
    if repeated:
        return tuple(Note(cell_words(link), _("看表格"), _cell_target(link, report)) for link in repeated)
    if mark.state == "unlinked":
        return (Note(_("表格里没有找到同一项、同一个数。请对照原页看一看。")),)
    if row.basis:
        return (Note(_("对照的是“{basis}”。这样的数只印在说明里，表里不印。").format(basis=row.basis)),)
    return (Note(_("这样的数只印在说明里，表里不印。")),)


def cell_words(link: tuple) -> str:
    """A cell that a sentence repeats: table, line, column, the printed amount, page."""
    words = _("《{table}》　{line}　{column}　{printed} {unit}　{place}")
    names = {"table": name_of("table", link.table), "line": link.line_name, "column": name_of("column", link.column)}
    return words.format(**names, printed=link.printed, unit=link.fact_unit, place=place_name(link.page, link.locator))


def _cell_target(link: tuple, report: str) -> str:
    return report_link(report, "tables", table=str(link.table_no), cell=f"{link.cell_row}.{link.cell_column}")


def notes_of_table(links: pd.DataFrame, table_no: int, report: str) -> dict[tuple[int, int], tuple[Note, ...]]:
    """The sentences that repeat the figures of a table, by row and column, each with the link back to it."""
    notes: dict[tuple[int, int], tuple[Note, ...]] = {}
    for link in links[links["table_no"] == table_no].itertuples():
        note = Note(
            _("说明里也有：{sentence}").format(sentence=shortened(link.sentence, _LONGEST)),
            _("看说明"),
            report_link(report, "narrative", statement=str(link.statement_no)),
        )
        place = int(link.cell_row), int(link.cell_column)
        notes[place] = (*notes.get(place, ()), note)
    return notes
