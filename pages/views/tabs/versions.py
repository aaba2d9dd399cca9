"""版本: what a later version changed and solved, the way in for the next one, and the report beside the others of the library."""

import streamlit as st

from core.model import Report
from core.over.versions import difference, in_brief
from core.store.pairs import versions_of
from pages.widgets.address import asked, remember
from pages.widgets.language import _, language
from pages.widgets.newer_version import bring_newer
from pages.widgets.over_list import over_list
from pages.widgets.over_results import over_results
from pages.widgets.plain import escaped
from pages.widgets.stock import definitions, library
from pages.widgets.version_changes import changes, fates

_AGAINST = "version_against"


def show(report: Report) -> None:
    """Draw the tab."""
    versions = versions_of(library(), report)
    earlier = [each for each in versions if each.version < report.version]
    if earlier:
        _compare(report, earlier)
    else:
        later = max((each.version for each in versions), default=report.version)
        st.markdown(_only(report, later))
    with st.container(key="newer"):
        bring_newer(report)
    st.subheader(_("与其他报告核对"), anchor=False)
    over_list([each for each in over_results([report.report]) if each.report == report.report])


def _only(report: Report, later: int) -> str:
    if later > report.version:
        return _("这是第 {version} 版，资料库里最新的是第 {later} 版。请打开较新的一版看改动。").format(version=report.version, later=later)
    return _("这是第 {version} 版，还没有改过的版本。改好后把新文件放在下面，会列出改动了哪些格子、哪些不符已经解决。").format(
        version=report.version
    )


def _compare(report: Report, earlier: list[Report]) -> None:
    old = _choose(earlier) if len(earlier) > 1 else earlier[0]
    found = difference(library(), old, report)
    st.markdown(f"**{escaped(in_brief(found, definitions(), language()))}**")
    fates(found)
    with st.expander(_("改动的数字"), expanded=len(found.changes) <= 30, icon=":material/difference:"):
        if found.changes:
            changes(found)
        else:
            st.caption(_("两版的数字都一样。"))


def _choose(earlier: list[Report]) -> Report:
    """The earlier version of the address, else the one before this."""
    by_number = {each.report: each for each in earlier}
    st.session_state[_AGAINST] = asked("against") if asked("against") in by_number else earlier[-1].report
    chosen = st.selectbox(
        _("与哪一版比较"),
        list(by_number),
        format_func=lambda number: _("与第 {version} 版比较").format(version=by_number[number].version),
        key=_AGAINST,
        on_change=lambda: remember(against=st.session_state[_AGAINST]),
        label_visibility="collapsed",
        width=220,
    )
    return by_number[chosen]
