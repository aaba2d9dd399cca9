"""A comparison taken away: workbook, csv, parquet and picture, each with the mark of what makes it hard to compare."""

import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from core.charts.palette import DARK_INK
from core.charts.small_multiples import titled
from core.compare.guard import Unlike
from core.compare.slots import Compared
from core.export.chart_image import Chart, chart_image
from core.export.comparison import export_comparison
from core.export.file_name import stem
from core.store.reader import LibraryReader
from core.version import VERSION
from pages.widgets.address import own_address
from pages.widgets.compare_chart import base_of, drawn_chart, form, labels
from pages.widgets.compare_guard import short
from pages.widgets.language import _, language
from pages.widgets.stock import definitions, library, sentence
from pages.widgets.taken_away import download

FORMS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "png": "image/png",
    "svg": "image/svg+xml",
}
NAMES = {"xlsx": "Excel", "parquet": "Parquet"}
_NAMED_FILES = 3


def files(found: Compared, shown: pd.DataFrame, differences: Sequence[Unlike]) -> None:
    """Draw the buttons; a file is made on the click."""
    told = [each.words(definitions(), language()) for each in differences]
    title, unit = found.subject.text("name", language()), found.display.unit(definitions(), language())
    draw = partial(drawn_chart, shown, form(found), labels(found), _("年度"), DARK_INK)
    head = _("{metric}（{unit}）").format(metric=title, unit=unit), short(differences)
    makers = {
        kind: partial(_rows, library(), found, base_of(found), told, kind, language(), own_address())
        for kind in ("xlsx", "csv", "parquet")
    }
    makers |= {kind: partial(_picture, draw, kind, *head, _source(found)) for kind in ("png", "svg")}
    with st.container(horizontal=True, key="compare_files"):
        for kind, make in makers.items():
            name = f"{stem('', None, sentence('compare_file', {}), title, '-'.join(map(str, found.years)))}.{kind}"
            download(
                _("下载 {form}").format(form=NAMES.get(kind, kind.upper())),
                make,
                name,
                mime=FORMS[kind],
                key=f"compare_file_{kind}",
                type="tertiary",
                icon=":material/image:" if kind in ("png", "svg") else ":material/table:",
            )


def _source(found: Compared) -> str:
    """The files the figures are from, the first few named."""
    names = [f"{report.file} {report.sha256[:8]}" for report in found.reports[:_NAMED_FILES]]
    more = len(found.reports) - len(names)
    told = "; ".join(names) + (_(" 等 {n} 份").format(n=len(found.reports)) if more > 0 else "")
    worked_out = _("带“推算”的数（虚线空心条）由下一年度说明里的增减额反推，报告没有直接印出。") if found.frame["estimated"].any() else ""
    return _("来源：{files}。软件版本 {version}").format(files=told, version=VERSION) + ("　" + worked_out if worked_out else "")


def _rows(opened: LibraryReader, found: Compared, base: str, marks: list[str], form: str, spoken: str, address: str) -> bytes:
    """Made on the click, outside the screen's own run."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"comparison.{form}"
        export_comparison(opened, found, base, marks, path, definitions(), form, spoken, address)
        return path.read_bytes()


def _picture(draw: Callable[[], Chart], form: str, title: str, mark: str, source: str) -> bytes:
    """Drawn on the click too: nothing of it is needed before."""
    return chart_image(titled(draw(), title, mark), form, "", source)
