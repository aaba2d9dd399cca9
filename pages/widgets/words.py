"""Words for states and kinds, always with a sign: colour is never the only mark."""

import re

import pandas as pd

from pages.widgets.language import N_, _

_CELL = re.compile(r"table (\d+) r(\d+) c(\d+)")
_PARAGRAPH = re.compile(r"¶(\d+)")

KINDS = {
    "final_accounts": N_("决算"),
    "budget": N_("预算"),
    "performance": N_("绩效报告"),
    "template": N_("空白模板"),
    "unknown": N_("文种待确认"),
}
TABLE_STATES = {
    "filled": ("✓", "green", N_("已读出")),
    "scanned": ("?", "orange", N_("扫描识别，请对照原页")),
    "empty": ("○", "gray", N_("空表")),
    "missing": ("✕", "orange", N_("没有找到")),
    "listed_only": ("…", "gray", N_("只列了名称")),
}
RECEIPT_STATES = {
    "imported": ("✓", "green", N_("完成")),
    "needs_person": ("!", "orange", N_("需人工")),
    "already": ("=", "blue", N_("已在库中")),
    "skipped": ("–", "gray", N_("跳过")),
    "failed": ("✕", "red", N_("未导入")),
}
MEASURES = {
    "current": N_("本年数"),
    "budget": N_("预算数"),
    "delta": N_("增减额"),
    "percent_change": N_("增减率"),
    "share_percent": N_("占比"),
    "completion_percent": N_("完成率"),
    "percent": N_("比率"),
    "score": N_("得分"),
    "count": N_("数量"),
}
MARK_STATES = {"linked": ("✓", N_("已对应")), "unlinked": ("?", N_("未对应")), "other": ("", N_("表里不印"))}
REPORT_STATES = {"read": ("✓", "green", N_("已读取")), "needs_person": ("!", "orange", N_("需人工"))}


def kind_name(kind: str) -> str:
    """The kind of a report in words."""
    return _(KINDS[kind])


def year_name(year: object) -> str:
    """"2023 年度", or that it is not known yet."""
    return _("年度待确认") if pd.isna(year) else _("{year} 年度").format(year=int(year))


def unit_title(unit_name: str) -> str:
    """The unit's name as printed, or that it is not known yet."""
    return unit_name or _("单位待确认")


def pages_name(first: object, last: object) -> str:
    """"第 10–11 页"; "" where there is no page."""
    if pd.isna(first):
        return ""
    first, last = int(first), int(first if pd.isna(last) else last)
    return _("第 {page} 页").format(page=first) if first == last else _("第 {first}–{last} 页").format(first=first, last=last)


def place_name(page: object, locator: str) -> str:
    """The page, or the place in a file without pages."""
    return pages_name(page, page) or locator_name(locator)


def locator_name(locator: str) -> str:
    """A place in a file without pages in words: cell of a table, paragraph; the cell of a sheet as a workbook calls it."""
    if cell := _CELL.fullmatch(locator):
        return _("第 {table} 张表第 {row} 行第 {column} 列").format(table=cell[1], row=cell[2], column=cell[3])
    if paragraph := _PARAGRAPH.fullmatch(locator):
        return _("第 {n} 段").format(n=paragraph[1])
    return locator


def fingerprint(sha256: str) -> str:
    """The first eight digits of the SHA-256, in two groups."""
    return f"{sha256[:4]}-{sha256[4:8]}"
