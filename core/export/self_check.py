"""自查表: what the checks found of a report, a row per finding, to be worked through and signed.  As a workbook and as a Word file."""

import io
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from core.definitions import Definitions
from core.export.harmless import harmless
from core.export.listing import KINDS, Item, Listing, listing
from core.export.sheet import OPTIONS, Styles, width_of
from core.export.word import Paper
from core.store.library import Library

Say = Callable[..., str]

_LONGEST_TEXT = 32_767
_LINE_HEIGHT, _MOST_LINES = 14, 25
_COUNTED = ("fail", "not_run", "rounding", "hint", "pass", "not_applicable")
# Column of a part → its width in a workbook (characters) and in a Word file (share; 0: left out there).
_FOUND = {
    **{"number": (6, 3), "state": (9, 4), "severity": (7, 0), "check": (8, 4), "title": (20, 10), "tables": (20, 0), "where": (42, 20)},
    **{"left": (12, 7), "right": (12, 7), "difference": (11, 6), "tolerance": (10, 5), "unit": (7, 4), "pages": (8, 4), "cause": (10, 5)},
    **{"message": (42, 0), "basis": (18, 9), "exception": (14, 6), "handling": (18, 8)},
}
_NOT_RUN = {
    **{"number": (6, 3), "check": (9, 5), "title": (30, 16), "tables": (30, 12), "message": (70, 34)},
    **{"basis": (26, 12), "handling": (20, 12)},
}
_OTHERS = {"number": (6, 0), "state": (9, 0), "check": (9, 0), "title": (34, 0), "tables": (34, 0), "message": (90, 0), "pages": (9, 0)}
_PER_CHECK = {"check": 2, "title": 10, "state": 3, "findings": 2}
# Part → the kinds it lists and its columns; what was not checked has a part of its own, as visible as what does not agree.
_PARTS: dict[str, tuple[tuple[str, ...], dict[str, tuple[int, int]]]] = {
    "found": (("fail", "hint", "rounding"), _FOUND),
    "not_run": (("not_run",), _NOT_RUN),
    "others": (("pass", "not_applicable"), _OTHERS),
}
# What came of comparing the report with others has a part of its own: it is no part of the verdict on the report.
_OVER = {
    **{"number": (6, 3), "state": (9, 4), "check": (8, 4), "title": (24, 12), "where": (44, 18), "left": (12, 7), "right": (12, 7)},
    **{"difference": (11, 6), "tolerance": (10, 5), "unit": (7, 4), "message": (60, 22), "basis": (20, 0), "handling": (18, 8)},
}
_AMOUNTS = {"left", "right", "difference", "tolerance"}


def self_check_xlsx(library: Library, report: str, definitions: Definitions, language: str = "zh", made_on: date | None = None) -> bytes:
    """The list as a workbook: a sheet per part, every finding a row.  Raises LibraryError report_unknown."""
    day = made_on or date.today()
    listed, say = listing(library, report, definitions, language, day), partial(_say, definitions, language)
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        book.set_properties({"title": say("out_self_check"), "created": _noon(day), "comments": listed.source})
        styles = Styles(book)
        _summary(book, styles, listed, say)
        for part, (kinds, columns) in _PARTS.items():
            _sheet(book, styles, part, columns, listed.of_kind(*kinds), listed, say)
        _sheet(book, styles, "over", _OVER, listed.over, listed, say)
    return file.getvalue()


def self_check_docx(library: Library, report: str, definitions: Definitions, language: str = "zh", made_on: date | None = None) -> bytes:
    """The list as a Word file; what agrees is told per check, not per finding.  Raises LibraryError report_unknown."""
    day = made_on or date.today()
    listed, say = listing(library, report, definitions, language, day), partial(_say, definitions, language)
    paper = Paper(say("out_self_check"), say("out_product"), listed.source, _noon(day), landscape=True)
    paper.title(say("out_self_check"))
    paper.line("　".join(_head_lines(listed, say)), 10)
    paper.table([], [_counts(listed, say)], [1] * len(_COUNTED), size=13)
    for line in _reasons(listed, say):
        paper.line(line, 10, after=0)
    paper.line(say("out_self_check_note"), 10)
    for part in ("found", "not_run"):
        kinds, columns = _PARTS[part]
        _part(paper, part, columns, listed.of_kind(*kinds), say)
    open_ = [item for item in listed.over if item.kind not in ("pass", "not_applicable")]
    _part(paper, "over", _OVER, open_, say, _none(listed, "over"))
    paper.heading(say("out_part_others"))
    paper.table([say(f"out_column_{name}") for name in _PER_CHECK], _per_check(listed, say), list(_PER_CHECK.values()), size=8)
    paper.line(say("out_signatures"), 12, after=0)
    return paper.content()


def _part(
    paper: Paper, part: str, columns: dict[str, tuple[int, int]], items: Sequence[Item], say: Say, none: str = "out_part_empty"
) -> None:
    shown = {name: share for name, (_, share) in columns.items() if share}
    rows = [[_texts(item, say)[name] for name in shown] for item in items]
    paper.heading(say(f"out_part_{part}"))
    if rows:
        paper.table([say(f"out_column_{name}") for name in shown], rows, list(shown.values()), size=8)
    else:
        paper.line(say(none), 10)


def _none(listed: Listing, part: str) -> str:
    """What stands where a part lists nothing: a report that was compared with no other is not one that agrees with others."""
    return "out_over_none" if part == "over" and not listed.over else "out_part_empty"


