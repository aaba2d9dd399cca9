"""核对: what the checks found: the counts, a list by table and cause, and for each finding the page with boxes on its figures."""

import zlib
from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from core.checks.cluster import groups
from core.checks.verdict import Verdict, shown_as, verdict
from core.model import Finding, Report
from core.over.board import group_of
from pages.widgets.address import asked, asked_number, remember, report_link
from pages.widgets.board_table import group_words
from pages.widgets.checking_again import results_from_before
from pages.widgets.finding_actions import KEYS, finding_actions, just_done, on_key
from pages.widgets.finding_list import Listed, Shelf, cause_code, listed_cells, marks_of, where_name, where_of
from pages.widgets.language import N_, _, language, ngettext
from pages.widgets.over_results import against_others
from pages.widgets.page_strip import page_strip
from pages.widgets.pictures import pages_beside
from pages.widgets.plain import doubtful
from pages.widgets.source_page import asked_pages, source_page
from pages.widgets.stock import definitions, library
from pages.widgets.verdict_strip import KINDS, kind_words, verdict_sentence

CLASSES = {"balance": N_("金额平衡"), "logic": N_("前后逻辑"), "verify": N_("完整与格式")}
SEVERITIES = {"critical": N_("关键"), "error": N_("重要"), "warn": N_("一般"), "info": N_("参考")}
_ORDER = ("fail", "not_run", "rounding", "hint", "pass", "not_applicable")  # which kind is shown first
_PIECE = 200  # lines drawn at once
_KIND = "check_kind"
_WEIGHT = list(SEVERITIES)


def show(report: Report) -> None:
    """Draw the tab."""
    findings = library().findings(report.report)
    if not findings:
        st.markdown(doubtful(_("这份报告还没有核对。")))
        return
    found = verdict(findings)
    results_from_before(report.report)
    just_done(report)
    with st.container(horizontal=True, vertical_alignment="center", key="checks_head"):
        kind = _choose_kind(findings, found)
        st.markdown(verdict_sentence(found, findings) + _against_others(report), width="stretch")
    numbers = _filtered(findings, [number for number, finding in enumerate(findings) if shown_as(finding) == kind])
    if not numbers:
        st.caption(_nothing(kind, found))
        return
    lines = _lines(findings, numbers)
    _sheet(report, findings, lines, f"{kind}_{zlib.crc32(str([line.numbers for line in lines]).encode())}")


def _against_others(report: Report) -> str:
    """What only other reports contradict, with the way there; it is no finding of this report and not among its counts."""
    n = against_others(report.report)
    if not n:
        return ""
    words = ngettext("✕ 与其他报告不符 {n} 项", n).format(n=n)
    return f"　[{words}]({report_link(report.report, 'versions')})"


def _nothing(kind: str, found: Verdict) -> str:
    if found.counts[kind]:
        return _("没有符合筛选条件的结果。")
    return _("没有发现不符。这只说明做过的核对没有发现问题。") if kind == "fail" else _("没有这样的结果。")


def _choose_kind(findings: Sequence[Finding], found: Verdict) -> str:
    """The strip of counts; choosing one lists it.  A finding in the address brings its own kind."""
    number = _asked_number(findings)
    named = shown_as(findings[number]) if number is not None else asked("state")
    st.session_state[_KIND] = named if named in KINDS else next(kind for kind in _ORDER if found.counts[kind])
    return st.segmented_control(
        _("核对结果"),
        list(KINDS),
        format_func=lambda kind: kind_words(kind, found),
        required=True,
        key=_KIND,
        on_change=lambda: remember(state=st.session_state[_KIND], finding="", about="", piece=""),
        label_visibility="collapsed",
    )


def _asked_number(findings: Sequence[Finding]) -> int | None:
    """The finding of the address."""
    text = asked("finding")
    return int(text) if text.isdecimal() and int(text) < len(findings) else None


def _filtered(findings: Sequence[Finding], numbers: list[int]) -> list[int]:
    """The findings that pass the filters of the address; each filter offers what is there."""
    filters: list[tuple[str, str, Callable[[Finding], str], Callable[[str], str]]] = [
        ("group", _("全部范围"), group_of, group_words),
        ("about", _("全部表和章节"), where_of, where_name),
        ("of_class", _("全部类别"), lambda finding: finding.check_class, lambda key: _(CLASSES[key])),
        ("severity", _("全部程度"), lambda finding: finding.severity, lambda key: _(SEVERITIES[key])),
    ]
    with st.container(horizontal=True, key="checks_filters"):
        for name, everything, key_of, words_of in filters:
            options = list(dict.fromkeys(key_of(findings[number]) for number in numbers))
            chosen = _choose(name, everything, options, words_of)
            numbers = [number for number in numbers if not chosen or key_of(findings[number]) == chosen]
    return numbers


