"""The charts of the explanation as vector drawings: bars of two years, pies with their shares, a card where a pie would have one slice."""

from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.charts.piecharts import Pie
from reportlab.graphics.shapes import Drawing, Rect, String
from reportlab.lib.colors import HexColor

from core.typeset.narrative import Chart
from core.typeset.phrases import percent
from core.typeset.press import FONT
from core.typeset.printing import amount_text

WIDTH, HEIGHT = 360.0, 128.0
_SIZE = 8.5
_COLOURS = tuple(map(HexColor, ("#3b6fa0", "#c8793b", "#6f9a56", "#a0577d", "#7a7f8a", "#b9a13c", "#4f9c9c", "#8a5a3c")))
_FEN_PER_WAN = 1_000_000
_CARD_WIDTH, _CARD_HEIGHT = 260.0, 44.0


def drawing(chart: Chart) -> Drawing:
    """A chart of the size WIDTH × HEIGHT in points; a pie of one slice, or of none, is a card of text."""
    if chart.kind == "bars":
        return _bars(chart)
    return _pie(chart) if len(chart.slices) > 1 else _card(chart)


def _bars(chart: Chart) -> Drawing:
    found = Drawing(WIDTH, HEIGHT)
    bars = VerticalBarChart()
    bars.x, bars.y, bars.width, bars.height = 60, 24, WIDTH - 100, HEIGHT - 50
    bars.data = [[fen / _FEN_PER_WAN for _, fen in chart.slices]]
    bars.categoryAxis.categoryNames = [name for name, _ in chart.slices]
    bars.valueAxis.valueMin = 0
    bars.valueAxis.labelTextFormat = "%d"
    bars.groupSpacing = 60
    bars.barLabelFormat = "values"
    bars.barLabelArray = [[amount_text(fen, "wan") for _, fen in chart.slices]]
    bars.barLabels.nudge = 8
    bars.bars[0].fillColor = _COLOURS[0]
    bars.bars[0].strokeColor = None
    for labels in (bars.categoryAxis.labels, bars.valueAxis.labels, bars.barLabels):
        labels.fontName, labels.fontSize = FONT, _SIZE
    found.add(bars)
    return found


def _pie(chart: Chart) -> Drawing:
    found = Drawing(WIDTH, HEIGHT)
    pie = Pie()
    pie.x, pie.y, pie.width, pie.height = 24, 12, HEIGHT - 24, HEIGHT - 24
    pie.data = [fen for _, fen in chart.slices]
    pie.slices.strokeColor = HexColor("#ffffff")
    whole = sum(pie.data)
    for number, (name, fen) in enumerate(chart.slices):
        pie.slices[number].fillColor = _COLOURS[number % len(_COLOURS)]
        y = HEIGHT - 34 - number * 15
        found.add(Rect(HEIGHT + 10, y, 8, 8, fillColor=pie.slices[number].fillColor, strokeColor=None))
        found.add(_string(HEIGHT + 24, y, f"{name} {percent(fen, whole)}%"))
    found.add(pie)
    return found


def _card(chart: Chart) -> Drawing:
    """What a pie of one slice comes to in words."""
    found = Drawing(WIDTH, HEIGHT)
    x, y = (WIDTH - _CARD_WIDTH) / 2, (HEIGHT - _CARD_HEIGHT) / 2
    found.add(Rect(x, y, _CARD_WIDTH, _CARD_HEIGHT, fillColor=None, strokeColor=_COLOURS[0]))
    text = " ".join(f"{name} {amount_text(fen, 'wan')} 100.00%" for name, fen in chart.slices) or amount_text(0, "wan")
    found.add(_string(WIDTH / 2, y + _CARD_HEIGHT / 2 - 3, text, anchor="middle"))
    return found


def _string(x: float, y: float, text: str, anchor: str = "start") -> String:
    return String(x, y, text, fontName=FONT, fontSize=_SIZE, textAnchor=anchor)
