"""Outcomes → findings: the numbers, sentences and places of each, how severe it is, its likely cause and its identity."""

from collections.abc import Iterable

from core.checks.catalogue import Check
from core.checks.outcome import Outcome
from core.checks.scans import MILD
from core.checks.wording import Wording, numbers_of
from core.corrections import Identities
from core.ledger import Ledger
from core.model import Finding, Place, Severity

UNIT_SLIP = 10_000  # the two usual units of money: one side is in the wrong one


class Findings:
    """The findings of one report, made in their order."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._wording = Wording(ledger)
        self._identities = Identities(ledger.tables, ledger.statements)
        self._known: dict[Place, Place] = {}
        self._of_facts = [self._one(fact.place) for fact in ledger.facts]
        self._of_statements = [self._one(statement.place) for statement in ledger.statements]

    def of(self, check: Check, outcome: Outcome) -> Finding:
        """The finding of the next outcome."""
        numbers = numbers_of(outcome, self._ledger)
        message, message_en = self._wording.sentences(outcome, numbers)
        concerned = (outcome.where, outcome.facts, outcome.statements)
        return Finding(
            check=check.id,
            check_class=check.check_class,
            state=outcome.state,
            severity=_severity(check, outcome, self._ledger),
            left=numbers.left,
            right=numbers.right,
            difference=numbers.difference,
            tolerance=numbers.tolerance,
            unit=numbers.unit,
            reason=outcome.reason,
            note=outcome.note,
            cause=_cause(outcome, self._ledger),
            message=message,
            message_en=message_en,
            tables=outcome.where,
            facts=outcome.facts,
            statements=outcome.statements,
            places=self._places(outcome),
            identity=self._identities.of(check.id, *concerned, (numbers.left, numbers.right, message)),
        )

    def _one(self, place: Place) -> Place:
        """The same object for the same place: objects are told apart ten times as fast."""
        return self._known.setdefault(place, place)

    def _places(self, outcome: Outcome) -> tuple[Place, ...]:
        """Where the figures stand, each place once; where nothing printed is concerned, the pages the tables begin on."""
        places = [self._of_facts[number] for number in outcome.facts]
        places += [self._of_statements[number] for number in outcome.statements]
        places += map(self._one, outcome.places)
        if not places:
            places += map(self._one, self._first_pages(outcome))
        return tuple({id(place): place for place in places}.values()) if len(places) > 1 else tuple(places)

    def _first_pages(self, outcome: Outcome) -> Iterable[Place]:
        sheets = [self._ledger.sheet(key) for key in outcome.where]
        return [Place(sheet.table.first_page) for sheet in sheets if sheet and sheet.table.first_page]


def _severity(check: Check, outcome: Outcome, ledger: Ledger) -> Severity:
    """The check's own, unless the outcome has another; a figure that is itself in doubt never makes an error."""
    severity = outcome.severity or ("info" if outcome.note == "truncated" else check.severity)
    return MILD.get(severity, severity) if outcome.state == "fail" and _doubted(outcome, ledger) else severity


def _doubted(outcome: Outcome, ledger: Ledger) -> bool:
    return any(ledger.facts[number].doubt or ledger.facts[number].source == "ocr" for number in outcome.facts)


def _cause(outcome: Outcome, ledger: Ledger) -> str:
    """The likely cause of what does not agree, in the words of the export; "" for anything that agrees."""
    if outcome.state == "rounding":
        return ledger.definitions.message("cause_tail")
    if outcome.state != "fail":
        return ""
    if _doubted(outcome, ledger):
        return ledger.definitions.message("cause_reading")
    return ledger.definitions.message("cause_unit" if _unit_slip(outcome, ledger) else "cause_print")


def _unit_slip(outcome: Outcome, ledger: Ledger) -> bool:
    """Whether one side is ten thousand times the other, or the tables are printed in different units."""
    if outcome.sides is None or len({ledger.facts[number].unit for number in outcome.facts}) > 1:
        return outcome.sides is not None
    left, right = abs(outcome.sides.left.at), abs(outcome.sides.right.at)
    small, large = sorted((left, right))
    return bool(small) and abs(large - UNIT_SLIP * small) * 1000 <= large
