"""Checks of codes, names, signs, digits and blanks in the tables."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator

from core.amounts import number_text
from core.checks.case import Case
from core.checks.cells import available
from core.checks.outcome import Outcome, UnavailableError
from core.checks.registry import Arguments, special
from core.ledger import TOTAL, Sheet
from core.model import Fact
from core.names import fold

CODE_LENGTHS = {3, 5, 7}
CODED = ("functional", "economic")


def readable(case: Case, rows: tuple[str, ...] = ()) -> list[Sheet]:
    """The tables with figures (of these kinds of rows).  Raises UnavailableError where the report has none."""
    sheets = [sheet for sheet in case.ledger.sheets if sheet.table.facts and not sheet.availability]
    if not sheets:
        whole = [sheet for sheet in case.ledger.sheets if sheet.availability]
        raise UnavailableError("not_run", whole[0].availability if whole else "no_tables", table=whole[0].table.table if whole else "")
    return [sheet for sheet in sheets if not rows or sheet.definition.rows in rows]


def numbered(case: Case, sheet: Sheet) -> Iterator[tuple[int, Fact]]:
    """The facts of a table with their numbers in the report."""
    for number in sorted({number for numbers in sheet.numbers.values() for number in numbers}):
        yield number, case.ledger.facts[number]


@special
def amounts_are_not_negative(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Any amount below zero outside the lines and columns of balances."""
    allowed = set(arguments["allowed"])
    for sheet in readable(case):
        found = [
            (number, fact)
            for number, fact in numbered(case, sheet)
            if fact.amount_fen < 0 and not {fact.line, fact.column, fact.parent_line} & allowed
        ]
        yield from _each_or_pass(sheet, found, "found_negative")


