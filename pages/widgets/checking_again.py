"""Results from before a check was switched off or on: they say so, and the checks run again with their progress in words."""

from collections.abc import Mapping

import streamlit as st

from core.recheck import Checked, check_again
from core.store.outdated import outdated
from core.store.pairs import last_event
from pages.widgets.check_titles import check_titles
from pages.widgets.demo_mode import mode
from pages.widgets.importing import workers
from pages.widgets.language import _, ngettext
from pages.widgets.plain import doubtful, escaped
from pages.widgets.stock import definitions, library, sentence

_WANTED, _DONE = "check_again_wanted", "check_again_done"  # the reports to be checked with this run; what came of the last ones
_MOST_TITLES, _MOST_FAILED = 3, 8


def results_from_before(report: str = "") -> None:
    """Draw what is to be said, and the way to have the checks run again, where results (of this report, or of any) are from before."""
    old = _outdated(str(library().folder), last_event(library()))
    _tell_done(old)
    wanted = [each for each in st.session_state.get(_WANTED, []) if each in old]
    if wanted:
        _run(wanted)
        return
    if not old or (report and report not in old):
        return
    checks = sorted({check for number, each in old.items() if report in ("", number) for check in each})
    with st.container(border=True, key="results_from_before"):
        st.markdown(_words(checks, len(old), bool(report)))
        if mode().frozen or mode().hidden:
            st.caption(sentence("library_frozen", {}))
            return
        with st.container(horizontal=True):
            alone = report and len(old) > 1
            if alone:
                st.button(_("重新核对这一份"), key="check_this_again", type="primary", on_click=_want, args=([report],))
            words, weight = ngettext("重新核对 {n} 份报告", len(old)).format(n=len(old)), "secondary" if alone else "primary"
            st.button(words, key="check_all_again", type=weight, on_click=_want, args=(list(old),))


def outdated_line(report: str) -> None:
    """The same in one line, for where a report is told in short."""
    checks = _outdated(str(library().folder), last_event(library())).get(report)
    if checks:
        st.markdown(_words(list(checks), 1, True))


@st.cache_data(show_spinner=False, max_entries=4)
def _outdated(folder: str, event: int) -> dict[str, tuple[str, ...]]:
    return outdated(library())


def _words(checks: list[str], count: int, of_one: bool) -> str:
    titles = check_titles()
    named = _("、").join(escaped(titles.get(check, check)) for check in checks[:_MOST_TITLES])
    named += _("等") if len(checks) > _MOST_TITLES else ""
    if of_one:
        words = _("“{checks}”停用或恢复之后，这份报告还没有重新核对：下面的结果是改动之前的。")
        return doubtful(words.format(checks=named))
    words = ngettext("“{checks}”停用或恢复之后，还有 {n} 份报告没有重新核对：这些报告的核对结果是改动之前的。", count)
    return doubtful(words.format(checks=named, n=count))


def _want(reports: list[str]) -> None:
    st.session_state[_WANTED] = reports
    st.session_state.pop(_DONE, None)


def _run(reports: list[str]) -> None:
    """Check them, with words; a stop leaves those already checked as they are now and the others as they were."""
    done: list[Checked] = []
    with st.container(border=True, key="checking_again"):
        bar = st.progress(0.0, text=_progress(0, len(reports), ""))
        st.button(_("停止"), key="stop_checking", type="tertiary", on_click=_stopped, args=(done, reports))
    for checked in check_again(library(), definitions(), reports, workers(len(reports))):
        done.append(checked)
        bar.progress(len(done) / len(reports), text=_progress(len(done), len(reports), checked.file))
    _stopped(done, reports)
    st.rerun()


def _stopped(done: list[Checked], wanted: list[str]) -> None:
    st.session_state.pop(_WANTED, None)
    st.session_state[_DONE] = (list(done), wanted)


def _progress(done: int, wanted: int, file: str) -> str:
    words = _("正在重新核对：已核对 {done} / {wanted} 份").format(done=done, wanted=wanted)
    return f"{words}　{escaped(file)}"


def _tell_done(old: Mapping[str, object]) -> None:
    """What came of the last time, once; counted by what is from before still, as a stop may come while one is kept."""
    if _DONE not in st.session_state:
        return
    done, wanted = st.session_state.pop(_DONE)
    failed = [each for each in done if each.reason]
    left = sum(report in old for report in wanted)
    words = ngettext("已重新核对 {n} 份报告。", len(wanted) - left).format(n=len(wanted) - left)
    if left > len(failed):
        words += ngettext("停在这里，还有 {n} 份没有重新核对，原来的结果没有丢失。", left).format(n=left)
    (st.info if left else st.success)(words)
    for each in failed[:_MOST_FAILED]:
        why = escaped(sentence(each.reason, each.details))
        st.markdown(doubtful(_("没有重新核对，原来的结果没有丢失")) + f"　{escaped(each.file)}　{why}")
    if len(failed) > _MOST_FAILED:
        st.caption(ngettext("还有 {n} 份没有列出。", len(failed) - _MOST_FAILED).format(n=len(failed) - _MOST_FAILED))
