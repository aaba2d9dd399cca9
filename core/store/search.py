"""Search over everything kept: a piece of text in tables, sentences and performance tables, or an exact amount of money."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice

from core.amounts import number_text, parse
from core.definitions import Definitions
from core.names import fold
from core.store.library import Library
from core.store.reader import NEWEST
from core.store.search_index import searched

MOST_HITS = 200
PARTS = ("tables", "narrative", "performance")
USUAL_UNIT = 1_000_000  # fen: official forms print in units of ten thousand yuan

_AMOUNT = re.compile(r"([-+]?[\d.,]*\d)([^\d.,]*)")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_LIKE = 0.4
_MEASURES = "('current', 'budget', 'delta')"
_FUNDING = ("initial_budget", "adjusted_budget", "executed")

# Hits by unit, year, kind, part and report.
_GROUPS = f"""SELECT r.unit_name, coalesce(CAST(r.fiscal_year AS VARCHAR), ''), r.kind, h.part, r.report, count(*)
FROM matched h JOIN (SELECT *, ({NEWEST}) AS newest FROM report) r USING (report)"""
_FIRST = f"""CREATE TEMP TABLE first AS
SELECT *, row_number() OVER () AS place FROM (
    SELECT h.* FROM matched h JOIN report r USING (report)
    WHERE h.report IN (SELECT unnest($reports)) AND h.part IN (SELECT unnest($parts))
    ORDER BY r.unit_name, r.fiscal_year DESC NULLS LAST, r.kind, r.version DESC, r.report, list_position({list(PARTS)!r}, h.part),
        h.page, h.number, h."row", h."column", h.kind
    LIMIT $most
)"""
# Each hit with what it stands in: every table is asked for these few only.
_IN_THEIR_PLACES = """WITH
t AS (SELECT h.place, t."table", t.title FROM first h JOIN printed_table t ON t.report = h.report AND t.table_no = h.number
    WHERE h.part = 'tables'),
f AS (SELECT h.place, f.unit, f.side, f.line_name, f."column" FROM first h JOIN fact f ON f.report = h.report AND f.table_no = h.number
    AND f.cell_row = h."row" AND f.cell_column = h."column" WHERE h.kind = 'fact'),
s AS (SELECT h.place, s.section FROM first h JOIN statement s ON s.report = h.report AND s.statement_no = h.number
    WHERE h.kind IN ('statement', 'figure')),
i AS (SELECT h.place, any_value(i.project_no) AS project_no, any_value(i.project) AS project,
    1 + any_value(h.number) - min(o.indicator_no) AS nth FROM first h JOIN indicator i ON i.report = h.report AND i.indicator_no = h.number
    JOIN indicator o ON o.report = i.report AND o.project_no = i.project_no WHERE h.kind IN ('indicator', 'reason') GROUP BY h.place)
SELECT h.report, h.part, h.kind, h.number, h."row", h."column", h.text, h.page, h.locator, coalesce(t."table", ''), coalesce(t.title, ''),
    coalesce(f.unit, ''), coalesce(f.side, ''), coalesce(f.line_name, ''), coalesce(f."column", ''), coalesce(s.section, ''),
    coalesce(i.project_no, h.number), coalesce(i.project, ''), coalesce(i.nth, h.number + 1), h.printed
