"""What every screen stands on: the open library, the definitions, and their sentences in the language of the screen."""

import json

import streamlit as st

from core.definitions import Definitions, load
from core.errors import LibraryError
from core.store.library import Library, library_folder
from pages.widgets.language import _, language


@st.cache_resource(show_spinner=False, on_release=Library.close)
def _opened(folder: str) -> Library:
    return Library.open(folder)


def library() -> Library:
    """The library of this process, opened once.  Where it cannot be opened the screen says why and ends."""
    try:
        return _opened(str(library_folder()))
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
