"""Findings as rows of the table `finding`, and back: lists of numbers joined by ;, places and suspects as JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from operator import attrgetter

from core.model import Box, Finding, Place, Suspect

_EMPTY = '""'
_TEXTS = (
    *("check", "state", "severity", "left", "right", "difference", "tolerance", "unit", "reason", "note", "cause", "cluster", "exception"),
    *("message", "message_en", "identity"),
)


def finding_columns(findings: Sequence[Finding]) -> dict[str, list]:
    """Column of the table `finding` → its values, in the order of the findings."""
    places = _Places()
    return {
        "finding_no": list(range(len(findings))),
        **{name: list(map(attrgetter(name), findings)) for name in _TEXTS},
        "class": [finding.check_class for finding in findings],
        "tables": [";".join(finding.tables) for finding in findings],
        "facts": [";".join(map(str, finding.facts)) for finding in findings],
        "statements": [";".join(map(str, finding.statements)) for finding in findings],
        "places": [places.written(finding.places) for finding in findings],
        "suspects": [_as_json([asdict(suspect) for suspect in finding.suspects]) for finding in findings],
        "pages": [places.pages(finding.places) for finding in findings],
    }


def _as_json(items: list[dict[str, object]]) -> str:
    return json.dumps(items, ensure_ascii=False) if items else "[]"


class _Places:
    """The places of findings as text.  Many findings are about the same ones: each is written once, told apart as the object it is."""

    def __init__(self) -> None:
        self._known: dict[int, str] = {}

    def written(self, places: Sequence[Place]) -> str:
        """The places as a JSON list."""
        return f"[{', '.join([self._known.get(id(place)) or self._of_one(place) for place in places])}]"

    def pages(self, places: Sequence[Place]) -> str:
        """As `Finding.pages`."""
        pages = {place.page for place in places if place.page}
        return ";".join(map(str, sorted(pages))) if len(pages) > 1 else str(*pages)

    def _of_one(self, place: Place) -> str:
        return self._known.setdefault(id(place), _place_json(place))


def _place_json(place: Place) -> str:
    """A place as JSON; put together here, because thousands of small calls of the encoder take most of the time of keeping."""
    box = place.box
    told = f'{{"x0": {box.x0!r}, "top": {box.top!r}, "x1": {box.x1!r}, "bottom": {box.bottom!r}}}' if box else "null"
    page = "null" if place.page is None else place.page
    return f'{{"page": {page}, "box": {told}, "locator": {json.dumps(place.locator, ensure_ascii=False) if place.locator else _EMPTY}}}'


def finding_from(row: Mapping[str, object]) -> Finding:
    """The finding of one row, given as column → value."""
    return Finding(
        check_class=str(row["class"]),
        tables=tuple(_split(row["tables"])),
        facts=tuple(map(int, _split(row["facts"]))),
        statements=tuple(map(int, _split(row["statements"]))),
        places=tuple(_place(place) for place in json.loads(str(row["places"]))),
        suspects=tuple(Suspect(**suspect) for suspect in json.loads(str(row["suspects"]))),
        **{name: row[name] for name in _TEXTS},
    )


def _split(text: object) -> list[str]:
    return [part for part in str(text).split(";") if part]


def _place(place: Mapping[str, object]) -> Place:
    box = place["box"]
    return Place(place["page"], Box(**box) if box else None, place["locator"])
