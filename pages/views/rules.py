"""规则与口径: every check in words, with its basis and what its examples come to; and what was measured of the checks."""

import re

import streamlit as st

from core.checks.catalogue import Check, catalogue
from core.checks.shown import example_finding, measured
from core.over.rules import Rule, rules
from pages.views.tabs.checks import CLASSES, SEVERITIES
from pages.widgets.address import asked, remember, rule_link
from pages.widgets.check_titles import check_titles
from pages.widgets.checking_again import results_from_before
from pages.widgets.formula_trial import formula_trial
from pages.widgets.language import N_, _, language, ngettext
from pages.widgets.over_rules import over_told
from pages.widgets.plain import as_html, escaped, strong
from pages.widgets.plain_table import plain_table
from pages.widgets.stock import library
from pages.widgets.switch_check import switch_check
from pages.widgets.verdict_strip import message_of

GROUPS = {
    "IT": N_("表内"),
    "XT": N_("表间"),
    "TN": N_("文字与表"),
    "NA": N_("说明文字"),
    "PF": N_("绩效"),
    "CP": N_("完整性"),
    "FM": N_("格式"),
    "OV": N_("与其他报告"),
}
ACCURACY = {
    "cells": N_("表格数字读对的比例"),
    "cells_wrong": N_("表格数字读错的个数（没读出的不算）"),
    "table_faults": N_("表中改错一个数，能查出的比例"),
    "narrative_faults": N_("说明里改错一个数，能查出的比例"),
    "score_faults": N_("绩效得分改错，能查出的比例"),
    "suspect_first": N_("最可疑的一个数指对的比例"),
    "false_alarms": N_("没有差错的报告，每份误报的不符"),
}
_SIGNS = {">=": N_("不小于"), "<=": N_("不大于"), "=": N_("等于")}
_ADDRESS = re.compile(r"([^\s\[\](),=+*/<>-]+)\[([^\]]*)\]")


def formula_words(text: str) -> str:
    """A formula as a Chinese reader says it: titles in brackets of their own, signs in words.  Elsewhere it stands as it is."""
    if language() != "zh":
        return text
    words = _ADDRESS.sub(lambda found: f"《{found[1]}》" + "·".join(part.strip() for part in found[2].split(",")), text)
    words = re.sub(r"\[([^\]]*)\]", lambda found: "·".join(part.strip() for part in found[1].split(",")), words)
    words = re.sub(r"SUM\(([^()]*)\)", lambda found: _("各项之和（{parts}）").format(parts=found[1].replace(", ", "、")), words)
    return re.sub(r"\s(>=|<=|=)\s", lambda found: f" {_(_SIGNS[found[1]])} ", words)


def parts_of(check: Check) -> list[str]:
    """What a check compares, a line each."""
    if check.function:
        return [_("逐处检查，没有单一的算式；看下面的例子。")]
    told = []
    for part in check.entry.get("part", [check.entry]):
        for text in [part["formula"]] if isinstance(part["formula"], str) else part["formula"]:
            each = _("（逐一核对 {cells}）").format(cells=formula_words(part["each"])) if "each" in part else ""
            told.append(formula_words(text) + each)
    return told


@st.cache_data(show_spinner=False)
def _example(check_id: str, fails: bool, language: str) -> str:
    """The sentence an example comes to; kept by language."""
    check = next(check for check in catalogue() if check.id == check_id)
    finding = example_finding(check, fails)
    return (message_of(finding) if finding else "") or check.title


def _entry(check: Check | Rule, opened: bool, off: str) -> str:
    """One check as HTML; formulas and titles of the field stand in code and cite, they are not translated."""
    told = over_told(check) if isinstance(check, Rule) else _told(check)
    foot = f"<p class='id'>{as_html(check.id)}</p>" if opened else _more(check)
    head = f"<summary><b>{as_html(check_titles()[check.id])}</b> <small>{as_html(' · '.join(_marks(check, off)))}</small></summary>"
    return f"<details{' open' if opened else ''}>{head}{''.join(told)}{foot}</details>"


