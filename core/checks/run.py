"""Every check of the catalogue on one report.  Each gives at least one finding: what was not checked is said, never left out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from core.checks.case import Case
from core.checks.catalogue import Check, catalogue
from core.checks.cluster import clustered
from core.checks.culprit import causes
from core.checks.finding import Findings
from core.checks.formula import evaluate
from core.checks.outcome import Outcome, UnavailableError, not_available
from core.checks.registry import FUNCTIONS
from core.checks.scans import scanned_pages, uncounted
from core.definitions import Definitions
from core.ledger import Ledger
from core.model import Finding, Reading
from core.narrative.prose import Prose
from core.reading.page import Page


def check_report(
    reading: Reading,
    definitions: Definitions,
    pages: Sequence[Page] | None = None,
    off: Mapping[str, str] | None = None,
    prose: Prose | None = None,
) -> tuple[Finding, ...]:
    """All findings of a reading.  `pages`: its pages, for the checks of words; without them these are not run, and say so.

    `off`: checks a person switched off, with the reason given.  `prose`: the running text of the pages where it is at hand already.
    """
    return run(Case(Ledger.of(reading, definitions), pages, told=prose), off)


def run(case: Case, off: Mapping[str, str] | None = None, checks: Iterable[Check] | None = None) -> tuple[Finding, ...]:
    """The findings of a case in the order of the catalogue and, within a check, of the report.  Stable for the same case."""
    found: list[tuple[Check, Outcome]] = []
    scans = scanned_pages(case)
    for check in catalogue() if checks is None else checks:
        of_check = outcomes(check, case, off or {})
        if scans:
            of_check = [uncounted(check, outcome, case, scans) for outcome in of_check]
        found += [(check, outcome) for outcome in of_check]
        if check.core:
            case.ran[check.id] = all(outcome.state != "not_run" for outcome in of_check)
    told = Findings(case.ledger)
    findings = [told.of(check, outcome) for check, outcome in found]
    weighty = {number: outcome for number, (check, outcome) in enumerate(found) if check.severity != "info"}
    return clustered(findings, causes(weighty, case.ledger))


def outcomes(check: Check, case: Case, off: Mapping[str, str]) -> list[Outcome]:
    """What came of one check, at least one outcome."""
    try:
        _applies(check, case, off)
        found = list(_evaluate(check, case))
    except UnavailableError as reason:
        reason.__traceback__ = None  # one that a check has put by would keep the whole report until garbage is looked for
        return [not_available(reason)]
    return _without_repeats(found) or [not_available(UnavailableError("not_applicable", "no_instance"))]


def _applies(check: Check, case: Case, off: Mapping[str, str]) -> None:
    """Raises UnavailableError for a check that is switched off or meant for other reports."""
    identity = case.ledger.identity
    if check.id in off:
        raise UnavailableError("not_run", "switched_off", why=off[check.id])
    if identity.kind not in check.kinds:
        unknown = identity.kind == "unknown"
        raise UnavailableError("not_run", "kind_unknown") if unknown else UnavailableError("not_applicable", "other_kind")
    first, last = check.years
    if identity.fiscal_year and (identity.fiscal_year < first or (last and identity.fiscal_year > last)):
        raise UnavailableError("not_applicable", "other_year", year=identity.fiscal_year)
    if check.regions and not identity.region.startswith(check.regions):
        raise UnavailableError("not_applicable", "other_region")


def _evaluate(check: Check, case: Case) -> Iterator[Outcome]:
    if check.function:
        yield from FUNCTIONS[check.function](case, check.arguments)
    for formula in check.formulas:
        found = list(evaluate(formula, case.ledger))
        sheet = case.ledger.sheet(formula.each.table) if formula.each else None
        if not found and sheet and not sheet.table.facts:
            found = [Outcome("pass", note="empty_table", where=(formula.each.table,))]
        yield from found


def _without_repeats(found: list[Outcome]) -> list[Outcome]:
    """A reason that holds for several formulas or lines of a check is said once."""
    kept, seen = [], set()
    for outcome in found:
        if outcome.reason or outcome.note == "empty_table":
            key = (outcome.state, outcome.reason or outcome.note, str(sorted(outcome.details.items())), outcome.where)
            if key in seen:
                continue
            seen.add(key)
        kept.append(outcome)
    return kept
