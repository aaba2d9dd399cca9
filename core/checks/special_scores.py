"""Checks of scores: the words of the explanation, lists of scores and score sheets against the forms."""

import re
from collections.abc import Iterator
from fractions import Fraction

from core.checks.case import Case
from core.checks.outcome import Outcome, UnavailableError
from core.checks.registry import Arguments, special
from core.checks.special_forms import HALF, digit, number, projects
from core.checks.special_stated import form_money, in_nearest_unit
from core.checks.talk import Said, need_statements
from core.checks.tolerance import EXACT, compare
from core.model import Project, SheetScore
from core.names import fold

FEWEST_KINDS = 3


def bare(text: str) -> str:
    """A project's name for comparing: without blanks, marks and the case of letters."""
    return re.sub(r"[^\w]", "", fold(text)).lower()


def _named(case: Case, arguments: Arguments, measure: str) -> Iterator[tuple[Said, list[Project]]]:
    """The statements of a measure about a project, and the form of that name, with those whose shorter name is a part of it."""
    need_statements(case.talk)
    named = [(bare(project.project), project) for project in projects(case, arguments)]
    for said in case.talk.where(measure, arguments["section"]):
        name = re.sub(arguments["ending"], "", bare(said.subject))
        exact = [project for other, project in named if other == name]
        if len(exact) == 1:
            yield said, [*exact, *(project for other, project in named if other and other != name and other in name)]


def _compared(said: Said, project: Project, printed: str, same: bool) -> Outcome:
    details = {"project": project.project, "text": said.text, "found": printed}
    message = "" if same else "found_text_and_form"
    return Outcome("pass" if same else "fail", message=message, details=details, statements=(said.number,), places=(project.place,))