def _told(check: Check) -> list[str]:
    """What is said of a check of one report, a paragraph of HTML each."""
    tag = "code" if check.formulas else "span"
    formulas = "".join(f"<li><{tag}>{as_html(text)}</{tag}></li>" for text in parts_of(check))
    basis, what, agrees, differs = _("核对依据"), _("核对什么"), _("相符的例子"), _("不符的例子")
    return [
        f"<p>{as_html(basis)}：<cite>{as_html(check.basis)}</cite></p>",
        f"<p>{as_html(what)}：</p><ul>{formulas}</ul>",
        f"<p>✓ {as_html(agrees)}：<q>{as_html(_example(check.id, False, language()))}</q></p>",
        f"<p>✕ {as_html(differs)}：<q>{as_html(_example(check.id, True, language()))}</q></p>",
    ]


def _marks(check: Check | Rule, off: str) -> list[str]:
    """What stands beside a title: why it is switched off, its class and weight, and whether it is one of the chief ones."""
    marks = [_("已停用：{why}").format(why=off)] if off else []
    core = [_("主要的核对")] if isinstance(check, Check) and check.core else []
    return [*marks, _(CLASSES[check.check_class]), _(SEVERITIES[check.severity]), *core]


def _more(check: Check | Rule) -> str:
    """The number of a check, and the way to where it can be switched off."""
    words = as_html(_("单独看这一项，或停用"))
    return f"<p class='id'>{as_html(check.id)}　<a href='{as_html(rule_link(check.id))}' target='_self'>{words}</a></p>"


def accuracy() -> None:
    """What was measured, with the number of cases and the date; everything else says that it was not."""
    known = measured()
    rows = []
    for what, words in ACCURACY.items():
        found = known.get(what)
        rows.append([_(words), *((found.value, f"{found.cases:,}", found.date) if found else (_("未测"), "", ""))])
    with st.expander(_("准确程度（只写实际测过的）"), expanded=False):
        plain_table([_("项目"), _("结果"), _("样本数"), _("测量日期")], rows, numbers=3)


def choose(name: str, everything: str, names: dict[str, str]) -> str:
    """A filter that stays in the address."""
    key = f"rules_{name}"
    st.session_state[key] = asked(name) if asked(name) in names else ""
    return st.selectbox(
        everything,
        ["", *names],
        format_func=lambda option: _(names[option]) if option else everything,
        key=key,
        on_change=lambda: remember(**{name: st.session_state[key], "check": ""}),
        label_visibility="collapsed",
        width=170,
    )


def found_by(check: Check | Rule, words: str) -> bool:
    """Whether a check has all the words in its id, title, basis, formulas or explanations."""
    more = (*check.what, *check.may_be) if isinstance(check, Rule) else (formula.text for formula in check.formulas)
    text = " ".join([check.id, check.title, check.title_en, check.basis, *more]).casefold()
    return all(word in text for word in words.casefold().split())


st.title(_("规则与口径"), anchor=False)
st.markdown(_("每一项核对查什么、依据是什么、什么样算相符、什么样算不符。结果只是线索，请对照原页，由人判断。"))
results_from_before()
accuracy()
formula_trial()
with st.container(horizontal=True, vertical_alignment="center"):
    group = choose("group", _("全部范围"), GROUPS)
    of_class = choose("of_class", _("全部类别"), CLASSES)
    severity = choose("severity", _("全部程度"), SEVERITIES)
    st.session_state["rules_find"] = asked("find")
    hint = _("查找核对项")
    sought = {"key": "rules_find", "placeholder": hint, "label_visibility": "collapsed", "width": 240}
    words = st.text_input(hint, on_change=lambda: remember(find=st.session_state["rules_find"].strip(), check=""), **sought).strip()
wanted = asked("check")
listed = [
    check
    for check in (*catalogue(), *rules().values())
    if group in ("", check.id[:2])
    and of_class in ("", check.check_class)
    and severity in ("", check.severity)
    and found_by(check, words)
    and wanted in ("", check.id)
]
st.markdown(ngettext("共 {n} 项核对", len(listed)).format(n=len(listed)))
if wanted and st.button(_("看全部核对项"), type="tertiary"):
    remember(check="")
    st.rerun()
if not listed:
    st.caption(_("没有匹配的核对项：{words}").format(words=escaped(words or wanted)))
off = library().switched_off()
for series in GROUPS:
    entries = [_entry(check, check.id == wanted, off.get(check.id, "")) for check in listed if check.id.startswith(series)]
    if entries:
        st.markdown(strong(_(GROUPS[series])) + "　" + ngettext("{n} 项核对", len(entries)).format(n=len(entries)))
        st.html(f'<div class="rules">{"".join(entries)}</div>')
if wanted and len(listed) == 1:
    switch_check(wanted)
