"""An exported workbook brought back: unchanged, or which cells were changed, each with what it was and what it is."""

import json

import streamlit as st

from core.errors import ReportError
from core.export.verify_workbook import Change, Verified, verify_workbook
from pages.widgets.language import N_, _, language
from pages.widgets.plain import escaped
from pages.widgets.plain_table import plain_table
from pages.widgets.stock import definitions, library, sentence

KINDS = {
    "value": N_("数字或文字改了"),
    "follows": N_("公式随之变化"),
    "formula": N_("公式改了"),
    "added": N_("原来空白"),
    "removed": N_("现在空白"),
    "sheet": N_("整张表不见了"),
    "library": N_("与资料库不同"),
}
_MOST_ROWS = 200
_DROP = "verify_drop"


def verify_workbook_entry() -> None:
    """Draw the entry: a file to choose, then what came of it."""
    st.subheader(_("核验导出的 Excel"), anchor=False)
    st.caption(_("选一份从这里导出的“公开表”，看它导出以后有没有改动、改了哪些格。文件不会导入资料库。"))
    with st.container(key=_DROP):
        words = json.dumps(_("把要核验的 Excel 拖到这里"), ensure_ascii=False)
        st.html(f"<style>.st-key-{_DROP} {{ --drop-words: {words}; }}</style>")
        file = st.file_uploader(_("选要核验的 Excel"), key="verify_workbook", label_visibility="collapsed")
    if file is None:
        return
    try:
        found = verify_workbook(file.getvalue(), library())
    except ReportError as error:
        st.error(escaped(sentence(error.code, {"where": file.name, **error.details})), icon=":material/block:")
        return
    _told(found)


def _told(found: Verified) -> None:
    show, icon = (st.warning, ":material/difference:") if found.changed else (st.success, ":material/check_circle:")
    show(escaped(found.sentence(definitions(), language())), icon=icon)
    if found.changed:
        heads = [_("工作表"), _("单元格"), _("改动"), _("原来"), _("现在")]
        plain_table(heads, [_row(change) for change in found.changed[:_MOST_ROWS]], numbers=2)
    if len(found.changed) > _MOST_ROWS:
        st.caption(_("只列出前 {n} 格。").format(n=_MOST_ROWS))
    against = _("与资料库里的报告也比过") if found.in_library else _("资料库里没有这份报告，只与文件自己记的值比过")
    words = _("出自 {file}　指纹 {sha8}　决算镜 {version}").format(file=found.file, sha8=found.sha256[:8], version=found.version)
    st.caption(escaped(f"{words}　{against}"))


def _row(change: Change) -> list[str]:
    return [change.sheet, change.cell, _(KINDS[change.kind]), change.was, change.now]
