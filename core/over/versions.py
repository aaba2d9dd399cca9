"""Two versions of a report: what changed by meaning, and which findings are solved, new or still there."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from core.checks.verdict import shown_as
from core.definitions import Definitions
from core.model import Finding, Report
from core.names import fold
from core.over.comparison import Spot, spot_of_row, spots_of
from core.over.held import Address
from core.store.pairs import KeptFact, facts_by_number, facts_in, failures, versions_of
from core.store.reader import LibraryReader

SOLVED, NEW, STILL, UNCHECKED = "solved", "new", "still", "unchecked"
_FAILED = "fail"


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that is not in both versions alike.  `what`: cell or statement; `old`, `new`: as printed, "" where it is not printed.

    A cell is told by its address and the printed label of its line, a statement by section, subject and measure.
    """

    what: str
    old: str
    new: str
    address: Address | None = None
    line_name: str = ""
    section: str = ""
    subject: str = ""
    measure: str = ""
    old_spot: Spot | None = None
    new_spot: Spot | None = None

    @property
    def kind(self) -> str:
        """changed, added or removed."""
        return "changed" if self.old and self.new else "added" if self.new else "removed"


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a finding: solved, new, still, or unchecked (it failed, and the check cannot be run on the new version).

    `old`, `new`: its number in each version, None where it is not there.
    """

    fate: str
    finding: Finding
    old: int | None
    new: int | None


@dataclass(frozen=True)
class Difference:
    """What is different in a later version."""

    old: Report
    new: Report
    changes: tuple[Change, ...]
    fates: tuple[Fate, ...]

    def count(self, what: str, kind: str = "") -> int:
        """How many figures (cell or statement) changed, or were changed, added or removed."""
        return sum(change.what == what and kind in ("", change.kind) for change in self.changes)

    @property
    def lines(self) -> dict[str, int]:
        """Lines of tables that are only in one version: added, removed → how many."""
        return {kind: len(_whole_lines(self.changes, kind)) for kind in ("added", "removed")}

    @property
    def of_findings(self) -> dict[str, int]:
        """Fate → how many findings."""
        found = Counter(fate.fate for fate in self.fates)
        return {fate: found[fate] for fate in (SOLVED, NEW, STILL, UNCHECKED)}


def previous_version(library: LibraryReader, report: Report) -> Report | None:
    """The version of a report before this one; None for the first."""
    before = [each for each in versions_of(library, report) if each.version < report.version]
    return before[-1] if before else None


def difference(library: LibraryReader, old: Report, new: Report) -> Difference:
    """Everything in which two stored reports differ; each figure of one is met with the figure of the same meaning of the other."""
    facts = facts_in(library, [old.report, new.report])
    told = {report.report: library.statements(report.report) for report in (old, new)}
    changes = (*_cells(facts.get(old.report, ()), facts.get(new.report, ())), *_statements(told, old.report, new.report))
    return Difference(old, new, changes, tuple(fates_of(library, old, new)))


def _cells(old: Sequence[KeptFact], new: Sequence[KeptFact]) -> list[Change]:
    """Cells whose amount is another, in the order of the new version; a line printed twice meets its twins in order."""
    before, after = _numbered(old, Address.of), _numbered(new, Address.of)
    found = []
    for key in dict.fromkeys([*after, *before]):
        was, now = before.get(key), after.get(key)
        if was and now and was.fact.amount_fen == now.fact.amount_fen:
            continue
        kept = now or was
        spots = [next(iter(spots_of([each])), None) if each else None for each in (was, now)]
        printed = [_printed(each) if each else "" for each in (was, now)]
        if was and now and was.fact.unit != now.fact.unit:
            printed = [f"{text} {each.fact.unit}" for text, each in zip(printed, (was, now), strict=True)]
        found.append(Change("cell", *printed, key[0], kept.fact.line_name, old_spot=spots[0], new_spot=spots[1]))
    return found


def _printed(kept: KeptFact) -> str:
    return " ".join(kept.fact.printed.split())


def _statements(told: Mapping[str, pd.DataFrame], old: str, new: str) -> list[Change]:
    """Figures of the narrative by section, subject and measure; words of direction are no figures."""
    rows = [told[report][told[report]["measure"] != "direction"].to_dict("records") for report in (old, new)]
    before, after = (_numbered(each, _statement_key) for each in rows)
    found = []
    for key in dict.fromkeys([*after, *before]):
        was, now = before.get(key), after.get(key)
        values = [f"{row['value']}{'' if row['unit'] == '%' else ' '}{row['unit']}".strip() if row else "" for row in (was, now)]
        if values[0] == values[1]:
            continue
        row = now or was
        spots = [_spot(report, each) if each else None for report, each in ((old, was), (new, now))]
        words = {name: str(row[name]) for name in ("section", "subject", "measure")}
        found.append(Change("statement", *values, **words, old_spot=spots[0], new_spot=spots[1]))
    return found


def _spot(report: str, row: Mapping[str, object]) -> Spot:
    return spot_of_row({**row, "report": report}, int(row["statement_no"]))


def _statement_key(row: Mapping[str, object]) -> tuple[str, ...]:
    return (*(fold(str(row[name])) for name in ("section", "subject")), str(row["measure"]))


def _numbered(items: Iterable, key_of: Callable) -> dict[tuple, object]:
    """(key, 0, 1 … among those of one key) → item, in order."""
    seen: Counter = Counter()
    found = {}
    for item in items:
        key = key_of(item)
        found[key, seen[key]] = item
        seen[key] += 1
    return found


class _Keys:
    """What the findings of a report are about, by meaning: the same for the same finding of another version."""

    def __init__(self, library: LibraryReader, report: str, findings: Collection[Finding]) -> None:
        firsts = [(report, number) for finding in findings for number in finding.facts[:1]]
        self._facts = {kept.fact_no: Address.of(kept) for kept in facts_by_number(library, firsts).get(report, [])}
        stated = any(finding.statements and not finding.facts for finding in findings)
        rows = library.statements(report).to_dict("records") if stated else []
        self._statements = {row["statement_no"]: _statement_key(row) for row in rows}

    def of(self, finding: Finding) -> tuple:
        """The check, its tables, and the first figure concerned; where none is, the sentence without its numbers."""
        anchors = [self._facts[number].parts for number in finding.facts[:1] if number in self._facts]
        anchors = anchors or [self._statements[number] for number in finding.statements[:1] if number in self._statements]
        return finding.check, finding.tables, *(anchors or [re.sub(r"[\d.,]+", "", finding.message)])


def fates_of(library: LibraryReader, old: Report, new: Report) -> list[Fate]:
    """What became of what did not agree, what is still there first.  A finding whose check did not run again is not solved."""
    listed = failures(library, old.report, new.report)
    before, after = dict(listed.get(old.report, [])), dict(listed.get(new.report, []))
    old_keys, new_keys = _Keys(library, old.report, before.values()), _Keys(library, new.report, after.values())
    waiting: dict[tuple, list[int]] = defaultdict(list)
    for number, finding in before.items():
        if shown_as(finding) == _FAILED:
            waiting[old_keys.of(finding)].append(number)
    found = []
    for number, finding in after.items():
        if shown_as(finding) == _FAILED:
            met = waiting[new_keys.of(finding)]
            found.append(Fate(STILL, finding, met.pop(0), number) if met else Fate(NEW, finding, None, number))
    unchecked = {finding.check for finding in after.values() if finding.state == "not_run"}
    checked = {new_keys.of(finding) for finding in after.values() if finding.state in ("pass", "rounding", _FAILED)}
    for key, numbers in waiting.items():
        for number in numbers:
            lost = before[number].check in unchecked and key not in checked
            found.append(Fate(UNCHECKED if lost else SOLVED, before[number], number, None))
    order = (STILL, NEW, UNCHECKED, SOLVED)
    return sorted(found, key=lambda fate: order.index(fate.fate))


def _whole_lines(changes: Sequence[Change], kind: str) -> set[tuple]:
    """Lines of which every figure that changed was added (or removed), and none is in the other version."""
    of_line: dict[tuple, set[str]] = defaultdict(set)
    for change in changes:
        if change.address:
            of_line[change.address.parts[:4]].add(change.kind)
    return {line for line, kinds in of_line.items() if kinds == {kind}}


def in_brief(found: Difference, definitions: Definitions, language: str) -> str:
    """One sentence: how much changed, and what became of the findings."""
    counts = found.of_findings
    text = definitions.message(
        "version_brief",
        language,
        version=found.new.version,
        cells=found.count("cell"),
        statements=found.count("statement"),
        **{name: counts[name] for name in (SOLVED, NEW, STILL)},
    )
    return text + (definitions.message("version_unchecked", language, unchecked=counts[UNCHECKED]) if counts[UNCHECKED] else "")
