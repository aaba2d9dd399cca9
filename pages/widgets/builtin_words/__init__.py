"""The few words Streamlit writes itself, in the language of the screen: uploader, toolbars, dialogs, status, connection.

Streamlit 1.67 has no translation of its own.  Style sheets can hide its words but not change what a screen reader says, so a small
script replaces them; tests/browser fails as soon as a version brings a word this table does not know.
"""

from pathlib import Path

import streamlit as st

from pages.widgets.language import N_, _, language

_LANGUAGE, _TURN = "words_language", "words_turn"
_mount = st.components.v2.component("builtin_words", js=(Path(__file__).parent / "words.js").read_text(encoding="utf-8"))


def builtin_words() -> None:
    """Have Streamlit's own words shown in the language of this screen.  Call once per run, anywhere.

    On an English screen they stay as they are: a word of ours may be the same as one of theirs.  The turn counts changes of language.
    """
    here = language()
    if st.session_state.get(_LANGUAGE) != here:
        st.session_state[_LANGUAGE] = here
        st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    exact, patterns = (_exact(), _patterns()) if here == "zh" else (_left_by_the_browser(), [])
    locale = {"zh": "zh-CN"}.get(here, here)
    with st.container(key="builtin_words"):
        _mount(
            data={"language": locale, "exact": exact, "patterns": patterns, "turn": st.session_state[_TURN]},
            key="builtin_words_script",
        )


def _exact() -> dict[str, str]:
    return {**_uploader(), **_toolbars(), **_fields(), **_frame()}


def _left_by_the_browser() -> dict[str, str]:
    """Streamlit's dialogs speak the language of the browser in one place: on an English screen of a Chinese browser, English."""
    return {N_("取消"): _("取消")}


def _uploader() -> dict[str, str]:
    return {
        "Upload": _("选择文件"),
        "Upload files": _("选择文件"),
        "Add files": _("添加文件"),
        "Browse files": _("选择文件"),
        "Drag and drop files here": _("把文件拖到这里"),
        "Drag and drop a file here": _("把文件拖到这里"),
        "Upload directories": _("选择文件夹"),
        "Drag and drop directories here": _("把文件夹拖到这里"),
        "Network error": _("没有传到本机程序，请再拖入一次"),
        "Remove file": _("移除文件"),
        "progress": _("进度"),
        "Click to retry upload": _("点这里再传一次"),
        "File Uploader": _("文件拖放区"),
        "file upload": _("选择文件"),
    }


def _toolbars() -> dict[str, str]:
    return {
        "Fullscreen": _("全屏"),
        "Close fullscreen": _("退出全屏"),
        "Download as PNG": _("下载图片"),
        "Copy Vega-Lite spec": _("复制图表代码"),
        "Copied!": _("已复制"),
        "Show data": _("显示数据"),
        "Show chart": _("显示图"),
        "Download as CSV": _("下载数据"),
        "Search": _("查找"),
        "Next page": _("下一页"),
        "Previous page": _("上一页"),
        "Pagination": _("翻页"),
        "Scrollable table": _("可滚动的表"),
        "Vega visualization": _("图表"),
        "graphics-object": _("图形"),
        "graphics-symbol": _("图形"),
    }


def _fields() -> dict[str, str]:
    return {
        "No results": _("没有匹配"),
        "No options to select": _("没有可选的项"),
        "Choose an option": _("请选择"),
        "Choose options": _("请选择"),
        "Select all": _("全选"),
        "Clear all": _("全部清除"),
        "Clear value": _("清除"),
        "Clear entry": _("清除"),
        "Open": _("展开"),
        "Close": _("关闭"),
        "Dismiss": _("取消"),
        "close": _("关闭"),
        "Press Enter to apply": _("按回车键确定"),
        "Press Ctrl+Enter to apply": _("按 Ctrl+回车键确定"),
        "Press ⌘+Enter to apply": _("按 ⌘+回车键确定"),
        "Press Enter to submit form": _("按回车键提交"),
        "Download failed": _("没有下载成功，请再试一次"),
        "Help": _("帮助"),
        "Selected values": _("已选的项"),
    }


def _frame() -> dict[str, str]:
    return {
        "Running...": _("正在运行…"),
        "Running": _("正在运行"),
        "Stop": _("停止"),
        "Stop script": _("停止"),
        "Notifications": _("通知"),
        "Markdown content": _("正文"),
        "Navigate to home page": _("回到首页"),
        "Rerun": _("重新运行"),
        "Please wait...": _("请稍候…"),
        "Connecting": _("正在连接"),
        "Connecting to Streamlit server": _("正在连接本机程序"),
        "Reconnected to server.": _("已重新连接本机程序"),
        "Connection error": _("连接中断"),
        "Connection lost. Please wait for the app to reconnect, then try again.": _("与本机程序的连接中断，恢复后请再试一次。"),
        "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:": _(
            "本机程序可能已经关闭。已导入的内容没有丢失，请重新启动程序："
        ),
        "Streamlit server is not responding. Are you connected to the internet?": _(
            "本机程序没有回应，可能已经关闭。已导入的内容没有丢失，请重新启动程序。"
        ),
        "streamlit run yourscript.py": "python start.py",
        "Page not found": _("没有这个页面"),
        "The page that you have requested does not seem to exist. Running the app's main page.": _("没有这个页面，已转到首页。"),
        "Main menu": _("菜单"),
        "Settings": _("显示设置"),
        "Print": _("打印"),
        "Theme": _("配色"),
        "System": _("跟随系统"),
        "Light": _("浅色"),
        "Dark": _("深色"),
        "Use system setting": _("跟随系统"),
        "Skip to main content": _("跳到正文"),
        "App pages": _("页面"),
        "Collapse sidebar": _("收起侧栏"),
        "Expand sidebar": _("展开侧栏"),
        "Alert": _("提示"),
        "Sidebar": _("侧栏"),
    }


def _patterns() -> list[tuple[str, str]]:
    return [
        (r"^([\d.]+ ?[KMGT]?B) per file", _("每个文件不超过 {0}")),
        (r"^File must be ([\d.]+ ?[KMGT]?B) or smaller\.?$", _("文件超过 {0}，没有导入")),
        (r"^Page (\d+)$", _("第 {0} 页")),
        (r"^Fullscreen: (.+)$", _("全屏：{0}")),
        (r"^Close fullscreen: (.+)$", _("退出全屏：{0}")),
        (r"^Remove (.+)$", _("移除 {0}")),
        (r"^[a-z_ ]+ icon$", _("图标")),
        (r"^Cancel upload of (.+)$", _("停止传送 {0}")),
        (r"^Selected (.+)\. Press.*$", _("已选 {0}")),
        (r"^Help for (.+)$", _("说明：{0}")),
        (r"^(\d+) options? available\.?$", _("有 {0} 项可选")),
    ]
