"""Nouns that go from process to process by the ten thousand."""

from dataclasses import fields
from operator import attrgetter
from typing import TypeVar

Noun = TypeVar("Noun")


def sent_often(kind: type[Noun]) -> type[Noun]:
    """Decorates a frozen dataclass of two fields or more: pickled as the call that makes it, in half the time.

    Python's own way asks every single object for the names of its fields.
    """
    values = attrgetter(*(field.name for field in fields(kind)))
    kind.__reduce__ = lambda self: (kind, values(self))
    return kind
