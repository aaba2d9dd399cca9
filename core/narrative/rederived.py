"""What follows from a figure of the narrative that a person corrected is worked out anew, or is no more, and then it is said."""

from collections.abc import Sequence
from dataclasses import replace

from core.amounts import number_text
from core.definitions import Definitions
from core.model import Problem, Reading, Statement
from core.names import fold
from core.narrative import derived
from core.narrative.measures import CHANGES

Ends = tuple[int, int]


def rederived(before: Reading, after: Reading, definitions: Definitions) -> Reading:
    """The reading `after` corrections were put on `before`, with every amount that follows from a corrected figure worked out anew.

    Where it cannot be told any more what such an amount followed from, it is taken away and a problem names it.
    """
    told, now = before.statements, list(after.statements)
    changed = {number for number, (one, other) in enumerate(zip(told, now, strict=True)) if one.value != other.value}
    problems = []
    for number, one in enumerate(told if changed else ()):
        if one.derived_low is None or one.derived_high is None:
            continue
        used = _used(told, number, definitions)
        ends = _worked_out(now, used, definitions) if used and changed & set(used) else (one.derived_low, one.derived_high)
        if ends is None or (not used and changed & _same_sentence(told, number)):
            problems.append(_gone(one))
            ends = (None, None)
        now[number] = replace(now[number], derived_low=ends[0], derived_high=ends[1])
    return replace(after, statements=tuple(now), problems=(*after.problems, *problems))


def _used(told: Sequence[Statement], number: int, definitions: Definitions) -> tuple[int, ...]:
    """The figures the derived amount of a statement follows from: its own, its word of direction and the amount told before.

    () where no amount told before gives it.
    """
    one = told[number]
    worded = (number - 1,) if one.measure in CHANGES else ()
    if worded and (number == 0 or told[number - 1].measure != "direction"):
        return ()
    amounts = [at for at in range(number - 1, -1, -1) if told[at].measure == "current"]
    amounts.sort(key=lambda at: (told[at].section != one.section, told[at].subject != one.subject))
    for at in amounts:
        used = (at, *worded, number)
        if _worked_out(told, used, definitions) == (one.derived_low, one.derived_high):
            return used
    return ()


def _worked_out(told: Sequence[Statement], used: Sequence[int], definitions: Definitions) -> Ends | None:
    """What follows from these figures; None where nothing does."""
    amount, *worded, own = (told[number] for number in used)
    now = _interval(amount, definitions)
    if now is None:
        return None
    direction = worded[0].value if worded else ""
    if own.measure == "delta":
        change = _interval(own, definitions)
        return derived.before_delta(now, change, direction) if change else None
    rate = derived.rate_interval(number_text(own.value) or own.value)
    if own.measure == "percent_change":
        return derived.before_change(now, rate, direction)
    return derived.base_of(now, rate)


def _interval(told: Statement, definitions: Definitions) -> derived.Interval | None:
    return derived.amount_interval(told.value, fold(told.unit), definitions)


def _same_sentence(told: Sequence[Statement], number: int) -> set[int]:
    one = told[number]
    return {at for at, each in enumerate(told) if (each.section, each.sentence) == (one.section, one.sentence)}


def _gone(told: Statement) -> Problem:
    return Problem("correction_derived_gone", told.section, {"subject": told.subject}, told.place)
