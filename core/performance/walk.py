"""Row by row through the grids: which form a row belongs to, and what it says there."""

from itertools import takewhile

from core.model import Place
from core.performance.draft import Draft
from core.performance.forms import Forms
from core.performance.funding import BUDGETS, pair_roles, take_funding, take_pairs, take_task
from core.performance.head import NAMES, beside, labelled
from core.performance.indicators import LEVELS, take_indicator
from core.performance.rows import Piece, Row, covering, lay_out
from core.performance.scores import across, take_list_row
from core.performance.strips import Strip

STRAY = 4  # so many words in a row are a heading even with a stray figure among them
LAST = frozenset({"score", "weight", "task"})


def walk(strip: Strip, drafts: list[Draft], forms: Forms) -> None:
    """Takes the rows of a strip into the last draft, or into new ones where the strip or a row begins another form."""
    sheet = across(strip, forms) if len(strip.rows) > 2 else []
    goes_on = bool(drafts) and _goes_on(strip, drafts[-1], forms)
    if not goes_on or sheet:
        drafts.append(_new(strip))
        drafts[-1].names |= beside(strip.above, forms)
        drafts[-1].scores += sheet
    data, broken = 0, goes_on
    for index, row in enumerate(strip.rows if not sheet else ()):
        if index < data:
            continue
        kind = _heading(row, drafts[-1], forms)
        if kind:
            data = _open(kind, index, strip, drafts, forms)
        elif not _take_head(row, drafts, strip, forms):
            _take(row, drafts[-1], forms, broken)
            broken = broken and not row.starting
    drafts[-1].figures += sum(any(map(str.isdigit, piece.folded)) for row in strip.rows for piece in row.starting)


def _new(strip: Strip) -> Draft:
    return Draft(strip.title, strip.rows[0].place if strip.rows else Place(strip.page))


def _goes_on(strip: Strip, draft: Draft, forms: Forms) -> bool:
    """Whether a strip continues a form: close behind it, without a head or under the same head again, untitled or under the same title."""
    if not strip.follows or (draft.scores and draft.section != "list"):
        return False
    head = _first_labels(strip, forms)
    if head.keys() & set(NAMES) and draft.begun:
        return not draft.closed and all(draft.names.get(role) == text for role, text in head.items())
    return not strip.title or (strip.title == draft.title and not draft.closed)


def _first_labels(strip: Strip, forms: Forms) -> dict[str, str]:
    """The labels a strip begins with, a title over its whole width left out; a score may be the total of the form before."""
    worded = [row for row in strip.rows[:5] if sum(bool(piece.folded) for piece in row.starting) > 1]
    labels = takewhile(lambda found: found.keys() - {"score"}, (labelled(row, forms) for row in worded))
    return {role: text for found in labels for role, text in found.items()}


def _heading(row: Row, draft: Draft, forms: Forms) -> str:
    """Which heading a row is, or "": words over at least two columns that belong together, and hardly a figure among them."""
    worded = [piece for piece in row.starting if piece.folded]
    pieces = [piece for piece in worded if not forms.is_number(piece.folded)]
    if len(pieces) < 2 or len(worded) - len(pieces) > (len(pieces) >= STRAY):
        return ""
    indicator = [forms.indicator.of(piece.heading) for piece in covering(row)]
    levels = [role for role in indicator if role in LEVELS]
    own = any(forms.indicator.of(piece.heading) in LEVELS for piece in pieces)
    if own and (len(levels) >= 2 or {"target", "actual", "score"} & set(indicator)):
        return "indicators"
    return _list_heading(pieces, draft, forms) or _money_heading(row, pieces, forms)


def _money_heading(row: Row, pieces: list[Piece], forms: Forms) -> str:
    funding = _roles(row, forms)
    if not set(BUDGETS) & set(funding) or not {"executed", "rate"} & set(funding):
        return ""
    if any(forms.task.of(piece.heading) == "task" for piece in pieces):
        return "tasks"
    return "" if pair_roles(row, forms) else "funding"


def _list_heading(pieces: list[Piece], draft: Draft, forms: Forms) -> str:
    roles = [forms.list.of(piece.heading) for piece in pieces]
    if "score" not in roles or not {"item", "owner"} & set(roles) or draft.section in ("funding", "indicators"):
        return ""
    behind = pieces[min(roles.index(role) for role in ("item", "owner") if role in roles) + 1 :][:1]
    known = behind and (forms.list.of(behind[0].heading) or forms.funding.of(behind[0].heading) or forms.head.of(behind[0].heading))
    return "list" if known else ""


def _open(kind: str, index: int, strip: Strip, drafts: list[Draft], forms: Forms) -> int:
    """Opens a section under its heading; the first row below it."""
    draft = drafts[-1]
    if kind in ("indicators", "list") and (draft.closed or (draft.scores and kind == "indicators")):
        draft = _new(strip)
        drafts.append(draft)
    roles = {"indicators": forms.indicator, "funding": forms.funding, "tasks": forms.task, "list": forms.list}[kind]
    if kind == "list" and draft.begun and not draft.scores and "executed" in _roles(strip.rows[index], forms):
        kind, roles = "tasks", forms.listed_task
    part_of, certain = (forms.part if kind == "tasks" else None), (forms.rows["certain"] if kind == "funding" else None)
    draft.layout = lay_out(strip.rows, index, roles, LAST, part_of, certain)
    draft.section = kind
    if kind == "indicators":
        draft.roles |= draft.layout.roles
    return draft.layout.data


def _roles(row: Row, forms: Forms) -> list[str]:
    return [forms.funding.of(piece.heading) for piece in row.starting]


def _take_head(row: Row, drafts: list[Draft], strip: Strip, forms: Forms) -> bool:
    """Takes the labels of a head row; a name where one is already known begins another form."""
    draft = drafts[-1]
    if draft.section in ("tasks", "list") and any(draft.layout.column_of(piece, len(row.cover)) for piece in row.starting[:1]):
        return False
    found = labelled(row, forms)
    named = found.keys() & set(NAMES)
    if not found or (draft.section in ("indicators", "list", "tasks") and not named):
        return False
    if named and draft.begun and not _said_again(found, draft, row):
        draft = _new(strip)
        drafts.append(draft)
    if named and not draft.names.keys() & set(NAMES):
        draft.place = row.place
    if named:
        draft.section = ""
    draft.names |= {role: text for role, text in found.items() if role not in draft.names}
    return not pair_roles(row, forms)


def _said_again(found: dict[str, str], draft: Draft, row: Row) -> bool:
    """Whether a head is that of the same form, printed again on its next page."""
    same = all(draft.names.get(role) == text for role, text in found.items() if role in NAMES)
    return same and not draft.closed and row.page != draft.place.page


def _take(row: Row, draft: Draft, forms: Forms, broken: bool) -> None:
    if draft.section == "indicators":
        take_indicator(row, draft, forms, broken)
    elif draft.section == "tasks":
        take_task(row, draft, forms)
    elif draft.section == "list":
        take_list_row(row, draft, forms)
    elif draft.section == "funding":
        take_funding(row, draft, forms)
    elif draft.pairs or pair_roles(row, forms):
        take_pairs(row, draft, forms)
