"""What was understood of a file without pages, every place on a made-up page replaced by its locator."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from core.model import Place, Problem, Table

Locate = Callable[[Place], Place]
Noun = TypeVar("Noun")


def located(noun: Noun, locate: Locate) -> Noun:
    """The noun (or a tuple of them) with all its places located, through all it holds.

    A table then has no first and last page, and the details of a problem name the locator in place of the page.
    """
    return _through(noun, locate, _without_pages)


def located_on_pages(noun: Noun, locate: Locate) -> Noun:
    """The noun with all its places located, its pages left as they are."""
    return _through(noun, locate, lambda *_: {})


def _through(noun: Noun, locate: Locate, besides: Callable[[object, Locate], dict[str, object]]) -> Noun:
    if isinstance(noun, Place):
        return locate(noun)
    if isinstance(noun, tuple):
        return tuple(_through(each, locate, besides) for each in noun)
    if not is_dataclass(noun):
        return noun
    changed = besides(noun, locate)
    for each in fields(noun):
        held = getattr(noun, each.name)
        if isinstance(held, tuple) or is_dataclass(held):
            moved = _through(held, locate, besides)
            if moved is not held:
                changed[each.name] = moved
    return replace(noun, **changed) if changed else noun


def _without_pages(noun: object, locate: Locate) -> dict[str, object]:
    """What else changes in a file without pages, and of a report in several files where it is in such a one."""
    if isinstance(noun, Table):
        stays = noun.first_page is not None and locate(Place(noun.first_page)).page is not None
        return {} if stays else {"first_page": None, "last_page": None}
    if isinstance(noun, Problem) and "page" in noun.details:
        place = locate(noun.place if noun.place.page else Place(noun.details["page"]))
        if place.page is not None:
            return {}
        return {"details": {**{key: value for key, value in noun.details.items() if key != "page"}, "locator": place.locator}}
    return {}
