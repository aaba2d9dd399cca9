"""导出: what can be taken away of a report: what is in each file, its name before it is made, and a button that makes it.

One more output is one more `Offer` in OFFERS.
"""

import io
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import streamlit as st

from core.checks.verdict import shown_as, verdict
from core.definitions import Definitions
from core.export.back_link import ADDRESS
from core.export.brief_word import brief
from core.export.briefing import briefing
from core.export.file_name import file_name
from core.export.marked_pdf import can_be_marked, marked_pdf
from core.export.notice_word import notice_docx
from core.export.official import official_workbook
from core.export.self_check import self_check_docx, self_check_xlsx
from core.export.tabular import export_tables
from core.export.xlsx import export_workbooks
from core.model import Finding, Report
from core.store.library import Library
from pages.widgets.address import own_address
from pages.widgets.language import N_, _, language, ngettext
from pages.widgets.over_results import against_others
from pages.widgets.plain import as_html
from pages.widgets.stock import definitions, library
from pages.widgets.taken_away import download
from pages.widgets.verify_workbook import verify_workbook_entry


@dataclass(frozen=True, slots=True)
class Order:
    """What a file is made from; taken before the click, because files are made outside the screen's own run."""

    library: Library
    definitions: Definitions
    report: Report
    language: str
    findings: Sequence[Finding] = ()
    address: str = ADDRESS
    against: int = 0  # what does not agree with other reports

    def failed(self, *, asked: bool = False) -> list[Finding]:
        """What does not agree; with `asked` without what a person has explained."""
        return [each for each in self.findings if shown_as(each) == "fail" and not (asked and each.exception)]


@dataclass(frozen=True, slots=True)
class Offer:
    """One output.  `form` and `what` (one sentence: what is in it) are marked with N_; `name` is the message code of its file name.

    `make` gives the content.  `hindrance` says in a marked sentence why there is nothing to make, "" where there is.  `preview` says
    how much of it there is, in the language of the screen.
    """

    key: str
    form: str
    what: str
    name: str
    ending: str
    make: Callable[[Order], bytes]
    hindrance: Callable[[Order], str] = lambda order: ""
    preview: Callable[[Order], str] = lambda order: ""


def _workbook(order: Order) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        (path,) = export_workbooks(order.library, Path(folder), order.definitions, [order.report.report], order.language)
        return path.read_bytes()


def _tables(form: str, order: Order) -> bytes:
    """The files of an export in a zip."""
    packed = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in export_tables(order.library, Path(folder), order.definitions, [order.report.report], form):
            archive.write(path, path.name)
    return packed.getvalue()


def _linked(make: Callable[..., bytes], order: Order) -> bytes:
    """A file whose figures lead back here."""
    return make(order.library, order.report.report, order.definitions, order.language, order.address)


def _of_findings(make: Callable[..., bytes], order: Order, **more: bool) -> bytes:
    return make(order.library, order.report.report, order.definitions, order.language, **more)


def _unchecked(order: Order) -> str:
    return "" if order.findings else N_("这份报告还没有核对，没有结果可以导出。")


def _unmarkable(order: Order) -> str:
    marked = can_be_marked(order.library, order.report.sha256)
    return _unchecked(order) or ("" if marked else N_("原文件不在资料库里或者不是 PDF，没有可以标注的页。"))


def _unasked(order: Order) -> str:
    if not order.report.unit_name:
        return N_("未生成：缺单位全称。请先在资料库里补填单位。")
    asked = order.against or order.failed(asked=True)
    return _unchecked(order) or ("" if asked else N_("没有需要核实的疑似不一致，不用发通知单。"))


def _marks(order: Order) -> str:
    pages = {place.page for finding in order.failed() for place in finding.places if place.box}
    n = len(order.failed())
    return ngettext("{n} 项不符，标在 {pages} 页上", n).format(n=n, pages=len(pages))


def _counts(order: Order) -> str:
    found = verdict(order.findings)
    told = _("不符 {failed} 项，未查 {unchecked} 项").format(failed=found.counts["fail"], unchecked=found.counts["not_run"])
    return told if found.complete else told + _("；主要的核对没有做全，不能视为通过")


def _tails(order: Order) -> str:
    n = sum(finding.state == "rounding" for finding in order.findings)
    return ngettext("另标出 {n} 项尾差", n).format(n=n)


def _asked(order: Order) -> str:
    n = len(order.failed(asked=True)) + order.against
    told = ngettext("{n} 项待核实", n).format(n=n)
    return told + (ngettext("，其中 {n} 项与其他报告不符", order.against).format(n=order.against) if order.against else "")


