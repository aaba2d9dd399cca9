"""The guard of a comparison: what differs, in words with pages, and the acknowledgement without which nothing is drawn."""

from collections.abc import Sequence

import streamlit as st

from core.compare.guard import Group, Unlike, mark_of, short_words
from core.compare.slots import Compared
from pages.widgets.address import asked, remember, report_link
from pages.widgets.language import _, language, ngettext
from pages.widgets.plain import as_html, escaped
from pages.widgets.stock import definitions, sentence
from pages.widgets.words import pages_name


def refused_words(found: Compared) -> None:
    """The reports of the chosen units and years that are no final accounts."""
    for report in found.refused:
        kind = sentence(f"compare_kind_{report.kind}", {})
        told = sentence("compare_refused", {"unit": report.unit_name, "year": report.fiscal_year, "kind": kind})
        st.markdown(f":orange[**✕**] {escaped(told)}")


def acknowledged(differences: Sequence[Unlike]) -> bool:
    """Draw the differences and the box to tick; whether the comparison may be seen.  The tick is of these differences and no others."""
    if not differences:
        alike = _("编报范围、表式、预算口径、科目编码、单位名称和金额单位都没有发现差异。")
        st.markdown(f":green[**✓**] {escaped(alike)}")
        return True
    mark = mark_of(differences, definitions())
    seen = asked("ack") == mark
    title = ngettext("对比之前：有 {n} 处差异", len(differences)).format(n=len(differences))
    with st.expander(f":orange[**!**] {escaped(title)}", expanded=not seen):
        st.html('<ol class="found">' + "".join(f"<li>{_line(each)}</li>" for each in differences) + "</ol>")
    key = f"compare_ack_{mark}"
    st.session_state[key] = seen
    st.checkbox(
        escaped(_("我已看到这些差异，仍要对比。图和导出的文件都会印着：{mark}").format(mark=short(differences))),
        key=key,
        on_change=lambda: remember(ack=mark if st.session_state[key] else ""),
    )
    return seen


def short(differences: Sequence[Unlike]) -> str:
    """The line that stays with the chart; "" for none."""
    return short_words(differences, definitions(), language())


def _line(each: Unlike) -> str:
    """A difference in words; where it quotes the report it leads there."""
    links = [f' <a href="{as_html(_target(group))}" target="_self">{as_html(_words(group))}</a>' for group in each.groups if _quotes(group)]
    return as_html(each.words(definitions(), language())) + "".join(links)


def _quotes(group: Group) -> bool:
    return group.statement is not None or group.page is not None


def _words(group: Group) -> str:
    report = group.reports[0]
    return _("看原文：{unit} {year} {page}").format(unit=report.unit_name, year=report.fiscal_year, page=pages_name(group.page, group.page))


def _target(group: Group) -> str:
    report = group.reports[0].report
    if group.statement is not None:
        return report_link(report, "narrative", statement=str(group.statement))
    return report_link(report, "tables", table="pages", page=str(group.page or 1))
