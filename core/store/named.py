"""Whom a library names: units, their regions, and the persons its reports give as contacts; and how each is called instead."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from core.definitions import FOLDER, Definitions
from core.disguise import FEWEST, Disguise, aliases, bare, letters, partial_forms
from core.store.reader import LibraryReader
from core.store.search_index import beside_contacts, contact_words, printed_cells

_PROVINCE, _PREFECTURE = 2, 4  # digits of the code of a region
# Units with reports have the first letters.
_NAMES = """SELECT name FROM (
    SELECT unit_name AS name, 0 AS place FROM report
    UNION ALL SELECT unit_name, 1 FROM listed_unit UNION ALL SELECT department, 1 FROM listed_unit
    UNION ALL SELECT department, 2 FROM project UNION ALL SELECT implementing_unit, 2 FROM project
) WHERE name <> '' GROUP BY name ORDER BY min(place), name"""
_TEXTS = """SELECT DISTINCT text FROM (
    SELECT text FROM cell UNION ALL SELECT sentence FROM sentence UNION ALL SELECT sentence FROM statement
) WHERE regexp_matches(text, '[:：]') ORDER BY text"""
_CODES = "SELECT DISTINCT region FROM report WHERE region <> '' ORDER BY region"


@cache
def settings(part: str) -> Mapping[str, object]:
    """One part of disguise.toml as written."""
    with (FOLDER / "disguise.toml").open("rb") as file:
        return tomllib.load(file)[part]


class Named:
    """The aliases of one library in one language.  `province`: code of a region of the first level → the letters of its alias."""

    def __init__(self, library: LibraryReader, definitions: Definitions, language: str) -> None:
        self._library, self._definitions, self._language = library, definitions, language
        found = [name for (name,) in library.cursor().execute(_NAMES).fetchall()]
        regions, levels = dict(definitions.regions), str(settings("region")["levels"])
        own = list(dict.fromkeys(region for name in found for region in _beginnings(bare(name), regions)))
        every = [*regions, *own]
        units = aliases(found, lambda of: self._say("alias_unit", letters=of), every, settings("short"), levels)
        self._partial = partial_forms(units, every, levels)
        short = {bare(name) for name in found if len(bare(name)) < FEWEST}
        self._short = {name: self._say("alias_unit", letters=letters(len(units) + n)) for n, name in enumerate(sorted(short))}
        self._units = units
        self._regions, self.province = self._of_regions(own, regions)
        self._persons, self._brief_persons = self._of_persons()

    def disguise(self) -> Disguise:
        """All of them, of files too: a longer name goes before a shorter one."""
        names = self._regions | self._persons | self._files() | self._units
        return Disguise(names, self._partial, str(settings("region")["before"]), self._short | self._brief_persons)

    def _of_regions(self, own: Iterable[str], regions: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
        """Names of regions → aliases: those the units begin with, then all of the provinces the reports are from; a code has one alias."""
        codes = [code for (code,) in self._library.cursor().execute(_CODES).fetchall()]
        provinces = dict.fromkeys(code[:_PROVINCE] for code in [*codes, *(regions[name] for name in own if name in regions)])
        whole = {code: name for name, code in reversed(regions.items()) if len(code) == _PROVINCE}
        within = [name for name, code in sorted(regions.items(), key=lambda item: (len(item[1]), item)) if code[:_PROVINCE] in provinces]
        level, told, given = re.compile(str(settings("region")["level"])), {}, {}
        for name in [*own, *(whole[code] for code in provinces if code in whole), *within]:
            same = f"{regions[name]} {level.sub('', name)}" if name in regions else name
            told[name] = given.setdefault(same, letters(len(given)))
            stem = level.sub("", name)
            if len(stem) > 1 and len(regions.get(name, "")) in (0, _PROVINCE, _PREFECTURE) and stem != name:
                told.setdefault(stem, told[name])
        names = {name: self._say("alias_region", letters=of) for name, of in told.items()}
        return names, {code: told[whole[code]] for code in provinces if code in whole}

    def _of_persons(self) -> tuple[dict[str, str], dict[str, str]]:
        """Names of persons that may be looked for everywhere, and those that are replaced where they stand alone."""
        fewest, surnames, found = int(settings("person")["fewest"]), str(settings("person")["surnames"]), self._contacts()
        ending = re.compile(str(self._definitions.identity["unit"]["suffix"]))
        ordinary = {zh for zh, _ in self._definitions.vocabulary.values()}
        names = [name for name in found if name[0] in surnames and name not in ordinary and not ending.search(name)]
        known = {name: self._say("alias_person", letters=letters(number)) for number, name in enumerate(names)}
        plain = {name for name in known if len(name) >= fewest}
        return {name: known[name] for name in plain}, {name: alias for name, alias in known.items() if len(name) < fewest}

    def _contacts(self) -> list[str]:
        words, told = contact_words(self._definitions), re.compile(str(settings("person")["told"]))
        found: dict[str, None] = {}
        cursor = self._library.cursor()
        for (report,) in cursor.execute("SELECT report FROM report ORDER BY unit_name, fiscal_year, report").fetchall():
            cells = printed_cells(cursor, report)
            beside = beside_contacts(cells, words)
            found |= {cell[8]: None for cell in cells if cell[:3] in beside and words.name.fullmatch(cell[8])}
        for (text,) in cursor.execute(_TEXTS).fetchall():
            found |= {name["name"]: None for name in told.finditer(bare(text))}
        return list(found)

    def _files(self) -> dict[str, str]:
        """name of a file → another: alias of its unit and its year; a number where two would be alike."""
        told: dict[str, str] = {}
        cursor = self._library.cursor()
        rows = cursor.execute("SELECT file, unit_name, fiscal_year FROM report ORDER BY unit_name, fiscal_year, file").fetchall()
        annexes = cursor.execute("SELECT a.file, r.unit_name, r.fiscal_year FROM annex a JOIN report r USING (report)").fetchall()
        for file, unit, year in [*rows, *annexes]:
            alias = (self._units | self._short).get(bare(unit), self._say("alias_file"))
            stem, ending = "_".join([alias, *([str(year)] if year else [])]), Path(file).suffix
            wanted, number = f"{stem}{ending}", 1
            while wanted in told.values():
                number += 1
                wanted = f"{stem}_{number}{ending}"
            told.setdefault(file, wanted)
        return {bare(file): wanted for file, wanted in told.items()}

    def _say(self, code: str, **details: object) -> str:
        return self._definitions.message(code, self._language, **details)


def _beginnings(name: str, regions: Mapping[str, str]) -> Iterator[str]:
    """The regions a unit's name begins with, the largest first: of the list, else what looks like one."""
    longest = max(map(len, regions))
    while name:
        known = max((name[:length] for length in range(2, longest + 1) if name[:length] in regions), key=len, default="")
        found = re.match(str(settings("region")["beginning"]), name)
        region = known or (found[0] if found and not re.search(str(settings("region")["none"]), found[0]) else "")
        if not region:
            return
        yield region
        name = name[len(region) :]
