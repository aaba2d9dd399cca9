"""What a figure measures, told by the words before it: amount, budget, change, share, completion, score, count."""

from dataclasses import dataclass

from core.narrative.figures import Figure
from core.narrative.lexicon import Lexicon

CHANGES = ("delta", "percent_change")


@dataclass(frozen=True, slots=True)
class Measured:
    """`measure` and `basis` of the contract of the export; `rest`: the words before that name the subject.

    `verb`: start and end of the word of change inside the words given, if any; `direction`: up · down · unfilled.
    """

    measure: str
    rest: str
    basis: str = ""
    verb: tuple[int, int] = (0, 0)
    direction: str = ""


def measure_of(figure: Figure, lead: str, words: Lexicon) -> Measured | None:
    """The measure of a figure after the words `lead`; None where it measures nothing (points of a scale)."""
    if figure.kind == "count":
        return Measured("count", lead)
    if figure.kind == "score":
        return Measured("score", lead) if words["measures.score.before"].search(lead) else None
    change = _change(lead, figure.kind, words)
    if change:
        return change
    lead = words["measures.change.level"].sub("", lead)
    return _amount(lead, words) if figure.kind == "money" else _percentage(lead, words)


def direction_of(verb: str, words: Lexicon) -> str:
    """up · down · unfilled."""
    if words["measures.change.unfilled"].fullmatch(verb):
        return "unfilled"
    return "up" if words["measures.direction.up"].match(verb) else "down"


def _change(lead: str, kind: str, words: Lexicon) -> Measured | None:
    found = words["measures.change.before"].search(lead)
    if not found:
        return None
    rest, basis = lead[: found.start()], ""
    compared = words["measures.basis.before"].search(rest)
    if compared:
        rest, basis = rest[: compared.start()], compared["basis"]
    else:
        yearly = words["measures.basis.yearly"].search(rest + found.group())
        basis = yearly["basis"] if yearly else ""
        rest = words["measures.basis.yearly"].sub("", rest)
    verb = found.span("verb")
    return Measured("delta" if kind == "money" else "percent_change", rest, basis, verb, direction_of(found["verb"], words))


def _amount(lead: str, words: Lexicon) -> Measured:
    found = words["measures.budget.before"].search(lead)
    if found and not words["measures.budget.not_so"].search(lead):
        return Measured("budget", lead[: found.start()], found["basis"])
    return Measured("current", lead)


def _percentage(lead: str, words: Lexicon) -> Measured:
    for name, measure in _RATES:
        found = words[f"measures.{name}"].search(lead)
        if found:
            basis = words["measures.basis.around"].sub("", found.groupdict().get("basis") or "")
            return Measured(measure, lead[: found.start()], basis)
    return Measured("percent", lead)


_RATES = (
    ("completion.share", "completion_percent"),
    ("share.before", "share_percent"),
    ("completion.before", "completion_percent"),
    ("completion.rate", "completion_percent"),
    ("completion.of", "completion_percent"),
    ("share.ratio", "share_percent"),
)
