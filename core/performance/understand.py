"""Pages → performance: every form of evaluation as projects with their funds and indicators, every score sheet as scores."""

from functools import cache

from core.definitions import Definitions
from core.model import Problem, Project, SheetScore, Table
from core.names import fold
from core.performance.draft import Draft
from core.performance.forms import Form, Forms
from core.performance.head import name_in_title, organisation
from core.performance.indicators import finished, nameless
from core.performance.scores import sheet_scores
from core.performance.strips import strips
from core.performance.walk import walk
from core.reading.page import Page

FEWEST_FIGURES = 6  # so many figures below a title of performance are a form that was not understood


def understand_performance(
    pages: list[Page], tables: tuple[Table, ...], definitions: Definitions
) -> tuple[tuple[Project, ...], tuple[SheetScore, ...], tuple[Problem, ...]]:
    """The projects, the rows of score sheets and lists, and what could not be read, each in printed order.

    `tables`: what core.tables found; grids that belong to a known table are left alone.
    """
    forms = _forms(definitions)
    drafts: list[Draft] = []
    for strip in strips(pages, tables, definitions, forms):
        walk(strip, drafts, forms)
    projects, scores, problems = [], [], []
    for draft in drafts:
        scores += draft.scores
        form = _form_of(draft, forms)
        if form is not None and _evaluates(draft):
            projects.append(_project(draft, form, forms))
            problems += nameless(draft)
        elif form is None and "score" in draft.roles:
            scores += sheet_scores(draft, forms)
        elif _unread(draft, forms):
            problems.append(Problem("performance_not_read", draft.title, {"page": draft.place.page, "title": draft.title}, draft.place))
    return tuple(projects), tuple(scores), tuple(problems)


@cache
def _forms(definitions: Definitions) -> Forms:
    return Forms(definitions)


def _form_of(draft: Draft, forms: Forms) -> Form | None:
    """The form a draft is, by its title, else by its head; None for score sheets and whatever else."""
    if forms.title["plan"].search(fold(draft.title)):
        return None
    for form in forms.forms:
        other = form.owner == "whole" and "project" in draft.names and "whole" not in draft.names
        if form.title.search(fold(draft.title)) and not other and not form.without & draft.roles:
            return form
    if not (draft.funding or draft.tasks or "actual" in draft.roles):
        return None
    return next((form for form in forms.forms if form.head in draft.names), forms.forms[-1] if "target" in draft.roles else None)


def _evaluates(draft: Draft) -> bool:
    """Whether the form says what came of it: a plan of targets, and a blank one, is no evaluation."""
    columns = draft.roles & {"actual", "score"} and any(entry.actual or entry.score for entry in draft.entries)
    spent = any(funding.executed or funding.score for funding in draft.funding)
    return bool(columns or spent or draft.tasks or any(total.score for total in draft.totals))


def _project(draft: Draft, form: Form, forms: Forms) -> Project:
    total = draft.totals[-1] if draft.totals else None
    whole = organisation(draft.names.get("whole", ""), forms)
    name = draft.names.get("project", "") if form.owner == "project" else whole
    return Project(
        form=form.key,
        project=name or name_in_title(draft.title, form.owner, forms),
        department=organisation(draft.names.get("department", ""), forms) or (whole if form.owner == "whole" else ""),
        implementing_unit=organisation(draft.names.get("implementing_unit", ""), forms),
        score=total.score if total else forms.number(draft.names.get("score", "")),
        weight_total=total.weight if total else "",
        place=draft.place,
        funding=tuple(draft.funding),
        indicators=finished(draft, forms),
        tasks=tuple(draft.tasks),
        budget=forms.number(draft.names.get("whole_budget", "")),
    )


def _unread(draft: Draft, forms: Forms) -> bool:
    """Whether a form of evaluation stands here and nothing in it was understood."""
    titled = any(form.title.search(fold(draft.title)) for form in forms.forms)
    return titled and not (draft.entries or draft.scores or draft.funding) and draft.figures >= FEWEST_FIGURES
