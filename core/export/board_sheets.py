"""The board as a file: the units against the groups, what does not agree, the units nothing came from, and the rounds."""

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import xlsxwriter

from core.definitions import Definitions
from core.export.harmless import harmless
from core.export.sheet import OPTIONS, Styles, width_of
from core.over.board import Board, Issue, Round
from core.version import VERSION

_STATES = ("fail", "rounding", "not_run", "pass")
_FATES = ("solved", "new", "still", "unchecked")
_WIDEST = 80


@dataclass(frozen=True)
class Shown:
    """What the board shows: itself, the list of what does not agree, and the rounds; `checks`: number of a check → its title."""

    board: Board
    issues: Sequence[Issue]
    rounds: Sequence[Round]
    checks: Mapping[str, str]


@dataclass(frozen=True)
class _Table:
    name: str
    heads: tuple[str, ...]
    rows: list[tuple[str | int, ...]]


def board_workbook(shown: Shown, definitions: Definitions, language: str = "zh") -> bytes:
    """The board as a workbook: a sheet for each of its four lists, the source of the numbers below the first."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        styles = Styles(book)
        for table in _tables(shown, definitions, language):
            sheet = book.add_worksheet(table.name)
            for column, head in enumerate(table.heads):
                sheet.write_string(0, column, head, styles(bold=True, border=1, bg_color="#EEF3F8", text_wrap=True))
                texts = [str(row[column]) for row in table.rows]
                sheet.set_column(column, column, min(_WIDEST, 2 + max(map(width_of, [head, *texts]))))
            for number, row in enumerate(table.rows, 1):
                for column, value in enumerate(row):
                    if isinstance(value, int):
                        sheet.write_number(number, column, value, styles(num_format="#,##0"))
                    else:
                        sheet.write_string(number, column, harmless(value), styles())
            sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.heads) - 1)
            sheet.freeze_panes(1, 1)
            sheet.write_string(len(table.rows) + 2, 0, _source(definitions, language), styles(font_color="#5F6B7A"))
    return file.getvalue()


def board_csv(shown: Shown, definitions: Definitions, language: str = "zh") -> bytes:
    """The same lists as csv files in a zip archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in _tables(shown, definitions, language):
            text = io.StringIO(newline="")
            writer = csv.writer(text)
            writer.writerow(table.heads)
            writer.writerows([harmless(value) if isinstance(value, str) else value for value in row] for row in table.rows)
            archive.writestr(f"{table.name}.csv", text.getvalue().encode("utf-8-sig"))
    return packed.getvalue()


def board_name(board: Board, definitions: Definitions, ending: str, language: str = "zh") -> str:
    """The name of the file."""
    return definitions.message("file_board", language, year=board.year) + ending


def _tables(shown: Shown, definitions: Definitions, language: str) -> Iterator[_Table]:
    def say(code: str) -> str:
        return definitions.message(code, language)

    def heads(*names: str) -> tuple[str, ...]:
        return tuple(say(f"board_head_{name}") for name in names)

    chinese = language == "zh"
    names = [group.name if chinese else group.name_en for group in shown.board.groups]
    counted = tuple(f"{name} {say(f'board_state_{state}')}" for name in names for state in _STATES)
    rows = [
        (row.report.unit_name, row.report.version, *(row.count(state, group.key) for group in shown.board.groups for state in _STATES))
        for row in shown.board.rows
    ]
    yield _Table(say("board_sheet_units"), (*heads("unit", "version"), *counted), rows)
    units = {row.report.report: row.report.unit_name for row in shown.board.rows}
    of_group = {group.key: name for group, name in zip(shown.board.groups, names, strict=True)}
    yield _Table(
        say("board_sheet_issues"),
        heads("unit", "group", "check", "severity", "message", "difference", "amount_unit", "pages"),
        [
            (
                *(units[issue.report], of_group.get(issue.group, ""), shown.checks.get(issue.check, issue.check)),
                *(say(f"severity_{issue.severity}"), issue.message if chinese else issue.message_en),
                *(issue.difference, issue.unit, issue.pages.replace(";", ", ")),
            )
            for issue in shown.issues
        ],
    )
    missing = [(unit.unit_name, unit.department) for unit in shown.board.missing]
    yield _Table(say("board_sheet_missing"), heads("unit", "department"), missing)
    yield _Table(
        say("board_sheet_rounds"),
        (*heads("unit", "version"), *(say(f"fate_{fate}") for fate in _FATES)),
        [(each.new.unit_name, each.new.version, *(each.counts[fate] for fate in _FATES)) for each in shown.rounds],
    )


def _source(definitions: Definitions, language: str) -> str:
    return definitions.message("board_source", language, version=VERSION, date=f"{datetime.now(UTC).astimezone():%Y-%m-%d %H:%M}")
