"""The money of a form: rows under a heading, pairs of word and figure, and the main tasks of a department."""

from core.model import Funding, Task
from core.performance.draft import Draft, texts
from core.performance.forms import Forms
from core.performance.rows import Row, words_and_values

BUDGETS = ("initial_budget", "adjusted_budget")
FIGURES = (*BUDGETS, "executed", "weight", "rate", "score")


def take_funding(row: Row, draft: Draft, forms: Forms) -> None:
    """A row below the heading of the funds; a row whose label is no part of them says nothing."""
    layout = draft.layout
    # The heading may stand over the names of the parts too: words before the first figure are names wherever they stand.
    figures = [number for number, piece in enumerate(row.starting) if forms.is_number(piece.folded)]
    ahead = row.starting[: figures[0]] if figures else ()
    labels = [p for p in row.starting if (p in ahead or layout.column_of(p, len(row.cover)) is None) and forms.part(p.folded)]
    if labels:
        under = layout.under(row, [piece for piece in row.starting if piece not in labels])
        _add(draft, forms.part(labels[-1].folded), {role: texts(under.get(role)) for role in FIGURES}, row, forms)


def pair_roles(row: Row, forms: Forms) -> dict[str, str]:
    """The figures a row prints beside their words, by role: a budget and what was spent of it, at least; else {}."""
    found: dict[str, str] = {}
    for word, printed, value in words_and_values(row, forms.leading):
        role = forms.funding.of(word)
        if role in FIGURES and role not in found and (not value or value[0].isdigit()):
            found[role] = printed
    return found if "executed" in found and found.keys() & set(BUDGETS) else {}


def take_pairs(row: Row, draft: Draft, forms: Forms) -> None:
    """A row of pairs: the first names budget and execution, the next repeat a part of the funds before each figure."""
    values = pair_roles(row, forms)
    if values:
        draft.pairs = tuple(values)
        _add(draft, "total", values, row, forms)
        return
    labelled = [(part, printed) for word, printed, _ in words_and_values(row, forms.leading) if (part := forms.part(word))]
    if labelled and len(labelled) <= len(draft.pairs):
        _add(draft, labelled[0][0], {role: printed for role, (_, printed) in zip(draft.pairs, labelled, strict=False)}, row, forms)


def take_task(row: Row, draft: Draft, forms: Forms) -> None:
    """A main task of a department with its money; their total is the department's funds, part by part."""
    under = draft.layout.under(row, row.starting)
    figures = {role: forms.number(texts(under.get(role, [])[:1])) for role in FIGURES}
    total = next((piece for piece in row.starting[:2] if forms.rows["total"].fullmatch(piece.heading)), None)
    if total is not None:
        _take_task_total(row, draft, figures, forms)
        return
    task = texts(under.get("task"))
    if task and any(map(forms.is_number, figures.values())):
        budget = figures["adjusted_budget"] or figures["initial_budget"]
        draft.tasks.append(Task(task, budget, figures["executed"], figures["weight"], figures["rate"], figures["score"], row.place))


def _take_task_total(row: Row, draft: Draft, figures: dict[str, str], forms: Forms) -> None:
    by_part: dict[str, dict[str, str]] = {}
    for piece in row.starting:
        column = draft.layout.column_of(piece, len(row.cover))
        if column is not None and column.role in FIGURES:
            by_part.setdefault(column.part or "total", {})[column.role] = forms.number(piece.text)
    by_part.setdefault("total", {}).update({role: figures[role] for role in ("weight", "rate", "score")})
    for part, values in by_part.items():
        draft.funding.append(Funding(part, *(values.get(role, "") for role in FIGURES), row.place))


def _add(draft: Draft, part: str, printed: dict[str, str], row: Row, forms: Forms) -> None:
    """A row of the funds.  Money of one level of government counts as appropriation unless its sum has a row of its own."""
    if part == "nested" and draft.granted:
        return
    draft.granted = draft.granted or part == "appropriation"
    part = "appropriation" if part == "nested" else part
    draft.funding.append(Funding(part, *(forms.number(printed.get(role, "")) for role in FIGURES), row.place))
