"""演示: bookmarks of the screens to show, large letters, other names for units, and the start."""

import streamlit as st

from core.typeset.rehearsal import Rehearsed, rehearsal
from pages.widgets.address import changed_link
from pages.widgets.demo_bookmarks import MOST, SCREEN, bookmarks, end, go, keep
from pages.widgets.demo_mode import into_address, mode
from pages.widgets.language import _, ngettext
from pages.widgets.plain import escaped
from pages.widgets.stock import forget_aliases, library, name_of, sentence

_LARGE, _HIDDEN, _NAME = "demo_large", "demo_hidden", "bookmark_name"


def switches() -> None:
    """What holds while presenting; each can be switched on by itself."""
    here = mode()
    st.session_state[_LARGE], st.session_state[_HIDDEN] = here.large, here.hidden
    st.toggle(_("大字（正文 20 像素，图 18 像素，投影 1024×768 可用）"), key=_LARGE, on_change=_large)
    st.toggle(_("脱敏（单位、地区、联系人统一换成单位A、地区A、人员A……）"), key=_HIDDEN, on_change=_hidden)
    st.caption(
        _("脱敏时换掉：单位的全称和常见简称、单位所在的地区、“联系人”“负责人”等栏里的人名、电话号码、网址、邮箱和报告的文件名；")
        + _("各屏、图、导出的文件和文件名用同一个化名；资料库本身不变，也不能改动。")
    )
    st.caption(
        _("没有换掉：金额；项目名称和说明里让人猜得出是谁的话；不常见的简称、没有写明身份的人名、少见的姓、外省的地名。")
        + _("原页的图像印着真名，所以不显示；操作记录不显示。")
    )


def _large() -> None:
    mode().large = st.session_state[_LARGE]


def _hidden() -> None:
    mode().hidden = st.session_state[_HIDDEN]
    forget_aliases()


def bookmark_list() -> None:
    """The bookmarks in their order; each can be shown or taken away."""
    kept = bookmarks()
    st.subheader(_("书签"), anchor=False)
    if not kept:
        st.markdown(_("还没有书签。打开要讲的一屏（例如一份报告的一页纸），再回到这里，把它存为书签。"))
    for number, each in enumerate(kept, 1):
        with st.container(horizontal=True, vertical_alignment="center", key=f"bookmark_{number}"):
            st.markdown(f"**{number}**　{escaped(each.name)}", width=420)
            if st.button(_("打开"), key=f"show_{number}"):
                go(number)
            if st.button(_("删除"), key=f"drop_{number}", type="tertiary", disabled=mode().frozen):
                library().delete_view(SCREEN, each.name)
                st.rerun()


def new_bookmark() -> None:
    """Make a bookmark of the screen that was open before this one."""
    seen, full = mode().seen, len(bookmarks()) >= MOST
    if not seen.screen:
        return
    if mode().frozen:
        st.caption(sentence("library_frozen", {}))
        return
    with st.form("new_bookmark", border=False):
        st.markdown(_("刚才打开的一屏：[{title}]({link})").format(title=escaped(seen.title), link=changed_link(seen.screen, **seen.values)))
        name = st.text_input(_("书签名称"), value=seen.title, key=_NAME, max_chars=40, width=420).strip()
        kept = st.form_submit_button(_("把这一屏存为书签"), disabled=full)
    if full:
        st.caption(ngettext("最多 {n} 个书签，先删去一个。", MOST).format(n=MOST))
    if kept and name:
        keep(name)
        st.rerun()


@st.cache_data(show_spinner=False)
def _rehearsed() -> Rehearsed:
    return rehearsal()


def rehearsal_file() -> None:
    """The sample with one digit changed, to drop in front of the audience, and what was changed in it."""
    st.subheader(_("排练用的文件"), anchor=False)
    made = _rehearsed()
    words = {"table": name_of("table", made.table), "line": made.line_name, "column": name_of("column", made.column)}
    words |= {"was": made.was, "now": made.now, "unit": made.unit}
    st.markdown(
        _("示例报告改了一个数字：第 {page} 页“{table}”，“{line}”的{column}，{was} 改成 {now} {unit}。拖入资料库，核对会找出它。").format(
            page=made.page, **{name: escaped(text) for name, text in words.items()}
        )
    )
    shown = {"key": "rehearsal", "icon": ":material/download:", "on_click": "ignore"}
    st.download_button(_("下载排练用的文件"), made.pdf, _("排练_改了一个数字.pdf"), "application/pdf", **shown)


st.title(_("演示"), anchor=False)
st.markdown(_("按书签的次序讲：← → 翻页，没有菜单，资料库冻结（不能导入、更正、删除），链接和刷新都不丢。"))
switches()
bookmark_list()
new_bookmark()
with st.container(horizontal=True):
    if st.button(_("开始演示"), type="primary", icon=":material/slideshow:", disabled=mode().on):
        mode().on = True
        if bookmarks():
            go(1)
        st.rerun()
    if mode().frozen and st.button(_("全部关闭")):
        end()
        st.rerun()
rehearsal_file()
into_address()
