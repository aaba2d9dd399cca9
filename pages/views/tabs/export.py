"""导出: what can be taken away of a report, with the name of each file before it is made."""

import io
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from core.export.tabular import export_tables
from core.export.xlsx import export_workbooks, workbook_name
from core.model import Report
from pages.widgets.language import _, language
from pages.widgets.plain import as_html
from pages.widgets.stock import definitions, library


def show(report: Report) -> None:
    """Draw the tab.  Files are made on the click, not before."""
    store, nouns, spoken = library(), definitions(), language()
    stem = Path(workbook_name(report)).stem

    def workbook(folder: Path) -> list[Path]:
        return export_workbooks(store, folder, nouns, [report.report], spoken)

    def csv(folder: Path) -> list[Path]:
        return export_tables(store, folder, nouns, [report.report], "csv")

    def parquet(folder: Path) -> list[Path]:
        return export_tables(store, folder, nouns, [report.report], "parquet")

    _offer("xlsx", "Excel", _("每张表一页，按原表的样子；另有数字清单和没有读出的内容"), f"{stem}.xlsx", lambda: _single(workbook))
    _offer("csv", "CSV", _("一种内容一个文件，带数据字典；用 Excel 打开中文不乱码"), f"{stem}_csv.zip", lambda: _zipped(csv))
    _offer("parquet", "Parquet", _("同样的内容，给数据分析软件用，类型完整"), f"{stem}_parquet.zip", lambda: _zipped(parquet))
    st.caption(_("导出的数字与报告印的完全一样，不再四舍五入；每份文件都写明原文件名、指纹和软件版本。"))


def _offer(key: str, form: str, what: str, file: str, make: Callable[[], bytes]) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"offer_{key}"):
        st.html(f'<div class="offer"><b>{as_html(form)}</b><span>{as_html(what)}</span><code>{as_html(file)}</code></div>')
        st.download_button(_("下载"), data=make, file_name=file, key=f"download_{key}", icon=":material/download:", on_click="ignore")


def _single(write: Callable[[Path], list[Path]]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return write(Path(folder))[0].read_bytes()


def _zipped(write: Callable[[Path], list[Path]]) -> bytes:
    packed = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in write(Path(folder)):
            archive.write(path, path.name)
    return packed.getvalue()
