"""The same money three times: in the published budget, in the final accounts, and in the self-evaluation of its projects."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from core.checks.outcome import Value
from core.definitions import Definitions
from core.model import Report
from core.names import fold
from core.narrative.derived import amount_interval
from core.over.budgets import TOTAL, Budget, read_budget
from core.over.comparison import Comparison, Side, amount, compared, not_compared, report_words, spot_of_row
from core.over.departments import same_unit
from core.over.rules import Rule, rules
from core.store.pairs import evaluated_budgets, told_budgets
from core.store.reader import LibraryReader

LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class Chain:
    """The reports of one unit and year: final accounts, and the budget and the performance report where the library has them."""

    accounts: Report
    budget: Report | None
    evaluation: Report | None


def chains(reports: Sequence[Report], wanted: Sequence[Report]) -> list[Chain]:
    """A chain for each final account of `wanted`; its partners are looked for in `reports`."""
    partners = {(same_unit(each.unit_name), each.fiscal_year, each.kind): each for each in reports}
    found = []
    for report in wanted:
        of = [partners.get((same_unit(report.unit_name), report.fiscal_year, kind)) for kind in ("budget", "performance")]
        found.append(Chain(report, *of))
    return found


def along(library: LibraryReader, definitions: Definitions, found: Sequence[Chain]) -> Iterator[Comparison]:
    """Each pair of a chain: agrees, does not, or was not checked because a file is missing."""
    told = told_budgets(library, [chain.accounts.report for chain in found])
    holders = [report.report for chain in found for report in (chain.accounts, chain.evaluation) if report]
    funds = evaluated_budgets(library, holders)
    for chain in found:
        own = told.get(chain.accounts.report, [])
        evaluated = _evaluated(chain, funds)
        budget = read_budget(library, chain.budget.report, definitions) if chain.budget else None
        yield from _budget_as_told(chain, own, budget, definitions)
        yield from _budget_as_evaluated(chain, evaluated, budget, definitions)
        yield from _told_as_evaluated(chain, own, evaluated, definitions)


def _evaluated(chain: Chain, funds: Mapping[str, Sequence[Mapping[str, object]]]) -> list[tuple[Report, Mapping[str, object]]]:
    """The whole funds of each project with the report that evaluates it; of a project evaluated twice the first."""
    found: dict[str, tuple[Report, Mapping[str, object]]] = {}
    for report in filter(None, (chain.accounts, chain.evaluation)):
        for row in funds.get(report.report, ()):
            found.setdefault(fold(str(row["project"])), (report, row))
    return list(found.values())


def _budget_as_told(
    chain: Chain, told: Sequence[Mapping[str, object]], budget: Budget | None, definitions: Definitions
) -> Iterator[Comparison]:
    rule = rules()["OV-04"]
    of_start = [row for row in told if re.search(str(rule.entry["budget"]), fold(str(row["basis"])))]
    if budget is None:
        yield _missing(rule, chain.accounts, "budget", definitions)
        return
    if not budget.by_code:
        details = {language: {"report": report_words(chain.budget, definitions, language)} for language in LANGUAGES}
        yield not_compared(rule, chain.accounts, "not_run", "why_no_budget_table", definitions, details, other=chain.budget.report)
        return
    if not of_start:
        yield not_compared(
            rule, chain.accounts, "not_applicable", "why_no_budget_told", definitions, {"zh": {}, "en": {}}, other=chain.budget.report
        )
    for row in of_start:
        whole = re.fullmatch(str(rule.entry["whole"]), fold(str(row["subject"])))
        found = budget.by_code.get(str(row["line_code"]) or (TOTAL if whole else ""))
        value = _money(row, definitions)
        if found and value:
            names = _names("over_budget_told", definitions, subject=row["subject"], basis=row["basis"])
            left = Side(value, names, chain.accounts, (spot_of_row(row, statement=int(row["statement_no"])),))
            right = Side(found.value, _names("over_budget_code", definitions, name=found.name), chain.budget, (found.spot,))
            yield compared(rule, left, right, str(row["unit"]), definitions)


def _budget_as_evaluated(
    chain: Chain, evaluated: Sequence[tuple[Report, Mapping[str, object]]], budget: Budget | None, definitions: Definitions
) -> Iterator[Comparison]:
    rule = rules()["OV-05"]
    planned = [(report, row) for report, row in evaluated if row["initial_budget"]]
    if not planned:
        return
    if budget is None:
        yield _missing(rule, chain.accounts, "budget", definitions)
        return
    met = False
    for report, row in planned:
        found = budget.by_name.get(fold(str(row["project"])))
        if found:
            met = True
            left = _fund(report, row, "initial_budget", found.value, definitions)
            names = _names("over_project_budget", definitions, project=row["project"])
            yield compared(rule, left, Side(found.value, names, chain.budget, (found.spot,)), found.unit, definitions)
    if not met:
        yield not_compared(rule, chain.accounts, "not_run", "why_no_project", definitions, {"zh": {}, "en": {}}, other=chain.budget.report)


def _told_as_evaluated(
    chain: Chain,
    told: Sequence[Mapping[str, object]],
    evaluated: Sequence[tuple[Report, Mapping[str, object]]],
    definitions: Definitions,
) -> Iterator[Comparison]:
    rule = rules()["OV-06"]
    by_name = {fold(str(row["project"])): (report, row) for report, row in evaluated}
    for row in told:
        report, fund = by_name.get(fold(str(row["subject"])), (None, None))
        initial = re.search(str(rule.entry["initial"]), fold(str(row["basis"])))
        field = "initial_budget" if initial else "adjusted_budget"
        value = _money(row, definitions)
        if fund and fund[field] and value:
            names = _names("over_budget_told", definitions, subject=row["subject"], basis=row["basis"])
            left = Side(value, names, chain.accounts, (spot_of_row(row, statement=int(row["statement_no"])),))
            yield compared(rule, left, _fund(report, fund, field, value, definitions), str(row["unit"]), definitions)


def _fund(report: Report, row: Mapping[str, object], field: str, beside: Value, definitions: Definitions) -> Side:
    """The funds of a form as a side.  Forms say their unit somewhere or nowhere: the usual one nearer to the other figure is taken."""
    values = [each for unit in definitions.money if (each := _amount(str(row[field]), unit, definitions))]
    value = min(values, key=lambda each: abs(each.at - beside.at))
    code = "over_project_initial" if field == "initial_budget" else "over_project_adjusted"
    return Side(value, _names(code, definitions, project=row["project"]), report, (spot_of_row(row),))


def _money(row: Mapping[str, object], definitions: Definitions) -> Value | None:
    return _amount(str(row["value"]), str(row["unit"]), definitions)


def _amount(text: str, unit: str, definitions: Definitions) -> Value | None:
    interval = amount_interval(text, unit, definitions)
    return amount(Fraction(interval[0]), Fraction(interval[1])) if interval else None


def _names(code: str, definitions: Definitions, **details: object) -> tuple[str, str]:
    zh, en = (definitions.message(code, language, **details) for language in LANGUAGES)
    return zh, en


def _missing(rule: Rule, report: Report, kind: str, definitions: Definitions) -> Comparison:
    details = {}
    for language in LANGUAGES:
        words = definitions.message(f"over_kind_{kind}", language)
        details[language] = {"unit": report.unit_name, "year": report.fiscal_year, "kind": words}
    missing = (f"{report.unit_name} {report.fiscal_year} {details['zh']['kind']}",)
    return not_compared(rule, report, "not_run", "why_other_missing", definitions, details, missing)
