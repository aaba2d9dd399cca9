"""A table as it was printed, beside the pages it stands on.  Choosing a cell on either side marks it on the other."""

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from pages.widgets.language import _

MOST_ROWS = 300  # a table is drawn in pieces of so many rows: it is real HTML, readable and searchable

_HERE = Path(__file__).parent
_mount = st.components.v2.component(
    "source_page",
    html=(_HERE / "view.html").read_text(encoding="utf-8"),
    css=(_HERE / "view.css").read_text(encoding="utf-8"),
    js="\n".join((_HERE / name).read_text(encoding="utf-8") for name in ("view.js", "choice.js", "prose.js", "pages.js", "marks.js")),
)


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page drawn as JPEG; `width` and `height` in points.  Without a picture it is asked for when it comes into sight."""

    number: int
    width: float
    height: float
    jpeg: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """What a chosen cell leads to: a text (`small`: in small grey letters) and, where `target` is not "", a link with its words."""

    text: str
    words: str = ""
    target: str = ""
    small: bool = False


@dataclass(frozen=True, slots=True)
class PageMark:
    """A box on a page in parts of the page, None for the page as a whole; `suspect` is drawn so that it stands out among the others."""

    page: int
    box: tuple[float, float, float, float] | None
    suspect: bool = False


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell as the component wants it.  `box`: left, top, right, bottom in parts of the page, or None where there is no page.

    `label` is what a screen reader says; `figure` marks an amount that became a fact; `doubt` says in words why it is doubtful;
    `notes` are shown while the cell is chosen.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    kind: str
    text: str
    page: int | None
    box: tuple[float, float, float, float] | None
    label: str = ""
    figure: bool = False
    doubt: str = ""
    notes: tuple[Note, ...] = ()

    def as_data(self) -> dict[str, object]:
        """The cell as plain data for the browser."""
        notes = [[note.text, note.words, note.target, note.small] for note in self.notes]
        return {name: getattr(self, name) for name in self.__slots__} | {"notes": notes}


@dataclass(frozen=True, slots=True)
class Passage:
    """Running text in place of a table: a heading, or the pieces of a sentence: text, or row and column of a cell that stands there.

    `lead`: what the sentence is about where it does not say so itself.
    """

    heading: str = ""
    lead: str = ""
    pieces: tuple[str | tuple[int, int], ...] = ()


def source_page(
    title: str,
    cells: list[ShownCell],
    pages: list[PageImage],
    chosen: str,
    key: str,
    on_choose: Callable[[], None],
    prose: Sequence[Passage] = (),
    hint: str = "",
    wide: bool = False,
    marks: Mapping[int, Sequence[PageMark]] | None = None,
    keys: Mapping[str, str] | None = None,
    on_key: Callable[[], None] | None = None,
    turn: str = "",
) -> None:
    """Draw the two panes.  `chosen` is `row.column` or ""; after a choice `st.session_state[key]["cell"]` holds it and `on_choose` runs.

    With `prose` the left pane is running text and the cells are the figures in it.  `hint`: what can be done, said above the page.
    `wide`: the left pane takes more of the width.  `marks`: the boxes of each row, drawn together; only their pages are shown then.
    `keys`: key of the keyboard → what it does; once pressed `st.session_state[key]["key"]` holds that and the chosen cell, and `on_key`
    runs.  `turn`: whatever differs from the last one has everything drawn anew.
    """
    data = {
        "id": f"{key}{turn}",
        "keys": dict(keys or {}),
        "title": title,
        "wide": wide,
        "chosen": chosen,
        "cells": [cell.as_data() for cell in cells],
        "prose": [{"heading": passage.heading, "lead": passage.lead, "pieces": passage.pieces} for passage in prose],
        "pages": [page_data(page) for page in pages],
        "marks": marks and {row: [[mark.page, mark.box, mark.suspect] for mark in found] for row, found in marks.items()},
        "words": {
            "page": _("第 {0} 页"),
            "printed": _("第 {0} 页：{1}"),
            "hint": hint or _("点表中的数，原页上画出方框；点原页上的数，表中标出格子"),
            "smaller": _("缩小"),
            "larger": _("放大"),
        },
    }
    _mount(data=data, key=key, on_cell_change=on_choose, on_seen_change=lambda: None, on_key_change=on_key or (lambda: None))


def asked_pages(key: str) -> list[int]:
    """The pages that came into sight since the last answer and have no picture yet."""
    state = st.session_state.get(key)
    return [int(number) for number in (state.get("seen") if state else None) or []]


def page_data(page: PageImage) -> dict[str, object]:
    """A page as plain data for the browser."""
    image = "data:image/jpeg;base64," + base64.b64encode(page.jpeg).decode("ascii") if page.jpeg else ""
    return {"number": page.number, "width": page.width, "height": page.height, "image": image}
