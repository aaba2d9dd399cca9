"""A changed file brought as the next version of a report; one of another unit, year or kind is asked about first."""

import tempfile
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core.batch import import_paths
from core.errors import JuesuanError
from core.ingest import read_file
from core.model import Identity, Report
from core.over.versions import difference, in_brief, previous_version
from core.reading.sources import from_stream
from pages.widgets.address import remember, report_link
from pages.widgets.language import _, language
from pages.widgets.plain import as_html, escaped, wanting
from pages.widgets.stock import definitions, library, sentence
from pages.widgets.words import kind_name, unit_title, year_name

_ROUND, _IDENTITY = "newer_round", "newer_identity"


def bring_newer(report: Report) -> None:
    """Draw the way in.  What is of the same unit, year and kind becomes the next version at once; anything else only when confirmed."""
    key = f"newer_{report.report}_{st.session_state.get(_ROUND, 0)}"
    given = st.file_uploader(_("放入改好的文件，与这一版比较"), key=key)
    if given is None:
        return
    try:
        identity = _identity(given, key)
    except JuesuanError as error:
        st.error(sentence(error.code, {"file": given.name, **error.details}), icon=":material/block:")
        return
    strange = other_than(report, identity)
    if not strange:
        _bring(given)
        return
    st.markdown(wanting(escaped("".join(strange) + _("作为新报告导入？"))))
    with st.container(horizontal=True):
        if st.button(_("作为新报告导入"), key="newer_import", type="primary"):
            _bring(given)
        if st.button(_("不导入"), key="newer_drop"):
            _let_go()
            st.rerun()


def other_than(report: Report, identity: Identity) -> list[str]:
    """In what a file is not of the same report, a sentence each."""
    version = report.version
    found = []
    if identity.unit_name != report.unit_name:
        words = _("这份是“{unit}”的，与第 {version} 版不同单位。")
        found.append(words.format(unit=unit_title(identity.unit_name), version=version))
    if identity.fiscal_year != report.fiscal_year:
        words = _("这份是 {year}，与第 {version} 版不同年度。")
        found.append(words.format(year=year_name(identity.fiscal_year), version=version))
    if identity.kind != report.kind:
        words = _("这份是{kind}，与第 {version} 版不同文种。")
        found.append(words.format(kind=kind_name(identity.kind), version=version))
    return found


def _identity(given: UploadedFile, key: str) -> Identity:
    """What the file says it is; read once."""
    kept = st.session_state.get(_IDENTITY)
    if kept and kept[0] == (key, given.file_id):
        return kept[1]
    with st.spinner(_("正在读这份文件")), tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file{Path(given.name).suffix}"
        path.write_bytes(given.getvalue())
        identity = read_file(path, definitions(), ocr="off").identity
    st.session_state[_IDENTITY] = (key, given.file_id), identity
    return identity


def _bring(given: UploadedFile) -> None:
    """Import it and go to it; what did not become a report says why."""
    given.seek(0)
    (receipt,) = import_paths([from_stream(given.name, given)], library(), definitions())
    if not receipt.report:
        st.error(sentence(receipt.reason, receipt.details), icon=":material/block:")
        return
    if receipt.state == "already":
        st.toast(sentence(receipt.reason, receipt.details))
    _let_go()
    remember(report=receipt.report, against="", fate="", agreeing="")
    st.rerun()


def _let_go() -> None:
    """Empty the uploader with the next run."""
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.session_state.pop(_IDENTITY, None)


def version_line(report: Report) -> None:
    """For the card of a report: what a later version changed, with the way to the comparison; nothing for a first version."""
    before = previous_version(library(), report)
    if before is None:
        return
    words = in_brief(difference(library(), before, report), definitions(), language())
    target, link = report_link(report.report, "versions"), _("比较两版")
    st.html(f'<p class="versions">{as_html(words)} <a href="{as_html(target)}" target="_self">{as_html(link)}</a></p>')
