"""Figures and a layout -> the forms of performance as sheets."""

from core.typeset.figures import Figures
from core.typeset.layout import Layout
from core.typeset.project_form import project_sheet
from core.typeset.score_forms import list_sheet, score_sheet
from core.typeset.sheet import Sheet
from core.typeset.whole_form import whole_sheet
from core.typeset.words import Words, definitions


def performance_sheets(figures: Figures, layout: Layout) -> list[Sheet]:
    """In printed order: the whole department, the list of all projects where some have no form, the projects' forms, score sheets."""
    labels, words = definitions("evaluation"), Words(layout)
    form = labels["form"][layout.performance_form]
    found = [whole_sheet(figures.whole, figures, labels["whole"], words)] if figures.whole else []
    if any(not project.goals for project in figures.projects):
        found.append(list_sheet(figures.projects, labels["list"], words.say("body_line", unit_name=figures.unit_name)))
    evaluated = [project for project in figures.projects if project.goals]
    found += [project_sheet(project, form, labels["project"], figures.fiscal_year) for project in evaluated]
    return [*found, *(score_sheet(sheet, labels["sheet"]) for sheet in figures.score_sheets)]
