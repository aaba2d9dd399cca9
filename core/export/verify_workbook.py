"""A workbook like the official forms, brought back: is it still what was exported, and if not, which cells were changed."""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from core.amounts import number_text
from core.definitions import Definitions
from core.errors import ReportError
from core.export.harmless import harmless
from core.export.official_sources import FIRST_KEPT, MARK, Kept
from core.reading.held_cells import Held, held_cells
from core.store.library import Library

_MOST_NAMED = 20
_DIGITS = Decimal("1e-9")  # what is less is what binary fractions leave behind
_REFERENCE = re.compile(r"([A-Z]+)(\d+)")
_SAID = 5  # facts about the export above the kept cells


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that is not as exported.

    `kind`: value · follows (a formula as exported comes to something else) · formula (another one, or none any more) · added · removed ·
    sheet (the whole sheet is gone; `was` counts its cells) · library (the library prints `was` where the file keeps `now` to verify by).
    """

    sheet: str
    cell: str
    kind: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of it.  `file`, `sha256` and `report` are those of the report it was made from, `version` that of the software.

    `cells`: how many were compared.  `changed`: in the order of the sheets.  `in_library`: whether its figures were compared with the
    library too (it holds the report).
    """

    file: str
    sha256: str
    report: str
    version: str
    cells: int
    changed: tuple[Change, ...]
    in_library: bool

    @property
    def edited(self) -> tuple[Change, ...]:
        """The changes somebody made, without the formulas that follow."""
        return tuple(change for change in self.changed if change.kind != "follows")

    def sentence(self, definitions: Definitions, language: str = "zh") -> str:
        """The result on one line: unchanged, or how many cells and which (the first twenty)."""
        if not self.changed:
            return definitions.message("verify_unchanged", language, cells=self.cells)
        edited = self.edited or self.changed
        followed = len(self.changed) - len(edited)
        parts = [definitions.message("verify_changed", language, changed=len(edited))]
        parts += [definitions.message("verify_followed", language, followed=followed)] if followed else []
        head = definitions.message("list_comma", language).join(parts)
        named = definitions.message("list_semicolon", language).join(told(each, definitions, language) for each in edited[:_MOST_NAMED])
        more = definitions.message("verify_and_more", language) if len(edited) > _MOST_NAMED else ""
        return definitions.message("verify_list", language, head=head, cells=named + more)


def told(change: Change, definitions: Definitions, language: str = "zh") -> str:
    """One change in words."""
    return definitions.message(f"change_{change.kind}", language, **asdict(change))


def verify_workbook(source: Path | bytes, library: Library | None = None) -> Verified:
    """Compares every cell with what was written when the file was exported, and, where the library holds the report, that with the library.

    Raises ReportError workbook_not_ours · damaged · encrypted · too_large_inside; OSError when the file cannot be read.
    """
    try:
        book = held_cells(source if isinstance(source, bytes) else Path(source).read_bytes())
    except ReportError as error:
        raise ReportError("workbook_not_ours") if error.code == "not_a_pdf" else error from error
    keeping = next((name for name, cells in book.items() if cells.get("A1", Held("", False)).value == MARK), "")
    if not keeping:
        raise ReportError("workbook_not_ours")
    said = [_text(book[keeping].get(f"A{row}")) for row in range(2, _SAID + 1)]
    kept = list(_kept(book[keeping]))
    there = library is not None and library.report(said[2]) is not None
    changed = [*_changes(kept, book), *(_against_library(kept, library, said[2]) if there else ())]
    return Verified(*said, len(kept), tuple(changed), there)


def _kept(cells: dict[str, Held]) -> Iterator[Kept]:
    """The cells as they were written."""
    row = FIRST_KEPT + 1
    while f"A{row}" in cells:
        yield Kept(*(_text(cells.get(f"{column}{row}")) for column in "ABCDEFGH"))
        row += 1


def _text(held: Held | None) -> str:
    return held.value if held else ""


def _changes(kept: list[Kept], book: dict[str, dict[str, Held]]) -> Iterator[Change]:
    by_sheet: dict[str, dict[str, Kept]] = {}
    for cell in kept:
        by_sheet.setdefault(cell.sheet, {})[cell.cell] = cell
    for sheet, written in by_sheet.items():
        if sheet not in book:
            yield Change(sheet, "", "sheet", str(len(written)), "")
            continue
        for place in sorted({*written, *book[sheet]}, key=_in_order):
            change = _change(sheet, place, written.get(place), book[sheet].get(place))
            if change is not None:
                yield change


def _change(sheet: str, place: str, was: Kept | None, now: Held | None) -> Change | None:
    if was is None:
        return Change(sheet, place, "added", "", _shown(now)) if now.value.strip() or now.formula else None
    if now is None:
        return Change(sheet, place, "removed", was.value, "")
    if _plain(was.formula) != _plain(now.formula):
        if now.formula or _same(was, now.value):
            return Change(sheet, place, "formula", was.formula or was.value, _shown(now))
        return _value(sheet, place, was, now)
    worked_out = bool(now.value) or not now.formula
    return _value(sheet, place, was, now) if worked_out and not _same(was, now.value) else None


def _value(sheet: str, place: str, was: Kept, now: Held) -> Change:
    return Change(sheet, place, "follows" if now.formula else "value", was.value, _decimal(now.value, was) if now.number else now.value)


def _same(was: Kept, now: str) -> bool:
    if was.kind != "number":
        return was.value == now
    try:
        return abs(Decimal(was.value) - Decimal(now)) <= _DIGITS * max(1, abs(Decimal(was.value)))
    except InvalidOperation:
        return False


def _decimal(text: str, was: Kept) -> str:
    """A number without what binary fractions leave, with the decimals it had at least."""
    exact = Decimal(text).quantize(_DIGITS)
    decimals = len(was.value.partition(".")[2])
    short = exact.normalize()
    return f"{exact.quantize(Decimal(1).scaleb(-decimals)) if -short.as_tuple().exponent < decimals else short:f}"


def _shown(held: Held) -> str:
    return f"={held.formula}" if held.formula else held.value


def _plain(formula: str) -> str:
    return "".join(formula.split()).lstrip("=").replace("$", "").upper()


def _in_order(place: str) -> tuple[int, int, str]:
    letters, row = _REFERENCE.fullmatch(place).groups()
    return int(row), len(letters), letters


def _against_library(kept: list[Kept], library: Library, report: str) -> Iterator[Change]:
    """Where what the file keeps to verify by is not what the library prints: then that was changed too, or the library was."""
    facts = library.facts(report)
    facts = facts[facts["corrected"] != ""][["table_no", "cell_row", "cell_column", "corrected"]]
    corrected = {tuple(map(str, place)): text for *place, text in facts.itertuples(index=False, name=None)}
    printed: dict[tuple[str, str, str], str] = {}
    for table_no in dict.fromkeys(cell.table_no for cell in kept if cell.table_no):
        cells = library.cells(report, int(table_no))[["row", "column", "text"]]
        printed |= {(table_no, str(row), str(column)): text for row, column, text in cells.itertuples(index=False, name=None)}
    for cell in kept:
        place = (cell.table_no, cell.row, cell.column)
        text = corrected.get(place) or printed.get(place, "")
        expected = (number_text(text) or text) if cell.kind == "number" else harmless(text)
        if cell.table_no and expected != cell.value:
            yield Change(cell.sheet, cell.cell, "library", expected, cell.value)
