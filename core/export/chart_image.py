"""A chart as a picture file, drawn on this machine with the bundled font: PNG for documents, SVG to go on working with."""

import base64
import io
import re
from functools import cache
from pathlib import Path
from typing import Literal, Protocol

import vl_convert
from fontTools import subset

from core.charts.labels import ROOM

FONT_FILE = Path(__file__).resolve().parents[2] / "data" / "fonts" / "wqy-microhei.ttf"
FONT = "WenQuanYi Micro Hei"
WIDTH = 960  # of the picture in pixels, before it is drawn finer
FINER = 2  # pixels of a PNG for each of the chart
_TITLE, _SOURCE, _TEXT = 18, 11, 13
_INK, _GREY = "#1b2733", "#5f6b7a"
_SCHEMA = re.compile(r"/v(\d+\.\d+)[\d.]*\.json$")
_OPENING = re.compile(r"<svg[^>]*>")


class Chart(Protocol):
    """What draws itself as a Vega-Lite specification (an Altair chart)."""

    def to_dict(self) -> dict: ...


def chart_image(chart: Chart, form: Literal["png", "svg"], title: str = "", source: str = "", width: int = WIDTH) -> bytes:
    """The chart as a picture on white, its title above and where it is from below.  Nothing is fetched from anywhere.

    The text of an SVG carries the letters it needs with it, so that it shows on a machine without Chinese fonts.
    """
    spec = _whole(chart.to_dict(), title, source, width)
    drawn = {"vl_version": _version(spec), "allowed_base_urls": []}
    _registered()
    if form == "png":
        return vl_convert.vegalite_to_png(spec, scale=FINER, **drawn)
    return _with_font(vl_convert.vegalite_to_svg(spec, **drawn)).encode()


def _parameters(given: list[dict], width: int) -> tuple[list[dict], list[dict]]:
    """Those of the whole picture, which knows its width, and the selections of the chart in it."""
    named = [{"name": ROOM, "value": width} if each["name"] == ROOM else each for each in given if "select" not in each]
    return named, [each for each in given if "select" in each]


def _whole(spec: dict, title: str, source: str, width: int) -> dict:
    """The specification at a fixed width, with its words around it.  The source is the title, at the foot, of a column around the chart."""
    config = {**spec.pop("config", {}), "font": FONT, "background": "white", "text": {"font": FONT}}
    config["title"] = {"font": FONT, "fontSize": _TITLE, "color": _INK, "anchor": "start", "offset": 14}
    config["axis"] = {"labelFontSize": _TEXT, "titleFontSize": _TEXT, **config.get("axis", {})}
    outer = {name: spec.pop(name) for name in ("$schema", "datasets") if name in spec}
    named, chosen = _parameters(spec.pop("params", []), width)
    small = {"fontSize": _SOURCE, "fontWeight": "normal", "color": _GREY, "offset": 12}
    foot = {"text": source, "orient": "bottom", "anchor": "start", **small}
    inner = {**spec, "width": width, **({"title": title} if title else {})}
    if not source:
        return {**outer, **inner, "params": named + chosen, "config": config, "padding": 16}
    return {**outer, "params": named, "vconcat": [{**inner, "params": chosen}], "title": foot, "config": config, "padding": 16}


def _version(spec: dict) -> str | None:
    """The Vega-Lite the chart was made for, where it can be drawn; else the newest that can."""
    found = _SCHEMA.search(spec.get("$schema", ""))
    return found[1] if found and found[1] in vl_convert.get_vegalite_versions() else None


@cache
def _registered() -> None:
    vl_convert.register_font_directory(str(FONT_FILE.parent))


def _with_font(svg: str) -> str:
    face = f'@font-face{{font-family:"{FONT}";src:url(data:font/woff;base64,{base64.b64encode(_letters(svg)).decode()}) format("woff")}}'
    return _OPENING.sub(lambda opening: f"{opening[0]}<defs><style>{face}</style></defs>", svg, count=1)


def _letters(text: str) -> bytes:
    """A font of the letters of a text."""
    options = subset.Options(flavor="woff", hinting=False, notdef_outline=True, layout_features=[])
    font = subset.load_font(str(FONT_FILE), options)
    cutter = subset.Subsetter(options)
    cutter.populate(text=text)
    cutter.subset(font)
    made = io.BytesIO()
    subset.save_font(font, made, options)
    return made.getvalue()
