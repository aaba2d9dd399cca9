"""From a finding to its repair: what a correction would change before it is saved, saving it, and taking a decision back."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.checks.verdict import shown_as
from core.corrections import acceptable, fact_subjects, parts_of, report_subject, statement_subjects
from core.definitions import Definitions
from core.errors import LibraryError
from core.model import Change, Finding, Reading, Report
from core.reread import read_anew, told_of
from core.store.library import Library
from core.store.told import drawing_of, standing

_READ: dict[tuple, Reading] = {}  # the last reading
_READ_WITH = ("correct", "answer", "draw")  # decisions a report is read with


@dataclass(frozen=True, slots=True)
class Turn:
    """A finding that would come to something else; `before` or `after` is None where it would appear or go."""

    before: Finding | None
    after: Finding | None


@dataclass(frozen=True)
class Consequences:
    """What would be if a change were saved: `turned` findings, `counts` by kind as shown (SHOWN of core.checks.verdict) before and after,

    and the figures that repeat the changed one: numbers of `facts` and `statements`.  `reading` is what would be kept.
    """

    turned: tuple[Turn, ...]
    counts: dict[str, tuple[int, int]]
    facts: tuple[int, ...]
    statements: tuple[int, ...]
    reading: Reading

    def turning(self, before: str, after: str) -> int:
        """How many findings would turn from one kind as shown to another; "" for none."""
        kinds = [tuple(shown_as(each) if each else "" for each in (turn.before, turn.after)) for turn in self.turned]
        return kinds.count((before, after))


def of_fact(library: Library, report: str, number: int, value: str, why: str) -> Change:
    """The correction of a fact as it stands now.  Raises LibraryError no_such_figure."""
    facts = library.facts(report)
    if number not in set(facts["fact_no"]):
        raise LibraryError("no_such_figure")
    row = facts.set_index("fact_no").loc[number]
    subject = fact_subjects_of(library, report)[number]
    return Change("correct", report, subject, value.strip(), why, original=row["printed"], saw=row["corrected"] or row["printed"])


def of_statement(library: Library, report: str, number: int, value: str, why: str) -> Change:
    """The correction of a statement as it stands now.  Raises LibraryError no_such_figure."""
    told = library.statements(report)
    if number not in set(told["statement_no"]):
        raise LibraryError("no_such_figure")
    row = told.set_index("statement_no").loc[number]
    subject = statement_subjects(list(told.itertuples()))[number]
    return Change("correct", report, subject, value.strip(), why, original=row["read_value"] or row["value"], saw=row["value"])


def of_property(library: Library, report: str, name: str, value: str, why: str) -> Change:
    """The correction of the unit's name or the fiscal year (`unit_name`, `fiscal_year`) as it stands now."""
    known = library.known(report)
    stands = str(getattr(known, name) or "")
    last = next((change for change in library.corrections(report) if change.subject == report_subject(name)), None)
    original = last.original if last else stands
    return Change("correct", report, report_subject(name), value.strip(), why, original=original, saw=last.value if last else stands)


def fact_subjects_of(library: Library, report: str) -> list[str]:
    """The subject of every fact of a kept report, by number."""
    return fact_subjects([_Facts(tuple(library.facts(report).itertuples()))])


def consequences(library: Library, change: Change, definitions: Definitions) -> Consequences:
    """What saving a correction would change.  Nothing is kept.

    Raises LibraryError value_not_fitting · no_such_figure, and as core.reread.reread.
    """
    reading = _with(library, change, definitions)
    return _compared(library, change.report, change.subject, reading)


def undo_consequences(library: Library, number: int, definitions: Definitions) -> Consequences | None:
    """What taking back a correction, an answer or a drawing would change; None for events that decided none of these."""
    report, subject, told = _without(library, number)
    return _compared(library, report, subject, _read(library, report, definitions, told)) if report else None


def correct(library: Library, change: Change, definitions: Definitions, who: str | None = None) -> Report:
    """Keeps a correction and runs the checks of the report again, all of it or nothing.

    Raises LibraryError value_not_fitting · no_such_figure · changed_meanwhile · who_missing · why_missing, and as core.reread.reread.
    """
    with library.editing:
        library.correct(change, _with(library, change, definitions), who)
    return library.known(change.report)


def undo(library: Library, number: int, definitions: Definitions, who: str | None = None) -> None:
    """Takes back what an event decided, in any order; of a correction, an answer or a drawing its report is read again.

    A check switched on or off this way is run, or not, when the checks run next.  Raises LibraryError nothing_to_undo · who_missing, and as
    core.reread.reread.
    """
    with library.editing:
        report, _subject, told = _without(library, number)
        library.undo(number, _read(library, report, definitions, told) if report else None, who)


