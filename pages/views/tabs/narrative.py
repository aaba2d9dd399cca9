"""说明: the sentences of the explanation as printed, their figures marked; each leads to the cells it repeats and to its page."""

import zlib
from collections import Counter
from functools import partial

import pandas as pd
import streamlit as st

from core.model import Report
from core.narrative.marks import MarkedSentence, is_figure, marked_sentences, state_of
from pages.widgets.address import asked, remember
from pages.widgets.language import N_, _
from pages.widgets.pictures import pages_beside
from pages.widgets.plain import doubtful, escaped
from pages.widgets.printed_table import sizes_of
from pages.widgets.recognised import tell_recognised
from pages.widgets.source_page import asked_pages, source_page
from pages.widgets.stock import library
from pages.widgets.told_sentences import figures, passages

SHOWN = {"all": N_("全部 {n}"), "linked": N_("✓ 已对应 {n}"), "unlinked": N_("? 未对应 {n}")}
_SHOW, _FIND = "narrative_show", "narrative_find"


def show(report: Report) -> None:
    """Draw the tab."""
    statements = library().statements(report.report)
    if statements.empty:
        st.markdown(_("这份报告没有读出情况说明里的数字：可能没有印情况说明，或者说明是扫描图片。"))
        return
    counts = Counter(state_of(row) for row in statements.itertuples() if is_figure(row))
    words = _("说明里有 {n} 个数字：✓ 已对应 {linked}，? 未对应 {unlinked}，其余 {other} 个（增减、比率、数量）表里不印")
    st.markdown(words.format(n=counts.total(), linked=counts["linked"], unlinked=counts["unlinked"], other=counts["other"]))
    tell_recognised(report.report, [row.page for row in statements.itertuples() if is_figure(row)])
    if not counts["linked"] and not library().counts(report.report)["facts"]:
        st.markdown(doubtful(_("这份报告的表格没有读出数字，说明里的数无从对应。")))
    wanted, words_sought = _choices(counts)
    sentences = [sentence for sentence in marked_sentences(statements.itertuples()) if _is_wanted(sentence, wanted, words_sought)]
    if not sentences:
        st.caption(_("没有匹配“{words}”的句子。").format(words=escaped(words_sought)) if words_sought else _("没有这样的句子。"))
        return
    _sheet(report, statements, sentences, f"{wanted}_{zlib.crc32(words_sought.encode())}")


def _choices(counts: Counter) -> tuple[str, str]:
    """Which figures and which words; both stay in the address."""
    st.session_state[_SHOW] = asked("show") if asked("show") in SHOWN else "all"
    st.session_state[_FIND] = asked("find")
    numbers = {**counts, "all": counts.total()}
    hint = _("在说明里查找")
    with st.container(horizontal=True, vertical_alignment="center", key="narrative_head"):
        wanted = st.segmented_control(
            _("对应情况"),
            list(SHOWN),
            format_func=lambda key: _(SHOWN[key]).format(n=numbers.get(key, 0)),
            required=True,
            key=_SHOW,
            on_change=lambda: remember(show="" if st.session_state[_SHOW] == "all" else st.session_state[_SHOW], statement=""),
            label_visibility="collapsed",
        )
        found = partial(st.text_input, hint, placeholder=hint, label_visibility="collapsed", width=300)
        words = found(key=_FIND, on_change=lambda: remember(find=st.session_state[_FIND].strip(), statement=""))
    return wanted, words.strip()


def _is_wanted(sentence: MarkedSentence, wanted: str, words: str) -> bool:
    text = (sentence.section + sentence.sentence).casefold()
    if not all(word in text for word in words.casefold().split()):
        return False
    return wanted == "all" or any(mark.state == wanted for mark in sentence.marks)


@st.fragment
def _sheet(report: Report, statements: pd.DataFrame, sentences: list[MarkedSentence], piece: str) -> None:
    sizes = sizes_of(report.report)
    cells = figures(sentences, statements, library().links(report.report), sizes, report.report)
    key = f"told_{report.report}_{piece}"
    chosen = f"{asked('statement')}.0" if asked("statement") else ""
    pages = sorted({cell.page for cell in cells if cell.page})
    in_sight = [cell.page for cell in cells if f"{cell.row}.0" == chosen and cell.page] or pages[:1]
    pictures = pages_beside(report, pages, {*in_sight, *asked_pages(key)})
    hint = _("点句子里的数，原页上画出方框，下面列出它对应的格子")
    subjects = dict(zip(statements["statement_no"], statements["subject"], strict=True))
    source_page(_("情况说明"), cells, pictures, chosen, key, partial(_chosen, key), tuple(passages(sentences, subjects)), hint)


def _chosen(key: str) -> None:
    remember(statement=(st.session_state[key]["cell"] or "").partition(".")[0])
