"""A second reading of the figures that do not agree: where it differs, the likely cause is the reading and not the report."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from core.definitions import Definitions
from core.model import Fact, Finding, Place, Reading
from core.names import fold

Reread = Callable[[Sequence[Place]], Sequence[str | None]]
MOST_CELLS = 40  # so many cells tell how the others were read
_MILD = {"critical": "warn", "error": "warn"}


def with_second_reading(reading: Reading, definitions: Definitions, reread: Reread, seen: Reread | None = None) -> tuple[Finding, ...]:
    """The findings; those about a figure that reads otherwise the second time have that cause, and are no errors any more.

    `reread` gives the text at each place, read another way, None where it cannot; `seen` what the picture of the place shows, asked only
    for figures of errors.  Neither is called where nothing fails, nor for what a person corrected.
    """
    facts = [fact for table in reading.tables for fact in table.facts]
    failed = [finding for finding in reading.findings if finding.state == "fail" and finding.severity != "info"]
    grave = [finding for finding in failed if finding.severity in _MILD]
    doubted = _differing(failed, facts, reread, _plain) | (_differing(grave, facts, seen, _digits) if seen else set())
    if not doubted:
        return reading.findings
    cause = definitions.message("cause_reading")
    return tuple(_doubted(each, cause) if each.state == "fail" and doubted & {*each.facts} else each for each in reading.findings)


def _doubted(finding: Finding, cause: str) -> Finding:
    return replace(finding, cause=cause, severity=_MILD.get(finding.severity, finding.severity))


def _differing(findings: Sequence[Finding], facts: Sequence[Fact], reread: Reread, bare: Callable[[str], str]) -> set[int]:
    """The numbers of the facts of these findings whose second text is another; all of them where most of many are."""
    numbers = sorted({number for finding in findings for number in finding.facts if _is_asked(facts[number])})
    asked = numbers[:MOST_CELLS]
    if not asked:
        return set()
    texts = zip(asked, reread([facts[number].place for number in asked]), strict=True)
    differing = {number for number, text in texts if text is not None and bare(text) != bare(facts[number].printed)}
    return set(numbers) if len(numbers) > len(asked) < 2 * len(differing) else differing


def _is_asked(fact: Fact) -> bool:
    return fact.source == "read" and fact.place.box is not None


def _plain(text: str) -> str:
    """A figure without blanks, thousands marks and letters of a label that reach into its cell."""
    return re.sub(r"[^\d.%-]", "", fold(text))


def _digits(text: str) -> str:
    """Its digits: a picture does not surely tell a point from a comma."""
    return re.sub(r"\D", "", fold(text))
