"""The ways a report comes in: dropped, by the path of a folder, or as a sample."""

import io
import tomllib
from collections.abc import Iterator
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core.reading.sources import Source
from pages.widgets.demo_mode import mode
from pages.widgets.language import _
from pages.widgets.plain import escaped
from pages.widgets.stock import library, sentence

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
_FOLDER = "folder_wanted"
_ROUND = "drop_round"  # a new key empties the uploader, which keeps whole files in memory


def drop_area() -> list[Path | Source]:
    """Draw the area; what came in with this run, [] mostly."""
    if mode().frozen:
        st.info(sentence("library_frozen", {}), icon=":material/lock:")
        return []
    with st.container(border=True, key="drop"):
        dropped = st.file_uploader(
            _("把决算公开报告（PDF、Word、Excel、网页）拖到这里"), accept_multiple_files=True, key=f"drop_{st.session_state.get(_ROUND, 0)}"
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            folder = _folder_asked()
            samples = st.button(_("用示例报告试一试"), icon=":material/description:")
            kept = _("文件只保存在本机：{folder}").format(folder=escaped(library().folder))
            st.caption("　".join([kept, _("本程序不联网")]))
    return [_uploaded(file) for file in dropped] + folder + (list(_samples()) if samples else [])


def empty_the_uploader() -> None:
    """Let go of the files dropped: they are in the library now.  Takes effect with the next run."""
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def _folder_asked() -> list[Path]:
    """The folder typed in the window that the button opens: the window closes, then the import begins."""
    if st.button(_("选择文件夹"), icon=":material/folder_open:"):
        st.dialog(_("导入一个文件夹"))(_folder_window)()
    typed = st.session_state.pop(_FOLDER, "")
    return [Path(typed).expanduser()] if typed else []


def _folder_window() -> None:
    with st.form("folder", border=False):
        typed = st.text_input(_("文件夹或压缩包的位置"), placeholder=_("例如 D:\\2024部门决算")).strip().strip('"')
        st.caption(_("文件夹里各层的报告都会导入；不是报告的文件会列为“跳过”并说明原因。"))
        if st.form_submit_button(_("导入"), type="primary") and typed:
            st.session_state[_FOLDER] = typed
            st.rerun()


def _uploaded(file: UploadedFile) -> Source:
    """A dropped file as a source.  Its name is only a name: folders in it are cut off."""
    name = file.name.replace("\\", "/").rpartition("/")[2] or "report"
    return Source(name, name, lambda: nullcontext(_rewound(file)))


def _rewound(file: UploadedFile) -> io.BytesIO:
    file.seek(0)
    return file


def _samples() -> Iterator[Source]:
    for folder in sorted(path.parent for path in SAMPLES.glob("*/report.pdf")):
        with (folder / "golden.toml").open("rb") as file:
            golden = tomllib.load(file)
        name = _("示例_{unit}_{year}.pdf").format(unit=golden["unit_name"], year=golden["fiscal_year"])
        yield Source(name, name, partial((folder / "report.pdf").open, "rb"))
