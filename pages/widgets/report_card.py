"""What became of a dropped report: who, when, how much was read, what was not, and what to do next."""

import pandas as pd
import streamlit as st

from core.corrections import PROPERTIES
from core.model import Report
from core.reading.damage import ranges
from pages.widgets.address import open_report
from pages.widgets.checking_again import outdated_line
from pages.widgets.correct_property import correct_property
from pages.widgets.language import _, ngettext
from pages.widgets.newer_version import version_line
from pages.widgets.pictures import crop
from pages.widgets.plain import as_html, doubtful, escaped, strong, wanting
from pages.widgets.questions import questions
from pages.widgets.several_reports import files_of, halves, several
from pages.widgets.stock import definitions, library, sentence
from pages.widgets.verdict_strip import findings_in_brief
from pages.widgets.words import fingerprint, kind_name, place_name, unit_title, year_name

FIELDS = ("unit_name", "fiscal_year", "kind", "published_on")
_MOST_PROBLEMS = 5


def report_card(report: Report, seconds: float | None = None) -> None:
    """Draw the card of a report; `seconds`: how long reading it took, where that is known."""
    problems = library().problems(report.report)
    with st.container(border=True, key=f"card_{report.report}"):
        _headline(report, seconds)
        _figures(report, problems)
        version_line(report)
        outdated_line(report.report)
        findings_in_brief(report.report, library().findings(report.report))
        questions(report, problems)
        several(report, problems)
        halves(report)
        files_of(report)
        _problem_list(problems)
        _buttons(report)


def _headline(report: Report, seconds: float | None) -> None:
    pages = ngettext("{n} 页", report.pages).format(n=report.pages) if report.pages else _("不分页")
    words = {"year": year_name(report.fiscal_year), "unit": unit_title(report.unit_name), "kind": kind_name(report.kind)}
    title = _("{year}　{unit}（{kind}，{pages}）").format(**words, pages=pages) + ("" if report.unit_name else f"　{report.file}")
    facts = [_("第 {version} 版").format(version=report.version), _("指纹 {digits}").format(digits=fingerprint(report.sha256))]
    if seconds is not None:
        facts.append(_("用时 {seconds} 秒").format(seconds=f"{seconds:.1f}"))
    st.html(f'<div class="headline"><b>{as_html(title)}</b><span>{as_html("　".join(facts))}</span></div>')


def _figures(report: Report, problems: pd.DataFrame) -> None:
    """How much was read; what was not read is said as loudly."""
    store, pages = library(), library().pages(report.report)
    tables = store.tables(report.report)
    expected = [key for key, table in definitions().tables.items() if table.required]
    found = tables[tables["table"].isin(expected) & tables["state"].isin(["filled", "empty"])]["table"].nunique()
    others = int((~tables["table"].isin(expected) & tables["state"].isin(["filled", "empty"])).sum())
    facts = store.counts(report.report)["facts"]
    parts = [strong(_("九表 {found}/{expected}").format(found=found, expected=len(expected)))]
    if others:
        parts.append(ngettext("其他表 {n} 张", others).format(n=others))
    parts.append(ngettext("读出 {n} 个数字", facts).format(n=f"{facts:,}"))
    unread = [int(page) for page in pages[pages["unread"]]["page"]]
    if unread:
        parts.append(doubtful(_("第 {pages} 页没有读").format(pages=ranges(unread))))
    asked = int(problems["kind"].map(definitions().needs_person).sum()) if len(problems) else 0
    if asked:
        parts.append(wanting(ngettext("{n} 处需要人看", asked).format(n=asked)))
    st.markdown("　·　".join(parts))


def _problem_list(problems: pd.DataFrame) -> None:
    told = [sentence(kind, details) for kind, details in zip(problems["kind"], problems["details"], strict=True)]
    if not told:
        return
    with st.expander(ngettext("没有读出或要人确认的 {n} 处", len(told)).format(n=len(told)), expanded=len(told) <= 2):
        for text in told[:_MOST_PROBLEMS]:
            st.markdown(wanting(escaped(text)))
        if len(told) > _MOST_PROBLEMS:
            st.caption(_("其余 {n} 处在报告的“表格”里逐表列出。").format(n=len(told) - _MOST_PROBLEMS))


def _buttons(report: Report) -> None:
    name = report.report
    with st.container(horizontal=True):
        if st.button(_("看表格"), key=f"tables_{name}", type="primary", icon=":material/table:"):
            open_report(name, "tables")
        if st.button(_("看核对"), key=f"checks_{name}", icon=":material/rule:"):
            open_report(name, "checks")
        if report.pages and st.button(_("看原页"), key=f"pages_{name}", icon=":material/article:"):
            open_report(name, "tables", table="pages")
        if st.button(_("导出"), key=f"export_{name}", icon=":material/download:"):
            open_report(name, "export")
        if st.button(_("依据"), key=f"evidence_{name}", icon=":material/fact_check:"):
            st.dialog(_("这份报告是谁的、哪一年的：依据"), width="large")(evidence_of)(report)


def evidence_of(report: Report) -> None:
    """Each known property with the piece of the page it was read from."""
    names = {"unit_name": _("单位"), "fiscal_year": _("年度"), "kind": _("文种"), "published_on": _("公开日期")}
    evidence = library().evidence(report.report).set_index("field")
    for field in FIELDS:
        found = evidence.loc[field] if field in evidence.index else None
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown("　".join([strong(names[field]), *_known_of(field, found)]), width="content")
            if field in PROPERTIES:
                correct_property(report, field)
        if found is not None and found["source"] != "answered" and not pd.isna(found["x0"]):
            crop(report.report, report.sha256, found)


def _known_of(field: str, found: pd.Series | None) -> list[str]:
    """What is known of a property, and from where, as Markdown."""
    if found is None:
        return [doubtful(_("没有读到"))]
    value = escaped(kind_name(found["value"]) if field == "kind" else found["value"])
    if found["source"] == "answered":
        return [value, _("由人填写")]
    place = place_name(found["page"], found["locator"])
    return [value, escaped(place), _("印的是“{text}”").format(text=escaped(found["text"]))]
