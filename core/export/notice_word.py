"""整改通知单: the letter that asks an organisation to verify what seems to contradict itself in its report."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from core.definitions import Definitions
from core.errors import ExportError, LibraryError, ReportError
from core.export.listing import Item, Listing, listing
from core.export.word import Paper
from core.model import Box
from core.reading.seen_page import Piece, pictured
from core.store.library import Library

Say = Callable[..., str]

ASKED = ("fail",)  # the kinds of findings a letter is about
_COLUMNS = {"number": 4, "title": 10, "where": 24, "left": 8, "right": 8, "difference": 7, "unit": 5, "pages": 6, "basis": 9}
_MOST_PICTURES, _MOST_OF_ITEM = 60, 3  # of a letter, of an item: the rest is told by its page
_AROUND, _APART = 30.0, 90.0  # points shown above and below a box; further apart boxes have pictures of their own
_DOTS = 1.7  # pixels a point
_WIDE = 100_000.0
_CONTACT = "contact"  # see column kind of table number


def notice_docx(library: Library, report: str, definitions: Definitions, language: str = "zh", made_on: date | None = None) -> bytes:
    """The letter about a stored report as a Word file.

    Raises ExportError export_no_unit (there is nobody to write to) · export_nothing_open (nothing to ask about), LibraryError
    report_unknown.
    """
    day = made_on or date.today()
    return letter_of(listing(library, report, definitions, language, day, ASKED), library, definitions, language, day)


def letter_of(listed: Listing, library: Library, definitions: Definitions, language: str, day: date) -> bytes:
    """As `notice_docx`, of findings already in words."""
    items, say = listed.asked, partial(_say, definitions, language)
    if not listed.report.unit_name:
        raise ExportError("export_no_unit", file=listed.report.file)
    if not items:
        raise ExportError("export_nothing_open", file=listed.report.file)
    paper = Paper(say("out_notice"), say("out_product"), listed.source, datetime(day.year, day.month, day.day, 12))
    paper.title(say("out_notice"))
    paper.line(say("out_notice_to", unit=listed.report.unit_name), 14, after=6)
    _opening(paper, listed, len(items), say)
    paper.table([say(f"out_column_{name}") for name in _COLUMNS], [_row(item) for item in items], list(_COLUMNS.values()), size=8)
    _places(paper, items, _pictures(library, listed, items), say)
    _closing(paper, listed, say)
    return paper.content()


def _opening(paper: Paper, listed: Listing, count: int, say: Say) -> None:
    report = listed.report
    year = say("out_notice_year", year=report.fiscal_year) if report.fiscal_year else ""
    paper.line(say("out_notice_opening", year=year, file=report.file, n=count), 12, indent=True)
    paper.line(say("out_notice_request"), 12, indent=True, after=8)


def _row(item: Item) -> list[str]:
    finding = item.finding
    where = "\n".join(item.where) or item.message
    return [item.called, item.title, where, finding.left, finding.right, finding.difference, finding.unit, item.pages, item.basis]


def _places(paper: Paper, items: Sequence[Item], pictures: dict[int, list[tuple[int, bytes]]], say: Say) -> None:
    """Each item in a sentence with what the page shows, and room for the answer."""
    paper.heading(say("out_notice_places"))
    for item in items:
        paper.heading(f"{item.called}. {item.title}", 11)
        paper.line(item.message, 11)
        shown = pictures.get(item.number, [])
        for page, jpeg in shown:
            paper.line(say("out_page", page=page), 9, after=1, with_next=True)
            paper.picture(jpeg, say("out_picture_alt", page=page, message=item.message))
        if not shown and item.pages:
            paper.line(say("out_see_pages", pages=item.pages), 10)
        paper.line(say("out_notice_answer"), 11, after=8)


def _closing(paper: Paper, listed: Listing, say: Say) -> None:
    counts = listed.verdict.counts
    excepted = sum(item.kind == "fail" and not item.open for item in listed.items)
    paper.heading(say("out_notice_rest"))
    paper.line(say("out_counts", **counts), 11)
    if not listed.verdict.complete:
        paper.line(say("out_not_complete"), 11)
    if excepted:
        paper.line(say("out_notice_excepted", n=excepted), 11)
    against = sum(item.open for item in listed.over)
    if against:
        paper.line(say("out_notice_over", n=against), 11)
    paper.line(say("out_notice_rest_note"), 11, after=16)
    paper.line(say("out_notice_sender"), 12, align="right")
    paper.line(say("out_notice_day"), 12, align="right")


def _pictures(library: Library, listed: Listing, items: Sequence[Item]) -> dict[int, list[tuple[int, bytes]]]:
    """Item → pages and pictures of its figures in boxes; none where the file is gone or has no pages."""
    hidden = _contacts(library, listed.report.report)
    wanted = [
        (item.number, replace(piece, hidden=tuple(hidden.get(piece.page, ()))))
        for item in items
        for piece in list(_pieces(item))[:_MOST_OF_ITEM]
    ][:_MOST_PICTURES]
    try:
        path = library.original_path(listed.report.sha256)
        drawn = pictured(path, [piece for _, piece in wanted], _DOTS) if path.suffix.lower() == ".pdf" else []
    except (LibraryError, ReportError):
        return {}
    found: dict[int, list[tuple[int, bytes]]] = {}
    for (number, piece), jpeg in zip(wanted, drawn, strict=False):
        if jpeg:
            found.setdefault(number, []).append((piece.page, jpeg))
    return found


def _contacts(library: Library, report: str) -> dict[int, list[Box]]:
    """Page → where telephone numbers stand on it: they are painted over."""
    numbers = library.coverage(report)
    placed = numbers[(numbers["kind"] == _CONTACT) & numbers["x0"].notna()]
    found: dict[int, list[Box]] = {}
    for page, *sides in placed[["page", "x0", "top", "x1", "bottom"]].itertuples(index=False, name=None):
        found.setdefault(int(page), []).append(Box(*sides))
    return found


def _pieces(item: Item) -> Iterator[Piece]:
    """Strips of the pages, each around boxes that stand close together."""
    placed = sorted({(place.page, place.box) for place in item.finding.places if place.page and place.box}, key=_reading_order)
    group: list[tuple[int, Box]] = []
    for page, box in placed:
        if group and (group[0][0] != page or box.top - group[-1][1].bottom > _APART):
            yield _strip(group)
            group = []
        group.append((page, box))
    if group:
        yield _strip(group)


def _reading_order(placed: tuple[int, Box]) -> tuple[int, float, float]:
    return placed[0], placed[1].top, placed[1].x0


def _strip(group: Sequence[tuple[int, Box]]) -> Piece:
    boxes = tuple(box for _, box in group)
    part = Box(0.0, min(box.top for box in boxes) - _AROUND, _WIDE, max(box.bottom for box in boxes) + _AROUND)
    return Piece(group[0][0], part, boxes)


def _say(definitions: Definitions, language: str, code: str, **details: object) -> str:
    return definitions.message(code, language, **details)
