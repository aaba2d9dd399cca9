"""From the opening to the closing balance as steps, with the same figures as the briefing, and as a table."""

from functools import partial

import pandas as pd

from core.charts.scale import scale_for
from core.charts.waterfall import waterfall
from core.export.briefing_figures import Figure, ReportFigures, Topic
from core.model import Report
from pages.widgets.address import report_link
from pages.widgets.chart_download import chart_with_download
from pages.widgets.chart_parts import amount_link, labels_of, opened, unit_of
from pages.widgets.language import N_, _, language
from pages.widgets.plain_table import Link, plain_table
from pages.widgets.stock import definitions, library

COUNTS = {1: N_("加"), -1: N_("减"), 0: N_("等于")}
_ROUNDED_FEN = 10_000  # each figure is printed to a hundredth of 10,000 yuan


def balance_steps(report: Report) -> None:
    """Draw heading, chart and table."""
    topic = ReportFigures(library(), report.report, definitions(), language()).balance()
    if not opened(_("从年初到年末"), suits(topic), why_not(topic)):
        return
    steps_chart(report, topic)
    frame = steps_frame(topic.figures)
    scale = scale_for(frame["amount_fen"])
    rows = [[_(COUNTS[row.sign]), row.name, amount_link(report, row, scale)] for row in frame.itertuples(index=False)]
    plain_table(["", _("项目"), _("金额")], rows, numbers=1, caption=unit_of(scale))


def steps_chart(report: Report, topic: Topic) -> None:
    """The chart with its buttons."""
    frame = steps_frame(topic.figures)
    scale = scale_for(frame["amount_fen"])
    draw = partial(waterfall, frame, scale, labels_of(scale, _("项目")))
    chart_with_download(report, "balance", _("从年初到年末"), draw, topic.pages)


def steps_frame(figures: tuple[Figure, ...]) -> pd.DataFrame:
    """The figures as the frame of a waterfall, with their places."""
    rows = [(one.name, one.fen, one.sign, one.page, one.table_no, one.cell) for one in figures]
    return pd.DataFrame(rows, columns=["name", "amount_fen", "sign", "page", "table_no", "cell"])


def suits(topic: Topic) -> bool:
    """Whether the steps can be drawn: revenue and expenditure are told, and they come to the closing balance where one is printed."""
    return not why_not(topic)


def why_not(topic: Topic) -> str:
    """Why the steps are not drawn; "" where they are."""
    signs = {figure.sign for figure in topic.figures}
    if not {1, -1} <= signs:
        return _("没有读出收入支出决算总表的本年收入合计和本年支出合计，没有画。")
    if 0 not in signs:
        return ""
    left = sum(figure.sign * figure.fen for figure in topic.figures)
    closing = next(figure.fen for figure in topic.figures if figure.sign == 0)
    if abs(left - closing) > _ROUNDED_FEN * len(topic.figures) // 2:
        return _("读出的各项加减之后与年末结转和结余不等，没有画成图。请在“核对”里看差在哪里。")
    return ""


def figure_link(report: str, figure: Figure) -> Link:
    """The printed text of a figure; leads to its cell."""
    return Link(figure.text, report_link(report, "tables", table=str(figure.table_no), cell=figure.cell))
