"""Decisions and events in plain words."""

from collections.abc import Mapping

import pandas as pd

from core.corrections import DIRECTIONS, named, parts_of
from core.model import Change
from core.store.tallies import finding_words
from pages.widgets.check_titles import check_titles
from pages.widgets.language import N_, _, language, ngettext
from pages.widgets.plain import shortened
from pages.widgets.stock import definitions, library, name_of
from pages.widgets.words import KINDS, fingerprint

ACTIONS = {
    "import": N_("导入"),
    "not_imported": N_("没有导入"),
    "read_again": N_("重新读取"),
    "check": N_("重新核对"),
    "answer": N_("回答"),
    "draw": N_("画表"),
    "undraw": N_("取消画表"),
    "split": N_("拆成几份"),
    "delete": N_("删除"),
    "correct": N_("更正"),
    "accept": N_("作出说明"),
    "review": N_("核对确认"),
    "switch_off": N_("停用核对项"),
    "switch_on": N_("启用核对项"),
    "undo": N_("撤销"),
    "list_units": N_("单位名单"),
    "export": N_("导出"),
}
_ANSWERED = {"unit_name": N_("单位名称"), "fiscal_year": N_("年度"), "kind": N_("文种")}
_VALUES = {"up": N_("增加"), "down": N_("减少"), "flat": N_("持平"), "unfilled": N_("没有填")}
_LONGEST = 60  # letters of an event or a finding told in the words of another event
_LOOKED = {"confirmed": N_("已确认"), "doubted": N_("存疑")}


def action_name(action: str) -> str:
    """What was done, in a word or two."""
    return _(ACTIONS[action]) if action in ACTIONS else _("其他")


def change_words(change: Change) -> str:
    """A decision in one sentence: what, from what to what, why, who and when."""
    return _("{what}　{who}　{at}").format(what=_what(change), who=change.who, at=moment(change.at))


def event_words(event: Mapping[str, object], others: Mapping[int, Mapping[str, object]] | None = None) -> str:
    """What an event did, beyond its name.  `others`: events by number, so that an undoing can say what it took back."""
    details = event["details"] if isinstance(event["details"], dict) else {}
    if event["action"] in ("answer", "draw", "undraw") and "subjects" in details:
        return _said(str(event["action"]), str(details["subjects"][0]), str(details["value"]))
    if event["action"] in ("correct", "accept", "review", "switch_off"):
        told = {name: str(details.get(name, "")) for name in ("value", "why", "original", "saw")}
        made = [Change(event["action"], str(event["report"]), subject, **told) for subject in details["subjects"]]
        return _what(made[0], len(made)) + (_("（与其他报告的一起说明）") if _with_others(details, event) else "")
    if event["action"] == "switch_on":
        return _("、").join(map(check_name, details["checks"]))
    if event["action"] == "undo":
        numbers = ", ".join(map(str, [*details.get("undone", ()), *details.get("restored", ())]))
        words = _("撤销第 {numbers} 条") if "undone" in details else _("第 {numbers} 条撤销作废，恢复原来的内容")
        return words.format(numbers=numbers) + _what_was_done(details, others or {})
    if event["action"] == "export":
        return _taken_away(details)
    if event["action"] == "not_imported":
        return str(details.get("reason", "")) and definitions().message(
            details["reason"], language(), file=event["file"], where=event["file"]
        )
    return " ".join(str(details[name]) for name in ("value",) if name in details)


def _with_others(details: Mapping[str, object], event: Mapping[str, object]) -> bool:
    return "together" in details and len(library().together(int(event["event_no"]))) > 1


def _what_was_done(details: Mapping[str, object], others: Mapping[int, Mapping[str, object]]) -> str:
    """The first event that was taken back, or holds again, in words and in brackets."""
    numbers = [int(number) for number in (*details.get("undone", ()), *details.get("restored", ()))]
    first = next((others[number] for number in numbers if number in others), None)
    if first is None:
        return ""
    return _("（{action}：{words}）").format(action=action_name(str(first["action"])), words=shortened(event_words(first), _LONGEST))


def check_name(check: str) -> str:
    """A check by its title and number; one that is no more by its number."""
    title = check_titles().get(check)
    return _("{title}（{check}）").format(title=title, check=check) if title else check


def _taken_away(details: Mapping[str, object]) -> str:
    """An export in words: the fingerprint of one file, or how many files of how many reports."""
    if "sha256" in details:
        return _("文件指纹 {digits}").format(digits=fingerprint(str(details["sha256"])))
    if "files" in details:
        told = {"files": details["files"], "reports": details["reports"], "form": str(details["format"]).upper()}
        return _("{form}：{reports} 份报告，{files} 个文件").format(**told)
    return ""


def _said(action: str, subject: str, value: str) -> str:
    """An answer or a drawing in words."""
    _kind, *place = parts_of(subject)
    if action != "answer":
        words = _("《{table}》第 {page} 页画了表格的位置和列") if action == "draw" else _("去掉《{table}》第 {page} 页画的线")
        return words.format(table=name_of("table", place[0]), page=place[1])
    field, table, page = place
    if field == "unit":
        where = _("第 {page} 页").format(page=page) if page else ""
        return _("《{table}》{where}的金额单位：{value}").format(table=name_of("table", table), where=where, value=value)
    return _("{field}：{value}").format(field=_(_ANSWERED[field]), value=_(KINDS[value]) if field == "kind" else value)


def moment(at: object) -> str:
    """A time of the library (UTC) as the clock of this machine shows it."""
    if at is None:
        return ""
    return pd.Timestamp(at, tz="UTC").to_pydatetime().astimezone().strftime("%Y-%m-%d %H:%M")


def _what(change: Change, count: int = 1) -> str:
    if change.kind == "correct":
        words = _("{figure}：{saw} 改为 {value}（原印 {original}）。理由：{why}")
        told = {name: _value(getattr(change, name)) for name in ("saw", "value", "original")}
        return words.format(figure=named(change.subject, definitions(), language()), why=change.why, **told)
    if change.kind in ("accept", "review"):
        accepted = change.kind == "accept"
        words = definitions().message(f"exception_{change.value}", language(), why=change.why) if accepted else _(_LOOKED[change.value])
        return words + (ngettext("（{n} 项）", count).format(n=count) if count > 1 else "") + _about(change)
    return _("{check}　理由：{why}").format(check=check_name(change.subject), why=change.why)


def _about(change: Change) -> str:
    """What the finding says that a decision is about, in short."""
    told = finding_words(library(), change.report, change.subject)[0 if language() == "zh" else 1]
    return _("　关于：{finding}").format(finding=shortened(told, _LONGEST)) if told else ""


def _value(text: str) -> str:
    return _(_VALUES[text]) if text in _VALUES and text in (*DIRECTIONS, "unfilled") else text
