"""The indicators of a form: rows below their heading, levels merged over rows and pages, operators wherever they stand, totals."""

from decimal import Decimal

from core.model import Indicator, Problem
from core.names import fold
from core.performance.draft import Draft, Entry, Total, sum_of, texts
from core.performance.forms import Forms
from core.performance.rows import Layout, Piece, Row, covering

LEVELS = ("level1", "level2", "indicator")


def take_indicator(row: Row, draft: Draft, forms: Forms, broken: bool) -> None:
    """A row below the heading.  `broken`: the first of a grid that goes on from another, so it may be the rest of the row before."""
    if _take_total(row, draft, forms) or any(forms.rows["sign_off"].match(piece.folded) for piece in row.starting[:1]):
        return
    entry, has_level = _entry(row, draft, forms)
    if entry is None:
        return
    if broken and draft.entries and not has_level and not draft.closed and _joins(draft.entries[-1], entry, draft, forms):
        return
    draft.entries.append(entry)
    if not (forms.says_nothing(entry.weight) and forms.says_nothing(entry.score)):
        draft.totals.clear()  # what looked like the total was that of a part


def finished(draft: Draft, forms: Forms) -> tuple[Indicator, ...]:
    """The indicators that say anything: rows without actual value, weight and score are blanks of the form."""
    said = [entry for entry in draft.entries if not all(map(forms.says_nothing, (entry.actual, entry.weight, entry.score)))]
    return tuple(Indicator(*(getattr(entry, name) for name in Indicator.__slots__)) for entry in said)


def nameless(draft: Draft) -> list[Problem]:
    """One problem for each row that has figures and no name."""
    return [
        Problem("row_without_label", draft.title, {"page": e.place.page, "table": draft.title, "text": e.score or e.weight}, e.place)
        for e in draft.entries
        if not (e.indicator or e.level2) and (e.weight or e.score)
    ]


def _entry(row: Row, draft: Draft, forms: Forms) -> tuple[Entry | None, bool]:
    """The row as an entry, and whether it prints a level of its own; None where it prints nothing."""
    under = draft.layout.under(row, row.starting)
    first, second, name = _levels(row, draft.layout)
    printed = {role: texts(under.get(role)).strip() for role in draft.layout.roles if role not in LEVELS and role != "reason"}
    own = any(piece.folded for role in LEVELS[:2] for piece in under.get(role, []))
    if not any(piece.folded for piece in row.starting):
        return None, own
    if "level2" in draft.layout.roles and not second and forms.second_level.fullmatch(fold(first)) and first != draft.level1:
        first, second = "", first
    first, second = draft.levels(first, second)
    if "indicator" not in draft.layout.roles:
        second, name = ("", second) if "level2" in draft.layout.roles else ("", first)
    reasons = [piece.text for piece in under.get("reason", []) if not forms.says_nothing(piece.text)]
    operator, target, unit = _target(printed, forms)
    return Entry(
        level1=first,
        level2=second,
        indicator=forms.rows["numbered"].sub("", name).strip(),
        operator=operator,
        target=target,
        target_unit=unit,
        actual=forms.grade(printed.get("actual", "")),
        weight=forms.number(printed.get("weight", "")),
        score=forms.number(printed.get("score", "")),
        reason=forms.joined.join(reasons),
        place=row.place,
    ), own


def _levels(row: Row, layout: Layout) -> list[str]:
    """The texts that stand for the levels and the indicator in a row, also from cells begun above or merged over several of them."""
    found = dict.fromkeys(LEVELS, "")
    for piece in covering(row) if row.starting else ():
        for column in layout.spanned(piece, len(row.cover)) if piece.folded else ():
            if column.role == "indicator" or (column.role in LEVELS and not found[column.role]):
                found[column.role] += piece.text.strip()
    return [found[role] for role in LEVELS]


def _target(printed: dict[str, str], forms: Forms) -> tuple[str, str, str]:
    """The operator as a sign, from its own column, from the nature of the indicator, or from the target's cell; target; its unit."""
    target = printed.get("target", "")
    folded = fold(target)
    apart = forms.sign(fold(printed.get("operator", ""))) or forms.sign(fold(printed.get("nature", "")))
    alone = forms.sign(folded)
    leading, figure = forms.leading_sign(folded)
    unit = printed.get("unit", "")
    if not unit or forms.says_nothing(unit):
        found = forms.target.match(figure)
        unit = found.group(2) if found else ""
    return apart or alone or leading, "" if alone else target, unit


def _joins(before: Entry, rest: Entry, draft: Draft, forms: Forms) -> bool:
    """Adds the rest of a row broken by the end of a page to its beginning; False where it is a row of its own."""
    marked = bool(draft.layout.roles & {"weight", "score"})
    scored = bool(rest.weight or rest.score)
    blank = forms.rows["template"].match(fold(rest.indicator)) is not None
    if marked and not scored:
        joins = bool(before.weight or before.score) and not (rest.indicator and blank)
    elif marked:
        joins = not rest.indicator and not (before.weight or before.score)
    else:
        joins = not rest.indicator
    if joins:
        for name in ("indicator", "target", "actual", "reason", "weight", "score", "operator", "target_unit"):
            setattr(before, name, getattr(before, name) + getattr(rest, name))
    return joins


def _take_total(row: Row, draft: Draft, forms: Forms) -> bool:
    """A total row, its figures under weight and score or wherever the form left them; True if the row was a total or subtotal."""
    worded = [piece for piece in row.starting if piece.folded]
    label = next((piece for piece in worded[:2] if _says_total(piece, forms)), None)
    if label is None:
        return bool(worded) and forms.rows["subtotal"].fullmatch(worded[0].heading) is not None
    inside = forms.total_and_figure.fullmatch(label.folded)
    figures = [forms.number(piece.text) for piece in worded if piece is not label and forms.is_number(piece.folded)]
    under = draft.layout.under(row, row.starting)
    weight, score = (forms.number(texts(under.get(role))) for role in ("weight", "score"))
    if inside:
        score = forms.number(inside.group(1))
    elif not score and len(figures) >= 2:
        weight, score = figures[-2:]
    elif not score and figures and not _is_weight(figures[-1], weight, draft):
        weight, score = "", figures[-1]
    draft.totals.append(Total(label.text, weight, score, row.place))
    return True


def _says_total(piece: Piece, forms: Forms) -> bool:
    return bool(forms.rows["total"].fullmatch(piece.heading) or forms.total_and_figure.fullmatch(piece.folded))


def _is_weight(figure: str, weight: str, draft: Draft) -> bool:
    """Whether the only figure of a total row is the sum of the weights: nothing was scored, or the scores sum to another figure."""
    rows = [*draft.entries, *draft.tasks, *draft.funding]
    weights, scores = sum_of([row.weight for row in rows]), sum_of([row.score for row in rows])
    return weight == figure and (not any(entry.score for entry in draft.entries) or Decimal(figure) == weights != scores)
