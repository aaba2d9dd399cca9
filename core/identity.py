"""What a report is: unit, year, kind, region, date, each with the place it was read from.  Unknown stays unknown."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from core.definitions import Definitions
from core.model import Evidence, Identity, Place, Table
from core.names import fold, squeeze
from core.reading.page import Line, Page

COVER_PAGES = 2
COVER_LINES = 14
LEAST_BLANK_TABLES = 4


def identify(pages: list[Page], tables: tuple[Table, ...], definitions: Definitions, answers: Mapping[str, str] | None = None) -> Identity:
    """The identity of a report from its cover, its table heads and, where a person was asked, the answers (field → value)."""
    cover = list(_cover(pages, definitions))
    evidence = [
        found
        for found in (
            _kind(cover, tables, definitions),
            _year(cover, tables, definitions),
            _unit_name(cover, pages, definitions),
            _published(pages, cover, definitions),
        )
        if found is not None
    ]
    said = {field: value for field, value in (answers or {}).items() if value}
    evidence = [found for found in evidence if found.field not in said]
    evidence += [Evidence(field, value, value, Place(), "answered") for field, value in said.items()]
    values = {found.field: found.value for found in evidence}
    kind = _template_or(values.get("kind", "unknown"), tables, cover, definitions) if "kind" not in said else said["kind"]
    year = values.get("fiscal_year", "")
    name = values.get("unit_name", "")
    return Identity(
        name,
        int(year) if year else None,
        kind,
        region_of(name, definitions),
        _amount_unit(tables),
        values.get("published_on", ""),
        tuple(evidence),
    )


def region_of(unit_name: str, definitions: Definitions) -> str:
    """The administrative code prefix the unit's name begins with (province, then city), or ""."""
    folded, code = fold(unit_name), ""
    regions = dict(definitions.regions)
    while folded:
        name = next((folded[:length] for length in range(min(12, len(folded)), 1, -1) if folded[:length] in regions), "")
        if not name or not regions[name].startswith(code):
            return code
        code, folded = regions[name], folded[len(name) :]
    return code


def _cover(pages: list[Page], definitions: Definitions) -> Iterator[tuple[int, Line]]:
    """The lines of the cover: the first pages up to the list of contents."""
    end = re.compile(definitions.identity["cover"]["end"])
    for page in pages[:COVER_PAGES]:
        for count, line in enumerate(page.lines):
            if end.match(fold(line.text)) or count >= COVER_LINES:
                return
            if line.text.strip():
                yield page.number, line


def _kind(cover: list[tuple[int, Line]], tables: tuple[Table, ...], definitions: Definitions) -> Evidence | None:
    """The kind by the cover's own words, else by the titles of the tables it prints."""
    words = definitions.identity["cover"]
    texts = [(fold(line.text), number, line) for number, line in cover]
    joined = "".join(text for text, _, _ in texts)
    for kind in definitions.identity["kinds"]:
        for text, number, line in texts:
            if re.search(words[kind], text):
                return Evidence("kind", kind, squeeze(line.text), Place(number, line.box))
    for kind in definitions.identity["kinds"]:
        if texts and re.search(words[kind], joined):
            return Evidence("kind", kind, joined, Place(texts[0][1], texts[0][2].box))
    printed = [table for table in tables if table.table in definitions.tables and table.state in ("filled", "empty")]
    if len(printed) >= 2:
        return Evidence("kind", "final_accounts", printed[0].title, Place(printed[0].first_page))
    return None


def _template_or(kind: str, tables: tuple[Table, ...], cover: list[tuple[int, Line]], definitions: Definitions) -> str:
    """A form nobody has filled in is a template: it prints the tables of the set and not one figure in them."""
    printed = [table for table in tables if table.table in definitions.tables and table.state in ("filled", "empty")]
    blank = len(printed) >= LEAST_BLANK_TABLES and not any(table.facts or table.state == "filled" for table in printed)
    placeholder = any(re.search(definitions.identity["cover"]["placeholder"], fold(line.text)) for _, line in cover)
    return "template" if kind == "final_accounts" and (blank or (placeholder and not any(table.facts for table in printed))) else kind


def _year(cover: list[tuple[int, Line]], tables: tuple[Table, ...], definitions: Definitions) -> Evidence | None:
    pattern = re.compile(definitions.identity["year"]["title"])
    joined = "".join(fold(line.text) for _, line in cover)
    found = pattern.search(joined)
    if found and cover:
        number, line = next(((n, x) for n, x in cover if found.group(1) in fold(x.text)), cover[0])
        return Evidence("fiscal_year", _arabic(found.group(1), definitions), squeeze(line.text), Place(number, line.box))
    years = re.compile(definitions.identity["year"]["digits"])
    titled = [
        (match.group(1), table) for table in tables if table.table in definitions.tables for match in years.finditer(fold(table.title))
    ]
    if titled and len({year for year, _ in titled}) == 1:
        year, table = titled[0]
        return Evidence("fiscal_year", year, table.title, Place(table.first_page))
    return None


