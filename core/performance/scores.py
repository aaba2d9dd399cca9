"""Score sheets and lists of scores: third-party evaluations, sheets that run across, summary lists."""

from core.model import SheetScore
from core.performance.draft import Draft, texts
from core.performance.forms import Forms
from core.performance.indicators import finished
from core.performance.rows import Row
from core.performance.strips import Strip


def take_list_row(row: Row, draft: Draft, forms: Forms) -> None:
    """A row of a list of scores: a project or a unit, and what it scored."""
    under = draft.layout.under(row, row.starting)
    owner, item = texts(under.get("owner")), texts(under.get("item"))
    if not item:
        owner, item = "", owner
    weight, score = (forms.number(texts(under.get(role))) for role in ("weight", "score"))
    if item and not forms.says_nothing(score) and not forms.rows["total"].fullmatch(item):
        draft.scores.append(SheetScore(draft.title, owner, item, weight, score, row.place))


def across(strip: Strip, forms: Forms) -> list[SheetScore]:
    """The scores of a sheet that runs across: names in its first row, a row of weights, a row of scores; else []."""
    labels = {forms.across.of(row.starting[0].heading): row for row in strip.rows[1:] if len(row.starting) == len(row.cover)}
    names = strip.rows[0].starting
    if "weight" not in labels or "score" not in labels or len(names) != len(strip.rows[0].cover) or len(names) < 3:
        return []
    columns = zip(names[1:], labels["weight"].starting[1:], labels["score"].starting[1:], strict=True)
    return [
        SheetScore(strip.title, "", name.text, forms.number(weight.text), forms.number(score.text), labels["score"].place)
        for name, weight, score in columns
        if name.folded and forms.is_number(score.folded)
    ]


def sheet_scores(draft: Draft, forms: Forms) -> list[SheetScore]:
    """The rows of a score sheet, its total last."""
    rows = [SheetScore(draft.title, e.level1, e.indicator, e.weight, e.score, e.place) for e in finished(draft, forms) if e.indicator]
    totals = [SheetScore(draft.title, "", total.word, total.weight, total.score, total.place) for total in draft.totals[-1:]]
    return [row for row in (*rows, *totals) if row.weight or row.score]
