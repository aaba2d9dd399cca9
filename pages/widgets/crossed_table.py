"""Functional by economic classification as a table shaded by size, where a report publishes both in one table."""

import pandas as pd

from core.charts.heat import crossed, heat
from core.charts.scale import scale_for
from core.model import Report
from pages.widgets.chart_download import chart_with_download
from pages.widgets.chart_parts import amount_link, labels_of, line_name, opened, pages_of, unit_of
from pages.widgets.language import _
from pages.widgets.plain_table import plain_table
from pages.widgets.stock import definitions


def crossed_table(report: Report, facts: pd.DataFrame) -> None:
    """Draw it, or say that the report has none."""
    frame = crossed(facts, _classes())
    if not opened(_("功能分类 × 经济分类"), len(frame) > 0, _("这份报告没有公布功能分类与经济分类交叉的表，没有图可画。")):
        return
    frame = frame.assign(row=[line_name(line, name) for line, name in zip(frame["line"], frame["row"], strict=True)])
    scale = scale_for(frame["amount_fen"])
    labels = labels_of(scale, _("功能科目"), _("经济科目"))
    chart_with_download(report, "crossed", _("功能分类 × 经济分类"), lambda _ink: heat(frame, scale, labels), pages_of(frame))
    columns = list(dict.fromkeys(frame["column"]))
    cells = {(row.row, row.column): amount_link(report, row, scale) for row in frame.itertuples(index=False)}
    rows = [[name, *(cells.get((name, column), "") for column in columns)] for name in dict.fromkeys(frame["row"])]
    plain_table([_("功能科目"), *columns], rows, numbers=len(columns), caption=unit_of(scale))


def _classes() -> dict[str, str]:
    """Code or name of an economic class → its name."""
    classes = {code: name for code, name in definitions().economic.items() if len(code) == 3}
    return classes | {name: name for name in classes.values()}
