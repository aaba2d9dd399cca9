"""设置: where the data is, what the program promises, which version it is."""

import streamlit as st

from core.reading.ocr import available
from core.store.daily import FOLDER, KEPT, daily_copies
from core.version import VERSION
from pages.widgets.demo_mode import mode
from pages.widgets.language import _
from pages.widgets.plain_table import plain_table
from pages.widgets.stock import library


def places() -> None:
    """Where everything is, and the copies there are."""
    folder = library().folder
    plain_table(
        [_("内容"), _("位置")],
        [
            [_("资料库文件夹"), str(folder)],
            [_("导入的原件"), str(folder / "originals")],
            [_("读出的内容"), str(folder / "library.duckdb")],
            [_("每天的副本"), str(folder / FOLDER)],
        ],
        numbers=0,
    )
    st.markdown(_("复制整个文件夹就是备份，也可以搬到别的电脑。"))
    copies = daily_copies(folder)
    st.markdown(
        _("每天第一次启动时自动另存一份，留最近 {n} 份。最近一份：{day}。").format(n=KEPT, day=copies[0][0].isoformat())
        if copies
        else _("每天第一次启动时自动另存一份，留最近 {n} 份。现在还没有。").format(n=KEPT)
    )
    st.caption(_("要退回某一天：先关闭本程序，把那一份复制到资料库文件夹，改名为 library.duckdb，替换原来的文件。"))


st.title(_("设置"), anchor=False)
st.subheader(_("资料"), anchor=False)
if mode().hidden:
    st.caption(_("脱敏时不显示文件夹的位置。"))
else:
    places()
st.caption(_("想换一个位置：请管理电脑的人在启动前把环境变量 JUESUAN\\_LIBRARY 设成那个文件夹。"))
st.subheader(_("显示"), anchor=False)
st.markdown(_("浅色或深色跟随系统。投影用的大字、给外人看的脱敏，在“演示”里打开。"))
if st.button(_("去演示"), icon=":material/slideshow:"):
    st.switch_page("pages/views/demo.py")
st.subheader(_("扫描页"), anchor=False)
st.markdown(
    _("本机已装文字识别组件：扫描页会识别，读出的数字都有标记。")
    if available()
    else _("本机没有装文字识别组件：扫描页会列出页码，上面的数字不读、不猜。怎样安装见说明书的“扫描页”一节。")
)
st.subheader(_("关于"), anchor=False)
st.markdown(_("决算镜 {version}").format(version=VERSION))
st.markdown(_("本程序只在这台电脑上运行，不联网，不上传文件，不统计使用情况。"))
st.markdown(_("扫描图片、损坏的页和没有写明单位的表不会被当作 0，也不会被当作“没有问题”：它们会列出来，等人确认。"))
