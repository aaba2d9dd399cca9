"""Every check over reports, run anew from what the library holds now: nothing of it is kept, so nothing of it goes stale."""

from collections.abc import Iterator, Mapping, Sequence

from core.definitions import Definitions
from core.model import Report
from core.over.chain import along, chains
from core.over.comparison import Comparison, not_compared
from core.over.departments import against_units, branches, same_unit
from core.over.rules import rules
from core.over.scans import uncounted
from core.over.years import carried_over, told_as_reported, without_other_year
from core.store.library import Library
from core.store.pairs import newest_reports


def over_reports(library: Library, definitions: Definitions, reports: Sequence[str] | None = None) -> tuple[Comparison, ...]:
    """What comes of all checks over reports for these reports, or for all: newest versions of final accounts with unit and year.

    A report of another kind, an older version and a report without unit or year has none.  Each comparison is about one of the reports;
    what could not be checked because another report is missing, or because the check is switched off, is there as not run.
    """
    known = newest_reports(library)
    accounts = [each for each in known if each.kind == "final_accounts"]
    wanted = [each for each in accounts if reports is None or each.report in reports]
    if not wanted:
        return ()
    off = library.switched_off()
    ran = [each for each in _all(library, definitions, known, accounts, wanted) if each.check not in off]
    return (*uncounted(library, ran, definitions), *_switched_off(off, wanted, definitions))


def _all(
    library: Library, definitions: Definitions, known: Sequence[Report], accounts: Sequence[Report], wanted: Sequence[Report]
) -> Iterator[Comparison]:
    before = {(same_unit(each.unit_name), each.fiscal_year): each for each in accounts}
    pairs = [(last, each) for each in wanted if (last := _last_year(before, each))]
    alone = [each for each in wanted if not _last_year(before, each)]
    if pairs:
        yield from carried_over(library, definitions, pairs)
        yield from told_as_reported(library, definitions, pairs)
    yield from without_other_year(alone, definitions)
    numbers = {each.report for each in wanted}
    yield from against_units(library, definitions, [each for each in branches(library, accounts) if each.report.report in numbers])
    yield from along(library, definitions, chains(known, wanted))


def _switched_off(off: Mapping[str, str], reports: Sequence[Report], definitions: Definitions) -> Iterator[Comparison]:
    for rule in (rule for rule in rules().values() if rule.id in off):
        details = {language: {"why": off[rule.id]} for language in ("zh", "en")}
        yield from (not_compared(rule, report, "not_run", "reason_switched_off", definitions, details) for report in reports)


def _last_year(before: dict[tuple[str, int], Report], report: Report) -> Report | None:
    return before.get((same_unit(report.unit_name), report.fiscal_year - 1))
