"""Before anything is compared: what makes these reports hard to compare, in plain words, each difference once.

Looked at are whose books they are, the money a title speaks of, printed columns and lines, the budget meant, codes, changed units, and
units of money.  A person acknowledges the differences by their mark; the mark changes when they do.
"""

import difflib
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from core.compare.definition import expression, settings
from core.compare.printed import Printed, printed
from core.compare.slots import Compared, offered
from core.compare.subject import place_of
from core.definitions import Definitions
from core.metrics.values import OTHER_NEEDS
from core.model import Report
from core.names import fold
from core.over.departments import same_unit
from core.store.reader import LibraryReader

_MOST_YEARS_NAMED = 4


@dataclass(frozen=True, slots=True)
class Group:
    """Reports that have something in common.  `names`: what, in Chinese and English; `statement`, `page`: where a quote stands."""

    names: tuple[str, str]
    reports: tuple[Report, ...]
    statement: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Unlike:
    """One difference: `code` of its sentences (unlike_<code>, and _short for the mark on a chart), and the groups that differ."""

    code: str
    groups: tuple[Group, ...]

    def words(self, definitions: Definitions, language: str = "zh") -> str:
        """The difference in a sentence."""
        at = 0 if language == "zh" else 1
        told = [
            definitions.message("unlike_group", language, name=group.names[at], reports=reports_named(group.reports, definitions, language))
            for group in self.groups
        ]
        return definitions.message(f"unlike_{self.code}", language, groups=definitions.message("unlike_between", language).join(told))


def unlike(library: LibraryReader, found: Compared, definitions: Definitions) -> list[Unlike]:
    """Every difference between the reports whose figures are compared; [] where none was found or nothing is compared."""
    reports = sorted(found.reports, key=lambda each: (found.units.index(each.unit_name), each.fiscal_year))
    if len(reports) < 2:
        return []
    guard = _Guard(library, found, reports, definitions)
    return [Unlike(code, tuple(groups)) for code, look in _LOOKS.items() if (groups := list(look(guard)))]


def mark_of(differences: Sequence[Unlike], definitions: Definitions) -> str:
    """What an acknowledgement is of: other differences, other mark; "" for none."""
    told = "\n".join(each.words(definitions) for each in differences)
    return hashlib.sha256(told.encode()).hexdigest()[:8] if told else ""


def short_words(differences: Sequence[Unlike], definitions: Definitions, language: str = "zh") -> str:
    """The line printed on the chart and in what is taken away; "" for none."""
    if not differences:
        return ""
    told = definitions.message("unlike_between", language).join(
        definitions.message(f"unlike_{each.code}_short", language) for each in differences
    )
    return definitions.message("unlike_mark", language, told=told)


def reports_named(reports: Iterable[Report], definitions: Definitions, language: str = "zh") -> str:
    """Units with their years, a unit once."""
    told = []
    for unit, of in groupby(reports, key=lambda each: each.unit_name):
        years = [str(each.fiscal_year) for each in of]
        more = len(years) > _MOST_YEARS_NAMED
        told.append(f"{unit} {years[0]}–{years[-1]}" if more else f"{unit} {', '.join(years)}")
    return definitions.message("unlike_units", language).join(told)


class _Guard:
    """The reports compared, and what is printed of the tables their figures stand in."""

    def __init__(self, library: LibraryReader, found: Compared, reports: list[Report], definitions: Definitions) -> None:
        self.library, self.found, self.reports, self.definitions = library, found, reports, definitions
        self.tables = [name for name in found.subject.needs if name not in OTHER_NEEDS]
        self.place = place_of(found.subject.key)

    @cached_property
    def printed(self) -> Printed:
        return printed(self.library, [each.report for each in self.reports], self.tables, self.definitions)

    def apart(self, told: Callable[[Report], str], name: Callable[[str], tuple[str, str]], unknown: bool = False) -> Iterator[Group]:
        """The reports grouped by what is told of them, where it is not the same; what is not told counts only with `unknown`."""
        by: dict[str, list[Report]] = {}
        for report in self.reports:
            by.setdefault(told(report), []).append(report)
        known = {key: of for key, of in by.items() if key or unknown}
        if len(known) > 1:
            yield from (Group(name(key), tuple(of)) for key, of in known.items())

    def some_only(self, having: Mapping[str, set[str]], among: set[str], name: Callable[[str], tuple[str, str]]) -> Iterator[Group]:
        """What some of the reports of `among` have and others have not.  `having`: report → what it has."""
        every = dict.fromkeys(each for report in self.reports for each in sorted(having.get(report.report, ())))
        for each in every:
            with_it = [report for report in self.reports if each in having.get(report.report, ())]
            if len(with_it) < len(among):
                yield Group(name(each), tuple(with_it))

    def both(self, message: str, /, **details: object) -> tuple[str, str]:
        return tuple(self.definitions.message(message, language, **details) for language in ("zh", "en"))

    def named(self, kind: str, key: str) -> tuple[str, str]:
        return tuple(self.definitions.name(kind, key, language) for language in ("zh", "en"))


