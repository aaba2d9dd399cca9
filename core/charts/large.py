"""A chart for a projector: the same chart with letters of at least 18 pixels and room for them."""

import altair as alt

from core.charts.labels import LETTER

FONT = 18
_FONTS = ("fontSize", "labelFontSize", "titleFontSize")
_ROOMS = ("labelLimit", "limit", "dy")
_TALLER = 1.4


def enlarged(chart: alt.LayerChart) -> alt.LayerChart:
    """The chart with every letter at FONT pixels or more, taller in proportion."""
    spec = _grown(chart.to_dict())
    config = spec.setdefault("config", {})
    for part in ("axis", "legend", "header"):
        config[part] = {"labelFontSize": FONT, "titleFontSize": FONT, **config.get(part, {})}
    config["text"] = {"fontSize": FONT, **config.get("text", {})}
    if isinstance(spec.get("height"), int | float):
        spec["height"] = spec["height"] * _TALLER
    return alt.LayerChart.from_dict(spec)


def _grown(part: object) -> object:
    """The same with sizes of letters and the room for them; rows of data stay as they are."""
    if isinstance(part, list):
        return [_grown(each) for each in part]
    if not isinstance(part, dict):
        return part
    if part.get("name") == LETTER:
        return {**part, "value": FONT}
    return {key: value if key == "datasets" else _size(key, value) for key, value in part.items()}


def _size(key: str, value: object) -> object:
    if key in _FONTS and isinstance(value, int | float):
        return max(value, FONT)
    if key in _ROOMS and isinstance(value, int | float):
        return value * _TALLER
    return _grown(value)
