"""Pictures of charts: the bundled font draws every Chinese letter, on a machine without any, and nothing comes from elsewhere."""

import base64
import io
import re

import pandas as pd
import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops

from core.charts.bars import sorted_bars
from core.charts.labels import Labels
from core.charts.scale import WAN
from core.export.chart_image import FONT, chart_image

SOURCE = "来源：某局.pdf　第 3 页　指纹 3f9a11c2　决算镜"


def a_chart(*names: str):
    frame = pd.DataFrame({"name": names, "amount_fen": [1_234_560_000 - n for n in range(len(names))]})
    return sorted_bars(frame, WAN, Labels("科目", "金额（万元）"), "#1b2733")


def picture(name: str) -> Image.Image:
    return Image.open(io.BytesIO(chart_image(a_chart(name), "png", width=300))).convert("L")


def text_of(svg: str) -> str:
    return "".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg))


def test_letters_are_drawn_and_not_boxes():
    """Letters differ from one another and from a letter no font has, which is drawn as a box or not at all."""
    names = ["收", "支", "算", "\ue123"]
    drawn = {name: picture(name) for name in names}
    for first in names:
        for second in names:
            same = drawn[first].size == drawn[second].size and ImageChops.difference(drawn[first], drawn[second]).getbbox() is None
            assert same == (first == second), (first, second)


def test_the_vector_picture_carries_the_letters_it_shows():
    svg = chart_image(a_chart("科学技术支出", "卫生健康支出"), "svg", "功能分类支出", SOURCE).decode()
    shown = text_of(svg)
    for words in ("科学技术支出", "卫生健康支出", "功能分类支出", "金额（万元）", SOURCE, "1,234.56"):
        assert words in shown
    face = re.search(r'font-family:"([^"]+)";src:url\(data:font/woff;base64,([^)]+)\)', svg)
    assert face[1] == FONT
    letters = TTFont(io.BytesIO(base64.b64decode(face[2]))).getBestCmap()
    assert {ord(letter) for letter in shown if not letter.isspace()} <= set(letters)
    assert set(re.findall(r'font-family="([^"]+)"', svg)) == {FONT}
    assert len(svg) < 100_000


def test_a_png_is_drawn_finer_on_white_with_title_and_source():
    image = Image.open(io.BytesIO(chart_image(a_chart("收入"), "png", "标题", SOURCE, width=400)))
    bare = Image.open(io.BytesIO(chart_image(a_chart("收入"), "png", width=400)))
    assert image.format == "PNG"
    assert image.width > 800
    assert image.height > bare.height
    assert image.convert("RGB").getpixel((1, 1)) == (255, 255, 255)


def test_nothing_is_fetched():
    class Remote:
        def to_dict(self) -> dict:
            return {"data": {"url": "http://127.0.0.1:9/data.json"}, "mark": "point", "encoding": {"x": {"field": "a"}}}

    with pytest.raises(ValueError, match=r"(?i)not allowed|allowed base url|external"):
        chart_image(Remote(), "svg")
