"""What was not checked of a report, in plain sentences: it stands at the end of every briefing."""

from collections.abc import Callable

from core.checks.catalogue import catalogue
from core.checks.verdict import verdict
from core.definitions import Definitions
from core.model import Finding
from core.store.library import Library

_MOST_CHECKS = 5
_CALLED_MISSING = ("missing", "listed_only")


def unchecked(library: Library, report: str, definitions: Definitions, language: str, say: Callable[..., str]) -> list[str]:
    """Counts of the checks; numbers and pages not read; tables not found; main checks not run, with the reason; what stays open."""
    findings = library.findings(report)
    found = verdict(findings)
    counts = {name: found.counts[name] for name in ("fail", "rounding", "not_run")}
    said = [say("briefing_counts", passed=found.counts["pass"], **counts)]
    numbers = library.coverage(report)["kind"]
    if len(numbers):
        uncovered = int((numbers == "uncovered").sum())
        said.append(say("briefing_covered", numbers=len(numbers), understood=len(numbers) - uncovered, uncovered=uncovered))
    pages = library.pages(report)
    unread = pages[pages["unread"]]["page"].astype(str)
    if len(unread):
        said.append(say("briefing_unread_pages", pages=", ".join(unread)))
    tables = library.tables(report)
    missing = [definitions.name("table", key, language) for key in tables[tables["state"].isin(_CALLED_MISSING)]["table"]]
    if missing:
        said.append(say("briefing_missing_tables", tables=say("list_comma").join(missing)))
    return [*said, *_core(findings, found.core_ran, language, say), say("briefing_not_told")]


def _core(findings: list[Finding], ran: int, language: str, say: Callable[..., str]) -> list[str]:
    """The main checks that were not run."""
    core = {check.id: check.title if language == "zh" else check.title_en for check in catalogue() if check.core}
    open_ = [finding for finding in findings if finding.check in core and finding.state == "not_run"]
    if not open_:
        return [say("briefing_all_core" if ran else "briefing_no_core")]
    reasons = dict.fromkeys(f"{core[f.check]}: {f.message if language == 'zh' else f.message_en}" for f in open_)
    named = [f"· {reason}" for reason in list(reasons)[:_MOST_CHECKS]]
    more = [say("briefing_more", n=len(reasons) - _MOST_CHECKS)] if len(reasons) > _MOST_CHECKS else []
    return [say("briefing_not_run_core", n=len(open_)), *named, *more]
