"""演示: what is switched on while somebody presents.  It holds for the program as a whole and stands in every address.

A link that is opened anew finds it in the program, a window that is opened again after a restart finds it in its address.
"""

from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

from core.charts.large import enlarged
from pages.widgets.address import asked, remember

FLAGS = {"demo": "on", "large": "large", "veil": "hidden"}  # name in the address → field
_READ = "demo_address_read"
_NOT_SHOWN = ("demo", "settings")
_SHEETS = Path(__file__).parent


@dataclass
class Seen:
    """The screen a bookmark can be made of: its name, place in the address bar, and what else stands there."""

    title: str = ""
    screen: str = ""
    values: dict[str, str] = field(default_factory=dict)


@dataclass
class Mode:
    """`on`: presenting, without menus; `large`: large letters; `hidden`: units under other names; `place`: the bookmark shown, from 1.

    `made`: the library (folder, language) of which there is a copy under other names.
    """

    on: bool = False
    large: bool = False
    hidden: bool = False
    place: int = 0
    seen: Seen = field(default_factory=Seen)
    made: tuple[str, ...] = ()

    @property
    def frozen(self) -> bool:
        """Whether nothing may be changed in the library."""
        return self.on or self.hidden


@st.cache_resource(show_spinner=False)
def mode() -> Mode:
    """The one mode of this program."""
    return Mode()


def begin() -> None:
    """Take over what the address of a new window says, and look as the mode wants.  Call once per run, first."""
    here = mode()
    if not st.session_state.get(_READ):
        st.session_state[_READ] = True
        for name, what in FLAGS.items():
            if asked(name) == "1":
                setattr(here, what, True)
        if asked("step").isdigit():
            here.place = int(asked("step"))
    into_address()
    if here.large:
        st.html(_SHEETS / "demo_large.css")
    if here.on:
        st.html(_SHEETS / "demo.css")


def into_address() -> None:
    """Write the mode into the address of this screen."""
    here = mode()
    flags = {name: "1" if getattr(here, what) else "" for name, what in FLAGS.items()}
    remember(**flags, step=str(here.place) if here.on and here.place else "")


def note_screen(shown: st.Page) -> None:
    """Keep which screen is shown, so that a bookmark can be made of it.  Before it is drawn and after, for a slow one may be left early."""
    if shown.url_path in _NOT_SHOWN:
        return
    values = {name: value for name, value in st.query_params.to_dict().items() if name not in (*FLAGS, "step")}
    mode().seen = Seen(shown.title, shown.url_path or "library", values)


def sized(chart):
    """The chart with large letters while they are wanted."""
    return enlarged(chart) if mode().large else chart