def _summary(book: Workbook, styles: Styles, listed: Listing, say: Say) -> None:
    """The first sheet: what the report is, the counts, why something was not checked, and where to sign."""
    sheet = book.add_worksheet(say("out_part_summary"))
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, say("out_self_check"), styles(bold=True, font_size=18))
    row = 2
    for name, text in listed.head:
        sheet.write_string(row, 0, name, styles(border=1, bg_color="#EEF3F8"))
        sheet.write_string(row, 1, harmless(text)[:_LONGEST_TEXT], styles(border=1, text_wrap=True))
        row += 1
    row += 1
    for kind in _COUNTED:
        sheet.write_string(row, 0, say(f"out_state_{kind}"), styles(bold=True, font_size=14, border=1))
        sheet.write_number(row, 1, listed.verdict.counts[kind], styles(bold=True, font_size=14, border=1, align="left"))
        row += 1
    for line in ["", *_reasons(listed, say), "", say("out_self_check_note")]:
        sheet.merge_range(row, 0, row, 1, harmless(line), styles(text_wrap=True))
        sheet.set_row(row, _LINE_HEIGHT * max(1, -(-width_of(line) // 112)))
        row += 1
    sheet.write_string(row + 1, 0, say("out_signatures"), styles(font_size=12))
    sheet.write_string(row + 3, 0, harmless(listed.source), styles(font_color="#5F6B7A"))
    _page(sheet, 9, high=1)


def _sheet(
    book: Workbook, styles: Styles, part: str, columns: dict[str, tuple[int, int]], items: Sequence[Item], listed: Listing, say: Say
) -> None:
    sheet = book.add_worksheet(say(f"out_part_{part}"))
    for number, (name, (width, _)) in enumerate(columns.items()):
        sheet.set_column(number, number, width)
        sheet.write_string(1, number, say(f"out_column_{name}"), styles(bold=True, border=1, bg_color="#EEF3F8", text_wrap=True))
    sheet.write_string(0, 0, f"{say('out_self_check')} · {say(f'out_part_{part}')}", styles(bold=True, font_size=14))
    for row, item in enumerate(items, start=2):
        _row(sheet, styles, row, columns, item, say)
    if items:
        sheet.autofilter(1, 0, 1 + len(items), len(columns) - 1)
    else:
        sheet.write_string(2, 0, say(_none(listed, part)), styles())
    sheet.freeze_panes(2, 0)
    sheet.repeat_rows(1)
    below = 4 + max(len(items), 1)
    sheet.write_string(below, 0, harmless(listed.source), styles(font_color="#5F6B7A"))
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_rowcol_to_cell(below, len(columns) - 1)}"})
    _page(sheet, 8)


def _row(sheet: Worksheet, styles: Styles, row: int, columns: dict[str, tuple[int, int]], item: Item, say: Say) -> None:
    texts, lines = _texts(item, say), 1
    for number, (name, (width, _)) in enumerate(columns.items()):
        style = {"border": 1, "valign": "top"}
        if name == "number" and not item.own_number:
            sheet.write_number(row, number, item.number, styles(**style))
            continue
        text = harmless(texts[name])[:_LONGEST_TEXT]
        sheet.write_string(row, number, text, styles(**style, text_wrap=True, align="right" if name in _AMOUNTS else "left"))
        lines = max(lines, sum(max(1, -(-width_of(line) // (width - 1))) for line in text.split("\n")))
    sheet.set_row(row, _LINE_HEIGHT * min(lines, _MOST_LINES))


def _page(sheet: Worksheet, paper: int, high: int = 0) -> None:
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.fit_to_pages(1, high)
    sheet.set_footer("&R&P/&N")


def _texts(item: Item, say: Say) -> dict[str, str]:
    """What stands in each column: the numbers as the finding has them, never rounded again."""
    finding = item.finding
    return {
        "number": item.called,
        "state": say(f"out_state_{item.kind}"),
        "severity": say(f"severity_{finding.severity}"),
        "check": finding.check,
        "title": item.title,
        "tables": item.tables,
        "where": "\n".join(item.where) or item.message,
        "left": finding.left,
        "right": finding.right,
        "difference": finding.difference,
        "tolerance": finding.tolerance,
        "unit": finding.unit,
        "pages": item.pages,
        "cause": item.cause,
        "message": item.message,
        "basis": item.basis,
        "exception": finding.exception,
        "handling": "",
    }


def _head_lines(listed: Listing, say: Say) -> list[str]:
    return [f"{name}{say('out_colon')}{text}" for name, text in listed.head]


def _counts(listed: Listing, say: Say) -> list[str]:
    return [f"{say(f'out_state_{kind}')} {listed.verdict.counts[kind]}" for kind in _COUNTED]


def _reasons(listed: Listing, say: Say) -> list[str]:
    """Why something was not checked, the commonest reason first; and whether the report may be called consistent."""
    told = Counter(item.message for item in listed.of_kind("not_run"))
    lines = [say("out_not_run_reason", n=count, why=message) for message, count in told.most_common()]
    if compared := Counter(item.kind for item in listed.over):
        counts = {kind: compared[kind] for kind in ("fail", "not_run", "rounding", "pass")}
        lines.append(say("out_over_counts", **counts))
    return lines if listed.verdict.complete else [say("out_not_complete"), *lines]


def _per_check(listed: Listing, say: Say) -> list[list[str]]:
    """What agrees or does not apply: a row per check and kind."""
    told = Counter((item.finding.check, item.title, item.kind) for item in listed.of_kind("pass", "not_applicable"))
    ordered = sorted(told.items(), key=lambda entry: (KINDS.index(entry[0][2]), entry[0][0]))
    return [[check, title, say(f"out_state_{kind}"), str(count)] for (check, title, kind), count in ordered]


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12)


def _say(definitions: Definitions, language: str, code: str, **details: object) -> str:
    return definitions.message(code, language, **details)
