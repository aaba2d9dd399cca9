"""导出: what can be taken away of a report: what is in each file, its name before it is made, and a button that makes it.

One more output is one more `Offer` in OFFERS.
"""

import io
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import streamlit as st

from core.definitions import Definitions
from core.export.file_name import file_name
from core.export.tabular import export_tables
from core.export.xlsx import export_workbooks
from core.model import Report
from core.store.library import Library
from pages.widgets.language import N_, _, language
from pages.widgets.plain import as_html
from pages.widgets.stock import definitions, library


@dataclass(frozen=True, slots=True)
class Order:
    """What a file is made from; taken before the click, because files are made outside the screen's own run."""

    library: Library
    definitions: Definitions
    report: Report
    language: str


@dataclass(frozen=True, slots=True)
class Offer:
    """One output.  `form` and `what` (one sentence: what is in it) are marked with N_; `name` is the message code of its file name.

    `make` gives the content.  `hindrance` says in a marked sentence why there is nothing to make, "" where there is.
    """

    key: str
    form: str
    what: str
    name: str
    ending: str
    make: Callable[[Order], bytes]
    hindrance: Callable[[Order], str] = lambda order: ""


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


# The outputs by what they are for, in the order of the screen: heading → outputs.
OFFERS: dict[str, tuple[Offer, ...]] = {
    N_("数据"): (
        Offer("xlsx", "Excel", N_("每张表一页，按原表的样子；另有数字清单和没有读出的内容"), "file_workbook", ".xlsx", _workbook),
        Offer("csv", "CSV", N_("一种内容一个文件，带数据字典；用 Excel 打开中文不乱码"), "file_csv", ".zip", partial(_tables, "csv")),
        Offer("parquet", "Parquet", N_("同样的内容，给数据分析软件用，类型完整"), "file_parquet", ".zip", partial(_tables, "parquet")),
    ),
}


def show(report: Report) -> None:
    """Draw the tab.  Files are made on the click, not before."""
    order = Order(library(), definitions(), report, language())
    for heading, offers in OFFERS.items():
        st.subheader(_(heading), anchor=False)
        for offer in offers:
            _draw(offer, order)
    st.caption(_("导出的数字与报告印的完全一样，不再四舍五入；每份文件都写明原文件名、指纹和软件版本。"))


def _draw(offer: Offer, order: Order) -> None:
    name = file_name(order.report, order.definitions.message(offer.name, order.language), offer.ending)
    hindered = offer.hindrance(order)
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"offer_{offer.key}"):
        lines = f"<b>{as_html(_(offer.form))}</b><span>{as_html(_(hindered or offer.what))}</span>"
        st.html(f'<div class="offer">{lines}{"" if hindered else f"<code>{as_html(name)}</code>"}</div>')
        if not hindered:
            data = partial(offer.make, order)
            key = f"download_{offer.key}"
            st.download_button(_("下载"), data=data, file_name=name, key=key, icon=":material/download:", on_click="ignore")
