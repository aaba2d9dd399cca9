"""看板: all units of a year against the groups of checks; what does not agree, the rounds and the missing units as lists beside it."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from core.definitions import Definitions
from core.export.board_sheets import Shown, board_csv, board_name, board_workbook
from core.export.notices import notices_zip
from core.over.board import KINDS, Board, Row, groups, issues, patterns, rounds, years_and_kinds
from core.store.pairs import newest_reports, unknown_reports
from pages.widgets.address import LIBRARY, asked, remember
from pages.widgets.board_lists import (
    board_title,
    empty_board,
    issue_list,
    missing_words,
    pattern_hints,
    piece,
    round_list,
    unit_list,
    without_unit,
)
from pages.widgets.board_table import board_table, group_name, kind_name
from pages.widgets.check_titles import check_titles
from pages.widgets.checking_again import results_from_before
from pages.widgets.language import N_, _, language, ngettext
from pages.widgets.over_results import board_of, issues_of, over_results
from pages.widgets.plain import as_html
from pages.widgets.stock import definitions, library
from pages.widgets.taken_away import download

VIEWS = {"units": N_("单位"), "issues": N_("不符清单"), "rounds": N_("轮次"), "list": N_("名单")}
SORTS = {"unit": N_("按单位名称"), "unchecked": N_("未查多的在前")}
_VIEW = "board_view"


def choose(name: str, everything: str, names: dict[str, str], width: int) -> str:
    """A choice that stays in the address; "" is `everything`."""
    key = f"board_{name}"
    st.session_state[key] = asked(name) if asked(name) in names else ""
    return st.selectbox(
        everything,
        ["", *names],
        format_func=lambda option: names[option] if option else everything,
        key=key,
        on_change=lambda: remember(**{name: st.session_state[key], "piece": ""}),
        label_visibility="collapsed",
        width=width,
    )


def choose_board(known: list[tuple[int, str]]) -> tuple[int, str]:
    """The year and kind of the address, else the newest."""
    named = {f"{year}.{kind}": (year, kind) for year, kind in known}
    wanted = f"{asked('year')}.{asked('kind')}"
    st.session_state["board_of"] = wanted if wanted in named else next(iter(named))
    chosen = st.selectbox(
        _("年度和文种"),
        list(named),
        format_func=lambda key: board_title(*named[key]),
        key="board_of",
        on_change=_board_chosen,
        label_visibility="collapsed",
        width=220,
    )
    return named[chosen]


def _board_chosen() -> None:
    year, _dot, kind = st.session_state["board_of"].partition(".")
    remember(year=year, kind=kind, piece="")


def choose_view(board: Board) -> str:
    """What is shown of the board."""
    st.session_state[_VIEW] = asked("view") if asked("view") in VIEWS else "units"
    counts = {"units": len(board.rows), "issues": sum(row.count("fail") for row in board.rows), "list": len(board.missing)}
    return st.segmented_control(
        _("看板内容"),
        list(VIEWS),
        format_func=lambda view: f"{_(VIEWS[view])} {counts[view]}" if counts.get(view) else _(VIEWS[view]),
        required=True,
        key=_VIEW,
        on_change=lambda: remember(view=st.session_state[_VIEW], piece=""),
        label_visibility="collapsed",
    )


def filtered(board: Board, group: str, kind: str, words: str) -> list[Row]:
    """The rows that pass the filters, in the order of the address."""
    named = [row for row in board.rows if words.casefold() in row.report.unit_name.casefold()]
    rows = [row for row in named if not kind or row.count(kind, group)]
    if asked("sort") == "unit":
        return sorted(rows, key=lambda row: row.report.unit_name)
    if asked("sort") == "unchecked":
        return sorted(rows, key=lambda row: -row.count("not_run", group))
    return sorted(rows, key=lambda row: -row.count("fail", group)) if group else rows


def summary(board: Board) -> None:
    """What the board comes to in one line."""
    failed, unchecked = (sum(row.count(kind) for row in board.rows) for kind in ("fail", "not_run"))
    units = sum(row.count("fail") > 0 for row in board.rows)
    n = len(board.rows)
    parts = [ngettext("{n} 家单位有报告", n).format(n=n)]
    parts.append(_("不符 {failed} 项，在 {units} 家；未查 {unchecked} 项").format(failed=failed, units=units, unchecked=unchecked))
    parts += [missing_words(board)] if board.listed else []
    st.markdown("　·　".join(parts))


def downloads(board: Board) -> None:
    """The board as a file; made on the click, from what is taken before it: files are made outside the screen's own run."""
    store, nouns, spoken, titles, compared = library(), definitions(), language(), check_titles(), over_results()

    def made(make: Callable[[Shown, Definitions, str], bytes]) -> bytes:
        reports = [row.report for row in board.rows]
        listed = issues(store, nouns, [report.report for report in reports], compared)
        return make(Shown(board, listed, rounds(store, reports), titles), nouns, spoken)

    for form, ending, make in (("Excel", ".xlsx", board_workbook), ("CSV", ".zip", board_csv)):
        name = board_name(board, nouns, ending, spoken)
        words = _("下载看板 {form}").format(form=form)
        download(words, partial(made, make), name, key=f"board_{form}", icon=":material/download:")
    asked_of = [row.report.report for row in board.rows if row.count("fail")]
    if asked_of:
        words = ngettext("下载整改通知单（{n} 家）", len(asked_of)).format(n=len(asked_of))
        letters = partial(notices_zip, store, asked_of, nouns, spoken)
        name = f"{nouns.message('file_notices_summary', spoken)}_{board.year}.zip"
        download(words, letters, name, key="board_notices", icon=":material/mail:")