def _scope(guard: _Guard) -> Iterator[Group]:
    def told(report: Report) -> str:
        name = fold(report.unit_name)
        by_name = next((key for key in ("own", "sum") if expression("scope", f"{key}_name").search(name)), "")
        notes = [fold(note) for note in guard.printed.notes.get(report.report, ())]
        says = {key: sum(bool(expression("scope", f"{key}_note").search(note)) for note in notes) for key in ("sum", "own")}
        return by_name or ("" if says["sum"] == says["own"] else max(says, key=says.get))

    return guard.apart(told, lambda key: guard.both(f"compare_scope_{key}"))


def _title(guard: _Guard) -> Iterator[Group]:
    for table, pattern in settings("form")["title"].items():
        if table in guard.tables:
            titles = guard.printed.titles_found(table, str(pattern))
            yield from guard.apart(lambda report, told=titles: told.get(report.report, ""), lambda text: (text, text))


def _columns(guard: _Guard) -> Iterator[Group]:
    for table in guard.tables:
        having = guard.printed.columns.get(table, {})
        yield from guard.some_only(having, set(having), lambda key: guard.named("column", key))


def _lines(guard: _Guard) -> Iterator[Group]:
    for table in guard.tables:
        having = guard.printed.lines.get(table, {})
        yield from guard.some_only(having, set(having), lambda key: guard.named("line", key))


def _budget(guard: _Guard) -> Iterator[Group]:
    columns = settings("budget")["columns"]
    in_table = guard.place.column in columns if guard.place else any(f"'{column}'" in guard.found.subject.sql for column in columns)
    by_text = guard.printed.told_budgets(guard.found.frame)
    if in_table or by_text:
        own = guard.printed.budgets
        name = lambda key: guard.both(f"compare_budget_{key or 'untold'}")  # noqa: E731 - a name for one argument
        yield from guard.apart(lambda report: by_text.get(report.report) or own.get(report.report, ""), name, unknown=True)


def _codes(guard: _Guard) -> Iterator[Group]:
    if guard.place and guard.place.line.isdecimal():
        names, there = guard.printed.code_names(guard.place.table, guard.place.line), guard.printed.with_facts(guard.place.table)
        of_units = _of_units(guard)
        in_other_years = {each.unit_name for each in of_units if each.report in names}
        absent = [each for each in of_units if each.report in there and each.report not in names and each.unit_name in in_other_years]
        if absent:
            yield Group(guard.both("compare_code_absent", found=guard.place.line), tuple(absent))
        yield from guard.apart(lambda report: names.get(report.report, ""), lambda text: (text, text))
    elif guard.found.subject.key in settings("form")["by_function"]:
        having = guard.printed.classes()
        for _unit, of in groupby(guard.reports, key=lambda each: each.unit_name):  # units differ in business anyway
            own = {each.report: having[each.report] for each in of if each.report in having}
            yield from guard.some_only(own, set(own), lambda code: (f"{code} {guard.printed.class_names[code]}",) * 2)


def _of_units(guard: _Guard) -> list[Report]:
    """The final accounts of the compared units and years, also those without the figure."""
    return [each for each in offered(guard.library) if each.unit_name in guard.found.units and each.fiscal_year in guard.found.years]


def _reform(guard: _Guard) -> Iterator[Group]:
    by_number = {each.report: each for each in guard.reports}
    for report, statement, text, page in guard.printed.reforms():
        yield Group((text, text), (by_number[report],), statement, page)


def _renamed(guard: _Guard) -> Iterator[Group]:
    """Units under whose missing years another unit of nearly the same name reports: one may have become the other."""
    by_unit: dict[str, dict[int, Report]] = {}
    for each in offered(guard.library):
        by_unit.setdefault(each.unit_name, {})[each.fiscal_year] = each
    for unit in guard.found.units:
        own = by_unit.get(unit, {})
        missing = set(guard.found.years) - set(own)
        for other, reports in by_unit.items():
            near = other != unit and (same_unit(other) == same_unit(unit) or _nearly_named(unit, other))
            if near and not set(reports) & set(own) and missing & set(reports):
                others = tuple(reports[year] for year in sorted(missing & set(reports)))
                yield Group(guard.both("compare_near_name", unit=unit), others)


def _nearly_named(one: str, other: str) -> bool:
    """Whether two units of one place have names of which one holds the other or that are much alike."""
    entry, place = settings("renamed"), expression("renamed", "place")
    names = [fold(name) for name in (one, other)]
    if len({found[0] if (found := place.search(name)) else "" for name in names}) > 1:
        return False
    rests = sorted((expression("renamed", "ending").sub("", place.sub("", name)) for name in names), key=len)
    holds = len(rests[0]) >= int(entry["shortest"]) and rests[0] in rests[1]
    return holds or difflib.SequenceMatcher(None, *rests, autojunk=False).ratio() >= float(entry["near"])


def _money(guard: _Guard) -> Iterator[Group]:
    if guard.found.subject.kind == "money":
        yield from guard.apart(lambda report: guard.printed.units.get(report.report, ""), lambda text: (text, text))


_LOOKS: dict[str, Callable[[_Guard], Iterator[Group]]] = {
    "scope": _scope,
    "title": _title,
    "columns": _columns,
    "lines": _lines,
    "budget": _budget,
    "codes": _codes,
    "reform": _reform,
    "renamed": _renamed,
    "money": _money,
}
