"""The rows of performance tables as the screens list them: projects, indicators, deductions, scores."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from core.definitions import Definitions
from core.performance.points import execution_rate, number, points_lost, says_why, total_of
from pages.widgets.address import report_link
from pages.widgets.language import N_, _
from pages.widgets.placed_rows import Head, PlacedRow
from pages.widgets.source_page import Note

FORMS = {
    "whole_department_evaluation": N_("整体绩效自评表"),
    "project_target_completion": N_("绩效目标完成情况表"),
    "project_self_evaluation": N_("项目绩效自评表"),
}


def project_heads() -> list[Head]:
    """The columns of the list of projects."""
    texts = [Head(_("表式")), Head(_("主管部门")), Head(_("实施单位"))]
    figures = [Head(title, "amount") for title in (_("预算数"), _("执行数"), _("执行率 %"), _("得分"))]
    return [Head(_("项目名称"), "label"), *texts, *figures]


def project_rows(projects: Iterable[tuple], money: Mapping[int, list[tuple]], report: str) -> list[PlacedRow]:
    """A row per project, each leading to its indicators."""
    return [_project_row(project, money.get(project.project_no, []), report) for project in projects]


def _project_row(project: tuple, funding: list[tuple], report: str) -> PlacedRow:
    total = total_of(funding)
    rate = execution_rate(total) if total else None
    budget = (total.adjusted_budget or total.initial_budget) if total else ""
    money = (budget, total.executed if total else "", f"{rate.percent:f}" if rate else "")
    form = _(FORMS[project.form]) if project.form in FORMS else project.form
    texts = (project.project, form, project.department, project.implementing_unit, *money, project.score)
    target = report_link(report, "performance", view="indicators", project=str(project.project_no))
    notes = [Note(_("这个项目的各项指标、目标值和得分"), _("看指标"), target)]
    if rate:
        notes.append(Note(_("执行率：{source}").format(source=rate_source(rate.printed, rate.executed, rate.budget, f"{rate.percent:f}"))))
    return PlacedRow(texts, project, tuple(notes))


def rate_source(printed: str, executed: str, budget: str, percent: str) -> str:
    """Where a rate of execution comes from, in words."""
    if not executed:
        return _("原表印 {rate}").format(rate=printed)
    if not printed:
        return _("原表没有印，{executed} ÷ {budget}").format(executed=executed, budget=budget)
    words = _("原表印 {rate}，但 {executed} ÷ {budget} 是 {percent}")
    return words.format(rate=printed, executed=executed, budget=budget, percent=percent)


def indicator_heads() -> list[Head]:
    """The columns of a project's indicators; the first two are the levels above."""
    levels = [Head(_("一级指标")), Head(_("二级指标")), Head(_("三级指标"), "label")]
    return [*levels, Head(_("目标值")), Head(_("完成值")), Head(_("分值"), "amount"), Head(_("得分"), "amount"), Head(_("偏差原因"))]


def indicator_rows(indicators: Iterable[tuple]) -> list[PlacedRow]:
    """A row per indicator."""
    return [
        PlacedRow((i.level1, i.level2, i.indicator, target_of(i), i.actual, i.weight, i.score, i.reason), i, _lost_note(i.weight, i.score))
        for i in indicators
    ]


def _lost_note(weight: str, score: str) -> tuple[Note, ...]:
    lost = points_lost(weight, score)
    return (Note(_("比分值少 {points} 分").format(points=_plain(lost))),) if lost else ()


def target_of(indicator: tuple) -> str:
    """Sign, value and unit of a target as one text; what the value already has is not said again."""
    sign = "" if indicator.target.startswith(indicator.operator) else indicator.operator
    unit = "" if indicator.target.endswith(indicator.target_unit) or number(indicator.target) is None else indicator.target_unit
    return f"{sign}{indicator.target}{unit}"


def deduction_heads() -> list[Head]:
    """The columns of the deductions."""
    name = [Head(_("项目名称")), Head(_("指标"), "label"), Head(_("目标值")), Head(_("完成值"))]
    return [*name, *(Head(title, "amount") for title in (_("分值"), _("得分"), _("少得"))), Head(_("偏差原因"))]


def deduction_rows(indicators: Iterable[tuple], definitions: Definitions) -> list[PlacedRow]:
    """A row per indicator that scored less than it could, with its reason or the word that there is none."""
    rows = []
    for each in indicators:
        lost = points_lost(each.weight, each.score)
        if lost:
            reason = f"✓ {each.reason}" if says_why(each.reason, definitions) else _("✕ 没有写原因")
            texts = (each.project, each.indicator, target_of(each), each.actual, each.weight, each.score, _plain(lost), reason)
            rows.append(PlacedRow(texts, each))
    return rows


def score_heads() -> list[Head]:
    """The columns of score sheets; the first two join what belongs together."""
    name = [Head(_("评分表")), Head(_("一级指标")), Head(_("评分项"), "label")]
    return [*name, *(Head(title, "amount") for title in (_("分值"), _("得分"), _("少得")))]


def score_rows(scores: Iterable[tuple]) -> list[PlacedRow]:
    """A row per item of a score sheet or a list of scores."""
    return [PlacedRow((s.sheet, s.level1, s.item, s.weight, s.score, _plain(points_lost(s.weight, s.score))), s) for s in scores]


def _plain(points: Decimal | None) -> str:
    """Points without an exponent; "" for none lost or unknown."""
    return f"{points.normalize():f}" if points else ""