def undoable(changes: Sequence[Change]) -> set[int]:
    """The events that can be taken back: those whose changes hold, and undoings."""
    return {change.number for change in changes if change.undone is None} | {change.undone for change in changes if change.undone}


@dataclass(frozen=True)
class _Facts:
    """Facts of a kept report, as a table holds them."""

    facts: tuple


def _with(library: Library, change: Change, definitions: Definitions) -> Reading:
    """The reading with a correction put on all others."""
    others = library.corrections(change.report)
    reading = _read(library, change.report, definitions, {"corrections": [*others, replace(change, number=0)]})
    if not acceptable(change.subject, change.value, reading, definitions):
        raise LibraryError("value_not_fitting", value=change.value)
    kind = parts_of(change.subject)[0]
    known = {"fact": lambda: fact_subjects(reading.tables), "statement": lambda: statement_subjects(reading.statements)}
    if kind in known and change.subject not in known[kind]():
        raise LibraryError("no_such_figure")
    return reading


def _read(library: Library, report: str, definitions: Definitions, instead: Mapping[str, object]) -> Reading:
    """As read_anew; what was read for the consequences is there when they are saved."""
    told = {**told_of(library, report), **instead}
    values = [(change.subject, change.original, change.value) for change in told["corrections"]]
    said = str([(name, said) for name, said in sorted(told.items()) if name != "corrections"])
    key = (str(library.folder), report, said, str(values), id(definitions))
    with library.editing:
        if key not in _READ:
            reading = read_anew(library, report, definitions, instead=instead)
            _READ.clear()
            _READ[key] = reading
        return _READ[key]


def _without(library: Library, number: int) -> tuple[str, str, dict[str, object]]:
    """Report and subject an event corrected, answered or drew, and what people said once it is taken back; empty for any other event."""
    every = library.changes()
    made = [change for change in every if change.kind in _READ_WITH and number in (change.number, change.undone)]
    if not made:
        return "", "", {}
    report, subject, kind = made[0].report, made[0].subject, made[0].kind
    turned = [_turned(change, number) for change in every if change.kind == kind and change.report == report]
    if kind == "correct":
        return report, subject, {"corrections": [change for change in turned if change.undone is None]}
    value = standing(turned, subject)
    if kind == "answer":
        _kind, field, table, page = parts_of(subject)
        name = f"{field}:{table}:{page}" if table else field
        others = {asked: said for asked, said in library.answers(report).items() if asked != name}
        return report, subject, {"answers": {**others, name: value} if value else others}
    _kind, table, page = parts_of(subject)
    drawings = [each for each in library.drawings(report) if (each.table, str(each.page)) != (table, page)]
    drawings += [drawing_of(value)] if value else []
    return report, subject, {"drawings": sorted(drawings, key=lambda each: (each.page, each.area.top, each.table))}


def _turned(change: Change, number: int) -> Change:
    if change.number == number and change.undone is None:
        return replace(change, undone=-1)
    return replace(change, undone=None) if change.undone == number else change


def _compared(library: Library, report: str, subject: str, reading: Reading) -> Consequences:
    before = library.findings(report)
    turns = tuple(turn for turn in _paired(before, reading.findings) if _kind(turn.before) != _kind(turn.after))
    counted = [Counter(map(shown_as, findings)) for findings in (before, reading.findings)]
    counts = {kind: (counted[0][kind], counted[1][kind]) for kind in sorted({*counted[0], *counted[1]})}
    return Consequences(turns, counts, *_repeating(reading, subject), reading)


def _paired(before: Sequence[Finding], after: Sequence[Finding]) -> list[Turn]:
    """The findings of the same check on the same figures; figures keep their numbers when one is corrected."""
    left: dict[tuple, list[Finding]] = {}
    for finding in before:
        left.setdefault(_about(finding), []).append(finding)
    turns = []
    for finding in after:
        same = left.get(_about(finding))
        turns.append(Turn(same.pop(0) if same else None, finding))
    return [*turns, *(Turn(finding, None) for each in left.values() for finding in each)]


def _about(finding: Finding) -> tuple:
    figures = finding.facts or finding.statements
    return finding.check, finding.tables, finding.facts, finding.statements, "" if figures else finding.places


def _kind(finding: Finding | None) -> str:
    return shown_as(finding) if finding else ""


def _repeating(reading: Reading, subject: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Numbers of the facts and statements that repeat the figure of a subject: they keep what is printed."""
    kind = parts_of(subject)[0]
    if kind == "fact" and subject in (facts := fact_subjects(reading.tables)):
        number = facts.index(subject)
        return (), tuple(at for at, told in enumerate(reading.statements) if number in told.linked_facts)
    if kind == "statement" and subject in (statements := statement_subjects(reading.statements)):
        return reading.statements[statements.index(subject)].linked_facts, ()
    return (), ()
