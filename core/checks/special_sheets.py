"""Checks of score sheets against the text about them and against one another: rates, subtotals, the rules of scoring."""

import re
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from core.checks.case import Case, place_of
from core.checks.outcome import Outcome, UnavailableError
from core.checks.registry import Arguments, special
from core.checks.special_forms import digit, number
from core.checks.special_performance import named_kinds_are_scored
from core.checks.special_projects import grids
from core.checks.special_scores import bare
from core.model import Place, SheetScore
from core.names import fold
from core.reading.page import Grid

Bands = list[tuple[tuple[str, ...], str]]  # the numbers of a band → its points
FEWEST_BANDS = 3
FURTHEST = 600  # characters after an indicator's name in which its rules of scoring are looked for


@special
def told_score_rates_fit(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """A rate of points told in one sentence with its weight and its score.  `pattern`: the groups weight, score and rate."""
    told = list(re.finditer(arguments["pattern"], case.text))
    if not told:
        raise UnavailableError("not_applicable", "no_instance")
    for found in told:
        weight, score, rate = (number(found[name]) for name in ("weight", "score", "rate"))
        if not weight:
            continue
        exact, last = 100 * score / weight, digit(found["rate"])
        wrong = abs(exact - rate) > last / 2
        cut = wrong and 0 < exact - rate < last
        details = {"text": found.group(), "exact": f"{float(exact):.2f}%"}
        places = tuple(place_of(line, page) for folded, line, page in case.body if found.group()[-10:] in folded)[:1]
        yield Outcome(
            "fail" if wrong else "pass", note="truncated" if cut else "", message="found_score_rate" if wrong else "", details=details,
            severity="info" if cut else None, places=places, left=found["rate"] + "%", right=details["exact"],
        )  # fmt: skip


@special
def first_levels_are_their_sums(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """The points of a first-level indicator on one sheet against the sum of its second level on another of the report.

    Weights below zero are deductions and do not count.  Silent where the weights do not agree (a row may not have been read); a warning
    where several first levels of one name have different points, since these are of several evaluations.
    """
    firsts: dict[str, list[SheetScore]] = defaultdict(list)
    parts: dict[tuple[str, str], list[SheetScore]] = defaultdict(list)
    for row in case.ledger.scores:
        level = _level(row.level1)
        if not level and number(row.weight) is not None and number(row.score) is not None:
            firsts[_level(row.item)].append(row)
        elif level:
            parts[row.sheet, level].append(row)
    told = [outcome for (sheet, level), rows in parts.items() for outcome in _sums(sheet, rows, firsts.get(level, []))]
    if not told:
        raise UnavailableError("not_applicable", "no_scores")
    yield from told


def _level(text: str) -> str:
    """The name of a first level without its share or points."""
    return re.sub(r"\d+$", "", bare(re.sub(r"\(.*?\)|\d+(?:\.\d+)?%", "", fold(text))))


def _sums(sheet: str, rows: list[SheetScore], firsts: list[SheetScore]) -> Iterator[Outcome]:
    weights, scores = [number(row.weight) for row in rows], [number(row.score) for row in rows]
    if None in weights or None in scores:
        return
    weight, score = sum(each for each in weights if each > 0), sum(scores)
    firsts = [first for first in firsts if first.sheet != sheet and number(first.weight) == weight]
    if not firsts:
        return
    agrees = next((first for first in firsts if number(first.score) == score), None)
    first = agrees or firsts[0]
    several = len({number(each.score) for each in firsts}) > 1
    details = {"project": sheet, "name": first.item, "found": f"{float(score):.2f}".rstrip("0").rstrip("."), "total": first.score}
    message, places = "" if agrees else "found_first_level", (first.place, *(row.place for row in rows))
    yield Outcome(
        "fail" if message else "pass", message=message, details=details, severity="warn" if several else None, places=places,
        left=first.score, right=details["found"],
    )  # fmt: skip


@special
def scoring_rules_agree(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """The kinds of indicators an evaluation describes are on its score sheets, and the bands the text scores by are those of its table.

    `pattern`: how the text names a kind.  `names`, `rules`: patterns of the headings of a table of indicators and their rules; `band`:
    one band with the groups range and points.  Bands are compared only where text and table share one of at least three: else they are
    of something else.
    """
    found, reasons = [], []
    for part in (named_kinds_are_scored, _bands_agree):
        try:
            found += part(case, arguments)
        except UnavailableError as reason:
            reasons.append(reason.with_traceback(None))
    if not found:
        raise reasons[0]
    yield from found


def _bands_agree(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    ruled = [each for page, grid in grids(case) for each in _rules(page.number, grid, arguments)]
    names = [re.sub(r"\(.*?\)", "", fold(name)) for name, _, _ in ruled]
    for name, (_, rule, place) in zip(names, ruled, strict=True):
        printed = _bands(rule, arguments)
        if len(name) < 4 or len(printed) < FEWEST_BANDS:
            continue
        told = [_nearest(printed, _bands(segment, arguments)) for segment in _segments(case.text, name, names)]
        told = [each for each in told if each]
        if not told:
            continue
        wrong = all(each != printed for each in told)
        details = {"name": name, "text": _text(told[0]), "found": _text(printed)}
        lines = [place_of(line, page) for folded, line, page in case.body if name in folded][:1] if wrong else []
        yield Outcome("fail" if wrong else "pass", message="found_other_bands" if wrong else "", details=details, places=(*lines, place))


def _rules(page: int, grid: Grid, arguments: Arguments) -> Iterator[tuple[str, str, Place]]:
    """Name, rules of scoring and place of the rows of a table of indicators; nothing of any other grid."""
    heads = {cell.column: fold(cell.text) for cell in grid.cells if cell.row == 0 and len(cell.text) < 20}
    rules = next((column for column, text in heads.items() if re.fullmatch(arguments["rules"], text)), None)
    named = [column for column, text in heads.items() if re.fullmatch(arguments["names"], text) and (rules is None or column < rules)]
    if rules is None or not named:
        return
    at = {(cell.row, cell.column): cell for cell in grid.cells}
    for row in range(1, grid.rows):
        name, rule = at.get((row, max(named))), at.get((row, rules))
        if name is not None and rule is not None:
            yield name.text, fold(rule.text), Place(page, rule.box)


def _segments(text: str, name: str, names: list[str]) -> Iterator[str]:
    """The text after each mention of an indicator, up to the next indicator."""
    at = text.find(name)
    while at >= 0:
        first = at + len(name)
        ends = [found for other in names if other != name and (found := text.find(other, first, first + FURTHEST)) >= 0]
        yield text[first : min(ends, default=first + FURTHEST)]
        at = text.find(name, first)


def _bands(text: str, arguments: Arguments) -> Bands:
    bands = [(tuple(re.findall(r"\d+(?:\.\d+)?", found["range"])), found["points"]) for found in re.finditer(arguments["band"], text)]
    return [(numbers, points) for numbers, points in bands if numbers]


def _nearest(printed: Bands, told: Bands) -> Bands:
    """As many neighbouring bands of the text as are printed that share most with these; [] if none shares any."""
    windows = [told[at : at + len(printed)] for at in range(len(told) - len(printed) + 1)]
    shared = [sum(one == other for one, other in zip(window, printed, strict=True)) for window in windows]
    return windows[shared.index(max(shared))] if any(shared) else []


def _text(bands: Bands) -> list[str]:
    return [f"{'-'.join(numbers)}: {Fraction(points)}" for numbers, points in bands]
