"""What people corrected, put onto what was read: by meaning, so that it holds for every later reading of the same file.

A subject is a JSON list: `["fact", table, side, parent line, line, column, occurrence]`, `["statement", section, subject, measure,
sentence, occurrence]` or `["report", property]`; occurrences count from 0 where the rest is the same.  A correction whose figure is
printed otherwise now, or is gone, becomes a problem and is never dropped.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from json.encoder import encode_basestring

from core.amounts import number_text, parse
from core.definitions import Definitions
from core.model import Change, Fact, Problem, Reading, Statement, Table

PROPERTIES = ("unit_name", "fiscal_year")
DIRECTIONS = ("up", "down", "flat")
# action of an event → kind of the changes it made
_DECIDING = {**{kind: kind for kind in ("correct", "accept", "review", "switch_off", "answer", "draw")}, "undraw": "draw"}
_LENGTH = 16  # hexadecimal digits of an identity


def fact_subjects(tables: Iterable[Table]) -> list[str]:
    """The subject of every fact, in the order of their numbers."""
    facts = [fact for table in tables for fact in table.facts]
    return _numbered(["fact", fact.table, fact.side, fact.parent_line, fact.line, fact.column] for fact in facts)


def statement_subjects(statements: Iterable[Statement]) -> list[str]:
    """The subject of every statement, in the order of their numbers."""
    return _numbered(["statement", told.section, told.subject, told.measure, told.sentence] for told in statements)


def report_subject(name: str) -> str:
    """The subject of a property of the report (PROPERTIES)."""
    return _subject(["report", name])


def parts_of(subject: str) -> list[str]:
    """What a subject is made of; its first part is fact, statement or report."""
    return json.loads(subject)


def named(subject: str, definitions: Definitions, language: str = "zh") -> str:
    """What a subject is about, in words: table, line and column; section and subject; or the property."""
    kind, *parts = parts_of(subject)
    if kind == "fact":
        table, _side, _parent, line, column, _occurrence = parts
        told = [("table", table.removeprefix("other:")), ("line", line), ("column", column)]
        return " ".join(definitions.name(of, key, language) for of, key in told if key)
    return " ".join(part for part in parts[:2] if part) if kind == "statement" else definitions.message(f"property_{parts[0]}", language)


class Identities:
    """Identities of the findings of one report, in their order: the same for the same finding after another reading of the same file."""

    def __init__(self, tables: Iterable[Table], statements: Iterable[Statement]) -> None:
        self._facts, self._statements = fact_subjects(tables), statement_subjects(statements)
        self._seen: dict[str, int] = {}

    def of(self, check: str, tables: Sequence[str], facts: Sequence[int], statements: Sequence[int], told: Sequence[str]) -> str:
        """The identity of the next finding.  `told`: its two sides, then its sentence, which counts where no figure is concerned."""
        *sides, sentence = told
        figures = [*[self._facts[number] for number in facts], *[self._statements[number] for number in statements]]
        text = "\n".join([check, ";".join(tables), *figures, *sides, "" if figures else sentence])
        before = self._seen.get(text, 0)
        self._seen[text] = before + 1
        digest = hashlib.sha256(f"{text}{before or ''}".encode()).hexdigest()
        return digest[:_LENGTH]


def in_force(changes: Iterable[Change]) -> list[Change]:
    """The last change of each kind, report and subject that was not taken back, in the order of their events."""
    last = {(each.kind, each.report, each.subject): each for each in sorted(changes, key=_number) if each.undone is None}
    return sorted(last.values(), key=_number)


def given(corrections: Iterable[Change]) -> dict[str, str]:
    """Property of the report → the value a person gave, as `answers` of a reading."""
    latest = {change.subject: change.value for change in corrections}
    return {name: latest[report_subject(name)] for name in PROPERTIES if report_subject(name) in latest}


def corrected(reading: Reading, corrections: Sequence[Change], definitions: Definitions) -> Reading:
    """The reading with every correction in force put on it; those that do not fit any more are problems.

    Figures stay where they are and keep their printed text.  What follows from them is not worked out here (core.narrative.rederived).
    """
    wanted = {change.subject: change for change in corrections if parts_of(change.subject)[0] != "report"}
    if not wanted:
        return reading
    tables, unfit = _facts(reading.tables, wanted, definitions)
    statements, misfit = _statements(reading.statements, wanted, definitions)
    known = {*fact_subjects(reading.tables), *statement_subjects(reading.statements)}
    gone = [_gone(change, definitions) for subject, change in wanted.items() if subject not in known]
    return replace(reading, tables=tables, statements=statements, problems=(*reading.problems, *unfit, *misfit, *gone))


def acceptable(subject: str, value: str, reading: Reading, definitions: Definitions) -> bool:
    """Whether a value can stand in this place: an amount of whole fen in the unit of its table, a number, a direction, a year, a name."""
    kind, *parts = parts_of(subject)
    if kind == "report":
        return bool(value.strip()) if parts[0] == "unit_name" else value.isdecimal() and len(value) == 4
    if kind == "statement":
        return value in DIRECTIONS if parts[2] == "direction" else number_text(value) is not None
    facts = [fact for table in reading.tables for fact in table.facts]
    fact = next((fact for fact, own in zip(facts, fact_subjects(reading.tables), strict=True) if own == subject), None)
    return fact is not None and parse(value, definitions.money[fact.unit]) is not None


def replayed(history: Iterable[Mapping[str, object]]) -> list[Change]:
    """Every change an exported history tells, also those taken back, in order; `history`: events as `Library.history` gives them."""
    changes: list[Change] = []
    for event in history:
        number, details = int(event["event_no"]), dict(event["details"])
        if event["action"] in _DECIDING:
            changes += [_change(event, number, details, subject) for subject in details.get("subjects", ())]
        for undone in details.get("undone", ()):
            only = details.get("only") or [each.subject for each in changes]
            held = [each for each in changes if each.number == undone and each.undone is None and each.subject in only]
            changes = [replace(each, undone=number) if each in held else each for each in changes]
        for again in details.get("restored", ()):
            changes = [replace(each, undone=None) if each.undone == again else each for each in changes]
        if "forgotten" in details:
            changes = [each for each in changes if each.report != details["forgotten"]]
    return changes


def _change(event: Mapping[str, object], number: int, details: Mapping[str, str], subject: str) -> Change:
    told = {name: details.get(name, "") for name in ("value", "why", "original", "saw")}
    at = datetime.fromisoformat(str(event["happened_at"]))
    return Change(_DECIDING[str(event["action"])], str(event["report"]), subject, **told, who=str(event["who"]), at=at, number=number)


def _number(change: Change) -> tuple[bool, int]:
    """Those not kept yet come last."""
    return change.number == 0, change.number


def _numbered(addresses: Iterable[list[str]]) -> list[str]:
    seen: dict[tuple[str, ...], int] = {}
    found = []
    for address in map(tuple, addresses):
        before = seen.get(address, 0)
        found.append(_subject([*address, str(before)]))
        seen[address] = before + 1
    return found


def _subject(parts: list[str]) -> str:
    return f"[{', '.join(map(encode_basestring, parts))}]"  # as json.dumps writes it, which makes an encoder for every call


def _facts(tables: Sequence[Table], wanted: Mapping[str, Change], definitions: Definitions) -> tuple[tuple[Table, ...], list[Problem]]:
    subjects = iter(fact_subjects(tables))
    found, problems = [], []
    for table in tables:
        facts = []
        for fact in table.facts:
            change = wanted.get(next(subjects))
            other = _fact(fact, change, definitions) if change else fact
            problems += [] if other else [_unfit(change, fact.printed, fact, definitions)]
            facts.append(other or fact)
        found.append(replace(table, facts=tuple(facts)))
    return tuple(found), problems


def _fact(fact: Fact, change: Change, definitions: Definitions) -> Fact | None:
    """The fact with the amount given; as it is where that is printed by now; None where the correction does not fit any more."""
    if number_text(fact.printed) == number_text(change.value):
        return fact
    amount = parse(change.value, definitions.money[fact.unit])
    if fact.printed != change.original or amount is None:
        return None
    told = {"corrected": change.value, "read_fen": fact.amount_fen, "source": "corrected", "doubt": ""}
    return replace(fact, amount_fen=amount.fen, precision_fen=min(amount.precision_fen, fact.precision_fen), **told)


def _statements(
    statements: Sequence[Statement], wanted: Mapping[str, Change], definitions: Definitions
) -> tuple[tuple[Statement, ...], list[Problem]]:
    found, problems = [], []
    for told, subject in zip(statements, statement_subjects(statements), strict=True):
        change = wanted.get(subject)
        if change and told.value not in (change.original, change.value):
            problems.append(_unfit(change, told.value, told, definitions))
        elif change and told.value != change.value:
            told = replace(told, value=change.value, read_value=told.value)
        found.append(told)
    return tuple(found), problems


def _unfit(change: Change, now: str, noun: Fact | Statement, definitions: Definitions) -> Problem:
    details = {"figure": named(change.subject, definitions), "original": change.original, "value": change.value, "now": now}
    return Problem("correction_unfit", parts_of(change.subject)[1], {**details, "page": noun.place.page}, noun.place)


def _gone(change: Change, definitions: Definitions) -> Problem:
    details = {"figure": named(change.subject, definitions), "original": change.original, "value": change.value}
    return Problem("correction_gone", parts_of(change.subject)[1], details)
