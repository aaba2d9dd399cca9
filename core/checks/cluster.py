"""Findings of one cause as one: a tail difference between two tables, a figure behind several failures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from core.checks.culprit import Cause
from core.model import Finding

TAIL = "tail:"


@dataclass(frozen=True, slots=True)
class Group:
    """What is shown as one line: the findings of a cluster by their numbers, the first standing for all."""

    cluster: str
    findings: tuple[int, ...]


def clustered(findings: Sequence[Finding], causes: Sequence[Cause]) -> tuple[Finding, ...]:
    """The findings with their clusters and suspects.  `causes` number the findings from 0."""
    named: dict[int, tuple[str, Cause]] = {}
    for count, cause in enumerate(causes, 1):
        named |= {number: (str(count), cause) for number in cause.outcomes}
    return tuple(_one(finding, named.get(number)) for number, finding in enumerate(findings))


def groups(findings: Iterable[Finding]) -> list[Group]:
    """The findings as shown: those of a cluster together, the others alone, in their order."""
    found: dict[str, list[int]] = {}
    for number, finding in enumerate(findings):
        found.setdefault(finding.cluster or f"#{number}", []).append(number)
    return [Group("" if cluster.startswith("#") else cluster, tuple(numbers)) for cluster, numbers in found.items()]


def _one(finding: Finding, cause: tuple[str, Cause] | None) -> Finding:
    if finding.state == "rounding":
        return replace(finding, cluster=TAIL + "+".join(sorted(finding.tables)))
    if cause and finding.state == "fail":
        return replace(finding, cluster=cause[0], suspects=cause[1].suspects)
    return finding