def show(board: Board) -> None:
    """The chosen view with its filters."""
    view = choose_view(board)
    if view == "rounds":
        round_list(rounds(library(), [row.report for row in board.rows]))
        return
    if view == "list":
        unit_list(board)
        return
    names = {group.key: group_name(group) for group in groups()}
    with st.container(horizontal=True, vertical_alignment="center", key="board_filters"):
        group = choose("group", _("全部范围"), names, 150)
        kind = choose("state", _("不符") if view == "issues" else _("全部结果"), {kind: kind_name(kind) for kind in KINDS}, 150)
        if view == "units":
            choose("sort", _("最重的在前"), {key: _(words) for key, words in SORTS.items()}, 170)
        st.session_state["board_find"] = asked("find")
        hint = _("查找单位")
        st.text_input(hint, key="board_find", placeholder=hint, on_change=_sought, label_visibility="collapsed", width=200)
    rows = filtered(board, group, kind, asked("find"))
    if view == "issues":
        numbers = {row.report.report for row in filtered(board, "", "", asked("find"))}
        found = issues_of(board.year, board.kind, (kind or "fail",))
        issue_list(board, [each for each in found if each.report in numbers and group in ("", each.group)], names)
        return
    if not rows:
        st.caption(_("没有符合条件的单位。"))
        return
    pattern_hints(patterns(library(), [row.report.report for row in board.rows]))
    chosen = rows[piece(len(rows))]
    board_table(chosen, [each for each in groups() if group in ("", each.key)])
    hint = _("点一格看这份报告里这一范围的核对结果；“未查”不等于通过。")
    st.html(f'<p class="detail">{as_html(hint)}</p>')


def _sought() -> None:
    remember(find=st.session_state["board_find"].strip(), piece="")


st.title(_("看板"), anchor=False)
every = newest_reports(library())
known = years_and_kinds([report for report in every if report.kind in ("final_accounts", "budget", "performance")])
if not known:
    empty_board()
    if st.button(_("去资料库"), type="primary"):
        st.switch_page(LIBRARY)
else:
    with st.container(horizontal=True, vertical_alignment="center", key="board_head"):
        year, kind = choose_board(known)
        board = board_of(year, kind)
        summary(board)
    results_from_before()
    without_unit(unknown_reports(library()))
    show(board)
    with st.container(horizontal=True, vertical_alignment="center", key="board_files"):
        downloads(board)
