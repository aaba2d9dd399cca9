"""A comparison drawn and written: one frame of shown rows is the charts' data and the table's."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from core.charts.labels import Labels
from core.charts.over_years import MOST_SERIES, over_years
from core.charts.ranked import ranked_bars
from core.charts.small_multiples import PICKED, scale_of, specification, together
from core.compare.differences import LAST_YEAR, difference_words, differences
from core.compare.slots import Compared
from core.export.chart_image import Chart
from pages.widgets.address import asked, changed_link, remember
from pages.widgets.language import N_, _, language
from pages.widgets.look import ink
from pages.widgets.plain import escaped, strong
from pages.widgets.plain_table import Link, plain_table
from pages.widgets.stock import definitions, sentence

FORMS = {"small": N_("每个单位一张小图"), "lines": N_("折线"), "bars": N_("条形")}
ORDERS = {"asked": N_("按选择的次序"), "value": N_("按最近一年从大到小")}
_IN_A_ROW = 3


def shown_rows(found: Compared) -> pd.DataFrame:
    """What is drawn and written, in the order shown: key, name, year, value (to draw, or missing), text, estimated, gap (words)."""
    display, rows = found.display, []
    for row in found.frame.itertuples(index=False):
        value, text = (None, "") if row.gap else (display.number(row.value), display.text(row.value))
        gap = sentence(f"compare_gap_{row.gap}", {}) if row.gap else ""
        rows.append((row.key, row.unit_name, int(row.year), value, text, bool(row.estimated), gap))
    frame = pd.DataFrame(rows, columns=["key", "name", "year", "value", "text", "estimated", "gap"])
    frame["value"] = frame["value"].astype("float64")
    return _by_value(frame) if order() == "value" else frame


def _by_value(frame: pd.DataFrame) -> pd.DataFrame:
    """Units by their newest value, the largest first; units without any last."""
    newest = frame[frame["value"].notna()].sort_values("year").groupby("name")["value"].last()
    place = {name: number for number, name in enumerate(newest.sort_values(ascending=False, kind="stable").index)}
    return frame.assign(place=frame["name"].map(place).fillna(len(place))).sort_values("place", kind="stable").drop(columns="place")


def order() -> str:
    """The order of the units the address asks for."""
    return asked("order") if asked("order") in ORDERS else "asked"


def form(found: Compared) -> str:
    """The form the address asks for: small multiples of several years, bars of one."""
    offered = ["small", "lines"] if len(found.years) > 1 else ["bars"]
    return asked("form") if asked("form") in offered else offered[0]


def choose_form(found: Compared) -> None:
    """Draw the choices of form and order."""
    offered = ["small", "lines"] if len(found.years) > 1 else ["bars"]
    with st.container(horizontal=True, key="compare_form"):
        if len(offered) > 1:
            _control("form", _("画法"), offered, form(found), FORMS)
        if len(found.units) > 1:
            _control("order", _("次序"), list(ORDERS), order(), ORDERS)


def _control(name: str, label: str, options: list[str], now: str, names: dict[str, str]) -> None:
    key = f"compare_{name}_chosen"
    st.session_state[key] = now
    changed: Callable[[], None] = lambda: remember(**{name: st.session_state[key] if st.session_state[key] != options[0] else ""})  # noqa: E731
    more = {"format_func": lambda each: _(names[each]), "required": True, "label_visibility": "collapsed"}
    st.segmented_control(label, options, key=key, on_change=changed, **more)


def labels(found: Compared) -> Labels:
    """The words of the chart; the amount says its unit."""
    unit = found.display.unit(definitions(), language())
    return Labels(_("单位"), _("{metric}（{unit}）").format(metric=found.subject.text("name", language()), unit=unit))


def comparison_chart(found: Compared, shown: pd.DataFrame) -> None:
    """Draw the chart; a click on a part of it goes into the address."""
    st.caption(escaped(labels(found).amount))
    if form(found) != "small":
        _more_lines(found, shown)
        _drawn(drawn_chart(shown, form(found), labels(found), _("年度"), ink()), "compare_chart")
        _without(found, shown)
        return
    spec = specification(shown, scale_of(shown["value"]), labels(found), ink())
    for first in range(0, shown["name"].nunique(), _IN_A_ROW):
        names = list(dict.fromkeys(shown["name"]))[first : first + _IN_A_ROW]
        for number, (column, name) in enumerate(zip(st.columns(_IN_A_ROW, gap="small"), names, strict=False), first):
            with column:
                st.markdown(strong(escaped(name)))
                _small(shown[shown["name"] == name], spec, f"compare_chart_{number}")


def _drawn(chart: Chart, key: str) -> None:
    st.altair_chart(chart, key=key, on_select=lambda: _picked(key), selection_mode=PICKED)


def _small(rows: pd.DataFrame, spec: dict, key: str) -> None:
    st.vega_lite_chart(rows, spec, key=key, on_select=lambda: _picked(key), selection_mode=PICKED)


def _picked(key: str) -> None:
    found = st.session_state[key]["selection"].get(PICKED) or [{}]
    remember(picked=found[0].get("key", ""))


def _without(found: Compared, shown: pd.DataFrame) -> None:
    """Of bars, the units that have none, with the reason."""
    out = [_("{unit}（{why}）").format(unit=row.name, why=row.gap) for row in shown[shown["gap"] != ""].itertuples(index=False)]
    if form(found) == "bars" and out:
        st.caption(escaped(_("没有画出：{units}").format(units=sentence("unlike_units", {}).join(out))))


def _more_lines(found: Compared, shown: pd.DataFrame) -> None:
    more = shown["name"].nunique() - MOST_SERIES
    if form(found) == "lines" and more > 0:
        st.caption(_("折线多了分不清：只画前 {most} 个单位，另有 {n} 个在表里和小图里。").format(most=MOST_SERIES, n=more))


def drawn_chart(shown: pd.DataFrame, how: str, words: Labels, year: str, dark: str) -> Chart:
    """The whole comparison as one chart in a form of FORMS: what the lines and bars show, and what goes into a file.

    Asks nothing of the screen, so that a file can be made after its run.  `year`: title of the axis of the lines.
    """
    if how == "small":
        return together(shown, words, dark)
    if how == "lines":
        first = list(dict.fromkeys(shown["name"]))[:MOST_SERIES]
        return over_years(shown[shown["name"].isin(first)].drop(columns="gap"), words, year)
    return ranked_bars(shown[shown["gap"] == ""].drop(columns=["year", "gap"]), words, dark)


def comparison_table(found: Compared, shown: pd.DataFrame) -> None:
    """The same numbers; each leads to what it is made of."""
    cells = {(row.name, row.year): _cell(row) for row in shown.itertuples(index=False)}
    names = dict.fromkeys(shown["name"])
    rows = [[name, *(cells[name, year] for year in found.years)] for name in names]
    plain_table([_("单位"), *map(str, found.years)], rows, numbers=len(found.years), caption=labels(found).amount)


def _cell(row: tuple) -> str | Link:
    if row.gap:
        return row.gap
    text = _("{value}（推算）").format(value=row.text) if row.estimated else row.text
    return Link(text, changed_link("compare", picked=row.key))


def base_of(found: Compared) -> str:
    """What the differences are against: as the address says, else the year before, or the first unit where there is one year."""
    offered = _bases(found)
    return asked("base") if asked("base") in offered else next(iter(offered), "")


def _bases(found: Compared) -> dict[str, str]:
    years = {f"year:{year}": _("{year} 年度").format(year=year) for year in found.years} if len(found.years) > 1 else {}
    units = {f"unit:{unit}": unit for unit in found.units} if len(found.units) > 1 else {}
    return ({LAST_YEAR: _("上年")} if years else {}) | (units | years)


def difference_table(found: Compared, shown: pd.DataFrame) -> None:
    """Each value less its base, with the rate or the words why there is none."""
    offered, base = _bases(found), base_of(found)
    if not offered:
        return
    st.session_state["compare_base"] = base
    st.selectbox(
        _("差额和比例，与谁相比"),
        list(offered),
        format_func=offered.get,
        key="compare_base",
        on_change=lambda: remember(base=st.session_state["compare_base"]),
        width=360,
    )
    told = differences(found, base)
    words = {at: difference_words(each, found.display, definitions(), language()) for at, each in told.items()}
    units = [unit for unit in dict.fromkeys(shown["name"]) if any((unit, year) in words for year in found.years)]
    years = [year for year in found.years if any((unit, year) in words for unit in units)]
    rows = [[unit, *(words.get((unit, year), "—") for year in years)] for unit in units]
    points = _("百分点") if found.subject.kind == "percent" else found.display.unit(definitions(), language())
    plain_table([_("单位"), *map(str, years)], rows, numbers=len(years), caption=_("差额（{unit}），括号里是增减率").format(unit=points))
