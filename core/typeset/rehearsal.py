"""The report to rehearse with: a sample printed again with one digit of one figure changed; which one says data/definitions/demo.toml."""

import tempfile
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from core.definitions import FOLDER
from core.errors import DefinitionError
from core.typeset.figures import read_figures
from core.typeset.forms import sheets
from core.typeset.layout import read_layout
from core.typeset.report import Misprint, typeset
from core.typeset.samples import SAMPLES
from core.typeset.sheet import GoldenFact, Row, Sheet


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """The report (PDF) and the figure in it that was changed: its table, line, column, the right text, the changed one, unit, page."""

    pdf: bytes
    table: str
    line_code: str
    line_name: str
    column: str
    was: str
    now: str
    unit: str
    page: int


def rehearsal() -> Rehearsed:
    """Prints it, the same every time.  Raises DefinitionError when the sample has no figure as demo.toml asks for."""
    with (FOLDER / "demo.toml").open("rb") as file:
        asked = tomllib.load(file)["rehearsal"]
    source = SAMPLES / asked["sample"] / "figures.toml"
    with source.open("rb") as file:
        form = tomllib.load(file)["form"]
    figures, layout = read_figures(source), read_layout(form)
    printed = (fact for sheet in sheets(figures, layout) if sheet.table == asked["table"] for fact in sheet.facts())
    digits = asked["code_digits"]
    suiting = [fact for fact in printed if fact.column == asked["column"] and len(fact.line_code) == digits]
    fact = max(suiting, key=lambda fact: fact.amount_fen, default=None)
    if fact is None:
        raise DefinitionError("unknown_message", where="demo.toml", found=asked["table"])
    changed = slipped(fact.printed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.pdf"
        made = typeset(figures, layout, path, Misprint(sheet=lambda sheet: _changed(sheet, fact, changed)))
        pdf = path.read_bytes()
    page = next(placed.page for placed in made.facts if (placed.fact.table, placed.fact.line_code, placed.fact.column) == _key(fact))
    return Rehearsed(pdf, fact.table, fact.line_code, fact.line_name, fact.column, fact.printed, changed, fact.unit, page)


def slipped(text: str) -> str:
    """The figure with its last digit before the point (of one without a point: its last) another: 9 becomes 8, any other one more."""
    whole, point, part = text.partition(".")
    last = int(whole[-1])
    return f"{whole[:-1]}{last - 1 if last == 9 else last + 1}{point}{part}"


def _key(fact: GoldenFact) -> tuple[str, str, str]:
    return fact.table, fact.line_code, fact.column


def _changed(sheet: Sheet, fact: GoldenFact, text: str) -> Sheet:
    """The sheet with another text where it prints that fact."""
    return replace(sheet, body=tuple(_row(row, fact, text) for row in sheet.body)) if sheet.table == fact.table else sheet


def _row(row: Row, fact: GoldenFact, text: str) -> Row:
    return tuple(replace(cell, text=text) if cell and cell.fact and _key(cell.fact) == _key(fact) else cell for cell in row)
