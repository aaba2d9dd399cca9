"""What a person can do with the chosen line of the list: look at it, doubt it, correct a figure, accept it, take it back; also by key."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from core.correct import undo
from core.corrections import fact_subjects, statement_subjects
from core.errors import JuesuanError
from core.model import Change, Finding, Report
from pages.widgets.accepting import ACCEPTED, accept_window, accepted_back, layout_hint, scopes, take_back_accepted
from pages.widgets.address import remember
from pages.widgets.asked_name import ask_for_name, name_window
from pages.widgets.change_words import change_words
from pages.widgets.correcting import DONE, correct_in_window, figures_of
from pages.widgets.demo_mode import mode
from pages.widgets.finding_list import Listed, Shelf
from pages.widgets.language import N_, _, ngettext
from pages.widgets.plain import escaped
from pages.widgets.stock import definitions, library, sentence

KEYS = {"Enter": "confirmed", "f": "doubted", "e": "correct"}
NOTHING_TO_CORRECT = N_("这一项没有可以更正的数。可以标为原文如此；原文有误的，改好后在“版本”里放入新文件。")
_TROUBLE = "checks_trouble"  # why something could not be taken back
_AGAIN = "checks_again"  # the whole screen has to be drawn anew
_LAYOUT = "layout_of_all"
_ASKED = "checks_asked"  # what a key or button asked for: opened as a window on the next run


def finding_actions(report: Report, line: Listed, findings: Sequence[Finding], shelf: Shelf, following: int | None) -> None:
    """The buttons for a line of the list.  `following`: the finding that comes after it, chosen once this one was looked at."""
    if st.session_state.pop(_AGAIN, False):
        st.rerun()  # the counts above the list changed too
    if mode().frozen:
        st.caption(sentence("library_frozen", {}))
        return
    said = [findings[number].identity for number in line.numbers]
    if not all(said):
        st.caption(_("这份报告是旧版本核对的，重新核对后才能更正和说明。"))
        return
    with st.container(horizontal=True, vertical_alignment="center", key="checks_actions"):
        st.button(_("确认（回车）"), on_click=look_at, args=(report, said, "confirmed", following), key="act_confirmed")
        st.button(_("存疑（F）"), on_click=look_at, args=(report, said, "doubted", following), key="act_doubted")
        can_correct = bool(figures_of(line.first, shelf))
        why = None if can_correct else _(NOTHING_TO_CORRECT)
        act = {"disabled": not can_correct, "key": "act_correct", "help": why}
        st.button(_("更正这个格子（E）"), on_click=ask_for, args=("correct", said[0]), **act)
        with st.popover(_("标为…")):
            for value, words in ACCEPTED.items():
                st.button(_(words), on_click=ask_for, args=(value, said[0]), key=f"act_{value}", width="stretch")
        _taken_back(report, line, said, shelf)
    layout_hint(report, line, partial(ask_for, _LAYOUT, said[0]))
    _open_window(report, line, said, findings, shelf)


def look_at(report: Report, identities: Sequence[str], value: str, following: int | None) -> None:
    """Keep that findings were looked at, and go on to the next; a second time takes it back."""
    if mode().frozen:
        return
    if not library().person():
        ask_for_name()
        return
    held = library().reviews(report.report).get(identities[0])
    if held and held.value == value:
        library().undo(held.number)
        return
    library().review(report.report, identities, value)
    if following is not None:
        remember(finding=str(following))


def ask_for(what: str, identity: str) -> None:
    """Have a window opened for a finding: correct, a kind of ACCEPTED, or the layout of all reports it fails in."""
    st.session_state[_ASKED] = (what, identity)


def _close() -> None:
    st.session_state.pop(_ASKED, None)


def just_done(report: Report) -> None:
    """What was just decided about this report, with the way back, until it was seen."""
    if trouble := st.session_state.pop(_TROUBLE, ""):
        st.error(escaped(trouble), icon=":material/block:")
    about, number, words = st.session_state.get(DONE, ("", 0, ""))
    if about != report.report:
        return
    with st.container(horizontal=True, vertical_alignment="center", border=True, key="just_done"):
        st.markdown(words, width="stretch")
        st.button(_("撤销"), on_click=_take_back, args=(number,), key="undo_just_done")
        st.button(_("知道了"), on_click=lambda: st.session_state.pop(DONE, None), key="seen_just_done")


def take_back(number: int, whole: bool = False) -> str:
    """Take back what an event decided, or (`whole`) all that was decided together with it; what went wrong, or ""."""
    try:
        if whole and len(library().together(number)) > 1:
            library().undo_together(number)
        else:
            undo(library(), number, definitions())
    except JuesuanError as error:
        return sentence(error.code, error.details)
    return ""


def _take_back(number: int) -> None:
    _taken(take_back(number, whole=True))


def _take_back_accepted(change: Change, said: Sequence[str], whole: bool) -> None:
    _taken(take_back_accepted(change, said, whole))


def _taken(trouble: str) -> None:
    st.session_state.pop(DONE, None)
    st.session_state[_AGAIN] = True
    if trouble:
        st.session_state[_TROUBLE] = trouble


def _taken_back(report: Report, line: Listed, said: Sequence[str], shelf: Shelf) -> None:
    """What was decided of this line and its figures, each with the way back."""
    held = decided_of(report, line.first, said, shelf)
    if not held:
        return
    with st.popover(ngettext("撤销（{n}）", len(held)).format(n=len(held))):
        for change in held:
            if change.kind == "accept":
                accepted_back(change, said, _take_back_accepted)
                continue
            st.caption(escaped(change_words(change)))
            st.button(_("撤销这一条"), on_click=_take_back, args=(change.number,), key=f"undo_{change.number}")


def decided_of(report: Report, finding: Finding, said: Sequence[str], shelf: Shelf) -> list[Change]:
    """The decisions in force on findings and on the figures of the first of them, the latest first."""
    corrections = library().corrections(report.report)
    subjects: set[str] = set()
    if corrections:
        facts = fact_subjects([_Table(tuple(shelf.facts.itertuples()))])
        statements = statement_subjects(list(shelf.statements.itertuples()))
        subjects = {facts[number] for number in finding.facts} | {statements[number] for number in finding.statements}
    found = [change for change in corrections if change.subject in subjects]
    for held in (shelf.accepted, shelf.reviews):
        found += [held[identity] for identity in said[:1] if identity in held]
    return sorted(found, key=lambda change: -change.number)


def _open_window(report: Report, line: Listed, said: Sequence[str], findings: Sequence[Finding], shelf: Shelf) -> None:
    """The window asked for, while it is open; the one for another finding was left behind."""
    name_window()
    what, identity = st.session_state.get(_ASKED, ("", ""))
    if identity != said[0]:
        _close()
    elif what == "correct":
        correct_in_window(report, line.first, shelf, _close)
    else:
        value = "layout" if what == _LAYOUT else what
        offered = scopes(report, line, said, findings)
        st.dialog(_(ACCEPTED[value]), on_dismiss=_close)(accept_window)(offered, value, f"{what}_{identity}", what == _LAYOUT, _close)


class _Table:
    """Facts of a kept report, as a table holds them."""

    def __init__(self, facts: tuple) -> None:
        self.facts = facts


def on_key(key: str, lines: Sequence[Listed], findings: Sequence[Finding], report: Report, show: Callable[[int], None]) -> None:
    """After a key of KEYS was pressed on a line: it is looked at and the next chosen, or a window opens."""
    pressed = (st.session_state.get(key) or {}).get("key") or {}  # none where the list it was pressed in has made room for another
    row = str(pressed.get("cell", "")).partition(".")[0]
    if not row.isdecimal() or not 0 < int(row) <= len(lines):
        return
    at = int(row) - 1
    show(lines[at].numbers[0])
    identities = [findings[number].identity for number in lines[at].numbers]
    if pressed["act"] == "correct" and (lines[at].first.facts or lines[at].first.statements):
        ask_for("correct", identities[0])
    elif pressed["act"] == "correct":
        st.toast(_(NOTHING_TO_CORRECT))
    elif pressed["act"] != "correct" and all(identities):
        look_at(report, identities, pressed["act"], lines[at + 1].numbers[0] if at + 1 < len(lines) else None)
