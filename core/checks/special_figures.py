"""Checks of the figures (charts) of a report: their numbers, and what is printed in them."""

import re
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from core.checks.case import Case, place_of
from core.checks.outcome import Outcome, UnavailableError
from core.checks.registry import Arguments, special
from core.reading.page import Line, Page

MOST_SHOWN = 20
AXIS = 4  # so many numbers at equal distances are the scale of an axis


def captions(case: Case, arguments: Arguments) -> list[tuple[str, Line, Page]]:
    """The number, the line and the page of each caption.  `caption`: its pattern with the group number; `no_caption`: what is none."""
    found = []
    for folded, line, page in case.body:
        match = re.match(arguments["caption"], folded) if len(folded) <= arguments["longest"] else None
        if match and not re.search(arguments["no_caption"], folded):
            found.append((match["number"], line, page))
    return found


@special
def figures_are_numbered(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Captions of one series (1, 2, … or 2-1, 2-2, …) that leave out a number or have one twice; one may always begin again."""
    found = captions(case, arguments)
    if not found:
        raise UnavailableError("not_applicable", "no_instance")
    last: dict[str, int] = defaultdict(int)
    wrong = []
    for text, line, page in found:
        series, _, digits = text.rpartition("-")
        number = int(digits)
        if number not in (1, last[series] + 1):
            details = {"text": line.text.strip(), "before": last[series]}
            wrong.append(Outcome("fail", message="found_figure_number", details=details, places=(place_of(line, page),)))
        last[series] = number
    yield from wrong[:MOST_SHOWN] or [Outcome("pass", places=(place_of(found[0][1], found[0][2]),))]


@special
def figures_show_what_is_told(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """Amounts printed in a chart, above its caption, that are nowhere told: neither stated, nor in a table, nor following from a change.

    Only amounts with decimals count: shares are worked out by the chart, and round ones are an axis.  Not run where charts are pictures
    without text.  Silent on a chart none of whose amounts is known: it may show something else.  `height`: how far above its caption a
    chart reaches, in points.
    """
    charts = captions(case, arguments)
    if not charts:
        raise UnavailableError("not_applicable", "no_instance")
    printed = [(line, page, _shown(line, page, case, arguments)) for _, line, page in charts]
    if not any(numbers for _, _, numbers in printed):
        raise UnavailableError("not_run", "figure_is_a_picture", count=len(charts))
    known = _Known(case)
    for line, page, numbers in printed:
        missing = [text for text in numbers if not known.has(text)]
        if not numbers or len(missing) == len(numbers):
            continue
        details = {"text": line.text.strip(), "names": missing}
        message = "found_figure_value" if missing else ""
        yield Outcome("fail" if missing else "pass", message=message, details=details, places=(place_of(line, page),))


def _shown(caption: Line, page: Page, case: Case, arguments: Arguments) -> list[str]:
    """The amounts with decimals in the lines above a caption that are no sentence, up to the first that is."""
    found: list[str] = []
    above = [each for each in case.body if each[2] is page and each[1].box.bottom <= caption.box.top + 1]
    for folded, line, _ in sorted(above, key=lambda each: -each[1].box.bottom):
        if caption.box.top - line.box.top > arguments["height"] or re.search(arguments["sentence"], folded):
            break
        found += [number.replace(",", "") for number in re.findall(r"(?<![\d.])\d[\d,]*\.\d+(?![\d.]|\s*%)", line.text)]
    return [] if _is_axis(found) else list(dict.fromkeys(found))


def _is_axis(texts: list[str]) -> bool:
    values = sorted({Fraction(text) for text in texts})
    return len(values) >= AXIS and len({after - before for before, after in pairwise(values)}) == 1


class _Known:
    """Every number the report states or prints in a table, and the amounts of other years that follow from stated changes."""

    def __init__(self, case: Case) -> None:
        ledger = case.ledger
        self._numbers = {Fraction(said.statement.value) for said in case.talk.said if said.value is not None}
        self._numbers |= {Fraction(fact.amount_fen, ledger.per_unit(fact)) for fact in ledger.facts}
        self._spans = [
            (Fraction(each.derived_low, worth), Fraction(each.derived_high, worth))
            for each in ledger.statements
            if each.derived_low is not None and each.derived_high is not None and (worth := ledger.definitions.money.get(each.unit))
        ]

    def has(self, text: str) -> bool:
        """Whether a printed number is one of them, as far as it is printed."""
        value, half = Fraction(text), Fraction(1, 2 * 10 ** len(text.partition(".")[2]))
        if value in self._numbers or any(low - half <= value <= high + half for low, high in self._spans):
            return True
        return any(abs(value - number) <= half for number in self._numbers)
