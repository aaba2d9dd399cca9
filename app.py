"""Page setup, language and navigation; nothing else."""

from pathlib import Path

import streamlit as st

from core.errors import LibraryError
from pages.widgets.builtin_words import builtin_words
from pages.widgets.demo_bookmarks import demo_bar
from pages.widgets.demo_mode import begin, into_address, mode, note_screen
from pages.widgets.language import _, language_switch
from pages.widgets.links_in_place import links_in_place
from pages.widgets.look import look
from pages.widgets.stock import sentence

ICON = str(Path(__file__).parent / "pages" / "widgets" / "icon.svg")

st.set_page_config(page_title=_("决算镜"), page_icon=ICON, layout="wide", initial_sidebar_state=232)
look()
begin()
builtin_words()
screens = [
    st.Page("pages/views/library.py", title=_("资料库"), icon=":material/folder_open:", url_path="library", default=True),
    st.Page("pages/views/report.py", title=_("报告"), icon=":material/description:", url_path="report"),
    st.Page("pages/views/one_page.py", title=_("一页纸"), icon=":material/description:", url_path="one_page", visibility="hidden"),
    st.Page("pages/views/board.py", title=_("看板"), icon=":material/grid_on:", url_path="board"),
    st.Page("pages/views/analysis.py", title=_("分析"), icon=":material/query_stats:", url_path="analysis"),
    st.Page("pages/views/compare.py", title=_("对比"), icon=":material/compare_arrows:", url_path="compare"),
    st.Page("pages/views/find.py", title=_("查找"), icon=":material/search:", url_path="find"),
    st.Page("pages/views/data.py", title=_("数据"), icon=":material/database:", url_path="data"),
    st.Page("pages/views/rules.py", title=_("规则与口径"), icon=":material/rule:", url_path="rules"),
    st.Page("pages/views/log.py", title=_("操作记录"), icon=":material/history:", url_path="log"),
    st.Page("pages/views/demo.py", title=_("演示"), icon=":material/slideshow:", url_path="demo"),
    st.Page("pages/views/settings.py", title=_("设置"), icon=":material/settings:", url_path="settings"),
]
chosen = st.navigation(screens)
links_in_place(screen.url_path for screen in screens)
with st.sidebar:
    language_switch()
if mode().on:
    demo_bar()
note_screen(chosen)
try:
    chosen.run()
except LibraryError as error:
    if error.code != "library_frozen":
        raise
    st.info(sentence(error.code, error.details), icon=":material/lock:")
note_screen(chosen)
into_address()