def _choose(name: str, everything: str, options: list[str], words_of: Callable[[str], str]) -> str:
    key = f"checks_{name}"
    st.session_state[key] = asked(name) if asked(name) in options else ""
    return st.selectbox(
        everything,
        ["", *options],
        format_func=lambda option: words_of(option) if option else everything,
        key=key,
        on_change=lambda: remember(**{name: st.session_state[key], "finding": "", "piece": ""}),
        label_visibility="collapsed",
        width=230 if name == "about" else 150,
    )


def _opened(findings: Sequence[Finding]) -> str:
    """The group a finding of the address belongs to when it is not the one that stands for it: then its members are listed."""
    number = _asked_number(findings)
    cluster = findings[number].cluster if number is not None else ""
    first = next((n for n, finding in enumerate(findings) if finding.cluster == cluster), number)
    return cluster if cluster and number != first else ""


def _lines(findings: Sequence[Finding], numbers: list[int]) -> list[Listed]:
    """The findings as listed: by table in the order of the forms, then by cause, the graver first; groups in one line unless opened."""
    found, opened = [], _opened(findings)
    for members in _grouped(findings, numbers):
        is_open = len(members) > 1 and findings[members[0]].cluster == opened != ""
        parts = [(number,) for number in members] if is_open else [members]
        found += [Listed(part, findings[part[0]], is_open) for part in parts]
    tables = list(definitions().tables)

    def order(line: Listed) -> tuple:
        about = where_of(line.first)
        place = tables.index(about) if about in tables else len(tables)
        return place, about, cause_code(line.first), _WEIGHT.index(line.first.severity), line.numbers

    return sorted(found, key=order)


def _grouped(findings: Sequence[Finding], numbers: list[int]) -> list[tuple[int, ...]]:
    """Findings of one cluster together; what was not checked, or does not apply, for one and the same reason too."""
    found: dict[tuple, tuple[int, ...]] = {}
    for group in groups(findings[number] for number in numbers):
        members = tuple(numbers[at] for at in group.findings)
        first = findings[members[0]]
        key = (first.message, where_of(first)) if first.reason else members
        found[key] = (*found.get(key, ()), *members)
    return list(found.values())


@st.fragment
def _sheet(report: Report, findings: Sequence[Finding], lines: list[Listed], piece: str) -> None:
    wanted = _asked_number(findings)
    found = next((row for row, line in enumerate(lines) if wanted in line.numbers), None)
    first = _piece(len(lines), found)
    at = first if found is None else found
    shown, shelf = lines[first : first + _PIECE], Shelf.of(report.report)
    cells, marks = listed_cells(shown, findings, shelf), {row: marks_of(line.first, shelf) for row, line in enumerate(shown, start=1)}
    key = f"checks_{report.report}_{piece}_{first}_{language()}"
    row = at - first + 1
    pages = {page for line in shown for page in line.first.pages} | {mark.page for each in marks.values() for mark in each}
    in_sight = {mark.page for mark in marks[row]} | set(shown[row - 1].first.pages[:1]) | set(asked_pages(key))
    pictures = pages_beside(report, pages, in_sight)
    following = lines[at + 1].numbers[0] if at + 1 < len(lines) else None
    finding_actions(report, lines[at], findings, shelf, following)
    chosen = partial(_chosen, key, [line.numbers[0] for line in shown])
    pressed = partial(on_key, key, shown, findings, report, lambda number: remember(finding=str(number)))
    hint = _("按 ↑↓ 看上一条、下一条，原页上画出有关的数")
    turn = str(zlib.crc32(str([*shelf.reviews.items(), *shelf.accepted.items()]).encode()))
    source_page(_("核对结果"), cells, pictures, f"{row}.1", key, chosen, hint=hint, marks=marks, keys=KEYS, on_key=pressed, turn=turn)


def _piece(lines: int, at: int | None) -> int:
    """The first line of the piece that is drawn, the one line `at` is in; a long list is turned over like pages."""
    if lines <= _PIECE:
        return 0
    pieces = -(-lines // _PIECE)
    first = asked_number("piece", 1) if at is None else at // _PIECE + 1
    return (page_strip(pieces, first, "checks_piece", finding="") - 1) * _PIECE


def _chosen(key: str, numbers: Sequence[int]) -> None:
    row = (st.session_state[key]["cell"] or "").partition(".")[0]
    remember(finding=str(numbers[int(row) - 1]) if row.isdecimal() and 0 < int(row) <= len(numbers) else "")
