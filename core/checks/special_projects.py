"""Checks of what performance forms say of their projects in words: the goal, the structure of weights, the name."""

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from fractions import Fraction

from core.checks.case import Case
from core.checks.outcome import Outcome, UnavailableError
from core.checks.registry import Arguments, special
from core.checks.special_forms import number, projects
from core.checks.special_scores import bare
from core.model import Place, Project
from core.names import fold
from core.reading.page import Cell, Grid, Page

LONGEST_HEADING = 16  # characters: a cell with more is no heading
ALIKE = 0.85  # names so alike are probably meant to be the same
MOST_LETTERS = 4  # names longer by more are of other projects


def grids(case: Case) -> list[tuple[Page, Grid]]:
    """Every grid of the report with its page.  Raises UnavailableError where the pages are not at hand."""
    if case.pages is None:
        raise UnavailableError("not_run", "words_not_at_hand")
    return [(page, grid) for page in case.pages for grid in page.grids]


@special
def goals_are_told(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """The goal of a form, in the cell under its heading: a mere number is none, and fewer than `fewest` characters are told.

    `heading`: pattern of the heading, `mark`: a letter all headings have, `filler`: pattern of what is no goal.  Silent on blank cells:
    they may be unread, or go on elsewhere.
    """
    goals = [(page, cell) for page, grid in grids(case) for cell in _under(grid, arguments) if cell.text.strip()]
    if not goals:
        raise UnavailableError("not_applicable", "no_instance")
    wrong = []
    for page, cell in goals:
        text = fold(cell.text)
        filler = re.fullmatch(arguments["filler"], text) is not None
        if filler or len(text) < arguments["fewest"]:
            severity = None if filler else "info"
            place = Place(page.number, cell.box)
            wrong.append(Outcome("fail", message="found_no_goal", details={"text": text}, severity=severity, places=(place,)))
    yield from wrong or [Outcome("pass", places=(Place(goals[0][0].number, goals[0][1].box),))]


def _under(grid: Grid, arguments: Arguments) -> Iterator[Cell]:
    """The cells right under the cells whose text is a heading."""
    mark = arguments["mark"]
    for cell in grid.cells:
        if mark in cell.text and len(cell.text) <= LONGEST_HEADING and re.fullmatch(arguments["heading"], fold(cell.text)):
            row = cell.row + cell.row_span
            yield from (below for below in grid.cells if below.column == cell.column and below.row == row)


@special
def weights_are_the_usual_ones(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """The weights of the first-level kinds against the structures of the rules, told once for all forms, since regions set their own.

    `kinds`: name → pattern of a first level; `usual`: lists of weights in the order of `kinds`, nothing for a kind that is not there.
    Silent on forms whose weights are not all read, do not come to a hundred, or have a first level of another kind.
    """
    known = [(project, found) for project in projects(case, arguments) if (found := _structure(project, arguments))]
    if not known:
        raise UnavailableError("not_applicable", "no_instance")
    usual = [tuple(map(Fraction, each)) for each in arguments["usual"]]
    odd = [(project, found) for project, found in known if found not in usual]
    names = [f"{project.project} ({'/'.join(str(float(each)).removesuffix('.0') for each in found if each)})" for project, found in odd]
    places = tuple(project.place for project, _ in odd or known[:1])
    details = {"names": names[:10], "count": len(odd)}
    yield Outcome("fail" if odd else "pass", message="found_unusual_weights" if odd else "", details=details, places=places)


def _structure(project: Project, arguments: Arguments) -> tuple[Fraction, ...] | None:
    """The sums of weights by kind in the order of the kinds; None where they cannot be told."""
    sums = dict.fromkeys(arguments["kinds"], Fraction(0))
    for indicator in project.indicators:
        weight, level = number(indicator.weight), fold(indicator.level1)
        kind = next((kind for kind, pattern in arguments["kinds"].items() if re.search(pattern, level)), None)
        if weight is None or kind is None:
            return None
        sums[kind] += max(weight, 0)
    rate = next((found for row in project.funding if (found := number(row.weight)) is not None), Fraction(0))
    return tuple(sums.values()) if sum(sums.values()) + rate == 100 else None


@special
def projects_are_named_alike(case: Case, arguments: Arguments) -> Iterator[Outcome]:
    """A form whose project the text, or a list of scores, names almost but not quite the same.

    Silent where one name is a part of the other, where only numbers differ (parts of one project), and on names another form has.
    `section`, `ending`: patterns of the text's sections, and of words after a name.
    """
    forms = {name: project for project in projects(case, arguments) if (name := bare(project.project))}
    told = {bare(row.item): row.place for row in case.ledger.scores if number(row.weight) is None}
    for measure in ("budget", "score", "completion_percent"):
        for said in case.talk.where(measure, arguments["section"]):
            told.setdefault(re.sub(arguments["ending"], "", bare(said.subject)), said.statement.place)
    told.pop("", None)
    if not told or not forms:
        raise UnavailableError("not_applicable", "no_instance")
    others = {name: re.findall(r"\d+", name) for name in told if name not in forms}
    wrong = []
    for name, project in forms.items():
        known = name in told or any(name in other or other in name for other in others)
        near = None if known else _near(name, others)
        if near:
            details = {"project": project.project, "other": near}
            wrong.append(Outcome("fail", message="found_project_name", details=details, places=(project.place, told[near])))
    yield from wrong or [Outcome("pass", places=tuple(project.place for project in list(forms.values())[:1]))]


def _near(name: str, others: Mapping[str, list[str]]) -> str | None:
    """The first of the others that is nearly the same and has the same numbers."""
    numbers = re.findall(r"\d+", name)
    for other, found in others.items():
        if abs(len(name) - len(other)) <= MOST_LETTERS and found == numbers:
            matcher = SequenceMatcher(None, name, other, autojunk=False)
            if matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE:
                return other
    return None