_ONE_ROW = N_("每项结果一行：表、行列或句子、两个数、相差、页、依据；未查的单列并写明原因，有签字处")
# The outputs by what they are for, in the order of the screen: heading → outputs.
OFFERS: dict[str, tuple[Offer, ...]] = {
    N_("核对结果"): (
        Offer(
            *("marked", N_("标注 PDF"), N_("原文件加红框、编号和简短说明，各页次序和内容不变；末尾附清单"), "file_marked", ".pdf"),
            *(partial(_of_findings, marked_pdf), _unmarkable, _marks),
        ),
        Offer(
            *("marked_all", N_("标注 PDF（含尾差）"), N_("同上，四舍五入造成的尾差也标出"), "file_marked_all", ".pdf"),
            *(partial(_of_findings, marked_pdf, with_rounding=True), _unmarkable, _tails),
        ),
        Offer(
            *("self_check", N_("自查表 Excel"), _ONE_ROW, "file_self_check", ".xlsx"),
            *(partial(_of_findings, self_check_xlsx), _unchecked, _counts),
        ),
        Offer(
            *("self_check_word", N_("自查表 Word"), _ONE_ROW, "file_self_check", ".docx"),
            *(partial(_of_findings, self_check_docx), _unchecked, _counts),
        ),
        Offer(
            *("notice", N_("整改通知单"), N_("请单位核实的函：疑似不一致的各项、两个数、依据和原页截图"), "file_notice", ".docx"),
            *(partial(_of_findings, notice_docx), _unasked, _asked),
        ),
    ),
    N_("表和汇报"): (
        Offer(
            *("official", N_("公开表 Excel"), N_("按公开表的样子九张表；合计是公式，点数字看原页，可以核验、可以再导入"), "file_official"),
            *(".xlsx", partial(_linked, official_workbook)),
        ),
        Offer(
            *("briefing", N_("简报 PPT")),
            *(N_("七页：来源、去向、基本与项目、“三公”、结转，图可以改，每个数带页码；末页写明没有核对的"), "file_briefing"),
            *(".pptx", partial(_linked, briefing)),
        ),
        Offer(
            *("brief", N_("一页纸 Word"), N_("四个数、三句话、一张小表，带页码和出处"), "file_brief"),
            *(".docx", partial(_linked, brief)),
        ),
    ),
    N_("数据"): (
        Offer("xlsx", "Excel", N_("每张表一页，按原表的样子；另有数字清单和没有读出的内容"), "file_workbook", ".xlsx", _workbook),
        Offer("csv", "CSV", N_("一种内容一个文件，带数据字典；用 Excel 打开中文不乱码"), "file_csv", ".zip", partial(_tables, "csv")),
        Offer("json", "JSON", N_("同样的内容，一行一个对象，给程序用"), "file_json", ".zip", partial(_tables, "json")),
        Offer("duckdb", "DuckDB", N_("同样的内容，一个数据库文件，每一列都写明含义"), "file_duckdb", ".zip", partial(_tables, "duckdb")),
        Offer("parquet", "Parquet", N_("同样的内容，给数据分析软件用，类型完整"), "file_parquet", ".zip", partial(_tables, "parquet")),
    ),
}


def show(report: Report) -> None:
    """Draw the tab.  Files are made on the click, not before."""
    findings, against = library().findings(report.report), against_others(report.report)
    order = Order(library(), definitions(), report, language(), findings, own_address(), against)
    for heading, offers in OFFERS.items():
        st.subheader(_(heading), anchor=False)
        for offer in offers:
            _draw(offer, order)
    verify_workbook_entry()
    st.caption(_("导出的数字与报告印的完全一样，不再四舍五入；每份文件都写明原文件名、指纹和软件版本。"))


def _draw(offer: Offer, order: Order) -> None:
    name = file_name(order.report, order.definitions.message(offer.name, order.language), offer.ending)
    hindered = offer.hindrance(order)
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"offer_{offer.key}"):
        told = [f"<b>{as_html(_(offer.form))}</b>", f"<span>{as_html(_(hindered or offer.what))}</span>"]
        if not hindered:
            told += [f"<span>{as_html(offer.preview(order))}</span>", f"<code>{as_html(name)}</code>"]
        st.html(f'<div class="offer">{"".join(told)}</div>')
        if not hindered:
            shown = {"key": f"download_{offer.key}", "icon": ":material/download:"}
            download(_("下载"), partial(offer.make, order), name, order.report.report, **shown)
