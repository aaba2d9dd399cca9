"""The head of a form: whose it is, by the labels in its first rows or in the lines above it."""

from core.names import fold
from core.performance.forms import Forms, bare
from core.performance.rows import Row, words_and_values

NAMES = ("project", "whole")


def labelled(row: Row, forms: Forms) -> dict[str, str]:
    """The labels of a row with their printed values; a label's value is no other label."""
    found: dict[str, str] = {}
    for word, printed, value in words_and_values(row, forms.leading):
        role = forms.head.of(word)
        if role and role not in found and not forms.head.of(bare(value)) and (role != "score" or forms.is_number(value)):
            found[role] = printed
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