@special
def told_scores_are_those_of_the_forms(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """The score the text gives a project against the total of the form of that name.  Silent where there is not exactly one."""
    for said, found in _named(case, arguments, "score"):
        if number(found[0].score) is not None:
            same = any(number(project.score) == said.value.at for project in found)
            yield _compared(said, found[0], found[0].score, same)


@special
def told_money_is_that_of_the_forms(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """The budget and the executed money the text gives a project against the form of that name, in the unit nearest."""
    for measure, column in (("budget", "adjusted_budget"), ("current", "executed")):
        for said, found in _named(case, arguments, measure):
            printed = [text for project in found if (text := form_money(project, column)) is not None]
            if printed and case.talk.is_money(said):
                values = [in_nearest_unit([text], said.value, case) for text in printed]
                same = any(compare(said.value, "=", value, EXACT)[1] != "fail" for value in values)
                yield _compared(said, found[0], printed[0], same)


@special
def told_rates_are_those_of_the_forms(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """The rate of completion the text gives a project against the rate the form of that name prints, in percent or as a part of one."""
    for said, found in _named(case, arguments, "completion_percent"):
        rates = [next((row.rate for row in project.funding if number(row.rate) is not None), "") for project in found]
        if rates[0]:
            yield _compared(said, found[0], rates[0], any(rate and _same_rate(said, rate) for rate in rates))


def _same_rate(said: Said, printed: str) -> bool:
    rate, half = number(printed), max(HALF * digit(printed), said.value.high - said.value.at)
    return any(abs(value - said.value.at) <= half * scale for value, scale in ((rate, 1), (rate * 100, 100)))


@special
def averages_fit(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """A told average score against that of all forms.  Not applicable unless as many forms are there as are told, or more than one.

    `subject`: pattern of an average.
    """
    need_statements(case.talk)
    scores = [score for project in projects(case, arguments) if (score := number(project.score)) is not None]
    said = next((each for each in case.talk.where("score", arguments["section"]) if re.search(arguments["subject"], each.subject)), None)
    counts = {each.value.at for each in case.talk.where("count", arguments["section"]) if re.search(arguments["count"], each.subject)}
    if said is None or len(scores) < 2 or (counts and Fraction(len(scores)) not in counts):
        raise UnavailableError("not_applicable", "no_instance")
    average = sum(scores) / len(scores)
    same = said.value.low <= average <= said.value.high
    details = {"text": said.text, "found": f"{float(average):.2f}", "count": len(scores)}
    message = "" if same else "found_average"
    yield Outcome("pass" if same else "fail", message=message, details=details, statements=(said.number,))


def _lists(case: Case, arguments: Arguments) -> dict[str, list[SheetScore]]:
    """The lists of scores: sheets without weights.  Raises UnavailableError where there are none."""
    found: dict[str, list[SheetScore]] = {}
    for row in case.ledger.scores:
        if number(row.score) is not None and number(row.weight) is None:
            found.setdefault(row.sheet, []).append(row)
    if not found:
        raise UnavailableError("not_applicable", "no_scores")
    return found


@special
def listed_scores_are_those_of_the_forms(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """The score of a list against the total of the form of the same project.  Silent on names that stand twice."""
    listed = [row for group in _lists(case, arguments).values() for row in group]
    names = [bare(row.item) for row in listed]
    by_name = {bare(project.project): project for project in projects(case, arguments)}
    for row, name in zip(listed, names, strict=True):
        project = by_name.get(name)
        if project is None or names.count(name) > 1 or number(project.score) is None:
            continue
        same = number(project.score) == number(row.score)
        details = {"project": project.project, "text": row.score, "found": project.score}
        message = "" if same else "found_text_and_form"
        yield Outcome("pass" if same else "fail", message=message, details=details, places=(row.place, project.place))


@special
def grades_are_counted_right(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """How many projects the text gives each grade against the scores of the longest list, and together against those evaluated.

    `bands`: pattern of the count → least, below; `together`: patterns of the count of all (`whole`) and of those of one grade or fund
    (`parts`), told in one sentence.
    """
    need_statements(case.talk)
    together = list(_told_together(case, arguments))
    yield from together
    if together and not case.ledger.scores:
        return
    listed = [number(row.score) for row in max(_lists(case, arguments).values(), key=len)]
    for pattern, (least, below) in arguments["bands"].items():
        said = next((each for each in case.talk.where("count", arguments["section"]) if re.search(pattern, each.subject)), None)
        if said is None:
            continue
        count = sum(least <= score < below for score in listed)
        details = {"subject": said.statement.subject, "text": said.text, "count": count}
        message = "" if count == said.value.at else "found_grade_count"
        yield Outcome("fail" if message else "pass", message=message, details=details, statements=(said.number,))


def _told_together(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    counts = list(case.talk.where("count", arguments["section"]))
    for one in arguments["together"]:
        for whole in (each for each in counts if case.talk.matches(one["whole"], each.subject, whole=True)):
            here = [each for each in counts if each.statement.sentence == whole.statement.sentence and each.number > whole.number]
            parts = [each for each in here if case.talk.matches(one["parts"], each.subject)]
            if len(parts) >= FEWEST_KINDS and not case.talk.matches(one["parts"], whole.subject):
                yield _together(whole, parts)


def _together(whole: Said, parts: list[Said]) -> Outcome:
    count = sum(each.value.at for each in parts)
    message = "" if count == whole.value.at else "found_grades_together"
    details = {"subject": whole.statement.subject, "text": whole.text, "count": int(count)}
    numbers = tuple(each.number for each in (whole, *parts))
    return Outcome("fail" if message else "pass", message=message, details=details, statements=numbers)


@special
def grades_fit_the_scores(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """A grade told right after a score, against the bands.  `pattern`: groups score and grade; `bands`: grade → least, below."""
    for found in re.finditer(arguments["pattern"], case.text):
        score, (least, below) = Fraction(found["score"]), arguments["bands"][found["grade"]]
        wrong = not least <= score < below
        details = {"text": found.group()}
        yield Outcome("fail" if wrong else "pass", message="found_other_grade" if wrong else "", details=details)


def _sheets(case: Case) -> dict[str, list[SheetScore]]:
    """The score sheets with weights.  Raises UnavailableError where there are none."""
    found: dict[str, list[SheetScore]] = {}
    for row in case.ledger.scores:
        if number(row.weight) is not None:
            found.setdefault(row.sheet, []).append(row)
    if not found:
        raise UnavailableError("not_applicable", "no_scores")
    return found


@special
def sheet_totals_hold(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """A total row of a score sheet against its other rows, for weights and scores.

    `total`: pattern of its name.  Silent where it is not the last row and the only one: then several sheets stand together.
    """
    for sheet, group in _sheets(case).items():
        totals = [row for row in group if re.fullmatch(arguments["total"], fold(row.item))]
        if totals != group[-1:] or len(group) < 2:
            continue
        whole, others = group[-1], group[:-1]
        for column in ("weight", "score"):
            values = [number(getattr(row, column)) for row in others]
            total = number(getattr(whole, column))
            if total is None or None in values:
                continue
            found = sum((value for value in values if column == "score" or value > 0), Fraction(0))
            details = {"project": sheet, "found": f"{float(found):.2f}", "total": getattr(whole, column)}
            message = "" if found == total else "found_sheet_total"
            yield Outcome("fail" if message else "pass", message=message, details=details, places=(whole.place,))


@special
def sheet_scores_are_within_weights(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """A score of a score sheet above its weight; deductions (a weight below zero) aside."""
    for sheet, group in _sheets(case).items():
        pairs = [(row, number(row.weight), number(row.score)) for row in group]
        wrong = [row for row, weight, score in pairs if score is not None and weight >= 0 and score > weight]
        for row in wrong:
            details = {"project": sheet, "name": row.item, "weight": row.weight, "score": row.score}
            yield Outcome("fail", message="found_score_above", details=details, places=(row.place,))
        if not wrong:
            yield Outcome("pass", places=(group[0].place,))


@special
def dates_are_in_order(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """A day of signing after the month the report's own cover gives, within the part that begins with that cover.

    `signed`: groups year and month of a signature; `cover`: of a line that is nothing but a month.
    """
    months = [(found, page.number) for folded, _, page in case.lines if (found := re.fullmatch(arguments["cover"], folded))]
    for found in re.finditer(arguments["signed"], case.text):
        signed = int(found["year"]) * 12 + int(found["month"])
        covers = [int(each["year"]) * 12 + int(each["month"]) for each, _ in months]
        near = [each for each in covers if each >= signed - arguments["months"]]
        if near:
            wrong = all(each < signed for each in near)
            details = {"text": found.group()[-20:]}
            yield Outcome("fail" if wrong else "pass", message="found_signed_later" if wrong else "", details=details)
