"""What a search found, as a list: each hit with what matches marked, its place, the way to it, and a citation to copy."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from pages.widgets.language import _

_HERE = Path(__file__).parent
_mount = st.components.v2.component(
    "hit_list",
    html='<div class="hits"></div>',
    css=(_HERE / "view.css").read_text(encoding="utf-8"),
    js=(_HERE / "view.js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True, slots=True)
class ShownHit:
    """A hit as the component wants it.  `pieces`: text and whether it is what matches; `target`: the link of its place."""

    where: str
    pieces: tuple[tuple[str, bool], ...]
    place: str
    target: str
    citation: str


@dataclass(frozen=True, slots=True)
class HitGroup:
    """The hits of one report."""

    title: str
    note: str
    hits: tuple[ShownHit, ...]


def hit_list(groups: Sequence[HitGroup], key: str) -> None:
    """Draw the groups."""
    drawn = [
        {
            "title": group.title,
            "note": group.note,
            "hits": [{name: getattr(hit, name) for name in ShownHit.__slots__} for hit in group.hits],
        }
        for group in groups
    ]
    words = {"open": _("看原页"), "cite": _("引用"), "copied": _("已复制，可以粘贴"), "select": _("请选中下面的文字复制")}
    _mount(data={"groups": drawn, "words": words}, key=key)
