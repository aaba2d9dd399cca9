"""What every screen stands on: the open library, the definitions, and their sentences in the language of the screen."""

import json
import shutil
import tempfile
from datetime import date
from pathlib import Path

import streamlit as st

from core.definitions import Definitions, load
from core.errors import LibraryError
from core.store.daily import keep_daily
from core.store.disguised import disguise_of, disguised_copy
from core.store.library import Library, library_folder
from pages.widgets.demo_mode import mode
from pages.widgets.language import _, language


@st.cache_resource(show_spinner=False, on_release=Library.close)
def _opened(folder: str) -> Library:
    keep_daily(Path(folder), date.today())
    return Library.open(folder)


def _thrown_away(copy: Library) -> None:
    copy.close()
    shutil.rmtree(copy.folder, ignore_errors=True)


@st.cache_resource(show_spinner=False, on_release=_thrown_away)
def _under_aliases(folder: str, words: str) -> Library:
    """The library of a folder with other names for its units, in a folder that goes when it is closed."""
    real, own = _opened(folder), Path(tempfile.mkdtemp(prefix="juesuan_"))
    disguised_copy(real, own, disguise_of(real, load(), words))
    return Library.open(own)


def _hidden() -> Library:
    """The library under aliases in the language of the screen; the first time it is made, which takes a while where it is large."""
    asked = str(library_folder()), language()
    if mode().made == asked:
        return _under_aliases(*asked)
    with st.spinner(_("正在把单位名称换成化名…")):
        made = _under_aliases(*asked)
    mode().made = asked
    return made


def forget_aliases() -> None:
    """Close the library with other names, if there is one."""
    mode().made = ()
    _under_aliases.clear()


def library() -> Library:
    """The library of this process, opened once; while names are hidden a copy of it under other names.

    Where it cannot be opened the screen says why and ends.  It is frozen while somebody presents.
    """
    try:
        opened = _opened(str(library_folder()))
        shown = _hidden() if mode().hidden else opened
        opened.frozen = shown.frozen = mode().frozen
        return shown
    except LibraryError as error:
        st.error(_("资料库打不开：{reason}").format(reason=sentence(error.code, error.details)), icon=":material/block:")
        st.stop()


def definitions() -> Definitions:
    """The nouns of the field."""
    return load()


def sentence(code: str, details: dict[str, object] | str) -> str:
    """The sentence of a message code in the language of the screen; `details` as kept (JSON) or as they came."""
    filled = json.loads(details) if isinstance(details, str) else details
    return definitions().message(code, language(), **filled)


def name_of(kind: str, key: str) -> str:
    """The name of a table, column or line in the language of the screen; a name as printed stands for itself."""
    return definitions().name(kind, key.removeprefix("other:"), language())
