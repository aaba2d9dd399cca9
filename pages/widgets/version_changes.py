"""What is different in a later version: figures by meaning with both places, and what became of the findings."""

from collections.abc import Sequence

import streamlit as st

from core.over.versions import NEW, SOLVED, STILL, UNCHECKED, Change, Difference, Fate
from pages.widgets.address import asked, remember, report_link
from pages.widgets.language import N_, _, ngettext
from pages.widgets.over_results import spot_link
from pages.widgets.plain_table import Link, plain_table
from pages.widgets.stock import name_of
from pages.widgets.verdict_strip import message_of
from pages.widgets.words import MEASURES

FATES = {STILL: N_("仍在"), NEW: N_("新出现"), UNCHECKED: N_("现在没有查"), SOLVED: N_("已解决")}
_MOST_SHOWN = 200


def changes(found: Difference) -> None:
    """Draw both lists."""
    cells = [change for change in found.changes if change.what == "cell"]
    told = [change for change in found.changes if change.what == "statement"]
    lines = found.lines
    words = ngettext("改动的格子 {n}", len(cells)).format(n=len(cells))
    if any(lines.values()):
        words += "　" + _("新增 {added} 行，去掉 {removed} 行").format(**lines)
    st.markdown(f"**{words}**")
    if cells:
        heads = [_("表"), _("行"), _("栏"), _("看原来的"), _("看现在的"), _("原来"), _("现在")]
        plain_table(heads, [_cell_row(change) for change in cells[:_MOST_SHOWN]], numbers=2)
    if told:
        words = ngettext("说明里改动 {n} 处", len(told)).format(n=len(told))
        st.markdown(f"**{words}**")
        heads = [_("章节"), _("说的是"), _("内容"), _("看原来的"), _("看现在的"), _("原来"), _("现在")]
        plain_table(heads, [_told_row(change) for change in told[:_MOST_SHOWN]], numbers=2)
    left = len(cells[_MOST_SHOWN:]) + len(told[_MOST_SHOWN:])
    if left:
        st.caption(ngettext("还有 {n} 处没有列出。", left).format(n=left))


def _cell_row(change: Change) -> list[str | Link]:
    address = change.address
    names = [name_of("table", address.table), change.line_name, name_of("column", address.column)]
    return [*names, *_places(change), *_printed(change)]


def _told_row(change: Change) -> list[str | Link]:
    section = change.section.rpartition("/")[2]
    measure = _(MEASURES[change.measure]) if change.measure in MEASURES else change.measure
    return [section, change.subject, measure, *_places(change), *_printed(change)]


def _places(change: Change) -> list[str | Link]:
    spots = (change.old_spot, change.new_spot)
    return [Link(_("看原页"), spot_link(spot)) if spot else "" for spot in spots]


def _printed(change: Change) -> list[str]:
    return [text or _("没有") for text in (change.old, change.new)]


def fates(found: Difference) -> None:
    """What became of the findings that did not agree; the first kind that has any is open."""
    counts = found.of_findings
    st.session_state["fate_choice"] = asked("fate") if asked("fate") in FATES else next((fate for fate in FATES if counts[fate]), STILL)
    chosen = st.segmented_control(
        _("不符的去向"),
        list(FATES),
        format_func=lambda fate: f"{_(FATES[fate])} {counts[fate]}",
        required=True,
        key="fate_choice",
        on_change=lambda: remember(fate=st.session_state["fate_choice"]),
        label_visibility="collapsed",
    )
    listed = [fate for fate in found.fates if fate.fate == chosen]
    if not listed:
        st.caption(_("没有这样的结果。"))
        return
    with st.container(key="fates"):
        plain_table([_("核对结果"), _("查看"), _("相差")], _fate_rows(found, listed[:_MOST_SHOWN]), numbers=1)
    if len(listed) > _MOST_SHOWN:
        left = len(listed) - _MOST_SHOWN
        st.caption(ngettext("还有 {n} 项没有列出。", left).format(n=left))


def _fate_rows(found: Difference, listed: Sequence[Fate]) -> list[list[str | Link]]:
    rows = []
    for fate in listed:
        report, number = (found.new.report, fate.new) if fate.new is not None else (found.old.report, fate.old)
        words = _("看这一项") if fate.new is not None else _("看上一版")
        target = report_link(report, "checks", finding=str(number))
        rows.append([message_of(fate.finding), Link(words, target), f"{fate.finding.difference} {fate.finding.unit}".strip()])
    return rows
