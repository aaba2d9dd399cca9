"""The bookmarks of a presentation, up to eight, kept in the library, and the bar that goes from one to the next."""

import json
from dataclasses import dataclass

import streamlit as st

from pages.widgets.demo_mode import mode
from pages.widgets.language import _
from pages.widgets.plain import escaped
from pages.widgets.stock import forget_aliases, library

SCREEN, MOST = "demo", 8


@dataclass(frozen=True)
class Bookmark:
    """A screen to show: its place (from 1), name, screen and what stands in its address."""

    place: int
    name: str
    screen: str
    values: dict[str, str]


def bookmarks() -> list[Bookmark]:
    """What is kept, in its order."""
    kept = [(name, json.loads(view)) for name, view in library().views(SCREEN).items()]
    return sorted((Bookmark(view["place"], name, view["screen"], view["values"]) for name, view in kept), key=lambda each: each.place)


def keep(name: str) -> None:
    """Make a bookmark of the screen shown last, after the others; one of that name is replaced and keeps its place."""
    kept, seen = bookmarks(), mode().seen
    place = next((each.place for each in kept if each.name == name), max((each.place for each in kept), default=0) + 1)
    view = {"place": place, "screen": seen.screen, "values": seen.values}
    library().keep_view(SCREEN, name, json.dumps(view, ensure_ascii=False, sort_keys=True))


def go(place: int) -> None:
    """Show the bookmark of this place in the list.  Ends this run."""
    kept = bookmarks()
    here = mode()
    here.place = min(max(place, 1), len(kept))
    shown = kept[here.place - 1]
    st.switch_page(f"pages/views/{shown.screen}.py", query_params=shown.values)


def end() -> None:
    """Leave the presentation: menus come back, the library may be changed again, names are real."""
    here = mode()
    here.on = here.large = here.hidden = False
    here.place = 0
    forget_aliases()


def demo_bar() -> None:
    """Draw the bar while somebody presents; ← and → turn the pages."""
    here, kept = mode(), bookmarks()
    with st.container(horizontal=True, vertical_alignment="center", key="demo_bar"):
        back = st.button(_("上一屏"), key="demo_back", shortcut="Left", disabled=here.place <= 1)
        on = st.button(_("下一屏"), key="demo_next", shortcut="Right", disabled=here.place >= len(kept))
        st.markdown(_told(here.place, kept))
        st.button(_("结束演示"), key="demo_end", type="tertiary", on_click=end)
    if back or on:
        go(here.place + (1 if on else -1))


def _told(place: int, kept: list[Bookmark]) -> str:
    if not kept:
        return _("还没有书签：结束演示，打开要讲的一屏，再到“演示”里把它存为书签。")
    if not 1 <= place <= len(kept):
        return _("共 {n} 个书签，按 → 开始").format(n=len(kept))
    return _("{place}/{n}　{name}").format(place=place, n=len(kept), name=escaped(kept[place - 1].name))
