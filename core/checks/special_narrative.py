"""Checks of the narrative against the tables."""

import re
from collections.abc import Iterator, Mapping, Sequence

from core.checks.case import Case
from core.checks.cells import available, cells_value, stated_value_of, value_of_facts
from core.checks.outcome import Outcome, UnavailableError, not_available
from core.checks.registry import Arguments, special
from core.checks.resolve import named
from core.checks.special_tables import numbered
from core.checks.talk import Said, Talk, need_statements
from core.checks.tolerance import EXACT, compare
from core.ledger import Sheet
from core.model import Statement
from core.names import fold

ITEM = 5  # digits of the code of an economic item


@special
def stated_as_in_the_table(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Amounts the explanation states as this year's (or as the budget) against the cell of the table they repeat.

    `figures`: what is stated (expressions of section and subject, the measure) and the address of the cell.  Silent on amounts of other
    years, on amounts inside a reason, and on what the explanation does not state.  Where a figure is stated rightly elsewhere, another
    value is a warning: it may be of something else.
    """
    if not case.ledger.statements:
        raise UnavailableError("not_applicable", "no_statements")
    for figure in arguments["figures"]:
        found = [(said.number, said.statement) for said in case.talk.repeatable(figure["measure"]) if _states(said, figure, case.talk)]
        if found:
            yield from _stated_figure(found, figure["cell"], case)


def _states(said: Said, figure: Mapping[str, str], talk: Talk) -> bool:
    statement = said.statement
    if statement.basis and said.measure != "budget":
        return False
    if not talk.matches(figure["subject"], said.subject, whole=True) or not talk.matches(figure["section"], said.section):
        return False
    return not statement.basis or not talk.matches(figure.get("not_basis", "$^"), fold(statement.basis))


def _stated_figure(found: Sequence[tuple[int, Statement]], cell: str, case: Case) -> Iterator[Outcome]:
    cells = named(cell, case.definitions)
    try:
        sheet = available(cells.table, case.ledger)
        value = cells_value(cells, None, case.ledger)
    except UnavailableError as reason:
        yield not_available(reason, (cells.table,))
        return
    doubted = sheet.left_out or any(fact.doubt for fact in sheet.table.facts[:1])  # what is not there may only not have been read
    if value.absent or (sheet.table.facts and not value.terms and doubted):
        yield not_available(value.absent or UnavailableError("not_run", "unread_figures", table=cells.table), (cells.table,))
        return
    outcomes = []
    for number, statement in found:
        sides, state, note = compare(stated_value_of(number, statement, case.definitions), "=", value, EXACT)
        facts = tuple(term.number for term in value.terms)
        outcomes.append(Outcome(state, note=note, where=(cells.table,), facts=facts, statements=(number,), sides=sides))
    right = any(outcome.state != "fail" for outcome in outcomes)
    for outcome in outcomes:
        yield _milder(outcome) if right and outcome.state == "fail" else outcome


def _milder(outcome: Outcome) -> Outcome:
    return Outcome("fail", severity="warn", where=outcome.where, facts=outcome.facts, statements=outcome.statements, sides=outcome.sides)


@special
def listed_items_are_those_of_the_table(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Economic items the explanation lists for personnel or operating expenses against those that have money in the table.

    `lists`: expression of the words before a list → the classes it may name.  A list that ends in and so on may leave items out.  Silent
    where no such list is found, and on listed names the table does not print.
    """
    sheet = available(arguments["table"], case.ledger)
    names = _names(sheet, case)
    if not names:
        raise UnavailableError("not_run", "no_codes", table=arguments["table"])
    with_money = {fact.line for _, fact in numbered(case, sheet) if len(fact.line) == ITEM and fact.line.isdigit() and fact.amount_fen}
    for opens, classes in arguments["lists"].items():
        found = re.search(opens + arguments["list"], case.text)
        if not found:
            continue
        listed = set(_listed(found.group("items"), arguments, names))
        of_classes = {code for code in with_money if code[:3] in classes}
        extra = sorted(code for code in listed - with_money if code[:3] in classes)
        missing = [] if re.search(arguments["and_so_on"], found.group("items")) else sorted(of_classes - listed)
        yield _list_outcome(extra, missing, found.group(0)[:12], sheet, case, {code: name for name, code in names.items()})


@special
def listed_amounts_are_those_of_the_table(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """The amounts of economic items and classes listed behind an amount that is itself the one of the table, item by item.

    `wholes`: pattern of the subject of such an amount → the address of its cell.  Silent on other amounts, whose lists may be of other
    money too, and on names the table does not print.
    """
    talk = case.talk
    need_statements(talk)
    sheet = available(arguments["table"], case.ledger)
    lines: dict[str, list[str]] = {}
    for line in sheet.tree(""):
        lines.setdefault(re.sub(arguments["endings"], "", fold(line.name)), []).append(line.key)
    for subject, address in arguments["wholes"].items():
        for at, whole in enumerate(talk.currents):
            if talk.matches(subject, whole.subject, whole=True) and _is_cell(whole, address, case):
                yield from _listed_amounts(talk.currents[at + 1 :], whole, lines, sheet, case, arguments["endings"])


def _is_cell(whole: Said, address: str, case: Case) -> bool:
    try:
        value = cells_value(named(address, case.definitions), None, case.ledger)
    except UnavailableError:
        return False
    return bool(value.terms) and compare(whole.value, "=", value, EXACT)[1] != "fail"


def _listed_amounts(
    following: Sequence[Said], whole: Said, lines: Mapping[str, Sequence[str]], sheet: Sheet, case: Case, endings: str
) -> Iterator[Outcome]:
    """The list ends with the first amount that is no line of the table."""
    for each in following:
        name = re.sub(endings, "", each.subject)
        if each.section != whole.section or name not in lines:
            return
        values = [value_of_facts(sheet.numbers.get(("", "", key, "amount"), []), case.ledger) for key in lines[name]]
        compared = [(value, *compare(each.value, "=", value, EXACT)) for value in values if value.terms]
        if compared:
            value, sides, state, note = next((one for one in compared if one[2] != "fail"), compared[0])
            facts = tuple(term.number for term in value.terms)
            yield Outcome(state, note=note, where=(sheet.table.table,), facts=facts, statements=(each.number,), sides=sides)


def _list_outcome(extra: list[str], missing: list[str], opening: str, sheet: Sheet, case: Case, names: Mapping[str, str]) -> Outcome:
    key = sheet.table.table
    if not extra and not missing:
        return Outcome("pass", where=(key,))
    facts = [number for code in missing for number in case.ledger.facts_at(key, "", "", code, "amount")]
    told = {"extra": [f"{names[code]}({code})" for code in extra], "missing": [f"{names.get(code, code)}({code})" for code in missing]}
    kind = "found_list_differs" if extra and missing else "found_list_extra" if extra else "found_list_missing"
    return Outcome("fail", message=kind, details={"opening": opening, **told}, where=(key,), facts=tuple(facts))


def _listed(items: str, arguments: Arguments, names: Mapping[str, str]) -> Iterator[str]:
    """The codes of the names of a list, endings such as the word for expenditure aside; two names that run together are both taken."""
    bare = {re.sub(arguments["endings"], "", name): code for name, code in names.items()}
    for part in re.split(arguments["marks"], items):
        text = re.sub(r"\d[\d,.]*.*$", "", part)
        name = re.sub(arguments["endings"], "", text)
        if name in bare:
            yield bare[name]
            continue
        halves = ((text[:at], text[at:]) for at in range(2, len(text) - 1) if text[:at] in names and text[at:] in names)
        yield from (names[half] for half in next(halves, ()))


def _names(sheet: Sheet, case: Case) -> dict[str, str]:
    """Folded name → code of every item the table prints, with money or without."""
    names: dict[str, str] = {}
    code = ""
    for cell in sheet.table.cells:
        folded = fold(cell.text)
        if cell.kind == "code":
            code = "".join(filter(str.isdigit, folded))
        elif cell.kind == "label" and code:
            if len(code) == ITEM:
                names.setdefault(folded, code)
            code = ""
    for fact in (case.ledger.facts[number] for numbers in sheet.numbers.values() for number in numbers):
        if len(fact.line) == ITEM and fact.line.isdigit():
            names.setdefault(fold(fact.line_name), fact.line)
    return names
