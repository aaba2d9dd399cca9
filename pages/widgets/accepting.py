"""Findings accepted with a reason: one, all of a check in a report, or of all reports of its layout; taken back as one or one by one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from core.checks.verdict import shown_as
from core.errors import JuesuanError
from core.model import Change, Finding, Report
from core.over.board import Pattern
from core.store.tallies import open_failures
from pages.widgets.asked_name import asked_name, keep_name
from pages.widgets.change_words import change_words
from pages.widgets.check_titles import check_titles
from pages.widgets.correcting import DONE
from pages.widgets.finding_list import Listed
from pages.widgets.language import N_, _, ngettext
from pages.widgets.over_results import pattern_of
from pages.widgets.plain import escaped
from pages.widgets.stock import library, sentence

ACCEPTED = {"as_printed": N_("标为原文如此"), "layout": N_("标为版式问题"), "other": N_("其他说明")}


_NONE = Pattern("", (), 0)


@dataclass(frozen=True)
class Scope:
    """What may be accepted at once: in words, and report → identities of its findings."""

    words: str
    findings: dict[str, list[str]]


def scopes(report: Report, line: Listed, said: Sequence[str], findings: Sequence[Finding]) -> list[Scope]:
    """The line itself; then what fails alike in the report, and in the reports of its layout, where that is more."""
    words = ngettext("只这一条（{n} 项核对结果）", len(said)).format(n=len(said))
    found = [Scope(words, {report.report: list(said)})]
    kind, checks = shown_as(line.first), dict.fromkeys(findings[number].check for number in line.numbers)
    same = [each.identity for each in findings if each.check in checks and shown_as(each) == kind and _is_open(each)]
    alike = list(dict.fromkeys([*said, *same]))
    if len(alike) > len(said):
        words = ngettext("这份报告里同一核对项的 {n} 项", len(alike)).format(n=len(alike))
        found.append(Scope(words, {report.report: alike}))
    everywhere = {report.report: alike}
    for check in checks if layout_pattern(report, line.first) else ():
        others = [other for other in (pattern_of(report, check) or _NONE).reports if other != report.report]
        for other, identities in open_failures(library(), check, others).items():
            everywhere[other] = [*everywhere.get(other, ()), *identities]
    if len(everywhere) > 1:
        count = sum(map(len, everywhere.values()))
        words = ngettext("同一版式的 {reports} 份报告里同一核对项的 {n} 项", count).format(n=count, reports=len(everywhere))
        found.append(Scope(words, everywhere))
    return found


def _is_open(finding: Finding) -> bool:
    return bool(finding.identity) and not finding.exception


def layout_pattern(report: Report, finding: Finding) -> Pattern | None:
    """The pattern a finding belongs to: its check fails in most reports of this layout."""
    return pattern_of(report, finding.check) if shown_as(finding) == "fail" and not finding.exception else None


def layout_hint(report: Report, line: Listed, ask: Callable[[], None]) -> None:
    """Where a check fails in most reports of a layout, the layout may be why: it is said, with the way to accept all of them."""
    pattern = layout_pattern(report, line.first)
    if pattern is None:
        return
    title = check_titles().get(line.first.check, "")
    n = len(pattern.reports)
    words = ngettext("“{title}”在同一版式的 {alike} 份报告中有 {n} 份不符，可能是版式问题。请先对照原页。", n)
    with st.container(horizontal=True, vertical_alignment="center", key="layout_hint"):
        st.caption(words.format(title=escaped(title), alike=pattern.alike, n=n), width="stretch")
        st.button(_("一起标为版式问题…"), on_click=ask, key="act_layout_all")


def accept_window(offered: Sequence[Scope], value: str, key: str, widest: bool, close: Callable[[], None]) -> None:
    """What stands in the window: how much is accepted, the reason, the name; kept under `key` while it is open.

    `widest`: the largest scope is chosen to begin with.
    """
    st.caption(_("说明会随这项结果一起显示和导出；换了新的文件就不再适用。"))
    scope = offered[0]
    if len(offered) > 1:
        begun = len(offered) - 1 if widest else 0
        at = st.radio(_("范围"), range(len(offered)), begun, format_func=lambda at: offered[at].words, key=f"scope_{key}")
        scope = offered[at]
    why = st.text_input(_("理由"), key=f"why_{key}", placeholder=_("例如：主管部门要求这样填列"))
    name = asked_name("accept")
    count = sum(map(len, scope.findings.values()))
    if st.button(_("保存"), type="primary", disabled=not (why.strip() and name), key="accept_save"):
        keep_name(name)
        try:
            numbers = library().accept_together(scope.findings, value, why)
        except JuesuanError as error:  # checked again meanwhile, or gone: nothing of it was kept
            st.error(escaped(sentence(error.code, error.details)), icon=":material/block:")
            return
        if count > 1:
            told = {"n": count, "reports": len(scope.findings), "why": escaped(why)}
            words = ngettext("已说明 {n} 项（{reports} 份报告）：{why}", count).format(**told)
            st.session_state[DONE] = (next(iter(scope.findings)), numbers[0], words)
        close()
        st.rerun()


def take_back_accepted(change: Change, said: Sequence[str], whole: bool) -> str:
    """Take back an exception of these findings, or all that was accepted together with them; what went wrong, or ""."""
    try:
        if whole:
            library().undo_together(change.number)
        else:
            library().undo_only(change.number, said)
    except JuesuanError as error:
        return sentence(error.code, error.details)
    return ""


def others_accepted(change: Change, said: Sequence[str]) -> int:
    """How many more findings were accepted together with these and still are."""
    events = library().together(change.number)
    held = [each for each in library().changes() if each.kind == "accept" and each.number in events and each.undone is None]
    return sum(each.report != change.report or each.subject not in said for each in held)


def accepted_back(change: Change, said: Sequence[str], take_back: Callable[[Change, Sequence[str], bool], None]) -> None:
    """An exception with the way back: of this line, and of all that was accepted together."""
    st.caption(escaped(change_words(change)))
    st.button(_("撤销这一条"), on_click=take_back, args=(change, said, False), key=f"undo_{change.number}")
    others = others_accepted(change, said)
    if others:
        n = others + len(said)
        words = ngettext("撤销一起说明的全部 {n} 项", n).format(n=n)
        st.button(words, on_click=take_back, args=(change, said, True), key=f"undo_all_{change.number}")