FROM first h LEFT JOIN t USING (place) LEFT JOIN f USING (place) LEFT JOIN s USING (place) LEFT JOIN i USING (place) ORDER BY place"""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is searched for.  `number`: the bare decimal number where the words are one, else ""; `unit`: the money unit it is taken in.

    `amount_fen`: the exact amount; None for words and for what is finer than a fen.  `unit_said`: whether the words name the unit.
    """

    words: str
    folded: str
    number: str = ""
    unit: str = ""
    amount_fen: int | None = None
    unit_said: bool = False


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Filters; None lets everything pass.  `all_versions`: also reports of which a newer version is kept."""

    unit_name: str | None = None
    fiscal_year: str | None = None
    kind: str | None = None
    part: str | None = None
    all_versions: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One place found.  `number`, `row`, `column` as in the table `searchable`, for figures the statement or the cell of the fact.

    `at`: row of the hit in the list the performance tab shows; `project`: its project there; `marks`: start and end of what matches.
    """

    report: str
    part: str
    kind: str
    number: int
    row: int
    column: int
    text: str
    page: int | None
    locator: str
    table: str
    title: str
    unit: str
    side: str
    line_name: str
    column_key: str
    section: str
    project_no: int
    project: str
    at: int
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The first `MOST_HITS` hits in the order of reports; `total` of all; `counts`: filter → value → hits under the other filters."""

    total: int
    hits: tuple[Hit, ...]
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def sought(words: str, definitions: Definitions, unit: str = "") -> Sought:
    """Takes the words apart: `1,367.76`, `13677600元` are amounts, everything else is text.  `unit`: of a number that names none."""
    folded = searched(words)
    parted = _AMOUNT.fullmatch(folded)
    number = number_text(parted[1].lstrip("+")) if parted else None
    if number is None or (parted[2] and parted[2] not in definitions.money):
        return Sought(words, folded)
    usual = next(name for name, fen in definitions.money.items() if fen == USUAL_UNIT)
    taken = parted[2] or (unit if unit in definitions.money else usual)
    amount = parse(number, definitions.money[taken])
    return Sought(words, folded, number, taken, amount.fen if amount else None, bool(parted[2]))


def search(library: Library, what: Sought, narrowed: Narrowed, definitions: Definitions, most: int = MOST_HITS) -> Found:
    """What is found, under the filters.  An empty text finds nothing."""
    if not what.folded:
        return Found(0, ())
    library.index_texts()
    sql, values = _matches(what, definitions)
    with library.cursor() as cursor:  # what is found is looked through twice: kept for that long, in memory
        cursor.execute(f"CREATE TEMP TABLE matched AS {sql}", values)
        newest = "" if narrowed.all_versions else "WHERE newest"
        groups = cursor.execute(f"{_GROUPS} {newest} GROUP BY ALL").fetchall()
        passing = [group for group in groups if _passes(group, narrowed)]
        reports, parts = {group[4] for group in passing}, {group[3] for group in passing}
        cursor.execute(_FIRST, {"reports": sorted(reports), "parts": sorted(parts), "most": most})
        rows = cursor.execute(_IN_THEIR_PLACES).fetchall()
    hits = tuple(Hit(*row[:-1], marks=tuple(_marks(row[6], row[-1], what))) for row in rows)
    return Found(sum(group[5] for group in passing), hits, _counts(groups, narrowed))


def near_terms(library: Library, what: Sought, definitions: Definitions, most: int = 3) -> list[str]:
    """Known terms of the field that are like the words and do find something, the likest first."""
    library.index_texts()
    names = {zh for zh, _ in definitions.vocabulary.values()} | {*definitions.economic.values(), *definitions.functional.values()}
    likeness = {name: _likeness(what.folded, searched(name)) for name in names}
    likely = sorted((name for name in names if likeness[name] >= _LIKE), key=lambda name: (-likeness[name], len(name), name))
    finds = "SELECT 1 FROM searchable WHERE contains(folded, ?) LIMIT 1"
    with library.cursor() as cursor:
        found = (name for name in likely[: 4 * most] if cursor.execute(finds, [searched(name)]).fetchone())
        return list(islice(found, most))


def _likeness(a: str, b: str) -> float:
    """Shared pairs of letters, or letters for the shortest words, as a part of all (Dice)."""
    size = 2 if min(len(a), len(b)) > 2 else 1
    mine, other = ({text[at : at + size] for at in range(len(text) - size + 1)} for text in (a, b))
    return 2 * len(mine & other) / (len(mine) + len(other)) if mine and other else 0.0


def _matches(what: Sought, definitions: Definitions) -> tuple[str, dict[str, object]]:
    """SQL of all hits (report, part, kind, number, row, column, text, page, locator, printed) and its values."""
    names = 'report, part, kind, number, "row", "column", text, page, locator'
    if not what.number:
        return f"SELECT {names}, '' AS printed FROM searchable WHERE contains(folded, $text)", {"text": what.folded}
    parts, values = [f"SELECT {names}, '' AS printed FROM searchable WHERE false"], {}  # names the columns
    if not what.unit_said:
        whole = "kind <> 'statement' AND contains(folded, $digits) AND regexp_matches(folded, $text)"
        parts.append(f"SELECT {names}, '' FROM searchable WHERE {whole} OR kind = 'code' AND starts_with(folded, $digits)")
        values |= {"text": rf"(^|[^0-9.,]){re.escape(what.folded)}($|[^0-9.,])", "digits": what.folded}
        equal = " OR ".join(f"TRY_CAST({name} AS DECIMAL(30, 8)) = CAST($number AS DECIMAL(30, 8))" for name in _FUNDING)
        parts.append(
            f"""SELECT report, 'performance', 'funding', project_no, funding_no, -1, project, page, locator, $number
            FROM funding WHERE {equal}"""
        )
        values["number"] = what.number
    if what.amount_fen is not None:
        parts.append(
            """SELECT report, 'tables', 'fact', table_no, cell_row, cell_column, printed, page, locator, printed
            FROM fact WHERE amount_fen = $amount"""
        )
        values["amount"] = what.amount_fen
        units = {name: format(Decimal(what.amount_fen) / fen, "f") for name, fen in definitions.money.items()}
        values |= {"units": list(units), "values": list(units.values())}
        parts.append(
            f"""SELECT report, 'narrative', 'figure', min(statement_no), -1, -1, sentence, any_value(page), any_value(locator),
            any_value(value) FROM statement WHERE measure IN {_MEASURES} AND list_contains($units, unit)
            AND TRY_CAST(value AS DECIMAL(30, 8)) = CAST($values[list_position($units, unit)] AS DECIMAL(30, 8))
            GROUP BY report, sentence"""
        )
    return " UNION ALL ".join(parts), values


def _passes(group: Sequence, narrowed: Narrowed, without: str = "") -> bool:
    wanted = dict(zip(("unit_name", "fiscal_year", "kind", "part"), group, strict=False))
    return all(name == without or getattr(narrowed, name) in (None, value) for name, value in wanted.items())


def _counts(groups: Sequence[Sequence], narrowed: Narrowed) -> dict[str, dict[str, int]]:
    """For each filter its values with the hits the other filters leave, in the order of the values, years backwards."""
    counts: dict[str, dict[str, int]] = {}
    for at, name in enumerate(("unit_name", "fiscal_year", "kind", "part")):
        told: dict[str, int] = {}
        for group in groups:
            if _passes(group, narrowed, name):
                told[group[at]] = told.get(group[at], 0) + group[5]
        ordered = sorted(told, key=PARTS.index) if name == "part" else sorted(told, reverse=name == "fiscal_year")
        counts[name] = {value: told[value] for value in ordered}
    return counts


def _marks(text: str, printed: str, what: Sought) -> Iterator[tuple[int, int]]:
    """Where the text as printed holds what was searched: the letters, or the number that equals the printed one."""
    if what.number and printed:
        wanted = number_text(printed)
        yield from (found.span() for found in _NUMBER.finditer(text) if number_text(found.group()) == wanted)
        return
    letters = [(at, char) for at, printed_char in enumerate(text) for char in fold(printed_char).casefold()]
    folded = "".join(char for _, char in letters)
    start = folded.find(what.folded)
    while start >= 0:
        end = start + len(what.folded)
        yield letters[start][0], letters[end - 1][0] + 1
        start = folded.find(what.folded, end)
