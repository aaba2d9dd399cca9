"""What the findings of a report come to: how many of each kind, and whether it may be called consistent."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.checks.catalogue import catalogue
from core.checks.cluster import Group, groups
from core.model import Finding

HINT = "hint"  # a failure of the mildest severity: told apart from what does not agree
SHOWN = ("fail", "rounding", "not_run", "pass", HINT, "not_applicable")
_WEIGHT = {"critical": 0, "error": 1, "warn": 2, "info": 3}


@dataclass(frozen=True, slots=True)
class Verdict:
    """`counts`: kind of finding (SHOWN) → how many.  `core_ran`, `core_not_run`: findings of core checks that were evaluated or not."""

    counts: Mapping[str, int]
    core_ran: int
    core_not_run: int

    @property
    def complete(self) -> bool:
        """Whether every applicable core check ran, and there was one."""
        return self.core_ran > 0 and self.core_not_run == 0

    @property
    def green(self) -> bool:
        """Whether the report may be called consistent: nothing fails and every applicable core check ran."""
        return self.complete and not self.counts["fail"]


def shown_as(finding: Finding) -> str:
    """The kind a finding is counted and listed under: its state, or HINT."""
    return HINT if finding.state == "fail" and finding.severity == "info" else finding.state


def verdict(findings: Iterable[Finding]) -> Verdict:
    """The verdict on a report; findings of checks that the catalogue does not have any more count, but are not core."""
    listed = list(findings)
    core = {check.id for check in catalogue() if check.core}
    of_core = Counter(finding.state for finding in listed if finding.check in core)
    counts = Counter(map(shown_as, listed))
    ran = of_core["pass"] + of_core["rounding"] + of_core["fail"]
    return Verdict({kind: counts[kind] for kind in SHOWN}, ran, of_core["not_run"])


def gravest(findings: Sequence[Finding], most: int) -> list[Group]:
    """The first groups of what does not agree, the gravest and those with most findings first."""
    failed = [group for group in groups(findings) if shown_as(findings[group.findings[0]]) == "fail"]
    return sorted(failed, key=lambda group: (_WEIGHT[findings[group.findings[0]].severity], -len(group.findings)))[:most]
