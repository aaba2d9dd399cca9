"""操作记录: what was done, by whom and when, the latest first; taking back, the history to take away, and whether anything was altered."""

import csv
import io
import json
from collections.abc import Callable

import pandas as pd
import streamlit as st

from core.correct import undoable
from core.verify import Verification, verify
from pages.widgets.address import LIBRARY, asked, asked_number, remember, report_link
from pages.widgets.asked_name import ask_for_name, name_window
from pages.widgets.change_words import ACTIONS, action_name, event_words, moment
from pages.widgets.finding_actions import take_back
from pages.widgets.language import _, language, ngettext
from pages.widgets.page_strip import page_strip
from pages.widgets.plain import as_html, escaped
from pages.widgets.stock import definitions, library, sentence

_PIECE = 30  # entries shown at once
_COLUMNS = (0.6, 1.8, 1.0, 1.2, 2.5, 4.6, 1.4)
_VERIFIED, _TROUBLE = "log_verified", "log_trouble"


def show() -> None:
    """Draw the screen."""
    st.title(_("操作记录"), anchor=False)
    history = library().history()
    if not history:
        st.markdown(_("还没有操作。导入报告、更正、说明，都会记在这里。"))
        if st.button(_("去资料库"), type="primary"):
            st.switch_page(LIBRARY)
        return
    with st.container(horizontal=True, vertical_alignment="center", key="log_head"):
        chosen = _filtered(history)
        _downloads(chosen)
        if st.button(_("核验有没有被改过"), icon=":material/verified:"):
            _verify()
    _tell_verified()
    if trouble := st.session_state.pop(_TROUBLE, ""):
        st.error(escaped(trouble), icon=":material/block:")
    st.caption(ngettext("{n} 条记录，最新的在前。记录只增加，不能改。", len(chosen)).format(n=len(chosen)))
    _entries(_piece(chosen[::-1]), {int(event["event_no"]): event for event in history})
    name_window()


def _filtered(history: list[dict]) -> list[dict]:
    """The events of the report and kind the address names; both can be chosen."""
    files = {event["report"]: event["file"] for event in history if event["report"] and event["action"] != "export"}
    report = _choose("report", _("全部报告"), list(files), lambda key: files[key])
    kinds = [action for action in ACTIONS if any(event["action"] == action for event in history)]
    kind = _choose("kind", _("全部操作"), kinds, action_name)
    return [event for event in history if report in ("", event["report"]) and kind in ("", event["action"])]


def _choose(name: str, everything: str, options: list[str], words_of: Callable[[str], str]) -> str:
    key = f"log_{name}"
    st.session_state[key] = asked(name) if asked(name) in options else ""
    return st.selectbox(
        everything,
        ["", *options],
        format_func=lambda option: words_of(option) if option else everything,
        key=key,
        on_change=lambda: remember(**{name: st.session_state[key], "piece": ""}),
        label_visibility="collapsed",
        width=320 if name == "report" else 160,
    )


def _piece(events: list[dict]) -> list[dict]:
    pieces = -(-len(events) // _PIECE)
    if pieces <= 1:
        return events
    turned = page_strip(pieces, asked_number("piece", 1), "log_piece")
    return events[(turned - 1) * _PIECE : turned * _PIECE]


def _entries(events: list[dict], every: dict[int, dict]) -> None:
    can = undoable(library().changes())
    known = set(library().reports()["report"])
    with st.container(key="log"):
        for column, words in zip(st.columns(_COLUMNS), _heads(), strict=True):
            column.html(f'<span class="head">{as_html(words)}</span>')
        for event in events:
            _entry(event, event_words(event, every), event["event_no"] in can, event["report"] in known)


def _heads() -> list[str]:
    return [_("编号"), _("时间"), _("谁"), _("操作"), _("文件"), _("内容"), ""]


def _entry(event: dict, content: str, can_undo: bool, is_known: bool) -> None:
    file = as_html(event["file"])
    if is_known:
        file = f'<a href="{as_html(report_link(event["report"], "checks"))}" target="_self">{file}</a>'
    told = [str(event["event_no"]), moment(event["happened_at"]), event["who"] or _("未留名"), action_name(event["action"])]
    cells = st.columns(_COLUMNS, vertical_alignment="center")
    for cell, words in zip(cells, [*map(as_html, told), file, as_html(content)], strict=False):
        cell.html(f'<span class="entry">{words}</span>')
    number = int(event["event_no"])
    if can_undo:
        cells[-1].button(_("撤销"), key=f"log_undo_{number}", on_click=_undo, args=(number,))
    if can_undo and "together" in event["details"] and len(library().together(number)) > 1:
        cells[-1].button(_("一起撤销"), key=f"log_undo_all_{number}", on_click=_undo, args=(number, True), type="tertiary")


def _undo(number: int, whole: bool = False) -> None:
    """Before the next run: take it back, or have the name asked first."""
    if not library().person():
        ask_for_name()
        return
    if trouble := take_back(number, whole):
        st.session_state[_TROUBLE] = trouble


def _downloads(events: list[dict]) -> None:
    name, kept = _("操作记录"), language()
    st.download_button(_("下载记录（表格）"), lambda: _as_csv(events), f"{name}.csv", "text/csv", key=f"csv_{kept}")
    st.download_button(_("下载记录（全部细节）"), lambda: _as_json(events), f"{name}.json", "application/json", key=f"json_{kept}")


def _as_json(events: list[dict]) -> bytes:
    """The history as it can be replayed."""
    return json.dumps(events, ensure_ascii=False, indent=1).encode()


def _as_csv(events: list[dict]) -> bytes:
    """For people: opens in a spreadsheet; text that looks like a formula stays text."""
    target = io.StringIO()
    columns = ["event_no", "happened_at", "who", "action", "report", "file", "details", "hash"]
    rows = [{**event, "details": json.dumps(event["details"], ensure_ascii=False)} for event in events]
    frame = pd.DataFrame(rows, columns=columns)
    text = frame.select_dtypes(exclude="number").columns
    frame[text] = frame[text].map(lambda words: f"'{words}" if str(words)[:1] in ("=", "+", "-", "@", "\t", "\r") else words)
    frame.to_csv(target, index=False, quoting=csv.QUOTE_MINIMAL)
    return target.getvalue().encode("utf-8-sig")


def _verify() -> None:
    with st.spinner(_("正在逐份核验原件、记录和数…")):
        st.session_state[_VERIFIED] = verify(library(), definitions())


def _tell_verified() -> None:
    found: Verification | None = st.session_state.pop(_VERIFIED, None)
    if found is None:
        return
    counts = {"originals": found.originals, "events": found.events, "reports": found.reports}
    if not found.altered:
        st.success(escaped(sentence("verify_holds", counts)), icon=":material/check_circle:")
    else:
        st.error(escaped(sentence("verify_found", {**counts, "altered": len(found.altered)})), icon=":material/warning:")
        for altered in found.altered:
            st.markdown("・" + escaped(sentence(altered.code, altered.details)))
    if found.unmarked:
        st.caption(escaped(sentence("verify_unmarked", {"unmarked": found.unmarked})))


show()
