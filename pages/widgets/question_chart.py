"""The answer to a ready question drawn and written: one frame of shown rows is the chart's data and the table's."""

import pandas as pd
import streamlit as st

from core.charts.against import AgainstLabels, against
from core.charts.labels import Labels
from core.charts.over_years import over_years
from core.charts.ranked import PICKED, Drawn, grouped, ranked_bars, stacked, stacks_suit
from core.metrics.answers import Answer
from core.metrics.telling import displays
from core.metrics.values import known
from pages.widgets.address import changed_link, remember
from pages.widgets.demo_mode import sized
from pages.widgets.language import N_, _, language
from pages.widgets.look import ink
from pages.widgets.plain_table import Link, plain_table
from pages.widgets.stock import definitions
from pages.widgets.words import unit_title

GAPS = {"no_report": N_("未导入"), "no_figure": N_("没有这个数")}
CHART = "question_chart"
FEWEST_FOR_MEDIAN = 5


def shown_rows(answer: Answer) -> pd.DataFrame:
    """What is drawn and written: key, name, series, metric, year, value (a number to draw, or missing), text, estimated, gap."""
    shown, rows = displays(answer), []
    for row in answer.frame.itertuples(index=False):
        display = shown[row.metric]
        series = known(row.metric).text("name", language()) if row.metric else ""
        value, text = (None, _(GAPS[row.gap])) if row.gap else (display.number(row.value), display.text(row.value))
        rows.append((row.key, unit_title(row.unit_name), series, row.metric, row.year, value, text, bool(row.estimated), row.gap))
    frame = pd.DataFrame(rows, columns=["key", "name", "series", "metric", "year", "value", "text", "estimated", "gap"])
    return frame.assign(value=frame["value"].astype("float64"), name=_apart(answer, frame))


def _apart(answer: Answer, frame: pd.DataFrame) -> pd.Series:
    """Names as they are; those of several reports of one year are told apart by the number of the report."""
    if answer.question.chart == "trend":
        return frame["name"]
    several = frame.groupby("name")["key"].transform("nunique") > 1
    return frame["name"].mask(several, frame["name"] + " " + frame["key"].str[:6])


def question_chart(answer: Answer, shown: pd.DataFrame) -> None:
    """Draw the chart; a click on a part of it goes into the address."""
    st.altair_chart(sized(drawn_chart(answer, shown)), key=CHART, on_select=_picked, selection_mode=PICKED)


def _picked() -> None:
    found = st.session_state[CHART]["selection"].get(PICKED) or [{}]
    remember(picked=found[0].get("key", ""))


def drawn_chart(answer: Answer, shown: pd.DataFrame) -> Drawn:
    """The chart that suits the question, over the shown rows."""
    chart = answer.question.chart
    labels = Labels(_("单位") if chart != "classes" else _("功能科目"), axis_title(answer), _("项目"))
    drawn = shown[["key", "name", "series", "year", "value", "text", "estimated"]]
    if chart == "trend":
        return over_years(drawn, labels, _("年度"))
    if chart == "dots":
        across, up = answer.question.metrics
        return against(_wide(shown, across, up), AgainstLabels(_("单位"), column_title(answer, across), column_title(answer, up)))
    if chart == "shares" and stacks_suit(shown["value"]):
        return stacked(drawn, labels)
    if chart in ("shares", "pairs"):
        return grouped(drawn, labels, ink())
    return ranked_bars(drawn, labels, ink(), _median(answer), answer.question.mark)


def _median(answer: Answer) -> float | None:
    """The median of all units, drawn or not; of a few it says nothing."""
    if answer.question.chart != "ranking" or len(answer.whole) < FEWEST_FOR_MEDIAN:
        return None
    return displays(answer)[answer.question.metrics[0]].number(answer.whole["value"].astype("float64").median())


def _wide(shown: pd.DataFrame, across: str, up: str) -> pd.DataFrame:
    """A row per dot."""
    first, second = (shown[shown["metric"] == name].set_index("key") for name in (across, up))
    joined = first.join(second[["value", "text"]].add_suffix("_up")).reset_index()
    renamed = joined.rename(columns={"value": "across", "text": "across_text", "value_up": "up", "text_up": "up_text"})
    return renamed[["key", "name", "across", "up", "across_text", "up_text"]]


def axis_title(answer: Answer) -> str:
    """What the axis of amounts says: what it is, and its unit."""
    if len(answer.question.metrics) == 1:
        return column_title(answer, answer.question.metrics[0])
    unit = next(iter(displays(answer).values())).unit(definitions(), language())
    return (_("本年支出（{unit}）") if answer.question.chart == "classes" else _("数值（{unit}）")).format(unit=unit)


def column_title(answer: Answer, metric: str) -> str:
    """A metric with its unit."""
    unit = displays(answer)[metric].unit(definitions(), language())
    return _("{metric}（{unit}）").format(metric=known(metric).text("name", language()), unit=unit)


def question_table(answer: Answer, shown: pd.DataFrame) -> None:
    """The same numbers as a table; each leads to what it is made of."""
    if answer.question.chart == "trend":
        return _by_year(answer, shown)
    first = _("功能科目") if answer.question.chart == "classes" else _("单位")
    columns = [name for name in answer.question.metrics or ("",) if name in set(shown["metric"])]
    titles, caption = _titles(answer, columns)
    cells = {(row.key, row.metric): _leading(row.text, row.key) for row in shown.itertuples()}
    names = dict(zip(shown["key"], shown["name"], strict=True))
    rows = [[str(place), name, *(cells.get((key, column), "") for column in columns)] for place, (key, name) in enumerate(names.items(), 1)]
    return plain_table([_("位次"), first, *titles], rows, numbers=len(columns), caption=caption)


def _titles(answer: Answer, columns: list[str]) -> tuple[list[str], str]:
    """The heads of the columns of values, and the unit where all share one: it is said once, in the caption."""
    if columns == [""] or len(columns) < 2:
        return [axis_title(answer) if name == "" else column_title(answer, name) for name in columns], ""
    units = {displays(answer)[name].unit(definitions(), language()) for name in columns}
    if len(units) > 1:
        return [column_title(answer, name) for name in columns], ""
    return [known(name).text("name", language()) for name in columns], _("单位：{unit}").format(unit=units.pop())


def _by_year(answer: Answer, shown: pd.DataFrame) -> None:
    years = sorted({int(year) for year in shown["year"]})
    cells = {(row.name, int(row.year)): _year_cell(row) for row in shown.itertuples(index=False)}
    rows = [[name, *(cells.get((name, year), "") for year in years)] for name in dict.fromkeys(shown["name"])]
    plain_table([_("单位"), *map(str, years)], rows, numbers=len(years), caption=axis_title(answer))


def _year_cell(row: tuple) -> str | Link:
    if row.gap:
        return row.text
    return _leading(_("{value}（推算）").format(value=row.text) if row.estimated else row.text, row.key)


def _leading(text: str, key: str) -> Link:
    return Link(text, changed_link("analysis", picked=key))
