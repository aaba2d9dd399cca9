"""Telephone numbers and the names of contact persons, which a report prints and an output about it must not repeat."""

import re
import tomllib
from functools import cache

import pandas as pd

from core.definitions import FOLDER, Definitions
from core.store.search_index import ContactWords, beside_contacts, contact_words, searched


def without_contacts(text: str, instead: str) -> str:
    """The text with every telephone number and every named contact person replaced by `instead`."""
    return _contacts().sub(instead, text)


def without_contact_cells(cells: pd.DataFrame, definitions: Definitions, instead: str) -> pd.DataFrame:
    """The cells of one table (row, column, column_span, kind, text), who may be asked and where left out of them."""
    words = contact_words(definitions)
    printed = [
        (0, int(cell.row), int(cell.column), int(cell.column_span), cell.kind, cell.text, None, "", searched(cell.text))
        for cell in cells.itertuples()
    ]
    beside = beside_contacts([cell for cell in printed if cell[5]], words)
    return cells.assign(text=[_without(cell, cell[:3] in beside, words, instead) for cell in printed])


def _without(cell: tuple, is_beside: bool, words: ContactWords, instead: str) -> str:
    text, folded = cell[5], cell[8]
    if is_beside and (words.names.fullmatch(folded) or (words.number.search(folded) and "." not in folded)):
        return instead
    return without_contacts(text, instead) if words.is_contact(folded) else text


@cache
def _contacts() -> re.Pattern[str]:
    with (FOLDER / "outputs.toml").open("rb") as file:
        return re.compile("|".join(tomllib.load(file)["contacts"].values()))
