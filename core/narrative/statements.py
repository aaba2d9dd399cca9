"""Sentences → statements: every figure of a passage with its subject, measure, basis and reason."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.definitions import Definitions
from core.model import Statement
from core.narrative import derived
from core.narrative.comparisons import Comparison, comparisons_in
from core.narrative.figures import Figure, find_figures
from core.narrative.lexicon import Lexicon
from core.narrative.measures import CHANGES, Measured, measure_of
from core.narrative.reasons import Reason, reasons_in
from core.narrative.subjects import is_generic, subject_of
from core.narrative.text import Text
from core.narrative.topics import Topics

_MARKS = ",;:"
_AMOUNTS = ("current", "budget")
_EXPLAINED = ("delta", "percent_change", "direction", "completion_percent")


@dataclass(frozen=True, slots=True)
class Setting:
    """What does not change while a report is read: words, definitions, names of the unit, its year as printed."""

    words: Lexicon
    definitions: Definitions
    names: tuple[str, ...]
    year: str


class Sentence:
    """One sentence of a passage: gives its statements once."""

    def __init__(self, text: Text, span: tuple[int, int], section: str, topics: Topics, setting: Setting) -> None:
        """`section`: the headings above it; `topics` is what was spoken of, and is moved on."""
        self.text, self.span, self.section, self.topics, self.setting = text, span, section, topics, setting
        self.printed = text.printed(*span).strip()
        self.reasons = reasons_in(text.folded, *span, setting.words)
        self.compared_at = -1
        self.amount_compared = (-1, "")  # where an amount ends that the next figure may be compared with, and what it is called

    def statements(self, before: list[Statement]) -> list[Statement]:
        """The statements of the sentence; reasons also explain those of `before` that have none (they are replaced there)."""
        found: list[Statement] = []
        reach = self.span[0]
        waiting = list(self.reasons)
        self.topics.begin_sentence()
        for event in self._events():
            while waiting and waiting[0].start < event.start:
                self._explain(waiting.pop(0), before, found)
            made = self._of_figure(event, reach, before, found) if isinstance(event, Figure) else self._of_comparison(event, reach)
            found += made
            reach = event.end if isinstance(event, Figure) or not made else reach
        for reason in waiting:
            self._explain(reason, before, found)
        self.topics.end_sentence()
        return found

    def _events(self) -> list[Figure | Comparison]:
        figures = list(find_figures(self.text.folded, *self.span, self.setting.words))
        return sorted([*figures, *comparisons_in(self.text.folded, *self.span, self.setting.words)], key=lambda event: event.start)

    def _reason_at(self, position: int, before: list[Statement], found: list[Statement]) -> Reason | None:
        for reason in self.reasons:
            if reason.start <= position < reason.end and (not reason.weak or _was_change([*before, *found])):
                return reason
        return None

    def _of_figure(self, figure: Figure, reach: int, before: list[Statement], found: list[Statement]) -> Iterator[Statement]:
        begin = lead_start(self.text.folded, max(reach, self.span[0]), figure.start)
        lead = self.text.folded[begin : figure.start]
        measured = measure_of(figure, lead, self.setting.words)
        if measured is None:
            return []
        reason = self._reason_at(figure.start, before, found)
        if self.setting.words["subjects.list.opens"].search(self.text.folded, reach, figure.start):
            self.topics.begin_list()
        subject = self._subject(measured, lead, begin, figure, reach)
        measured = self._compared(self._completed(measured, subject, found), lead, figure, reach)
        basis = self._basis(measured, lead, begin, reason)
        self.topics.name(self.setting.words["subjects.tail.scored"].sub("", subject), measured.measure, reason is not None)
        return self._made(figure, measured, subject, basis, begin, reason)

    def _completed(self, measured: Measured, subject: str, found: list[Statement]) -> Measured:
        """A share of nothing named, told after a budget and its use, is the rate of completion."""
        if measured.measure != "share_percent" or measured.basis:
            return measured
        budget = next((each for each in found if each.measure == "budget" and each.subject == subject), None)
        return replace(measured, measure="completion_percent", basis=budget.basis) if budget else measured

    def _compared(self, measured: Measured, lead: str, figure: Figure, reach: int) -> Measured:
        """A change told right behind an amount (less than the budget of N by M) is compared with it."""
        words, (end, basis) = self.setting.words, self.amount_compared
        opened = words["measures.basis.opened"].match(lead) if measured.measure in _AMOUNTS else None
        if opened:
            self.amount_compared = (figure.end, measured.basis or opened["basis"])
        if measured.measure not in CHANGES or measured.basis or end != reach:
            return measured
        between = self.text.folded[reach : figure.start - len(lead) + measured.verb[0]]
        return replace(measured, basis=basis) if words["measures.basis.closes"].match(between) else measured

    def _made(self, figure: Figure, measured: Measured, subject: str, basis: str, begin: int, reason: Reason | None) -> list[Statement]:
        unit = self.text.printed(figure.unit_start, figure.end)
        place = self.text.place(figure.start, figure.end)
        interval = derived.amount_interval(figure.value, self.text.folded[figure.unit_start : figure.end], self.setting.definitions)
        if measured.measure == "current" and interval and not reason and self.amount_compared[0] != figure.end:
            self.topics.amounts[subject] = (interval, figure.value)
        low, high = (None if reason else self._derived(measured, subject, figure, interval)) or (None, None)
        made = Statement(
            self.section, subject, measured.measure, figure.value, unit, basis, "", self.printed, place, derived_low=low, derived_high=high
        )
        if measured.measure not in CHANGES:
            return [made]
        verb = (begin + measured.verb[0], begin + measured.verb[1])
        place = self.text.place(*verb)
        return [Statement(self.section, subject, "direction", measured.direction, "", basis, "", self.printed, place), made]

    def _derived(self, measured: Measured, subject: str, figure: Figure, interval: derived.Interval | None) -> tuple[int, int] | None:
        known = self.topics.amounts
        now = known.get(subject) or (next(iter(known.values())) if len(known) == 1 else None)
        if now is None:
            return None
        if measured.measure == "delta" and interval:
            return derived.before_delta(now[0], interval, measured.direction)
        if measured.measure == "percent_change":
            return derived.before_change(now[0], derived.rate_interval(figure.value), measured.direction)
        if measured.measure == "completion_percent" and subject in known:
            return derived.base_of(now[0], derived.rate_interval(figure.value))
        return None

    def _subject(self, measured: Measured, lead: str, begin: int, figure: Figure, reach: int) -> str:
        words, topics = self.setting.words, self.topics
        compared = words["measures.basis.before"].match(lead)
        if compared and compared.end() == len(lead):
            return topics.known()  # an amount that is only compared with
        subject = self._of_fund(measured.rest) or subject_of(measured.rest, measured.measure, self.setting.names, words)
        if subject:
            return subject
        pending = self._pending(reach, begin, measured.measure) if begin > reach else ""
        if measured.measure == "score":
            return topics.project or pending or topics.known() or lead
        if pending:
            return pending
        if measured.measure == "count":
            return self._counted(figure) or topics.known()
        return topics.known()

    def _of_fund(self, rest: str) -> str:
        """Spending named after the income or the balance of the same fund, which it is no part of."""
        words, last = self.setting.words, self.topics.last
        bare = words["subjects.pair.bare"].match(rest.strip())
        if not bare or not words["subjects.pair.after"].search(last):
            return ""
        fund = words["subjects.pair.fund"].match(last)
        if not fund and not is_generic(bare["what"], words):
            return ""
        return (fund["fund"] if fund else "") + bare["what"]

    def _pending(self, reach: int, begin: int, measure: str) -> str:
        """The clause before, if it is a name alone."""
        words = self.setting.words
        clause = self.text.folded[lead_start(self.text.folded, reach, begin - 1) : begin - 1]
        changed = words["subjects.changed.clause"].match(clause)
        if changed and measure in CHANGES and self.text.folded[begin - 1] == ",":
            return subject_of(changed["name"], measure, self.setting.names, words)
        if not clause or words["subjects.pending.never"].search(clause) or words["measures.basis.phrase"].search(clause):
            return ""
        if self.text.folded[begin - 1] != ":" and not words["subjects.pending.ends"].search(clause):
            return ""
        return subject_of(clause, "", self.setting.names, words)

    def _counted(self, figure: Figure) -> str:
        """What follows a count that nothing precedes: the things counted."""
        found = self.setting.words["subjects.counted.words"].match(self.text.folded, figure.end, self.span[1])
        name = found.group() if found else ""
        return "" if is_generic(name, self.setting.words) else name

    def _basis(self, measured: Measured, lead: str, begin: int, reason: Reason | None) -> str:
        words = self.setting.words
        if measured.basis:
            basis = self._as_printed(measured.basis, begin, begin + len(lead))
            if measured.measure in CHANGES:
                self.topics.basis = basis
            return basis
        if measured.measure in CHANGES and self.topics.basis and (not reason or self.compared_at >= reason.start):
            return self.topics.basis
        if measured.measure in ("current", "budget"):
            year = words["subjects.other_year.words"].search(lead)
            if year and not year.group().startswith(self.setting.year):
                return year.group()
        return reason.word if reason else ""

    def _as_printed(self, folded: str, start: int, end: int) -> str:
        at = self.text.folded.find(folded, start, end)
        return self.text.printed(at, at + len(folded)) if at >= 0 else folded

    def _of_comparison(self, event: Comparison, reach: int) -> list[Statement]:
        basis = self._as_printed(event.basis, event.start, event.end)
        lead = self.text.folded[lead_start(self.text.folded, self.span[0], event.start) : event.start]
        subject = subject_of(lead, "delta", self.setting.names, self.setting.words) or self._of_nothing(reach)
        if not event.direction:
            self.topics.basis, self.topics.last, self.compared_at = basis, subject, event.start
            return []
        place = self.text.place(event.start, event.end)
        basis = basis or self.topics.basis
        return [Statement(self.section, subject or self.topics.known(), "direction", event.direction, "", basis, "", self.printed, place)]

    def _of_nothing(self, reach: int) -> str:
        """What a sentence without any figure so far says to be nothing."""
        first, end = self.span
        told = self.setting.words["subjects.zero.clause"].match(self.text.folded[first:end]) if reach == first else None
        return subject_of(told["name"], "current", self.setting.names, self.setting.words) if told else ""

    def _explain(self, reason: Reason, before: list[Statement], found: list[Statement]) -> None:
        """Gives the reason to the changes and rates just told."""
        if reason.weak and not _was_change([*before, *found]):
            return
        told = self.text.printed(reason.body, reason.end).strip(" ：:。；;，,")
        for statements in (found, before):
            for index in range(len(statements) - 1, -1, -1):
                each = statements[index]
                if each.reason or (each.measure in _AMOUNTS and any(later.measure in _EXPLAINED for later in statements[index + 1 :])):
                    break
                if each.measure in _EXPLAINED:
                    statements[index] = replace(each, reason=told)
            if any(each.reason == told for each in statements):
                break


def _was_change(statements: list[Statement]) -> bool:
    """Whether the last figure told was a change or a rate."""
    return bool(statements) and statements[-1].measure in _EXPLAINED


def lead_start(text: str, reach: int, start: int) -> int:
    """Where the clause begins that leads to a figure at `start`: after the last mark outside brackets, or inside its open bracket."""
    depth = 0
    for at in range(start - 1, reach - 1, -1):
        char = text[at]
        if char == ")":
            depth += 1
        elif char == "(":
            if not depth:
                return at + 1
            depth -= 1
        elif not depth and char in _MARKS and not (char == ":" and at == start - 1):
            return at + 1
    return reach
