"""The head of a form: whose it is, by the labels in its first rows or in the lines above it."""

from core.names import fold
from core.performance.forms import Forms, bare
from core.performance.rows import Piece, Row

NAMES = ("project", "whole")


def labelled(row: Row, forms: Forms) -> dict[str, Piece]:
    """The labels of a row with the piece that holds their value: the next one to the right, unless that is a label itself."""
    found: dict[str, Piece] = {}
    for label, value in zip(row.starting, [*row.starting[1:], None], strict=True):
        role = forms.head.of(label.heading)
        if role and value is not None and role not in found and not forms.head.of(value.heading):
            found[role] = value
    return found


def beside(lines: list[str], forms: Forms) -> dict[str, str]:
    """The labels and values printed in the lines above a form: word, colon, value, a blank before the next."""
    found: dict[str, str] = {}
    for text in lines[-6:]:
        role = ""
        for token in forms.marks.sub("", text).split():
            label, colon, value = fold(token).partition(":")
            if colon:
                role = forms.head.of(bare(label))
            elif forms.ends.fullmatch(label):
                role = ""
            if role and role != "score":
                found[role] = found.get(role, "") + (value if colon else token)
    return found


def organisation(text: str, forms: Forms) -> str:
    """The name of a unit without the codes before and behind it."""
    return forms.code.sub("", text.strip()).strip()


def name_in_title(title: str, owner: str, forms: Forms) -> str:
    """The name a title gives its project, or its department (`owner`: whole); "" where it gives none."""
    found = forms.title[f"{owner}_name"].match(fold(title))
    return found.group(1) if found else ""
