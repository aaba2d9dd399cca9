"""Files of deleted reports: each can be put back or go for good."""

import streamlit as st

from core.batch import import_paths
from core.reading.sources import from_stream
from core.store.deleted import DAYS, DeletedFile, deleted_files
from pages.widgets.demo_mode import mode
from pages.widgets.language import _, ngettext
from pages.widgets.plain import escaped
from pages.widgets.stock import definitions, library


def deleted_list() -> None:
    """Draw the list where there is one; not while names are hidden."""
    found = [] if mode().hidden else deleted_files(library().folder)
    if not found:
        return
    with st.expander(ngettext("最近删除的 {n} 份文件", len(found)).format(n=len(found))):
        st.caption(_("留 {days} 天。放回就是再导入一次：更正、复核这些人做的记录不会跟着回来。").format(days=DAYS))
        for number, each in enumerate(found):
            with st.container(horizontal=True, vertical_alignment="center", key=f"deleted_{number}"):
                st.markdown(_("{file}　{day} 删除").format(file=escaped(each.name), day=each.day.isoformat()), width=620)
                if st.button(_("放回"), key=f"put_back_{number}", disabled=mode().frozen):
                    _put_back(each)
                    st.rerun()
                if st.button(_("彻底删除"), key=f"gone_{number}", type="tertiary", disabled=mode().frozen):
                    each.path.unlink(missing_ok=True)
                    st.rerun()


def _put_back(each: DeletedFile) -> None:
    """Imports it under its own name; it leaves the bin once it is in the library again."""
    with st.spinner(_("正在放回…")), each.path.open("rb") as file:
        receipts = list(import_paths([from_stream(each.name, file)], library(), definitions()))
    st.session_state["receipts"] = receipts
    if all(receipt.report for receipt in receipts):
        each.path.unlink(missing_ok=True)
