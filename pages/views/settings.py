"""设置: where the data is, what the program promises, which version it is."""

import streamlit as st

from core.version import VERSION
from pages.widgets.language import _
from pages.widgets.plain_table import plain_table
from pages.widgets.stock import library

st.title(_("设置"), anchor=False)
st.subheader(_("资料"), anchor=False)
folder = library().folder
plain_table(
    [_("内容"), _("位置")],
    [
        [_("资料库文件夹"), str(folder)],
        [_("导入的原件"), str(folder / "originals")],
        [_("读出的内容"), str(folder / "library.duckdb")],
    ],
    numbers=0,
)
st.markdown(_("复制整个文件夹就是备份，也可以搬到别的电脑。换一个位置：启动前设置环境变量 JUESUAN\\_LIBRARY。"))
st.subheader(_("关于"), anchor=False)
st.markdown(_("决算镜 {version}").format(version=VERSION))
st.markdown(_("本程序只在这台电脑上运行，不联网，不上传文件，不统计使用情况。"))
st.markdown(_("扫描图片、损坏的页和没有写明单位的表不会被当作 0，也不会被当作“没有问题”：它们会列出来，等人确认。"))
