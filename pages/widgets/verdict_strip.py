"""What the checks came to: the counts with sign, word and colour, and the one sentence that may or may not be green."""

from collections.abc import Sequence

import streamlit as st

from core.checks.verdict import Verdict, gravest, shown_as, verdict
from core.model import Finding
from pages.widgets.address import report_link
from pages.widgets.language import N_, _, language, ngettext
from pages.widgets.plain import as_html, doubtful

KINDS = {
    "fail": ("✕", "red", N_("不符")),
    "rounding": ("≈", "orange", N_("尾差")),
    "not_run": ("?", "gray", N_("未查")),
    "pass": ("✓", "green", N_("相符")),
    "hint": ("!", "blue", N_("提示")),
    "not_applicable": ("–", "gray", N_("不适用")),
}
_MOST_SHOWN = 3


def kind_words(kind: str, found: Verdict) -> str:
    """A count as Markdown; what agrees is green only when every applicable core check ran."""
    sign, colour, word = KINDS[kind]
    if (kind == "pass" and not found.complete) or not found.counts[kind]:
        colour = "gray"
    strong = "" if kind in ("hint", "not_applicable") or not found.counts[kind] else "**"
    return f":{colour}[{strong}{sign} {_(word)} {found.counts[kind]}{strong}]"


def verdict_sentence(found: Verdict, findings: Sequence[Finding] = ()) -> str:
    """The sentence as Markdown: what was not checked comes before anything else; `findings` tell how many of them were accepted."""
    failed, unchecked = found.counts["fail"], found.counts["not_run"]
    parts = []
    if failed:
        accepted = sum(bool(finding.exception) and shown_as(finding) == "fail" for finding in findings)
        words = ngettext("{n} 项不符，请核实。", failed).format(n=failed)
        words += ngettext("（{n} 项已说明）", accepted).format(n=accepted) if accepted else ""
        parts.append(_coloured("red", "✕", words))
    if found.core_not_run:
        parts.append(doubtful(ngettext("还有 {n} 项没有查，不能视为通过。", unchecked).format(n=unchecked)))
    elif not found.core_ran:
        parts.append(doubtful(_("主要的核对都不适用于这份文件，不能视为通过。")))
    elif unchecked:
        parts.append(doubtful(ngettext("还有 {n} 项没有查，都不是主要的核对。", unchecked).format(n=unchecked)))
    if found.green:
        parts.append(_coloured("green", "✓", _("主要的核对都做了，没有发现不符。")))
    return "　".join(parts)


def _coloured(colour: str, sign: str, words: str) -> str:
    return f":{colour}[**{sign} {words}**]"


def message_of(finding: Finding) -> str:
    """What came of a check, in the language of the screen."""
    return finding.message if language() == "zh" else finding.message_en


def findings_in_brief(report: str, findings: Sequence[Finding]) -> None:
    """For the card of a report: the counts, the sentence, and the first of what does not agree, each with the way to its page."""
    if not findings:
        st.markdown(doubtful(_("这份报告还没有核对。")))
        return
    found = verdict(findings)
    st.markdown("　".join(kind_words(kind, found) for kind in KINDS if kind != "not_applicable"))
    st.markdown(verdict_sentence(found, findings))
    lines = [_line(report, findings, group.findings) for group in gravest(findings, _MOST_SHOWN)]
    if lines:
        st.html(f'<ol class="found">{"".join(lines)}</ol>')


def _line(report: str, findings: Sequence[Finding], numbers: Sequence[int]) -> str:
    first = findings[numbers[0]]
    more = ngettext("（同一原因的还有 {n} 项）", len(numbers) - 1).format(n=len(numbers) - 1) if len(numbers) > 1 else ""
    target, words = report_link(report, "checks", finding=str(numbers[0])), _("看原页")
    return f'<li>{as_html(message_of(first) + more)} <a href="{as_html(target)}" target="_self">{as_html(words)}</a></li>'
