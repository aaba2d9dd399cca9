"""The window in which a figure of a finding is corrected: what is printed, what it should be, why, and what would follow from it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from core.checks.verdict import SHOWN
from core.correct import Consequences, consequences, correct, of_fact, of_statement
from core.corrections import DIRECTIONS
from core.errors import JuesuanError
from core.model import Change, Finding, Report
from pages.widgets.asked_name import asked_name, keep_name
from pages.widgets.finding_list import Shelf, cell_words, credible
from pages.widgets.language import N_, _, ngettext
from pages.widgets.plain import escaped, strong, wanting
from pages.widgets.stock import definitions, library, sentence
from pages.widgets.verdict_strip import KINDS, message_of

DONE = "checks_done"  # what was just decided: the report, the event and a sentence
_DIRECTIONS = {"up": N_("增加"), "down": N_("减少"), "flat": N_("持平"), "unfilled": N_("没有填")}
_MOST_TURNED, _MOST_REPEATING = 4, 3


def figures_of(finding: Finding, shelf: Shelf) -> list[tuple[str, int]]:
    """The figures of a finding that can be corrected: the suspicious one first, then cells, then sentences."""
    facts = [*(suspect.fact for suspect in credible(finding)), *finding.facts]
    known = [("fact", number) for number in dict.fromkeys(facts) if number in shelf.facts.index]
    return known + [("statement", number) for number in finding.statements if number in shelf.statements.index]


def correct_in_window(report: Report, finding: Finding, shelf: Shelf, close: Callable[[], None]) -> None:
    """The window for a finding that has figures; `close` is called once it is done or left."""
    st.dialog(_("更正一个数"), width="large", on_dismiss=close)(_window)(report, finding, shelf, close)


def _window(report: Report, finding: Finding, shelf: Shelf, close: Callable[[], None]) -> None:
    key = f"correct_{report.report}_{finding.identity}"
    st.caption(escaped(message_of(finding)))
    figure = st.selectbox(
        _("哪一个数"), figures_of(finding, shelf), format_func=lambda each: _figure_words(each, shelf), key=f"{key}_figure"
    )
    value = _asked_value(figure, finding, shelf, f"{key}_{figure[0]}_{figure[1]}")
    why = st.text_input(_("理由"), key=f"{key}_why", placeholder=_("例如：对照原页，识别有误"))
    name = asked_name(key)
    found = None
    if value:
        change = _change(report, figure, value, why, shelf)
        if change.value in (change.saw, ""):
            st.caption(_("与现在的数一样，没有要改的。"))
        else:
            found = _told(change)
    if st.button(_("保存"), type="primary", disabled=not (found and why.strip() and name), key=f"{key}_save"):
        _save(change, found, name, close)


def _figure_words(figure: tuple[str, int], shelf: Shelf) -> str:
    kind, number = figure
    if kind == "fact":
        return cell_words(shelf.facts.loc[number])
    told = shelf.statements.loc[number]
    words = _("说明：{value} {unit}　{sentence}")
    return words.format(value=_direction(told["value"]), unit=told["unit"], sentence=told["sentence"])


def _direction(value: str) -> str:
    """A direction in words; any other value as it is."""
    return _(_DIRECTIONS[value]) if value in _DIRECTIONS else value


def _asked_value(figure: tuple[str, int], finding: Finding, shelf: Shelf, key: str) -> str:
    """The printed value beside a field for the one it should be."""
    kind, number = figure
    row = shelf.facts.loc[number] if kind == "fact" else shelf.statements.loc[number]
    printed = row["printed"] if kind == "fact" else row["read_value"] or row["value"]
    left, right = st.columns(2)
    if printed in _DIRECTIONS:
        left.markdown(_("原印：{value}").format(value=strong(_direction(printed))))
        return right.selectbox(_("更正为"), DIRECTIONS, index=None, format_func=_direction, key=key, placeholder=_("请选择")) or ""
    left.markdown(_("原印：{value}").format(value=strong(escaped(f"{printed} {row['unit']}"))))
    suspect = next((each for each in credible(finding) if kind == "fact" and each.fact == number), None)
    if suspect:
        left.caption(
            ngettext("如果是 {value}，就有 {n} 项能对上。只是线索。", suspect.explains).format(value=suspect.value, n=suspect.explains)
        )
    return right.text_input(_("更正为"), key=key, placeholder=_("按原表的单位填写")).strip()


def _change(report: Report, figure: tuple[str, int], value: str, why: str, shelf: Shelf) -> Change:
    """The correction; what this window showed is what it replaces, so that one of another window is not overwritten."""
    kind, number = figure
    row = shelf.facts.loc[number] if kind == "fact" else shelf.statements.loc[number]
    made = (of_fact if kind == "fact" else of_statement)(library(), report.report, number, value, why)
    return replace(made, saw=(row["corrected"] or row["printed"]) if kind == "fact" else row["value"])


def _told(change: Change) -> Consequences | None:
    """What would follow, said; None when the value cannot stand there."""
    try:
        with st.spinner(_("正在看这一改动的影响…")):
            found = consequences(library(), change, definitions())
    except JuesuanError as error:
        st.markdown(wanting(escaped(sentence(error.code, error.details))))
        return None
    with st.container(border=True, key="consequences"):
        st.markdown(_("此改动会使：") + "　".join(consequence_words(found)))
        for turn in found.turned[:_MOST_TURNED]:
            st.caption("・" + escaped(message_of(turn.after or turn.before)))
        _tell_repeating(found)
    return found


def consequence_words(found: Consequences) -> list[str]:
    """What would change, as Markdown, a line for each pair of states; one line when nothing would."""
    words = []
    for before in (*SHOWN, ""):
        for after in (*SHOWN, ""):
            if before != after and (count := found.turning(before, after)):
                words.append(_turn_words(before, after, count))
    return words or [_("任何一项核对的结果都不变。")]


def _turn_words(before: str, after: str, count: int) -> str:
    if not before:
        return ngettext("新出现 {n} 项“{after}”。", count).format(n=count, after=_kind(after))
    if not after:
        return ngettext("{n} 项“{before}”消失。", count).format(n=count, before=_kind(before))
    return ngettext("{n} 项由“{before}”变为“{after}”。", count).format(n=count, before=_kind(before), after=_kind(after))


def _kind(kind: str) -> str:
    sign, colour, word = KINDS[kind]
    return f":{colour}[**{sign} {_(word)}**]"


def _tell_repeating(found: Consequences) -> None:
    """The figures that repeat the one corrected: they are not changed with it."""
    told = found.reading.statements
    sentences: Sequence[str] = list(dict.fromkeys(told[number].sentence for number in found.statements))
    count = len(found.statements) + len(found.facts)
    if not count:
        return
    st.markdown(ngettext("另有 {n} 处重复这个数，不会跟着改，请一并核对。", count).format(n=count))
    for words in sentences[:_MOST_REPEATING]:
        st.caption("・" + escaped(words))


def _save(change: Change, found: Consequences, name: str, close: Callable[[], None]) -> None:
    try:
        keep_name(name)
        with st.spinner(_("正在保存并重新核对…")):
            correct(library(), change, definitions())
    except JuesuanError as error:
        st.error(escaped(sentence(error.code, error.details)), icon=":material/block:")
        return
    close()
    told = _("已更正：{saw} 改为 {value}。").format(saw=change.saw, value=change.value)
    number, words = library().changes(change.report)[-1].number, [escaped(told), *consequence_words(found)]
    st.session_state[DONE] = (change.report, number, "　".join(words))
    st.rerun()
