"""The board as real HTML: a row for each unit, a column for each group of checks, sign and word in every cell, each with its way on."""

from collections.abc import Sequence

import streamlit as st

from core.over.board import OVER, Group, Row, groups
from pages.widgets.address import report_link
from pages.widgets.language import N_, _, language
from pages.widgets.plain import as_html
from pages.widgets.verdict_strip import KINDS
from pages.widgets.words import unit_title

ACCEPTED = {"accepted": ("○", "gray", N_("已作例外"))}
SHOWN = {**KINDS, **ACCEPTED}
_MARKED = ("fail", "not_run", "rounding", "hint", "accepted", "pass", "not_applicable")
_BESIDE = ("not_run",)  # said beside whatever marks a cell: what was not checked is never out of sight


def group_name(group: Group) -> str:
    """The name of a column in the language of the screen."""
    return group.name if language() == "zh" else group.name_en


def group_words(key: str) -> str:
    """The name of a group by its key."""
    return next((group_name(group) for group in groups() if group.key == key), key)


def kind_name(kind: str) -> str:
    """The word for a kind of result."""
    return _(SHOWN[kind][2])


def board_table(rows: Sequence[Row], columns: Sequence[Group]) -> None:
    """Draw it.  The words of a cell say what a screen reader needs; colour only repeats them."""
    heads = [_("单位"), _("轮次"), *map(group_name, columns), _("不符合计")]
    head = "".join(f"<th scope='col'>{as_html(text)}</th>" for text in heads)
    body = "".join(_row(row, columns) for row in rows)
    st.html(f'<table class="plain board {language()}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')


def _row(row: Row, columns: Sequence[Group]) -> str:
    report = row.report
    name = _link(report_link(report.report, "checks"), unit_title(report.unit_name))
    version = _("第 {n} 轮").format(n=report.version)
    turn = _link(report_link(report.report, "versions"), version) if report.version > 1 else as_html(version)
    cells = "".join(f"<td>{_cell(row, group)}</td>" for group in columns)
    return f"<tr><th scope='row'>{name}</th><td>{turn}</td>{cells}<td class='number'>{row.count('fail')}</td></tr>"


def _cell(row: Row, group: Group) -> str:
    found = row.cells.get(group.key, {})
    marked = next((kind for kind in _MARKED if found.get(kind)), "")
    if not marked:
        return "–"
    kinds = [marked, *(kind for kind in _BESIDE if found.get(kind) and kind != marked)]
    return " ".join(_mark(row, group, kind, found[kind], row.count("not_run", group.key) == 0) for kind in kinds)


def _mark(row: Row, group: Group, kind: str, count: int, complete: bool) -> str:
    sign, colour, word = SHOWN[kind]
    colour = colour if kind != "pass" or complete else "gray"
    target = report_link(row.report.report, "versions") if group.key == OVER else _filtered(row, group, kind)
    return f'<a class="{colour}" href="{as_html(target)}" target="_self">{sign} {as_html(_(word))} {count}</a>'


def _filtered(row: Row, group: Group, kind: str) -> str:
    state = "fail" if kind == "accepted" else kind
    return report_link(row.report.report, "checks", state=state, group=group.key)


def _link(target: str, words: str) -> str:
    return f'<a href="{as_html(target)}" target="_self">{as_html(words)}</a>'