@special
def codes_have_parents(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """A code of another length than 3, 5 or 7, one that stands twice, or one without its printed parent while others have theirs.

    Silent on tables without codes and on tables that print one level only.
    """
    for sheet in readable(case, CODED):
        first = {}
        for _, fact in numbered(case, sheet):
            if fact.line_code:
                first.setdefault((fact.line_code, fact.cell_row), fact)
        codes = Counter(code for code, _ in first)
        with_parent = {code for code in codes if code[:-2] in codes}
        wrong = []
        for (code, _), fact in first.items():
            orphan = len(code) > 3 and code not in with_parent and bool(with_parent) and code[:-2] not in codes
            kind = (
                "found_code_length"
                if len(code) not in CODE_LENGTHS
                else "found_code_twice"
                if codes[code] > 1
                else "found_orphan"
                if orphan
                else ""
            )
            if kind:
                wrong.append(_at(case, sheet, fact, kind, item=code, name=fact.line_name))
        yield from wrong or [Outcome("pass", where=(sheet.table.table,))]


@special
def names_fit_codes(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """A printed name that shares no two characters in a row with the known name of its code; silent on codes not in the list."""
    definitions = case.definitions
    for sheet in readable(case, CODED):
        known = definitions.functional if sheet.definition.rows == "functional" else definitions.economic
        wrong, seen = [], set()
        for _, fact in numbered(case, sheet):
            expected = known.get(fact.line_code, "")
            if not expected or fact.line_code in seen or fact.line_name == fact.line_code:
                continue
            seen.add(fact.line_code)
            if not _alike(fold(fact.line_name), fold(expected)):
                wrong.append(_at(case, sheet, fact, "found_other_name", item=fact.line_code, name=fact.line_name, expected=expected))
        yield from wrong or [Outcome("pass", where=(sheet.table.table,))]


@special
def amounts_have_few_decimals(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Amounts printed with more decimals than the forms have."""
    for sheet in readable(case):
        found = [
            (number, fact)
            for number, fact in numbered(case, sheet)
            if len((number_text(fact.printed) or "").partition(".")[2]) > arguments["most"]
        ]
        yield from _each_or_pass(sheet, found, "found_decimals")


@special
def line_numbers_go_up(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Printed line numbers that do not go up within a column; silent on tables without them and on new pages that begin again."""
    for sheet in readable(case):
        columns = defaultdict(list)
        for cell in sheet.table.cells:
            if cell.kind == "line_number" and fold(cell.text).isdigit():
                columns[cell.column].append(cell)
        wrong = []
        for cells in columns.values():
            for one, other in itertools.pairwise(cells):
                if int(fold(other.text)) <= int(fold(one.text)) and one.place.page == other.place.page:
                    details = {"table": sheet.table.table, "before": fold(one.text), "after": fold(other.text)}
                    wrong.append(
                        Outcome("fail", message="found_line_number", details=details, where=(sheet.table.table,), places=(other.place,))
                    )
        if columns:
            yield from wrong or [Outcome("pass", where=(sheet.table.table,))]


@special
def totals_are_filled(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """A printed total line without any figure while other lines of its side have some; silent where no such line is printed."""
    ordinal = case.definitions.patterns["ordinal"]
    for sheet in readable(case):
        key = sheet.table.table
        keys = {line.key for line in sheet.definition.lines if line.total} or {TOTAL}
        filled = {line.key for line in sheet.lines.values()}
        if sheet.definition.rows == "functional":
            labels = {fold(cell.text) for cell in sheet.table.cells if cell.kind == "label"}
            blank = {TOTAL} - filled if labels & case.definitions.words["total"] else set()
        else:
            blank = {line for line in keys - filled if sheet.prints_line(line, ordinal)}
        wrong = [Outcome("fail", message="found_blank_total", details={"table": key, "line": line}, where=(key,)) for line in sorted(blank)]
        yield from wrong or [Outcome("pass", where=(key,))]


@special
def codes_are_within(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Codes of one table that another does not have; not run where either has no codes."""
    inner, outer = _coded(case, arguments["table_inner"]), _coded(case, arguments["table_outer"])
    where = (inner.table.table, outer.table.table)
    missing = sorted({line.code for line in inner.tree("")} - {line.code for line in outer.tree("")})
    yield from _codes_only_in(case, inner, outer, missing, where) if missing else [Outcome("pass", where=where)]


@special
def codes_are_the_same(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Codes that only one of two tables has; not run where either has no codes."""
    one, other = _coded(case, arguments["table_one"]), _coded(case, arguments["table_other"])
    where = (one.table.table, other.table.table)
    found = []
    for sheet, beside in ((one, other), (other, one)):
        only = sorted({line.code for line in sheet.tree("")} - {line.code for line in beside.tree("")})
        found += _codes_only_in(case, sheet, beside, only, where) if only else []
    yield from found or [Outcome("pass", where=where)]


@special
def codes_have_one_name(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """A code printed with different names in several tables; blanks, brackets and quotation marks do not count."""
    names: dict[str, dict[str, int]] = defaultdict(dict)
    for key in arguments["tables"]:
        sheet = case.ledger.sheet(key)
        for number, fact in numbered(case, sheet) if sheet and not sheet.availability else ():
            if fact.line_code and fact.line_name != fact.line_code:
                names[fact.line_code].setdefault(fold(fact.line_name), number)
    if not names:
        raise UnavailableError("not_run", "no_codes", table=arguments["tables"][0])
    for code, found in names.items():
        facts = [case.ledger.facts[number] for number in found.values()]
        if len(found) > 1:
            details = {"item": code, "names": [fact.line_name for fact in facts]}
            where = tuple(dict.fromkeys(fact.table for fact in facts))
            yield Outcome("fail", message="found_several_names", details=details, where=where, facts=tuple(found.values()))
    if all(len(found) == 1 for found in names.values()):
        yield Outcome("pass", where=tuple(arguments["tables"]))


@special
def units_are_the_same(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Tables of one report in different units of money; tables without a unit are left to the check of unit lines."""
    units: dict[str, list[Sheet]] = defaultdict(list)
    for sheet in case.ledger.sheets:
        if sheet.table.unit and sheet.table.state in ("filled", "empty"):
            units[sheet.table.unit].append(sheet)
    if not units:
        raise UnavailableError("not_run", "no_tables")
    usual = max(units, key=lambda unit: len(units[unit]))
    where = tuple(sheet.table.table for sheets in units.values() for sheet in sheets)
    for unit, sheets in units.items():
        for sheet in sheets if unit != usual else ():
            details = {"table": sheet.table.table, "unit": unit, "usual": usual}
            yield Outcome("fail", message="found_other_unit", details=details, where=(sheet.table.table,))
    if len(units) == 1:
        yield Outcome("pass", where=where)


def _coded(case: Case, key: str) -> Sheet:
    sheet = available(key, case.ledger)
    if not sheet.tree("") and sheet.table.facts:
        raise UnavailableError("not_run", "no_codes", table=key)
    return sheet


def _codes_only_in(case: Case, sheet: Sheet, beside: Sheet, codes: list[str], where: tuple[str, ...]) -> list[Outcome]:
    numbers = [next(number for number, fact in numbered(case, sheet) if code in (fact.line_code, fact.line)) for code in codes]
    details = {"table": sheet.table.table, "codes": codes, "other": _title(case, beside)}
    return [Outcome("fail", message="found_codes_only_in", details=details, where=where, facts=tuple(numbers))]


def _title(case: Case, sheet: Sheet) -> str:
    return case.definitions.tables[sheet.table.table].title


def _each_or_pass(sheet: Sheet, found: list[tuple[int, Fact]], message: str) -> Iterator[Outcome]:
    key = sheet.table.table
    for number, fact in found:
        details = {"table": key, "name": fact.line_name, "column": fact.column, "printed": fact.printed}
        yield Outcome("fail", message=message, details=details, where=(key,), facts=(number,))
    if not found:
        yield Outcome("pass", where=(key,))


def _at(case: Case, sheet: Sheet, fact: Fact, message: str, **details: object) -> Outcome:
    number = next(number for number, other in numbered(case, sheet) if other is fact)
    return Outcome("fail", message=message, details={"table": sheet.table.table, **details}, where=(sheet.table.table,), facts=(number,))


def _alike(printed: str, known: str) -> bool:
    pairs = {printed[at : at + 2] for at in range(len(printed) - 1)}
    return printed == known or any(known[at : at + 2] in pairs for at in range(len(known) - 1))
