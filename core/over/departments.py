"""A department against its units: whose units they are, whose reports are there, and every figure against the sum."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from core.definitions import Definitions
from core.model import ListedUnit, Report
from core.names import fold
from core.over.comparison import Comparison, Side, compared, not_compared, spots_of, sum_of
from core.over.held import Address, Held
from core.over.rules import Rule, rules
from core.over.years import address_names
from core.store.pairs import KeptFact, facts_in, lists_of_names
from core.store.reader import LibraryReader
from core.store.units import listed_units

_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Branch:
    """A department's report with the reports of its units (as listed → the report, None where the library has none)."""

    report: Report
    units: Mapping[str, Report | None]

    @property
    def missing(self) -> tuple[str, ...]:
        """The units without a report."""
        return tuple(name for name, report in self.units.items() if report is None)


def branches(library: LibraryReader, reports: Sequence[Report]) -> list[Branch]:
    """The departments among final accounts, each with its units.

    Whose units they are is told by the imported list, where it names departments, else by the list a report prints of its own units.
    A list of the department's own books alone makes no branch.
    """
    accounts = [report for report in reports if report.kind == "final_accounts"]
    sums = [report for report in accounts if not _own_books(report.unit_name)]
    told, printed = listed_units(library), lists_of_names(library, [report.report for report in sums])
    found = []
    for report in sums:
        names = _listed(report, told) or _own_list(printed.get(report.report, []))
        others = [name for name in names if not _is_itself(name, report)]
        if others:
            found.append(Branch(report, {name: _report_of(name, report, accounts) for name in names}))
    return found


def against_units(library: LibraryReader, definitions: Definitions, found: Sequence[Branch]) -> Iterator[Comparison]:
    """Every figure of a department's tables against the sum of its units; not run, with names, while a unit's report is missing."""
    rule = rules()["OV-03"]
    for branch in found:
        if branch.missing:
            yield _without(rule, branch, definitions)
            continue
        own = [report for report in branch.units.values() if report]
        numbers = [report.report for report in (branch.report, *own)]
        facts = facts_in(library, numbers, tables=list(definitions.tables))
        yield from _sums(rule, branch.report, own, Held(library, definitions, facts, numbers), definitions)


def same_unit(name: str) -> str:
    """A unit's name, folded, without what only says which of its books are meant."""
    return _same().sub("", fold(name)) or fold(name)


@cache
def _same() -> re.Pattern[str]:
    return re.compile(str(rules()["OV-03"].entry["same"]))


def _listed(report: Report, told: Sequence[ListedUnit]) -> list[str]:
    return [unit.unit_name for unit in told if unit.department and same_unit(unit.department) == same_unit(report.unit_name)]


def _own_list(tables: Sequence[Sequence[tuple[int, int, str]]]) -> list[str]:
    """The names below a heading that says these are units, in the first table that has one."""
    entry = rules()["OV-03"].entry
    for cells in tables:
        for row, column, text in cells[:12]:
            if re.fullmatch(str(entry["names"]), fold(text)):
                names = [squeezed for line, at, name in cells if at == column and line > row and (squeezed := "".join(name.split()))]
                names = [name for name in names if not re.fullmatch(str(entry["no_unit"]), fold(name)) and not name.isdecimal()]
                return list(dict.fromkeys(names))
    return []


def _is_itself(name: str, report: Report) -> bool:
    return same_unit(name) == same_unit(report.unit_name)


def _report_of(name: str, department: Report, reports: Sequence[Report]) -> Report | None:
    """The report of a listed unit for the same year; the department's own books are never its sum."""
    same_year = [each for each in reports if each.fiscal_year == department.fiscal_year and each.report != department.report]
    exact = [each for each in same_year if fold(each.unit_name) == fold(name)]
    if exact or _is_itself(name, department):
        own = [each for each in same_year if _is_itself(each.unit_name, department) and _own_books(each.unit_name)]
        return next(iter(exact or own), None)
    return next((each for each in same_year if same_unit(each.unit_name) == same_unit(name)), None)


def _own_books(name: str) -> bool:
    return bool(re.search(str(rules()["OV-03"].entry["own"]), fold(name)))


def _without(rule: Rule, branch: Branch, definitions: Definitions) -> Comparison:
    missing = branch.missing
    details = {}
    for language in ("zh", "en"):
        names = definitions.message("check_list_mark", language).join(missing[:_MOST_NAMED]) + ("…" if len(missing) > _MOST_NAMED else "")
        details[language] = {"missing_count": len(missing), "year": branch.report.fiscal_year, "missing": names}
    return not_compared(rule, branch.report, "not_run", "why_children_missing", definitions, details, missing)


def _sums(rule: Rule, report: Report, units: Sequence[Report], held: Held, definitions: Definitions) -> Iterator[Comparison]:
    addresses = {address for each in (report, *units) for address in held.addresses(each.report)}
    order = {address: at for at, address in enumerate(held.addresses(report.report))}
    for table in definitions.tables:
        of_table = sorted((a for a in addresses if a.table == table), key=lambda a: (order.get(a, len(order)), a.parts))
        if not of_table:
            continue
        unread = [each for each in (report, *units) if held.unavailable(each.report, table) or held.left_out(each.report, table)]
        if unread:
            yield _table_unread(rule, report, unread[0], table, definitions)
            continue
        for address in of_table:
            yield _sum(rule, report, units, held, address, definitions)


def _table_unread(rule: Rule, report: Report, unread: Report, table: str, definitions: Definitions) -> Comparison:
    details = {language: {"unit": unread.unit_name, "table": definitions.name("table", table, language)} for language in ("zh", "en")}
    return not_compared(rule, report, "not_run", "why_table_of_unit", definitions, details, other=unread.report)


def _sum(rule: Rule, report: Report, units: Sequence[Report], held: Held, address: Address, definitions: Definitions) -> Comparison:
    own: list[KeptFact] = held.facts(report.report, address)[:1]
    parts = [kept for unit in units for kept in held.facts(unit.report, address)[:1]]
    first = (own or parts)[0].fact
    left = Side(sum_of(own), address_names(address, definitions, first.line_name), report, spots_of(own))
    names = tuple(definitions.message("over_sum", language, count=len(units)) for language in ("zh", "en"))
    right = Side(sum_of(parts), names, report, spots_of(parts))
    left_out = _eliminated(rule, units, held, address)
    explained = 0 < abs(left.value.at - right.value.at) <= left_out
    return compared(rule, left, right, first.unit, definitions, [address.table], "info" if explained else None)


def _eliminated(rule: Rule, units: Sequence[Report], held: Held, address: Address) -> int:
    """What the units paid one another at most, in fen: transfers a department's sum may leave out.

    Each of them shows on one line or in one column of a unit's tables of revenue and expenditure; totals hold them as well.
    """
    between = set(rule.entry["eliminated"])
    if address.table not in ("revenue_expenditure_summary", "revenue", "expenditure"):
        return 0
    return sum(
        abs(facts[0].fact.amount_fen)
        for unit in units
        for where, facts in held.addresses(unit.report).items()
        if (where.table in ("revenue", "expenditure") and where.line == "total" and where.column in between)
        or (where.table == "revenue_expenditure_summary" and where.line in between)
    )
