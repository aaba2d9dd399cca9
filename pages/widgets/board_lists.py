"""The lists beside the board: what does not agree over all units, the rounds, the units nothing came from, and repeated patterns."""

from collections.abc import Mapping, Sequence

import streamlit as st

from core.errors import JuesuanError
from core.over.board import OVER, Board, Issue, Pattern, Round
from core.reading.unit_lists import read_unit_list
from pages.widgets.address import LIBRARY, asked_number, report_link
from pages.widgets.check_titles import check_titles
from pages.widgets.language import _, language, ngettext
from pages.widgets.page_strip import page_strip
from pages.widgets.plain import as_html, doubtful, escaped, wanting
from pages.widgets.plain_table import Link, plain_table
from pages.widgets.stock import definitions, library, sentence
from pages.widgets.words import kind_name, year_name

PIECE = 100  # lines drawn at once
_MOST_NAMED = 8


def piece(lines: int) -> slice:
    """Which lines are drawn; a long list is turned over like pages, and the address keeps where."""
    if lines <= PIECE:
        return slice(0, lines)
    pieces = -(-lines // PIECE)
    turned = page_strip(pieces, asked_number("piece", 1), "board_piece")
    return slice((turned - 1) * PIECE, turned * PIECE)


def issue_list(board: Board, issues: Sequence[Issue], groups: Mapping[str, str]) -> None:
    """What does not agree, the weightiest first: amount of the difference times how sure it is."""
    units = {row.report.report: row.report.unit_name for row in board.rows}
    concerned = len({issue.report for issue in issues})
    words = ngettext("共 {n} 项，在 {units} 家单位；相差大、把握大的在前。", len(issues))
    st.caption(words.format(n=len(issues), units=concerned))
    chosen = issues[piece(len(issues))]
    rows = [
        [
            units[issue.report],
            groups.get(issue.group, ""),
            issue.message if language() == "zh" else issue.message_en,
            issue.pages.replace(";", ", "),
            Link(_("看原页"), _target(issue)),
            f"{issue.difference} {issue.unit}".strip(),
        ]
        for issue in chosen
    ]
    with st.container(key="board_issues"):
        plain_table([_("单位"), _("范围"), _("核对结果"), _("页"), _("查看"), _("相差")], rows, numbers=1)


def _target(issue: Issue) -> str:
    if issue.group == OVER or issue.finding is None:
        return report_link(issue.report, "versions")
    return report_link(issue.report, "checks", finding=str(issue.finding))


def pattern_hints(patterns: Sequence[Pattern]) -> None:
    """One check that fails in many reports of a layout: told, because the layout may be why."""
    if not patterns:
        return
    titles = check_titles()
    heading = ngettext("{n} 项核对在同一版式的多份报告中触发，可能是版式问题", len(patterns)).format(n=len(patterns))
    with st.expander(heading, icon=":material/content_copy:"):
        for pattern in patterns:
            words = ngettext("“{title}”在 {n} 份中触发（同一版式共 {alike} 份），可能是版式问题，请先看其中一份。", len(pattern.reports))
            text = words.format(title=titles.get(pattern.check, pattern.check), n=len(pattern.reports), alike=pattern.alike)
            first = report_link(pattern.reports[0], "checks", state="fail")
            st.html(f'<p class="detail">{as_html(text)} <a href="{as_html(first)}" target="_self">{as_html(_("看其中一份"))}</a></p>')


def round_list(rounds: Sequence[Round]) -> None:
    """What became of the findings with each new version, those with most left first."""
    if not rounds:
        st.markdown(_("还没有单位交来新的版本。改好的文件拖进资料库后会成为第 2 版，这里就能看到已解决和仍在的项数。"))
        return
    ordered = sorted(rounds, key=lambda each: (-each.counts["still"] - each.counts["new"], each.new.unit_name, each.new.version))
    total = {name: sum(each.counts[name] for each in rounds) for name in ("solved", "new", "still", "unchecked")}
    st.caption(_("合计：已解决 {solved}，新出现 {new}，仍在 {still}，现在没有查 {unchecked}").format(**total))
    rows = [
        [
            each.new.unit_name,
            _("第 {old} 版 → 第 {new} 版").format(old=each.old.version, new=each.new.version),
            Link(_("比较两版"), report_link(each.new.report, "versions")),
            *(str(each.counts[name]) for name in ("solved", "new", "still", "unchecked")),
        ]
        for each in ordered[piece(len(ordered))]
    ]
    plain_table([_("单位"), _("轮次"), _("查看"), _("已解决"), _("新出现"), _("仍在"), _("现在没有查")], rows, numbers=4)


def unit_list(board: Board) -> None:
    """The list of units: bring one, see what is missing and what is not on it."""
    with st.container(key="unit_list_drop"):
        given = st.file_uploader(_("单位名单（Excel 或 CSV，有一列“单位名称”）"), type=["xlsx", "xls", "csv"], key="unit_list")
    if given is not None and st.session_state.get("unit_list_kept") != given.file_id:
        _keep(given.getvalue(), given.name, given.file_id)
    if not board.listed:
        st.markdown(_("还没有单位名单。放入名单后，这里会列出还没有交文件的单位；名单里有“主管部门”一列时，还会核对部门汇总数。"))
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(missing_words(board))
        if st.button(_("去掉名单"), type="tertiary", icon=":material/playlist_remove:"):
            library().list_units([], "")
            st.session_state.pop("unit_list_kept", None)
            st.rerun()
    if board.missing:
        rows = [[unit.unit_name, unit.department] for unit in board.missing[piece(len(board.missing))]]
        plain_table([_("没有文件的单位"), _("主管部门")], rows, numbers=0)
    if board.unlisted:
        names = [report.unit_name for report in board.unlisted]
        told = definitions().message("check_list_mark", language()).join(names[:_MOST_NAMED]) + ("…" if len(names) > _MOST_NAMED else "")
        words = ngettext("另有 {n} 份报告的单位不在名单中：{names}", len(names)).format(n=len(names), names=told)
        st.markdown(escaped(words))


def missing_words(board: Board) -> str:
    """How many units of the list have no file, as Markdown; "" without a list."""
    if not board.listed:
        return ""
    n = len(board.missing)
    if not n:
        return ngettext("名单中的 {n} 家都有文件", board.listed).format(n=board.listed)
    return wanting(ngettext("名单中 {n} 家没有文件", n).format(n=n))


def _keep(content: bytes, name: str, file_id: str) -> None:
    """Keep a list just brought; one that cannot be read is told, and the one kept before stays."""
    st.session_state["unit_list_kept"] = file_id
    try:
        found = read_unit_list(content)
    except JuesuanError as error:
        st.error(sentence(error.code, error.details), icon=":material/block:")
        return
    library().list_units(found, name)
    st.toast(ngettext("名单已保存：{n} 家单位", len(found)).format(n=len(found)))
    st.rerun()


def empty_board() -> None:
    """What to do where there is nothing to show."""
    st.markdown(_("看板按单位和核对范围汇总全部报告。资料库里还没有单位和年度都已确认的报告，请先拖入报告。"))


def without_unit(n: int) -> None:
    """Reports that are on no board because their unit or year is not known yet."""
    if n:
        with st.container(horizontal=True, vertical_alignment="center", key="without_unit"):
            words = ngettext("{n} 份报告的单位或年度还没有确认，不在看板上；请在资料库里补填。", n).format(n=n)
            st.markdown(doubtful(words), width="content")
            if st.button(_("去资料库"), key="board_to_library", type="tertiary"):
                st.switch_page(LIBRARY)


def board_title(year: int, kind: str) -> str:
    """What a board is of."""
    return f"{year_name(year)}　{kind_name(kind)}"
