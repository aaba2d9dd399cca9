"""资料库: drop reports, see what became of each, open the ones that are kept."""

import streamlit as st

from core.model import Receipt
from pages.widgets.deleted_list import deleted_list
from pages.widgets.demo_mode import mode
from pages.widgets.drop_area import drop_area, empty_the_uploader
from pages.widgets.importing import import_with_words, receipt_line, totals_line
from pages.widgets.language import _
from pages.widgets.plain import strong
from pages.widgets.report_card import report_card
from pages.widgets.report_list import report_list
from pages.widgets.stock import library

MOST_CARDS = 3


def results(receipts: list[Receipt]) -> None:
    """What the last import brought: the counts, a card for the first reports, a line for each other file."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(totals_line(receipts))
        if st.button(_("收起"), key="fold_results", type="tertiary"):
            st.session_state["receipts"] = []
            st.rerun()
    carded: list[str] = []
    for receipt in receipts:
        report = library().report(receipt.report) if receipt.report else None
        if report and report.report not in carded and len(carded) < MOST_CARDS:
            carded.append(report.report)
            if receipt.state == "already":
                st.markdown(receipt_line(receipt))
            report_card(report, receipt.seconds if receipt.state != "already" else None)
        else:
            st.markdown(receipt_line(receipt))


def introduction() -> None:
    """The empty library says in one line what the program does."""
    steps = [_("读出九张表"), _("每个数字对到原页"), _("核对勾稽关系"), _("说明哪些没有查")]
    st.markdown(strong(_("它会做什么")) + "　" + "　".join(f"{sign} {step}" for sign, step in zip("①②③④", steps, strict=True)))


def stopped(receipts: list[Receipt]) -> None:
    """Nothing more is imported; what was, stays."""
    st.session_state["receipts"] = receipts
    empty_the_uploader()


st.title(_("部门决算公开分析"), anchor=False)
st.markdown(_("把公开的决算报告变成查得到、对得上的数字：每个数字都能回到它印在的那一页。"))
incoming = drop_area()
if incoming:
    st.session_state["receipts"] = import_with_words(incoming, stopped)
    empty_the_uploader()
    st.rerun()
if st.session_state.get("receipts") and not mode().hidden:  # they hold the names of the files as they came
    results(st.session_state["receipts"])
kept = library().reports()
if kept.empty:
    introduction()
else:
    report_list(kept)
deleted_list()