def _arabic(year: str, definitions: Definitions) -> str:
    return "".join(str(definitions.identity["numerals"].get(character, character)) for character in year)


def _unit_name(cover: list[tuple[int, Line]], pages: list[Page], definitions: Definitions) -> Evidence | None:
    """The name before or after the year on the cover (also over several lines), a line of its own, else the line beside the tables."""
    beside = _beside_tables(pages, definitions)
    for name, number, line in _cover_names(cover, definitions):
        if not beside or beside.value in name or name in beside.value or re.search(definitions.identity["unit"]["suffix"], name):
            return Evidence("unit_name", name, squeeze(line.text), Place(number, line.box))
    return beside


def _cover_names(cover: list[tuple[int, Line]], definitions: Definitions) -> Iterator[tuple[str, int, Line]]:
    if not cover:
        return
    patterns = definitions.identity["unit"]
    not_a_name = f"{definitions.identity['cover']['placeholder']}|{definitions.identity['cover']['not_a_name']}"
    joined = "".join(squeeze(line.text) for _, line in cover)
    for pattern in ("before_year", "after_year", "before_kind"):
        found = re.search(patterns[pattern], joined)
        name = re.sub(patterns["trailing"], "", found.group("unit")) if found else ""
        if name and not re.search(not_a_name, fold(name)):
            number, line = next(((n, x) for n, x in cover if squeeze(x.text)[:4] in name or name[:4] in squeeze(x.text)), cover[0])
            yield name, number, line
    for number, line in cover:
        text = squeeze(line.text)
        beside = definitions.patterns["organisation"].search(text.replace("：", ":"))  # a first page may be that of a table
        text = beside.group(1) if beside else text
        if re.search(patterns["suffix"], fold(text)) and not re.search(not_a_name, fold(text)):
            yield text, number, line


def _beside_tables(pages: list[Page], definitions: Definitions) -> Evidence | None:
    """The organisation printed beside the tables, if most of them agree."""
    counted: Counter[str] = Counter()
    places: dict[str, tuple[Line, int]] = {}
    for page in pages:
        for line in page.lines if page.grids else ():
            found = definitions.patterns["organisation"].search("".join(line.text.split()).replace("：", ":"))
            if (
                found
                and 2 < len(found.group(1)) <= 40
                and not re.search(definitions.identity["cover"]["placeholder"], fold(found.group(1)))
            ):
                counted[found.group(1)] += 1
                places.setdefault(found.group(1), (line, page.number))
    if not counted:
        return None
    name, _ = counted.most_common(1)[0]
    line, number = places[name]
    return Evidence("unit_name", name, squeeze(line.text), Place(number, line.box))


def _published(pages: list[Page], cover: list[tuple[int, Line]], definitions: Definitions) -> Evidence | None:
    """The date on the cover, or one that is called the date of publication on the first pages."""
    named = re.compile(definitions.identity["published"]["named"])
    first = [(page.number, line) for page in pages[: COVER_PAGES + 1] for line in page.lines[:COVER_LINES] if named.search(fold(line.text))]
    for number, line in [*first, *cover]:
        value = _date(fold(line.text), definitions)
        if value:
            return Evidence("published_on", value, squeeze(line.text), Place(number, line.box))
    return None


def _date(text: str, definitions: Definitions) -> str:
    patterns = definitions.identity["published"]
    found = re.search(patterns["digits"], text)
    if found:
        year, month, day = found.group(1), int(found.group(2)), int(found.group(3) or 0)
    else:
        found = re.search(patterns["chinese"], text)
        if not found:
            return ""
        year = _arabic(found.group(1), definitions)
        month, day = _count(found.group(2), definitions), _count(found.group(3) or "", definitions)
    if not 1 <= month <= 12 or not 0 <= day <= 31:
        return ""
    return f"{year}-{month:02d}" + (f"-{day:02d}" if day else "")


def _count(text: str, definitions: Definitions) -> int:
    """A small number in Chinese numerals, e.g. of a month or a day."""
    tens = next((character for character, value in definitions.identity["numerals"].items() if value == 10))
    before, ten, after = text.partition(tens)
    value = definitions.identity["numerals"]
    if not ten:
        return value.get(text, 0)
    return value.get(before, 1 if not before else 0) * 10 + value.get(after, 0)


def _amount_unit(tables: tuple[Table, ...]) -> str:
    """The unit of most of the report's figures, or ""."""
    units = Counter(fact.unit for table in tables for fact in table.facts)
    return units.most_common(1)[0][0] if units else ""
