"""The report itself with marks on it: a box around each figure of a finding, its number and a short note beside it.

The file as it came stays as it is, byte for byte: what is marked is added behind its end (an incremental update), a list of the
marks follows after the last page.  The notes are annotations: every reader shows them, and they can be taken off again.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pypdf import PdfReader, PdfWriter
from pypdf.errors import DependencyError, PyPdfError

from core.definitions import Definitions
from core.errors import ExportError, LibraryError
from core.export.annotations import box_annotation, label_annotation
from core.export.labels import spot
from core.export.listing import Item, listing
from core.export.mark_pages import LABEL_HEIGHT, label_pages, label_width, list_pages
from core.model import Box
from core.reading.seen_page import SeenPage, seen_pages, unlocked_copy
from core.store.library import Library

_NEAR = 1.0  # points by which the boxes of one and the same figure may differ
# What pypdf raises on odd, damaged and encrypted files.
_DAMAGED = (
    *(PyPdfError, DependencyError, NotImplementedError, RecursionError),
    *(ValueError, KeyError, IndexError, TypeError, AttributeError),
)


@dataclass(slots=True)
class _Mark:
    """A figure to be boxed on a page, with the findings it is part of."""

    page: int
    box: Box
    items: list[Item]


@dataclass(frozen=True, slots=True)
class _Label:
    """A label: what it says and where it goes, as seen."""

    text: str
    place: Box


def marked_pdf(library: Library, report: str, definitions: Definitions, language: str = "zh", *, with_rounding: bool = False) -> bytes:
    """The original of a report with every finding that does not agree marked on it; `with_rounding`: tail differences too.

    Raises LibraryError report_unknown · original_missing, ExportError export_without_pages (no PDF) · export_not_markable (damaged).
    """
    listed = listing(library, report, definitions, language, kinds=("fail", "rounding"), compared=())  # others' pages are not here
    path = library.original_path(listed.report.sha256)
    if path.suffix.lower() != ".pdf":
        raise ExportError("export_without_pages", file=listed.report.file)
    items = listed.of_kind("fail", "rounding") if with_rounding else listed.of_kind("fail")
    marks = _marks(items)
    seen = seen_pages(path, {mark.page for mark in marks})
    marks = [mark for mark in marks if mark.page in seen]
    labels = _labels(marks, seen, definitions, language)
    more = list_pages(listed, items, {item.number for mark in marks for item in mark.items}, definitions, language)
    for data in (path.read_bytes, lambda: unlocked_copy(path)):
        try:
            return _written(data(), marks, labels, seen, more)
        except _DAMAGED:
            continue
    raise ExportError("export_not_markable", file=listed.report.file)


def can_be_marked(library: Library, sha256: str) -> bool:
    """Whether the original is there and has pages to mark."""
    try:
        return library.original_path(sha256).suffix.lower() == ".pdf"
    except LibraryError:
        return False


def _marks(items: Sequence[Item]) -> list[_Mark]:
    """A mark for each figure concerned, by page from the top; a figure of several findings has one."""
    found: list[_Mark] = []
    for item in items:
        for place in item.finding.places:
            if place.page is None or place.box is None:
                continue
            same = next((mark for mark in found if mark.page == place.page and _same(mark.box, place.box)), None)
            if same is None:
                found.append(_Mark(place.page, place.box, [item]))
            elif item not in same.items:
                same.items.append(item)
    return sorted(found, key=lambda mark: (mark.page, mark.box.top, mark.box.x0))


def _same(one: Box, other: Box) -> bool:
    pairs = ((one.x0, other.x0), (one.top, other.top), (one.x1, other.x1), (one.bottom, other.bottom))
    return all(abs(a - b) <= _NEAR for a, b in pairs)


def _labels(marks: Sequence[_Mark], seen: Mapping[int, SeenPage], definitions: Definitions, language: str) -> list[_Label]:
    """A label for each mark: number and note where there is room for it, else the number alone."""
    labels: list[_Label] = []
    taken: dict[int, list[Box]] = {}
    for mark in marks:
        taken.setdefault(mark.page, list(seen[mark.page].words)).append(mark.box)
    for mark in marks:
        placement = seen[mark.page].placement
        texts = _texts(mark, definitions, language)
        sizes = [(label_width(text), LABEL_HEIGHT) for text in texts]
        chosen, place = spot(mark.box, sizes, (placement.width, placement.height), taken[mark.page])
        taken[mark.page].append(place)
        labels.append(_Label(texts[chosen], place))
    return labels


def _texts(mark: _Mark, definitions: Definitions, language: str) -> list[str]:
    """What the label may say, the fullest first."""
    numbers = definitions.message("out_number_mark", language).join(str(item.number) for item in mark.items)
    first = mark.items[0].finding
    if len(mark.items) > 1 or not first.difference:
        return [numbers]
    told = {"number": numbers, "difference": first.difference.lstrip("-"), "unit": first.unit}
    return [*(definitions.message(code, language, **told) for code in ("out_note", "out_short_note")), numbers]


def _written(data: bytes, marks: Sequence[_Mark], labels: Sequence[_Label], seen: Mapping[int, SeenPage], more: bytes) -> bytes:
    writer = PdfWriter(io.BytesIO(data), incremental=True)
    drawn = PdfReader(io.BytesIO(label_pages([label.text for label in labels]))).pages if labels else ()
    for mark, label, page in zip(marks, labels, drawn, strict=True):
        placement, words = seen[mark.page].placement, "\n".join(f"{item.number}. {item.title}\n{item.message}" for item in mark.items)
        writer.add_annotation(mark.page - 1, box_annotation(mark.box, placement, words, writer))
        writer.add_annotation(mark.page - 1, label_annotation(label.place, placement, label.text, page, writer))
    for page in PdfReader(io.BytesIO(more)).pages:
        writer.add_page(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
