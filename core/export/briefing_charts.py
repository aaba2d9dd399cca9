"""The charts of a briefing as native charts of PowerPoint: their numbers stand in a sheet behind them and can be edited."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.series import _BaseCategorySeries as Series
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Inches, Pt

from core.charts.palette import BLUE, DARK_INK, LIGHT_INK, SERIES
from core.export.briefing_figures import Figure, Topic, shortened

_LEFT, _TOP, _WIDTH, _HEIGHT = Inches(0.5), Inches(2.1), Inches(7.3), Inches(4.4)
_TEXT = Pt(12)
# How a number is shown, a small one with the digits it needs not to look like nothing; behind it stands every decimal it has.
_IN_SHEET = "#,##0.00"
_SHOWN = "[>=0.005]#,##0.00;[<=-0.005]-#,##0.00;0.00####"
_GAP = 55
_INSIDE = {BLUE: LIGHT_INK}  # ink on a colour; on any other the dark one is easier to read
_TOO_LOW = Decimal("0.1")  # of the highest step: its label does not fit inside, the table beside has it


def draw(slide: Slide, topic: Topic, say: Callable[..., str]) -> Chart | None:
    """The chart of a topic, in units of ten thousand yuan; None where it has no figures."""
    if not topic.figures:
        return None
    chart = {"three_public": _grouped, "balance": _steps}.get(topic.key, _bars)(slide, topic, say)
    chart.font.size = _TEXT
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.visible = False
    chart.value_axis.tick_labels.number_format, chart.value_axis.tick_labels.number_format_is_linked = _SHOWN, False
    chart.category_axis.tick_labels.font.size = _TEXT
    chart.category_axis._element.find(qn("c:txPr")).find(qn("a:bodyPr")).set("rot", "0")  # names break over lines and are not turned
    chart.category_axis.format.line.color.rgb = RGBColor.from_string("C9D1D9")
    chart.has_title = False
    return chart


def _bars(slide: Slide, topic: Topic, say: Callable[..., str]) -> Chart:
    """A bar for each part, the largest on top."""
    named, _ = shortened(topic.figures)
    chart = _made(slide, XL_CHART_TYPE.BAR_CLUSTERED, [figure.name for figure in named], {say("unit_wan"): _amounts(named)})
    chart.has_legend = False
    chart.category_axis.reverse_order = True
    _coloured(chart.plots[0].series[0], SERIES[0])
    return chart


def _grouped(slide: Slide, topic: Topic, say: Callable[..., str]) -> Chart:
    """Budget and executed amount side by side; what is not printed has no bar."""
    names = list(dict.fromkeys(figure.name for figure in topic.figures))
    amounts = {(figure.name, figure.series): figure.wan for figure in topic.figures}
    words = {"budget": say(f"briefing_basis_{topic.basis or 'budget'}"), "executed": say("briefing_executed")}
    series = {word: [amounts.get((name, key)) for name in names] for key, word in words.items()}
    chart = _made(slide, XL_CHART_TYPE.COLUMN_CLUSTERED, names, series)
    _legend(chart)
    for one, colour in zip(chart.plots[0].series, SERIES, strict=False):
        _coloured(one, colour)
    return chart


def _steps(slide: Slide, topic: Topic, say: Callable[..., str]) -> Chart:
    """From the opening to the closing balance: what comes in stands on what was there, what goes out hangs from it."""
    base, up, down, reached = [], [], [], Decimal(0)
    for figure in topic.figures:
        before = Decimal(0) if figure.sign == 0 else reached
        reached = before + figure.wan * (figure.sign or 1)
        base.append(min(before, reached))
        up.append(figure.wan if figure.sign >= 0 else None)
        down.append(figure.wan if figure.sign < 0 else None)
    names = [figure.name for figure in topic.figures]
    series = {say("briefing_series_below"): base, say("briefing_series_plus"): up, say("briefing_series_minus"): down}
    if min(base) < 0 or any(figure.fen < 0 for figure in topic.figures):
        series = {say("unit_wan"): _amounts(topic.figures)}  # steps through zero cannot be stacked: plain columns say it
    chart = _made(slide, XL_CHART_TYPE.COLUMN_STACKED, names, series)
    if len(series) == 1:
        chart.has_legend = False
        _coloured(chart.plots[0].series[0], SERIES[0])
        return chart
    _legend(chart)
    chart.plots[0].overlap = 100
    below, *shown = chart.plots[0].series
    below.format.fill.background()
    below.format.line.fill.background()
    _unnamed(chart)
    highest = max(figure.wan for figure in topic.figures)
    for one, colour, values in zip(shown, SERIES, (up, down), strict=False):
        _coloured(one, colour, XL_LABEL_POSITION.INSIDE_END)
        for place, value in enumerate(values):
            if value is not None and value < _TOO_LOW * highest:
                _unlabelled(one, place)
    return chart


def _made(slide: Slide, kind: XL_CHART_TYPE, names: Sequence[str], series: dict[str, list[Decimal | None]]) -> Chart:
    data = CategoryChartData(number_format=_IN_SHEET)
    data.categories = names
    for name, values in series.items():
        data.add_series(name, values)
    chart = slide.shapes.add_chart(kind, _LEFT, _TOP, _WIDTH, _HEIGHT, data).chart
    chart.plots[0].gap_width = _GAP
    return chart


def _coloured(series: Series, colour: str, position: XL_LABEL_POSITION = XL_LABEL_POSITION.OUTSIDE_END) -> None:
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = RGBColor.from_string(colour.lstrip("#").upper())
    series.invert_if_negative = False
    labels = series.data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, _SHOWN, False
    labels.font.size = _TEXT
    labels.position = position
    if position == XL_LABEL_POSITION.INSIDE_END:
        labels.font.color.rgb = RGBColor.from_string(_INSIDE.get(colour, DARK_INK).lstrip("#").upper())


def _unlabelled(series: Series, place: int) -> None:
    """Takes the label off one point."""
    label = series.points[place].data_label._get_or_add_dLbl()
    for part in list(label)[1:]:
        label.remove(part)
    label.append(parse_xml(f'<c:delete {nsdecls("c")} val="1"/>'))


def _unnamed(chart: Chart) -> None:
    """Takes the first series, which only lifts the others, out of the legend."""
    entry = f'<c:legendEntry {nsdecls("c")}><c:idx val="0"/><c:delete val="1"/></c:legendEntry>'
    chart.legend._element.insert(1, parse_xml(entry))


def _legend(chart: Chart) -> None:
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    chart.legend.font.size = _TEXT


def _amounts(figures: Sequence[Figure]) -> list[Decimal]:
    return [figure.wan for figure in figures]
