"""覆盖: every number the report prints, what it was understood as, and the page with those that nothing understood shaded."""

import base64

import pandas as pd
import streamlit as st

from core.model import Report
from pages.widgets.address import asked_number, report_link
from pages.widgets.language import N_, _, ngettext
from pages.widgets.page_strip import page_strip
from pages.widgets.pictures import pages_beside
from pages.widgets.plain import as_html
from pages.widgets.plain_table import Link, plain_table
from pages.widgets.stock import library
from pages.widgets.words import locator_name

KINDS = {
    "fact": N_("表格里的金额"),
    "statement": N_("说明里的数字"),
    "performance": N_("绩效表里的数字"),
    "code": N_("科目和单位编码"),
    "line_number": N_("行次、栏次和序号"),
    "page_number": N_("页码"),
    "date": N_("年份和日期"),
    "ordinal": N_("编号、文号和条款"),
    "name": N_("名称和口径里的数字"),
    "contact": N_("联系电话"),
    "quantity": N_("其他文字里的数量"),
    "uncovered": N_("没有读懂"),
}
_UNCOVERED = "uncovered"
_TALL = 460  # pixels of the list of pages before it scrolls
_MOST_PLACES = 200


def show(report: Report) -> None:
    """Draw the tab: the sentence, the counts by kind and by page, and one page."""
    numbers = library().coverage(report.report)
    if numbers.empty:
        st.markdown(_("这份报告没有读出文字，没有数字可数。"))
        return
    _sentence(numbers)
    left, right = st.columns([2, 3], gap="medium")
    with_page, without = numbers[numbers["page"].notna()], numbers[numbers["page"].isna()]
    with left:
        _by_kind(numbers)
        if len(with_page):
            _by_page(report, with_page, without)
    with right:
        if len(with_page):
            _page(report, with_page)
        _places(without[without["kind"] == _UNCOVERED])


def _sentence(numbers: pd.DataFrame) -> None:
    total, unread = len(numbers), int((numbers["kind"] == _UNCOVERED).sum())
    understood = total - unread
    words = _("共 {total} 个数字，读懂 {understood} 个（{share}）")
    st.markdown("**" + words.format(total=f"{total:,}", understood=f"{understood:,}", share=_share(understood, total)) + "**")
    told = int((numbers["kind"] == "quantity").sum())
    if told:
        st.caption(_("其中 {n} 个是其他文字里的数量，认出了单位，没有参与核对。").format(n=f"{told:,}"))
    missed = numbers[numbers["kind"] == _UNCOVERED]
    if len(missed) and missed["page"].notna().any():
        st.caption(_("没有读懂的 {n} 个没有参与任何核对，在原页上用底色标出。").format(n=f"{unread:,}"))
    elif len(missed):
        st.caption(_("没有读懂的 {n} 个没有参与任何核对，在旁边列出。").format(n=f"{unread:,}"))


def _share(part: int, whole: int) -> str:
    """Whole percents, rounded down: only all is 100 %."""
    return f"{100 * part // whole}%"


def _by_kind(numbers: pd.DataFrame) -> None:
    counts = numbers["kind"].value_counts()
    rows = [[_(word), f"{counts[kind]:,}", f"{100 * counts[kind] / len(numbers):.1f}%"] for kind, word in KINDS.items() if kind in counts]
    rows.append([_("合计"), f"{len(numbers):,}", "100.0%"])
    plain_table([_("读成了什么"), _("个数"), _("占比")], rows, numbers=2)


def _by_page(report: Report, numbers: pd.DataFrame, without: pd.DataFrame) -> None:
    """Each page with numbers, its number leads to the page; then those of the report's files `without` pages."""
    unread = numbers["kind"].eq(_UNCOVERED).groupby(numbers["page"]).agg(["size", "sum"])
    rows = [
        [
            Link(_("第 {page} 页").format(page=int(page)), report_link(report.report, "coverage", page=str(int(page)))),
            f"{size:,}",
            f"{size - missed:,}",
            f"{missed:,}" if missed else "",
        ]
        for page, size, missed in unread.itertuples()
    ]
    if len(without):
        missed = int(without["kind"].eq(_UNCOVERED).sum())
        rows.append([_("没有页码的文件"), f"{len(without):,}", f"{len(without) - missed:,}", f"{missed:,}" if missed else ""])
    with st.container(height=_TALL if len(rows) > 12 else "content", key="coverage_pages"):
        plain_table([_("页"), _("数字"), _("读懂"), _("没有读懂")], rows, numbers=3)


def _page(report: Report, numbers: pd.DataFrame) -> None:
    """One page, its numbers that nothing understood shaded; first the one that has most of them."""
    missed = numbers[numbers["kind"] == _UNCOVERED]
    fullest = int((missed if len(missed) else numbers)["page"].value_counts().idxmax())
    number = page_strip(report.pages, asked_number("page", fullest), f"coverage_page_{report.report}", "page")
    here = missed[missed["page"] == number]
    said = ngettext("本页没有读懂 {n} 个数字", len(here)).format(n=len(here)) if len(here) else _("本页的数字都读懂了")
    st.caption(said)
    for page in pages_beside(report, [number]):
        image = "data:image/jpeg;base64," + base64.b64encode(page.jpeg).decode("ascii")
        marks = "".join(_mark(row, page.width, page.height) for row in here.itertuples() if pd.notna(row.x0))
        alt = as_html(_("第 {page} 页").format(page=number))
        st.html(f'<div class="shaded"><img src="{image}" alt="{alt}">{marks}</div>')


def _mark(row: tuple, width: float, height: float) -> str:
    """The shade over one number, a little larger than it."""
    left, top = 100 * (row.x0 - 1.5) / width, 100 * (row.top - 1) / height
    across, down = 100 * (row.x1 - row.x0 + 3) / width, 100 * (row.bottom - row.top + 2) / height
    said = as_html(_("没有读懂：{text}").format(text=row.text))
    style = f"left:{left:.2f}%;top:{top:.2f}%;width:{across:.2f}%;height:{down:.2f}%"
    return f'<span role="img" title="{said}" aria-label="{said}" style="{style}"></span>'


def _places(missed: pd.DataFrame) -> None:
    """Where the numbers stand that nothing understood, in a file without pages."""
    rows = [[locator_name(row.locator), row.text] for row in missed.head(_MOST_PLACES).itertuples()]
    if rows:
        plain_table([_("位置"), _("没有读懂")], rows, numbers=1)
    if len(missed) > len(rows):
        more = len(missed) - len(rows)
        st.caption(ngettext("还有 {n} 处", more).format(n=more))
